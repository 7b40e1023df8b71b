"""Pronouns and descriptions: whom "he", "her", "I", "the party" and "the minister" mean, and when to keep silent."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def pairs(text: str) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in suggest(text, PUBLISHED).links}


RESOLVED = [
    ("Anna Tamm met Juris Ozols in Riga. He accused Latvia of spying.", ("Juris Ozols", "Latvia")),
    ("Anna Tamm met Juris Ozols in Riga. She accused Latvia of spying.", ("Anna Tamm", "Latvia")),
    ("Anna Tamm met Peter Novak. He told her to leave.", ("Peter Novak", "Anna Tamm")),
    ("Defence Minister Anna Tamm resigned. The minister had accused Latvia of fraud.", ("Anna Tamm", "Latvia")),
    ("“I have met Juris Ozols twice,” Anna Tamm said.", ("Anna Tamm", "Juris Ozols")),
    ("Peter Novak resigned. His spokesman, Juris Ozols, left.", ("Juris Ozols", "Peter Novak")),
    ("The Northern Party split. The party expelled Anna Tamm.", ("Northern Party", "Anna Tamm")),
]


@pytest.mark.parametrize(("text", "pair"), RESOLVED, ids=[row[0] for row in RESOLVED])
def test_a_pronoun_or_description_means_the_one_it_must(text: str, pair: tuple[str, str]) -> None:
    assert pair in pairs(text)


UNRESOLVED = [
    ("The World Bank met Anna Tamm. The party accused Latvia of fraud.", ("World Bank", "Latvia")),
    ("Anna Tamm resigned. He accused Latvia of spying.", ("Anna Tamm", "Latvia")),
    ("Essays ask: who am I? Anna Tamm resigned. I visited Latvia.", ("Anna Tamm", "Latvia")),
]


@pytest.mark.parametrize(("text", "pair"), UNRESOLVED, ids=[row[0] for row in UNRESOLVED])
def test_a_pronoun_that_does_not_fit_means_nobody(text: str, pair: tuple[str, str]) -> None:
    assert pair not in pairs(text)
