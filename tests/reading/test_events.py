"""Events: titles a person would write, dates by the status, actors by name."""

import pytest

from geoeditor.reading import EventProposal, suggest

PUBLISHED = "2025-08-07"
TITLES = [
    (
        "Estonian President Anna Tamm met Latvian Prime Minister Juris Ozols in Riga on Monday.",
        "Tamm meets Ozols in Riga",
    ),
    ("After talks with Juris Ozols in Riga, Anna Tamm resigned.", "Tamm holds talks with Ozols in Riga"),
    (
        "Estonia will receive the “Falcon” missile system from Latvia before the end of the year.",
        "Estonia to receive the Falcon missile system from Latvia",
    ),
    ("Estonia accused Latvia of spying, which Riga denied.", "Estonia accuses Latvia of spying"),
    ("Anna Tamm was arrested on 5 August 2025.", "Tamm arrested"),
    ("Estonia may join the African Union.", "Estonia may join the African Union"),
    ("France and Germany signed an agreement in Berlin.", "France and Germany sign an agreement in Berlin"),
    ("U.S. envoys visited Latvia last week.", "U.S. envoys visit Latvia"),
    ("Estonia sent 20,000 shells to Latvia, and prices rose.", "Estonia sends 20,000 shells to Latvia"),
]


def events(text: str, published: str = PUBLISHED) -> list[EventProposal]:
    return list(suggest(text, published).events)


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[row[1] for row in TITLES])
def test_a_title_is_short_and_whole(text: str, title: str) -> None:
    assert title in [event.title for event in events(text)]


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("Estonia attacked Latvia on 5 August 2025.", "2025-08-05", "occurred"),
        ("Estonia attacked Latvia.", "../2025-08-07", "occurred"),
        ("Estonia will attack Latvia.", "2025-08-07/..", "planned"),
        ("Estonia could attack Latvia.", "2025-08-07/..", "hypothetical"),
        ("Estonia will attack Latvia before the end of the year.", "2025-08-07/2025-12-31", "planned"),
    ],
)
def test_an_event_is_dated_by_its_words_or_its_status(text: str, edtf: str, status: str) -> None:
    assert [(event.edtf, event.status) for event in events(text)] == [(edtf, status)]


def test_without_a_publication_day_an_undated_event_has_no_date() -> None:
    assert [event.edtf for event in events("Estonia attacked Latvia.", "")] == [""]


def test_a_date_in_another_clause_is_not_taken() -> None:
    found = events("Estonia released Juris Ozols, who was arrested in March 2024.")
    assert {event.title: event.edtf for event in found} == {
        "Estonia releases Ozols": "../2025-08-07",
        "Ozols arrested": "2024-03",
    }


def test_a_sentence_has_two_events_at_most() -> None:
    text = "Estonia attacked Latvia, bombed Poland, invaded France, sanctioned Spain and arrested Anna Tamm."
    assert len(events(text)) <= 2


def test_the_headline_tells_no_event_of_its_own() -> None:
    text = "Estonia attacks Latvia\nEstonia attacked Latvia on Monday."
    assert len(events(text)) == 1


def test_a_sentence_without_a_deed_has_no_event() -> None:
    assert events("Estonia and Latvia are small. The weather in Riga is fine.") == []
