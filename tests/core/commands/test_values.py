"""What a command accepts reads back equal, and what it refuses is a UserError: for values of any sort."""

import json
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.commands.deeds import NAMES, deeds
from tests.core.commands.project import Ids, done, row, state
from tests.core.commands.sentences import faults

from geoeditor import when
from geoeditor.core.commands import actors, citations, events, links, project, sources, views
from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.values import is_blank, name_key
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

TEXTS: Final = st.text(st.characters(), max_size=40)
"""Text of any script, with controls, halves of surrogate pairs and characters that nobody has assigned."""
SCALARS: Final = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS)
ANYTHING: Final = st.recursive(
    st.one_of(SCALARS, st.binary(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.one_of(TEXTS, SCALARS), inner, max_size=4),
    ),
    max_leaves=12,
)
DATES: Final = st.text("0123456789-/.?~%XYSE[]{},T:+ ", max_size=24)


def _refusal(problem: UserError) -> None:
    sentence = str(problem)
    assert faults(sentence) == [], sentence


@given(text=TEXTS)
@example(text="e\u0301 and é, ﬁ and fi, Å and Å")
@example(text="\u202eright to left\u202c \u200bjoined\u200d")
def test_free_text_reads_back_to_the_letter(filled: tuple[Document, Ids], text: str) -> None:
    document, ids = filled
    try:
        events.change_event(document, ids.event, description=text)
    except UserError as problem:
        assert "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
        _refusal(problem)
    else:
        assert row(document, "event", ids.event)["description"] == text


@given(text=TEXTS)
@example(text="  two\n words\u3000here ")
@example(text="\u3164")
def test_a_name_reads_back_with_single_spaces(filled: tuple[Document, Ids], text: str) -> None:
    document, ids = filled
    try:
        actors.change_name(document, ids.name, name=text)
    except UserError as problem:
        assert is_blank(text) or "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
        _refusal(problem)
    else:
        stored = row(document, "actor_name", ids.name)
        assert stored["name"] == " ".join(text.split())
        assert stored["key"] == name_key(text)
        assert not is_blank(text)


@given(text=TEXTS.filter(bool))
def test_a_source_text_reads_back_to_the_letter(filled: tuple[Document, Ids], text: str) -> None:
    document, _ = filled
    try:
        source = sources.add_source(document, text, title="A text")
    except UserError as problem:
        _refusal(problem)
        return
    with document.read() as connection:
        stored = connection.execute("SELECT text FROM source_text WHERE source_id = ?", (source,)).fetchone()
    assert stored == (text,)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), data=st.data())
def test_a_passage_is_the_stretch_of_the_text_with_what_stands_around_it(
    filled: tuple[Document, Ids], text: str, data: st.DataObject
) -> None:
    document, ids = filled
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = sources.add_source(document, text, title="A text")
    stored = row(document, "citation", citations.cite(document, source, "actor", ids.actor, (start, end)))
    assert stored["quote"] == text[start:end]
    assert text[:start].endswith(stored["prefix"])
    assert text[end:].startswith(stored["suffix"])
    assert len(stored["prefix"]) == min(start, 32)
    assert len(stored["suffix"]) == min(len(text) - end, 32)
    assert (stored["start"], stored["end"], stored["anchor"]) == (start, end, "exact")


def _plain(value: object) -> object:
    """Return a value as JSON gives it back, each leaf with its type, so that 1, 1.0 and True differ."""
    if isinstance(value, dict):
        return [(key, _plain(inner)) for key, inner in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return type(value).__name__, repr(value)


@given(value=st.dictionaries(TEXTS, ANYTHING, max_size=5))
@example(value={"n": 1})
@example(value={"n": True})
@example(value={"n": 1.0, "m": 0})
@example(value={"m": 0, "n": 1.0})
@example(value={"n": 2**63 - 1, "m": 5e-324, "k": -0.0})
def test_json_reads_back_equal_in_types_and_order(filled: tuple[Document, Ids], value: dict[str, Any]) -> None:
    document, ids = filled
    try:
        actors.change_actor(document, ids.actor, extra=value)
    except UserError as problem:
        _refusal(problem)
    else:
        assert _plain(json.loads(row(document, "actor", ids.actor)["extra"])) == _plain(value)


NUMBERS: Final[tuple[tuple[Callable[..., object], str, str], ...]] = (
    (links.change_link, "link", "strength"),
    (links.change_link, "link", "likelihood"),
    (links.change_link, "link", "sign"),
    (events.change_event, "event", "score"),
    (actors.change_actor, "actor", "lat"),
    (views.change_annotation, "annotation", "x"),
    (project.change_project, "project", "copy_of"),
)


@settings(max_examples=2 * settings().max_examples)
@given(
    place=st.sampled_from(NUMBERS),
    value=st.one_of(st.none(), st.integers(-200, 200), st.integers(), st.floats(-1, 1), st.floats(), st.booleans()),
)
def test_numbers_read_back_equal(
    filled: tuple[Document, Ids], place: tuple[Callable[..., object], str, str], value: float | None
) -> None:
    document, ids = filled
    command, table, field = place
    row_id = _only_row(document, table) if table == "project" else getattr(ids, table)
    try:
        command(document, *(() if table == "project" else (row_id,)), **{field: value})
    except UserError as problem:
        _refusal(problem)
    else:
        stored = row(document, table, row_id)[field]
        assert stored == value
        assert not isinstance(value, bool)
        assert (stored is None) == (value is None)


def _only_row(document: Document, table: str) -> int:
    with document.read() as connection:
        found: int = connection.execute(f"SELECT id FROM {table}").fetchone()[0]
    return found


@given(text=st.one_of(DATES, st.text(st.characters(exclude_characters="“”"), max_size=40)))
@example(text="../2025")
@example(text="[1667,1668,1670..1672]")
@example(text="Y-17E7")
@example(text="")
def test_the_bounds_of_a_date_are_what_the_date_says(filled: tuple[Document, Ids], text: str) -> None:
    document, ids = filled
    try:
        events.change_event(document, ids.event, t=text)
    except UserError as problem:
        _refusal(problem)
        return
    stored = row(document, "event", ids.event)
    assert (stored["t_lo"], stored["t_hi"], stored["t_prec"]) == when.bounds(text)
    assert stored["t"] == text
    assert (stored["t_lo"] is None) == (text == "")
    assert text == "" or stored["t_lo"] < stored["t_hi"]


@pytest.mark.parametrize("table", [table for table, record in RECORDS.items() if "t" in record.fields])
def test_every_date_column_has_its_bounds(document: Document, ids: Ids, table: str) -> None:
    command: Any = {
        "actor": actors.change_actor,
        "actor_name": actors.change_name,
        "event": events.change_event,
        "link": links.change_link,
        "source": sources.change_source,
    }[table]
    row_id = ids.name if table == "actor_name" else getattr(ids, table)
    for text in ("2025-08~/2025-10", "1994-07-20/..", "/2025~", "[2025-08-01,2025-08-05]", "201X", "2025-21", ""):
        command(document, row_id, t=text)
        stored = row(document, table, row_id)
        assert (stored["t"], stored["t_lo"], stored["t_hi"], stored["t_prec"]) == (text, *when.bounds(text))


@settings(max_examples=2 * settings().max_examples)
@given(name=st.sampled_from([name for name in NAMES if name.startswith(("add_", "change_", "link_"))]), data=st.data())
def test_a_command_accepts_a_value_or_refuses_it_and_never_fails(
    filled: tuple[Document, Ids], name: str, data: st.DataObject
) -> None:
    document, ids = filled
    deed = deeds(ids)[name]
    field = data.draw(st.sampled_from(sorted(deed.values)))
    value = data.draw(st.one_of(ANYTHING, st.sampled_from(list(deed.values.values()))))
    steps = len(done(document))
    try:
        deed.command(document, *deed.args, **{**deed.values, field: value})
    except UserError as problem:
        _refusal(problem)
        assert len(done(document)) == steps
    while len(done(document)) > steps:
        document.undo()
    with document.read() as connection:
        assert connection.execute("PRAGMA query_only").fetchone() == (1,)


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        ("\u200b\u200c\u200d\u2060\ufeff", True),
        ("\u3164\u115f\u1160\uffa0", True),
        ("\u2800", True),
        ("\ufe0f", True),
        ("\u00ad", True),
        ("\U000e0041", True),
        ("\u061c\u200e\u202e", True),
        ("\u200bA", False),
        ("·", False),
        ("𐤀", False),
        ("👩\u200d🚀", False),
        ("\u0301", False),
    ],
)
def test_a_name_is_blank_where_nothing_of_it_can_be_seen(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_a_refused_value_leaves_no_step_behind(filled: tuple[Document, Ids]) -> None:
    document, ids = filled
    before = state(document)
    with pytest.raises(UserError):
        actors.change_actor(document, ids.actor, description="fine", lat=float("nan"))
    assert state(document) == before
