"""Who says it: what rests on whose word, by hand and against a calculation; who is quoted; how a fact stands."""

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.core.commands.project import opened
from tests.core.queries.random_projects import Table, table

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries import details, speakers
from geoeditor.core.queries.speakers import LeftOut, Quoted, SpeakerLimits, Voice, left_out

TEXT = "The treaty was signed. Orlov said that, as Mrs Ames told him, the fleet had sailed. Ames: the port is shut."


@pytest.fixture
def quoted(document: Document) -> dict[str, Any]:
    """Fill a project: what a source says, what Ames says, what Orlov says that she says, and what both say."""
    made: dict[str, Any] = {name: actors.add_actor(document, name=name) for name in ("Orlov", "Ames")}
    made |= {name: events.add_event(document, title=name) for name in ("signed", "sailed", "shut", "both", "bare")}
    made["ally"] = links.link_actors(document, made["Orlov"], made["Ames"])
    made["paper"] = sources.add_source(document, TEXT, title="The paper", publisher="Selin Courier")

    def cite(fact: str, *chain: str, stance: str = "supports") -> int:
        said = [Speaker(actor_id=made[name]) for name in chain]
        target = "link" if fact == "ally" else "event"
        return citations.cite(document, made["paper"], target, made[fact], None, said, stance=stance)

    made["cite"] = cite
    made["c_signed"] = cite("signed")
    made["c_sailed"] = cite("sailed", "Orlov", "Ames")
    made["c_shut"] = cite("shut", "Ames")
    made["c_both"] = [cite("both", "Ames"), cite("both", "Orlov")]
    made["c_ally"] = cite("ally", "Ames")
    return made


def hidden(document: Document, target: str, *without: Voice) -> frozenset[int]:
    return left_out(document, target, SpeakerLimits(without=without)).hidden


def only(document: Document, target: str, *voices: Voice) -> frozenset[int]:
    found = left_out(document, target, SpeakerLimits(only=voices)).only
    assert found is not None
    return found


def voice(document: Document, actor: ActorId) -> Voice:
    found = speakers.voice_of(document, actor)
    assert found is not None
    return found


def test_what_rests_only_on_somebody_ends_in_them_in_every_claim(document: Document, quoted: dict[str, Any]) -> None:
    ames, orlov = voice(document, quoted["Ames"]), voice(document, quoted["Orlov"])
    assert hidden(document, "event", ames) == {quoted["sailed"], quoted["shut"]}
    assert hidden(document, "link", ames) == {quoted["ally"]}
    assert hidden(document, "citation", ames) == {
        quoted["c_sailed"], quoted["c_shut"], quoted["c_both"][0], quoted["c_ally"],
    }  # fmt: skip
    assert hidden(document, "event", orlov) == frozenset()  # what he passes on is not his word
    assert hidden(document, "event", ames, orlov) == {quoted["sailed"], quoted["shut"], quoted["both"]}


def test_a_second_voice_keeps_a_fact_and_a_contradiction_does_not(document: Document, quoted: dict[str, Any]) -> None:
    ames = voice(document, quoted["Ames"])
    against = quoted["cite"]("shut", "Orlov", stance="contradicts")
    quoted["cite"]("shut", stance="mentions")
    assert quoted["shut"] in hidden(document, "event", ames)
    citations.change_citation(document, against, stance="supports")
    assert quoted["shut"] not in hidden(document, "event", ames)
    document.undo()
    assert quoted["shut"] in hidden(document, "event", ames)
    quoted["cite"]("sailed")  # a source says so itself
    assert hidden(document, "event", ames) == {quoted["shut"]}


def test_somebody_says_what_they_pass_on_too(document: Document, quoted: dict[str, Any]) -> None:
    orlov = voice(document, quoted["Orlov"])
    assert only(document, "event", orlov) == {quoted["sailed"], quoted["both"]}
    assert only(document, "link", orlov) == frozenset()
    assert only(document, "citation", orlov) == {quoted["c_sailed"], quoted["c_both"][1]}
    assert left_out(document, "link", SpeakerLimits(only=(orlov,))).hides(quoted["ally"])


def test_a_speaker_without_an_actor_counts_by_name(document: Document, quoted: dict[str, Any]) -> None:
    actors.add_name(document, quoted["Ames"], name="Mrs Ames")
    citations.cite(document, quoted["paper"], "event", quoted["bare"], None, [Speaker("Mrs Ames")])
    ames = voice(document, quoted["Ames"])
    assert quoted["bare"] in hidden(document, "event", ames)
    assert hidden(document, "event", Voice(None, ("Mrs Ames",))) == {quoted["bare"]}
    before = hidden(document, "event", ames)
    actors.remove_actors(document, quoted["Ames"])
    assert hidden(document, "event", ames) == before  # the name is kept where the actor goes


def test_a_fact_goes_by_stance_where_all_its_passages_are_of_it(document: Document, quoted: dict[str, Any]) -> None:
    quoted["cite"]("bare", "Orlov", stance="contradicts")
    denied = quoted["cite"]("signed", stance="contradicts")
    limits = SpeakerLimits(stances=frozenset({"contradicts"}))
    assert left_out(document, "event", limits) == LeftOut(frozenset({quoted["bare"]}))
    assert denied in left_out(document, "citation", limits).hidden
    quoted["cite"]("bare", stance="mentions")
    assert not left_out(document, "event", limits)


def test_who_is_quoted_is_told_with_how_much(document: Document, quoted: dict[str, Any]) -> None:
    citations.cite(document, quoted["paper"], "event", quoted["signed"], None, [Speaker("A spokesman")])
    citations.cite(document, quoted["paper"], "event", quoted["bare"], None, [Speaker("Ames")])
    assert speakers.speakers(document) == [
        Quoted(Voice(quoted["Ames"], ("Ames",)), says=5, alone=4),
        Quoted(Voice(quoted["Orlov"], ("Orlov",)), says=2, alone=0),
        Quoted(Voice(None, ("A spokesman",)), says=1, alone=0),
    ]


def test_behind_a_record_stand_those_whose_word_it_is(document: Document, quoted: dict[str, Any]) -> None:
    def behind(target: str, row: int) -> list[str]:
        return [found.name for found in speakers.voices_behind(document, target, row)]

    assert behind("actor", quoted["Ames"]) == ["Ames"]
    assert behind("citation", quoted["c_sailed"]) == ["Ames"]
    assert behind("event", quoted["both"]) == ["Ames", "Orlov"]
    assert behind("event", quoted["signed"]) == behind("event", quoted["bare"]) == []
    assert behind("citation", quoted["c_signed"]) == behind("source", quoted["paper"]) == []


def test_a_fact_stands_as_its_passages_let_it(document: Document, quoted: dict[str, Any]) -> None:
    def stands(fact: str) -> tuple[str, tuple[str, ...]]:
        found = speakers.footing(document, "event", quoted[fact])
        return found.standing, found.speakers

    assert stands("bare") == ("uncited", ())
    quoted["cite"]("bare", stance="mentions")
    assert stands("bare") == ("mentioned", ())
    assert stands("signed") == ("reported", ())
    assert stands("sailed") == ("claimed", ("Ames",))
    assert stands("both") == ("claimed", ("Ames", "Orlov"))
    other = sources.add_source(document, "", title="Another", publisher="The Gazette")
    citations.cite(document, other, "event", quoted["sailed"])
    assert stands("sailed") == ("corroborated", ())
    citations.cite(document, other, "event", quoted["shut"], stance="contradicts")
    assert stands("shut") == ("disputed", ("Ames",))


def test_what_is_left_out_is_that_of_the_calculation(at_random: Document) -> None:
    said, cited = table(at_random, "attribution"), table(at_random, "citation")
    named = [Voice(None, ("Batka",)), Voice(None, ("Bolton", "Anna"))]
    people = [voice(at_random, ActorId(row["id"])) for row in table(at_random, "actor")][:4]
    stances = (frozenset[str](), frozenset({"contradicts"}), frozenset({"supports", "mentions"}))
    for target, one, off in product(("event", "link"), (*named, *people), stances):
        rows = [row["id"] for row in table(at_random, target)]
        limits = SpeakerLimits((), (one,), off)
        wanted = {row for row in rows if _rests_only_on(said, cited, f"{target}_id", row, one)}
        wanted |= {row for row in rows if _is_only(cited, f"{target}_id", row, off)}
        assert left_out(at_random, target, limits) == LeftOut(frozenset(wanted))
        assert left_out(at_random, target, limits, rows[::2]).hidden == wanted & set(rows[::2])
        spoken = {row for row in rows if _is_said_by(said, cited, f"{target}_id", row, one)}
        assert only(at_random, target, one) == spoken
        some = left_out(at_random, target, SpeakerLimits(only=(one,)), rows[1:])
        assert some.only == frozenset(spoken & set(rows[1:]))


def _chain(said: Table, citation: int) -> Table:
    return sorted((row for row in said if row["citation_id"] == citation), key=lambda row: row["ordinal"])


def _is(row: dict[str, Any], one: Voice) -> bool:
    return row["actor_id"] == one.actor if row["actor_id"] is not None else row["name"] in one.names


def _supporting(cited: Table, column: str, fact: int) -> Table:
    return [row for row in cited if row[column] == fact and row["stance"] == "supports"]


def _rests_only_on(said: Table, cited: Table, column: str, fact: int, one: Voice) -> bool:
    chains = [_chain(said, row["id"]) for row in _supporting(cited, column, fact)]
    return bool(chains) and all(chain and _is(chain[-1], one) for chain in chains)


def _is_said_by(said: Table, cited: Table, column: str, fact: int, one: Voice) -> bool:
    return any(_is(each, one) for row in _supporting(cited, column, fact) for each in _chain(said, row["id"]))


def _is_only(cited: Table, column: str, fact: int, stances: frozenset[str]) -> bool:
    found = [row["stance"] for row in cited if row[column] == fact]
    return bool(found) and set(found) <= stances


def test_the_item_of_2019_is_two_speakers_deep(shared: Path, tmp_path: Path) -> None:
    text = (shared / "reading" / "seed.txt").read_text()
    with opened(tmp_path / "seed.geoeditor") as document:
        bolton = actors.add_actor(document, name="John Bolton")
        lukashenko = actors.add_actor(document, name="Alexander Lukashenko")
        source = sources.add_source(document, text, title="The seed")
        start = text.index("This echoes a 2019")
        span = (start, text.index(".", text.index("sovereignty", start)) + 1)
        meeting = events.add_event(document, title="A meeting in 2019", t="2019")
        said = [Speaker(mode="alleges", actor_id=bolton), Speaker(actor_id=lukashenko)]
        cited = citations.cite(document, source, "event", meeting, span, said)
        assert [(who.name, who.mode) for who in details.speakers_of(document, cited)] == [
            ("John Bolton", "alleges"),
            ("Alexander Lukashenko", "states"),
        ]
        assert hidden(document, "event", voice(document, lukashenko)) == {meeting}
        assert hidden(document, "event", voice(document, bolton)) == frozenset()


@pytest.mark.parametrize("found", [LeftOut(), LeftOut(frozenset({1, 5}), frozenset({2, 3, 5}))])
def test_a_mask_hides_what_is_hidden_one_by_one(found: LeftOut) -> None:
    ids = np.arange(8)
    assert found.mask(ids).tolist() == [found.hides(row) for row in range(8)]
