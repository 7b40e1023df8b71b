"""E-mails and saved pages (MHTML): the part with the words, its header, and the names of what is attached.

Takes messages apart by code of ours, in which depth, parts and header lines are counted; of the standard library it
uses what reads single header lines. Attachments are named, never opened.
"""

import re
from dataclasses import dataclass
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.exchange import encodings
from geoeditor.exchange.articles import kinds, refusals
from geoeditor.exchange.articles.article import Draft, address, one_line
from geoeditor.exchange.articles.mail_parts import DEEPEST, Part, TooDeepError, leaves
from geoeditor.exchange.articles.page import page_draft
from geoeditor.exchange.articles.plain import damage_told
from geoeditor.translation import shown, tr, trn

MESSAGE: Final = "message text"
"""The extractor that takes the plain text of a message which has a page as well."""

_MOST_NAMED: Final = 10
_FEWEST_LETTERS: Final = 20
_QUOTED: Final = re.compile(r"^>+ ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the header of a message tells."""

    title: str
    author: str
    published: str


def mail_draft(data: bytes, name: str, kind: str, extractor: str, encoding: str) -> Draft:
    """Return the text of a message or of a saved page.

    Raises:
        UserError: it has none, or is nested deeper than any message.
    """
    try:
        top, parts = leaves(data)
    except TooDeepError as problem:
        raise refusals.damaged(
            name,
            tr("an e-mail"),
            tr("its parts are nested more than {n} deep, or there are too many", n=DEEPEST),
        ) from problem
    if kind == kinds.MHTML:
        return _saved_page(top, parts, name, extractor, encoding)
    return _message(top, parts, name, extractor, encoding)


def _saved_page(top: Part, parts: list[Part], name: str, extractor: str, encoding: str) -> Draft:
    page = _main_page(top, parts)
    if page is None:
        raise refusals.damaged(name, tr("a saved web page"), tr("there is no page in it"))
    decoded = _decoded(page, name, encoding)
    url = address(top.header("snapshot-content-location")) or address(page.header("content-location"))
    draft = page_draft(decoded.text, extractor, url=url)
    draft.media_type, draft.encoding = kinds.MHTML, decoded.encoding
    draft.title = draft.title or one_line(top.header("subject"))
    if decoded.damaged:
        draft.warnings.append(damage_told(decoded.damaged))
    return draft


def _main_page(top: Part, parts: list[Part]) -> Part | None:
    """Return the page that the others belong to: the one named as the start, or the first."""
    pages = [part for part in parts if part.kind in ("text/html", "application/xhtml+xml")]
    start = top.parameter("start")
    return next((page for page in pages if start and page.header("content-id") == start), pages[0] if pages else None)


def _message(top: Part, parts: list[Part], name: str, extractor: str, encoding: str) -> Draft:
    attached = [part for part in parts if part.is_attached]
    plain = next((part for part in parts if part.kind == "text/plain" and not part.is_attached), None)
    page = next((part for part in parts if part.kind == "text/html" and not part.is_attached), None)
    sent = _sent(top)
    drafts: list[Draft] = []
    if plain is not None:
        decoded = _decoded(plain, name, encoding)
        drafts.append(Draft(decoded.text, kinds.MAIL, encoding=decoded.encoding, extractor=MESSAGE))
        if decoded.damaged:
            drafts[0].warnings.append(damage_told(decoded.damaged))
        if len(decoded.text.strip()) < _FEWEST_LETTERS and page is not None:
            drafts.clear()
    if page is not None and (not drafts or extractor not in ("", MESSAGE)):
        decoded = _decoded(page, name, encoding)
        from geoeditor.exchange.articles.page import WHOLE_PAGE

        drafts = [page_draft(decoded.text, extractor if extractor not in ("", MESSAGE) else WHOLE_PAGE)]
        drafts[0].encoding = decoded.encoding
    if not drafts or not drafts[0].text.strip():
        raise refusals.without_words(name, tr("the message has neither plain text nor a page in it"))
    draft = drafts[0]
    if page is not None:
        from geoeditor.exchange.articles.page import EXTRACTORS

        draft.extractors = (MESSAGE, *EXTRACTORS) if plain is not None else EXTRACTORS
    elif plain is not None:
        draft.extractor = ""
    draft.media_type = kinds.MAIL
    draft.title = sent.title or draft.title
    draft.author, draft.publisher = sent.author, ""
    draft.published, draft.published_from, draft.url = sent.published, "header", ""
    if draft.title and not draft.text.lstrip().startswith(draft.title):
        draft.text = f"{draft.title}\n\n{draft.text.strip()}"
    if attached:
        draft.warnings.append(_attachments_told(attached))
    return draft


def _sent(top: Part) -> _Sent:
    who, where = parseaddr(top.header("from"))
    try:
        sent = parsedate_to_datetime(top.header("date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        sent = ""
    return _Sent(one_line(top.header("subject")), one_line(who or where), sent if "1900" < sent < "2200" else "")


def _attachments_told(attached: list[Part]) -> str:
    names = [f"“{shown(part.name or part.kind)}”" for part in attached[:_MOST_NAMED]]
    if more := len(attached) - len(names):
        names.append(trn("{n} more", "{n} more", more))
    return tr("Attached and not read: {names}.", names=", ".join(names))


def _decoded(part: Part, name: str, encoding: str) -> encodings.Decoded:
    """Return the text of a part, in the encoding that it declares, or the one asked for.

    Raises: UserError where it makes no sense in any.
    """
    data = part.content()
    if encoding:
        return encodings.decode_as(data, encoding)
    found = encodings.decode(data, part.parameter("charset"), is_lenient=True)
    if found is None:
        raise _unreadable(name)
    return found


def _unreadable(name: str) -> UserError:
    return refusals.unknown_encoding(name)
