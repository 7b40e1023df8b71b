"""The context menus of the reader, made of the actions of the table."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from geoeditor.ui.actions import Actions

if TYPE_CHECKING:
    from geoeditor.ui.reader.reader_view import ReaderView

TEXT_MENU: Final = (
    "actor.add", "actor.add_unnamed", "event.add", "link.add", "fact.date", "",
    "sentence.next", "sentence.previous", "sentence.set_aside", "sentence.set_aside_because", "source.date", "",
    "edit.copy", "edit.find",
)  # fmt: skip
CARD_MENU: Final = (
    "proposal.accept", "proposal.skip", "proposal.edit", "",
    "proposal.same_as", "proposal.type", "proposal.kind", "proposal.swap", "", "proposal.accept_certain",
)  # fmt: skip


def open_menu(view: "ReaderView", actions: Actions, keys: tuple[str, ...], at: QPoint) -> None:
    """Open the menu of these actions at a place of the screen; '' stands for a line."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    actions.set_active(view)
    actions.update()
    for key in keys:
        if key:
            menu.addAction(actions[key])
        else:
            menu.addSeparator()
    menu.popup(at)
