"""Folding of spellings for look-up: case, accents and typographic signs do not tell two names apart.

Imports nothing of ours; changes no text that is shown or stored.
"""

import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d"})


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain apostrophes, hyphens and spaces."""
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS).lower().translate(_LETTERS))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
