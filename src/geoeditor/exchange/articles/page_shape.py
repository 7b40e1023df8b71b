"""A page made harmless before a parser sees it: no deeper than so many levels, only tags and attributes that matter.

A walk through the pieces of a page that drops what is hidden or never read (scripts, styles, frames, forms' lists) and
keeps on the side what the page tells of itself. Imports html_text only.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from geoeditor.exchange.html_text import RAW, SILENT, VOID, Tag, Words, ends_silence, pieces, resolved

DEEPEST: Final = 64
"""Levels of elements; what lies deeper is put on the last one."""
LARGEST_MARKUP: Final = 3_000_000
MOST_ELEMENTS: Final = 20_000
"""What a page may have for its article to be looked for; all words can be had of a larger one too."""

_LONGEST_JSON: Final = 500_000  # letters of structured data, all together
_MOST_FACTS: Final = 500  # meta tags, links, times
_LONGEST_VALUE: Final = 300
_DROPPED: Final = SILENT - {"noscript"}
_KEPT_ATTRIBUTES: Final = frozenset(
    "class id role itemprop itemtype rel datetime lang data-component data-testid".split()
)
_CLOSED_BY_SAME: Final = frozenset("p li dt dd tr td th option thead tbody tfoot".split())
_ENDS_PARAGRAPH: Final = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre"
    " section table ul".split()
)
_HEADINGS: Final = frozenset({"h1", "title"})
_MAY_NAME_AUTHOR: Final = frozenset("a span p div address li".split())


@dataclass(slots=True)
class Time:
    """A time element: when, what the page calls it, and how many words of the page come before it."""

    when: str
    marks: str
    is_aside: bool


@dataclass(slots=True)
class Shape:
    """What is left of a page, and what it tells of itself."""

    markup: str = ""
    words: str = ""
    json: list[str] = field(default_factory=list)
    meta: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    lang: str = ""
    elements: int = 0

    @property
    def is_searchable(self) -> bool:
        """Tell whether an article may be looked for in it."""
        return self.elements <= MOST_ELEMENTS and len(self.markup) <= LARGEST_MARKUP


@dataclass(slots=True)
class _Walk:
    shape: Shape
    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    flattened: Counter[str] = field(default_factory=Counter)
    silent: str = ""
    depth: int = 0
    heading: list[str] | None = None
    byline: list[str] | None = None
    byline_tag: str = ""

    def take(self, piece: str | Tag) -> None:
        if isinstance(piece, str):
            if not self.silent:
                self._take_text(piece)
        elif piece.content is not None:
            self._take_raw(piece)
        elif self.silent:
            self._go_on_silent(piece)
        elif piece.is_end:
            self._end(piece.name)
        else:
            self._begin(piece)

    def _take_text(self, text: str) -> None:
        self.parts.append(text.replace("<", "&lt;"))
        for kept in (self.heading, self.byline):
            if kept is not None and len(kept) < 50:
                kept.append(text[:2_000])

    def _take_raw(self, tag: Tag) -> None:
        shape = self.shape
        content = tag.content or ""
        if tag.name == "title":
            if len(shape.titles) < 3:
                shape.titles.append(resolved(content[:2_000]))
        elif tag.name == "script" and "json" in tag.rest and len(shape.json) < 50:
            room = _LONGEST_JSON - sum(map(len, shape.json))
            if "ld+json" in tag.attributes().get("type", "").lower() and 0 < len(content) <= room:
                shape.json.append(content)
        elif tag.name == "xmp" and not self.silent:
            self._take_text(content.replace("&", "&amp;"))

    def _go_on_silent(self, tag: Tag) -> None:
        if ends_silence(self.silent, tag):
            self.silent = ""
            self.take(tag)
        elif tag.name == self.silent:
            self.depth += -1 if tag.is_end else 1
            if not self.depth:
                self.silent = ""
        elif not tag.is_end:  # inside a head that is silent for the eye only
            self._note(tag)

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        self._note(tag)
        if name in _DROPPED and name != "head" and name not in RAW:
            self.silent, self.depth = name, 1
            return
        if name in VOID:
            if name in ("br", "hr"):
                self.shape.elements += 1
                self.parts.append(f"<{name}>")
            return
        if name not in ("html", "body", "head") and tag.is_hidden():
            self.silent, self.depth = name, 1
            return
        if name == "head":
            self.silent, self.depth = name, 1
            return
        if name in ("html", "body"):
            return
        self._close_implied(name)
        self.shape.elements += 1
        if len(self.open) >= DEEPEST:
            self.flattened[name] += 1
            self.parts.append(" ")
            return
        self.open.append(name)
        self.parts.append(f"<{name}{_attributes(tag)}>")

    def _close_implied(self, name: str) -> None:
        """End what HTML ends without a word when this element begins."""
        while self.open:
            last = self.open[-1]
            same = name in _CLOSED_BY_SAME and (last == name or {last, name} in ({"td", "th"}, {"dt", "dd"}))
            if not (same or (last == "p" and name in _ENDS_PARAGRAPH)):
                return
            self._pop()

    def _end(self, name: str) -> None:
        if self.heading is not None and name in _HEADINGS:
            self.shape.headings.append(_joined(self.heading))
            self.heading = None
        if self.byline is not None and name == self.byline_tag:
            self.shape.bylines.append(_joined(self.byline))
            self.byline = None
        if self.flattened[name]:
            self.flattened[name] -= 1
            self.parts.append(" ")
        elif name in self.open:
            while self._pop() != name:
                continue

    def _pop(self) -> str:
        name = self.open.pop()
        self.parts.append(f"</{name}>")
        return name

    def _note(self, tag: Tag) -> None:
        """Keep what a tag tells of the page or of its author."""
        shape = self.shape
        name = tag.name
        if name == "meta" and len(shape.meta) < _MOST_FACTS:
            shape.meta.append(tag.attributes())
        elif name == "link" and len(shape.links) < _MOST_FACTS and "canonical" in tag.rest:
            shape.links.append(tag.attributes())
        elif name == "html" and not shape.lang:
            attributes = tag.attributes()
            shape.lang = attributes.get("lang") or attributes.get("xml:lang") or ""
        elif name == "time" and len(shape.times) < _MOST_FACTS:
            attributes = tag.attributes()
            marks = " ".join(attributes.get(key, "") for key in ("class", "itemprop", "id"))
            marks += " pubdate" if "pubdate" in attributes else ""
            is_aside = any(each in ("aside", "nav", "footer", "li") for each in self.open)
            shape.times.append(Time(attributes.get("datetime", ""), marks.lower(), is_aside))
        elif name == "h1" and self.heading is None and len(shape.headings) < 5:
            self.heading = []
        is_byline = name in _MAY_NAME_AUTHOR and ("author" in tag.rest or "byline" in tag.rest)
        if is_byline and self.byline is None and len(shape.bylines) < 5:
            self.byline, self.byline_tag = [], name

    def close(self) -> None:
        while self.open:
            self._pop()


def shape_of(html: str) -> Shape:
    """Return what a page is made of, harmless."""
    shape = Shape()
    walk = _Walk(shape)
    words = Words()
    for piece in pieces(html):
        walk.take(piece)
        words.take(piece)
    walk.close()
    shape.markup = "".join(walk.parts)
    shape.words = words.text()
    return shape


def _attributes(tag: Tag) -> str:
    if not tag.rest or tag.rest.isspace():
        return ""
    return "".join(_kept(tag.attributes()))


def _kept(attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name in _KEPT_ATTRIBUTES:
            yield f' {name}="{escape(value[:_LONGEST_VALUE])}"'


def _joined(parts: list[str]) -> str:
    return " ".join(resolved("".join(parts)).split())
