"""What joins handlers of the reader to the actions of the table, the same for all that act there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from geoeditor.core.errors import BugError
from geoeditor.ui.actions import Condition, Handler

if TYPE_CHECKING:
    from geoeditor.ui.reader.reader_view import ReaderView

Joint = tuple[str, Handler, Condition]
"""An action by its key, what it does in the reader, and when it can."""


class Handlers(QObject):
    """Handlers that work on one reader."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self._view = view

    def joints(self) -> Iterable[Joint]:
        """Return the actions with their handlers."""
        raise BugError(f"{type(self).__name__} handles nothing")

    def join(self) -> None:
        """Join the handlers to the actions of the table."""
        for key, handler, when in self.joints():
            self._view.actions_.handle_in(self._view, key, handler, when)
