"""Actors without a colour of their own get hues that stay, and the first of a project all different ones."""

import pytest

from geoeditor.charts.palette import DARK, LIGHT
from geoeditor.core.queries.hues import HUES, hues


def test_every_series_has_that_many_hues() -> None:
    assert len(LIGHT.actors) == len(DARK.actors) == HUES


@pytest.mark.parametrize("ids", [range(8), range(0, 64, 8), [3, 11, 12, 20, 28, 5, 13, 90]])
def test_the_first_eight_all_differ(ids: list[int]) -> None:
    assert len(set(hues(ids).values())) == HUES


def test_an_actor_gets_what_its_id_asks_for_where_that_is_free() -> None:
    assert hues([10, 3, 12]) == {10: 2, 3: 3, 12: 4}


def test_those_who_come_later_change_nothing() -> None:
    few, more = hues(range(0, 60, 5)), hues(range(0, 120, 5))
    assert {actor: more[actor] for actor in few} == few


def test_one_that_goes_leaves_all_but_those_who_stepped_aside_as_they_are() -> None:
    before, after = hues([1, 2, 3, 9, 4]), hues([1, 2, 3, 4])
    assert before == {1: 1, 2: 2, 3: 3, 9: 4, 4: 5}
    assert {actor for actor in after if after[actor] != before[actor]} == {4}
