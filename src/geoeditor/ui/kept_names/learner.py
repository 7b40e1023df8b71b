"""Watches what the user decides in the open project and lets the list of all projects learn from it.

Reads through queries, after each change; what a step taught is taken back when the step is.
"""

from collections.abc import Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import learned
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.kept_names.entries import (
    Change,
    KeptName,
    drop_aliases,
    forget,
    key_of,
    learn,
    looks_like_a_name,
    now,
    put_back,
    refuse,
    rename,
)
from geoeditor.ui.kept_names.names import KeptNames

_MOST_AT_ONCE: Final = 500
"""Actors of one change that are decisions; more are the taking in of somebody else's data."""
_NOT_DECIDED: Final = "import"
_NONE: Final[frozenset[int]] = frozenset()


class Learner(QObject):
    """The one that learns, while that is wished."""

    def __init__(self, bridge: Bridge, names: KeptNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._names = bridge, names
        self._before: dict[str, KeptName | None] = {}
        """What was kept of each name before this project taught something of it."""
        bridge.changed.connect(self._see)
        bridge.document_changed.connect(self._before.clear)

    def _see(self, changes: ChangeSet) -> None:
        if not self._names.is_on or not self._bridge.is_open or changes.origin == _NOT_DECIDED:
            return
        touched = (*changes.added.items(), *changes.updated.items(), *changes.removed.items())
        if sum(len(ids) for table, ids in touched if table == "actor") > _MOST_AT_ONCE:
            return
        document = self._bridge.document
        made = [*self._of_lost_names(document, changes), *self._of_actors(document, changes)]
        made += self._of_skips(document, changes)
        if made:
            self._names.change(made)

    def _of_actors(self, document: Document, changes: ChangeSet) -> list[Change]:
        """Learn who came, or was given another kind or name."""
        fresh, altered = changes.added.get("actor", _NONE), changes.updated.get("actor", _NONE)
        names = changes.added.get("actor_name", _NONE) | changes.updated.get("actor_name", _NONE)
        ids = fresh | altered | (learned.owners_of_names(document, names) if names else set())
        made: list[Change] = []
        called: dict[int, str] = {}
        for actor in learned.actors_by_id(document, ids) if ids else ():
            called[actor.id] = actor.name
            self._note(actor.name)
            entry = KeptName(actor.name, kind=actor.kind, aliases=actor.names, last_used=now())
            made.append(partial(learn, entry=entry))
        former = learned.former_names(document, altered) if altered else {}
        renamed: list[Change] = [
            partial(rename, old=name, new=called[row])
            for row, name in former.items()
            if row in called and key_of(called[row]) != key_of(name)
        ]
        return renamed + made

    def _of_lost_names(self, document: Document, changes: ChangeSet) -> list[Change]:
        """Let go of other names that were taken away, and of actors whose making was taken back."""
        made: list[Change] = []
        gone = changes.removed.get("actor", _NONE)
        names = changes.removed.get("actor_name", _NONE) | changes.updated.get("actor_name", _NONE)
        former = learned.former_other_names(document, names) if names else {}
        owners = {actor.id: actor for actor in learned.actors_by_id(document, former)} if former else {}
        for row, actor in owners.items():
            lost = [name for name in former[row] if name not in actor.names]
            if lost:
                made.append(partial(drop_aliases, name=actor.name, aliases=lost))
        if gone and changes.way == "undo":
            made += self._as_before(learned.former_names(document, gone).values())
        return made

    def _of_skips(self, document: Document, changes: ChangeSet) -> list[Change]:
        """Learn what is no actor, or that this was taken back."""
        made: list[Change] = []
        fresh = changes.added.get("decision", _NONE) | changes.updated.get("decision", _NONE)
        for name in learned.skipped_names(document, fresh) if fresh else ():
            if looks_like_a_name(name):
                self._note(name)
                made.append(partial(refuse, name=name, when=now()))
        gone = changes.removed.get("decision", _NONE)
        if gone and changes.way == "undo":
            made += self._as_before(learned.former_skips(document, gone))
        return made

    def _note(self, name: str) -> None:
        """Remember what was kept of a name when this project first taught something of it."""
        self._before.setdefault(key_of(name), self._names.entry(key_of(name)))

    def _as_before(self, names: Collection[str]) -> list[Change]:
        """Let names be kept as they were before this project taught something of them."""
        made: list[Change] = []
        for name in names:
            key = key_of(name)
            if key in self._before:
                before = self._before.pop(key)
                made.append(partial(forget, keys=[key]))
                if before is not None:
                    made.append(partial(put_back, entries={key: before}))
        return made
