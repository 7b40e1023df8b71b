"""The one selection that all views share, and the wish to see where a fact comes from. Knows ids, no rows."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Fact(NamedTuple):
    """A record that can be selected: actor, event, link, source or citation, by its id."""

    table: str
    id: int


class Selection(QObject):
    """What is selected, in the order in which it was chosen; the first is the current one."""

    changed = Signal(object)
    """Sent with the tuple of facts whenever it differs from before."""
    passage_requested = Signal(object)
    """A view wishes that the reader opens the passage of this fact."""
    renaming_requested = Signal(object)
    """A view that can't rename in place wishes that the inspector does."""
    resolving_requested = Signal(object)
    """A view wishes that it be asked who this unnamed actor is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return all that is selected."""
        return self._facts

    @property
    def current(self) -> Fact | None:
        """Return the first of what is selected."""
        return self._facts[0] if self._facts else None

    def ids(self, table: str) -> tuple[int, ...]:
        """Return the selected ids of one table."""
        return tuple(fact.id for fact in self._facts if fact.table == table)

    def choose(self, facts: Iterable[Fact]) -> None:
        """Select these facts instead of those selected now."""
        chosen = tuple(dict.fromkeys(facts))
        if chosen != self._facts:
            self._facts = chosen
            self.changed.emit(chosen)

    def toggle(self, fact: Fact) -> None:
        """Take a fact into the selection, or out of it."""
        self.choose([other for other in self._facts if other != fact] if fact in self._facts else [*self._facts, fact])

    def clear(self) -> None:
        """Select nothing."""
        self.choose(())
