"""The menu of the graph: the actions of the one table that have to do with what is selected, or with the ground."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from geoeditor.ui.actions import Actions

_MENU: Final = (
    "fact.rename", "link.add", "actor.resolve", "fact.passage", "fact.delete", "", "speaker.only", "speaker.without",
)  # fmt: skip
_GROUND_MENU: Final = ("actor.add", "view.fit", "view.layout", "edit.select_all")


def graph_menu(view: QWidget, actions: Actions, *, is_selected: bool) -> QMenu:
    """Return the menu of a view; it goes away as it is closed."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for key in _MENU if is_selected else _GROUND_MENU:
        if key:
            menu.addAction(actions[key])
        else:
            menu.addSeparator()
    return menu
