"""Frames from lists and words, and the constructions that name a second party in a roundabout way."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.source, link.kind.removeprefix("link."), link.target) for link in suggest(text, PUBLISHED).links}


STATED = [
    (
        "The EU placed Arven Shipping, Sovcom Bank and two others on its sanctions list.",
        ("European Union", "sanctions", "Sovcom Bank"),
    ),
    ("Arven Shipping was added to the EU's sanctions list.", ("European Union", "sanctions", "Arven Shipping")),
    ('Juris Ozols called Anna Tamm "a puppet".', ("Juris Ozols", "associated_with", "Anna Tamm")),
    (
        "Juris Ozols was detained by officers of the National Security Bureau.",
        ("National Security Bureau", "detains", "Juris Ozols"),
    ),
    (
        "Juris Ozols, who ran the Danube port for years, was detained on Friday by officers of the Peace Bureau.",
        ("Peace Bureau", "detains", "Juris Ozols"),
    ),
    ("The contract was signed by Anna Tamm and Juris Ozols.", ("Anna Tamm", "treaty_with", "Juris Ozols")),
    ("Latvia's request was rejected by Estonia.", ("Estonia", "opposes", "Latvia")),
    ("Anna Tamm accepted the resignation of Juris Ozols.", ("Anna Tamm", "supports", "Juris Ozols")),
    ("Khor Marine (KM) of Dubai signed it.", ("Khor Marine", "based_in", "Dubai")),
    ("Chinese trawlers entered Japan.", ("China", "contact_of", "Japan")),
    (
        "Arven Shipping and its distributor, Orlen Parts Ltd, closed.",
        ("Orlen Parts Ltd", "trades_with", "Arven Shipping"),
    ),
]


@pytest.mark.parametrize(("text", "link"), STATED)
def test_a_second_party_named_in_a_roundabout_way_is_found(text: str, link: tuple[str, str, str]) -> None:
    assert link in links(text)


SILENT = [
    "Juris Ozols placed a list on the desk of the World Bank.",
    "Arven Shipping was added to a list of shops.",
    "Anna Tamm called from Riga.",
    "The house was watched by officers in the street.",
    "The request was rejected on Friday.",
]


@pytest.mark.parametrize("text", SILENT)
def test_lists_calls_and_requests_without_two_parties_state_no_link(text: str) -> None:
    assert not links(text)
