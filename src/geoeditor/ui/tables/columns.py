"""What the tables show: their columns, how a value reads, sorts and is edited. Plain values, no widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from geoeditor import when
from geoeditor.core.errors import BugError
from geoeditor.core.queries.rows import LINES
from geoeditor.translation import tr
from geoeditor.ui.fields import (
    Choice,
    credibility_choices,
    reliability_choices,
    stance_choices,
    status_choices,
    status_label,
)

Editor: TypeAlias = Literal["", "text", "names", "date", "kind", "actor", "word"]
"""How a cell is edited: '' not at all, `names` several texts, `word` one of a few words."""
Sort: TypeAlias = Literal["text", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `at` is the place of its value in a line, `given_at` of what its editor begins with."""

    key: str
    title: str
    at: int
    width: int
    """In characters."""
    sort: Sort = "text"
    field: str = ""
    editor: Editor = ""
    given_at: int = -1
    words: Callable[[object], str] | None = None
    """Puts a value in words; None for text that is shown as it is."""
    choices: Callable[[], list[Choice]] | None = None
    """What a `word` can be."""
    tip: str = ""
    is_free: bool = False
    """Words that are none of the choices are taken too."""

    def text(self, line: Sequence[object]) -> str:
        """Return what the cell shows."""
        value = line[self.at]
        return str(value) if self.words is None else self.words(value)

    def value(self, line: Sequence[object]) -> object:
        """Return what the cell holds, as it is stored."""
        return line[self.given_at if self.given_at >= 0 else self.at]

    def given(self, line: Sequence[object]) -> str:
        """Return what the cell holds: what an editor begins with, and what goes to a spreadsheet."""
        value = self.value(line)
        return "" if value is None else str(value)


@lru_cache(maxsize=50_000)
def date_words(t: object) -> str:
    """Return a date as a person reads it, '' for none."""
    text = str(t)
    try:
        return when.describe(text)
    except when.WhenError:
        return text


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else ""


def _status(value: object) -> str:
    return status_label(str(value))


def _stance(value: object) -> str:
    return next((choice.label for choice in stance_choices() if choice.value == value), str(value))


def _grade(value: object) -> str:
    return "" if value is None else str(value)


class _Places:
    """Finds the places of values in the lines of a table."""

    def __init__(self, table: str) -> None:
        self._fields: Final = LINES[table][0]._fields

    def __call__(self, name: str) -> int:
        return self._fields.index(name)


def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table in their first order.

    Raises: BugError for a table that has none.
    """
    makers = {"actor": _actor, "event": _event, "link": _link, "source": _source, "citation": _citation}
    if table not in makers:
        raise BugError(f"{table} has no columns")
    return makers[table](_Places(table))


def _date(at: _Places, key: str, title: str) -> Column:
    return Column(key, title, at("t"), 16, "date", "t", "date", words=date_words)


def _passages(at: _Places) -> Column:
    tip = tr("How many passages of sources bear on it")
    return Column("passages", tr("Passages"), at("passages"), 9, "number", words=_number, tip=tip)


def _says(at: _Places) -> Column:
    tip = tr("On whose word it rests: the last speaker of each passage, or the source itself")
    return Column("says", tr("Says"), at("says"), 20, tip=tip)


def _actor(at: _Places) -> tuple[Column, ...]:
    names = tr("Other names, set apart by semicolons")
    return (
        Column("name", tr("Name"), at("name"), 24, "text", "name", "text"),
        Column("kind", tr("Kind"), at("kind_label"), 14, "text", "kind", "kind", at("kind")),
        Column("names", tr("Also called"), at("names"), 20, "text", "names", "names", tip=names),
        Column("country", tr("Country"), at("country"), 10, "text", "country", "text"),
        _date(at, "date", tr("Date")),
        Column("description", tr("Description"), at("description"), 30, "text", "description", "text"),
        Column("events", tr("Events"), at("events"), 8, "number", words=_number),
        Column("links", tr("Links"), at("links"), 8, "number", words=_number),
        _passages(at),
    )


def _event(at: _Places) -> tuple[Column, ...]:
    return (
        _date(at, "date", tr("Date")),
        Column("title", tr("Title"), at("title"), 34, "text", "title", "text"),
        Column("kind", tr("Kind"), at("kind_label"), 18, "text", "kind", "kind", at("kind")),
        Column(
            "status", tr("Status"), at("status"), 12, "text", "status", "word", words=_status, choices=status_choices
        ),
        Column("participants", tr("Participants"), at("participants"), 30),
        _passages(at),
        _says(at),
    )


def _link(at: _Places) -> tuple[Column, ...]:
    kind = tr("A kind, or words of your own")
    return (
        Column("from", tr("From"), at("from_name"), 20, "text", "from", "actor", at("from_id")),
        Column("kind", tr("Kind"), at("label"), 16, "text", "kind", "kind", at("kind"), tip=kind, is_free=True),
        Column("to", tr("To"), at("to_name"), 20, "text", "to", "actor", at("to_id")),
        _date(at, "date", tr("Date")),
        Column(
            "status", tr("Status"), at("status"), 12, "text", "status", "word", words=_status, choices=status_choices
        ),
        _passages(at),
        _says(at),
    )


def _source(at: _Places) -> tuple[Column, ...]:
    tip = tr("How far the source can be trusted: A completely, E not at all, F can't be judged")
    return (
        Column("title", tr("Title"), at("title"), 34, "text", "title", "text"),
        _date(at, "published", tr("Published")),
        Column("publisher", tr("Publisher"), at("publisher"), 18, "text", "publisher", "text"),
        Column("kind", tr("Kind"), at("kind"), 12, "text", "kind", "text"),
        Column(
            *("reliability", tr("Reliability"), at("reliability"), 10, "text", "reliability", "word"),
            choices=reliability_choices,
            tip=tip,
        ),
        Column("characters", tr("Characters"), at("characters"), 10, "number", words=_number),
        Column("facts", tr("Facts"), at("facts"), 8, "number", words=_number),
    )


def _citation(at: _Places) -> tuple[Column, ...]:
    tip = tr("How likely it is true: 1 confirmed by others, 5 improbable, 6 can't be judged")
    return (
        Column("quote", tr("Quote"), at("quote"), 40),
        Column("fact", tr("Fact"), at("fact"), 28),
        Column("source", tr("Source"), at("source"), 24),
        Column("speakers", tr("Speakers"), at("speakers"), 18),
        Column(
            *("stance", tr("Stance"), at("stance"), 12, "text", "stance", "word"),
            words=_stance,
            choices=stance_choices,
        ),
        Column(
            *("credibility", tr("Credibility"), at("credibility"), 10, "number", "credibility", "word"),
            words=_grade,
            choices=credibility_choices,
            tip=tip,
        ),
    )
