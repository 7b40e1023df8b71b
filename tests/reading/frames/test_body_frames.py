"""What bodies belong to, who serves and leads them, and where the reader keeps silent about it."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def pairs(text: str) -> set[frozenset[str]]:
    return {frozenset((link.source, link.target)) for link in suggest(text, PUBLISHED).links}


STATED = [
    ("Peru's Ministry of Mines reopened the tender.", "Ministry of Mines", "Peru"),
    ("The order went to the Finnish firm Nordvik Marine Group.", "Nordvik Marine Group", "Finland"),
    ("Skorpion Agency, the Danish intelligence service, moved to Aarhus.", "Skorpion Agency", "Denmark"),
    ("The mayor met the Civic Unity Party, the party of Anna Tamm.", "Civic Unity Party", "Anna Tamm"),
    ("Anna Tamm resigned. One of her advisers, Juris Ozols, stayed.", "Juris Ozols", "Anna Tamm"),
    ("Juris Ozols (of the Civic Unity Party) stayed away.", "Juris Ozols", "Civic Unity Party"),
    ("The Civic Unity Party props up Anna Tamm.", "Civic Unity Party", "Anna Tamm"),
    ("The Civic Unity Party withdrew support from Anna Tamm.", "Civic Unity Party", "Anna Tamm"),
    ("The Civic Unity Party governs with the Farmers League.", "Civic Unity Party", "Farmers League"),
    ("Anna Tamm lunched with Juris Ozols on Friday.", "Anna Tamm", "Juris Ozols"),
    ("The Civic Unity Party, Anna Tamm said, would press Latvia to pay.", "Civic Unity Party", "Latvia"),
    ("Estonia arrested Juris Ozols. He was in Riga when Latvia arrested him.", "Latvia", "Juris Ozols"),
]


@pytest.mark.parametrize(("text", "one", "other"), STATED, ids=[row[0] for row in STATED])
def test_a_tie_to_a_body_is_read(text: str, one: str, other: str) -> None:
    assert frozenset((one, other)) in pairs(text)


UNSTATED = [
    ("Foreign Minister Anna Tamm visited Latvia.", "link.holds_office"),
    ("The Special Envoy for Latvia, Anna Tamm, spoke.", "link.represents"),
    ("Anna Tamm, Special Representative for Latvia, spoke.", "link.represents"),
    ("The Latvian judge Anna Tamm wrote the ruling.", "link.holds_office"),
    ("A government spokesman in Riga, Juris Ozols, spoke.", "link.represents"),
    ("Peru's capital hosted Acme Group.", "link.based_in"),
    ("Estonia and the Civic Unity Party disagreed.", "link.part_of"),
    ("Anna Tamm (born in 1970) lives quietly.", "link.member_of"),
]


@pytest.mark.parametrize(("text", "kind"), UNSTATED, ids=[row[0] for row in UNSTATED])
def test_no_tie_is_read_where_none_is_told(text: str, kind: str) -> None:
    assert kind not in {link.kind for link in suggest(text, PUBLISHED).links}


def test_the_clause_that_says_who_speaks_has_no_part_in_the_deed() -> None:
    assert frozenset(("Anna Tamm", "Latvia")) not in pairs("The Farmers League, Anna Tamm said, would press Latvia.")


def test_a_false_name_after_as_is_nobody_a_pronoun_means() -> None:
    text = "Juris Ozols lived in Riga as Karl Berg when Estonia arrested him. He later sued Estonia."
    found = pairs(text)
    assert frozenset(("Juris Ozols", "Estonia")) in found
    assert frozenset(("Karl Berg", "Estonia")) not in found


def test_who_is_arrested_is_whom_the_clause_before_is_about() -> None:
    text = "Karl Berg left. Estonia, which expelled Juris Ozols in 2019, arrested him two years later."
    assert frozenset(("Karl Berg", "Estonia")) not in pairs(text)
