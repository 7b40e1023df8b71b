"""What an article comes to, whatever it came in, and the checks that each has to pass.

Imports core's checks of values only when one is made. Refuses what is no text, and what is too large for one.
"""

import hashlib
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from geoeditor.exchange.articles import refusals

LARGEST_ARTICLE: Final = 20_000_000
"""The most bytes the text of an article may have, in UTF-8."""
LARGEST_ORIGINAL: Final = 50_000_000
"""The most bytes a file may have whose text is only a part of it: a page, a PDF, a Word document, an e-mail."""

_LONGEST_TITLE: Final = 200
_LONGEST_LINE: Final = 300  # of what else is told of an article
_LONGEST_ADDRESS: Final = 2_000
_MOST_CONTROLS: Final = 0.01  # the share of control characters from which on it is no text
_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]+")
_TURNERS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what turns the direction of a whole line
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\\x00-\x20\x7f-\x9f\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_GAPS: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Article:
    """A text as read, LF between its lines; title is '' where the first line is none.

    encoding is Python's name of it, '' where that means nothing; sha256 is that of the text in UTF-8, so that it does
    not depend on the file's. published is EDTF and published_from tells where it was found: json-ld, meta, time, url,
    text (a guess), pdf, document, header. extractor names the way the text was taken from its page, extractors all
    that can be asked for. file_sha256 is that of the original bytes, '' for a pasted text. warnings are sentences.
    """

    text: str
    title: str
    encoding: str
    sha256: str
    author: str = ""
    publisher: str = ""
    published: str = ""
    published_from: str = ""
    url: str = ""
    language: str = ""
    media_type: str = "text/plain"
    extractor: str = ""
    extractors: tuple[str, ...] = ()
    file_sha256: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """What a parser found, before it is checked; where `is_literal`, the text is kept to the letter."""

    text: str
    media_type: str
    title: str = ""
    encoding: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    published_from: str = ""
    url: str = ""
    language: str = ""
    extractor: str = ""
    extractors: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
    is_literal: bool = False


def finished(draft: Draft, name: str, original: bytes | None = None) -> Article:
    """Return the article that a parser found; the name is for messages, `original` the bytes of its file.

    Raises:
        UserError: there is no text, it is none, or it is too large.
    """
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n")
    if draft.is_literal:
        if "\x00" in text or _has_many_controls(text):
            raise refusals.not_text(name)
    else:
        text = _GAPS.sub("\n\n", _UNWANTED.sub("", text)).strip()
    if len(text) > LARGEST_ARTICLE or len(text.encode()) > LARGEST_ARTICLE:
        raise refusals.too_large(name, LARGEST_ARTICLE)
    from geoeditor.core.commands.values import is_blank

    if is_blank(text):
        raise refusals.empty(name)
    return Article(
        text=text,
        title=one_line(draft.title, _LONGEST_TITLE),
        encoding=draft.encoding,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        author=one_line(draft.author),
        publisher=one_line(draft.publisher),
        published=draft.published,
        published_from=draft.published_from if draft.published else "",
        url=address(draft.url),
        language=language(draft.language),
        media_type=draft.media_type,
        extractor=draft.extractor,
        extractors=draft.extractors,
        file_sha256="" if original is None else hashlib.sha256(original).hexdigest(),
        warnings=tuple(draft.warnings),
    )


def _has_many_controls(text: str) -> bool:
    """Tell whether so many letters are none that it is no text; counted no further than that."""
    enough = int(_MOST_CONTROLS * len(text))
    return next(islice(_CONTROLS.finditer(text), enough, None), None) is not None


def first_line(text: str) -> str:
    """Return the first line of a text where it is short enough for a title, else ''."""
    line = text[: 10 * _LONGEST_TITLE + 10_000].lstrip().partition("\n")[0].strip()
    return line if len(line) <= _LONGEST_TITLE else ""


def one_line(text: str, longest: int = _LONGEST_LINE) -> str:
    """Return what a file tells of itself as a name can stand: on one line, not too long, nothing that turns it."""
    line = " ".join(_TURNERS.sub("", _UNWANTED.sub(" ", text[: 20 * longest])).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def address(text: str) -> str:
    """Return an address on the web as it is, '' for everything else."""
    text = text.strip()
    return text if len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) else ""


def language(text: str) -> str:
    """Return the tag of a language as it is usually written, such as en or en-GB; '' for what is none."""
    tag = text.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join((first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)))
