"""From the plane of the graph to the pane and back: where one looks, and how near. Knows numbers, no widgets.

Places of the plane are chart units, px at 100 %. Between plane and pane lies the sheet: places times zoom, so that
panning moves the pane over a sheet that stays as it is.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from geoeditor.layout.boxes import Box, Floats

LEAST_ZOOM: Final = 0.02
MOST_ZOOM: Final = 8.0
MARGIN: Final = 16.0
"""Px around everything that stay free."""
FIT_ZOOM: Final = 1.5
"""A small graph is not blown up further than this to fill the pane."""


@dataclass(slots=True)
class Camera:
    """Zoom, the place in the middle of the pane, and the size of the pane in px."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    width: int = 1
    height: int = 1

    @property
    def origin(self) -> tuple[int, int]:
        """Return where the pane's corner lies on the sheet, in whole px so that text stays crisp."""
        return round(self.x * self.zoom - self.width / 2), round(self.y * self.zoom - self.height / 2)

    @property
    def view(self) -> Box:
        """Return the part of the sheet that the pane shows."""
        left, top = self.origin
        return left, top, left + self.width, top + self.height

    def sheet(self, places: Floats) -> Floats:
        """Return places of the plane on the sheet."""
        return places * self.zoom

    def to_plane(self, x: float, y: float) -> tuple[float, float]:
        """Return the place that lies under a spot of the pane."""
        left, top = self.origin
        return (x + left) / self.zoom, (y + top) / self.zoom

    def to_pane(self, x: float, y: float) -> tuple[float, float]:
        """Return the spot of the pane where a place lies."""
        left, top = self.origin
        return x * self.zoom - left, y * self.zoom - top

    def zoom_at(self, x: float, y: float, factor: float) -> None:
        """Look nearer or from further away, keeping what lies under a spot of the pane there."""
        place = self.to_plane(x, y)
        self.zoom = min(max(self.zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        self.x = place[0] + (self.width / 2 - x) / self.zoom
        self.y = place[1] + (self.height / 2 - y) / self.zoom

    def pan(self, dx: float, dy: float) -> None:
        """Move the plane under the pane by so many px."""
        self.x -= dx / self.zoom
        self.y -= dy / self.zoom

    def fit(self, places: Floats, boxes: Floats, below: float, most: float = FIT_ZOOM) -> None:
        """Show all places with the boxes around them, (n, 4) px that do not grow with the zoom.

        `below` px at the bottom of the pane stay free.
        """
        if not len(places):
            self.zoom, self.x, self.y = 1.0, 0.0, 0.0
            return
        margin = MARGIN
        room = np.array([max(self.width - 2 * margin, 60.0), max(self.height - 2 * margin - below, 60.0)])
        low, high = LEAST_ZOOM, most
        if not _fits(places, boxes, room, high):
            for _ in range(30):
                middle = (low + high) / 2
                low, high = (middle, high) if _fits(places, boxes, room, middle) else (low, middle)
            self.zoom = low
        else:
            self.zoom = high
        least, largest = _extent(places, boxes, self.zoom)
        x, y = ((least + largest) / 2).tolist()
        self.x, self.y = x / self.zoom, (y + below / 2) / self.zoom


def _extent(places: Floats, boxes: Floats, zoom: float) -> tuple[Floats, Floats]:
    sheet = places * zoom
    return (sheet + boxes[:, :2]).min(axis=0), (sheet + boxes[:, 2:]).max(axis=0)


def _fits(places: Floats, boxes: Floats, room: Floats, zoom: float) -> bool:
    least, largest = _extent(places, boxes, zoom)
    return bool(((largest - least) <= room).all())
