"""An open edit: what a command writes through. Rows as entities one by one, or many at once as plain values."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar, cast

from geoeditor.core import search
from geoeditor.core.errors import BugError
from geoeditor.core.project_file import RUNS_BESIDE

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlmodel import Session

    from geoeditor.core.entities import Entity

EntityT = TypeVar("EntityT", bound="Entity")
Value = str | int | float | bytes | None
_LONG: Final = 2_000_000
"""Letters of a text from which it is indexed beside the thread that asks."""
_PATIENCE_S: Final = 0.005
_FILLED: Final = 1_000_000
"""Bytes that are written into a blob in one go."""


class _Borrowed:
    """A document's connection as SQLAlchemy gets it: what would end a transaction, or the connection, is ignored."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Do nothing: the document commits."""

    def rollback(self) -> None:
        """Do nothing: the document rolls back."""

    def close(self) -> None:
        """Do nothing, also where SQLAlchemy gives a connection up because it was interrupted."""


class EntityStore:
    """Makes sessions for entities on a document's own connection; SQLModel is loaded when the first is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._engine: Engine | None = None

    def session(self) -> "Session":
        """Return a new session; it joins the transaction that is open."""
        from sqlmodel import Session

        if self._engine is None:
            self._engine = self._made()
        return Session(self._engine, expire_on_commit=False)

    def renew(self) -> None:
        """Take a new engine for the next session."""
        self._engine = None

    def _made(self) -> "Engine":
        from sqlalchemy.pool import StaticPool
        from sqlmodel import create_engine

        def borrowed() -> "DBAPIConnection":
            return cast("DBAPIConnection", _Borrowed(self._connection))

        return create_engine("sqlite://", creator=borrowed, poolclass=StaticPool, hide_parameters=True)


class Edit:
    """The one open edit of a document."""

    def __init__(self, connection: sqlite3.Connection, entities: EntityStore) -> None:
        self._connection = connection
        self._entities = entities
        self._opened: Session | None = None
        self._spoilt = False
        self.indexed: dict[str, set[int]] = {}
        """Rows that are in the search index already, by table."""

    def _session(self) -> "Session":
        if self._opened is None:
            if self.indexed:  # makes the index let go of its open handle, beside which SQLAlchemy can't set itself up
                self._connection.execute("SAVEPOINT indexed")
                self._connection.execute("RELEASE indexed")
            self._opened = self._entities.session()
        return self._opened

    def add(self, entity: "Entity") -> None:
        """Write a new row."""
        self.flush()
        session = self._session()
        session.add(entity)
        session.flush()

    def get(self, kind: type[EntityT], row: int) -> EntityT | None:
        """Return a row as an entity whose changes are written when the edit goes on, or None."""
        return self._session().get(kind, row)

    def remove(self, table: str, row: int) -> bool:
        """Delete a row with all that hangs on it, and tell whether there was one."""
        return self.execute(f"DELETE FROM {table} WHERE id = ?", (row,)).rowcount > 0

    def execute(self, statement: str, values: Sequence[Value] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        self.flush()
        cursor = self._connection.execute(statement, values)
        if self._opened is not None and not statement.startswith("SELECT"):
            self._opened.expire_all()
        return cursor

    def executemany(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for many rows."""
        self.flush()
        self._connection.executemany(statement, rows)
        if self._opened is not None:
            self._opened.expire_all()

    def fill(self, table: str, column: str, row: int, data: bytes) -> Iterator[None]:
        """Write bytes into the blob of their length that a row just added has there, in slices."""
        self.flush()
        with self._connection.blobopen(table, column, row) as blob:
            for start in range(0, len(data), _FILLED):
                blob.write(data[start : start + _FILLED])
                yield

    def index(self, table: str, rows: Iterable[int]) -> None:
        """Bring rows just added into the search index now, so that not all of a long edit is left for its end."""
        fresh = set(rows)
        search.update(self._connection, {}, {table: fresh})
        self.indexed.setdefault(table, set()).update(fresh)

    def index_folded(self, table: str, row: int, folded: str) -> Iterator[None]:
        """Bring a row just added into the search index, whose text was folded before.

        It is one statement, which takes a quarter of a second for twenty megabytes: SQLite does it beside this thread,
        and whoever drives the slices is free meanwhile.
        """
        if len(folded) < _LONG or not RUNS_BESIDE:
            search.add_folded(self._connection, table, row, folded)
        else:
            from concurrent.futures import ThreadPoolExecutor, wait

            with ThreadPoolExecutor(max_workers=1) as beside:
                done = beside.submit(search.add_folded, self._connection, table, row, folded)
                while not wait([done], timeout=_PATIENCE_S).done:
                    yield
                done.result()
        self.indexed.setdefault(table, set()).add(row)

    def flush(self) -> None:
        """Write what was changed in entities.

        Raises: BugError where SQLite has ended the transaction by itself, so that nothing can be written any more.
        """
        if not self._connection.in_transaction:
            raise BugError("the transaction ended inside the edit, so none of it was stored")
        if self._opened is not None:
            self._opened.flush()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Join this edit; where the part fails, the whole edit fails, even if somebody catches the exception."""
        try:
            yield
        except BaseException:
            self._spoilt = True
            raise

    def finish(self) -> None:
        """Write what is left.

        Raises: BugError where a part failed and the rest went on.
        """
        if self._spoilt:
            raise BugError("a part of this edit failed, so none of it was stored")
        self.flush()

    def close(self) -> None:
        """Forget the entities; the transaction itself is the document's."""
        if self._opened is not None:
            opened, self._opened = self._opened, None
            opened.expunge_all()
            opened.close()

    def abandon(self) -> None:
        """Forget the entities without a word to SQLAlchemy, which may be in the middle of something."""
        self._opened = None
        self._entities.renew()
