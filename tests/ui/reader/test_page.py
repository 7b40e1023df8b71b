"""A page knows its sentences, who is named in it, and what its date words come to."""

import time
from typing import Final

from geoeditor.core.queries.summary import KnownName
from geoeditor.ui.reader.page import MOST_APART, Page, as_title

TEXT: Final = "A headline\n\nLukashenko met Putin last week. In May 2024 Putin left. 🕊 Alexander Lukashenko stayed."
KNOWN: Final = [
    KnownName(1, "Alexander Lukashenko", "actor.person", ("the president",)),
    KnownName(2, "Putin", "actor.person", ()),
]


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _page() -> Page:
    page = Page(TEXT)
    page.know(KNOWN)
    return page


def test_known_actors_are_found_by_full_name_and_by_surname() -> None:
    found = [(mention.actor_id, TEXT[mention.start : mention.end]) for mention in _page().mentions]
    assert found == [(1, "Lukashenko"), (2, "Putin"), (2, "Putin"), (1, "Alexander Lukashenko")]


def test_those_named_in_a_stretch_are_given_in_order() -> None:
    page = _page()
    sentence = page.around(_span("met"))
    assert sentence is not None
    assert [mention.actor_id for mention in page.mentions_in(sentence)] == [1, 2]


def test_a_name_that_is_known_is_known_by_exactly_these_words() -> None:
    page = _page()
    assert page.known_as(_span("Alexander Lukashenko")) == 1
    assert page.known_as(_span("Alexander")) is None


def test_a_selection_grows_to_the_sentences_it_touches() -> None:
    page = _page()
    around = page.around((TEXT.index("week"), TEXT.index("2024")))
    assert around is not None
    assert TEXT[slice(*around)] == "Lukashenko met Putin last week. In May 2024 Putin left."


def test_a_selection_that_begins_in_the_blank_before_a_sentence_takes_that_sentence() -> None:
    page = _page()
    start = TEXT.index(" In May")
    around = page.around((start, start + 7))
    assert around is not None
    assert TEXT[slice(*around)].startswith("In May")


def test_a_text_without_words_has_no_sentence() -> None:
    assert Page("").around((0, 1)) is None
    assert Page(" \n ").around((0, 1)) is None


def test_relative_date_words_count_from_the_day_of_publication_and_stay_words_without_one() -> None:
    page = _page()
    sentence = page.around(_span("met"))
    assert sentence is not None
    (with_day,) = page.dates_in(sentence, "2025-08-07")
    (without,) = page.dates_in(sentence, "")
    assert (with_day.words, with_day.t, with_day.anchored) == ("last week", "2025-07-28/2025-08-03", True)
    assert (without.words, without.t, without.anchored) == ("last week", "", True)


def test_date_words_of_a_passage_are_read_with_the_text_before_it() -> None:
    text = "He was arrested in February 2019. He was freed six months later."
    (later,) = Page(text).dates_in((34, len(text)), "2025-08-07")
    assert (later.words, later.t, later.anchored) == ("six months later", "2019-08~", False)


def test_a_sentence_becomes_a_short_title_without_its_stop() -> None:
    assert as_title("They  met\nin Minsk.") == "They met in Minsk"
    long = as_title("word " * 60)
    assert len(long) <= 91
    assert long.endswith("word…")


def test_of_a_very_long_text_the_beginning_is_split_and_the_rest_where_it_is_asked_for() -> None:
    paragraph = "Mr Ozols spoke in Riga on Tuesday. “We will pay,” he said. Nobody asked him twice.\n\n"
    text = paragraph * (20_000_000 // len(paragraph))
    begin = time.process_time()
    page = Page(text)
    assert page.sentence_at(0) == 0
    assert time.process_time() - begin < 0.5
    assert page.is_cut
    assert MOST_APART - 10_000 < page.sentences[-1][1] <= MOST_APART
    for place in (page.sentences[-1][1] + 10, 15_000_000, len(text) - 5):
        found = page.around((place, place + 1))
        assert found is not None
        assert found[0] <= place + 3
        assert text[slice(*found)] in paragraph
        assert text[slice(*found)][-1] == "."
    assert page.around((len(text) - 1, len(text))) is None


def test_a_selection_far_down_grows_to_its_sentences() -> None:
    text = "One line.\n" * 150_000 + "He went. She stayed at home. All was well.\n" + "z" * 50_000
    page = Page(text)
    start = text.index("stayed")
    found = page.around((start, text.index("was")))
    assert found is not None
    assert text[slice(*found)] == "She stayed at home. All was well."
