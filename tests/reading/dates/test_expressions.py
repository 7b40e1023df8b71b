"""The policy of dates as a table: sentences, the date words in them, and what these come to; and what is no date."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geoeditor import when
from geoeditor.reading.dates import Habits, find_dates

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "date_expressions.json").read_text("utf-8"))
ROWS: list[dict[str, Any]] = TABLE["expressions"]


def _published(row: dict[str, Any]) -> date | None:
    told = row.get("published", TABLE["published"])
    return None if told is None else date.fromisoformat(told)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def test_the_table_is_as_long_as_promised() -> None:
    assert len({row["text"] for row in ROWS}) >= 200
    assert len(TABLE["no_dates"]) >= 40


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_every_expression_is_found_and_comes_to_what_the_policy_says(row: dict[str, Any]) -> None:
    found = find_dates(row["text"], _published(row), Habits(row.get("date_order", "")))
    assert [
        {
            "words": row["text"][each.start : each.end],
            "edtf": each.edtf,
            "earliest": _iso(each.earliest),
            "latest": _iso(each.latest),
            "vague": each.vague,
        }
        for each in found
    ] == row["dates"]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_first_and_last_day_of_the_table_are_the_bounds_of_its_edtf(row: dict[str, Any]) -> None:
    for each in row["dates"]:
        assert (each["earliest"], each["latest"]) == (when.earliest_day(each["edtf"]), when.latest_day(each["edtf"]))


@pytest.mark.parametrize("text", TABLE["no_dates"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    found = find_dates(text, date.fromisoformat(TABLE["published"]))
    assert [text[each.start : each.end] for each in found] == []
