"""Only a text that is like an article is offered as its new version."""

import pytest

from geoeditor.ui.versions.likeness import is_likely_version

OLD = [
    "The ministers of both states met in Riga on Tuesday.",
    "They agreed to open the border for goods before the end of May.",
    "Talks about the bridge go on.",
    "Fishermen of the bay had asked for that since the storm of 2019.",
]
OTHER = "The council of the harbour town voted for a new quay, and the opposition called for a second reading. " * 4


@pytest.mark.parametrize(
    ("text", "is_likely"),
    [
        (" ".join(OLD), True),
        ("Correction. " + "\n".join(OLD[1:]) + OTHER, True),
        (OTHER, False),
        ("Riga.", False),
        (" ".join(OLD).replace(" ", "\n  "), True),
    ],
    ids=["same", "in part", "another", "too short", "other line ends"],
)
def test_an_article_of_other_sentences_is_no_version(text: str, is_likely: bool) -> None:
    assert is_likely_version(OLD, text) is is_likely
