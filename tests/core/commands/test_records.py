"""What is given of a record is what is stored of it, by every command that adds or changes one."""

import json
from typing import Any, Final

import pytest
from tests.core.commands.deeds import NAMES, deeds
from tests.core.commands.project import Ids, count, row

from geoeditor.core.commands import actors, events
from geoeditor.core.document import Document
from geoeditor.core.schema import tables

TABLES: Final = {
    "actor": "actor",
    "name": "actor_name",
    "event": "event",
    "participation": "participation",
    "relation": "relation",
    "link": "link",
    "source": "source",
    "citation": "citation",
    "kind": "kind",
    "field": "field",
    "tag": "tag",
    "view": "view",
    "annotation": "annotation",
    "attachment": "attachment",
    "connect_actor": "participation",
    "relate_events": "relation",
    "link_actors": "link",
    "cite": "citation",
    "decide": "decision",
    "annotate": "annotation",
    "attach": "attachment",
    "place": "placement",
    "place again": "placement",
}
"""The table a command writes to, by its name or by what follows `add_` or `change_`."""


def _table(name: str) -> str | None:
    return None if name == "tag" else TABLES.get(name.removeprefix("add_").removeprefix("change_"))


def _key(document: Document, kind_id: int) -> str:
    found: str = row(document, "kind", kind_id)["key"]
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if _table(name)])
def test_the_fields_given_are_the_fields_stored(document: Document, ids: Ids, name: str) -> None:
    deed, table = deeds(ids)[name], str(_table(name))
    made = deed.do(document)
    stored = row(document, table, made if isinstance(made, int) else deed.args[0])
    for field, given in deed.values.items():
        column = field if field in stored else f"{field}_id"
        value: Any = stored[column]
        if isinstance(given, dict):
            value = json.loads(value)
        elif tables()[table].references.get(column) == "kind" and isinstance(given, str):
            value = _key(document, value)
        assert value == given, field


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("change_") and _table(name)])
def test_a_change_leaves_the_other_fields_as_they_are(document: Document, ids: Ids, name: str) -> None:
    deed, table = deeds(ids)[name], str(_table(name))
    before = row(document, table, deed.args[0])
    field, given = next(iter(deed.values.items()))
    deed.command(document, *deed.args, **{field: given})
    after = row(document, table, deed.args[0])
    assert {column for column in before if before[column] != after[column]} <= {field, f"{field}_id", "key"}
    assert before != after


def test_a_record_of_nothing_but_its_name_has_no_date_kind_or_score(document: Document) -> None:
    event = row(document, "event", events.add_event(document, title="Something"))
    assert (event["kind_id"], event["t"], event["t_lo"], event["t_hi"], event["score"]) == (None, "", None, None, None)
    assert (event["status"], event["likelihood"], event["extra"]) == ("occurred", None, "{}")
    actor = row(document, "actor", actors.add_actor(document, name="Somebody"))
    assert (actor["kind_id"], actor["named"], actor["lat"], actor["portrait_id"]) == (None, 1, None, None)


def test_a_kind_is_taken_away_by_an_empty_key(document: Document, ids: Ids) -> None:
    actors.change_actor(document, ids.actor, kind="")
    assert row(document, "actor", ids.actor)["kind_id"] is None


def test_ids_grow_in_the_order_in_which_records_are_made(document: Document) -> None:
    made = [actors.add_actor(document, name=f"Actor {number}") for number in range(20)]
    assert made == sorted(set(made))


def test_a_change_of_nothing_but_the_case_of_a_letter_is_a_change(document: Document, ids: Ids) -> None:
    actors.change_actor(document, ids.actor, name="alexander lukashenko")
    assert row(document, "actor", ids.actor)["name"] == "alexander lukashenko"
    document.undo()
    assert row(document, "actor", ids.actor)["name"] == "Alexander Lukashenko"


def test_removing_several_is_one_step_and_says_how_many(document: Document) -> None:
    made = [events.add_event(document, title=f"Event {number}") for number in range(3)]
    before = count(document, "event")
    events.remove_events(document, *made)
    assert count(document, "event") == before - 3
    assert document.history()[0].label == "Remove 3 events"
    document.undo()
    assert count(document, "event") == before
