"""What a speaker says of another: a duty or a blame ties the two, a plain report does not."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.source, link.kind.removeprefix("link."), link.target) for link in suggest(text, PUBLISHED).links}


STATED = [
    ("Anna Tamm said Latvia must leave the euro.", ("Anna Tamm", "influences", "Latvia")),
    ("Anna Tamm said that Juris Ozols should resign.", ("Anna Tamm", "influences", "Juris Ozols")),
    ("Anna Tamm insisted that Latvia has to pay.", ("Anna Tamm", "influences", "Latvia")),
    ("Anna Tamm insisted that Juris Ozols was behind the leak.", ("Anna Tamm", "criticises", "Juris Ozols")),
    ("Anna Tamm said Latvia was to blame.", ("Anna Tamm", "criticises", "Latvia")),
    ("Anna Tamm says Juris Ozols broke the accord.", ("Anna Tamm", "criticises", "Juris Ozols")),
]


@pytest.mark.parametrize(("text", "wanted"), STATED, ids=[row[0] for row in STATED])
def test_a_duty_or_a_blame_ties_the_speaker(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in links(text)


SILENT = [
    "Anna Tamm said Latvia should have left in 2010.",
    "Anna Tamm said Latvia had a good year.",
    "Anna Tamm said Latvia would leave the euro.",
    "Anna Tamm said prices in Latvia must fall.",
    "Anna Tamm said it was behind Latvia.",
    "Anna Tamm said Latvia was behind Estonia in the table.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_plain_report_ties_nobody_to_the_speaker(text: str) -> None:
    assert not [link for link in links(text) if "Anna Tamm" in link and "Latvia" in link]
