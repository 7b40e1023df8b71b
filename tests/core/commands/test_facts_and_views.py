"""Actors, events, links, views, tags and the project: what a command does beyond storing what is given."""

from pathlib import Path

import pytest
from tests.core.commands.project import Ids, count, opened, row, state

from geoeditor.core.commands import actors, events, links, project, tags, views
from geoeditor.core.commands.project import attach
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import ActorId, EventId


def test_a_name_has_a_key_under_which_it_is_found_whatever_its_case_and_accents(document: Document, ids: Ids) -> None:
    assert row(document, "actor_name", ids.name)["key"] == "lukasenka"
    actors.change_name(document, ids.name, name="  STRAßE  in Ærø ")
    stored = row(document, "actor_name", ids.name)
    assert (stored["name"], stored["key"]) == ("STRAßE in Ærø", "strasse in aero")


def test_two_actors_may_bear_one_name(document: Document, ids: Ids) -> None:
    first, second = actors.add_actor(document, name="Ivan"), actors.add_actor(document, name="Ivan")
    assert first != second
    actors.add_name(document, first, name="Łukašenka")
    assert count(document, "actor_name") == 2


def test_participants_come_one_after_the_other(document: Document, ids: Ids) -> None:
    event = events.add_event(document, title="Talks")
    made = [events.connect_actor(document, event, actor) for actor in (ids.place, ids.actor, ids.other)]
    stored = [row(document, "participation", participation) for participation in made]
    assert [found["ordinal"] for found in stored] == [0, 1, 2]
    assert {row(document, "kind", found["role_id"])["key"] for found in stored} == {"role.participant"}


def test_one_actor_may_take_part_in_several_roles(document: Document, ids: Ids) -> None:
    events.connect_actor(document, ids.event, ids.actor, role="role.host")
    assert count(document, "participation") == 2


def test_a_participant_after_the_last_place_there_is_says_so(document: Document, ids: Ids) -> None:
    events.change_participation(document, ids.participation, ordinal=2**31)
    with pytest.raises(UserError, match="The ordinal must lie between"):
        events.connect_actor(document, ids.event, ids.other)


def test_several_links_may_run_between_two_actors(document: Document, ids: Ids) -> None:
    links.link_actors(document, ids.actor, ids.other, kind="link.allied_with", t="1994-07-20/..")
    assert count(document, "link") == 2


def test_the_ends_of_a_link_can_be_swapped(document: Document, ids: Ids) -> None:
    links.reconnect_link(document, ids.link, ids.other, ids.actor)
    stored = row(document, "link", ids.link)
    assert (stored["from_id"], stored["to_id"]) == (ids.other, ids.actor)


@pytest.mark.parametrize("end", ["from", "to"])
def test_a_link_needs_actors_that_are_there(document: Document, ids: Ids, end: str) -> None:
    ends = (ActorId(4711), ids.actor) if end == "from" else (ids.actor, ActorId(4711))
    with pytest.raises(UserError, match="That actor is no longer in the project"):
        links.link_actors(document, *ends)


def test_events_may_be_related_both_ways_and_in_several_kinds(document: Document, ids: Ids) -> None:
    events.relate_events(document, ids.later, ids.event, kind="relation.announces")
    events.relate_events(document, ids.event, ids.later, kind="relation.before")
    assert count(document, "relation") == 3


def test_tagging_what_bears_the_tag_gives_the_same_answer_and_no_step(document: Document, ids: Ids) -> None:
    before = state(document)
    assert tags.tag(document, ids.tag, "event", ids.event) == ids.tagging
    assert state(document) == before


def test_what_is_placed_again_moves(document: Document, ids: Ids) -> None:
    assert views.place(document, ids.view, "actor", ids.actor, x=7, y=8, pinned=False) == ids.placement
    stored = row(document, "placement", ids.placement)
    assert (stored["x"], stored["y"], stored["pinned"]) == (7.0, 8.0, 0)


def test_a_lane_is_found_again_however_its_spaces_are_typed(document: Document, ids: Ids) -> None:
    placed = views.place(document, ids.view, "lane", " Minsk  region ", x=0, y=0)
    assert views.place(document, ids.view, "lane", "Minsk region", x=0, y=5) == placed
    assert row(document, "placement", placed)["lane"] == "Minsk region"


def test_each_view_has_places_of_its_own(document: Document, ids: Ids) -> None:
    view = views.add_view(document, name="Second", kind="graph")
    assert views.place(document, view, "actor", ids.actor, x=0, y=0) != ids.placement
    assert row(document, "placement", ids.placement)["x"] == 1.5


def test_an_event_and_an_actor_of_one_view_are_told_apart(document: Document, ids: Ids) -> None:
    with pytest.raises(UserError, match="That event is no longer in the project"):
        views.place(document, ids.view, "event", EventId(ids.actor), x=0, y=0)


def test_the_same_bytes_are_kept_once(document: Document, ids: Ids) -> None:
    before = state(document)
    assert attach(document, b"a picture", "image/png", name="other.png") == ids.attachment
    assert state(document) == before


def test_the_bytes_of_an_attachment_read_back_equal(document: Document) -> None:
    data = bytes(range(256)) * 3
    attachment = attach(document, data, "application/octet-stream")
    with document.read() as connection:
        found = connection.execute("SELECT data FROM attachment_data WHERE attachment_id = ?", (attachment,)).fetchone()
    assert found == (data,)


def test_the_project_may_lose_its_title(tmp_path: Path) -> None:
    with opened(tmp_path / "project.geoeditor") as document:
        project.change_project(document, title="")
        with document.read() as connection:
            assert connection.execute("SELECT title FROM project").fetchall() == [("",)]
        document.undo()
        with document.read() as connection:
            assert connection.execute("SELECT title FROM project").fetchall() == [("A project",)]
