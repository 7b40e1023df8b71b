"""The names kept across projects, as the window uses them: changed at once here, a moment later in the file.

Reading and writing happen in a thread. While the preference is off nothing is read, learned or used.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal

from geoeditor.core.errors import UserError
from geoeditor.ui.errand import Answer, Errand
from geoeditor.ui.kept_names.entries import Change, KeptName, Names
from geoeditor.ui.kept_names.file import Held, NameFile
from geoeditor.ui.preferences_store import Store

_REST_MS: Final = 1_000
"""How long further changes are waited for before the file is written."""
_LAST_PATIENCE_S: Final = 1.0


class KeptNames(QObject):
    """The list, and when it is used."""

    changed = Signal()
    """The list is another one now, or is used now, or no longer."""
    came = Signal()
    """What the file holds is there, and differs from what was known of it."""
    told = Signal(str)
    """A sentence for the user."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._file = NameFile(store.names_path)
        self._names: Names = {}
        self._stamp = -1
        self._pending: list[Change] = []
        self._on_their_way = 0
        """How many of the changes are being written."""
        self._errand: Errand | None = None
        self._said = ""
        self._learned: list[dict[str, Any]] | None = None
        self._was_on = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._write)
        store.changed.connect(self.heed)
        self.heed()

    @property
    def is_on(self) -> bool:
        """Tell whether names are kept across projects."""
        return self._store.preferences.remembers

    @property
    def names(self) -> Names:
        """Return the entries by their folded names."""
        return self._names

    @property
    def is_loaded(self) -> bool:
        """Tell whether the file has been read."""
        return self._stamp >= 0

    def heed(self) -> None:
        """Take note of whether the list is wished."""
        if self.is_on != self._was_on:
            self._was_on = self.is_on
            if self.is_on:
                self.load()
            self.changed.emit()

    def load(self) -> None:
        """Read the file, if it has changed since; `came` follows."""
        if self._errand is None and self._file.stamp() != self._stamp:
            self._errand = Errand(self._read, self._take)

    def load_if_on(self) -> None:
        """Read what other windows have learned since, where the list is wished."""
        if self.is_on:
            self.load()

    def learned(self) -> list[dict[str, Any]]:
        """Return the actors as proposals are asked for with them, none while the list is off."""
        if not self.is_on:
            return []
        if self._learned is None:
            self._learned = [
                {"name": entry.name, "kind": entry.kind, "names": entry.aliases}
                for entry in self._names.values()
                if entry.is_actor
            ]
        return self._learned

    def refused(self) -> dict[str, str]:
        """Return the names that are no actors by their folded form, none while the list is off."""
        return {key: entry.name for key, entry in self._names.items() if not entry.is_actor} if self.is_on else {}

    def entry(self, key: str) -> KeptName | None:
        """Return what is kept of a name by its folded form."""
        return self._names.get(key)

    def change(self, changes: Sequence[Change]) -> None:
        """Make changes to the list, now here and soon in the file."""
        for change in changes:
            change(self._names)
        self._pending += changes
        self._learned = None
        self._rest.start()
        self.changed.emit()

    def stop(self) -> None:
        """Write what has not been written, and wait for that; the window closes."""
        self._rest.stop()
        if self._errand is not None:
            self._errand.wait(_LAST_PATIENCE_S)
            self._errand.cancel()
            self._errand = None
        if self._pending:
            try:
                self._file.update(self._pending, _LAST_PATIENCE_S)  # to learn a thing twice does no harm
            except UserError:
                return  # the file has logged why
            self._pending.clear()

    def _read(self, _errand: Errand) -> Held:
        return self._file.read()

    def _write(self) -> None:
        if not self._pending:
            return
        if self._errand is not None:
            self._rest.start()
            return
        changes = tuple(self._pending)
        self._on_their_way = len(changes)
        self._errand = Errand(partial(self._update, changes), self._take)

    def _update(self, changes: Sequence[Change], _errand: Errand) -> Held:
        return self._file.update(changes)

    def _take(self, answer: Answer[object]) -> None:
        """Take what the file holds now; what has been changed since is changed there too."""
        self._errand = None
        written, self._on_their_way = self._on_their_way, 0
        if answer.problem:
            self._tell(answer.problem)
            return
        held = cast("Held", answer.value)
        del self._pending[:written]
        names = dict(held.names)
        for change in self._pending:
            change(names)
        self._stamp = held.stamp
        self._tell(held.told)
        if names != self._names:
            self._names, self._learned = names, None
            self.changed.emit()
            self.came.emit()
        elif not written:
            self.changed.emit()

    def _tell(self, sentence: str) -> None:
        """Say what is wrong with the file, once as long as it stays so."""
        if sentence and sentence != self._said:
            self.told.emit(sentence)
        self._said = sentence
