"""Checks of what records have to do with each other: references, kinds, passages and texts, circles, ids."""

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from geoeditor.core.commands.sources import text_hash
from geoeditor.core.inspection.columns import is_text
from geoeditor.core.inspection.findings import Finding
from geoeditor.core.schema import statements
from geoeditor.core.vocabulary import words
from geoeditor.translation import shown, tr

SEARCHED: Final = ("actor", "actor_name", "event", "link", "source", "source_text", "citation")
"""The tables that share the ids of the search index."""
KIND_COLUMNS: Final = {
    ("actor", "kind_id"): "actor",
    ("event", "kind_id"): "event",
    ("link", "kind_id"): "link",
    ("relation", "kind_id"): "relation",
    ("participation", "role_id"): "role",
}
"""The scope that a column's kind must have."""
LOOSE_ANCHORS: Final = ("near",)
"""Anchors of passages whose words are not those at their place: they wait for somebody to agree to the new ones."""
_ONE_OF: Final = re.compile(r"CONSTRAINT exactly_one CHECK \((.*)\),?$", re.MULTILINE)


def dangling(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find references to records that are not there."""
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding(tr("the {what} that it refers to is not there.", what=parent.replace("_", " ")), table, row_id)


def not_one_of(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find rows that should bear on exactly one thing and do not."""
    for statement in statements():
        table = re.match(r'CREATE TABLE "?(\w+)', statement)
        if table and (rule := _ONE_OF.search(statement)):
            for (row_id,) in connection.execute(f"SELECT id FROM {table[1]} WHERE NOT ({rule[1]})"):
                yield Finding(tr("it should bear on exactly one thing, and does not."), table[1], row_id)
    for (row_id,) in connection.execute(
        "SELECT id FROM dating WHERE anchor_source_id IS NOT NULL AND anchor_event_id IS NOT NULL"
    ):
        yield Finding(tr("its words count from a source and from an event at once."), "dating", row_id)


def same_ends(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find links and relations that lead back to where they begin."""
    for table in ("link", "relation"):
        for (row_id,) in connection.execute(f"SELECT id FROM {table} WHERE from_id = to_id"):
            yield Finding(tr("both of its ends are the same."), table, row_id)


def odd_kinds(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find kinds of another scope than their use, their parent or their key has, and built-in ones made another."""
    for (table, column), scope in KIND_COLUMNS.items():
        for row_id, label in connection.execute(
            f"SELECT r.id, k.label FROM {table} r JOIN kind k ON k.id = r.{column} WHERE k.scope <> ?", (scope,)
        ):
            yield Finding(tr("its kind “{kind}” is not one for it.", kind=shown(label)), table, row_id)
    for (row_id,) in connection.execute(
        "SELECT k.id FROM kind k JOIN kind p ON p.id = k.parent_id WHERE p.scope <> k.scope"
    ):
        yield Finding(tr("the kind above it is for something else."), "kind", row_id)
    built_in = {word.number: word.key for word in words()}
    for row_id, key, scope in connection.execute("SELECT id, key, scope FROM kind"):
        if row_id in built_in and key != built_in[row_id]:
            yield Finding(tr("the key of a built-in kind was changed to “{key}”.", key=shown(key)), "kind", row_id)
        elif not key.startswith(f"{scope}."):
            yield Finding(tr("its key “{key}” does not begin with what it is for.", key=shown(key)), "kind", row_id)


def circles(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find kinds above themselves and sources that are versions of themselves, once for each circle."""
    for table, column, sentence in (
        ("kind", "parent_id", tr("it is above itself.")),
        ("source", "version_of", tr("it is a version of itself.")),
    ):
        above = dict(connection.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"))
        for first in circle_members(above):
            yield Finding(sentence, table, first)


def circle_members(above: dict[int, int]) -> list[int]:
    """Return one member of each circle in a map from a row to the one above it."""
    done: set[int] = set()
    found = []
    for start in above:
        path: dict[int, None] = {}
        row: int | None = start
        while row is not None and row not in done and row not in path:
            path[row] = None
            row = above.get(row)
        if row is not None and row in path:
            found.append(row)
        done.update(path)
    return found


class Passage(NamedTuple):
    """A stretch that a row names of a source's text; `quote` is None where the row keeps no words of it."""

    table: str
    row_id: int
    start: int | None
    end: int | None
    quote: str | None
    anchor: str


def passages(connection: sqlite3.Connection) -> dict[int, list[Passage]]:
    """Return the passages of each source."""
    found: dict[int, list[Passage]] = defaultdict(list)
    for source_id, row_id, start, end, quote, anchor in connection.execute(
        'SELECT source_id, id, start, "end", quote, anchor FROM citation WHERE start IS NOT NULL OR "end" IS NOT NULL'
    ):
        found[source_id].append(Passage("citation", row_id, start, end, quote, anchor))
    for table in ("set_aside", "decision"):
        for source_id, row_id, start, end in connection.execute(f'SELECT source_id, id, start, "end" FROM {table}'):
            found[source_id].append(Passage(table, row_id, start, end, None, ""))
    return found


def fits(passage: Passage, text: str) -> bool:
    """Tell whether a passage lies within the text of its source."""
    start, end = passage.start, passage.end
    return start is not None and end is not None and 0 <= start < end <= len(text) and passage.quote != ""


def texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find texts that are not those their source was made with, and passages that are not in them."""
    hashes = dict(connection.execute("SELECT id, text_sha256 FROM source"))
    by_source = passages(connection)
    without = set(hashes)
    for source_id, text in connection.execute("SELECT source_id, text FROM source_text"):
        without.discard(source_id)
        if is_text(text) and hashes.get(source_id) not in (None, text_hash(text)):
            yield Finding(tr("its text is not the one it was added with."), "source", source_id)
        yield from _misplaced(by_source.get(source_id, ()), text)
    for source_id in sorted(without):
        if hashes[source_id]:
            yield Finding(tr("its text is missing."), "source", source_id)
        else:
            yield from _misplaced(by_source.get(source_id, ()), "")


def _misplaced(found: "list[Passage] | tuple[()]", text: str) -> Iterator[Finding]:
    for passage in found:
        if not fits(passage, text):
            yield Finding(tr("its passage lies outside the text of its source."), passage.table, passage.row_id)
        elif passage.quote not in (None, text[passage.start : passage.end]) and passage.anchor not in LOOSE_ANCHORS:
            yield Finding(tr("its words are not those at its place in the text."), passage.table, passage.row_id)


def attachments(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find files kept inside whose bytes are missing or are not the ones that were attached."""
    for row_id, sha256, data in connection.execute(
        "SELECT a.id, a.sha256, d.data FROM attachment a LEFT JOIN attachment_data d ON d.attachment_id = a.id"
    ):
        if data is None:
            yield Finding(tr("its bytes are missing."), "attachment", row_id)
        elif hashlib.sha256(data).hexdigest() != sha256:
            yield Finding(tr("its bytes are not the ones that were attached."), "attachment", row_id)


def shared_ids(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find ids that two records of different tables have, where search needs them to differ."""
    seen: set[int] = set()
    for table in SEARCHED:
        ids = {row_id for (row_id,) in connection.execute(f"SELECT id FROM {table}")}
        for row_id in sorted(ids & seen):
            yield Finding(tr("another record has the same id."), table, row_id)
        seen |= ids


def one_project(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find out whether there is exactly one row about the project itself."""
    count = connection.execute("SELECT count(*) FROM project").fetchone()[0]
    if count != 1:
        yield Finding(tr("There should be one row about the project itself; there are {count}.", count=count))


RECORD_RULES: Final[tuple[Callable[[sqlite3.Connection], Iterator[Finding]], ...]] = (
    one_project,
    dangling,
    not_one_of,
    same_ends,
    odd_kinds,
    circles,
    texts,
    attachments,
)
