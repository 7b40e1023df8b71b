"""What stands beside the title of the timeline: modes, the range that is shown, zoom and fit."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from geoeditor import when
from geoeditor.charts.timeline.axis import span_words
from geoeditor.charts.timeline.redating import date_at
from geoeditor.charts.timeline.scene import Mode
from geoeditor.charts.wording import date_words
from geoeditor.layout.time_window import TimeWindow
from geoeditor.translation import tr
from geoeditor.ui.plain import PlainLabel

_YEAR: Final = 31_556_952.0
_MODES: Final[tuple[Mode, ...]] = ("storylines", "lanes")


def range_words(window: TimeWindow) -> str:
    """Return the stretch that is shown in words, as exactly as its length asks for."""
    if window.span > 2 * _YEAR:
        return span_words(window.start, window.end)
    rate = 3.0 / when.DAY if window.span < 0.3 * _YEAR else 3.0 / (31 * when.DAY)
    return date_words(f"{date_at(window.start, rate)}/{date_at(max(window.end - 1, window.start), rate)}")


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
        self._range = PlainLabel("", self, role="small")
        self._range.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._range.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._range.setMinimumWidth(70)
        row.addWidget(self._range, 3)
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
        if words == self._range.text():
            return
        self._range.setText(words)
        self._range.setAccessibleName(tr("Shown: {range}", range=self._range.text()))

    @property
    def range_text(self) -> str:
        """Return the words of the range."""
        return self._range.text()
