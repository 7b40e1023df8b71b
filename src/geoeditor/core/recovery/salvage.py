"""Rows out of a damaged file: from the trees of its tables as far as they go, then from pages that lost theirs.

Where a tree is broken, the pages that hang nowhere are given to the table that their rows fit: by number and types of
values, by allowed words, and by references that lead somewhere. Pages on the list of free ones hold what was deleted
and are left alone. Nothing here changes a value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from geoeditor.core.recovery.pages import Pages, StoredRow, Tree, Value
from geoeditor.core.recovery.shapes import INDEXED_TEXTS, Shape, history_shape, references_met
from geoeditor.core.vocabulary import words

Row = dict[str, Value]
_ALWAYS_THERE: Final = ("project", "kind")
"""Tables that hold rows in an empty project too."""


@dataclass(slots=True)
class Salvaged:
    """What was read of one table: rows by id, those cut short, whether rows may be missing, and what indexes know."""

    rows: dict[int, Row] = field(default_factory=dict)
    cut: set[int] = field(default_factory=set)
    broken: bool = False
    indexed: dict[int, Row] = field(default_factory=dict)
    """The columns that indexes hold of rows, by id; only where rows may be missing."""
    indexes_broken: bool = True
    """Whether every index may miss rows too, so that nobody knows how many there were."""


class Salvage:
    """One reading of a damaged file."""

    def __init__(self, pages: Pages, shapes: Mapping[str, Shape], texts: Shape) -> None:
        self._pages = pages
        self._shapes = shapes
        self._texts = texts
        self._reached: set[int] = {1}
        self._roots, self._schema_broken = self._read_schema()
        self.tables = {name: Salvaged() for name in shapes}
        self.texts = Salvaged()

    def read(self) -> bool:
        """Read all tables, and tell whether there was anything of the user's, or nothing is missing."""
        for name, shape in self._shapes.items():
            self._walk(shape, self.tables[name])
        self._walk(self._texts, self.texts)
        if self.texts.broken or any(table.broken for table in self.tables.values()):
            self._mark_other_trees()
            self._adopt()
        for name, shape in self._shapes.items():
            if self.tables[name].broken:
                self._read_indexes(shape, self.tables[name])
        if not any(table.broken for table in self.tables.values()):
            return True
        return any(table.rows for name, table in self.tables.items() if name not in _ALWAYS_THERE)

    def history(self, table: str) -> Iterator[Row]:
        """Yield the old rows that the journal keeps of a table, newest first."""
        shape = history_shape(self._shapes[table])
        kept = Salvaged()
        self._walk(shape, kept)
        for number in sorted(kept.rows, reverse=True):
            row = kept.rows[number]
            del row["journal_seq"]
            yield row

    def _read_schema(self) -> tuple[dict[str, int], bool]:
        """Return the root of each table and index by name, and whether some may be missing."""
        roots: dict[str, int] = {}
        tree = self._pages.tree(1)
        self._reached.update(tree.leaves, tree.inner)
        broken = tree.broken
        for leaf in tree.leaves:
            for row in self._pages.rows(leaf):
                match row:
                    case StoredRow(values=[str(), str(name), str(), int(root), *_]):
                        roots[name] = root
                    case None:
                        broken = True
        return roots, broken

    def _tree(self, name: str) -> Tree:
        if name not in self._roots:
            return Tree(broken=True)
        tree = self._pages.tree(self._roots[name])
        self._reached.update(tree.leaves, tree.inner)
        return tree

    def _walk(self, shape: Shape, into: Salvaged) -> None:
        tree = self._tree(shape.table)
        into.broken |= tree.broken
        for leaf in tree.leaves:
            into.broken |= not self._take(shape, into, self._pages.rows(leaf))

    def _take(self, shape: Shape, into: Salvaged, rows: Iterator[StoredRow | None]) -> bool:
        """Keep the rows that fit, and tell whether all did."""
        sound = True
        for row in rows:
            if row is None or not shape.fits(row):
                sound = False
            elif row.rowid not in into.rows:
                into.rows[row.rowid] = shape.named(row)
                if not row.whole:
                    into.cut.add(row.rowid)
        return sound

    def _mark_other_trees(self) -> None:
        """Walk all trees that are not of facts, so that their pages are not taken for lost ones."""
        for name, root in self._roots.items():
            if root and name not in self._shapes and name != INDEXED_TEXTS:
                tree = self._pages.tree(root)
                self._reached.update(tree.leaves, tree.inner)
        self._reached |= self._pages.free_pages()

    def _adopt(self) -> None:
        """Give pages that lost their tree to broken tables, parents before children."""
        orphans: dict[int, list[StoredRow]] = {}
        for number in range(1, self._pages.count + 1):
            if number not in self._reached and self._pages.is_leaf_of_a_table(number):
                found = [row for row in self._pages.rows(number) if row is not None]
                if found:
                    orphans[number] = found
        known = {name: set(table.rows) for name, table in self.tables.items()}
        known["kind"] |= {word.number for word in words()}
        for name, shape in (*self._shapes.items(), (INDEXED_TEXTS, self._texts)):
            into = self.texts if name == INDEXED_TEXTS else self.tables[name]
            if not into.broken:
                continue
            for _ in range(_rounds(shape)):
                for number, rows in list(orphans.items()):
                    if self._is_of(shape, rows, known):
                        self._take(shape, into, iter(rows))
                        del orphans[number]
                known[name] = known.get(name, set()) | set(into.rows)

    def _is_of(self, shape: Shape, rows: list[StoredRow], known: Mapping[str, set[int]]) -> bool:
        """Tell whether most rows of a page fit a table, hold its words, and refer to rows that are there."""
        fitting = [row for row in rows if shape.fits(row)]
        if 2 * len(fitting) <= len(rows):
            return False
        if shape is self._texts:
            return all(shape.named(row).get("c1") in self._shapes for row in fitting)
        likely = [row for row in fitting if shape.has_likely_words(row)]
        if 2 * len(likely) <= len(rows):
            return False
        with_own = {**known, shape.table: known[shape.table] | {row.rowid for row in rows}}
        return 2 * references_met(shape, likely, with_own) > len(likely)

    def _read_indexes(self, shape: Shape, into: Salvaged) -> None:
        """Gather what the indexes of a broken table know of its rows."""
        for name, columns in shape.indexes.items():
            tree = self._tree(name)
            sound = not tree.broken
            for page in (*tree.inner, *tree.leaves):
                for entry in self._pages.entries(page):
                    if entry is None or len(entry) != len(columns) + 1:
                        sound = False
                        continue
                    row_id, values = entry[-1], dict(zip(columns, entry[:-1], strict=True))
                    if isinstance(row_id, int) and row_id >= 0 and shape.suits(values):
                        into.indexed.setdefault(row_id, {}).update(values)
                    else:
                        sound = False
            if sound:
                into.indexes_broken = False


def _rounds(shape: Shape) -> int:
    """Return how often orphans are gone over: rows that refer to their own table may come before what they refer to."""
    return 3 if any(reference.parent == shape.table for reference in shape.references) else 1
