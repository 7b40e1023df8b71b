"""Actors without a name: which descriptions count, whose they are, and which only say who somebody named is."""

import json
from pathlib import Path

import pytest

from geoeditor.reading import as_json, suggest

SEED = Path(__file__).resolve().parents[3] / "shared" / "reading" / "seed.json"


def unnamed(text: str) -> dict[str, str]:
    """Return each description with the actor it is defined by."""
    return {actor.name: actor.of for actor in suggest(text, "2025-08-07").unnamed}


@pytest.mark.parametrize(
    ("text", "name", "of"),
    [
        ("Irena Velkova left. Velkova sent her legal adviser to Riga.", "Velkova’s legal adviser", "Irena Velkova"),
        ("Estonian envoys met them in Riga.", "Estonian envoys", "Estonia"),
        ("They spoke through mutual Danish contacts.", "mutual Danish contacts", "Denmark"),
        ("The rebels freed two European aid workers.", "two European aid workers", ""),
        ("A senior official said so.", "senior official", ""),
        ("The release of political prisoners began.", "political prisoners", ""),
        ("Dozens of people left. A masked gunman fired.", "masked gunman", ""),
    ],
)
def test_a_description_that_acts_is_an_actor(text: str, name: str, of: str) -> None:
    assert unnamed(text).get(name) == of


@pytest.mark.parametrize(
    "text",
    [
        "Her spokesman, Alpha Barry, denied it. Her spokesman laughed.",
        "Irena Velkova, a former minister, left.",
        "Anna Tamm met his rival, exiled opposition leader Irena Velkova.",
        "Irena Velkova is a lawyer.",
        "She acts as a mediator.",
        "Officials left. The minister spoke.",
        "President Anna Tamm left. The president spoke.",
    ],
)
def test_a_description_of_somebody_named_is_none(text: str) -> None:
    assert unnamed(text) == {}


def test_who_acts_weighs_more_than_who_is_mentioned() -> None:
    found = {actor.name: actor.score for actor in suggest("Estonian envoys met near Latvian soldiers.").unnamed}
    assert found["Estonian envoys"] > found["Latvian soldiers"]


def test_the_json_form_has_the_shape_of_actors_and_whose_they_are() -> None:
    text = "Estonian envoys met them in Riga."
    (found,) = json.loads(json.dumps(as_json(suggest(text))))["unnamed"]
    assert found.pop("score") > 0.5
    assert found.pop("rule")
    assert found == {
        "name": "Estonian envoys",
        "kind": "group",
        "named": False,
        "aliases": [],
        "mentions": [[0, 15]],
        "of": "Estonia",
    }


@pytest.mark.skipif(not SEED.is_file(), reason="the annotated seed article is not here")
def test_the_unnamed_four_of_the_seed_are_among_few() -> None:
    gold = json.loads(SEED.read_text(encoding="utf-8"))
    found = {actor.name: actor.of for actor in suggest(gold["text"], gold["published"]).unnamed}
    assert len(found) <= 8
    assert {"mutual American contacts", "U.S. envoys", "political prisoners"} <= set(found)
    assert found["Tsikhanouskaya’s diplomatic advisor"] == "Sviatlana Tsikhanouskaya"
