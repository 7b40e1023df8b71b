"""What all sheets of the inspector work with: the document, the selection, and the choices that their fields share."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.ui.bridge import Bridge, Outcome
from geoeditor.ui.fields import Choice, Offer, actor_choices, kind_choices
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

T = TypeVar("T")
_SCOPES: Final = ("actor", "event", "link", "role", "relation")
_NAMES: Final = ("actor", "actor_name", "kind")


class Desk(QObject):
    """Bridge, selection and theme, with offers of actors and kinds that are read when they are first needed."""

    def __init__(self, bridge: Bridge, selection: Selection, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.bridge, self.selection, self.theme = bridge, selection, theme
        self.actors = Offer(self._actors)
        self._kinds = {scope: Offer(partial(self._kinds_of, scope)) for scope in _SCOPES}

    @property
    def document(self) -> Document:
        """Return the open document."""
        return self.bridge.document

    def kinds(self, scope: str) -> Offer:
        """Return the kinds of a scope."""
        return self._kinds[scope]

    def attempt(self, work: Callable[[Document], T]) -> Outcome[T]:
        """Do something to the document; where it is refused, the window says why."""
        return self.bridge.attempt(work)

    def choose(self, fact: Fact) -> None:
        """Select a fact."""
        self.selection.choose([fact])

    def notice(self, changes: ChangeSet) -> None:
        """Let choices be read again that a change may have made stale."""
        changed = {*changes.added, *changes.updated, *changes.removed}
        if changed & set(_NAMES):
            self.actors.forget()
        if "kind" in changed:
            for offer in self._kinds.values():
                offer.forget()

    def forget(self) -> None:
        """Let all choices be read again, because another document is open."""
        self.actors.forget()
        for offer in self._kinds.values():
            offer.forget()

    def _actors(self) -> list[Choice]:
        return actor_choices(self.document)

    def _kinds_of(self, scope: str) -> list[Choice]:
        return kind_choices(self.document, scope)
