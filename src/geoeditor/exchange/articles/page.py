"""Web pages: the article told from the rest of the page, by two methods, or all that can be seen.

The page is walked through by code of ours first (page_shape), which leaves nothing that could hurt; only then does a
parser see it, for a limited time. Imports trafilatura and lxml when they are needed; neither fetches or opens anything.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from geoeditor.exchange import encodings
from geoeditor.exchange.articles import kinds
from geoeditor.exchange.articles.article import Draft, first_line
from geoeditor.exchange.articles.nodes import Node
from geoeditor.exchange.articles.page_facts import facts_of
from geoeditor.exchange.articles.page_shape import Shape, shape_of
from geoeditor.exchange.articles.plain import damage_told, not_decoded
from geoeditor.exchange.articles.time_limit import TooSlowError, time_limit
from geoeditor.exchange.html_text import single_blanks
from geoeditor.translation import tr

ARTICLE: Final = "article"
SECOND_OPINION: Final = "second opinion"
WHOLE_PAGE: Final = "whole page"
EXTRACTORS: Final = (ARTICLE, SECOND_OPINION, WHOLE_PAGE)
"""How the text of a page can be taken: by one method, by another, or all of it."""

_SECONDS: Final = 0.6  # of processor time for one method, of which there are two; an article takes some 0.03
_FEWEST_LETTERS: Final = 200
_ENOUGH: Final = 0.02  # of all words, below which what was found is no article
_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?\b(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)
_BLOCKS: Final = frozenset(
    "p head item quote code row list table div ab h1 h2 h3 h4 h5 h6 li tr blockquote pre ul ol dt dd body section"
    " article figcaption".split()
)
_TIGHT: Final = frozenset("item li row tr dt dd".split())
_CELLS: Final = frozenset({"cell", "td", "th"})


def html_draft(data: bytes, name: str, extractor: str, encoding: str) -> Draft:
    """Return the text of a page and what it tells of itself.

    Raises:
        UserError: it is in no encoding known here.
    """
    declared = _CHARSET.search(data[:10_000].replace(b"\x00", b""))
    if encoding:
        decoded = encodings.decode_as(data, encoding)
    else:
        found = encodings.decode(data, declared[1].decode("ascii") if declared else "", is_lenient=True)
        if found is None:
            raise not_decoded(data, name)
        decoded = found
    draft = page_draft(decoded.text, extractor)
    draft.encoding = decoded.encoding
    if decoded.damaged:
        draft.warnings.append(damage_told(decoded.damaged))
    return draft


def page_draft(html: str, extractor: str = "", *, url: str = "", is_piece: bool = False) -> Draft:
    """Return the text of a page by the extractor asked for, the next one where that finds nothing.

    A piece of a page, such as one that was copied, has the title that it shows, if any.
    """
    shape = shape_of(html)
    facts = facts_of(shape, html, url)
    draft = Draft(
        "",
        kinds.HTML,
        title=facts.title,
        author=facts.author,
        publisher=facts.publisher,
        published=facts.published,
        published_from=facts.published_from,
        url=facts.url,
        language=facts.language,
        extractors=EXTRACTORS,
    )
    wanted = extractor if extractor in EXTRACTORS else ARTICLE
    text = ""
    for name in EXTRACTORS[EXTRACTORS.index(wanted) :]:
        draft.extractor = name
        text = _tidy(_METHODS[name](shape))
        if _is_enough(text, shape):
            break
    if draft.extractor != wanted:
        draft.warnings.append(_fallen_back(shape))
    draft.text = text if is_piece or draft.extractor == WHOLE_PAGE else _with_headline(text, facts.title)
    draft.title = draft.title or first_line(text)
    return draft


def _fallen_back(shape: Shape) -> str:
    if not shape.is_searchable:
        return tr("The page is too large for its article to be told from the rest; all its words are here.")
    return tr("The article could not be told from the rest of the page by the usual method; check the text.")


def _is_enough(text: str, shape: Shape) -> bool:
    return len(text) >= max(
        min(_FEWEST_LETTERS, len(shape.words) // 2), int(_ENOUGH * min(len(shape.words), 1_000_000))
    )


def _by_article(shape: Shape) -> str:
    """Find the article by rules for the structure of pages."""
    if not shape.is_searchable:
        return ""
    from trafilatura import bare_extraction

    tree = _tree(shape)
    if tree is None:
        return ""
    try:
        with time_limit(_SECONDS):
            found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    except TooSlowError:
        return ""
    body = getattr(found, "body", None)  # it can be a dictionary too, in forms that were not asked for
    return _text_of(body) if body is not None else ""


def _by_score(shape: Shape) -> str:
    """Find the part of the page with the densest text, by a score of its paragraphs."""
    if not shape.is_searchable:
        return ""
    from trafilatura.readability_lxml import Document

    tree = _tree(shape)
    if tree is None:
        return ""
    try:
        with time_limit(_SECONDS):
            return _text_of(
                import_module("lxml.html").fragment_fromstring(Document(tree).summary(), create_parent="div")
            )
    except TooSlowError:
        return ""


def _by_eye(shape: Shape) -> str:
    return shape.words


_METHODS: Final[Mapping[str, Callable[[Shape], str]]] = MappingProxyType(
    {ARTICLE: _by_article, SECOND_OPINION: _by_score, WHOLE_PAGE: _by_eye}
)


def _tree(shape: Shape) -> Node | None:
    """Return the page as a tree; what is in it was put there by us."""
    if not shape.markup.strip():
        return None
    html = import_module("lxml.html")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    clean = f"<html><head><title></title></head><body>{shape.markup}</body></html>"
    tree: Node = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    return tree


def _text_of(body: Node) -> str:
    """Return the words of a tree, an empty line between paragraphs, cells of a row on one line."""
    parts: list[str] = []
    for event, element in _events(body):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            parts += [_before(tag), element.text or ""]
        else:
            parts += [_before(tag), element.tail or "" if element is not body else ""]
    return "".join(parts)


def _events(body: Node) -> Iterable[tuple[str, Node]]:
    events: Iterable[tuple[str, Node]] = import_module("lxml.etree").iterwalk(body, events=("start", "end"))
    return events


def _before(tag: str) -> str:
    if tag in _TIGHT or tag in ("lb", "br"):
        return "\n"
    if tag in _BLOCKS:
        return "\n\n"
    return "\t" if tag in _CELLS else ""


def _tidy(text: str) -> str:
    """Return a text with single blanks, and no more than one empty line between two paragraphs."""
    lines: list[str] = []
    for line in text.split("\n"):
        bare = "\t".join(filter(None, (single_blanks(cell).strip() for cell in line.split("\t"))))
        if bare or (lines and lines[-1]):
            lines.append(bare)
    return "\n".join(lines).strip()


def _with_headline(text: str, title: str) -> str:
    """Put the headline before the text, unless the text begins with it."""
    if not title or not text:
        return text
    start = " ".join(text[: len(title) + 500].split()).casefold()
    return text if " ".join(title.split()).casefold() in start else f"{title}\n\n{text}"
