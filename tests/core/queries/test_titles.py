"""Titles against the roles that the project knows at a date."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.project import opened

from geoeditor.core.commands import actors, links, sources
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, SourceId
from geoeditor.core.queries.checking import CheckItem
from geoeditor.core.queries.titles import TitleUse, dated_sources, find_mismatches, has_roles

TEXT = "The former U.S. president spoke. President Berg spoke."


class World:
    """A person, a state, and a source."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.person = actors.add_actor(document, name="Anna Berg", kind="actor.person")
        self.other = actors.add_actor(document, name="Carl Dahl", kind="actor.person")
        self.state = actors.add_actor(document, name="United States", kind="actor.state")
        actors.add_name(document, self.state, name="America")

    def role(
        self, t: str, kind: str = "link.leads", label: str = "", status: str = "occurred", who: ActorId | None = None
    ) -> None:
        ends = (who or self.person, self.state)
        links.link_actors(
            self.document, *(ends if kind != "link.employs" else ends[::-1]), kind=kind, t=t, label=label, status=status
        )

    def source(self, t: str) -> SourceId:
        return sources.add_source(self.document, TEXT, title="S", t=t)

    def listed(self, use: TitleUse, published: str = "2025-08-05") -> list[CheckItem]:
        source = self.source(published)
        return [item for found in find_mismatches(self.document, 100, {source: [use]}) for item in found.items]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with opened(tmp_path / "p.geoeditor") as document:
        yield World(document)


def used(
    claim: str,
    *,
    who: str = "",
    people: tuple[str, ...] = (),
    body: str = "United States",
    hint: str = "",
    title: str = "president",
    link: str = "link.leads",
    years: tuple[int, ...] = (),
) -> TitleUse:
    return {
        "span": (4, 25), "words": "former U.S. president", "claim": claim, "title": title, "link": link, "who": who,
        "hint": hint, "people": people, "body": body, "body_words": "U.S." if body else "", "sentence": (0, 32),
        "years": years,
    }  # fmt: skip


def test_former_is_listed_while_the_role_is_held(world: World) -> None:
    world.role("2025-01-20/..")
    (item,) = world.listed(used("past", people=("Anna Berg",)))
    assert item.words == "“former U.S. president”"
    assert (
        item.detail
        == "by the project, Anna Berg leads United States since 20 Jan 2025\nThe former U.S. president spoke."
    )
    assert item.span == (0, 32)
    assert item.fact is not None and item.fact[0] == "link"


@pytest.mark.parametrize(
    ("claim", "t", "published", "count"),
    [
        ("past", "2025-01-20/..", "2025-08-05", 1),
        ("past", "2025-01-20/..", "2024-08-05", 0),
        ("past", "2025-01-20/..", "2025", 0),
        ("past", "2017-01-20/2021-01-20", "2025-08-05", 0),
        ("past", "2017-01-20/2021-01-20", "2019-08-05", 1),
        ("past", "2025-01-20/", "2025-08-05", 0),
        ("past", "2025", "2025-08-05", 0),
        ("then", "2025-01-20/..", "2025-08-05", 1),
        ("present", "2025-01-20/..", "2025-08-05", 0),
        ("present", "2025-01-20/..", "2024-08-05", 1),
        ("present", "2017-01-20/2021-01-20", "2025-08-05", 1),
        ("", "2017-01-20/2021-01-20", "2025-08-05", 1),
        ("", "2025-01-20/..", "2024-08-05", 1),
        ("", "2025-01-20/..", "2025-08-05", 0),
        ("", "", "2025-08-05", 0),
        ("future", "2025-01-20/..", "2025-08-05", 1),
        ("future", "2025-01-20/..", "2024-12-05", 0),
        ("future", "2017-01-20/2021-01-20", "2025-08-05", 1),
    ],
)
def test_what_is_listed_at_which_date(world: World, claim: str, t: str, published: str, count: int) -> None:
    world.role(t)
    assert len(world.listed(used(claim, who="Anna Berg"), published)) == count


def test_without_a_publication_date_nothing_is_listed(world: World) -> None:
    world.role("2025-01-20/..")
    assert world.listed(used("past", who="Anna Berg"), "") == []


def test_a_second_time_in_office_does_not_make_the_first_a_mistake(world: World) -> None:
    world.role("2017-01-20/2021-01-20")
    world.role("2025-01-20/..")
    assert world.listed(used("", who="Anna Berg")) == []
    assert len(world.listed(used("", who="Anna Berg"), "2023-05-01")) == 1
    assert len(world.listed(used("past", who="Anna Berg"))) == 1


def test_a_year_in_the_sentence_in_which_the_title_was_right_is_no_mistake(world: World) -> None:
    world.role("2017-01-20/2021-01-20")
    assert world.listed(used("", who="Anna Berg", years=(2019,))) == []
    assert len(world.listed(used("", who="Anna Berg", years=(2023,)))) == 1


def test_planned_and_denied_roles_and_former_ones_by_their_label_do_not_count(world: World) -> None:
    world.role("2025-01-20/..", status="planned")
    world.role("2025-01-20/..", status="negated")
    world.role("2025-01-20/..", label="former president of")
    assert world.listed(used("past", who="Anna Berg")) == []


@pytest.mark.parametrize(
    ("kind", "label", "count"),
    [
        ("link.leads", "", 1), ("link.holds_office", "", 1), ("link.holds_office", "president", 1),
        ("link.holds_office", "vice-consul", 0), ("link.member_of", "", 0), ("link.advises", "", 0),
    ],
)  # fmt: skip
def test_which_links_are_the_office(world: World, kind: str, label: str, count: int) -> None:
    world.role("2025-01-20/..", kind, label)
    assert len(world.listed(used("past", who="Anna Berg"))) == count


def test_who_is_employed_stands_at_the_end_of_the_link(world: World) -> None:
    world.role("2025-01-20/..", "link.employs", "adviser")
    (item,) = world.listed(used("past", who="Anna Berg", title="adviser", link="link.advises"))
    assert item.detail.startswith("by the project, Anna Berg employed by United States (adviser) since 20 Jan 2025")


def test_names_are_found_by_other_names_and_by_the_last_word(world: World) -> None:
    world.role("2025-01-20/..")
    assert len(world.listed(used("past", who="Berg", body="America"))) == 1
    assert world.listed(used("past", who="Anna Berg", body="France")) == []


def test_who_is_meant_must_be_beyond_doubt(world: World) -> None:
    world.role("2025-01-20/..")
    world.role("2025-01-20/..", who=world.other)
    both = ("Anna Berg", "Carl Dahl")
    assert world.listed(used("past", people=both)) == []
    assert len(world.listed(used("past", people=both, hint="Anna Berg"))) == 1
    assert world.listed(used("past", people=("Somebody Else",))) == []
    assert world.listed(used("past", people=("Anna Berg",), body="")) == []
    assert len(world.listed(used("past", people=("Anna Berg",), body="", hint="Anna Berg"))) == 1


def test_exile_is_held_against_exile(world: World) -> None:
    world.role("2010/2015", "link.exiled_by")
    assert len(world.listed(used("exiled", who="Anna Berg", body=""))) == 1
    assert world.listed(used("exiled", who="Anna Berg", body=""), "2012-05-01") == []


def test_no_more_than_wanted_are_told_one_by_one(world: World) -> None:
    world.role("2025-01-20/..")
    source = world.source("2025-08-05")
    found = list(find_mismatches(world.document, 2, {source: [used("past", who="Anna Berg")] * 5}))
    assert (sum(len(piece.items) for piece in found), sum(piece.more for piece in found)) == (2, 3)


def test_it_is_known_whether_there_is_anything_to_hold_titles_against(world: World) -> None:
    assert not has_roles(world.document)
    world.role("2025-01-20/..")
    assert has_roles(world.document)
    dated = world.source("2025-08-05")
    world.source("")
    assert list(dated_sources(world.document)) == [dated]
