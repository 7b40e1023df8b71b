"""The way in: a file, bytes, a page or a text becomes an article, whatever it is in.

Looks at the file before it reads it, and hands what it holds to the parser of its kind, imported only then.
"""

import stat
import sys
from pathlib import Path
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import kinds, refusals
from geoeditor.exchange.articles.article import LARGEST_ARTICLE, LARGEST_ORIGINAL, Article, Draft, finished
from geoeditor.exchange.articles.plain import literal_draft, plain_draft
from geoeditor.exchange.articles.time_limit import Stop
from geoeditor.translation import shown, tr

SUFFIXES: Final = tuple(kinds.BY_SUFFIX)
"""The endings of the files that are read."""

_BEGINNING: Final = 4_096


def read_article(path: Path | str, *, extractor: str = "", encoding: str = "", stop: Stop | None = None) -> Article:
    """Read the article in a file, or from standard input where the path is “-”; `stop` as in `parse_article`.

    Raises:
        UserError: there is no text to be had.
    """
    if str(path) == "-":
        if sys.stdin is None:  # a program may be started without any
            raise UserError(tr("There is nothing on standard input to read; the project was not changed."))
        data = sys.stdin.buffer.read(LARGEST_ORIGINAL + 1)
        return parse_article(data, tr("standard input"), extractor=extractor, encoding=encoding, stop=stop)
    path = Path(path)
    name = shown(path.name or str(path))
    data = file_bytes(path, name)
    return parse_article(data, name, suffix=path.suffix.lower(), extractor=extractor, encoding=encoding, stop=stop)


def parse_article(
    data: bytes,
    name: str,
    *,
    is_markdown: bool = False,
    suffix: str = "",
    extractor: str = "",
    encoding: str = "",
    stop: Stop | None = None,
) -> Article:
    """Return the article that the bytes hold; the name is for messages, the suffix says what they should be.

    An extractor that this kind of file has not is answered with the usual one, as is an encoding. `stop` ends the
    process with a refusal where a parser does not come back.

    Raises:
        UserError: they hold none.
    """
    suffix = ".md" if is_markdown else suffix
    if len(data) > LARGEST_ORIGINAL:
        raise refusals.too_large(name, LARGEST_ORIGINAL)
    kind = kinds.kind_of(data, name, suffix)
    if kind == kinds.PDF:
        from geoeditor.exchange.articles.pdf import pdf_draft

        draft = pdf_draft(data, name, stop)
    else:
        draft = _draft(data, name, kind, extractor, encoding)
    expected = kinds.BY_SUFFIX.get(suffix)
    if expected in (kinds.PDF, kinds.DOCX) and kind != expected:
        draft.warnings.insert(0, tr("The file is not what its ending says, and was read as what it is."))
    return finished(draft, name, data)


def parse_page(html: str, name: str, *, extractor: str = "") -> Article:
    """Return the words of a web page, or a piece of one, that was pasted: all of them, unless asked otherwise.

    Raises:
        UserError: there are none.
    """
    from geoeditor.exchange.articles.page import WHOLE_PAGE, page_draft

    if len(html) > LARGEST_ORIGINAL:
        raise refusals.too_large(name, LARGEST_ORIGINAL)
    return finished(page_draft(html, extractor or WHOLE_PAGE, is_piece=True), name)


def parse_text(text: str, name: str) -> Article:
    """Return the article that a text from elsewhere is, such as one that was pasted; the name is for messages.

    Raises:
        UserError: it is none.
    """
    try:
        text.encode()
    except UnicodeEncodeError as problem:  # half a surrogate pair
        raise refusals.not_text(name) from problem
    draft = literal_draft(text)
    draft.encoding = "utf-8"
    return finished(draft, name)


def is_plain(data: bytes, suffix: str = "") -> bool:
    """Tell whether bytes are read without a parser of a foreign format, or are refused without one."""
    try:
        return kinds.kind_of(data, "", suffix) in (kinds.PLAIN, kinds.MARKDOWN)
    except UserError:
        return True


def is_plain_file(path: Path) -> bool:
    """Tell whether a file is read, or refused, without a parser of a foreign format."""
    if path.suffix.lower() not in (".txt", ".md"):
        return False
    try:
        return is_plain(file_bytes(path, "", at_most=_BEGINNING), path.suffix.lower())
    except UserError:
        return True  # which read_article tells at once


def file_bytes(path: Path, name: str, at_most: int = LARGEST_ORIGINAL + 1) -> bytes:
    """Return the bytes of a file that may hold an article.

    Raises:
        UserError: it is none that is read.
    """
    try:
        _check_file(path, name)
        with path.open("rb") as file:
            return file.read(at_most)
    except OSError as error:
        raise refusals.by_system(name, error) from error
    except ValueError as error:  # a NUL in the path
        raise UserError(
            tr("“{name}” can not be the name of a file; the project was not changed.", name=name)
        ) from error


def _draft(data: bytes, name: str, kind: str, extractor: str, encoding: str) -> Draft:
    """Let the parser of this kind read the bytes."""
    match kind:
        case kinds.PLAIN | kinds.MARKDOWN:
            return plain_draft(data, name, kind, encoding)
        case kinds.HTML:
            from geoeditor.exchange.articles.page import html_draft

            return html_draft(data, name, extractor, encoding)
        case kinds.MHTML | kinds.MAIL:
            from geoeditor.exchange.articles.mail import mail_draft

            return mail_draft(data, name, kind, extractor, encoding)
        case _:
            from geoeditor.exchange.articles.word import word_draft

            return word_draft(data, name)


def _check_file(path: Path, name: str) -> None:
    """Refuse what is no readable kind of file, before all of it is read."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UserError(
            tr("“{name}” is a folder, not an article; name the files in it; the project was not changed.", name=name)
        )
    if not stat.S_ISREG(status.st_mode):
        raise UserError(tr("“{name}” is a device or a pipe, not an article; the project was not changed.", name=name))
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
        if not kinds.beginning_tells(beginning):
            raise kinds.refuse_suffix(name, suffix, SUFFIXES)
    limit = LARGEST_ARTICLE if suffix in (".txt", ".md") else LARGEST_ORIGINAL
    if status.st_size > limit:
        raise refusals.too_large(name, limit)
