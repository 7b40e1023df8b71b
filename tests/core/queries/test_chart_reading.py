"""The facts of a chart: evidence, speakers, base kinds, labels, signs, places; by hand and against a calculation."""

from tests.core.queries.random_projects import Table, one, table

from geoeditor.core.commands import actors, citations, events, links, project, sources, views, vocabulary
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document
from geoeditor.core.identifiers import EventId, SourceId
from geoeditor.core.queries.chart_facts import ChartEvent, ChartFacts, ChartSource, Evidence
from geoeditor.core.queries.chart_reading import BASE_KINDS, chart_facts


def _event(document: Document) -> ChartEvent:
    return chart_facts(document).events[0]


def _sources(document: Document) -> tuple[EventId, SourceId, SourceId, SourceId]:
    return (
        events.add_event(document, title="Event"),
        sources.add_source(document, title="One", publisher="The Paper"),
        sources.add_source(document, title="Two", publisher="The Paper"),
        sources.add_source(document, title="Three"),
    )


def test_a_new_project_has_no_facts_and_a_title(document: Document) -> None:
    assert chart_facts(document) == ChartFacts("A project")


def test_a_project_without_a_title_is_called_like_its_file(document: Document) -> None:
    project.change_project(document, title="")
    assert chart_facts(document).title == "project"


def test_passages_are_counted_and_publishers_once_each(document: Document) -> None:
    event, one, two, three = _sources(document)
    for source in (one, one, two):
        citations.cite(document, source, "event", event)
    assert _event(document).evidence == Evidence(passages=3, publishers=1)
    citations.cite(document, three, "event", event)  # without a publisher a source speaks for itself
    assert _event(document).evidence == Evidence(passages=4, publishers=2)


def test_mentions_are_no_evidence_and_contradictions_dispute(document: Document) -> None:
    event, one, _, _ = _sources(document)
    citations.cite(document, one, "event", event, stance="mentions")
    assert _event(document).evidence == Evidence()
    citations.cite(document, one, "event", event, stance="contradicts")
    assert _event(document).evidence == Evidence(disputed=True)
    citations.cite(document, one, "event", event)
    assert _event(document).evidence == Evidence(passages=1, publishers=1, disputed=True)


def test_speakers_are_named_as_long_as_the_fact_rests_on_their_word_alone(document: Document) -> None:
    event, one, _, _ = _sources(document)
    for chain in (["Bolton", "Lukashenko"], ["Anna"], ["Bolton"]):
        citations.cite(document, one, "event", event, None, [Speaker(name, "claims") for name in chain])
    assert _event(document).evidence.speakers == ("Lukashenko", "Anna", "Bolton")  # whose word it is, the last of each
    denied = citations.cite(document, one, "event", event, stance="contradicts")
    assert _event(document).evidence.speakers == ("Lukashenko", "Anna", "Bolton")
    citations.change_citation(document, denied, stance="supports")  # in the author's own voice
    assert _event(document).evidence.speakers == ()


def test_evidence_for_a_participation_is_none_for_its_event(document: Document) -> None:
    event, one, _, _ = _sources(document)
    participation = events.connect_actor(document, event, actors.add_actor(document, name="A"))
    citations.cite(document, one, "participation", participation)
    assert _event(document).evidence == Evidence()


def test_finer_kinds_of_actors_come_down_to_the_six_base_kinds(document: Document) -> None:
    armed = vocabulary.add_kind(document, key="actor.volunteers", scope="actor", label="volunteers")
    below = vocabulary.add_kind(document, key="actor.unit", scope="actor", label="unit", parent=armed)
    wanted = {
        "": "",
        "actor.person": "actor.person",
        "actor.organisation.company": "actor.organisation",
        "actor.group.armed_group": "actor.group",
        "actor.volunteers": "actor.other",
        "actor.unit": "actor.other",
    }
    for kind in wanted:
        actors.add_actor(document, name=kind or "untyped", kind=kind)
    assert [actor.kind for actor in chart_facts(document).actors] == list(wanted.values())
    with document.read() as connection:
        group = connection.execute("SELECT id FROM kind WHERE key = 'actor.group'").fetchone()[0]
    vocabulary.change_kind(document, armed, parent=group)
    assert [actor.kind for actor in chart_facts(document).actors[-2:]] == ["actor.group", "actor.group"]
    vocabulary.change_kind(document, below, parent=None)
    assert chart_facts(document).actors[-1].kind == "actor.other"


def test_a_link_takes_from_its_kind_what_it_does_not_say_itself(document: Document) -> None:
    one, two = actors.add_actor(document, name="A"), actors.add_actor(document, name="B")
    links.link_actors(document, one, two, kind="link.opposes")
    links.link_actors(document, one, two, kind="link.opposes", label="a rival of", sign=0, strength=0.5)
    links.link_actors(document, one, two, kind="link.allied_with")
    links.link_actors(document, one, two)
    found = chart_facts(document).links
    assert [link.label for link in found] == ["opposes", "a rival of", "allied with", "linked with"]
    assert [link.sign for link in found] == [-1, 0, 1, 0]
    assert [link.directed for link in found] == [True, True, False, True]
    assert [link.strength for link in found] == [None, 0.5, None, None]


def test_an_event_has_label_and_sign_of_its_kind_and_its_participants_in_order(document: Document) -> None:
    event = events.add_event(document, title="E", kind="event.assault.drone", status="planned", t="2025~")
    who = [actors.add_actor(document, name=name) for name in "ABC"]
    for actor, ordinal in zip(who, (2, 0, 1), strict=True):
        events.connect_actor(document, event, actor, role="role.victim", ordinal=ordinal)
    found = _event(document)
    assert (found.kind, found.kind_label, found.sign) == ("event.assault.drone", "Attack / use force: drone", -1)
    assert (found.status, found.t) == ("planned", "2025~")
    assert found.participants == tuple((who[place], "role.victim") for place in (1, 2, 0))


def test_only_the_view_asked_for_gives_places_and_only_to_actors(document: Document) -> None:
    actor, event = actors.add_actor(document, name="A"), events.add_event(document, title="E")
    view = views.add_view(document, name="One", kind="graph")
    other = views.add_view(document, name="Two", kind="graph")
    views.place(document, view, "actor", actor, x=1, y=2)
    views.place(document, view, "event", event, x=3, y=4)
    views.place(document, other, "actor", actor, x=5, y=6)
    assert chart_facts(document, view).positions == {actor: (1.0, 2.0)}
    assert chart_facts(document, other).positions == {actor: (5.0, 6.0)}
    assert chart_facts(document).positions == chart_facts(document, 4711).positions == {}


def test_a_chart_is_that_of_the_calculation(at_random: Document) -> None:
    found = chart_facts(at_random)
    kinds = table(at_random, "kind")
    assert [actor.id for actor in found.actors] == [row["id"] for row in table(at_random, "actor")]
    for actor in found.actors:
        assert actor.evidence == _evidence(at_random, "actor", actor.id)
        assert actor.kind in ("", *BASE_KINDS)
    for event, row in zip(found.events, table(at_random, "event"), strict=True):
        kind = one(kinds, row["kind_id"]) or {"key": "", "label": "", "sign": 0}
        assert (event.id, event.title, event.t, event.status) == (row["id"], row["title"], row["t"], row["status"])
        assert (event.kind, event.kind_label, event.sign) == (kind["key"], kind["label"], kind["sign"])
        assert event.evidence == _evidence(at_random, "event", event.id)
        assert event.participants == _participants(at_random, event.id, kinds)
    for link, row in zip(found.links, table(at_random, "link"), strict=True):
        kind = one(kinds, row["kind_id"]) or {"key": "", "label": "linked with", "sign": 0, "directed": 1}
        assert (link.from_id, link.to_id, link.t) == (row["from_id"], row["to_id"], row["t"])
        assert link.label == (row["label"] or kind["label"])
        own = row["label"] != "" and row["label"].casefold() != kind["label"].casefold()
        assert (link.kind, link.directed) == (kind["key"], kind["directed"] == 1 or own)
        assert link.sign == (kind["sign"] if row["sign"] is None else row["sign"])
        assert link.evidence == _evidence(at_random, "link", link.id)
    listed = {ChartSource(row["title"], row["publisher"], row["t"]) for row in table(at_random, "source")}
    assert set(found.sources) == listed
    assert len(found.sources) == len(listed)


def _participants(document: Document, event: int, kinds: Table) -> tuple[tuple[int, str], ...]:
    rows = [row for row in table(document, "participation") if row["event_id"] == event]
    rows.sort(key=lambda row: (row["ordinal"], row["id"]))
    return tuple((row["actor_id"], (one(kinds, row["role_id"]) or {})["key"]) for row in rows)


def _evidence(document: Document, fact: str, fact_id: int) -> Evidence:
    """Calculate the evidence of a fact row by row."""
    origins, said, people = table(document, "source"), table(document, "attribution"), table(document, "actor")
    cited = [row for row in table(document, "citation") if row[f"{fact}_id"] == fact_id]
    supporting = [row for row in cited if row["stance"] == "supports"]
    publishers = set()
    speakers: list[str] = []
    for row in supporting:
        source = one(origins, row["source_id"]) or {}
        publishers.add(source["publisher"] or source["title"])
        chain = sorted((each for each in said if each["citation_id"] == row["id"]), key=lambda each: each["ordinal"])
        actor = one(people, chain[-1]["actor_id"]) if chain else None
        speakers += [actor["name"] if actor else each["name"] for each in chain[-1:]]
    alone = len(speakers) == len(supporting)
    return Evidence(
        len(supporting),
        len(publishers),
        tuple(dict.fromkeys(speakers)) if alone else (),
        any(row["stance"] == "contradicts" for row in cited),
    )
