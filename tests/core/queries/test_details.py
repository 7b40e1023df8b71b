"""What is told of one record: its fields, what hangs on it, what is doubtful, and which changes bear on it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from geoeditor.core.commands import actors, citations, dating, events, links, sources, tags
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, SourceId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import details
from geoeditor.core.queries.attention import Question, attention, open_questions, question_count
from geoeditor.core.queries.concerns import concerns

_TEXT = "First line.\n\nThey met on Valaam.\nBolton claims more."


class Known(NamedTuple):
    """A small project."""

    ann: ActorId
    bob: ActorId
    talks: EventId
    link: LinkId
    source: SourceId
    cited: CitationId


@pytest.fixture
def known(document: Document) -> Known:
    ann = actors.add_actor(document, name="Ann", kind="actor.person", country="BY", lat=53.9)
    bob = actors.add_actor(document, name="Bob", named=False)
    talks = events.add_event(document, title="Talks", t="2025-08", kind="event.consult")
    events.connect_actor(document, talks, bob, role="role.host")
    events.connect_actor(document, talks, ann)
    link = links.link_actors(document, ann, bob, kind="link.leads")
    source = sources.add_source(document, _TEXT, title="S", reliability="B")
    start = _TEXT.index("They")
    cited = citations.cite(
        document, source, "event", talks, (start, start + 9), [Speaker("Bolton", "claims")], credibility=2
    )
    return Known(ann, bob, talks, link, source, cited)


def test_a_record_has_its_fields_by_name_and_its_kind_as_a_key(document: Document, known: Known) -> None:
    found = details.record(document, "actor", known.ann)
    assert found is not None
    assert (found["name"], found["kind"], found["kind_label"], found["lat"]) == ("Ann", "actor.person", "person", 53.9)
    assert details.record(document, "actor", 4711) is None
    for table, row in (("event", known.talks), ("link", known.link), ("source", known.source), ("project", 0)):
        assert details.record(document, table, row) is not None


def test_participants_stand_in_their_order(document: Document, known: Known) -> None:
    assert [(part.other, part.role) for part in details.participants_of(document, known.talks)] == [
        ("Bob", "role.host"),
        ("Ann", "role.participant"),
    ]


def test_a_link_reads_from_either_end(document: Document, known: Known) -> None:
    there, back = details.links_of(document, known.ann)[0], details.links_of(document, known.bob)[0]
    assert (there.words, there.other, there.outgoing) == ("leads", "Bob", True)
    assert (back.words, back.other, back.outgoing) == ("led by", "Ann", False)


def test_evidence_tells_place_speaker_and_worth(document: Document, known: Known) -> None:
    row = details.evidence_of(document, "event", known.talks)[0]
    assert (row.quote, row.paragraph) == ("They met ", 2)
    assert row.speakers == (details.SpeakerRow("Bolton", "claims", None),)
    assert (row.reliability, row.credibility, row.stance) == ("B", 2, "supports")
    assert details.evidence_count(document, "source", known.source) == (1, 1)
    assert details.evidence_of(document, "event", known.talks, 0) == []
    assert [speaker.mode for speaker in details.speakers_of(document, known.cited)] == ["claims"]


def test_the_span_of_an_actor_leaves_open_ends_aside(document: Document, known: Known) -> None:
    for t in ("../1990", "1994/..", "", "2001", "2026-01"):
        events.connect_actor(document, events.add_event(document, title="E", t=t), known.ann)
    assert details.span_of(document, known.ann) == details.ActorSpan(6, 1, "1994/..", "2026-01")
    assert details.span_of(document, known.bob) == details.ActorSpan(1, 1, "2025-08", "2025-08")


def test_limits_cut_lists_and_not_their_order(document: Document, known: Known) -> None:
    for t in ("2026", "2024"):
        events.connect_actor(document, events.add_event(document, title=t, t=t), known.ann)
    assert [part.other for part in details.events_of(document, known.ann)] == ["2024", "Talks", "2026"]
    assert [part.other for part in details.events_of(document, known.ann, 2)] == ["2024", "Talks"]


def test_an_office_is_known_from_a_link(document: Document, known: Known) -> None:
    assert details.office_of(document, known.ann) == "leads, Bob"
    links.change_link(document, known.link, label="president")
    assert details.office_of(document, known.ann) == "president, Bob"
    assert details.office_of(document, known.bob) == ""


def test_a_citation_names_the_fact_it_bears_on(document: Document, known: Known) -> None:
    part = details.participants_of(document, known.talks)[0]
    for target, row, expected in (
        ("actor", known.ann, ("actor", known.ann, "Ann")),
        ("link", known.link, ("link", known.link, "Ann – leads → Bob")),
        ("participation", part.id, ("event", known.talks, "Bob · Talks")),
    ):
        cited = citations.cite(document, known.source, target, row, (0, 5))
        assert details.fact_of(document, cited) == expected
    assert details.fact_of(document, known.cited) == ("event", known.talks, "Talks")
    assert details.fact_of(document, 4711) is None


def test_every_record_has_a_name(document: Document, known: Known) -> None:
    assert details.name_of(document, "actor", known.ann) == "Ann"
    assert details.name_of(document, "event", known.talks) == "Talks"
    assert details.name_of(document, "link", known.link) == "Ann – leads → Bob"
    assert details.name_of(document, "source", known.source) == "S"
    assert details.name_of(document, "citation", known.cited) == "They met "
    assert details.name_of(document, "actor", 4711) == ""


def test_what_is_doubtful_of_a_fact_is_said(document: Document, known: Known) -> None:
    assert attention(document, "event", known.talks) == [
        "Rests on a single source.",
        "Rests only on what somebody said.",
    ]
    other = sources.add_source(document, "Not so.", title="Other")
    citations.cite(document, other, "event", known.talks, (0, 7), stance="contradicts")
    citations.cite(document, other, "event", known.talks, (0, 3))
    assert attention(document, "event", known.talks) == ["1 passage contradicts it."]
    events.change_event(document, known.talks, t="")
    assert "Has no date yet." in attention(document, "event", known.talks)
    assert attention(document, "actor", known.bob) == ["Rests on no passage.", "Not yet named."]
    assert "“leads” rests on nothing." in attention(document, "actor", known.ann)
    assert attention(document, "link", known.link) == ["Rests on no passage."]
    assert attention(document, "source", known.source) == []


def test_the_open_questions_of_a_project_are_listed_and_counted(document: Document, known: Known) -> None:
    assert open_questions(document, 10) == [
        Question("link", known.link, "Ann – leads → Bob", "no passage"),
        Question("actor", known.bob, "Bob", "not named"),
        Question("source", known.source, "S", "no date"),
    ]
    assert question_count(document) == 3
    assert len(open_questions(document, 2)) == 2


Deed = Callable[[Document, Known], object]


@pytest.mark.parametrize(
    ("table", "deed", "expected"),
    [
        ("actor", lambda d, k: actors.change_actor(d, k.ann, name="Anna"), True),
        ("actor", lambda d, k: actors.change_actor(d, k.bob, name="Bobby"), True),
        ("actor", lambda d, k: actors.add_name(d, k.ann, name="A."), True),
        ("actor", lambda d, k: actors.add_name(d, k.bob, name="B."), False),
        ("actor", lambda d, k: events.change_event(d, k.talks, title="Talk"), True),
        ("actor", lambda d, k: events.add_event(d, title="Elsewhere"), False),
        ("actor", lambda d, k: links.remove_links(d, k.link), True),
        ("actor", lambda d, k: set_tags(d, "actor", k.ann, ["x"]), True),
        ("event", lambda d, k: actors.change_actor(d, k.ann, name="Anna"), True),
        ("event", lambda d, k: citations.set_speakers(d, k.cited, []), True),
        ("event", lambda d, k: sources.change_source(d, k.source, reliability="A"), True),
        ("event", lambda d, k: dating.date_in_words(d, "event", k.talks, "then"), True),
        ("event", lambda d, k: links.change_link(d, k.link, label="x"), False),
        ("link", lambda d, k: actors.change_actor(d, k.bob, name="Bobby"), True),
        ("link", lambda d, k: events.change_event(d, k.talks, title="Talk"), False),
        ("source", lambda d, k: citations.remove_citations(d, k.cited), True),
        ("citation", lambda d, k: events.change_event(d, k.talks, title="Talk"), True),
        ("citation", lambda d, k: citations.set_speakers(d, k.cited, []), True),
        ("citation", lambda d, k: actors.add_name(d, k.bob, name="B."), False),
    ],
)
def test_only_changes_that_show_in_a_record_concern_it(
    document: Document, known: Known, table: str, deed: Deed, expected: bool
) -> None:
    seen: list[ChangeSet] = []
    document.changed.connect(seen.append)
    deed(document, known)
    document.changed.disconnect(seen.append)
    row = {
        "actor": known.ann,
        "event": known.talks,
        "link": known.link,
        "source": known.source,
        "citation": known.cited,
    }[table]
    assert [concerns(document, table, row, changes) for changes in seen] == [expected]


def test_a_tag_that_is_renamed_concerns_everything(document: Document, known: Known) -> None:
    tag = tags.add_tag(document, name="x")
    seen: list[ChangeSet] = []
    document.changed.connect(seen.append)
    tags.change_tag(document, tag, name="y")
    document.changed.disconnect(seen.append)
    assert concerns(document, "actor", known.ann, seen[0])


def test_setting_tags_makes_new_ones_keeps_old_ones_and_takes_off_the_rest(document: Document, known: Known) -> None:
    set_tags(document, "actor", known.ann, ["Élite", " head of state ", ""])
    assert details.tags_of(document, "actor", known.ann) == ["head of state", "Élite"]
    set_tags(document, "event", known.talks, ["élite"])
    assert details.tags_of(document, "event", known.talks) == ["Élite"]
    set_tags(document, "actor", known.ann, [])
    assert details.tags_of(document, "actor", known.ann) == []
    assert document.history()[0].label == "Set tags"
