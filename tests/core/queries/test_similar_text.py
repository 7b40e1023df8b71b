"""Which source a text may be a later version of: told by shared runs of words, or by a telling title."""

import random
import time

import pytest

from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.commands.sources import add_source
from geoeditor.core.document import Document
from geoeditor.core.queries.similar_text import similar_source

WORDS = (
    "harbour minister cable winter grain treaty border river bridge union report council price vessel pipeline"
    " election deputy sanction export office envoy ceasefire budget railway"
).split()


def text_of(seed: int, paragraphs: int = 8) -> str:
    """Return a text whose runs of words no other seed gives."""
    chance = random.Random(seed)
    return "\n\n".join(
        " ".join(f"{chance.choice(WORDS)}{chance.randrange(90)}" for _ in range(60)) + "." for _ in range(paragraphs)
    )


def test_a_text_with_some_changes_is_found_whatever_it_is_called(document: Document) -> None:
    add_source(document, text_of(1), title="First")
    wanted = add_source(document, text_of(2), title="Second")
    changed = text_of(2).replace("cable", "wire").split("\n\n")
    found = similar_source(
        document, "Quite another", "\n\n".join([*changed[:3], text_of(9, 1), *text_of(2).split("\n\n")[4:]])
    )
    assert found is not None
    assert (found.id, found.title) == (wanted, "Second")
    assert found.share >= 0.5


def test_a_text_of_its_own_is_like_none(document: Document) -> None:
    add_source(document, text_of(1), title="First")
    assert similar_source(document, "Second", text_of(2)) is None
    assert similar_source(document, "", "") is None
    assert similar_source(document, "\u200b", "Too short.") is None


def test_a_telling_title_is_enough_by_itself_and_a_short_one_is_not(document: Document) -> None:
    long = add_source(document, text_of(1), title="Łódź: Ministers meet to mend the cable")
    add_source(document, text_of(2), title="Press briefing")
    found = similar_source(document, "LODZ – ministers meet, to mend the cable", text_of(3))
    assert found is not None
    assert found.id == long
    assert similar_source(document, "Press briefing", text_of(4)) is None


def test_a_short_title_and_a_little_in_common_is_enough(document: Document) -> None:
    source = add_source(document, text_of(1), title="Press briefing")
    found = similar_source(document, "Press Briefing", "\n\n".join([text_of(5, 7), text_of(1).split("\n\n")[7]]))
    assert found is not None
    assert found.id == source
    assert found.share < 0.5


def test_of_several_versions_the_latest_is_named(document: Document) -> None:
    first = add_source(document, text_of(1), title="First")
    second = add_source(document, text_of(1) + " More.", title="Second", version_of=first)
    found = similar_source(document, "First", text_of(1))
    assert found is not None
    assert found.id == second


@pytest.mark.parametrize("title", ['"', "OR AND NOT", 'a" OR "b', "*", "title:x", "-(", "NEAR(a b)"])
def test_signs_and_words_of_the_index_are_only_words(document: Document, title: str) -> None:
    add_source(document, text_of(1), title="First")
    assert similar_source(document, title, f'{title} "* OR ( NEAR ' * 40) is None


def test_a_thousand_sources_are_compared_within_a_frame(document: Document) -> None:
    rows = [{"title": f"Source {number}", "text": text_of(number)} for number in range(1_000)]
    add_records(document, "Import", [Batch("source", rows)])
    taken = []
    for seed in (5, 500, 2_000):
        begin = time.process_time()
        found = similar_source(document, "Something", text_of(seed))
        taken.append(time.process_time() - begin)
        assert (found is not None) == (seed < 1_000)
    assert sorted(taken)[1] < 0.016
