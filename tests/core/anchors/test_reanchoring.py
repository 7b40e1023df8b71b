"""Passages in a new version of their text: never at other words without saying so."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.proofs.anchor_edits import ANNOTATED, run, run_in_project, run_kinds, sample_text, seed_text

from geoeditor.core.anchors import Passage, Place, align, likeness, reanchor, word_changes
from geoeditor.core.anchors.units import Span

FIRST = "Mara Voss met the miners in Arlen on Monday."
SECOND = "Mara Voss then flew to the coast to speak with their union."
THIRD = "Nobody knows what Mara Voss promised them there."
TEXT = f"{FIRST} {SECOND}\n\n{THIRD}"


def _places(new: str, *spans: Span, old: str = TEXT) -> list[Place]:
    return reanchor(old, new, [Passage(start, end, old[start:end]) for start, end in spans])


def _span(words: str, nth: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def test_a_name_follows_its_own_sentence_and_no_other() -> None:
    names = [_span("Mara Voss", nth) for nth in range(3)]
    first, second, third = _places(f"{SECOND}\n\n{THIRD}", *names)
    assert first.anchor == "lost"
    assert (second.anchor, second.start) == ("moved", 0)
    assert (third.anchor, third.start) == ("moved", len(SECOND) + 2 + THIRD.index("Mara"))


def test_sentences_that_changed_places_are_found_with_the_names_in_them() -> None:
    new = f"{THIRD}\n\n{SECOND} {FIRST}"
    for sentence, nth in ((FIRST, 0), (SECOND, 1), (THIRD, 2)):
        whole, name = _places(new, _span(sentence), _span("Mara Voss", nth))
        assert new[whole.start : whole.end] == sentence
        assert name.start == new.index(sentence) + sentence.index("Mara")


def test_of_sentences_that_read_alike_the_one_that_went_is_lost() -> None:
    old = "He said nothing about it. The vote followed. He said nothing about it. Then they left."
    new = "The vote followed. He said nothing about it. Then they left."
    gone, kept = _places(
        new, _span("He said nothing about it.", 0, old), _span("He said nothing about it.", 1, old), old=old
    )
    assert gone.anchor == "lost"
    assert (kept.anchor, new[kept.start : kept.end]) == ("moved", "He said nothing about it.")


def test_what_was_put_in_beside_a_passage_does_not_join_it() -> None:
    new = TEXT.replace("the miners", "all the miners there")
    (place,) = _places(new, _span("the miners"))
    assert new[place.start : place.end] == "the miners"
    assert place.anchor == "moved"


def test_a_split_sentence_is_found_as_both_of_its_halves() -> None:
    new = TEXT.replace("to the coast to speak", "to the coast. There she was to speak")
    (place,) = _places(new, _span(SECOND))
    assert place.anchor == "near"
    assert new[place.start : place.end] == SECOND.replace("coast to speak", "coast. There she was to speak")


def test_short_words_are_not_known_by_themselves() -> None:
    (place,) = _places("The miners of Arlen have gone home for good, and the mine is closed.", _span("Arlen"))
    assert place.anchor == "lost"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'he said' - so", "‘he said’ – so"),
        ("in May", "in\u00a0May"),
        ("re\u0301sume\u0301", "résumé"),
        ("a--b", "a—b"),
    ],
)
def test_typography_alone_is_told_apart_from_new_words(old: str, new: str) -> None:
    text = f"It was {old} that he went to the harbour of the old town."
    (place,) = _places(text.replace(old, new), (0, len(text)), old=text)
    assert place.anchor == "near"
    assert place.typographic
    (other,) = _places(text.replace("harbour", "castle"), (0, len(text)), old=text)
    assert other.anchor == "near"
    assert not other.typographic


_WORDS = st.sampled_from(["Ann", "met", "Bob", "in", "Arlen", "the", "vote", "was", "held", "again", "river"])
_SENTENCES = st.lists(_WORDS, min_size=3, max_size=9).map(lambda words: f"{' '.join(words)}.")
_TEXTS = st.lists(_SENTENCES, min_size=1, max_size=8).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(old=_TEXTS, new=_TEXTS, seed=st.integers(0, 9))
def test_whatever_the_texts_a_passage_is_at_its_words_or_says_so(old: str, new: str, seed: int) -> None:
    random = Random(seed)
    ends = [sorted(random.sample(range(len(old) + 1), 2)) for _ in range(8)]
    passages = [Passage(start, end, old[start:end]) for start, end in ends]
    for passage, place in zip(passages, reanchor(old, new, passages), strict=True):
        found = new[place.start : place.end]
        if place.anchor in ("exact", "moved"):
            assert found == passage.quote
            assert (place.start == passage.start) == (place.anchor == "exact")
        elif place.anchor == "near":
            assert found != passage.quote
            assert found
        else:
            assert place == Place("lost")


@settings(max_examples=200, deadline=None)
@given(old=_TEXTS, new=_TEXTS)
def test_no_letter_of_either_text_belongs_to_two_strands(old: str, new: str) -> None:
    strands = align(old, new).strands
    for one, other in pairwise(strands):
        assert one.old_end <= other.old_start
    there = sorted((strand.new_start, strand.new_end) for strand in strands)
    assert all(one[1] <= other[0] for one, other in pairwise(there))


@given(old=st.text(max_size=60))
def test_the_same_text_is_exact_throughout(old: str) -> None:
    for place in _places(old, *[(at, at + 1) for at in range(len(old))], old=old):
        assert place.anchor == "exact"


def _plain_likeness(one: str, other: str) -> float:
    row = [0] * (len(other) + 1)
    for here in one:
        before = 0
        for place, there in enumerate(other, start=1):
            before, row[place] = row[place], before + 1 if here == there else max(row[place], row[place - 1])
    return 2 * row[-1] / (len(one) + len(other)) if one or other else 1.0


@given(one=st.text("abcd ", max_size=40), other=st.text("abcd ", max_size=40))
def test_likeness_is_the_share_of_letters_in_common_order(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(_plain_likeness(one, other))
    assert likeness(one, other) == likeness(other, one)


@given(old=_TEXTS, new=_TEXTS)
def test_both_wordings_can_be_put_together_from_what_changed(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == old
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == new
    assert word_changes(old, old) == [("kept", old)]


@pytest.mark.parametrize("name", ["sample", "seed"])
def test_two_hundred_edits_of_a_text_with_23_passages_take_none_to_wrong_words(name: str) -> None:
    text = sample_text() if name == "sample" else seed_text()
    if text is None:
        pytest.skip("the reference material is not beside this checkout")
    counts, wrong = run(text, 200, 1)
    assert wrong == []
    assert sum(counts.values()) == 200 * 23
    assert counts["deleted right"] > 50
    assert counts["untouched right"] > 0.99 * sum(count for word, count in counts.items() if "untouched" in word)


def test_versions_stored_in_a_project_leave_it_sound_and_undo_brings_every_row_back(tmp_path: Path) -> None:
    counts = run_in_project(sample_text(), 12, 3, tmp_path)
    assert counts["unsound"] == counts["not as before"] == 0
    assert counts["moved"] > 100


@pytest.mark.skipif(not ANNOTATED, reason="the reference material is not beside this checkout")
def test_of_annotated_passages_nearly_all_are_right_and_none_is_wrong_for_every_kind_of_change() -> None:
    for kind, counts in run_kinds().items():
        assert counts["wrong"] == 0, kind
        assert counts["right"] >= 0.985 * sum(counts.values()), kind


def test_one_changed_sentence_in_a_text_of_two_million_letters_takes_no_time_worth_a_word() -> None:
    random = Random(1)
    lines = [" ".join(random.choice(TEXT.split()) for _ in range(20)) + f" {number}." for number in range(16_000)]
    old = "\n".join(lines)
    new = "\n".join([*lines[:8_000], "An entirely new line.", *lines[8_000:]])
    start = old.index(lines[12_000])
    (place,) = _places(new, (start, start + len(lines[12_000])), old=old)
    assert new[place.start : place.end] == lines[12_000]
