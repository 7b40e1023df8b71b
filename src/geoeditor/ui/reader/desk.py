"""How the parts of the reader lie: head, ledger, text, who is named, what is asked or entered, and the proposals."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from geoeditor.ui.theme import Theme, on_theme


class Desk(QFrame):
    """A column of the parts: `head` over the text, `under` right below it, proposals of any height at the bottom."""

    def __init__(
        self,
        theme: Theme,
        head: Sequence[QWidget],
        text: QWidget,
        under: Sequence[QWidget],
        proposals: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "pane")
        upper = QWidget(self)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(text, 1)
        for part in under:
            column.addWidget(part)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._splitter.addWidget(upper)
        self._splitter.addWidget(proposals)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self._splitter.setSizes([600, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in head:
            layout.addWidget(part)
        layout.addWidget(self._splitter, 1)
        on_theme(theme, self._draw_handle)

    def _draw_handle(self) -> None:
        palette = self._theme.palette
        self._splitter.setStyleSheet(
            f"QSplitter::handle {{ background: {palette.surface}; border-top: 1px solid {palette.hairline}; }}"
        )
