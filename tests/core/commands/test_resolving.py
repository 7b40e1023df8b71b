"""Unnamed actors: who they are, with everything moved, nothing lost, and the way back at any later time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.core.commands.project import opened
from tests.proofs.soundness import Facts, facts, problems

from geoeditor.core.commands import actors, citations, events, links, sources, tags, views
from geoeditor.core.commands.acceptance import ActorProposal, Proposals, accept_proposal
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.resolving import resolve, resolve_to, unresolve
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, SourceId
from geoeditor.core.queries.checking import RESOLVED, UNNAMED, check_items

TEXT = "The minister's aide flew to Oslo. The aide met envoys there. A second envoy said the aide was tired. " * 4


@dataclass
class World:
    """A small project in which somebody is not named."""

    document: Document
    aide: ActorId
    minister: ActorId
    envoy: ActorId
    ann: ActorId
    bob: ActorId
    talks: EventId
    advises: LinkId
    source: SourceId
    other: SourceId

    def resolve(self, *people: ActorId) -> None:
        resolve(self.document, self.aide, people)


def build(path: Path) -> World:
    document = opened(path)
    minister, ann, bob = (actors.add_actor(document, name=name) for name in ("The Minister", "Ann Berg", "Bob Dahl"))
    aide = actors.add_actor(document, name="the minister's aide", named=False, kind="actor.person")
    envoy = actors.add_actor(document, name="a second envoy", named=False)
    source = sources.add_source(document, TEXT, title="First article", publisher="One")
    other = sources.add_source(document, TEXT + "More.", title="Second article", publisher="Two")
    talks = events.add_event(document, title="Talks in Oslo", t="2025-03")
    advises = links.link_actors(document, aide, minister, kind="link.advises", t="2024/..")
    links.link_actors(document, envoy, aide, kind="link.contact_of")
    part = events.connect_actor(document, talks, aide, role="role.participant")
    citations.cite(document, source, "actor", aide, (0, 33))
    citations.cite(document, source, "participation", part, (34, 60))
    citations.cite(document, source, "link", advises, (0, 33), [Speaker("a second envoy", "claims", envoy)])
    citations.cite(document, source, "event", talks, (61, 99), [Speaker("the aide", "states", aide)])
    actors.add_name(document, aide, name="the aide", kind="description")
    tags.tag(document, tags.add_tag(document, name="Diplomacy"), "actor", aide)
    views.place_nodes(document, {aide: (10.0, 20.0)}, "Move")
    return World(document, aide, minister, envoy, ann, bob, talks, advises, source, other)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = build(tmp_path / "project.geoeditor")
    with made.document:
        yield made
        assert problems(made.document) == []


def passages(document: Document) -> set[tuple[object, ...]]:
    """Return every passage that is evidence of anything, with who says it."""
    with document.read() as connection:
        return set(connection.execute('SELECT source_id, "start", "end", quote FROM citation'))


def rows(document: Document, query: str, *values: int) -> list[tuple[object, ...]]:
    with document.read() as connection:
        return connection.execute(query, values).fetchall()


def unlike(before: Facts, after: Facts) -> list[tuple[str, int]]:
    """Return the rows that are not in both, or differ."""
    return [
        (table, row)
        for table in before
        for row in {*before[table], *after[table]}
        if before[table].get(row) != after[table].get(row)
    ]


def unnamed(document: Document) -> list[str]:
    return [item.words for item in check_items(document) if item.section == UNNAMED]


def test_all_that_hangs_on_the_unnamed_goes_to_the_named_one_in_one_step(world: World) -> None:
    document, before = world.document, facts(world.document)
    evidence = passages(document)
    world.resolve(world.ann)
    assert document.history()[0].label == "Resolve “the minister's aide” to Ann Berg"
    ends = "SELECT from_id, to_id FROM link WHERE id = ?"
    assert rows(document, ends, world.advises) == [(world.ann, world.minister)]
    assert rows(document, "SELECT actor_id FROM participation") == [(world.ann,)]
    assert rows(document, "SELECT count(*) FROM citation WHERE actor_id = ?", world.ann) == [(1,)]
    assert rows(document, "SELECT actor_id, name FROM attribution WHERE name = 'the aide'") == [(world.ann, "the aide")]
    assert rows(document, "SELECT x, y FROM placement WHERE actor_id = ?", world.ann) == [(10.0, 20.0)]
    assert passages(document) == evidence
    assert rows(document, "SELECT name FROM actor WHERE id = ?", world.aide) == []
    document.undo()
    assert facts(document) == before


def test_the_list_shrinks_and_the_resolved_are_listed_to_be_taken_back(world: World) -> None:
    assert unnamed(world.document) == ["the minister's aide", "a second envoy"]
    world.resolve(world.ann)
    assert unnamed(world.document) == ["a second envoy"]
    (item,) = (item for item in check_items(world.document) if item.section == RESOLVED)
    assert (item.words, item.detail, item.fact, item.id) == (
        "the minister's aide", "is Ann Berg", ("actor", world.ann), world.aide,
    )  # fmt: skip
    unresolve(world.document, world.aide)
    assert unnamed(world.document) == ["the minister's aide", "a second envoy"]


def test_its_words_describe_the_named_one_unless_they_describe_somebody_else_too(world: World) -> None:
    actors.add_actor(world.document, name="The aide", named=False)
    world.resolve(world.ann)
    described = "SELECT name, kind FROM actor_name WHERE actor_id = ? ORDER BY name"
    assert rows(world.document, described, world.ann) == [("the minister's aide", "description")]


@pytest.mark.parametrize("count", [1, 2])
def test_taking_it_back_brings_everything_back_to_the_letter(world: World, count: int) -> None:
    before = facts(world.document)
    world.resolve(*(world.ann, world.bob)[:count])
    assert unresolve(world.document, world.aide).left == ()
    assert unlike(before, facts(world.document)) == []


def test_several_people_each_get_everything_with_its_evidence(world: World) -> None:
    evidence = passages(world.document)
    world.resolve(world.ann, world.bob)
    for person in (world.ann, world.bob):
        (link,) = rows(world.document, "SELECT id FROM link WHERE from_id = ? AND to_id = ?", person, world.minister)
        assert rows(world.document, "SELECT quote FROM citation WHERE link_id = ?", int(str(link[0]))) == [(TEXT[:33],)]
        part = "SELECT c.quote FROM participation p JOIN citation c ON c.participation_id = p.id WHERE p.actor_id = ?"
        assert rows(world.document, part, person) == [(TEXT[34:60],)]
        assert rows(world.document, "SELECT count(*) FROM attribution WHERE actor_id = ?", person) == [(1,)]
        assert rows(world.document, "SELECT count(*) FROM tagging WHERE actor_id = ?", person) == [(1,)]
    assert passages(world.document) == evidence
    assert rows(world.document, "SELECT count(*) FROM actor_name") == [(0,)]


def test_equal_links_and_parts_become_one_with_both_passages_and_come_apart_again(world: World) -> None:
    document = world.document
    mine = links.link_actors(document, world.ann, world.minister, kind="link.advises", t="2024/..")
    citations.cite(document, world.other, "link", mine, (0, 33))
    part = events.connect_actor(document, world.talks, world.ann, role="role.participant")
    citations.cite(document, world.other, "participation", part, (34, 60))
    before, evidence = facts(document), passages(document)
    world.resolve(world.ann)
    twins = rows(document, "SELECT id FROM link WHERE from_id = ? AND to_id = ?", world.ann, world.minister)
    assert twins == [(mine,)]
    assert rows(document, "SELECT count(*) FROM citation WHERE link_id = ?", mine) == [(2,)]
    assert rows(document, "SELECT count(*) FROM participation") == [(1,)]
    assert rows(document, "SELECT count(*) FROM citation WHERE participation_id = ?", part) == [(2,)]
    assert passages(document) == evidence
    assert unresolve(document, world.aide).left == ()
    assert unlike(before, facts(document)) == []


def test_a_link_that_says_more_stays_beside_the_equal_one(world: World) -> None:
    document = world.document
    links.change_link(document, world.advises, description="on fish only")
    links.link_actors(document, world.ann, world.minister, kind="link.advises", t="2024/..")
    world.resolve(world.ann)
    assert len(rows(document, "SELECT id FROM link WHERE from_id = ?", world.ann)) == 2


def test_just_the_same_passage_is_kept_once(world: World) -> None:
    document = world.document
    citations.cite(document, world.source, "actor", world.ann, (0, 33))
    before = facts(document)
    world.resolve(world.ann)
    assert rows(document, "SELECT count(*) FROM citation WHERE actor_id = ?", world.ann) == [(1,)]
    unresolve(document, world.aide)
    assert unlike(before, facts(document)) == []


def test_a_link_to_the_one_it_turns_out_to_be_leaves_its_passages_with_that_one(world: World) -> None:
    before, evidence = facts(world.document), passages(world.document)
    world.resolve(world.minister)
    assert rows(world.document, "SELECT 1 FROM link WHERE id = ?", world.advises) == []
    assert passages(world.document) == evidence
    assert unresolve(world.document, world.aide).left == ()
    assert unlike(before, facts(world.document)) == []


def test_what_was_added_since_stays_with_the_named_one(world: World) -> None:
    document = world.document
    world.resolve(world.ann)
    later = citations.cite(document, world.other, "link", world.advises, (34, 60))
    trade = links.link_actors(document, world.ann, world.bob, kind="link.trades_with")
    assert unresolve(document, world.aide).left == ()
    (home,) = rows(document, "SELECT link_id FROM citation WHERE id = ?", later)
    ends = rows(document, "SELECT from_id, to_id, t FROM link WHERE id = ?", int(str(home[0])))
    assert ends == [(world.ann, world.minister, "2024/..")]
    assert rows(document, "SELECT from_id FROM link WHERE id = ?", trade) == [(world.ann,)]
    assert rows(document, "SELECT from_id FROM link WHERE id = ?", world.advises) == [(world.aide,)]
    assert rows(document, "SELECT quote FROM citation WHERE link_id = ?", world.advises) == [(TEXT[:33],)]


def test_a_copy_that_was_edited_since_stays_and_is_told(world: World) -> None:
    document = world.document
    world.resolve(world.ann, world.bob)
    (copy,) = rows(document, "SELECT id FROM link WHERE from_id = ? AND to_id = ?", world.bob, world.minister)
    links.change_link(document, LinkId(int(str(copy[0]))), label="counsels")
    assert unresolve(document, world.aide).left == ("the link of “Bob Dahl” and “The Minister”",)
    assert rows(document, "SELECT label FROM link WHERE from_id = ?", world.bob) == [("counsels",)]


def test_what_was_removed_since_does_not_come_back_and_is_told(world: World) -> None:
    document = world.document
    world.resolve(world.ann)
    links.remove_links(document, world.advises)
    assert unresolve(document, world.aide).left == ("a link that was removed since",)
    assert rows(document, "SELECT count(*) FROM actor WHERE id = ?", world.aide) == [(1,)]


def test_who_it_is_may_be_somebody_new_made_in_the_same_step(world: World) -> None:
    (made,) = resolve_to(world.document, world.aide, [(None, "Cara Ek")], "named in the second article")
    assert rows(world.document, "SELECT name, named FROM actor WHERE id = ?", made) == [("Cara Ek", 1)]
    assert rows(world.document, "SELECT k.key FROM actor a JOIN kind k ON k.id = a.kind_id WHERE a.id = ?", made) == [
        ("actor.person",)
    ]
    assert rows(world.document, "SELECT reason FROM merge") == [("named in the second article",)]
    world.document.undo()
    assert rows(world.document, "SELECT 1 FROM actor WHERE id = ?", made) == []


def test_only_the_unnamed_are_resolved_and_only_to_the_named(world: World) -> None:
    before = facts(world.document)
    for who, people, why in (
        (world.ann, [world.bob], "has a name"),
        (world.aide, [], "choose at least one"),
        (world.aide, [world.envoy], "not named yet"),
        (world.aide, [ActorId(77)], "no longer in the project"),
    ):
        with pytest.raises(UserError, match=why):
            resolve(world.document, who, people)
    with pytest.raises(UserError, match="not resolved"):
        unresolve(world.document, world.aide)
    assert facts(world.document) == before


def test_said_not_to_be_the_same_before_is_remembered_again_after(world: World) -> None:
    with world.document.edit("Not the same") as edit:
        edit.execute("INSERT INTO merge(id, old_id, new_id, same) VALUES(5, ?, ?, 0)", (world.aide, world.ann))
    before = facts(world.document)
    world.resolve(world.ann)
    unresolve(world.document, world.aide)
    assert facts(world.document) == before


def proposals(name: str) -> Proposals:
    proposed: ActorProposal = {
        "name": name, "kind": "person", "named": False, "aliases": (), "mentions": [(0, 19)], "score": 0.9, "rule": "r",
    }  # fmt: skip
    return {"sentences": [{"span": (0, 33)}], "actors": [proposed], "dates": [], "events": [], "links": []}


def test_the_same_words_in_two_articles_are_never_one_actor_by_themselves(world: World) -> None:
    document = world.document
    accept_proposal(document, world.source, proposals("her adviser"), "actor", 0)
    first = accept_proposal(document, world.source, proposals("her adviser"), "actor", 0)
    second = accept_proposal(document, world.other, proposals("her adviser"), "actor", 0)
    assert unnamed(document).count("her adviser") == 2
    resolve(document, ActorId(first[1]), [world.ann])
    assert unnamed(document).count("her adviser") == 1
    assert accept_proposal(document, world.source, proposals("her adviser"), "actor", 0) == ("actor", world.ann)
    assert accept_proposal(document, world.other, proposals("her adviser"), "actor", 0) == second


def test_a_description_of_a_named_actor_names_nobody_in_another_article(world: World) -> None:
    document = world.document
    first = accept_proposal(document, world.source, proposals("her adviser"), "actor", 0)
    resolve(document, ActorId(first[1]), [world.ann])
    fresh = accept_proposal(document, world.other, proposals("her adviser"), "actor", 0)
    assert fresh[1] not in (world.ann, first[1])
    assert rows(document, "SELECT count(*) FROM actor_name WHERE actor_id = ?", world.ann) == [(1,)]


class Walk:
    """Random edits, resolutions and their taking back, with what each edit touched written down."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.document = world, world.document
        self.dice = random.Random(seed)
        self.resolved: list[ActorId] = []
        self.named = [world.minister, world.ann, world.bob]
        self.touched: set[tuple[str, int]] = set()

    def step(self) -> None:
        """Do something."""
        with_edit = self.dice.random() < 0.7
        before = facts(self.document)
        if with_edit:
            self.dice.choice((self.link, self.cite, self.join, self.relabel, self.say, self.retitle, self.drop))()
            self.touched |= set(unlike(before, facts(self.document)))
        elif self.resolved and self.dice.random() < 0.5:
            self.unresolve(self.dice.choice(self.resolved))
        else:
            self.resolve()

    def some(self, query: str) -> int | None:
        found = rows(self.document, query)
        return int(str(self.dice.choice(found)[0])) if found else None

    def resolve(self) -> None:
        free = [who for who in (self.world.aide, self.world.envoy) if who not in self.resolved]
        if free:
            who, evidence = self.dice.choice(free), passages(self.document)
            resolve(self.document, who, self.dice.sample(self.named, self.dice.choice((1, 1, 2))))
            self.resolved.append(who)
            assert passages(self.document) == evidence
            pairs = "SELECT from_id, to_id, kind_id, label, status, t, description FROM link WHERE from_id = to_id"
            assert rows(self.document, pairs) == []

    def unresolve(self, who: ActorId) -> None:
        evidence = passages(self.document)
        unresolve(self.document, who)
        self.resolved.remove(who)
        assert passages(self.document) == evidence

    def link(self) -> None:
        start, end = self.dice.sample(self.named, 2)
        links.link_actors(self.document, start, end, kind=self.dice.choice(("link.advises", "link.allied_with")))

    def cite(self) -> None:
        table = self.dice.choice(("actor", "event", "link", "participation"))
        fact = self.some(f"SELECT id FROM {table}")
        if fact is not None:
            start = self.dice.randrange(0, 200)
            said = [Speaker("Ann Berg", "states", self.world.ann)] if self.dice.random() < 0.3 else []
            citations.cite(self.document, self.world.other, table, fact, (start, start + 20), said)

    def join(self) -> None:
        event = events.add_event(self.document, title="Another event")
        events.connect_actor(self.document, event, self.dice.choice(self.named), role="role.actor")

    def relabel(self) -> None:
        link = self.some("SELECT id FROM link")
        if link is not None:
            links.change_link(self.document, LinkId(link), label=self.dice.choice(("", "counsels", "knows")))

    def say(self) -> None:
        citation = self.some("SELECT id FROM citation")
        if citation is not None:
            citations.set_speakers(self.document, CitationId(citation), [Speaker("Bob Dahl", "claims", self.world.bob)])

    def retitle(self) -> None:
        actors.change_actor(self.document, self.dice.choice(self.named), description=str(self.dice.random()))

    def drop(self) -> None:
        """Remove a link or a passage now and then."""
        row = self.some(f"SELECT id FROM {'link' if self.dice.random() < 0.5 else 'citation'}")
        if row is not None and self.dice.random() < 0.5:
            with self.document.edit("Remove") as edit:
                edit.remove("link", row)
                edit.remove("citation", row)


@pytest.mark.parametrize("seed", range(20))
def test_random_ways_lose_no_passage_and_leave_the_untouched_as_it_was(world: World, seed: int) -> None:
    before = facts(world.document)
    walk = Walk(world, seed)
    for _ in range(25):
        walk.step()
    while walk.resolved:
        walk.unresolve(walk.dice.choice(walk.resolved))
    after = facts(world.document)
    changed = {pair for pair in unlike(before, after) if pair not in walk.touched}
    fresh = {(table, row) for table, row in changed if row not in before[table]}
    assert {pair for pair in changed - fresh if not gone_with(pair, before, after, walk.touched)} == set()
    assert {table for table, _ in fresh} <= {"link", "participation", "citation", "attribution", "dating", "tagging"}
    assert problems(world.document) == []


def gone_with(pair: tuple[str, int], before: Facts, after: Facts, touched: set[tuple[str, int]]) -> bool:
    """Tell whether a row went, or stayed away, because something else was edited that it hung on."""
    table, row = pair
    return row not in after[table] and any(
        isinstance(value, int) and any(other == value for _, other in touched) for value in before[table][row]
    )
