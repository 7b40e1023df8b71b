"""The picture of the graph without selection and hover, drawn in slices so short that nothing waits for them.

The sharp picture covers the pane and a margin of the sheet around it. While one pans or zooms, the last one is moved
or stretched; once it no longer fits, a new one is drawn and takes its place when it is complete.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from geoeditor.charts.palette import Palette
from geoeditor.layout.boxes import Box, Floats, Ints
from geoeditor.ui.graph.camera import Camera
from geoeditor.ui.graph.lettering import Lettering, Words
from geoeditor.ui.graph.placing import Placing
from geoeditor.ui.graph.scene import Bools, Scene
from geoeditor.ui.graph.sprites import Key, Sprites, sprite_radius
from geoeditor.ui.graph.strokes import Strokes

SLICE: Final = 0.006
"""Seconds of drawing at a time."""
_MARGIN: Final = 160
_MOST_NAMES: Final = 420
_MOST_LABELS: Final = 260
_MOST_CROSSINGS: Final = 260
"""Visible links up to which labels look for places with few lines across."""
_SPARSE_LABELS: Final = 1_500
"""Visible links above which no labels are looked for: they would hide what they name."""
_CROWD: Final = 500
"""Visible nodes above which names may lie over lesser nodes."""
_CROWD_CLEAR, _CROWD_NAMES = 80, 60
_NODES_AT_ONCE: Final = 300
_LABELS_AT_ONCE: Final = 24

Chunk = Callable[[QPainter], None]


def mark_scale(zoom: float, count: int) -> float:
    """Return the factor by which marks shrink when one looks from afar, and grow a little from near."""
    return float(min(max(zoom, 0.3 if count <= _CROWD else 0.12) ** 0.7, 1.25))


def mark_radii(radii: Floats, zoom: float, count: int) -> Floats:
    """Return the radii of nodes on the pane: they shrink when one looks from afar, and grow a little from near."""
    scaled = radii * mark_scale(zoom, count)
    return np.array([sprite_radius(radius, count) for radius in np.unique(scaled).tolist()])[
        np.unique(scaled, return_inverse=True)[1].ravel()
    ]


class Look:
    """What everything is drawn with: palette, words, pictures of nodes."""

    def __init__(self, palette: Palette, lettering: Lettering, ratio: float) -> None:
        self.palette = palette
        self.lettering = lettering
        self.ratio = ratio
        self.sprites = Sprites(palette, ratio, lettering.bold_font)

    def key(self, scene: Scene, row: int, radius: float) -> Key:
        """Return which picture a node has."""
        shown = scene.actors[scene.ids[row]].shown
        return scene.kinds[row], self.palette.of_actor(shown.colour, shown.hue), radius

    def name(self, scene: Scene, row: int) -> Words:
        """Return the name of a node."""
        return self.lettering.name(scene.actors[scene.ids[row]].shown.name)

    def label(self, scene: Scene, row: int) -> Words:
        """Return the label of a link."""
        return self.lettering.label(scene.links[scene.link_ids[row]].shown)

    def write(
        self, painter: QPainter, words: Words, box: Box, ink: str, *, ground: bool = True, centred: bool = True
    ) -> None:
        """Write words into their box, over whatever lies there."""
        if ground:
            left, top, right, bottom = box
            painter.fillRect(QRectF(left - 1, top, right - left + 2, bottom - top), QColor(self.palette.surface))
        self.lettering.write(painter, words, box[0], box[1], QColor(ink), centred=centred)

    def write_name(self, painter: QPainter, scene: Scene, placing: Placing, row: int) -> None:
        """Write the name of a node where it has its place, if it has one."""
        box = placing.names.get(row)
        if box is not None:
            self.write(painter, self.name(scene, row), box, self.palette.ink, centred=not placing.is_beside(row))


class Frame:
    """The picture that is shown, and the next one in the making."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._picture: QPixmap | None = None
        self._area: Box = (0.0, 0.0, 0.0, 0.0)
        self._zoom = 1.0
        self._key: object = None
        self._next: tuple[QPixmap, Box, float, object, Iterator[Chunk]] | None = None
        self._placed_for: object = None
        self.placing = Placing()
        self.cost = 0.0
        """Seconds that the last whole picture took."""
        self._spent = 0.0
        self.hidden_labels = 0

    def drop(self) -> None:
        """Forget everything, as rows have changed or another look is wanted."""
        self._key = self._next = self._placed_for = None
        self.placing.forget()

    def is_sharp(self, camera: Camera, look: Look, left_out: frozenset[int]) -> bool:
        """Tell whether the picture shows what it should."""
        return self._key == self._wanted(camera, look, left_out) and _covers(self._area, camera.view)

    def _wanted(self, camera: Camera, look: Look, left_out: frozenset[int]) -> object:
        return self._scene.version, camera.zoom, id(look), left_out

    def show(self, painter: QPainter, camera: Camera) -> None:
        """Draw the picture as it is: moved, and stretched where the zoom has changed since."""
        if self._picture is None:
            return
        factor = camera.zoom / self._zoom
        left, top = camera.origin
        x, y = self._area[0] * factor - left, self._area[1] * factor - top
        if factor == 1.0:
            painter.drawPixmap(round(x), round(y), self._picture)
        else:
            width, height = self._area[2] - self._area[0], self._area[3] - self._area[1]
            target = QRectF(x, y, width * factor, height * factor)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))

    def work(self, camera: Camera, look: Look, left_out: frozenset[int], seconds: float = SLICE) -> bool:
        """Draw on for so many seconds and tell whether the picture is sharp now; `left_out` are rows of nodes."""
        if self.is_sharp(camera, look, left_out):
            self._next = None
            return True
        wanted = self._wanted(camera, look, left_out)
        # One that lags a little behind a moving hand is finished nevertheless: else none ever would be.
        if self._next is None or self._next[3] != wanted or not _overlap(self._next[1], camera.view):
            self._begin(camera, look, left_out, wanted)
        return self._go_on(seconds)

    def _begin(self, camera: Camera, look: Look, left_out: frozenset[int], wanted: object) -> None:
        left, top, right, bottom = camera.view
        area = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
        picture = QPixmap(round((area[2] - area[0]) * look.ratio), round((area[3] - area[1]) * look.ratio))
        picture.setDevicePixelRatio(look.ratio)
        # What is placed stays while one pans; it is asked anew where zoom or places are other ones.
        if self._placed_for != wanted:
            self._placed_for = wanted
            self.placing.restart()
        job = Job(self._scene, camera.zoom, area, camera.view, look, self.placing, left_out)
        self._next = (picture, area, camera.zoom, wanted, job.chunks())
        self._spent = 0.0

    def _go_on(self, seconds: float) -> bool:
        if self._next is None:
            return True
        picture, area, zoom, wanted, chunks = self._next
        started = time.perf_counter()
        painter = QPainter(picture)
        try:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.translate(-area[0], -area[1])
            for chunk in chunks:
                chunk(painter)
                if time.perf_counter() - started > seconds:
                    self._spent += time.perf_counter() - started
                    return False
        finally:
            painter.end()
        self.cost = self._spent + time.perf_counter() - started
        self._picture, self._area, self._zoom, self._key, self._next = picture, area, zoom, wanted, None
        return True

    @property
    def zoom(self) -> float:
        """Return the zoom of the picture that is shown."""
        return self._zoom


class Job:
    """The making of one picture, in chunks that take a millisecond or two each."""

    def __init__(
        self, scene: Scene, zoom: float, area: Box, view: Box, look: Look, placing: Placing, left_out: frozenset[int],
    ) -> None:  # fmt: skip
        self._scene = scene
        self._zoom = zoom
        self._area = area
        self._view = view
        self._look = look
        self._placing = placing
        self._left_out = left_out

    def chunks(self) -> Iterator[Chunk]:
        """Yield what has to be painted, in order."""
        scene = self._scene
        yield self._clear
        if not len(scene.ids):
            return
        spots = scene.places * self._zoom
        radii = mark_radii(scene.radii, self._zoom, len(scene.ids))
        kept = scene.shown.copy()
        kept[list(self._left_out)] = False
        rows = np.flatnonzero(kept & _inside(spots, self._area, 40.0))
        links = self._links_within(kept)
        strokes = Strokes(scene, links, self._zoom, radii, self._look.palette)
        for pen, at in strokes.batches():
            yield partial(strokes.draw, pen=pen, at=at)
        for at in strokes.heads():
            yield partial(strokes.draw_heads, at=at)
        for begin in range(0, len(rows), _NODES_AT_ONCE):
            some = rows[begin : begin + _NODES_AT_ONCE]
            yield partial(self._stamp, rows=some, spots=spots[some], radii=radii[some])
        yield from self._placings(rows, spots, radii, strokes)

    def _clear(self, painter: QPainter) -> None:
        left, top, right, bottom = self._area
        painter.fillRect(QRectF(left, top, right - left, bottom - top), QColor(self._look.palette.surface))

    def _links_within(self, kept: Bools) -> Ints:
        scene = self._scene
        if not len(scene.ends):
            return np.zeros(0, dtype=np.int64)
        sheet = scene.lines * self._zoom
        xs, ys = sheet[:, 0::2], sheet[:, 1::2]
        left, top, right, bottom = self._area
        seen = (xs.max(axis=1) > left) & (xs.min(axis=1) < right) & (ys.max(axis=1) > top) & (ys.min(axis=1) < bottom)
        return np.flatnonzero(seen & scene.link_shown & kept[scene.ends].all(axis=1))

    def _stamp(self, painter: QPainter, rows: Ints, spots: Floats, radii: Floats) -> None:
        stamp_nodes(painter, self._look, self._scene, rows, spots, radii)

    def _placings(self, rows: Ints, spots: Floats, radii: Floats, strokes: Strokes) -> Iterator[Chunk]:
        """Find places for labels, then write them: names first, then what links say."""
        scene, placing = self._scene, self._placing
        important = rows[np.argsort(-scene.degrees[rows], kind="stable")]
        # In a crowd there is no room between nodes, so only the important ones are kept clear.
        clear = important if len(rows) <= _CROWD else important[:_CROWD_CLEAR]
        for begin in range(0, len(clear), _NODES_AT_ONCE):
            some = clear[begin : begin + _NODES_AT_ONCE]
            placing.file_marks(some, spots[some], radii[some], scene.outlines[some])
            yield _nothing
        if len(strokes.rows) <= _MOST_CROSSINGS:
            headed = scene.directed[strokes.rows]
            placing.file_heads(strokes.rows[headed], strokes.curves[headed, 4:6])
            placing.file_lines(strokes.rows, strokes.curves)
            yield _nothing
        named = important[: _MOST_NAMES if len(rows) <= _CROWD else _CROWD_NAMES].tolist()
        for begin in range(0, len(named), _LABELS_AT_ONCE):
            some_rows = named[begin : begin + _LABELS_AT_ONCE]
            yield partial(self._name, rows=some_rows, spots=spots, radii=radii)
        if len(strokes.rows) > _SPARSE_LABELS:
            return
        lengths = np.hypot(*(strokes.curves[:, 4:6] - strokes.curves[:, 0:2]).T)
        long = np.flatnonzero(lengths > 26)
        weights = scene.widths[strokes.rows[long]]
        numbers = long[np.lexsort((-lengths[long], -weights))][:_MOST_LABELS].tolist()
        for begin in range(0, len(numbers), _LABELS_AT_ONCE):
            yield partial(self._label, numbers=numbers[begin : begin + _LABELS_AT_ONCE], strokes=strokes)

    def _name(self, painter: QPainter, rows: list[int], spots: Floats, radii: Floats) -> None:
        for row in rows:
            words = self._look.name(self._scene, row)
            x, y = spots[row].tolist()
            is_alone = bool(self._scene.degrees[row] == 0)
            self._placing.place_name(row, x, y, float(radii[row]), words, self._view, beside=is_alone)
            self._look.write_name(painter, self._scene, self._placing, row)

    def _label(self, painter: QPainter, numbers: list[int], strokes: Strokes) -> None:
        for number in numbers:
            row = int(strokes.rows[number])
            words = self._look.label(self._scene, row)
            self._placing.place_label(row, strokes.curves[number], words, self._view)
            box = self._placing.labels.get(row)
            if box is not None:
                ink = self._look.palette.text_of_sign(int(self._scene.signs[row]))
                self._look.write(painter, words, box, ink)


def stamp_nodes(painter: QPainter, look: Look, scene: Scene, rows: Ints, spots: Floats, radii: Floats) -> None:
    """Draw the marks of nodes at spots of the sheet, like ones together."""
    groups: dict[Key, list[int]] = {}
    for number, (row, radius) in enumerate(zip(rows.tolist(), radii.tolist(), strict=True)):
        groups.setdefault(look.key(scene, row, radius), []).append(number)
    for key, numbers in groups.items():
        look.sprites.stamp(painter, key, spots[numbers])


def _nothing(_painter: QPainter) -> None:
    """Leave the picture as it is: this chunk only looked for places."""


def _inside(spots: Floats, area: Box, reach: float) -> Bools:
    x, y = spots[:, 0], spots[:, 1]
    return np.asarray((x > area[0] - reach) & (x < area[2] + reach) & (y > area[1] - reach) & (y < area[3] + reach))


def _overlap(area: Box, view: Box) -> bool:
    """Tell whether an area shows most of what is in view."""
    across = min(area[2], view[2]) - max(area[0], view[0])
    down = min(area[3], view[3]) - max(area[1], view[1])
    return across > 0.6 * (view[2] - view[0]) and down > 0.6 * (view[3] - view[1])


def _covers(area: Box, view: Box) -> bool:
    return area[0] <= view[0] and area[1] <= view[1] and area[2] >= view[2] and area[3] >= view[3]
