"""How a project reads dates reaches the proposals: the days of vague words, and whether the day comes first."""

import json
from dataclasses import asdict

from geoeditor.reading import suggest
from geoeditor.when.habits import Habits
from geoeditor.worker import _TASKS

TEXT = "The minister recently left. He met the envoy on 01/08/2025."


def test_proposals_go_by_the_habits_of_the_project() -> None:
    usual = [date.edtf for date in suggest(TEXT, "2025-08-07").dates]
    own = [date.edtf for date in suggest(TEXT, "2025-08-07", (), Habits("day-month", weeks=10)).dates]
    assert usual == ["2025-06-23~/2025-08-07", "[2025-01-08,2025-08-01]"]
    assert own == ["2025-07-28~/2025-08-07", "2025-08-01"]


def test_the_worker_is_told_the_habits() -> None:
    habits = json.loads(json.dumps(asdict(Habits("month-day", weeks=10))))
    task = {"text": TEXT, "published": "2025-08-07", "known": [], "habits": habits}
    assert [date["edtf"] for date in _TASKS["suggest"](task)["dates"]] == ["2025-07-28~/2025-08-07", "2025-01-08"]
