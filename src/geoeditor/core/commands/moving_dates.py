"""Date words that count from something: when a source's day of publication or an event's date changes, they follow.

Only commands use this, inside their own edit, so that all that moves is part of their step: `records.change` and what
else writes a date calls it. A date typed by hand has no words and is never touched. Imports `when` and no command.
"""

from collections import deque
from collections.abc import Sequence
from typing import Final, NamedTuple

from geoeditor import when
from geoeditor.core.edit import Edit
from geoeditor.core.queries.dating import habits_of
from geoeditor.when.habits import Habits

ANCHORS: Final = frozenset(("source", "event"))
"""Tables whose records date words can count from."""
_MANY: Final = 50


class Moved(NamedTuple):
    """An event or link whose date words come to another date now."""

    fact: str
    id: int
    words: str
    old: str
    new: str


class _Words(NamedTuple):
    fact: str
    id: int
    words: str
    rule: str
    t: str


_COUNTING: Final = (
    "SELECT CASE WHEN d.event_id IS NULL THEN 'link' ELSE 'event' END, coalesce(d.event_id, d.link_id), d.words,"
    " d.rule, coalesce(e.t, l.t) FROM dating d LEFT JOIN event e ON e.id = d.event_id"
    " LEFT JOIN link l ON l.id = d.link_id WHERE "
)


def dates_before(edit: Edit, table: str, ids: Sequence[int]) -> dict[int, str]:
    """Return the dates of those of the records that date words count from, to see afterwards which have changed."""
    if table not in ANCHORS:
        return {}
    column = f"anchor_{table}_id"
    if len(ids) > _MANY:
        counted = edit.execute(f"SELECT DISTINCT {column} FROM dating WHERE {column} IS NOT NULL").fetchall()
        return {row: _date(edit, table, row) for row in {row for (row,) in counted} & set(ids)}
    counting = f"SELECT 1 FROM dating WHERE {column} = ? LIMIT 1"
    return {row: _date(edit, table, row) for row in ids if edit.execute(counting, (row,)).fetchone() is not None}


def _date(edit: Edit, table: str, row: int) -> str:
    found = edit.execute(f"SELECT t FROM {table} WHERE id = ?", (row,)).fetchone()
    return "" if found is None else str(found[0])


def move_dates(edit: Edit, table: str, before: dict[int, str]) -> list[Moved]:
    """Date anew what counts from records whose date is no longer what it was before, and what counts from that."""
    changed = [(table, row) for row, old in before.items() if _date(edit, table, row) != old]
    return _follow(edit, changed, _habits(edit)) if changed else []


def _habits(edit: Edit) -> Habits:
    return habits_of(edit.execute("SELECT date_order, vague_days FROM project").fetchone())


def _follow(edit: Edit, anchors: Sequence[tuple[str, int]], habits: Habits) -> list[Moved]:
    moved: list[Moved] = []
    waiting = deque(anchors)
    seen = set(anchors)  # nothing counts from itself, but a file may have been written by somebody else
    while waiting:
        table, row = waiting.popleft()
        for words, t in _dated_anew(edit, table, row, habits):
            _write(edit, words, t)
            moved.append(Moved(words.fact, words.id, words.words, words.t, t))
            if words.fact == "event" and ("event", words.id) not in seen:
                seen.add(("event", words.id))
                waiting.append(("event", words.id))
    return moved


def _dated_anew(edit: Edit, table: str, row: int, habits: Habits) -> list[tuple[_Words, str]]:
    """Return the words that count from a record and come to another date than is stored, with that date."""
    counting = [
        _Words._make(found) for found in edit.execute(f"{_COUNTING} d.anchor_{table}_id = ?", (row,)).fetchall()
    ]
    if not counting:
        return []
    resolver = _Resolver(edit, table, row, habits)
    dated = [(words, resolver.date_of(words)) for words in counting]
    return [(words, t) for words, t in dated if t is not None and t != words.t]


class _Resolver:
    """Says what words come to that count from one record."""

    def __init__(self, edit: Edit, table: str, row: int, habits: Habits) -> None:
        self._edit, self._table, self._row, self._habits = edit, table, row, habits
        from geoeditor.when.phrases import Rereading, counted_from  # a hundred patterns, for the few who need them

        self._t = _date(edit, table, row)
        self._counted_from = counted_from
        self._rereading = Rereading(self._t, _text(edit, row), habits) if table == "source" else None

    def date_of(self, words: _Words) -> str | None:
        """Return the date that words come to; None where they are not understood, and keep the one they have."""
        if self._rereading is None:
            return self._counted_from(words.words, words.rule, self._t, self._habits)
        return self._rereading.date_of(words.words, words.rule, self._places(words))

    def _places(self, words: _Words) -> list[tuple[int, int]]:
        """Return the passages of the source that bear on the fact."""
        return self._edit.execute(
            f'SELECT "start", "end" FROM citation WHERE source_id = ? AND {words.fact}_id = ?'
            ' AND "start" IS NOT NULL ORDER BY id',
            (self._row, words.id),
        ).fetchall()


def _text(edit: Edit, source_id: int) -> str:
    found = edit.execute("SELECT text FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
    return "" if found is None else str(found[0])


def _write(edit: Edit, words: _Words, t: str) -> None:
    bounds = when.bounds(t)
    edit.execute(f"UPDATE {words.fact} SET t = ?, t_lo = ?, t_hi = ?, t_prec = ? WHERE id = ?", (t, *bounds, words.id))


def date_of_words(edit: Edit, fact: str, fact_id: int, anchor: tuple[str, int]) -> str | None:
    """Return what the date words of a fact come to when they count from this record; None: not understood."""
    found = edit.execute(f"{_COUNTING} d.{fact}_id = ?", (fact_id,)).fetchone()
    return None if found is None else _Resolver(edit, *anchor, _habits(edit)).date_of(_Words._make(found))


def move_vague(edit: Edit, old: Habits) -> list[Moved]:
    """Date anew the words that the project's habits give another date to now, and what counts from that."""
    new = _habits(edit)
    moved: list[Moved] = []
    if new == old:
        return moved
    anchors: list[tuple[str, int]] = edit.execute(
        "SELECT DISTINCT 'source', anchor_source_id FROM dating WHERE anchor_source_id IS NOT NULL UNION ALL"
        " SELECT DISTINCT 'event', anchor_event_id FROM dating WHERE anchor_event_id IS NOT NULL"
    ).fetchall()
    for anchor in anchors:
        before = _Resolver(edit, *anchor, old)
        after = _Resolver(edit, *anchor, new)
        for row in edit.execute(f"{_COUNTING} d.anchor_{anchor[0]}_id = ?", (anchor[1],)).fetchall():
            words = _Words._make(row)
            t = after.date_of(words)
            if t is not None and t != words.t and t != before.date_of(words):
                _write(edit, words, t)
                moved.append(Moved(words.fact, words.id, words.words, words.t, t))
                if words.fact == "event":
                    moved += _follow(edit, [("event", words.id)], new)
    return moved
