"""Links: who stands to whom, in which direction, with which status, and who says so."""

import pytest

from geoeditor.reading import LinkProposal, suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> dict[tuple[str, str], LinkProposal]:
    return {(link.source, link.target): link for link in suggest(text, PUBLISHED).links}


STATED = [
    ("Estonian President Anna Tamm left.", "Anna Tamm", "Estonia", "link.leads", "ongoing"),
    ("Former Estonian President Anna Tamm left.", "Anna Tamm", "Estonia", "link.leads", "occurred"),
    ("Anna Tamm, the Estonian ambassador, left.", "Anna Tamm", "Estonia", "link.represents", "ongoing"),
    ("Latvia's defence minister, Juris Ozols, left.", "Juris Ozols", "Latvia", "link.holds_office", "ongoing"),
    ("NATO chief Hugo Vermeer left.", "Hugo Vermeer", "NATO", "link.leads", "ongoing"),
    (
        "Essi Kpodar, spokeswoman for the African Union, left.",
        "Essi Kpodar",
        "African Union",
        "link.represents",
        "ongoing",
    ),
    ("Anna Berg of the Atlantic Council left.", "Atlantic Council", "Anna Berg", "link.employs", "ongoing"),
    ("Anna Tamm and her rival, Juris Ozols, left.", "Juris Ozols", "Anna Tamm", "link.rival_of", "ongoing"),
    ("Estonia accused Latvia of spying.", "Estonia", "Latvia", "link.criticises", "occurred"),
    ("Estonia was accused by Latvia of spying.", "Latvia", "Estonia", "link.criticises", "occurred"),
    ("Estonia will supply Latvia with tanks.", "Estonia", "Latvia", "link.supplies", "planned"),
    ("Estonia will receive tanks from Latvia.", "Latvia", "Estonia", "link.supplies", "planned"),
    ("Estonia could sanction Latvia.", "Estonia", "Latvia", "link.sanctions", "hypothetical"),
    ("Estonia did not attack Latvia.", "Estonia", "Latvia", "link.at_war_with", "negated"),
    ("Estonia supports Latvia.", "Estonia", "Latvia", "link.supports", "ongoing"),
    ("Estonia imposed sanctions on Latvia.", "Estonia", "Latvia", "link.sanctions", "occurred"),
    ("Talks between Estonia and Latvia failed.", "Estonia", "Latvia", "link.negotiates_with", "ongoing"),
    ("Estonia and Latvia signed an accord.", "Estonia", "Latvia", "link.treaty_with", "occurred"),
    ("Anna Tamm resigned. She had met Juris Ozols.", "Anna Tamm", "Juris Ozols", "link.contact_of", "occurred"),
    ("U.S. envoys visited Latvia.", "United States", "Latvia", "link.contact_of", "occurred"),
]


@pytest.mark.parametrize(("text", "source", "target", "kind", "status"), STATED, ids=[row[0] for row in STATED])
def test_a_link_has_its_direction_kind_and_status(text: str, source: str, target: str, kind: str, status: str) -> None:
    found = links(text)
    assert (source, target) in found
    assert (found[source, target].kind, found[source, target].status) == (kind, status)


UNSTATED = [
    "Anna Tamm said that Latvia attacked Estonia.",
    "Anna Tamm said prices in Latvia fell.",
    "Anna Tamm claimed that the talks failed in Latvia.",
]


@pytest.mark.parametrize("text", UNSTATED)
def test_who_says_is_no_party_to_what_is_said(text: str) -> None:
    assert not [pair for pair in links(text) if "Anna Tamm" in pair]


def test_what_is_said_names_its_speaker() -> None:
    link = links("Anna Tamm claimed that Latvia attacked Estonia.")["Latvia", "Estonia"]
    assert [(speaker.name, speaker.mode) for speaker in link.speakers] == [("Anna Tamm", "claims")]


def test_what_is_denied_is_negated_with_the_denier_as_speaker() -> None:
    link = links("Anna Tamm denied that Latvia attacked Estonia.")["Latvia", "Estonia"]
    assert link.status == "negated"
    assert [(speaker.name, speaker.mode) for speaker in link.speakers] == [("Anna Tamm", "denies")]


def test_a_speaker_chain_keeps_its_order() -> None:
    link = links("Anna Tamm said Juris Ozols alleged that Latvia attacked Estonia.")["Latvia", "Estonia"]
    assert [(speaker.name, speaker.mode) for speaker in link.speakers] == [
        ("Anna Tamm", "states"),
        ("Juris Ozols", "alleges"),
    ]


def test_a_term_of_office_is_the_date_of_its_link() -> None:
    link = links("She was Anna Tamm. Anna Tamm was president of Estonia from 1998 to 2003.")["Anna Tamm", "Estonia"]
    assert link.edtf == "1998/2003"


def test_a_judgement_on_what_was_said_before_goes_to_who_said_it() -> None:
    found = links("Juris Ozols gave a speech in Riga. Anna Tamm criticised the speech.")
    assert found["Anna Tamm", "Juris Ozols"].kind == "link.criticises"
    assert found["Anna Tamm", "Juris Ozols"].score < 0.6


def test_labels_are_short() -> None:
    for text, *_ in STATED:
        assert all(0 < len(link.label) <= 40 for link in suggest(text, PUBLISHED).links)


OTHER_WAY_ROUND = [
    ("Anna Tamm worked for Baltic Cable.", ("Baltic Cable", "employs", "Anna Tamm")),
    ("Anna Tamm taught at Riga University.", ("Riga University", "employs", "Anna Tamm")),
    ("Anna Tamm served under Peter Novak.", ("Peter Novak", "commands", "Anna Tamm")),
    ("Anna Tamm studied under Peter Novak.", ("Peter Novak", "teaches", "Anna Tamm")),
]


@pytest.mark.parametrize(("text", "link"), OTHER_WAY_ROUND)
def test_the_words_on_a_link_are_true_in_its_direction(text: str, link: tuple[str, str, str]) -> None:
    assert link in {(found.source, found.label, found.target) for found in suggest(text, "2025-08-07").links}
