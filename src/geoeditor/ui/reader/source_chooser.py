"""Beside the title of the pane: which source is shown, where there are several."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from geoeditor.core.queries.reading_desk import SourceTitle
from geoeditor.translation import printable, tr
from geoeditor.ui.plain import tip

_LONGEST: Final = 120


class _Chooser(QComboBox):
    """Shows its title with an ellipsis where it is cut."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame as ever, and the title cut to the room there is."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        edge = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edge, self)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 4
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class SourceChooser(QWidget):
    """A list of the sources."""

    chosen = Signal(object)
    """The id of the source that somebody chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[SourceTitle, ...] = ()
        self.list = _Chooser(self)
        self.list.setAccessibleName(tr("Source"))
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(6)
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.list.activated.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)

    def show_sources(self, sources: Sequence[SourceTitle], current: int) -> None:
        """Show these sources, and which of them is open."""
        if tuple(sources) != self._sources:
            self._sources = tuple(sources)
            self.list.clear()
            for source in self._sources:
                self.list.addItem(printable(source.title[:_LONGEST]))
                self.list.setItemData(self.list.count() - 1, tip(source.title), Qt.ItemDataRole.ToolTipRole)
        place = next((number for number, source in enumerate(self._sources) if source.id == current), -1)
        self.list.setCurrentIndex(place)
        self.list.setVisible(len(self._sources) > 1)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._sources):
            self.chosen.emit(self._sources[place].id)
