"""Each reason for a refusal: a UserError that says it in one sentence and leaves everything as it was."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import Final

import pytest
from tests.core.commands.project import TEXT, Ids, row, state
from tests.core.commands.sentences import refused

from geoeditor.core.commands import actors, citations, dating, events, links, project, sources, tags, views, vocabulary
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.identifiers import ActorId, AttachmentId, KindId


def _missing(command: Callable[..., object], *args: object) -> Callable[[Document, Ids], object]:
    return lambda document, _ids: command(document, *args)


REFUSALS: Final[dict[str, tuple[Callable[[Document, Ids], object], str]]] = {
    "an actor without a name": (_missing(actors.add_actor), "The name is missing"),
    "an event without a title": (_missing(events.add_event), "The title is missing"),
    "a source without a title": (_missing(sources.add_source), "The title is missing"),
    "a relation without a kind": (
        lambda d, i: events.relate_events(d, i.later, i.event),
        "The kind is missing",
    ),
    "a month that is none": (
        lambda d, i: events.change_event(d, i.event, t="2025-13"),
        "There is no month 13",
    ),
    "a day that is none": (lambda d, i: dating.date_event(d, i.event, "2025-02-29"), "29"),
    "a date with its end first": (
        lambda d, i: links.change_link(d, i.link, t="2025-08-05/2025-08-01"),
        "The end lies before the beginning",
    ),
    "a date in words of no language": (
        lambda d, i: actors.change_actor(d, i.actor, t="yesterday. Perhaps!"),
        "is not a date",
    ),
    "date words whose date is none": (
        lambda d, i: dating.date_in_words(d, "event", i.event, "soon", t="2025-99"),
        "There is no month 99",
    ),
    "a date beyond all years": (lambda d, i: dating.date_event(d, i.event, "Y9E999999"), "too far away"),
    "a link from an actor to itself": (
        lambda d, i: links.link_actors(d, i.actor, i.actor),
        "A link needs two different actors",
    ),
    "a link moved to one actor": (
        lambda d, i: links.reconnect_link(d, i.link, i.other, i.other),
        "A link needs two different actors",
    ),
    "a relation from an event to itself": (
        lambda d, i: events.relate_events(d, i.event, i.event, kind="relation.causes"),
        "A relation needs two different events",
    ),
    "a kind of another scope for an actor": (
        lambda d, i: actors.add_actor(d, name="X", kind="event.accuse"),
        "“event.accuse” is no kind in this project",
    ),
    "a kind of another scope for a link": (
        lambda d, i: links.change_link(d, i.link, kind="relation.causes"),
        "“relation.causes” is no kind in this project",
    ),
    "no role": (
        lambda d, i: events.change_participation(d, i.participation, role=""),
        "“” is no role in this project",
    ),
    "a speaker's mode that is none": (
        lambda d, i: citations.set_speakers(d, i.citation, [Speaker("Bolton", "shouts")]),
        "“shouts” is no mode",
    ),
    "a speaker without a name": (
        lambda d, i: citations.set_speakers(d, i.citation, [Speaker("Bolton"), Speaker("\u200b")]),
        "The name needs at least one letter",
    ),
    "a speaker who is not there": (
        lambda d, i: citations.cite(d, i.source, "actor", i.actor, None, [Speaker("", "states", ActorId(4711))]),
        "That actor is no longer in the project",
    ),
    "an event in the place of an actor": (
        lambda d, i: links.link_actors(d, i.actor, ActorId(i.event)),
        "That actor is no longer in the project",
    ),
    "an attachment that is an actor": (
        lambda d, i: actors.change_actor(d, i.actor, portrait=AttachmentId(i.actor)),
        "That attachment is no longer in the project",
    ),
    "an actor that was removed twice": (
        lambda d, i: actors.remove_actors(d, i.actor, i.actor),
        "That actor is no longer in the project",
    ),
    "a citation of what has no citations": (
        lambda d, i: citations.cite(d, i.source, "source", i.source),
        "“source” can't have evidence",
    ),
    "a tag on what bears none": (lambda d, i: tags.tag(d, i.tag, "view", i.view), "“view” can't bear a tag"),
    "a place for what has none": (
        lambda d, i: views.place(d, i.view, "link", i.link, x=0, y=0),
        "“link” has no place on a view",
    ),
    "a lane without a name": (
        lambda d, i: views.place(d, i.view, "lane", " ", x=0, y=0),
        "The lane needs at least one letter",
    ),
    "words that date an actor": (
        lambda d, i: dating.date_in_words(d, "actor", i.actor, "soon"),
        "Only events and links have a date in words",
    ),
    "date words with two anchors": (
        lambda d, i: dating.date_in_words(d, "event", i.event, "soon", anchor_source=i.source, anchor_event=i.later),
        "Date words count from a source or from an event",
    ),
    "a date that counts from itself": (
        lambda d, i: dating.date_in_words(d, "event", i.event, "soon", anchor_event=i.event),
        "A date can't count from itself",
    ),
    "a name that the actor has": (
        lambda d, i: actors.add_name(d, i.actor, name="Łukašenka"),
        "The actor has this name already",
    ),
    "a tag in another case": (lambda d, i: tags.add_tag(d, name="DIPLOMACY"), "There is a tag with this name already"),
    "a view of the same name": (
        lambda d, i: views.add_view(d, name=" Overview ", kind="table"),
        "There is a view with this name already",
    ),
    "an actor twice in a role": (
        lambda d, i: events.connect_actor(d, i.event, i.actor, role="role.actor"),
        "The actor takes part in this event in this role already",
    ),
    "a relation that is there": (
        lambda d, i: events.relate_events(d, i.event, i.later, kind="relation.announces"),
        "These events are related in this way already",
    ),
    "a stretch set aside twice": (
        lambda d, i: sources.set_aside(d, i.source, 0, 16),
        "This stretch is set aside already",
    ),
    "a kind's key that is taken": (
        lambda d, i: vocabulary.add_kind(d, key="event.summit", scope="event", label="Other"),
        "There is a kind with this key or label already",
    ),
    "a kind's label that is taken": (
        lambda d, i: vocabulary.add_kind(d, key="event.summit2", scope="event", label="Summit"),
        "There is a kind with this key or label already",
    ),
    "a kind's key without its scope": (
        lambda d, i: vocabulary.add_kind(d, key="link.summit2", scope="event", label="Other"),
        "The key of a kind begins with what it is for",
    ),
    "a kind's key of nothing but its scope": (
        lambda d, i: vocabulary.add_kind(d, key="event.", scope="event", label="Other"),
        "The key of a kind begins with what it is for",
    ),
    "a kind's key with spaces": (
        lambda d, i: vocabulary.add_kind(d, key="event.Big summit", scope="event", label="Other"),
        "The key of a kind begins with what it is for",
    ),
    "another key for a kind": (
        lambda d, i: vocabulary.change_kind(d, i.kind, key="event.other"),
        "The key of a kind can't be changed",
    ),
    "a kind under itself": (
        lambda d, i: vocabulary.change_kind(d, i.kind, parent=i.kind),
        "A kind can't be under itself",
    ),
    "a kind under one of another sort": (
        lambda d, i: vocabulary.change_kind(d, i.kind, parent=KindId(100)),
        "A kind belongs under a kind of the same sort",
    ),
    "a kind that is used": (
        lambda d, i: _remove_used_kind(d, i),
        "This kind is in use",
    ),
    "a kind that is built in": (lambda d, i: vocabulary.remove_kinds(d, KindId(100)), "This kind is built in"),
    "a field's key that is taken": (
        lambda d, i: vocabulary.add_field(d, scope="actor", key="party", label="Other"),
        "There is a field with this key already",
    ),
    "another key for a field": (
        lambda d, i: vocabulary.change_field(d, i.field, key="other"),
        "The key of a field can't be changed",
    ),
    "a passage beyond the text": (
        lambda d, i: citations.cite(d, i.source, "actor", i.actor, (0, len(TEXT) + 1)),
        "The passage lies outside the text of its source",
    ),
    "a passage before the text": (
        lambda d, i: citations.move_citation(d, i.citation, (-1, 5)),
        "The passage lies outside the text of its source",
    ),
    "an empty passage": (
        lambda d, i: sources.set_aside(d, i.source, 5, 5),
        "The passage lies outside the text of its source",
    ),
    "a passage that ends before it begins": (
        lambda d, i: sources.decide(d, i.source, 6, 5, what="actor", value="", verdict="skipped"),
        "The passage lies outside the text of its source",
    ),
    "a source that is a version of itself": (
        lambda d, i: sources.change_source(d, i.source, version_of=i.source),
        "A source can't be a version of itself",
    ),
    "a text of more than 20 MB": (
        lambda d, i: sources.add_source(d, "x" * (20 * 1024 * 1024 + 1), title="Long"),
        "The text is too long",
    ),
    "a text whose bytes are more than 20 MB": (
        lambda d, i: sources.add_source(d, "ж" * (10 * 1024 * 1024 + 1), title="Long"),
        "The text is too long",
    ),
    "a file of nothing": (lambda d, i: project.attach(d, b"", "text/plain"), "The file is empty or too large"),
    "a file of more than 100 MB": (
        lambda d, i: project.attach(d, bytes(100 * 1024 * 1024 + 1), "text/plain"),
        "The file is empty or too large",
    ),
    "a colour that is a name": (lambda d, i: tags.change_tag(d, i.tag, colour="red"), "must look like #2a7f7a"),
    "a latitude beyond the pole": (
        lambda d, i: actors.change_actor(d, i.actor, lat=90.1),
        "The latitude must lie between -90 and 90",
    ),
    "a place beyond all charts": (
        lambda d, i: views.place(d, i.view, "actor", i.actor, x=1e10, y=0),
        "The x must lie between -1,000,000,000 and 1,000,000,000",
    ),
}


def _remove_used_kind(document: Document, ids: Ids) -> None:
    with one_step(document, "Use a kind and remove it"):
        events.add_event(document, title="Summit", kind="event.summit")
        vocabulary.remove_kinds(document, ids.kind)


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_says_why(filled: tuple[Document, Ids], what: str) -> None:
    document, ids = filled
    deed, reason = REFUSALS[what]
    assert reason in refused(document, partial(deed, document, ids))


def test_a_tag_is_refused_in_another_case_or_spelling_of_any_script(document: Document) -> None:
    tags.add_tag(document, name="Énergie")
    tags.add_tag(document, name="Война")
    for name in ("énergie", "E\u0301NERGIE", "ВОЙНА"):
        refused(document, partial(tags.add_tag, document, name=name))


def test_a_tag_may_change_the_case_of_its_own_name(document: Document, ids: Ids) -> None:
    tags.change_tag(document, ids.tag, name="DIPLOMACY")
    assert row(document, "tag", ids.tag)["name"] == "DIPLOMACY"


def test_no_kind_comes_to_stand_under_its_own_child(document: Document, ids: Ids) -> None:
    child = vocabulary.add_kind(document, key="event.summit.small", scope="event", label="Small", parent=ids.kind)
    grandchild = vocabulary.add_kind(document, key="event.summit.tiny", scope="event", label="Tiny", parent=child)
    refused(document, partial(vocabulary.change_kind, document, ids.kind, parent=grandchild))


def test_no_dates_count_from_each_other(document: Document, ids: Ids) -> None:
    dating.date_in_words(document, "event", ids.later, "a week later", anchor_event=ids.event)
    refused(document, partial(dating.date_in_words, document, "event", ids.event, "before", anchor_event=ids.later))


def test_no_source_is_a_version_of_its_own_version(document: Document, ids: Ids) -> None:
    sources.change_source(document, ids.second, version_of=ids.source)
    refused(document, partial(sources.change_source, document, ids.source, version_of=ids.second))


@pytest.mark.parametrize("table", ["actor", "event", "link", "relation", "participation"])
def test_a_kind_is_not_removed_as_long_as_something_uses_it(document: Document, ids: Ids, table: str) -> None:
    scope = "role" if table == "participation" else table
    kind = vocabulary.add_kind(document, key=f"{scope}.mine", scope=scope, label="Mine")
    match table:
        case "actor":
            actors.change_actor(document, ids.actor, kind="actor.mine")
        case "event":
            events.change_event(document, ids.event, kind="event.mine")
        case "link":
            links.change_link(document, ids.link, kind="link.mine")
        case "relation":
            events.change_relation(document, ids.relation, kind="relation.mine")
        case "participation":
            events.change_participation(document, ids.participation, role="role.mine")
    assert "in use" in refused(document, partial(vocabulary.remove_kinds, document, kind))


def test_a_refusal_inside_a_step_takes_the_whole_step_back(filled: tuple[Document, Ids]) -> None:
    document, ids = filled
    before = state(document)
    with pytest.raises(UserError), one_step(document, "Two things"):
        actors.change_actor(document, ids.actor, name="Somebody else")
        actors.change_actor(document, ids.actor, name="")
    assert state(document) == before


def test_a_step_whose_part_was_refused_is_not_stored_even_if_somebody_went_on(filled: tuple[Document, Ids]) -> None:
    document, ids = filled
    before = state(document)
    with pytest.raises(BugError), one_step(document, "Two things"):
        actors.change_actor(document, ids.actor, name="Somebody else")
        with contextlib.suppress(UserError):
            actors.change_actor(document, ids.actor, name="")
    assert state(document) == before


def test_a_field_that_no_record_has_is_our_mistake(filled: tuple[Document, Ids]) -> None:
    document, ids = filled
    before = state(document)
    command: Callable[..., object] = actors.change_actor
    with pytest.raises(BugError):
        command(document, ids.actor, nonsense="x")
    assert state(document) == before
