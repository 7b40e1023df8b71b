"""Files that are not what they seem, made by code: foreign, hostile, damaged. Each changes a project that is there."""

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

Spoil = Callable[[Path], object]
PAGE: Final = 4096


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        yield connection


def ran(*statements: str) -> Spoil:
    """Return a spoiler that runs statements with all of SQLite's guards off."""

    def spoil(path: Path) -> None:
        with _opened(path) as connection:
            for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON", "legacy_alter_table=ON"):
                connection.execute(f"PRAGMA {pragma}")
            for statement in statements:
                connection.execute(statement)

    return spoil


def respelled(name: str, old: str, new: str) -> Spoil:
    """Return a spoiler that changes the declaration of a table or index behind SQLite's back."""

    def spoil(path: Path) -> None:
        with _opened(path) as connection:
            change = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ? AND instr(sql, ?)"
            done = connection.execute(change, (old, new, name, old))
            if done.rowcount != 1:
                raise ValueError(f"{name} has no {old}")

    return spoil


def patched(offset: int, data: bytes) -> Spoil:
    """Return a spoiler that overwrites bytes; a negative offset counts from the end."""

    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        start = offset if offset >= 0 else len(content) + offset
        content[start : start + len(data)] = data
        path.write_bytes(content)

    return spoil


def replaced(content: bytes) -> Spoil:
    """Return a spoiler that puts other bytes in the place of the file."""
    return lambda path: path.write_bytes(content)


def cut(length: Callable[[int], int]) -> Spoil:
    """Return a spoiler that cuts the file to what the function makes of its length."""
    return lambda path: os.truncate(path, length(path.stat().st_size))


def _filled(path: Path) -> None:
    patched(PAGE, b"\xff" * (path.stat().st_size - PAGE))(path)


def _turned_round(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:PAGE] + content[PAGE:][::-1])


def _wal(path: Path) -> None:
    with _opened(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def _sparse(path: Path) -> None:
    pages = 3 * 2**30 // PAGE
    patched(28, pages.to_bytes(4, "big"))(path)
    os.truncate(path, pages * PAGE)


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event(id, title)")
        connection.execute("PRAGMA user_version=1")


def _zeroed_page(number: int) -> Spoil:
    return patched(number * PAGE, bytes(PAGE))


def _swapped_roots(path: Path) -> None:
    with _opened(path) as connection:
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE name IN ('event', 'actor')"))
        for name, other in (("event", "actor"), ("actor", "event")):
            connection.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (roots[other], name))


def _one_root_for_two(path: Path) -> None:
    with _opened(path) as connection:
        connection.execute(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'event')"
            " WHERE name = 'actor'"
        )


STRANGE_SCHEMAS: Final[dict[str, Spoil]] = {
    "a trigger on facts": ran("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END"),
    "a trigger on history": ran("CREATE TRIGGER t AFTER INSERT ON journal_log BEGIN DELETE FROM event; END"),
    "a trigger named as ours": ran("CREATE TRIGGER journal_event_i AFTER INSERT ON event BEGIN SELECT 1; END"),
    "a trigger on the index": ran("CREATE TRIGGER t BEFORE DELETE ON search_content BEGIN DELETE FROM event; END"),
    "a view": ran("CREATE VIEW v AS SELECT * FROM event"),
    "a view that never ends": ran(
        "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    ),
    "a view in the place of a table": ran(
        "DROP TABLE annotation", "CREATE VIEW annotation AS SELECT randomblob(100000000) AS id"
    ),
    "a trigger instead": ran(
        "CREATE VIEW v AS SELECT 1 AS x", "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN DELETE FROM event; END"
    ),
    "a table": ran("CREATE TABLE extra(x)"),
    "a table with a name of SQLite": ran("ANALYZE"),
    "a table with a temporary name": ran('CREATE TABLE "temp"(x)'),
    "a table that looks like a shadow": ran("CREATE TABLE journal_extra(journal_seq INTEGER PRIMARY KEY)"),
    "a table that looks like the index": ran("CREATE TABLE search_extra(x)"),
    "a table that counts": ran("CREATE TABLE extra(x INTEGER PRIMARY KEY AUTOINCREMENT)"),
    "another index of texts": ran("CREATE VIRTUAL TABLE f USING fts5(x)"),
    "an index of boxes": ran("CREATE VIRTUAL TABLE r USING rtree(id, x1, x2)"),
    "an index": ran("CREATE INDEX extra ON event(title)"),
    "a unique index": ran("CREATE UNIQUE INDEX extra ON event(id, title)"),
    "an index over an expression": ran("CREATE INDEX extra ON event(abs(id))"),
    "a partial index": ran("CREATE INDEX extra ON event(title) WHERE id > 5"),
    "an index gone": ran("DROP INDEX ix_event_kind_id"),
    "a unique index gone": ran("DROP INDEX ix_project_one_row"),
    "an index over another column": ran("DROP INDEX ix_event_kind_id", "CREATE INDEX ix_event_kind_id ON event(title)"),
    "a column": ran("ALTER TABLE event ADD COLUMN strange TEXT"),
    "a computed column": ran("ALTER TABLE event ADD COLUMN strange TEXT AS (hex(zeroblob(100000000)))"),
    "a default with a function": respelled("event", "DEFAULT 'occurred'", "DEFAULT (hex(zeroblob(9)))"),
    "a check changed": respelled("event", "BETWEEN 0 AND 100", "BETWEEN 0 AND 999"),
    "a check with a function": respelled("event", "trim(title) <> ''", "length(zeroblob(900000000)) > 0"),
    "a check that checks nothing": respelled("event", "CHECK (trim(title) <> '')", "CHECK (1)"),
    "a table no longer strict": respelled("event", ") STRICT", ")"),
    "a reference that acts otherwise": respelled("link", "ON DELETE CASCADE", "ON DELETE SET NULL"),
    "a collation gone": respelled("tag", 'COLLATE "NOCASE"', ""),
    "a blank more": respelled("event", "CREATE TABLE event", "CREATE TABLE  event"),
    "a shadow with less": ran("ALTER TABLE journal_event DROP COLUMN title"),
    "a shadow gone": ran("DROP TABLE journal_event"),
    "a table gone": ran("DROP TABLE annotation"),
    "a table renamed": ran("ALTER TABLE annotation RENAME TO annotations"),
    "a column renamed": ran("ALTER TABLE annotation RENAME COLUMN x TO xx"),
    "the index gone": ran("DROP TABLE search"),
    "the index with another tokenizer": ran(
        "DROP TABLE search", "CREATE VIRTUAL TABLE search USING fts5(text, origin UNINDEXED)"
    ),
    "a declaration that is no SQL": respelled("event", "CREATE TABLE event", "CREATE nonsense"),
    "a declaration that is no UTF-8": ran(
        "UPDATE sqlite_schema SET sql = sql || CAST(x'2d2dff' AS TEXT) WHERE name = 'ix_event_kind_id'"
    ),
    "a declaration twice": ran("INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'event'"),
    "two tables on one root": _one_root_for_two,
    "two tables with each other's root": _swapped_roots,
}

STRANGE_ROWS: Final[dict[str, Spoil]] = {
    "no project": ran("DELETE FROM project"),
    "a dangling reference": ran("DELETE FROM actor WHERE id = 2000"),
    "an end before its start": ran("UPDATE event SET t = '2020', t_lo = 5, t_hi = 4 WHERE id = 1000"),
    "a blank title": ran("UPDATE event SET title = ' ' WHERE id = 1000"),
    "two owners": ran("INSERT INTO tag(id, name) VALUES(1, 'x')", "INSERT INTO tagging(id, tag_id) VALUES(2, 1)"),
}

STRANGE_HEADERS: Final[dict[str, Spoil]] = {
    "a newer version": ran("PRAGMA user_version=2"),
    "a far newer version": ran("PRAGMA user_version=2147483647"),
    "a version below zero": ran("PRAGMA user_version=-1"),
    "no version": ran("PRAGMA user_version=0"),
    "another application": ran("PRAGMA application_id=1"),
    "no application": ran("PRAGMA application_id=0"),
    "write-ahead logging": _wal,
    "a huge number of pages": patched(28, b"\x7f\xff\xff\xff"),
    "a sparse file of three gigabytes": _sparse,
    "another page size": patched(16, b"\x02\x00"),
    "an impossible page size": patched(16, b"\x00\x03"),
    "an impossible format": patched(44, b"\x00\x00\x00\x09"),
    "another encoding": patched(56, b"\x00\x00\x00\x02"),
    "reserved bytes": patched(20, b"\xff"),
}

FOREIGN: Final[dict[str, Spoil]] = {
    "nothing": replaced(b""),
    "a text": replaced("Nicht gefunden: Łódź\n".encode() * 50),
    "a picture": replaced(b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "zeros": replaced(bytes(3 * PAGE)),
    "the beginning of a header": replaced(b"SQLite format 3\0"),
    "another program's database": _other_program,
    "an XML file": replaced(b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"),
}


def _instead(make: Spoil) -> Spoil:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def _bound_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


NO_FILES: Final[dict[str, Spoil]] = {
    "a folder": _instead(lambda path: path.mkdir()),
    "a pipe": _instead(os.mkfifo),
    "a socket": _instead(_bound_socket),
    "a link to nothing": _instead(lambda path: path.symlink_to("nowhere")),
    "a link to itself": _instead(lambda path: path.symlink_to(path.name)),
    "a link to a device without end": _instead(lambda path: path.symlink_to("/dev/zero")),
    "a link to the device of nothing": _instead(lambda path: path.symlink_to("/dev/null")),
    "a link to a folder": _instead(lambda path: path.symlink_to(".")),
    "nothing at all": _instead(lambda path: None),
}

DAMAGED: Final[dict[str, Spoil]] = {
    **{f"page {number} zeroed": _zeroed_page(number) for number in (0, 1, 2, 5)},
    "cut to 100 bytes": cut(lambda _: 100),
    "cut to a page": cut(lambda _: PAGE),
    "cut in half": cut(lambda size: size // 2 // PAGE * PAGE),
    "cut within a page": cut(lambda size: size // 2 + 77),
    "cut by a page": cut(lambda size: size - PAGE),
    "cut by a byte": cut(lambda size: size - 1),
    "filled with 0xff from the second page on": _filled,
    "turned round from the second page on": _turned_round,
}
