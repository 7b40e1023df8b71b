"""The lines of tables: what they name and count, by ids, and which of them a change bears on."""

from collections.abc import Callable

import pytest
from tests.core.queries.random_projects import table

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, ParticipationId, SourceId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import rows

TABLES = ("actor", "event", "link", "source", "citation")


def test_lines_name_and_count_what_hangs_on_them(document: Document) -> None:
    ann = actors.add_actor(document, name="Ann", kind="actor.person", country="BY")
    bob = actors.add_actor(document, name="Bob")
    actors.add_name(document, ann, name="Annie")
    actors.add_name(document, ann, name="A.")
    event = events.add_event(document, title="Talks", t="2025", kind="event.consult")
    events.connect_actor(document, event, bob, role="role.host")
    events.connect_actor(document, event, ann)
    link = links.link_actors(document, ann, bob, kind="link.leads")
    source = sources.add_source(document, "Ann leads Bob.", title="Paper", publisher="P")
    citations.cite(document, source, "link", link, (0, 3), [Speaker("", "claims", bob), Speaker("Cid")], credibility=2)
    citations.cite(document, source, "actor", ann)
    first, second = rows.lines(document, "actor")
    assert isinstance(first, rows.ActorLine)
    assert (first.kind, first.kind_label, first.names) == ("actor.person", "person", "Annie; A.")
    assert (first.events, first.links, first.passages) == (1, 1, 1)
    assert second[1:5] == ("Bob", "", "", "")
    (shown,) = rows.lines(document, "event")
    assert isinstance(shown, rows.EventLine)
    assert (shown.participants, shown.kind_label, shown.passages) == ("Bob; Ann", "Consult / meet", 0)
    (shown_link,) = rows.lines(document, "link")
    assert isinstance(shown_link, rows.LinkLine)
    assert (shown_link.from_name, shown_link.label, shown_link.to_name, shown_link.passages) == (
        "Ann",
        "leads",
        "Bob",
        1,
    )
    (paper,) = rows.lines(document, "source")
    assert isinstance(paper, rows.SourceLine)
    assert (paper.characters, paper.facts) == (14, 2)
    facts = [line.fact for line in rows.lines(document, "citation") if isinstance(line, rows.CitationLine)]
    assert facts == ["Ann", "Ann – leads → Bob"]
    quoted = rows.lines(document, "citation")[1]
    assert isinstance(quoted, rows.CitationLine)
    assert (quoted.quote, quoted.speakers, quoted.credibility) == ("Ann", "Bob; Cid", 2)


@pytest.mark.parametrize("name", TABLES)
def test_lines_by_ids_are_those_of_all(at_random: Document, name: str) -> None:
    every = rows.lines(at_random, name)
    assert [line.id for line in every] == [*{line.id: None for line in every}]
    assert {line.id for line in every} == {row["id"] for row in table(at_random, name)}
    half = [line.id for line in every][::2]
    assert rows.lines(at_random, name, half) == every[::2]
    assert rows.lines(at_random, name, [4711]) == []


def test_a_table_without_lines_is_our_mistake(document: Document) -> None:
    for ask in (lambda: rows.lines(document, "tag"), lambda: rows.touched(document, "tag", _NOTHING)):
        with pytest.raises(BugError):
            ask()


_NOTHING = ChangeSet("", "do", {}, {}, {})


def test_what_a_change_touches_is_enough_to_stay_up_to_date(document: Document) -> None:
    """Change everything that lines show, and hold what was read by ids against what is read anew."""
    shown = {name: {line.id: line for line in rows.lines(document, name)} for name in TABLES}

    def follow(changes: ChangeSet) -> None:
        for name in TABLES:
            ids = rows.touched(document, name, changes)
            fresh = rows.lines(document, name, None if ids is None else ids)
            for row in shown[name] if ids is None else ids:
                shown[name].pop(row, None) if ids is not None else None
            if ids is None:
                shown[name].clear()
            shown[name].update({line.id: line for line in fresh})
            assert shown[name] == {line.id: line for line in rows.lines(document, name)}, (changes.label, name)

    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    for change in _changes(document):
        change()
        for changes in heard:
            follow(changes)
        heard.clear()
    count = len(document.history())
    for way in (document.undo, document.redo, document.undo):
        for _ in range(count):
            way()
            follow(heard.pop())


def _said_by(actor: ActorId) -> Speaker:
    return Speaker(actor_id=actor)


def _changes(document: Document) -> list[Callable[[], object]]:
    made: dict[str, int] = {}

    def keep(name: str, make: Callable[[], int]) -> Callable[[], None]:
        def run() -> None:
            made[name] = make()

        return run

    def actor(name: str) -> ActorId:
        return ActorId(made[name])

    return [
        keep("ann", lambda: actors.add_actor(document, name="Ann")),
        keep("bob", lambda: actors.add_actor(document, name="Bob")),
        keep("cid", lambda: actors.add_actor(document, name="Cid")),
        keep("talks", lambda: events.add_event(document, title="Talks")),
        keep("walk", lambda: events.add_event(document, title="Walk")),
        keep("part", lambda: events.connect_actor(document, EventId(made["talks"]), actor("ann"))),
        keep("link", lambda: links.link_actors(document, actor("ann"), actor("bob"), kind="link.leads")),
        keep("paper", lambda: sources.add_source(document, "Some text.", title="Paper")),
        keep(
            "relation",
            lambda: events.relate_events(
                document, EventId(made["talks"]), EventId(made["walk"]), kind="relation.causes"
            ),
        ),
        keep("on_link", lambda: citations.cite(document, SourceId(made["paper"]), "link", made["link"], (0, 4))),
        keep("on_part", lambda: citations.cite(document, SourceId(made["paper"]), "participation", made["part"])),
        keep("on_relation", lambda: citations.cite(document, SourceId(made["paper"]), "relation", made["relation"])),
        keep("on_ann", lambda: citations.cite(document, SourceId(made["paper"]), "actor", made["ann"])),
        keep("name", lambda: actors.add_name(document, actor("ann"), name="Annie")),
        keep("on_talks", lambda: citations.cite(document, SourceId(made["paper"]), "event", made["talks"])),
        lambda: citations.set_speakers(document, CitationId(made["on_link"]), [Speaker("Dan")]),
        lambda: citations.set_speakers(document, CitationId(made["on_talks"]), [_said_by(actor("bob"))]),
        lambda: actors.change_actor(document, actor("bob"), name="Robert"),
        lambda: citations.set_speakers(document, CitationId(made["on_talks"]), []),
        lambda: citations.set_speakers(document, CitationId(made["on_talks"]), [_said_by(actor("cid"))]),
        lambda: actors.change_actor(document, actor("ann"), name="Anna", kind="actor.person"),
        lambda: events.change_event(document, EventId(made["talks"]), title="Long talks", t="2025"),
        lambda: links.reconnect_link(document, LinkId(made["link"]), actor("cid"), actor("bob")),
        lambda: sources.change_source(document, SourceId(made["paper"]), title="Newspaper"),
        lambda: links.change_link(document, LinkId(made["link"]), label="heads"),
        lambda: events.remove_participations(document, ParticipationId(made["part"])),
        lambda: citations.remove_citations(document, CitationId(made["on_ann"])),
        lambda: actors.remove_actors(document, actor("cid")),
        lambda: events.remove_events(document, EventId(made["walk"])),
        lambda: sources.remove_sources(document, SourceId(made["paper"])),
    ]


def test_a_change_of_very_many_records_touches_everything(document: Document) -> None:
    ids = frozenset(range(5_000))
    assert rows.touched(document, "event", ChangeSet("", "do", {"event": ids}, {}, {})) is None
    assert rows.touched(document, "event", ChangeSet("", "do", {}, {"kind": frozenset({1})}, {})) is None
    assert rows.touched(document, "event", _NOTHING) == frozenset()
