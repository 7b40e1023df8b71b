"""Titles that say something about time, as texts use them."""

import json

import pytest

from geoeditor.reading.titles import TitleUse, find_titles, titles_json


def only(text: str) -> TitleUse:
    (found,) = find_titles(text)
    assert text[slice(*found.span)] == found.words
    assert found.span[0] >= found.sentence[0] and found.span[1] <= found.sentence[1]
    return found


@pytest.mark.parametrize(
    ("text", "words", "claim", "title", "who", "body"),
    [
        (
            "Former U.S. president Donald Trump spoke.",
            "Former U.S. president",
            "past",
            "president",
            "Donald Trump",
            "United States",
        ),
        ("He met ex-Prime Minister Carl Dahl there.", "ex-Prime Minister", "past", "prime minister", "Carl Dahl", ""),
        ("On Monday then-President Anna Berg left.", "then-President", "then", "president", "Anna Berg", ""),
        ("Then-President Anna Berg left on Monday.", "Then-President", "then", "president", "Anna Berg", ""),
        (
            "One-time finance minister Olu Ade resigned.",
            "One-time finance minister",
            "past",
            "finance minister",
            "Olu Ade",
            "",
        ),
        (
            "The late Iranian president Ebrahim Raisi had said so.",
            "late Iranian president",
            "past",
            "president",
            "Ebrahim Raisi",
            "Iran",
        ),
        (
            "Ann Bo, the former Danish prime minister, said so.",
            "former Danish prime minister",
            "past",
            "prime minister",
            "Ann Bo",
            "Denmark",
        ),
        (
            "The president-elect of Chile, Maria Rojas, spoke.",
            "president-elect",
            "future",
            "president",
            "Maria Rojas",
            "Chile",
        ),
        (
            "Incoming German Chancellor Friedrich Merz waited.",
            "Incoming German Chancellor",
            "future",
            "chancellor",
            "Friedrich Merz",
            "Germany",
        ),
        (
            "Sitting French President Emmanuel Macron said no.",
            "Sitting French President",
            "present",
            "president",
            "Emmanuel Macron",
            "France",
        ),
        ("French President Emmanuel Macron said no.", "French President", "", "president", "Emmanuel Macron", "France"),
        (
            "Exiled opposition leader Sviatlana Tsikhanouskaya wrote.",
            "Exiled opposition leader",
            "exiled",
            "opposition leader",
            "Sviatlana Tsikhanouskaya",
            "",
        ),
    ],
)
def test_titles_are_found_with_what_they_claim_and_of_whom(
    text: str, words: str, claim: str, title: str, who: str, body: str
) -> None:
    found = only(text)
    assert (found.words, found.claim, found.title, found.who, found.body) == (words, claim, title, who, body)


@pytest.mark.parametrize(
    "text",
    [
        "A former U.S. president said so.",
        "The Russian president said so.",
        "Deputy prime minister and little else.",
        "The next president, Anna Berg, may differ.",
        "Both court the same potential American leader: Donald Trump.",
        "Some former allies disagree.",
        "",
    ],
)
def test_what_claims_nothing_of_anybody_in_particular_is_left(text: str) -> None:
    assert find_titles(text) == []


def test_a_description_names_those_who_were_named_before_it() -> None:
    text = "Donald Trump met Vladimir Putin. Later the former U.S. president met Anna Berg."
    found = only(text)
    assert (found.claim, found.who, found.people) == ("past", "", ("Donald Trump", "Vladimir Putin"))
    assert (found.body, found.body_words) == ("United States", "U.S.")


def test_the_years_of_its_sentence_come_along() -> None:
    found = only("In 2019 French President Emmanuel Macron said no; by 2021 he had not.")
    assert found.years == (2019, 2021)


def test_they_pass_to_another_process_as_plain_values() -> None:
    found = find_titles("Former president Anna Berg spoke.")
    (value,) = json.loads(json.dumps(titles_json(found)))
    assert (value["words"], value["span"], value["who"]) == ("Former president", [0, 16], "Anna Berg")


def test_odd_texts_do_no_harm() -> None:
    for text in (
        "former",
        "ex-",
        "then-",
        "-elect",
        "the former",
        "president of",
        "ex-president " * 200,
        "🕊 former king Ann",
    ):
        find_titles(text)
