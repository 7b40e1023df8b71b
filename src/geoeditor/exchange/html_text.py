"""The words of a web page: tags go, blocks become lines. Nothing is fetched, and nothing named in it is opened.

Imports the standard library only. The markup need not be whole, its nesting costs nothing, and the time it takes grows
with its length only: a page is walked through once, and one with more tags than any article has is stripped crudely.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final, NamedTuple

MOST_TAGS: Final = 100_000
"""So many tags of a page are looked at one by one; large pages of newspapers have some 10,000."""

SILENT: Final = frozenset(
    "script style head title template svg math object select textarea iframe noembed noframes audio video canvas"
    " datalist".split()
)
"""Elements whose words nobody sees."""
RAW: Final = frozenset("script style title textarea iframe noembed noframes xmp".split())
"""Elements that hold no tags, whatever stands in them."""
VOID: Final = frozenset("area base br col embed frame hr img input keygen link meta param source track wbr".split())
"""Elements that hold nothing."""
_HEAD: Final = frozenset("head base link meta title style script noscript template object bgsound".split())
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form header hr li main nav ol pre section summary table tbody tfoot thead tr ul".split()
)
"""Elements that stand on lines of their own."""
PARAGRAPHS: Final = frozenset("p h1 h2 h3 h4 h5 h6".split())
"""Elements with an empty line before and after them."""

_MARKUP: Final = re.compile(r"<(?=[A-Za-z/!?])")
_NAME: Final = re.compile(r"[A-Za-z][^\s/>]{0,40}")
_STOP: Final = re.compile(r"=\s*[\"']|>")
_ATTRIBUTE: Final = re.compile(r"""([^\s=<>"'/]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_LONGEST_ATTRIBUTES: Final = 8_000
_ANY_TAG: Final = re.compile(r"<[A-Za-z/!?][^<>]*>")
_OTHER_BLANKS: Final = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_GAPS: Final = re.compile(r"\n{3,}")
_LONG_NUMBER: Final = re.compile(r"(&#[0-9]{20,})")  # of which no number can be made
_MOST_REFERENCES: Final = 100_000
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag: its name in small letters, what else stands in it, and for a raw element what it holds."""

    name: str
    is_end: bool
    rest: str
    content: str | None = None

    def attributes(self) -> dict[str, str]:
        """Return the attributes, names in small letters, references resolved; of equal names the first."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.rest[:_LONGEST_ATTRIBUTES]):
            found.setdefault(match[1].lower(), unescaped(match[2] or match[3] or match[4] or ""))
        return found

    def is_hidden(self) -> bool:
        """Tell whether the page itself hides the element for good."""
        if "hidden" not in self.rest and "none" not in self.rest:
            return False
        attributes = self.attributes()
        return ("hidden" in attributes and attributes["hidden"] != "until-found") or bool(
            _HIDDEN.search(attributes.get("style", ""))
        )


@dataclass(slots=True)
class _Scanner:
    """Where in a page one is, and what is known not to come any more."""

    html: str
    missing: set[str] = field(default_factory=set)

    def find(self, what: str, start: int) -> int:
        """Return where something comes next, -1 for never; what is missing once is not looked for again."""
        if what in self.missing:
            return -1
        place = self.html.find(what, start)
        if place < 0:
            self.missing.add(what)
        return place

    def find_end(self, name: str, start: int) -> int:
        """Return where the end tag of a raw element comes next, -1 for never."""
        what = f"</{name}"
        if what in self.missing:
            return -1
        match = re.compile(re.escape(what), re.IGNORECASE).search(self.html, start)
        if match is None:
            self.missing.add(what)
            return -1
        return match.start()

    def end_of_tag(self, start: int) -> int:
        """Return where a tag is closed, the length of the page where it never is."""
        while match := _STOP.search(self.html, start):
            if match[0] == ">":
                return match.start()
            closed = self.find(match[0][-1], match.end())
            start = match.end() if closed < 0 else closed + 1
        return len(self.html)

    def end_of_declaration(self, start: int) -> int:
        """Return where a comment, a declaration or an instruction is over."""
        if self.html.startswith("<!--", start):
            closed = self.find("-->", start + 4)
            return len(self.html) if closed < 0 else closed + 3
        if self.html.startswith("<!DOCTYPE", start) and "[" in self.html[start : start + 400].partition(">")[0]:
            closed = self.find("]>", start)
            if closed >= 0:
                return closed + 2
        closed = self.find(">", start)
        return len(self.html) if closed < 0 else closed + 1


def pieces(html: str) -> Iterator[str | Tag]:
    """Yield the text, references in it unresolved, and the tags of a page in order; comments go."""
    scanner = _Scanner(html)
    is_xml = html[:200].lstrip("\ufeff \r\n\t").startswith("<?xml")
    at = tags = 0
    while match := _MARKUP.search(html, at):
        start = match.start()
        if start > at:
            yield html[at:start]
        is_end = html[start + 1] == "/"
        name = _NAME.match(html, start + 1 + is_end)
        if name is None:
            if html.startswith("<![CDATA[", start):
                closed = scanner.find("]]>", start)
                closed = len(html) if closed < 0 else closed
                yield html[start + 9 : closed].replace("&", "&amp;")
                at = closed + 3
            else:
                at = scanner.end_of_declaration(start)
            continue
        tags += 1
        if tags > MOST_TAGS:
            yield _ANY_TAG.sub("\n", html[start:])
            return
        stop = scanner.end_of_tag(name.end())
        at = stop + 1
        tag = Tag(name[0].lower(), is_end, html[name.end() : stop])
        if tag.name in RAW and not is_end and not (is_xml and tag.rest.endswith("/")):
            closed = scanner.find_end(tag.name, at)
            content = "" if closed < 0 else html[at:closed]
            at = at if closed < 0 else scanner.end_of_tag(closed) + 1
            tag = tag._replace(content=content)
        yield tag
    if at < len(html):
        yield html[at:]


def unescaped(text: str) -> str:
    """Return a text with its references resolved; numbers longer than any letter has are left as they stand."""
    return "".join(unescape(part) if n % 2 == 0 else part for n, part in enumerate(_LONG_NUMBER.split(text)))


def resolved(text: str) -> str:
    """Return a text with its references resolved; where there is a mass of them, only the commonest are."""
    if "&" not in text:
        return text
    if text.count("&") <= _MOST_REFERENCES:
        return unescaped(text)
    for name, letter in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(name, letter)
    return text


def single_blanks(text: str) -> str:
    """Return a text with one blank for each run of white space."""
    if not text.isascii():
        text = _OTHER_BLANKS.sub(" ", text)
    for letter in "\t\n\r\f\v":  # plain searches, as patterns take ten times as long for a long text
        if letter in text:
            text = text.replace(letter, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class Words:
    """Collects what a reader would see, from the pieces of a page."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._silent = ""
        self._depth = 0

    def take(self, piece: str | Tag) -> None:
        """Take the next piece."""
        if isinstance(piece, str):
            if not self._silent:
                self._add(piece)
        elif piece.content is not None:
            if piece.name == "xmp" and not self._silent:
                self._add(piece.content)
        elif self._silent:
            self._fall_silent_no_more(piece)
        elif not piece.is_end and piece.name not in VOID and (piece.name in SILENT or _may_hide(piece)):
            self._silent, self._depth = piece.name, 1
        else:
            self._break(piece.name)

    def text(self) -> str:
        """Return the words so far: a line for each block and an empty one between paragraphs."""
        lines = (line.strip(" \t") for line in "".join(self._parts).split("\n"))
        return _GAPS.sub("\n\n", "\n".join(lines)).strip()

    def _fall_silent_no_more(self, tag: Tag) -> None:
        """Count the elements of the same name inside the silent one, and speak again after its end."""
        if ends_silence(self._silent, tag):
            self._silent = ""
            self.take(tag)
        elif tag.name == self._silent:
            self._depth += -1 if tag.is_end else 1
            if not self._depth:
                self._silent = ""

    def _add(self, text: str) -> None:
        words = single_blanks(resolved(text))
        if words.startswith(" ") and (not self._parts or self._parts[-1][-1] in "\n\t "):
            words = words[1:]
        if words:
            self._parts.append(words)

    def _break(self, name: str) -> None:
        if name in PARAGRAPHS:
            self._parts.append("\n\n")
        elif name == "br" or (name in BLOCKS and self._parts and self._parts[-1][-1] != "\n"):
            self._parts.append("\n")
        elif name in ("td", "th") and self._parts and self._parts[-1][-1] not in "\n\t":
            self._parts.append("\t")


def ends_silence(silent: str, tag: Tag) -> bool:
    """Tell whether a tag ends a silent element that was never closed, such as the body a head."""
    if tag.is_end:
        return False
    return tag.name == "body" or (silent == "head" and tag.name not in _HEAD) or silent == tag.name == "p"


def _may_hide(tag: Tag) -> bool:
    return tag.name not in ("html", "body") and tag.is_hidden()


def words_of_page(html: str) -> str:
    """Return the words of a page, a line for each block and an empty one between paragraphs."""
    words = Words()
    for piece in pieces(html):
        words.take(piece)
    return words.text()
