"""Names for files made from titles that may hold anything. A leaf: imports the standard library only."""

import re
import unicodedata
from typing import Final

MOST_BYTES: Final = 150
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]+')
_RESERVED: Final = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(?=\.|$)", re.IGNORECASE)


def file_name(words: str, suffix: str, otherwise: str = "export") -> str:
    """Return words as the name of a file that every common system takes: short, without signs that mean something.

    What turns, hides or breaks text is left out, and names that Windows keeps for devices get a line under.
    """
    text = "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", words))
    text = "".join(letter for letter in text if not unicodedata.category(letter).startswith("C"))
    text = " ".join(_FORBIDDEN.sub("-", text).split()).strip(" .-")
    text = _cut(text, MOST_BYTES - len(suffix.encode()) - 1).rstrip(" .-") or otherwise
    if _RESERVED.match(text):
        stem, dot, rest = text.partition(".")
        text = f"{stem}_{dot}{rest}"
    return text + suffix


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text that takes so many bytes as UTF-8, whole letters with their accents."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[:most].decode(errors="ignore")
    rest = text[len(kept) :]
    if unicodedata.combining(rest[0]):
        kept = kept.rstrip("".join(letter for letter in kept[-8:] if unicodedata.combining(letter)))[:-1]
    return kept
