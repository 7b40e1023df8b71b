"""The bar under the menus: what is done most, the search field, and what the charts show."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from geoeditor.translation import tr
from geoeditor.ui.actions import Actions

_FIRST: Final = ("actor.add", "event.add", "link.add", "project.import", "project.export")


class ActionButton(QToolButton):
    """A button of an action that names its key, as in “+ Actor  A”."""

    def __init__(self, action: QAction, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self._words = words
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{words}  {keys}" if keys else words)
        self.setAccessibleName(words)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(self._keep_words)

    def _keep_words(self) -> None:
        action = self.defaultAction()
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{self._words}  {keys}" if keys else self._words)


class ToolBar(QToolBar):
    """The one tool bar; search field and filter chips are put in once the panes are there."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(tr("Tools"), parent)
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.setFloatable(False)
        words = {
            "actor.add": tr("+ Actor"),
            "event.add": tr("+ Event"),
            "link.add": tr("+ Link"),
            "project.import": tr("Import…"),
            "project.export": tr("Export…"),
        }
        for key in _FIRST:
            self.addWidget(ActionButton(actions[key], words[key], self))
        self._gap = QWidget(self)
        self._gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self._gap)

    def furnish(self, search: QWidget, chips: QWidget) -> None:
        """Put in the search field and the chips."""
        self._gap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._gap.setFixedWidth(8)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addWidget(search)
        self.addWidget(chips)
