"""Text inside XML: escaped, and a visible mark for each character that XML can not hold. Imports nothing of ours."""

import re
from typing import Final
from xml.sax.saxutils import escape

REPLACEMENT: Final = "\ufffd"
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Parsers turn these into others unless they are written as numbers.
_CONTENT: Final = {"\r": "&#13;"}
_ATTRIBUTE: Final = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def legal(text: str) -> str:
    """Return the text with U+FFFD in place of each character that XML can not hold."""
    return _ILLEGAL.sub(REPLACEMENT, text)


def content(text: str) -> str:
    """Return the text for the content of an element."""
    return escape(legal(text), _CONTENT)


def attributes(values: dict[str, str]) -> str:
    """Return attributes as they stand in a tag, each with a space before it; empty ones are left out."""
    return "".join(f' {name}="{escape(legal(value), _ATTRIBUTE)}"' for name, value in values.items() if value)
