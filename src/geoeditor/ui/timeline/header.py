"""What stands beside the title of the timeline: modes, the range that is shown, zoom and fit."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from geoeditor import when
from geoeditor.charts.timeline.axis import span_words
from geoeditor.charts.timeline.redating import date_at
from geoeditor.charts.timeline.scene import Mode
from geoeditor.charts.wording import date_words
from geoeditor.layout.time_window import TimeWindow
from geoeditor.translation import tr
from geoeditor.ui.plain import PlainLabel, tip

_YEAR: Final = 31_556_952.0
_MODES: Final[tuple[Mode, ...]] = ("storylines", "lanes")


def range_words(window: TimeWindow) -> str:
    """Return the stretch that is shown in words, as exactly as its length asks for."""
    if window.span > 2 * _YEAR:
        return span_words(window.start, window.end)
    rate = 3.0 / when.DAY if window.span < 0.3 * _YEAR else 3.0 / (31 * when.DAY)
    return date_words(f"{date_at(window.start, rate)}/{date_at(max(window.end - 1, window.start), rate)}")


def years_words(window: TimeWindow) -> str:
    """Return the years of the stretch that is shown, for where there is no room for more."""
    return span_words(window.start, window.end)


class RangeLabel(PlainLabel):
    """The range in words that are never cut: exact ones where there is room, else the years alone."""

    def __init__(self, parent: QWidget) -> None:
        self._exact = self._years = ""
        super().__init__("", parent, role="small")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def exact(self) -> str:
        """Return the exact words, whichever are shown."""
        return self._exact

    def show_range(self, exact: str, years: str) -> None:
        """Show these words, or those."""
        self._exact, self._years = exact, years
        self.setAccessibleName(tr("Shown: {range}", range=exact))
        self.updateGeometry()
        self._choose()

    def sizeHint(self) -> QSize:
        """Return the room of the exact words."""
        return QSize(self._width(self._exact), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the shortest words."""
        shortest = min(self._width(self._exact), self._width(self._years))
        return QSize(shortest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words anew."""
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._choose()

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 4

    def _choose(self) -> None:
        fits = self.width() >= self._width(self._exact) or len(self._exact) <= len(self._years)
        self.setText(self._exact if fits else self._years)
        self.setToolTip("" if fits else tip(self._exact))


class Header(QWidget):
    """The controls of the timeline; they do what the actions of the same name do."""

    mode_chosen = Signal(str)
    used = Signal()
    """A control is about to act, whichever view was active."""

    def __init__(self, zoom_out: QAction, zoom_in: QAction, fit: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        words = {"storylines": tr("Storylines"), "lanes": tr("Lanes by kind")}
        for place, mode in enumerate(_MODES):
            button = self._button(words[mode], words[mode])
            button.setCheckable(True)
            button.setChecked(mode == "storylines")
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)
        row.addStretch(1)
        self._range = RangeLabel(self)
        row.addWidget(self._range)
        for sign, name, action in (
            ("⊖", tr("Zoom out"), zoom_out), ("⊕", tr("Zoom in"), zoom_in), (tr("Fit"), tr("Fit"), fit),
        ):  # fmt: skip
            button = self._button(sign, name)
            button.setToolTip(action.toolTip())
            button.clicked.connect(self.used)
            button.clicked.connect(action.trigger)
            row.addWidget(button)

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setProperty("role", "flat")
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _choose(self, place: int) -> None:
        self.mode_chosen.emit(_MODES[place])

    def show_mode(self, mode: Mode) -> None:
        """Mark the mode that is in use."""
        self._group.button(_MODES.index(mode)).setChecked(True)

    def show_range(self, window: TimeWindow) -> None:
        """Say which stretch of time is shown."""
        words = range_words(window)
        if words != self._range.exact:
            self._range.show_range(words, years_words(window))

    @property
    def range_text(self) -> str:
        """Return the words of the range."""
        return self._range.exact
