"""PDF documents: the words of their pages as paragraphs, and what the document tells of itself.

Imports pypdfium2 when it is needed. The fonts of the system are never looked at, and the number of pages, letters and
seconds is bounded: what was read until then is kept, and the rest is told. Before the parser sees a document, its
structure is looked over (pdf_structure); while the parser is at work, a watchdog stands beside it.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import kinds, refusals
from geoeditor.exchange.articles.article import LARGEST_ARTICLE, Draft, first_line, one_line
from geoeditor.exchange.articles.nodes import Document, Fonts, TextPage
from geoeditor.exchange.articles.pdf_lines import Line, paragraphs
from geoeditor.exchange.articles.pdf_structure import StructureError, check_structure
from geoeditor.exchange.articles.publication_dates import pdf_date
from geoeditor.exchange.articles.time_limit import Stop, Watchdog
from geoeditor.translation import tr, trn

MOST_PAGES: Final = 2_000
_SECONDS: Final = 10.0
_STEP_SECONDS: Final = 0.9  # for opening a document, and for each page; a full one takes some 0.01
_STEP_MEMORY: Final = 500_000_000  # bytes for all of it
_SLOW_SECONDS: Final = 0.8
_FEWEST_A_SECOND: Final = 2_000  # letters; with fewer it is not worth while to go on
_FEWEST_LETTERS: Final = 8  # with fewer a page counts as one without text
_MOST_LINES: Final = 3_000  # of a page whose places are looked at
_LOCKED: Final = "Incorrect password"
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft word\s*-|untitled|document\d*$|slide \d)|\.(?:docx?|pdf|indd|tex|rtf|odt)$", re.I
)


@dataclass(slots=True)
class _Read:
    """What the parser made of a document: how many pages it has, those that were read, and which of them are bare."""

    count: int
    pages: list[list[Line]] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    letters: int = 0
    told: dict[str, str] = field(default_factory=dict)

    def take(self, number: int, lines: list[Line]) -> None:
        letters = sum(len(line.text) for line in lines)
        if letters < _FEWEST_LETTERS:
            self.bare.append(number + 1)
        self.pages.append(lines)
        self.letters += letters


def pdf_draft(data: bytes, name: str, stop: Stop | None = None) -> Draft:
    """Return the text of a PDF document.

    `stop` ends the process where the parser does not come back; without it, nothing does.

    Raises:
        UserError: it is damaged, locked, or a picture of a text.
    """
    try:
        check_structure(data)
    except StructureError as problem:
        raise _refusal(name, str(problem)) from problem
    if stop is None:
        found = _read(data, name, None)
    else:
        told = _refusal(name, tr("it needs more time or memory than a text may"))
        with Watchdog(_STEP_SECONDS, _STEP_MEMORY, stop, told) as watchdog:
            found = _read(data, name, watchdog)
    return _draft(found, name)


def _refusal(name: str, reason: str) -> UserError:
    return refusals.damaged(name, tr("a PDF document"), reason)


def _read(data: bytes, name: str, watchdog: Watchdog | None) -> _Read:
    """Let the parser read the pages."""
    pypdfium2 = import_module("pypdfium2")
    fonts = _without_fonts()
    fonts.setup()
    try:
        document: Document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        reason = tr("it is locked with a password") if _LOCKED in str(problem) else tr("it is damaged")
        raise _refusal(name, reason) from problem
    try:
        found = _Read(len(document))
        begun = time.process_time()
        for number in range(min(found.count, MOST_PAGES)):
            if watchdog is not None:
                watchdog.step()
            found.take(number, list(_lines(document, number)))
            if _is_enough(time.process_time() - begun, found.letters):
                break
        if watchdog is not None:
            watchdog.step()
        found.told = document.get_metadata_dict()
        return found
    finally:
        document.close()
        fonts.close()


def _draft(found: _Read, name: str) -> Draft:
    if not found.letters or len(found.bare) == len(found.pages):
        raise refusals.without_words(
            name, tr("its pages are pictures, such as a scan; read them with a program for text recognition first")
        )
    draft = Draft("\n\n".join(paragraphs(found.pages)), kinds.PDF)
    draft.warnings += _told(found.count, len(found.pages), found.bare)
    title = one_line(found.told.get("Title", ""))
    draft.title = title if len(title) > 3 and not _NO_TITLE.search(title) else first_line(draft.text)
    draft.author = found.told.get("Author", "")
    draft.published, draft.published_from = pdf_date(found.told.get("CreationDate", "")), "pdf"
    return draft


def _is_enough(seconds: float, letters: int) -> bool:
    """Tell whether no more pages are read, after so much time and text."""
    is_slow = seconds > _SLOW_SECONDS and letters < _FEWEST_A_SECOND * seconds
    return is_slow or seconds > _SECONDS or letters > LARGEST_ARTICLE // 2


def _told(count: int, read: int, bare: list[int]) -> Iterator[str]:
    if read < count:
        yield tr("Only the first {n:,} of {count:,} pages were read.", n=read, count=count)
    if bare:
        shown = ", ".join(map(str, bare[:10])) + ("…" if len(bare) > 10 else "")
        yield trn(
            "Page {pages} holds no text, perhaps a scan, so nothing of it was read.",
            "Pages {pages} hold no text, perhaps scans, so nothing of them was read.",
            len(bare),
            pages=shown,
        )


def _lines(document: Document, number: int) -> Iterator[Line]:
    """Yield the lines of a page with their places; a page that can't be read has none."""
    error = import_module("pypdfium2").PdfiumError
    try:
        page = document[number]
    except error:
        return
    try:
        text_page = page.get_textpage()
    except error:
        page.close()
        return
    try:
        start = 0
        whole = text_page.get_text_range()
        for order, text in enumerate(whole.split("\n")):
            bare = text.rstrip("\r ")
            skipped = len(bare) - len(bare.lstrip())
            if bare.strip() and order < _MOST_LINES:
                yield _placed(text_page, bare, start + skipped, start + len(bare) - 1)
            elif bare.strip():
                yield Line(bare)
            start += len(text) + 1
    finally:
        text_page.close()
        page.close()


def _placed(text_page: TextPage, text: str, first: int, last: int) -> Line:
    """Return a line with the places of its first and last letter."""
    pypdfium2 = import_module("pypdfium2")
    raw = pypdfium2.raw
    line = Line(text)
    places = [raw.FPDFText_GetCharIndexFromTextIndex(text_page, index) for index in (first, last)]
    if min(places) < 0:
        return line
    try:
        left, low, _, _ = text_page.get_charbox(places[0], loose=True)
        _, _, right, _ = text_page.get_charbox(places[1], loose=True)
    except pypdfium2.PdfiumError:
        return line
    line.left, line.right, line.height = left, right, low
    line.size = raw.FPDFText_GetFontSize(text_page, places[0])
    return line


def _without_fonts() -> Fonts:
    """Return a source of fonts that has none: letters are told without their shapes."""
    base = import_module("pypdfium2").PdfSysfontBase
    fonts: Fonts = type("NoFonts", (base,), dict.fromkeys(("EnumFonts", "MapFont", "GetFont"), _nothing))()
    return fonts


def _nothing(*_asked: object) -> None:
    """Answer a question about fonts."""
