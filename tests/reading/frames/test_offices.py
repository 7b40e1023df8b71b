"""Offices whose body stands elsewhere: the dateline's state, the only commission, the party named before."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.source, link.kind.removeprefix("link."), link.target) for link in suggest(text, PUBLISHED).links}


STATED = [
    (
        "MANILA, Feb 19 (AP) - The Philippines froze, and Indonesia and Malaysia talked. "
        "Trade Secretary Corazon Reyes wept.",
        ("Corazon Reyes", "holds_office", "Philippines"),
    ),
    (
        "The European Commission met. Commissioner Birgit Lund spoke.",
        ("Birgit Lund", "holds_office", "European Commission"),
    ),
    ("The Green Party stands firm, says group leader Anna Tamm.", ("Anna Tamm", "associated_with", "Green Party")),
    ("The Green Party sent their deputy leader, Anna Tamm.", ("Anna Tamm", "holds_office", "Green Party")),
    (
        "Kestrel Bank fell. Its chairman, the retired admiral Hasan Tobing, left.",
        ("Hasan Tobing", "leads", "Kestrel Bank"),
    ),
    ("Anna Tamm, Central Africa director at Kestrel Bank, left.", ("Anna Tamm", "leads", "Kestrel Bank")),
    ("Baltic Steel shares fell after chief executive Anna Tamm left.", ("Anna Tamm", "leads", "Baltic Steel")),
    ("Minister of Mines Joel Kabila met Anna Tamm.", ("Joel Kabila", "contact_of", "Anna Tamm")),
    ("The U.N. refugee chief, Filippo Marini, left.", ("Filippo Marini", "leads", "United Nations")),
    ("Marta Kovac was appointed ambassador to France.", ("Marta Kovac", "contact_of", "France")),
]


@pytest.mark.parametrize(("text", "wanted"), STATED, ids=[row[0] for row in STATED])
def test_an_office_finds_its_body(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in links(text)


SILENT = [
    ("Chile left. Peru stayed. Bolivia is far. Trade Secretary Corazon Reyes wept.", ("Corazon Reyes",)),
    (
        "The European Commission and the Electoral Commission met. Commissioner Birgit Lund spoke.",
        ("Birgit Lund",),
    ),
    ("Bolivia votes. Bolivia is tense, and La Paz is quiet. Sultan Karim Bey sang.", ("Karim Bey", "Bolivia")),
    (
        "Bolivia votes. Bolivia is tense, and La Paz is quiet. President Luis Vargas left. President Ana Rey came.",
        ("Ana Rey", "Bolivia"),
    ),
    ("The Green Party stands firm, says a former group leader, Anna Tamm.", ("Anna Tamm", "Green Party")),
    ("Marta Kovac was appointed ambassador to France.", ("Marta Kovac", "represents")),
]


@pytest.mark.parametrize(("text", "pair"), SILENT, ids=[row[0] for row in SILENT])
def test_an_office_without_a_body_stays_without(text: str, pair: tuple[str, ...]) -> None:
    assert not [link for link in links(text) if set(pair) <= set(link)]
