"""Where charts are drawn for export: beside the window, from a copy of the project, so that nothing ever waits.

The newest wish counts; one that is overtaken ends as soon as it next measures a text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from geoeditor.core.errors import UserError
from geoeditor.core.queries.chart_limits import ChartLimits
from geoeditor.ui.bridge import Bridge, Outcome
from geoeditor.ui.errand import Answer, Errand
from geoeditor.ui.export.limiting import omission_words

if TYPE_CHECKING:
    from geoeditor.charts.display import DisplayList
    from geoeditor.charts.lettering import Extent, Measure
    from geoeditor.core.document import Document
    from geoeditor.core.queries.chart_facts import ChartFacts
    from geoeditor.core.queries.chart_limits import Omission
    from geoeditor.jobs.exporting import Chart, Look

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a project offers for export."""

    title: str
    charts: "list[Chart]"


@dataclass(frozen=True, slots=True)
class Wish:
    """A chart, how it is to look, and the pixels there are to preview it; none asks for no preview."""

    chart: "Chart"
    look: "Look"
    room: QSize | None = None
    ratio: float = 1.0
    filtered: bool = False
    """Only what the filter shows is drawn."""

    def is_like(self, other: "Wish") -> bool:
        """Tell whether both wish for the same picture, however large its preview."""
        return (self.chart, self.look, self.filtered) == (other.chart, other.look, other.filtered)


@dataclass(frozen=True, slots=True)
class Draft:
    """A chart as it was wished, its preview, and what it says of what it leaves out."""

    wish: Wish
    picture: "DisplayList"
    image: QImage | None
    notes: str
    read: "Reading"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of the project for one chart, and what the filter leaves out of it, in ids and in words."""

    facts: "ChartFacts"
    identifier: str
    omitted: "Omission | None" = None
    """None where the filter does not bear on the chart."""
    words: str = ""


class Studio(QObject):
    """Reads, draws and writes for one dialog, print or copy; `limits` are the window's filter as it was then."""

    opened = Signal(object)
    """Contents of the project."""
    drafted = Signal(object)
    """A Draft, of the newest wish only."""
    produced = Signal(object)
    """What a piece of work came to, such as the path that was written."""
    refused = Signal(str)
    """A sentence that says why something was not done."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None, limits: ChartLimits | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.limits = limits or ChartLimits()
        self._read: dict[Chart, Reading] = {}
        self._last: Draft | None = None
        self._drawing: Errand | None = None
        self._errands: list[Errand] = []
        """All that may still run; an errand must not go away in its own thread."""

    @property
    def is_drawing(self) -> bool:
        """Tell whether a draft is on its way."""
        return self._drawing is not None

    def begin(self) -> None:
        """Find out what the project offers."""
        self._send(self._reading(_contents), self._tell_contents)

    def draft(self, wish: Wish) -> None:
        """Draw a chart as wished, instead of what is being drawn now."""
        if self._drawing is not None:
            self._drawing.cancel()
        known, last = self._read.get(wish.chart), self._last
        if last is not None and last.wish.is_like(wish):
            work: Callable[[Errand], Draft] = partial(_previewed_anew, last, wish)
        elif known is not None:
            work = partial(_draft, wish, lambda _errand: known)
        else:
            work = partial(_draft, wish, self._reading(partial(_facts, wish.chart, self.limits)))
        self._drawing = self._send(work, self._tell_draft)

    def _send(self, work: Callable[[Errand], object], tell: Callable[[Answer[object]], None]) -> Errand:
        self._errands = [errand for errand in self._errands if not errand.wait(0)]
        self._errands.append(Errand(work, tell))
        return self._errands[-1]

    def produce(self, make: "Callable[[Document], bytes]", path: Path) -> None:
        """Write what is made of the project into a file."""
        self._send(partial(_write, self._reading(make), path), self._tell_product)

    def produce_picture(self, draft: Draft, suffix: str, dpi: int, path: Path) -> None:
        """Write a drawn chart into a file."""
        self._send(partial(_write, partial(_encoded, draft, suffix, dpi), path), self._tell_product)

    def produce_forms(self, draft: Draft, dpi: int) -> None:
        """Make a drawn chart into bytes of PNG and SVG."""
        self._send(partial(_both_forms, draft, dpi), self._tell_product)

    def stop(self) -> None:
        """Give up what is being done, and wait until nothing is."""
        for errand in self._errands:
            errand.cancel()
        for errand in self._errands:
            errand.wait()
        self._errands, self._drawing = [], None

    def _reading(self, read: "Callable[[Document], T]") -> Callable[[Errand], T]:
        """Return work that reads in the thread from a copy of the file; what is itself a copy is read here and now."""
        document = self._bridge.document
        if not document.read_only:
            return partial(_from_copy, document.path, read)
        outcome = self._bridge.attempt(read, tell=False)
        return partial(_given, outcome)

    def _tell_contents(self, answer: Answer[object]) -> None:
        if isinstance(answer.value, Contents):
            self.opened.emit(answer.value)
        else:
            self.refused.emit(answer.problem)

    def _tell_draft(self, answer: Answer[object]) -> None:
        self._drawing = None
        if isinstance(answer.value, Draft):
            draft = self._last = answer.value
            self._read[draft.wish.chart] = draft.read
            self.drafted.emit(draft)
        else:
            self.refused.emit(answer.problem)

    def _tell_product(self, answer: Answer[object]) -> None:
        if answer.problem:
            self.refused.emit(answer.problem)
        else:
            self.produced.emit(answer.value)


def _given(outcome: Outcome[T], _errand: Errand) -> T:
    """Return what was read already, or say why it could not be."""
    if outcome.value is None:
        raise UserError(outcome.problem)
    return outcome.value


def _from_copy(path: Path, read: "Callable[[Document], T]", errand: Errand) -> T:
    from geoeditor.core.document import Document

    errand.check()
    with Document.open_copy(path) as document:
        return read(document)


def _contents(document: "Document") -> Contents:
    from geoeditor.jobs.exporting import charts_of

    with document.read() as connection:
        title = connection.execute("SELECT title FROM project").fetchone()[0]
    return Contents(title or document.path.stem, charts_of(document))


def _facts(chart: "Chart", limits: ChartLimits, document: "Document") -> Reading:
    from geoeditor.core.queries.chart_limits import omission
    from geoeditor.core.queries.chart_reading import chart_facts
    from geoeditor.jobs.exporting import project_identifier

    facts, identifier = chart_facts(document, chart.view_id), project_identifier(document)
    bearing = limits.on(chart.kind)
    if not bearing:
        return Reading(facts, identifier)
    omitted = omission(document, facts, chart.kind, bearing)
    return Reading(facts, identifier, omitted, omission_words(document, bearing, omitted))


def _draft(wish: Wish, reading: Callable[[Errand], Reading], errand: Errand) -> Draft:
    from geoeditor.charts.frame import notes_of
    from geoeditor.jobs.exporting import drawn
    from geoeditor.pictures.measure import qt_measure

    errand.check()
    read = reading(errand)
    left_out = (read.omitted, read.words) if wish.filtered else (None, "")
    picture = drawn(wish.chart, read.facts, wish.look, _interruptible(qt_measure(), errand), *left_out)
    errand.check()
    image = _image(picture, wish.room, wish.ratio) if wish.room is not None else None
    return Draft(wish, picture, image, notes_of(picture), read)


def _previewed_anew(draft: Draft, wish: Wish, errand: Errand) -> Draft:
    """Return a draft for a preview of another size."""
    errand.check()
    image = _image(draft.picture, wish.room, wish.ratio) if wish.room is not None else None
    return replace(draft, wish=wish, image=image)


def _interruptible(measure: "Measure", errand: Errand) -> "Measure":
    """Return a measure that ends the drawing once nobody waits for it; charts measure a text every few milliseconds."""

    def measured(text: str, size: float, bold: bool) -> "Extent":
        errand.check()
        return measure(text, size, bold)

    return measured


def _image(picture: "DisplayList", room: QSize, ratio: float) -> QImage:
    """Return a picture as large as fits into the room, but not larger than it is."""
    from geoeditor.pictures.painter import paint

    scale = min(room.width() / picture.width, room.height() / picture.height, 1.0) * ratio
    size = QSize(max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(picture, painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _encoded(draft: Draft, suffix: str, dpi: int, _errand: Errand) -> bytes:
    from geoeditor.jobs.exporting import picture_bytes

    return picture_bytes(draft.picture, suffix, dpi, draft.read.identifier)


def _both_forms(draft: Draft, dpi: int, errand: Errand) -> dict[str, bytes]:
    return {
        "image/png": _encoded(draft, ".png", dpi, errand),
        "image/svg+xml": _encoded(draft, ".svg", dpi, errand),
    }


def _write(make: Callable[[Errand], bytes], path: Path, errand: Errand) -> Path:
    from geoeditor.jobs.exporting import write_out

    data = make(errand)
    errand.check()
    write_out(path, data)
    return path
