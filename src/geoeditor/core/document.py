"""The document: one project, open. The door for every change, the way back, and the notice that something changed.

Outside the door the connection is `query_only`, so a stray write raises. Data, journal, step and search index become
durable together; whatever fails, the commit included, leaves nothing behind. One connection, one thread.
"""

import logging
import math
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Self

from geoeditor.core import journal, project_file, schema, search
from geoeditor.core.edit import Edit, EntityStore
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.failures import explained
from geoeditor.core.journal import ChangeSet, Step, Way
from geoeditor.core.lock import WriteLock
from geoeditor.translation import tr

Listener = Callable[[ChangeSet], None]
logger = logging.getLogger(__name__)


class Notices:
    """Those who are told of every change, once, after it is durable."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def connect(self, listener: Listener) -> None:
        """Tell this listener from now on; it may not edit."""
        self._listeners.append(listener)

    def disconnect(self, listener: Listener) -> None:
        """Tell this listener no more."""
        self._listeners.remove(listener)

    def send(self, changes: ChangeSet) -> None:
        """Tell all; one that fails is logged and does not stop the others."""
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:
                logger.exception("a listener failed")


class Document:
    """An open project. `read_only` is true for a copy in memory, which refuses every edit."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriteLock | None) -> None:
        self.path = path
        self.changed = Notices()
        self._connection = connection
        self._lock = lock
        self._entities = EntityStore(connection)
        self._edit: Edit | None = None
        self._owner = threading.get_ident()
        self._busy = False
        self._closed = False
        if lock is not None:
            status = path.stat()
            self._identity = (status.st_dev, status.st_ino)
            journal.watch(connection)
        self._seen: int | None = self._data_version()
        connection.execute("PRAGMA query_only=ON")

    def _data_version(self) -> int:
        """Return SQLite's number of the file's state, which changes when anybody but us writes to it."""
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    @classmethod
    def create(cls, path: str | os.PathLike[str], title: str = "") -> Self:
        """Make a new project and open it.

        Raises: UserError where that can't be done here.
        """
        return cls.open(project_file.create(path, title))

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open a project to change it.

        Raises: UserError where it is refused.
        """
        return cls(*project_file.open_for_writing(path))

    @classmethod
    def open_copy(cls, path: str | os.PathLike[str]) -> Self:
        """Open a copy of a project in memory to read it, also while somebody else edits it.

        Raises: UserError where it is refused.
        """
        real, connection = project_file.copy_to_memory(path)
        return cls(real, connection, None)

    @property
    def read_only(self) -> bool:
        """Tell whether edits are refused."""
        return self._lock is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and its lock; everything is saved already."""
        if self._edit is not None:
            raise BugError("a document can't be closed inside an edit")
        if self._closed:
            return
        self._closed = True
        try:
            if self._lock is not None and project_file.same_file(self.path, self._identity):
                schema.make_single(self._connection)
        except sqlite3.Error:
            logger.info("the empty journal stays beside the project, where nothing can be removed")
        finally:
            self._connection.close()
            if self._lock is not None:
                self._lock.release()

    def _is_in_transaction(self) -> bool:
        return self._connection.in_transaction

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection on which everything read is of one moment; joins an open edit."""
        if self._is_in_transaction():
            if self._edit is not None:
                self._edit.flush()
            yield self._connection
            return
        try:
            self._connection.execute("BEGIN")
            yield self._connection
        except sqlite3.Error as problem:
            if getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY:
                raise BugError("a read may not write") from problem
            raise explained(problem, self.path.name) or problem from problem
        finally:
            if self._is_in_transaction():
                self._connection.execute("ROLLBACK")

    @contextmanager
    def edit(self, label: str, origin: str = "") -> Iterator[Edit]:
        """Open the door: one undo step, durable when the block ends, gone without trace when it fails.

        A nested edit joins the open one and shares its fate. An edit that changes nothing leaves no step.
        Raises: UserError where the disk or another program is in the way; everything is as before then.
        """
        if self._edit is not None:
            with self._edit.part():
                yield self._edit
            return
        step_changes: ChangeSet | None = None
        with self._transaction() as connection:
            first = journal.top(connection) + 1
            edit = self._edit = Edit(connection, self._entities)
            try:
                yield edit
                edit.finish()
                edit.close()
            except Exception:
                edit.close()
                raise
            except BaseException:  # an interruption may have hit the middle of anything
                edit.abandon()
                raise
            finally:
                self._edit = None
            last = journal.top(connection)
            changes = journal.changes(connection, first, last, label, "do", origin)
            if changes.updated:
                changes = journal.without_idle(connection, changes, first, last)
            if changes:
                step_changes = self._write_step(connection, changes, first, edit.indexed)
            else:
                connection.execute("ROLLBACK")
        if step_changes is not None:
            self._tell(step_changes)

    def _write_step(
        self, connection: sqlite3.Connection, changes: ChangeSet, first: int, indexed: Mapping[str, Set[int]]
    ) -> ChangeSet:
        last = journal.top(connection)
        step_id = journal.write_step(connection, changes.label, changes.origin, "", first, last)
        _update_search(connection, changes, indexed, journal.altered(connection, first, last) if indexed else ())
        return ChangeSet(changes.label, "do", changes.added, changes.updated, changes.removed, changes.origin, step_id)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Begin, and commit unless the block has ended the transaction; only here can the file be written."""
        connection = self._connection
        if threading.get_ident() != self._owner:
            raise BugError("a document is changed by the thread that opened it only")
        if self._busy:
            raise BugError("a listener may not edit")
        if self._is_in_transaction():
            raise BugError("an edit can't begin inside a read")
        if self._lock is None:
            raise UserError(tr("“{name}” is open to read only, so nothing was changed.", name=self.path.name))
        if not project_file.same_file(self.path, self._identity):
            raise UserError(
                tr(
                    "“{name}” was moved, replaced or deleted while it was open, so the change was not stored; put the"
                    " file back or open it at its new place.",
                    name=self.path.name,
                )
            )
        own = False
        try:
            connection.execute("PRAGMA query_only=OFF")
            connection.execute("BEGIN IMMEDIATE")
            version = self._data_version()
            if version != (version if self._seen is None else self._seen):
                raise UserError(
                    tr(
                        "“{name}” was changed by another program while it was open, so the change was not stored; close"
                        " it and open it again.",
                        name=self.path.name,
                    )
                )
            self._seen, own = version, True
            yield connection
            if self._is_in_transaction():
                connection.execute("COMMIT")
        except BaseException as problem:
            if self._is_in_transaction():
                connection.execute("ROLLBACK")
            if own:  # taking back what had reached the disk counts as a change of the file
                self._seen = None
            reason = explained(problem, self.path.name)
            if reason is not None:
                raise reason from problem
            raise
        finally:
            connection.execute("PRAGMA query_only=ON")

    def undo(self) -> ChangeSet | None:
        """Take back the newest step; None where there is none."""
        return self._go("undo")

    def redo(self) -> ChangeSet | None:
        """Do again what was undone last; None where there is nothing."""
        return self._go("redo")

    def travel(self, target: int, seconds: float = math.inf) -> ChangeSet | None:
        """Undo or redo until the step numbered `target` (0: none) is the last one done, or the time is up.

        All that was done in one call is durable together and told as one change; None where nothing was left to do.
        At least one step is done, however short the time.
        """
        done = self.next_step("undo")
        way: Way = "undo" if done is not None and done.n > target else "redo"
        return self._go(way, target, seconds)

    def _go(self, way: Way, target: int | None = None, seconds: float = 0.0) -> ChangeSet | None:
        """Replay the next step, or the steps up to a target for so long."""
        if self._edit is not None:
            raise BugError("undo and redo can't be part of an edit")
        if not self._is_ahead(self.next_step(way), way, target):
            return None
        end = time.monotonic() + seconds
        with self._transaction() as connection:
            # rows come back in the order they went, so that references may point ahead for a moment
            connection.execute("PRAGMA defer_foreign_keys=ON")
            before, count = journal.top(connection), 0
            step = journal.next_step(connection, way)
            while step is not None and self._is_ahead(step, way, target):
                changes = journal.replay(connection, step, way)
                count += 1
                if target is None or time.monotonic() > end:
                    break
                step = journal.neighbour(connection, step, way)
            if count > 1:
                first, last = before + 1, journal.top(connection)
                changes = journal.changes(connection, first, last, changes.label, way)
                changes = journal.without_idle(connection, changes, first, last)
            _update_search(connection, changes)
        self._tell(changes)
        return changes

    @staticmethod
    def _is_ahead(step: Step | None, way: Way, target: int | None) -> bool:
        """Tell whether a step lies on the way to the target."""
        return step is not None and (target is None or (step.n > target if way == "undo" else step.n <= target))

    def _tell(self, changes: ChangeSet) -> None:
        self._busy = True
        try:
            self.changed.send(changes)
        finally:
            self._busy = False

    def image(self) -> bytes:
        """Return the whole project, history included, as the bytes of a project file."""
        with self.read() as connection:
            return connection.serialize()

    def history(self) -> list[Step]:
        """Return all steps, newest first, those undone among them."""
        with self.read() as connection:
            return journal.steps(connection)

    def next_step(self, way: Way) -> Step | None:
        """Return the step that undo or redo would take, for its name in the menu."""
        with self.read() as connection:
            return journal.next_step(connection, way)


def _update_search(
    connection: sqlite3.Connection,
    changes: ChangeSet,
    indexed: Mapping[str, Set[int]] = MappingProxyType({}),
    altered: Collection[str] = (),
) -> None:
    """Bring the index up to date; what is indexed already is done anew only in tables where rows were altered since."""
    stale = _joined(changes.removed, changes.updated)
    fresh = _joined(changes.added, changes.updated)
    for table, rows in indexed.items():
        if table in altered:
            stale[table] = stale.get(table, frozenset()) | rows
        else:
            fresh[table] = fresh.get(table, frozenset()) - rows
    search.update(connection, stale, fresh)


def _joined(*parts: object) -> dict[str, frozenset[int]]:
    joined: dict[str, frozenset[int]] = {}
    for part in parts:
        if isinstance(part, dict):
            for table, ids in part.items():
                joined[table] = joined.get(table, frozenset()) | ids
    return joined
