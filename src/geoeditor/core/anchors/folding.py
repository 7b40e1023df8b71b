"""Signs that print differently and say the same: quotation marks, dashes, spaces, composed and decomposed letters."""

import unicodedata
from typing import Final

_PLAIN: Final = {
    "'": "‘’‚‛′`´ʼ",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f",
}
"""A plain sign, and the signs that stand for it; each is one character, so that places stay what they are."""
_SIGNS: Final = tuple((sign, plain) for plain, signs in _PLAIN.items() for sign in signs)
_NOTHING: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters that print as nothing."""


def folded(text: str) -> str:
    """Return a text with plain quotation marks, dashes and spaces; every character stays at its place."""
    if text.isascii():
        return text
    for sign, plain in _SIGNS:
        if sign in text:
            text = text.replace(sign, plain)
    return text


def bare(text: str) -> str:
    """Return what a folded text says whatever its white space, its dashes and how its letters are composed."""
    if not text.isascii():
        text = folded(unicodedata.normalize("NFKC", text.translate(_NOTHING)))
    if "--" in text:
        text = text.replace("---", "-").replace("--", "-")
    return "".join(text.split())


def is_typographic(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but typography and white space."""
    return one != other and bare(one) == bare(other)
