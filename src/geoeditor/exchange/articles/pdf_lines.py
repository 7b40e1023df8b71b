"""Lines of a printed page put together to paragraphs again.

Running heads and page numbers go, words divided at line ends are whole again, ligatures are letters. Works on the words
and places of lines alone and imports the standard library only.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

_LIGATURES: Final = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\xa0": " ",
        "\ufffe": "\xad",
        "\x02": "\xad",
    }
)
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[-–—\s|]*(?:page|p\.|seite|стр\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|von|из)\s*\d{1,4})?[-–—\s|.]*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"(?:[•◦▪‣●○–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_ENDED: Final = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_HYPHENS: Final = "-‐\xad"
_DIVIDED: Final = re.compile(r"[^\W\d_]{2,}[-‐\xad]$")
_HYPHENED: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-‐][^\W\d_]++)++")  # ++: time grows with length only
_FROM_PAGES: Final = 3  # so many pages make a running head
_SHARE_OF_PAGES: Final = 0.5
_WIDE_GAP: Final = 1.4  # times the usual distance of two lines
_OTHER_SIZE: Final = 1.12
_MOST_COMPARED: Final = 300  # lines of one page
_END: Final = 100  # letters at the end of a line by which it is judged
_LONGEST_NUMBER: Final = 60  # letters of a line that may be a page number


@dataclass(slots=True)
class Line:
    """A line of a page: its words, its ends, its height above the bottom, and the size of its letters, in points."""

    text: str
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    size: float = 0.0
    edge: float = 0.0  # where lines of its column end


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of a document, in the order of its lines."""
    kept = [[line for line in map(_cleaned, page) if line.text] for page in pages]
    if any(bare := list(_without_running_heads(kept))):  # unless nothing else were left
        kept = bare
    for page in kept:
        _set_edges(page)
    usual = _usual_distance(kept)
    compounds = _compounds(kept)
    found: list[list[str]] = []  # the pieces of each
    last: tuple[int, Line] | None = None
    for number, page in enumerate(kept):
        for line in page:
            if last is not None and not _is_break(last[1], line, usual, is_same_page=last[0] == number):
                _join(found[-1], line.text, compounds)
            else:
                found.append([line.text])
            last = number, line
    return ["".join(pieces).replace("\xad", "") for pieces in found]


def _cleaned(line: Line) -> Line:
    line.text = " ".join(line.text.translate(_LIGATURES).split())
    return line


def _without_running_heads(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """Yield the pages without what recurs at their edges, and without their numbers."""
    edges = [_at_edges(page) for page in pages]
    counts = Counter(key for page in edges for key in {_key(line) for line in page})
    enough = max(_SHARE_OF_PAGES * len(pages), _FROM_PAGES)
    for page, edge in zip(pages, edges, strict=True):
        outside = {id(line) for line in _outermost(page)} if len(pages) > 1 else set()
        running = {id(line) for line in edge if counts[_key(line)] >= enough}
        numbers = {id(line) for line in edge if id(line) in outside and _is_number(line.text)}
        yield [line for line in page if id(line) not in running | numbers]


def _at_edges(page: list[Line]) -> list[Line]:
    """Return the two highest and the two lowest lines of a page."""
    ordered = sorted(page, key=lambda line: -line.height)
    return ordered if len(ordered) <= 4 else [*ordered[:2], *ordered[-2:]]


def _outermost(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.height)
    return [*ordered[:1], *ordered[-1:]] if len(ordered) > 1 else []


def _is_number(text: str) -> bool:
    """Tell whether a line is the number of its page."""
    return len(text) <= _LONGEST_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _set_edges(page: list[Line]) -> None:
    """Tell each line where its column ends: where the longest of the lines above and below it does."""
    ordered = sorted(page, key=lambda line: line.left)
    lefts = [line.left for line in ordered]
    rights = [line.right for line in ordered]
    widest = max(rights, default=0.0)
    for line in page:
        if len(page) > _MOST_COMPARED:
            line.edge = widest
            continue
        near = max(3 * line.size, 0.1 * (line.right - line.left))
        others = rights[bisect_left(lefts, line.left - near) : bisect_right(lefts, line.left + near)]
        line.edge = max([line.right, *others])


def _usual_distance(pages: list[list[Line]]) -> float:
    """Return the usual distance of two lines, in sizes of their letters; 0 where nothing is known of places."""
    found = [
        (above.height - line.height) / line.size
        for page in pages
        for above, line in pairwise(page)
        if line.size
        and 0 < above.height - line.height < 3 * line.size
        and abs(above.size - line.size) < 0.1 * line.size
    ]
    return median(found) if found else 0.0


def _is_break(above: Line, line: Line, usual: float, *, is_same_page: bool) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if _BULLET.match(line.text) and (_ENDED.search(above.text[-_END:]) or above.right < above.edge - 2 * above.size):
        return True
    sizes = sorted((above.size, line.size))
    if sizes[0] and sizes[1] / sizes[0] > _OTHER_SIZE:
        return True
    fall = above.height - line.height
    if not is_same_page or fall < -0.5 * line.size:  # another page or column
        return not _runs_on(above, line)
    if usual and line.size and fall > _WIDE_GAP * usual * line.size:
        return True
    is_ended = _ENDED.search(above.text[-_END:]) is not None
    if line.size and line.left - above.left > 0.8 * line.size and is_ended:
        return True
    width = max(above.edge - above.left, 1.0)
    return is_ended and above.right < above.edge - max(0.12 * width, 2 * above.size)


def _runs_on(above: Line, line: Line) -> bool:
    """Tell whether a paragraph goes on in another column or on another page."""
    if _DIVIDED.search(above.text[-_END:]) or line.text[0].islower():
        return True
    is_full = above.right >= above.edge - 3 * above.size
    return is_full and not _ENDED.search(above.text[-_END:]) and not _BULLET.match(line.text)


def _compounds(pages: Iterable[Iterable[Line]]) -> frozenset[str]:
    """Return the words that the document writes with a hyphen inside a line."""
    found = (match for page in pages for line in page for match in _HYPHENED.findall(line.text))
    return frozenset(word.replace("‐", "-").casefold() for word in found)


def _join(pieces: list[str], line: str, compounds: frozenset[str]) -> None:
    """Add a further line to the pieces of a paragraph; a word that was divided becomes whole."""
    text = pieces[-1]
    if text[-1:] in _HYPHENS:
        text = "".join(piece[-_END:] for piece in pieces[-_END // 4 :])[-_END:]
    if text[-1:] not in _HYPHENS or not _DIVIDED.search(text) or not line[0].isalpha():
        pieces += (" ", line)
        return
    first = re.split(r"[^\w'’-]", line, maxsplit=1)[0]
    before = re.split(r"[^\w-]", text[:-1])[-1]
    whole = f"{before}-{first}".casefold()
    if text.endswith("\xad") or not (line[0].isupper() or whole in compounds):
        pieces[-1] = pieces[-1][:-1]
    pieces.append(line)
