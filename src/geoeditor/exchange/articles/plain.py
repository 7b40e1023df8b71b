"""Plain text and Markdown: kept to the letter, but for line ends. Imports the encodings only."""

import re
from typing import Final

from geoeditor.exchange import encodings
from geoeditor.exchange.articles import kinds, refusals
from geoeditor.exchange.articles.article import LARGEST_ARTICLE, Draft, first_line
from geoeditor.translation import trn

_HEADING: Final = re.compile(r"#{1,6}\s+")


def plain_draft(data: bytes, name: str, kind: str, encoding: str) -> Draft:
    """Return the text that the bytes are.

    Raises:
        UserError: they are none, or too many.
    """
    if len(data) > LARGEST_ARTICLE:
        raise refusals.too_large(name, LARGEST_ARTICLE)
    if encoding:
        decoded = encodings.decode_as(data, encoding)
    else:
        found = encodings.decode(data)
        if found is None:
            raise not_decoded(data, name)
        decoded = found
    draft = literal_draft(decoded.text, kind)
    draft.encoding = decoded.encoding
    if decoded.damaged:
        draft.warnings.append(damage_told(decoded.damaged))
    return draft


def literal_draft(text: str, kind: str = kinds.PLAIN) -> Draft:
    """Return a text as it is, with its first line as the title where that is short."""
    title = first_line(text)
    if kind == kinds.MARKDOWN and (heading := _HEADING.match(title)):
        title = title[heading.end() :]
    return Draft(text, kind, title=title, is_literal=True)


def damage_told(count: int) -> str:
    """Return the warning that so many characters make no sense."""
    return trn(
        "{n} character makes no sense in this encoding and is shown as \N{REPLACEMENT CHARACTER}.",
        "{n} characters make no sense in this encoding and are shown as \N{REPLACEMENT CHARACTER}.",
        count,
    )


def not_decoded(data: bytes, name: str) -> Exception:
    """Return the refusal of bytes that no encoding makes sense of."""
    if b"\x00" in data:
        return refusals.not_text(name)
    return refusals.damaged_utf_8(name) if encodings.is_damaged_utf_8(data) else refusals.unknown_encoding(name)
