"""Word documents (.docx): the words of paragraphs and tables in order, and what the document tells of itself.

Takes out of the package only the parts with words; a part with a document type declaration, and so with entities, is
refused before a parser sees it. Imports lxml when it is needed, which is given bytes and opens nothing.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from geoeditor.exchange.articles import kinds, refusals
from geoeditor.exchange.articles.article import Draft, first_line, language
from geoeditor.exchange.articles.nodes import Node
from geoeditor.exchange.articles.publication_dates import written_date
from geoeditor.exchange.articles.time_limit import TooSlowError, time_limit
from geoeditor.exchange.articles.zip_package import Package, PackageError
from geoeditor.translation import tr

_MAIN: Final = "word/document.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_CORE: Final = "docProps/core.xml"
_LARGEST_PART: Final = 60_000_000
_MOST_TAGS: Final = 1_000_000  # of one part; a thousand pages have some 700,000
_MOST_SPACES: Final = 50_000  # declarations of namespaces; a picture has three
_SECONDS: Final = 10.0
_W: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_CP: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_ENCODING: Final = re.compile(r"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})""")
_MARK_8, _MARKS_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_LEFT_OUT: Final = frozenset("del moveFrom instrText delText delInstrText pPr tblPr tblGrid trPr tcPr sectPr".split())
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class _PartError(Exception):
    """A part can't be used; the text says why, for a person."""


def word_draft(data: bytes, name: str) -> Draft:
    """Return the text of a Word document and its core properties.

    Raises:
        UserError: it is damaged, breaks a limit, or holds no words.
    """
    try:
        with time_limit(_SECONDS):
            return _draft(Package(data), name)
    except TooSlowError as problem:
        reason = tr("it takes more than {n:g} seconds", n=_SECONDS)
        raise refusals.damaged(name, tr("a Word document"), reason) from problem
    except (PackageError, _PartError) as problem:
        raise refusals.damaged(name, tr("a Word document"), str(problem)) from problem


def _draft(package: Package, name: str) -> Draft:
    main = package.take(_MAIN)
    if main is None:
        raise _PartError(tr("its text is not in it"))
    paragraphs = _paragraphs(main)
    for part in _NOTES:
        if (notes := package.take(part)) is not None:
            paragraphs += _paragraphs(notes)
    draft = Draft("\n\n".join(paragraphs), kinds.DOCX)
    core = package.take(_CORE)
    if core is not None:
        _tell(draft, core)
    if not draft.text.strip():
        raise refusals.without_words(name, tr("there are no words in its paragraphs"))
    draft.title = draft.title or first_line(draft.text)
    return draft


def _tell(draft: Draft, core: bytes) -> None:
    """Take what the document tells of itself."""
    root = _parsed(core)
    draft.title = _value(root, f"{_DC}title")
    draft.author = _value(root, f"{_DC}creator") or _value(root, f"{_CP}lastModifiedBy")
    draft.language = language(_value(root, f"{_DC}language"))
    draft.published = written_date(_value(root, f"{_TERMS}created")[:10])
    draft.published_from = "document"


def _value(root: Node, tag: str) -> str:
    element = root.find(tag)
    return (element.text or "").strip() if element is not None else ""


def _parsed(part: bytes) -> Node:
    """Return the tree of a part that is free of declarations.

    Raises: _PartError where it is not, or can't be parsed.
    """
    if len(part) > _LARGEST_PART:
        raise _PartError(tr("its text is larger than {n} MB", n=_LARGEST_PART // 1_000_000))
    if part.count(b"<") > _MOST_TAGS or part.count(b"xmlns") > _MOST_SPACES:
        raise _PartError(tr("there is far more markup in it than a text has"))
    is_wide = part.startswith(_MARKS_16) or b"\x00" in part[:4]
    plain = part.replace(b"\x00", b"") if is_wide else part  # as far as ASCII letters go, which is all that matters
    head = plain[:400].removeprefix(_MARK_8).decode("latin-1")
    told = _ENCODING.match(head)
    if _DECLARATION.search(plain) or (told and told[1].lower() not in ("utf-8", "utf-16", "us-ascii", "ascii")):
        raise _PartError(tr("it holds declarations that no such document has"))
    etree = import_module("lxml.etree")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree: Node = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as problem:
        raise _PartError(tr("it is damaged")) from problem
    return tree


def _paragraphs(part: bytes) -> list[str]:
    """Return the paragraphs of a part, and the rows of its tables as lines, in order."""
    root = _parsed(part)
    found: list[str] = []
    for block in _blocks(root):
        if _local(block) == "tbl":
            if rows := [row for row in map(_row, _rows(block)) if row.strip()]:
                found.append("\n".join(rows))
        elif text := _words(block).strip():
            found.append(text)
    return found


def _blocks(root: Node) -> Iterator[Node]:
    """Yield paragraphs and outermost tables in order, wherever content controls and notes put them."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = _local(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in _LEFT_OUT and element.tag != _FALLBACK and not _is_separator(element):
            waiting += reversed(list(element))


def _rows(table: Node) -> Iterator[Node]:
    waiting = list(reversed(list(table)))
    while waiting:
        element = waiting.pop()
        if _local(element) == "tr":
            yield element
        elif _local(element) not in _LEFT_OUT:
            waiting += reversed(list(element))


def _row(row: Node) -> str:
    """Return the cells of a row on one line."""
    waiting = list(reversed(list(row)))
    cells: list[str] = []
    while waiting:
        element = waiting.pop()
        if _local(element) == "tc":
            cells.append(" ".join(_words(element).split()))
        elif _local(element) not in _LEFT_OUT:
            waiting += reversed(list(element))
    return "\t".join(cells)


def _words(block: Node) -> str:
    """Return the words that stand in a paragraph or a cell; what was deleted with a trace is not there."""
    parts: list[str] = []
    waiting = [block]
    while waiting:
        element = waiting.pop()
        match _local(element):
            case "t":
                parts.append(element.text or "")
            case "tab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("-")
            case name if name in _LEFT_OUT or element.tag == _FALLBACK:
                continue
            case "r" if _is_hidden(element):
                continue
            case _:
                if _local(element) in ("p", "tr") and parts and element is not block:
                    parts.append("\n")
                waiting += reversed(list(element))
    return "".join(parts)


def _is_hidden(run: Node) -> bool:
    """Tell whether a run of letters is hidden."""
    for element in run:
        if _local(element) == "rPr":
            for each in element:
                if _local(each) == "vanish":
                    return not any(value in ("0", "false", "off") for value in each.attrib.values())
    return False


def _is_separator(element: Node) -> bool:
    return _local(element) in ("footnote", "endnote") and any(value in _SEPARATORS for value in element.attrib.values())


def _local(element: Node) -> str:
    """Return the name of an element of a Word document without its namespace, '' for everything else."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    for space in _W:
        if tag.startswith(space):
            return tag[len(space) :]
    return ""
