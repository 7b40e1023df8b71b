"""Finding by name and in texts: what is found, in which order, and how much of it."""

import pytest
from tests.core.queries.random_projects import Table, fill_at_random, table

from geoeditor.core.commands import actors, citations, events, links, sources, vocabulary
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries.finding import MOST, Answer, NameIndex, Rank, UsedKind, key, matches, used_kinds
from geoeditor.core.queries.history import history_extent, history_page, last_done, step_labels, steps_between
from geoeditor.core.schema import tables


def filled(document: Document) -> NameIndex:
    """Return the index of all names as they are now."""
    index = NameIndex()
    for _ in index.fill(document):
        continue
    return index


def everything(document: Document) -> dict[str, Table]:
    """Return all rows of all tables of the project."""
    return {name: table(document, name) for name in tables()}


def titles(answer: Answer, which: str) -> list[str]:
    return [hit.title for hit in answer.hits if hit.table == which]


def test_exact_names_come_first_then_beginnings_of_words_then_insides(document: Document) -> None:
    for name in ("Superminsk", "City of Minsk", "Minsk agreement group", "Minsk"):
        actors.add_actor(document, name=name)
    answer = filled(document).find("minsk")
    assert titles(answer, "actor") == ["Minsk", "Minsk agreement group", "City of Minsk", "Superminsk"]
    assert [hit.rank for hit in answer.hits] == [Rank.EXACT, Rank.WORDS, Rank.WORDS, Rank.INSIDE]
    assert answer.counts == {"actor": 4}


@pytest.mark.parametrize("asked", ["lukasenka", "ŁUKAŠENKA", "  łukaš ", "ukase", "aleksandr luka"])
def test_case_and_accents_and_the_place_in_the_name_do_not_matter(document: Document, asked: str) -> None:
    actors.add_actor(document, name="Aleksandr Łukašenka")
    actors.add_actor(document, name="Somebody else")
    assert titles(filled(document).find(asked), "actor") == ["Aleksandr Łukašenka"]


def test_all_words_are_asked_for_in_any_order(document: Document) -> None:
    events.add_event(document, title="Meeting of Lukashenko and Putin")
    events.add_event(document, title="Putin’s speech")
    assert titles(filled(document).find("put luk"), "event") == ["Meeting of Lukashenko and Putin"]


def test_an_actor_is_found_once_by_all_its_names_and_says_by_which(document: Document) -> None:
    actor = actors.add_actor(document, name="Alexander Lukashenko")
    for name in ("Lukashenka", "Lukashenko the elder", "Batka"):
        actors.add_name(document, actor, name=name)
    index = filled(document)
    assert [(hit.id, hit.also) for hit in index.find("batka").hits] == [(actor, "Batka")]
    assert [hit.id for hit in index.find("luka").hits] == [actor]
    assert index.find("luka").counts == {"actor": 1}


def test_links_are_found_by_either_end_and_by_what_they_say(document: Document) -> None:
    one, other = actors.add_actor(document, name="Alpha"), actors.add_actor(document, name="Beta")
    led = links.link_actors(document, one, other, kind="link.leads", t="2025")
    links.link_actors(document, one, other, kind="link.allied_with", label="hand in hand")
    index = filled(document)
    assert titles(index.find("beta leads"), "link") == ["Alpha – leads → Beta"]
    assert titles(index.find("hand"), "link") == ["Alpha – hand in hand – Beta"]
    hit = index.card("link", led)
    assert hit is not None
    assert (hit.t, hit.sign) == ("2025", 0)


def test_quotes_are_found_as_citations_with_their_source(document: Document) -> None:
    source = sources.add_source(document, "They met in Valaam.", title="The Paper")
    event = events.add_event(document, title="E")
    cited = citations.cite(document, source, "event", event, (0, 18))
    (hit,) = filled(document).find("valaam").hits
    assert (hit.table, hit.id, hit.title, hit.also) == ("citation", cited, "They met in Valaam", "The Paper")


def test_what_stands_only_in_texts_is_found_there_with_its_surroundings(document: Document) -> None:
    text = "First paragraph.\nThe Ærø delegation of Łódź went home early, as was said by everybody in the room.\nEnd."
    source = sources.add_source(document, text, title="The Paper")
    event = events.add_event(document, title="E", description="about the delegation")
    found = filled(document).find_in_texts(document, "delegation")
    assert [(hit.table, hit.id, hit.rank) for hit in found] == [
        ("event", event, Rank.TEXT),
        ("source", source, Rank.TEXT),
    ]
    passage = found[1]
    assert passage.start == text.index("delegation")
    assert passage.title.startswith("The Ærø delegation of Łódź")
    assert passage.also == "The Paper"


def test_a_passage_that_is_cited_leads_to_its_citation(document: Document) -> None:
    text = "Somebody said something of weight. Nobody heard."
    source = sources.add_source(document, text, title="S")
    cited = citations.cite(document, source, "event", events.add_event(document, title="E"), (0, 34))
    (hit,) = filled(document).find_in_texts(document, "weight")
    assert (hit.table, hit.id) == ("citation", cited)


def test_what_was_found_by_name_is_not_found_again_in_texts(document: Document) -> None:
    events.add_event(document, title="Talks", description="Talks about talks")
    index = filled(document)
    known = index.find("talks").hits
    assert len(known) == 1
    assert index.find_in_texts(document, "talks", known) == []


@pytest.mark.parametrize("asked", ["", "   ", "–", "…!?", "\0", "%", '"', "*"])
def test_no_word_finds_nothing(document: Document, asked: str) -> None:
    actors.add_actor(document, name="A – B *")
    index = filled(document)
    assert index.find(asked) == Answer()
    assert index.find_in_texts(document, asked) == []


def test_every_table_gets_its_share_of_the_places_and_the_count_is_of_all(document: Document) -> None:
    with one_step(document, "Many"):
        for number in range(70):
            events.add_event(document, title=f"talks {number}")
        actors.add_actor(document, name="Talks committee")
        sources.add_source(document, title="On talks")
    answer = filled(document).find("talks")
    assert len(answer.hits) == MOST
    assert answer.counts == {"actor": 1, "event": 70, "source": 1}
    assert [len(titles(answer, which)) for which in ("actor", "event", "source")] == [1, MOST - 2, 1]


def test_old_names_answer_until_all_new_ones_are_read(document: Document) -> None:
    actor = actors.add_actor(document, name="Before")
    index = filled(document)
    actors.change_actor(document, ActorId(actor), name="After")
    filling = index.fill(document)
    next(filling)
    assert index.find("before").hits
    for _ in filling:
        continue
    assert not index.find("before").hits
    assert index.find("after").hits


def test_names_may_change_while_they_are_read(document: Document) -> None:
    fill_at_random(document, 3)
    filling = NameIndex().fill(document)
    for number, _ in enumerate(filling):
        actors.add_actor(document, name=f"New {number}")


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("Alexander Lukashenko", "luk", ["Luk"]),
        ("Aleksandr Łukašenka", "lukas alex", ["Łukaš"]),
        ("Cœur de Lion", "coeur", ["Cœur"]),
        ("🕊 Łódź", "lodz", ["Łódź"]),
        ("Minsk", "zzz", []),
        ("Minsk", "", []),
        ("talks on talks", "talks", ["talks"]),
    ],
)
def test_what_was_typed_is_marked_in_the_name_as_written(text: str, asked: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in matches(text, asked)] == expected


def test_a_key_sets_words_apart_whatever_stands_between_them() -> None:
    assert key("Bolton–Lukashenko (“talks”)") == " bolton lukashenko talks"


def test_kinds_in_use_are_counted_and_those_above_them_listed(document: Document) -> None:
    vocabulary.add_kind(document, key="actor.militia", scope="actor", label="militia")
    who = [
        actors.add_actor(document, name=kind or "none", kind=kind)
        for kind in ("", "actor.person", "actor.group.armed_group", "actor.militia")
    ]
    for kind in ("event.consult.visit", "event.consult.visit", "event.accuse", ""):
        events.add_event(document, title="E", kind=kind)
    links.link_actors(document, who[0], who[1], kind="link.leads")
    assert used_kinds(document) == [
        UsedKind("actor.person", "person", 1),
        UsedKind("actor.group", "group", 1),
        UsedKind("actor.other", "other", 1),
        UsedKind("event.consult", "Consult / meet", 0),
        UsedKind("event.consult.visit", "Consult / meet: visit", 2),
        UsedKind("event.accuse", "Accuse / criticise", 1),
        UsedKind("link.leads", "leads", 1),
    ]


def test_everything_of_a_project_at_random_is_found_by_its_own_name(at_random: Document) -> None:
    index = filled(at_random)
    with at_random.read() as connection:
        for which, column in (("actor", "name"), ("event", "title"), ("source", "title")):
            for row, name in connection.execute(f"SELECT id, {column} FROM {which}").fetchall():
                assert (which, row) in [(hit.table, hit.id) for hit in index.find(name).hits]


def test_history_is_read_in_pages_the_undone_steps_first(document: Document) -> None:
    for number in range(7):
        actors.add_actor(document, name=f"A{number}")
    document.undo()
    document.undo()
    assert history_extent(document) == (7, 2)
    whole = document.history()
    assert history_page(document, 0, 3) + history_page(document, 3, 10) == whole
    assert step_labels(document) == [step.label for step in whole]
    assert last_done(document) == whole[2].n
    assert steps_between(document, 0, whole[2].n) == 5
    assert steps_between(document, whole[0].n, whole[2].n) == 2
    for _ in range(5):
        document.undo()
    assert (history_extent(document), last_done(document)) == ((7, 7), 0)


def test_travelling_is_told_as_one_change_and_comes_to_the_same_as_single_steps(document: Document) -> None:
    fill_at_random(document, 1)
    first = last_done(document)
    kept = actors.add_actor(document, name="Kept")
    gone = actors.add_actor(document, name="Gone")
    actors.change_actor(document, kept, name="Renamed")
    actors.remove_actors(document, gone)
    last, whole = last_done(document), everything(document)
    told: list[object] = []
    document.changed.connect(told.append)
    back = document.travel(first)
    assert told == [back]
    assert back is not None
    assert (dict(back.added), dict(back.updated), dict(back.removed)) == ({}, {}, {"actor": frozenset({kept})})
    assert filled(document).find("kept").hits == []
    forth = document.travel(last)
    assert forth is not None
    assert (dict(forth.added), dict(forth.updated), dict(forth.removed)) == ({"actor": frozenset({kept})}, {}, {})
    assert [hit.title for hit in filled(document).find("renamed").hits] == ["Renamed"]
    assert document.travel(last) is None
    assert everything(document) == whole
    document.travel(0)
    document.travel(last)
    assert everything(document) == whole


def test_travelling_stops_when_the_time_is_up_after_one_step_at_least(document: Document) -> None:
    for number in range(5):
        actors.add_actor(document, name=f"A{number}")
    calls = 0
    while document.travel(0, 0.0) is not None:
        calls += 1
    assert calls == 5
    assert last_done(document) == 0
