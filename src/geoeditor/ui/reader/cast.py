"""Who is known to the project, by all their names: read once, then kept in step with each change.

Reads through queries only; knows no widget. Of a large cast only those whose names may stand in a text are looked for.
"""

import re
from collections.abc import Collection
from typing import Final

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.summary import KnownName, known_names
from geoeditor.core.search import fold

_WORD: Final = re.compile(r"\w+")
_MOST: Final = 500
"""Actors that are read one by one; where more have changed, all are read."""


class Cast:
    """The named actors of one document."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Know nobody."""
        self.people: dict[int, KnownName] = {}
        self.alone: dict[str, int] = {}
        """The actors by the folded form of a name, where that leads to one only."""
        self._keys: dict[int, frozenset[str]] = {}
        self._ends: dict[int, frozenset[str]] = {}
        """The first and last words of each actor's names: without one of them nobody is named."""
        self._ending: dict[str, set[int]] = {}
        """The actors by such a word."""
        self._owners: dict[str, set[int]] = {}
        self._is_read = False

    def read(self, document: Document) -> None:
        """Read everybody, unless that was done."""
        if not self._is_read:
            for actor in known_names(document):
                self._add(actor)
            self._is_read = True

    def follow(self, document: Document, changes: ChangeSet) -> None:
        """Read anew whom a change has touched."""
        parts = (changes.added, changes.updated, changes.removed)
        ids = {row for part in parts for row in part.get("actor", ())}
        names = {row for part in parts[:2] for row in part.get("actor_name", ())}
        is_large = len(ids) + len(names) > _MOST
        if is_large or changes.removed.get("actor_name") or any("kind" in part for part in parts):
            self.forget()
            self.read(document)
            return
        found = {actor.id: actor for actor in known_names(document, ids, names)}
        for row in ids | found.keys():
            self._drop(row)
        for actor in found.values():
            self._add(actor)

    def _add(self, actor: KnownName) -> None:
        forms = [" ".join(fold(name).split()) for name in (actor.name, *actor.names)]
        self.people[actor.id] = actor
        self._keys[actor.id] = frozenset(forms)
        ends: set[str] = set()
        for form in forms:
            words = _WORD.findall(form)
            ends.update(words[:1] + words[-1:])
        self._ends[actor.id] = frozenset(ends)
        for word in ends:
            self._ending.setdefault(word, set()).add(actor.id)
        for form in self._keys[actor.id]:
            self._owners.setdefault(form, set()).add(actor.id)
            self._settle(form)

    def _drop(self, row: int) -> None:
        self.people.pop(row, None)
        for word in self._ends.pop(row, ()):
            self._ending[word].discard(row)
        for form in self._keys.pop(row, ()):
            self._owners[form].discard(row)
            self._settle(form)

    def _settle(self, form: str) -> None:
        """Note whom a form leads to, if it leads to one only."""
        owners = self._owners[form]
        if len(owners) == 1:
            (self.alone[form],) = owners
        else:
            self.alone.pop(form, None)

    def named_in(self, words: Collection[str]) -> list[KnownName]:
        """Return those whose names may stand in a text of these folded words, in the order in which they were made."""
        found: set[int] = set()
        for word in words:
            found.update(self._ending.get(word, ()))
        return [self.people[row] for row in sorted(found)]


def words_of(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(_WORD.findall(fold(text)))
