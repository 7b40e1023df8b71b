"""Finding facts as one types: their names, folded and held ready, and after those the texts of the project.

Names are looked through whole at every keystroke, which for 10,000 of them takes some milliseconds. What stands in
descriptions, notes and sources comes from the full-text index. Reads only.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import nsmallest
from typing import Final

from geoeditor.core import search
from geoeditor.core.document import Document
from geoeditor.core.queries.chart_reading import BASE_KINDS

TABLES: Final = ("actor", "event", "link", "source", "citation")
"""What can be found by name, in the order in which it is listed; a citation by its quote."""
MOST: Final = 50
"""Hits that are given for one question."""
_PAGE: Final = 500
"""Rows that are read in one go, some milliseconds' work."""
_LONGEST: Final = 1_000
"""Characters of a name or quote that are looked at."""
_MOST_PASSAGES: Final = 8
_MOST_OF_A_SOURCE: Final = 3
_SNIPPET: Final = 160
_LEAD: Final = 40
_LONGEST_WALK: Final = 50_000
"""Characters of a paragraph in which a place is worked out to the letter."""
_WORD: Final = re.compile(r"\w+")
_RUN: Final = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


class Rank(IntEnum):
    """How well something fits; less is better."""

    EXACT = 0
    WORDS = 1
    """Every word that was typed begins a word."""
    INSIDE = 2
    TEXT = 3
    """The words stand in a description, a note or a text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a record by table and id, and what is shown of it."""

    table: str
    id: int
    title: str
    also: str = ""
    """The other name by which an actor was found, the source of a quote, the publisher of a source."""
    kind: str = ""
    """The label of its kind."""
    t: str = ""
    """EDTF text."""
    sign: int = 0
    rank: Rank = Rank.INSIDE
    start: int | None = None
    """Where in the source, in code points, a passage begins that no citation covers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hits, each table's together and best first, and how many there are in all, by table."""

    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


_QUERIES: Final = {
    "actor": "SELECT x.id, x.id, x.name, '', coalesce(k.label, ''), x.t, 0, x.name FROM actor x"
    " LEFT JOIN kind k ON k.id = x.kind_id",
    "actor_name": "SELECT x.id, a.id, a.name, x.name, coalesce(k.label, ''), a.t, 0, x.name FROM actor_name x"
    " JOIN actor a ON a.id = x.actor_id LEFT JOIN kind k ON k.id = a.kind_id",
    "event": "SELECT x.id, x.id, x.title, '', coalesce(k.label, ''), x.t, coalesce(k.sign, 0), x.title FROM event x"
    " LEFT JOIN kind k ON k.id = x.kind_id",
    "link": "SELECT x.id, x.id, a.name || ' – ' || coalesce(nullif(x.label, ''), k.label, '')"
    " || CASE WHEN coalesce(k.directed, 1) THEN ' → ' ELSE ' – ' END || b.name, '', '', x.t,"
    " coalesce(x.sign, k.sign, 0), a.name || ' ' || coalesce(nullif(x.label, ''), k.label, '') || ' ' || b.name"
    " FROM link x JOIN actor a ON a.id = x.from_id JOIN actor b ON b.id = x.to_id LEFT JOIN kind k ON k.id = x.kind_id",
    "source": "SELECT x.id, x.id, x.title, x.publisher, x.kind, x.t, 0, x.title FROM source x",
    "citation": f"SELECT x.id, x.id, substr(x.quote, 1, {_LONGEST}), s.title, '', '', 0, x.quote FROM citation x"
    " JOIN source s ON s.id = x.source_id AND x.quote <> ''",
}
"""What is read of each table: row, record, title, also, kind, date, sign, and the text that is looked through."""


class _Shelf:
    """The names of one table: for each a folded key, and what is shown of it."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.cards: list[tuple[int, str, str, str, str, int]] = []
        self.places: dict[int, int] = {}
        """Where the card of each record is, under its own name."""

    def add(self, record: int, card: tuple[str, str, str, str, int], text: str) -> None:
        self.places.setdefault(record, len(self.keys))
        self.keys.append(key(text[:_LONGEST]))
        self.cards.append((record, *card))

    def hit(self, table: str, place: int, rank: Rank) -> Hit:
        record, title, also, kind, t, sign = self.cards[place]
        return Hit(table, record, title, also, kind, t, sign, rank)

    def find(self, words: list[str]) -> tuple[list[tuple[Rank, int]], int]:
        """Return the places of the best names that hold every word, best first, and how many records do in all."""
        keys = self.keys
        first, *others = words
        found = [place for place, text in enumerate(keys) if first in text]
        for word in others:
            found = [place for place in found if word in keys[place]]
        whole = f" {' '.join(words)}"
        begun = found
        for word in words:
            begun = [place for place in begun if f" {word}" in keys[place]]
        exact = {place for place in begun if keys[place] == whole}
        leading = {place for place in begun if keys[place].startswith(whole)} - exact
        ranked: list[tuple[Rank, int]] = []
        for rank, places in (
            (Rank.EXACT, exact),
            (Rank.WORDS, leading),
            (Rank.WORDS, set(begun) - exact - leading),
            (Rank.INSIDE, set(found).difference(begun)),
        ):
            if len(ranked) < 2 * MOST:  # an actor may be found by several of its names
                ranked += [(rank, place) for place in nsmallest(2 * MOST, places, key=self._length)]
        several = len(self.places) < len(keys)
        return ranked, len({self.cards[place][0] for place in found}) if several else len(found)

    def _length(self, place: int) -> tuple[int, int]:
        return len(self.keys[place]), place


class NameIndex:
    """All names of a project, held to be looked through. It is a copy: fill it again when the project changed."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {}

    def fill(self, document: Document) -> Iterator[None]:
        """Read all names anew, a slice of some milliseconds at each step; until the end the old ones answer."""
        shelves = {table: _Shelf() for table in TABLES}
        if not self._shelves:
            self._shelves = shelves
        for table, query in _QUERIES.items():
            shelf = shelves["actor" if table == "actor_name" else table]
            last = -1
            while True:
                with document.read() as connection:
                    rows = connection.execute(f"{query} WHERE x.id > ? ORDER BY x.id LIMIT {_PAGE}", (last,)).fetchall()
                for row, record, title, also, kind, t, sign, text in rows:
                    shelf.add(record, (title, also, kind, t, sign), text)
                    last = row
                yield
                if len(rows) < _PAGE:
                    break
        self._shelves = shelves

    def find(self, text: str, most: int = MOST) -> Answer:
        """Return what has all the words in its name: exact ones first, then beginnings of words, then insides."""
        words = key(text).split()
        if not words:
            return Answer()
        hits: dict[str, list[Hit]] = {}
        counts: dict[str, int] = {}
        for table, shelf in self._shelves.items():
            ranked, count = shelf.find(words)
            if not count:
                continue
            chosen: dict[int, Hit] = {}
            for rank, place in ranked:
                hit = shelf.hit(table, place, rank)
                chosen.setdefault(hit.id, hit)
            hits[table], counts[table] = list(chosen.values())[:most], count
        return Answer(_shared_out(hits, most), counts)

    def card(self, table: str, record: int, rank: Rank = Rank.TEXT) -> Hit | None:
        """Return what is shown of a record, None where the index does not know it."""
        shelf = self._shelves.get(table)
        place = None if shelf is None else shelf.places.get(record)
        return None if shelf is None or place is None else shelf.hit(table, place, rank)

    def find_in_texts(self, document: Document, text: str, known: Iterable[Hit] = (), most: int = MOST) -> list[Hit]:
        """Return what has the words in a description, a note or a source, without what is known already."""
        words = key(text).split()
        if not words:
            return []
        taken = {(hit.table, hit.id) for hit in known}
        hits: list[Hit] = []
        with document.read() as connection:
            found = search.find(connection, text)
            for each in found:
                hit = self.card(each.table, each.id)
                if hit is not None and (hit.table, hit.id) not in taken and len(hits) < most - _MOST_PASSAGES:
                    hits.append(hit)
            passages = _passages(connection, (each.id for each in found if each.table == "source_text"), words)
            hits += [hit for hit in passages if (hit.table, hit.id) not in taken]
        order = {table: place for place, table in enumerate(TABLES)}
        hits.sort(key=lambda hit: order[hit.table] if hit.start is None else len(order))
        return hits[:most]


def _shared_out(hits: dict[str, list[Hit]], most: int) -> list[Hit]:
    """Give every table a fair part of the places, and what it does not need to the others."""
    parts = dict.fromkeys(hits, 0)
    left = most
    while left > 0 and (open_ones := [table for table in hits if parts[table] < len(hits[table])]):
        for table in open_ones:
            if left > 0:
                parts[table] += 1
                left -= 1
    return [hit for table in hits for hit in hits[table][: parts[table]]]


def key(text: str) -> str:
    """Return a text as it is looked through: folded, its words set apart by one blank, and one before the first."""
    words = _WORD.findall(search.fold(text))
    return f" {' '.join(words)}" if words else ""


def matches(text: str, asked: str) -> list[tuple[int, int]]:
    """Return the stretches of a text, in code points, that match words as typed; none of them touch."""
    words = key(asked).split()
    folded, places = _lettered(text[:_LONGEST])
    marked: set[int] = set()
    for word in words:
        at = _beginning(folded, word)
        if at >= 0:
            marked.update(places[at : at + len(word)])
    stretches: list[tuple[int, int]] = []
    for place in sorted(marked):
        if stretches and stretches[-1][1] == place:
            stretches[-1] = (stretches[-1][0], place + 1)
        else:
            stretches.append((place, place + 1))
    return stretches


def _lettered(text: str) -> tuple[str, list[int]]:
    """Return a text folded letter by letter, and for each letter of that where it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = search.fold(letter)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


def _beginning(folded: str, word: str) -> int:
    """Return where a word stands in a folded text: at the beginning of a word, else anywhere, else -1."""
    begins = re.search(rf"(?<!\w){re.escape(word)}", folded)
    return begins.start() if begins else folded.find(word)


def _passages(connection: sqlite3.Connection, texts: Iterable[int], words: list[str]) -> list[Hit]:
    """Return passages of sources that hold the words, a few of each source."""
    hits: list[Hit] = []
    for text_id in texts:
        folded = connection.execute("SELECT text FROM search WHERE rowid = ?", (text_id,)).fetchone()[0]
        source, title, t, text = connection.execute(
            "SELECT s.id, s.title, s.t, x.text FROM source_text x JOIN source s ON s.id = x.source_id WHERE x.id = ?",
            (text_id,),
        ).fetchone()
        for start, snippet in _snippets(folded, text, words):
            # where a citation covers the place, it is what leads there
            cited = connection.execute(
                'SELECT id FROM citation WHERE source_id = ? AND "start" <= ? AND "end" > ? ORDER BY "end" LIMIT 1',
                (source, start, start),
            ).fetchone()
            table, record = ("source", source) if cited is None else ("citation", cited[0])
            hits.append(Hit(table, record, snippet, title, "", t, 0, Rank.TEXT, start))
            if len(hits) == _MOST_PASSAGES:
                return hits
    return hits


def _snippets(folded: str, text: str, words: list[str]) -> Iterator[tuple[int, str]]:
    """Yield place and surroundings of the words in the first paragraphs that hold them all, else in one with some."""
    # folding keeps line ends, so that a paragraph is found by its number
    paragraphs = folded.split("\n")
    holding = [number for number, paragraph in enumerate(paragraphs) if all(word in paragraph for word in words)]
    holding = holding or [number for number, paragraph in enumerate(paragraphs) if words[0] in paragraph][:1]
    originals = text.split("\n")
    for number in holding[:_MOST_OF_A_SOURCE]:
        original = originals[number]
        at = _unfolded(original, _beginning(paragraphs[number], words[0]))
        start = max(0, at - _LEAD)
        if start:
            start = original.find(" ", start, at) + 1 or start
        end = start + _SNIPPET
        snippet = f"{'…' if start else ''}{original[start:end].strip()}{'…' if end < len(original) else ''}"
        yield sum(len(line) + 1 for line in originals[:number]) + at, snippet


def _unfolded(text: str, place: int) -> int:
    """Return the place in a text of a place in what it was folded to."""
    folded = 0
    for run in _RUN.finditer(text[:_LONGEST_WALK]):
        length = len(search.fold(run[0]))
        if folded + length > place:
            if run[0].isascii():
                return run.start() + place - folded
            inside = _lettered(run[0])[1]
            return run.start() + (inside[place - folded] if place - folded < len(inside) else 0)
        folded += length
    return 0


@dataclass(frozen=True, slots=True)
class UsedKind:
    """A kind that facts have, with how many; `key` begins with what it is for and goes on with the kinds above."""

    key: str
    label: str
    count: int


def used_kinds(document: Document) -> list[UsedKind]:
    """Return the kinds of actors, events and links that are in use, and those above them with a count of their own.

    Actors stand under the few kinds that charts tell apart.
    """
    with document.read() as connection:
        kinds = {
            row: (name, label, parent)
            for row, name, label, parent in connection.execute("SELECT id, key, label, parent_id FROM kind")
        }
        used: dict[int, int] = {}
        for table in ("actor", "event", "link"):
            for kind, count in connection.execute(
                f"SELECT kind_id, count(*) FROM {table} WHERE kind_id IS NOT NULL GROUP BY kind_id"
            ):
                base = _base(kinds, kind) if table == "actor" else kind
                used[base] = used.get(base, 0) + count
        order = [row for (row,) in connection.execute("SELECT id FROM kind ORDER BY scope, ordinal, id")]
    labels = {name: label for name, label, _ in kinds.values()}
    counts = {kinds[row][0]: used[row] for row in order if row in used}
    for name in list(counts):
        above = name.rpartition(".")[0]
        if above in labels:
            counts.setdefault(above, 0)
    place = {kinds[row][0]: number for number, row in enumerate(order)}
    return [UsedKind(name, labels[name], counts[name]) for name in sorted(counts, key=lambda name: place[name])]


def _base(kinds: dict[int, tuple[str, str, int | None]], kind: int) -> int:
    """Return the kind of actor that charts know it by: the first of its own and those above that is a base kind."""
    at: int | None = kind
    ids = {name: row for row, (name, _, _) in kinds.items()}
    for _ in kinds:  # no longer way up than there are kinds, even in a circle
        if at is None:
            break
        name, _, above = kinds[at]
        base = ".".join(name.split(".")[:2])
        if base in BASE_KINDS:
            return ids[base]
        at = above
    return ids["actor.other"]
