"""The words of a web page: tags go, blocks become lines. Nothing is fetched, and nothing named in it is opened.

Imports the standard library only. The markup need not be whole, and its nesting costs nothing.
"""

import re
from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "select"}
)
"""Elements whose words nobody sees."""
_BLOCKS: Final = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form header"
    " hr li main nav ol pre section summary table tr ul".split()
)
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLANKS: Final = re.compile(r"[ \t\r\f\n]+")
_RUNS: Final = re.compile(r" {2,}")
_EDGES: Final = re.compile(r" ?\n ?")
_GAPS: Final = re.compile(r"\n{3,}")


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block; fall silent where nothing is shown."""
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "body":  # a head that was never closed ends here
            self._silent.clear()
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block."""
        if tag in self._silent:
            while self._silent.pop() != tag:
                continue
        else:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if self._silent:
            return
        words = _BLANKS.sub(" ", data)
        words = words.lstrip(" ") if self._is_at_start_of_line() else words
        if words:
            self.parts.append(words)

    def _is_at_start_of_line(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag == "br" or (tag in _BLOCKS and not self._is_at_start_of_line()):
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")


def words_of_page(html: str) -> str:
    """Return the words of a page, a line for each block and an empty one between paragraphs."""
    words = _Words()
    words.feed(html)
    words.close()
    text = _RUNS.sub(" ", "".join(words.parts))
    return _GAPS.sub("\n\n", _EDGES.sub("\n", text)).strip()
