"""A search in the text pane: which hit is current, and how the next one is found."""

from geoeditor.ui.reader.text_pane import TextPane
from geoeditor.ui.reader.text_search import TextSearch

Span = tuple[int, int]


class Seeker:
    """Goes from hit to hit, round and round."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._search = TextSearch("")
        self._sought = ""
        self._hits: list[Span] = []
        self._hit = -1

    def search_in(self, text: str) -> None:
        """Search this text from now on, for the same words as before."""
        self._search = TextSearch(text)
        self._find()

    def seek(self, sought: str, step: int) -> tuple[int, int]:
        """Show the hit that lies `step` on, or the nearest; return its place from 1 (0: none) and their number."""
        if sought != self._sought:
            self._sought = sought
            self._find()
        if not self._hits:
            return 0, 0
        if self._hit < 0 or step == 0:
            here = self._pane.place() if self._hit < 0 else self._hits[self._hit][0]
            self._hit = next((number for number, hit in enumerate(self._hits) if hit[0] >= here), 0)
        if step:
            self._hit = (self._hit + step) % len(self._hits)
        self._pane.show_span(self._hits[self._hit])
        self._pane.show_hits(self._hits, self._hit)
        return self._hit + 1, len(self._hits)

    def _find(self) -> None:
        self._hits, self._hit = self._search.hits(self._sought), -1
        self._pane.show_hits(self._hits, -1)
