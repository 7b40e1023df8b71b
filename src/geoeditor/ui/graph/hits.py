"""What lies under a spot of the pane: a node, the ring around one, a link, a label, or nothing. Grids, no widgets."""

from typing import Final, NamedTuple

import numpy as np

from geoeditor.layout.bundles import Reach
from geoeditor.layout.point_grid import CellGrid
from geoeditor.ui.graph.camera import Camera
from geoeditor.ui.graph.frame import mark_scale
from geoeditor.ui.graph.overlay import HANDLE_PX, RING_PX
from geoeditor.ui.graph.placing import Placing
from geoeditor.ui.graph.scene import Scene

_NODE_SLACK: Final = 2.0
_LINK_SLACK: Final = 5.0


class Hit(NamedTuple):
    """What was hit: `node`, `handle` (the ring of a node), `link`, or `` for the ground; and its row."""

    what: str
    row: int = -1


GROUND: Final = Hit("")


class Hits:
    """Finds what is hit; its grids are made anew when places have changed."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._version = -1
        self._nodes = CellGrid(np.zeros((0, 2)), np.zeros(0, dtype=np.int64))
        self._links = Reach(scene.lines)
        self._link_rows = np.zeros(0, dtype=np.int64)
        self._most = 0.0

    def _file(self) -> None:
        scene = self._scene
        if scene.version == self._version:
            return
        self._version = scene.version
        nodes = np.flatnonzero(scene.shown)
        self._nodes = CellGrid(scene.places[nodes], nodes)
        links = np.flatnonzero(scene.link_shown)
        self._links = Reach(scene.lines[links])
        self._link_rows = links
        self._most = float(scene.radii.max()) if len(scene.radii) else 0.0

    def at(self, x: float, y: float, camera: Camera, placing: Placing, ringed: int | None = None) -> Hit:
        """Return what lies under a spot of the pane; `ringed` is the node whose ring is shown."""
        scene = self._scene
        if not len(scene.ids):
            return GROUND
        self._file()
        place = camera.to_plane(x, y)
        hit = self._node(place, camera, ringed)
        if hit is None:
            hit = self._label(x, y, camera, placing)
        if hit is None:
            hit = self._link(place, camera)
        return hit or GROUND

    def _node(self, place: tuple[float, float], camera: Camera, ringed: int | None) -> Hit | None:
        zoom = camera.zoom
        rows = self._nodes.near(*place, (self._most * 1.3 + HANDLE_PX + 6) / zoom)
        if not len(rows):
            return None
        away = np.hypot(*(self._scene.places[rows] - place).T) * zoom
        edge = away - self._scene.radii[rows] * mark_scale(zoom, len(self._scene.ids))
        nearest = int(edge.argmin())
        row = int(rows[nearest])
        if edge[nearest] <= _NODE_SLACK:
            return Hit("node", row)
        if row == ringed and RING_PX + 1 <= edge[nearest] <= HANDLE_PX + 4:
            return Hit("handle", row)
        return Hit("node", row) if row == ringed and edge[nearest] < RING_PX + 1 else None

    def _label(self, x: float, y: float, camera: Camera, placing: Placing) -> Hit | None:
        left, top = camera.origin
        found = placing.at(x + left, y + top)
        return None if found is None else Hit(*found)

    def _link(self, place: tuple[float, float], camera: Camera) -> Hit | None:
        reach = _LINK_SLACK / camera.zoom
        found = self._links.nearest(*place, reach)
        return None if found is None else Hit("link", int(self._link_rows[found]))
