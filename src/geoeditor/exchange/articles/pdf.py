"""PDF documents: the words of their pages as paragraphs, and what the document tells of itself.

Imports pypdfium2 when it is needed. The fonts of the system are never looked at, and the number of pages, letters and
seconds is bounded: what was read until then is kept, and the rest is told.
"""

import re
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from geoeditor.exchange.articles import kinds, refusals
from geoeditor.exchange.articles.article import LARGEST_ARTICLE, Draft, first_line, one_line
from geoeditor.exchange.articles.nodes import Document, Fonts, TextPage
from geoeditor.exchange.articles.pdf_lines import Line, paragraphs
from geoeditor.exchange.articles.publication_dates import pdf_date
from geoeditor.translation import tr, trn

MOST_PAGES: Final = 2_000
_SECONDS: Final = 10.0
_FEWEST_LETTERS: Final = 8  # with fewer a page counts as one without text
_MOST_LINES: Final = 3_000  # of a page whose places are looked at
_LOCKED: Final = "Incorrect password"
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft word\s*-|untitled|document\d*$|slide \d)|\.(?:docx?|pdf|indd|tex|rtf|odt)$", re.I
)


def pdf_draft(data: bytes, name: str) -> Draft:
    """Return the text of a PDF document.

    Raises:
        UserError: it is damaged, locked, or a picture of a text.
    """
    pypdfium2 = import_module("pypdfium2")
    fonts = _without_fonts()
    fonts.setup()
    try:
        document: Document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        reason = tr("it is locked with a password") if _LOCKED in str(problem) else tr("it is damaged")
        raise refusals.damaged(name, tr("a PDF document"), reason) from problem
    try:
        return _draft(document, name)
    finally:
        document.close()
        fonts.close()


def _draft(document: Document, name: str) -> Draft:
    count = len(document)
    draft = Draft("", kinds.PDF)
    pages: list[list[Line]] = []
    bare: list[int] = []
    letters = 0
    end = time.process_time() + _SECONDS
    for number in range(min(count, MOST_PAGES)):
        lines = list(_lines(document, number))
        found = sum(len(line.text) for line in lines)
        if found < _FEWEST_LETTERS:
            bare.append(number + 1)
        pages.append(lines)
        letters += found
        if time.process_time() > end or letters > LARGEST_ARTICLE // 2:
            break
    if not letters or len(bare) == len(pages):
        raise refusals.without_words(
            name, tr("its pages are pictures, such as a scan; read them with a program for text recognition first")
        )
    draft.text = "\n\n".join(paragraphs(pages))
    draft.warnings += _told(count, len(pages), bare)
    told = document.get_metadata_dict()
    title = one_line(told.get("Title", ""))
    draft.title = title if len(title) > 3 and not _NO_TITLE.search(title) else first_line(draft.text)
    draft.author = told.get("Author", "")
    draft.published, draft.published_from = pdf_date(told.get("CreationDate", "")), "pdf"
    return draft


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
