"""Search over the names of actors and the labels of links that the graph shows."""

from geoeditor.core.search import fold
from geoeditor.ui.graph.scene import Scene
from geoeditor.ui.selection import Fact
from geoeditor.ui.view import Found


class Search:
    """The hits of a text, and which of them is shown."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._text = ""
        self._version = -1
        self._hits: list[Fact] = []
        self._at = -1

    def stop(self) -> None:
        """Forget the search."""
        self._text, self._hits, self._at, self._version = "", [], -1, -1

    def seek(self, text: str, step: int, current: Fact | None) -> tuple[Found, Fact | None]:
        """Return where the search stands, and the fact to show."""
        wanted = fold(text).strip()
        if not wanted:
            self.stop()
            return Found(0, 0), None
        if wanted != self._text or self._version != self._scene.version:
            self._text, self._version = wanted, self._scene.version
            self._hits = self._find(wanted)
        if not self._hits:
            self._at = -1
            return Found(0, 0), None
        if current in self._hits:
            self._at = self._hits.index(current)
        elif step == 0:
            self._at = 0
        self._at = (self._at + step) % len(self._hits)
        return Found(self._at + 1, len(self._hits)), self._hits[self._at]

    def _find(self, wanted: str) -> list[Fact]:
        scene = self._scene
        hits = [
            Fact("actor", actor)
            for row, actor in enumerate(scene.ids)
            if scene.shown[row] and wanted in fold(scene.actors[actor].shown.name)
        ]
        hits += [
            Fact("link", link)
            for row, link in enumerate(scene.link_ids)
            if scene.link_shown[row] and wanted in fold(scene.links[link].shown.label)
        ]
        return hits
