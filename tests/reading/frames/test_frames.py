"""Frames: verbs with the words after them, deeds named by nouns, offices, ties, and whom to leave out."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.source, link.kind.removeprefix("link."), link.target) for link in suggest(text, PUBLISHED).links}


STATED = [
    ("Latvia turned down a request from Estonia.", ("Latvia", "opposes", "Estonia")),
    ("Anna Tamm fell out with Juris Ozols.", ("Anna Tamm", "opposes", "Juris Ozols")),
    ("Estonia cut all ties with Latvia.", ("Estonia", "opposes", "Latvia")),
    ("Anna Tamm was deported by Estonia in 2020.", ("Anna Tamm", "exiled_by", "Estonia")),
    ("Anna Tamm lives in exile in Dakar.", ("Anna Tamm", "based_in", "Dakar")),
    ("The World Bank lent Ghana 300 million dollars.", ("World Bank", "funds", "Ghana")),
    ("Israeli strikes on Lebanon continued.", ("Israel", "at_war_with", "Lebanon")),
    ("The visit by Anna Tamm to Latvia was short.", ("Anna Tamm", "contact_of", "Latvia")),
    ("The arrest of Juris Ozols by Latvia caused a stir.", ("Latvia", "detains", "Juris Ozols")),
    ("Estonia launched a new attack on Latvia.", ("Estonia", "at_war_with", "Latvia")),
    ("Talks in Doha between Estonia and Latvia failed.", ("Estonia", "negotiates_with", "Latvia")),
    ("Canada expelled six Indian diplomats.", ("Canada", "opposes", "India")),
    ("Chinese and Indian troops clashed in Ladakh.", ("China", "at_war_with", "India")),
    ("Finland, a member of NATO since 2023, left.", ("Finland", "member_of", "NATO")),
    ("Greta Berg, a critic of Estonia, left.", ("Greta Berg", "criticises", "Estonia")),
    ("Maria Santos, the daughter of Juan Santos, left.", ("Juan Santos", "parent_of", "Maria Santos")),
    ("Mexico's ambassador to Bolivia, Teresa Mercado, left.", ("Teresa Mercado", "represents", "Mexico")),
    (
        "The president of the European Commission, Ursula Weber, left.",
        ("Ursula Weber", "leads", "European Commission"),
    ),
    ("Anna Tamm left. Juris Ozols, her campaign chief, stayed.", ("Juris Ozols", "advises", "Anna Tamm")),
    (
        "Latvian President Juris Ozols met his Estonian counterpart, Anna Tamm.",
        ("Anna Tamm", "leads", "Estonia"),
    ),
    (
        "Estonia appointed Anna Tamm as foreign minister, replacing Juris Ozols.",
        ("Anna Tamm", "succeeds", "Juris Ozols"),
    ),
    ("Juris Ozols met Venezuela's opposition leader, Anna Tamm.", ("Juris Ozols", "contact_of", "Anna Tamm")),
    ("Juris Ozols, visiting Estonia, signed a pact with Poland.", ("Juris Ozols", "treaty_with", "Poland")),
]


@pytest.mark.parametrize(("text", "wanted"), STATED, ids=[row[0] for row in STATED])
def test_a_stated_tie_is_read(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in links(text)


SILENT = [
    ("France condemned the attack on Chad.", ("France", "Chad")),
    ("Anna Tamm criticised the arrest of Juris Ozols.", ("Anna Tamm", "Juris Ozols")),
    ("Romania and Ukraine promised support.", ("Romania", "Ukraine")),
    ("Lithuania halted flights after an alarm, Juris Ozols said.", ("Lithuania", "Juris Ozols")),
    ("The coup that ousted Ali Bongo was led by General Brice Nguema.", ("Brice Nguema", "Ali Bongo")),
    ("Sweden's request to join NATO was approved by Latvia.", ("Latvia", "NATO")),
    ("Latvia fired rockets at Haifa, and Estonia bombed Tyre.", ("Haifa", "Tyre")),
    ("Latvia fired rockets at Haifa, and Estonia bombed Tyre.", ("Latvia", "Estonia")),
    ("Estonia ordered banks to suspend accounts linked to Juris Ozols.", ("Estonia", "Juris Ozols")),
]


@pytest.mark.parametrize(("text", "pair"), SILENT, ids=[f"{row[0]} {row[1]}" for row in SILENT])
def test_nothing_is_read_that_is_not_said(text: str, pair: tuple[str, str]) -> None:
    assert not [link for link in links(text) if {link[0], link[2]} == set(pair)]


def test_an_office_that_names_no_state_is_of_the_state_the_article_is_about() -> None:
    text = (
        "Bolivia votes on Sunday.\n\nBolivia is tense, and La Paz is quiet. Luis Vargas, the interior minister, left."
    )
    assert ("Luis Vargas", "holds_office", "Bolivia") in links(text)


def test_an_office_of_another_state_is_not_given_to_the_article_s_state() -> None:
    text = (
        "Bolivia votes on Sunday.\n\nBolivia is tense, and La Paz is quiet. French President Luc Morel flew in. "
        "President Luc Morel was received with songs."
    )
    assert ("Luc Morel", "leads", "Bolivia") not in links(text)
    assert ("Luc Morel", "leads", "France") in links(text)


def test_what_is_agreed_to_be_done_is_planned_and_has_no_speaker() -> None:
    (link,) = suggest("Iran has agreed to supply drones to Sudan.", PUBLISHED).links
    assert (link.status, link.speakers) == ("planned", ())


def test_a_date_in_an_aside_is_not_the_date_of_the_deed() -> None:
    dates = {
        link.target: link.edtf for link in suggest("Finland, a NATO member since 2023, sued Latvia.", PUBLISHED).links
    }
    assert dates["Latvia"] == ""
