"""What stands around every chart: title above; legend, notes and sources below. Imports the display list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from geoeditor.charts.display import DisplayList, Drawing, Style
from geoeditor.charts.lettering import Letterer
from geoeditor.charts.palette import Palette
from geoeditor.charts.style import SMALL_PX, TEXT_PX, TITLE_PX
from geoeditor.charts.wording import date_words
from geoeditor.core.errors import UserError
from geoeditor.translation import tr

MARGIN = 24.0
LEAST_SIZE = (320, 240)
"""Px below which no chart can be read."""
_SAMPLE_PX = 30.0
_LEGEND_ROW = 20.0
_LEGEND_GAP = 20.0
_LINE = 16.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a legend: words and a function that draws the sample around a centre."""

    words: str
    draw: Callable[[Drawing, float, float], None]


class Line(NamedTuple):
    """A line of the footer: the class of the group it is drawn in, notes or sources, and its words."""

    role: str
    words: str


class Footer:
    """The lines under a chart: what is left out, the date the facts stand for, the sources."""

    def __init__(self, letterer: Letterer, width: float, sources: str, today: str | None, omitted: str = "") -> None:
        self._letterer = letterer
        self._omitted = omitted
        self._room = width - 2 * MARGIN
        as_of = tr("As of {date}.", date=date_words(today)) if today else ""
        self._sources = " ".join(part for part in (as_of, sources) if part)

    def lines(self, notes: Sequence[str]) -> list[Line]:
        """Return the lines, notes first, and of these first what a filter leaves out."""
        found = [Line("notes", line) for line in self._wrapped(self._omitted, 3)]
        for role, words in (("notes", " ".join(notes)), ("sources", self._sources)):
            found += [Line(role, line) for line in self._wrapped(words, 2)]
        return found

    def _wrapped(self, words: str, most: int) -> list[str]:
        return self._letterer.wrapped(words, SMALL_PX, self._room, most) if words else []


@dataclass(slots=True)
class Frame:
    """Title, legend and footer of a chart of a given width; tells how much room they take before it draws."""

    letterer: Letterer
    palette: Palette
    width: float
    title: str
    subtitle: str
    samples: Sequence[Sample]
    lines: Sequence[Line]
    """The footer."""
    height: float | None = None
    """Height of the picture in px where it is given: in a low one the legend gives way, then the footer."""
    _rows: list[list[tuple[float, Sample]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        x = MARGIN
        for sample in self.samples:
            need = _SAMPLE_PX + self.letterer.extent(sample.words, SMALL_PX).width
            if not self._rows or x + need > self.width - MARGIN:
                self._rows.append([])
                x = MARGIN
            self._rows[-1].append((x, sample))
            x += need + _LEGEND_GAP
        if self.height and self.top + self.bottom > 0.5 * self.height:
            self._rows = []
        if self.height and self.top + self.bottom > 0.5 * self.height:
            words = " ".join(line.words for line in self.lines)
            role = self.lines[0].role if self.lines else "notes"
            self.lines = [Line(role, self.letterer.elided(words, SMALL_PX, self.width - 2 * MARGIN))]

    @property
    def top(self) -> float:
        """Return the px above the chart."""
        return MARGIN + TITLE_PX + (SMALL_PX + 8 if self.subtitle else 0) + 12

    @property
    def bottom(self) -> float:
        """Return the px below the chart."""
        legend = len(self._rows) * _LEGEND_ROW + 8 if self._rows else 0.0
        return MARGIN + legend + (len(self.lines) * _LINE if self.lines else 0)

    def draw(self, drawing: Drawing, height: float) -> None:
        """Draw all of it on a canvas of the frame's width."""
        room = self.width - 2 * MARGIN
        drawing.begin(classes=("heading",))
        self._line(drawing, MARGIN, MARGIN + TITLE_PX * 0.85, self.title, TITLE_PX, room, self.palette.ink, bold=True)
        if self.subtitle:
            y = MARGIN + TITLE_PX + SMALL_PX + 5
            self._line(drawing, MARGIN, y, self.subtitle, SMALL_PX, room, self.palette.muted)
        y = height - self.bottom + 12
        rule = Style(stroke=self.palette.hairline, width=1.0)
        if self._rows:
            drawing.begin(classes=("legend",))
            drawing.line(MARGIN, y - 4, self.width - MARGIN, y - 4, rule)
            for row in self._rows:
                y += _LEGEND_ROW
                for x, sample in row:
                    sample.draw(drawing, x + 11, y - 6)
                    words_x = x + _SAMPLE_PX
                    room_here = self.width - MARGIN - words_x
                    self._line(drawing, words_x, y - 2, sample.words, SMALL_PX, room_here, self.palette.muted)
            y += 8
        for role in ("notes", "sources"):
            drawing.begin(classes=(role,))
            for line in self.lines:
                if line.role == role:
                    y += _LINE
                    self._line(drawing, MARGIN, y - 4, line.words, SMALL_PX, room, self.palette.muted)

    def _line(
        self, drawing: Drawing, x: float, y: float, text: str, size: float, room: float, colour: str,
        bold: bool = False,
    ) -> None:  # fmt: skip
        shown = self.letterer.elided(text, size, room, bold)
        extent = self.letterer.extent(shown, size, bold)
        if extent.width <= room:
            drawing.text(x, y, shown, size, extent, colour, bold=bold)


def check_size(size: tuple[int, int] | None) -> None:
    """Refuse a picture too small to hold a chart."""
    if size and (size[0] < LEAST_SIZE[0] or size[1] < LEAST_SIZE[1]):
        raise UserError(
            tr(
                "A picture of {width}×{height} px is too small for a chart and nothing was drawn: "
                "choose {least_width}×{least_height} px or more.",
                width=size[0], height=size[1], least_width=LEAST_SIZE[0], least_height=LEAST_SIZE[1],
            )
        )  # fmt: skip


def empty_chart(
    letterer: Letterer, palette: Palette, size: tuple[int, int] | None, heading: str, words: str, omitted: str = ""
) -> DisplayList:
    """Return a chart of nothing that says what to do next, or what a filter leaves out."""
    width, height = (float(size[0]), float(size[1])) if size else (720.0, 300.0)
    drawing = Drawing()
    footer = Footer(letterer, width, "", None, omitted).lines(())
    Frame(letterer, palette, width, heading, "", (), footer, height).draw(drawing, height)
    drawing.begin(classes=("empty",))
    lines = letterer.wrapped(words, TEXT_PX, width - 4 * MARGIN, 2)
    y = height / 2
    for line in lines:
        extent = letterer.extent(line, TEXT_PX)
        drawing.text(width / 2, y, line, TEXT_PX, extent, palette.muted, anchor="middle")
        y += extent.height + 4
    description = f"{words} {omitted}" if omitted else words
    return drawing.finish(width, height, heading, description, palette.ground)


def notes_of(picture: DisplayList) -> str:
    """Return what a chart says of what it leaves out, such as “3 labels not shown.”; '' where it leaves out nothing."""
    noted = {number for number, group in enumerate(picture.groups) if "notes" in group.classes}
    return " ".join(text.text for text in picture.texts if text.group in noted)
