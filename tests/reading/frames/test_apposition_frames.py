"""Ties that stand beside a name: loyalists, seats, people and bodies of a body, and where nothing is said of them."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.source, link.kind.removeprefix("link."), link.target) for link in suggest(text, PUBLISHED).links}


STATED = [
    ("Juris Ozols left. Anna Tamm, an Ozols loyalist, stayed.", ("Anna Tamm", "supports", "Juris Ozols")),
    ("Juris Ozols left. Anna Tamm, Ozols's closest ally, stayed.", ("Anna Tamm", "allied_with", "Juris Ozols")),
    ("Anna Tamm is an old friend of Juris Ozols.", ("Anna Tamm", "associated_with", "Juris Ozols")),
    ("Anna Tamm, a granddaughter of Juris Ozols, left.", ("Anna Tamm", "family_of", "Juris Ozols")),
    ("Baltic Steel, a Latvian builder, closed.", ("Baltic Steel", "based_in", "Latvia")),
    ("Baltic Steel, a shell company registered in Cyprus, closed.", ("Baltic Steel", "based_in", "Cyprus")),
    ("Baltic Steel, the Tallinn firm that built the bridge, closed.", ("Baltic Steel", "based_in", "Estonia")),
    ("Baltic Steel, based in Tallinn, closed.", ("Baltic Steel", "based_in", "Tallinn")),
    ("Turkey's state oil company, Anadolu Petrol, closed.", ("Anadolu Petrol", "part_of", "Türkiye")),
    ("Kestrel Bank's Yuki Brandt expects a fall.", ("Kestrel Bank", "employs", "Yuki Brandt")),
    ("Denmark's Anna Holm spoke first.", ("Anna Holm", "associated_with", "Denmark")),
    ("The Red Front (RF) of Prime Minister Anna Tamm lost.", ("Anna Tamm", "leads", "Red Front")),
    (
        "Anna Tamm, whose far-right Freedom Party leads the polls, left.",
        ("Anna Tamm", "associated_with", "Freedom Party"),
    ),
    ("Anna Tamm, a lawmaker with the Green Party, left.", ("Anna Tamm", "member_of", "Green Party")),
    ("Anna Tamm, an economist at Kestrel Bank, left.", ("Kestrel Bank", "employs", "Anna Tamm")),
    ("The Kestrel Bank executive Anna Tamm left.", ("Kestrel Bank", "employs", "Anna Tamm")),
    ("A Kestrel Bank subsidiary, Baltic Leasing Ltd, closed.", ("Baltic Leasing Ltd", "part_of", "Kestrel Bank")),
    ("Juris Ozols's admirers include Anna Tamm and Ilze Berga.", ("Ilze Berga", "supports", "Juris Ozols")),
    ("Green Party lawmaker Anna Tamm left.", ("Anna Tamm", "member_of", "Green Party")),
]


@pytest.mark.parametrize(("text", "wanted"), STATED, ids=[row[0] for row in STATED])
def test_a_tie_beside_a_name_is_read(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in links(text)


SILENT = [
    ("Juris Ozols left. A loyalist met Anna Tamm.", ("Anna Tamm", "Juris Ozols")),
    ("Juris Ozols left. Anna Tamm, a Riga banker, stayed.", ("Anna Tamm", "Juris Ozols")),
    ("Baltic Steel, a Chinese supplier of diodes, closed.", ("supplies",)),
    ("Anna Tamm, a Latvian builder, left.", ("based_in",)),
    ("Baltic Steel, the firm that left Tallinn, closed.", ("Baltic Steel", "Tallinn")),
    ("Baltic Steel, registered last year, closed in Cyprus.", ("Baltic Steel", "Cyprus")),
    ("Kestrel Bank's profit pleased Yuki Brandt.", ("Kestrel Bank", "Yuki Brandt")),
    ("The Green Party spoke of Anna Tamm.", ("Green Party", "Anna Tamm")),
    ("Anna Tamm, whose brother left the Freedom Party, stayed.", ("leads",)),
    ("Anna Tamm, a lawmaker, met the Green Party.", ("member_of",)),
    ("Anna Tamm, an economist, left Kestrel Bank.", ("employs",)),
    ("Juris Ozols's problems include Anna Tamm.", ("Juris Ozols", "Anna Tamm")),
]


@pytest.mark.parametrize(("text", "pair"), SILENT, ids=[row[0] for row in SILENT])
def test_no_tie_is_read_that_is_not_said(text: str, pair: tuple[str, ...]) -> None:
    assert not [link for link in links(text) if set(pair) <= set(link)]


def test_a_follower_in_an_apposition_is_not_who_acts() -> None:
    found = links("Juris Ozols left. Anna Tamm, an Ozols loyalist, warned Latvia.")
    assert ("Anna Tamm", "threatens", "Latvia") in found
    assert ("Juris Ozols", "threatens", "Latvia") not in found
