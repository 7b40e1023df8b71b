"""Colours can be told apart and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.charts.palette import LIGHT, contrast


@pytest.mark.parametrize("ground", [LIGHT.ground, LIGHT.surface])
@pytest.mark.parametrize(
    "ink", [LIGHT.ink, LIGHT.muted, LIGHT.cooperation_text, LIGHT.conflict_text, LIGHT.neutral_text]
)
def test_text_is_readable_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("colour", [LIGHT.cooperation, LIGHT.conflict, LIGHT.neutral, *LIGHT.actors])
def test_marks_stand_out_from_their_ground(colour: str) -> None:
    assert contrast(colour, LIGHT.ground) >= 3


@given(st.integers(0, 0xFFFFFF))
def test_the_letter_on_a_badge_is_readable_whatever_the_colour(number: int) -> None:
    colour = f"#{number:06x}"
    assert contrast(LIGHT.on(colour), colour) >= 4.5


def test_contrast_is_the_one_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#1234567", "url(#x)", '#000000"/><script>', "#00000g"])
def test_only_a_plain_colour_of_the_user_reaches_the_picture(colour: str) -> None:
    assert LIGHT.of_actor(colour, 2) == LIGHT.actors[2]


def test_a_plain_colour_of_the_user_is_kept() -> None:
    assert LIGHT.of_actor("#AA3377", 0) == "#aa3377"
