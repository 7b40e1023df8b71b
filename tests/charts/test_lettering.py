"""Text fits where it is put, whatever it holds."""

from hypothesis import given
from hypothesis import strategies as st

from geoeditor.charts.lettering import ELLIPSIS, Letterer, estimated, one_line

LETTERER = Letterer(estimated)


@given(st.text(max_size=300), st.floats(40, 400))
def test_an_elided_text_fits_its_room(text: str, room: float) -> None:
    assert LETTERER.extent(LETTERER.elided(text, 12.5, room), 12.5).width <= room


@given(st.text(max_size=500), st.floats(60, 400), st.integers(1, 4))
def test_wrapped_lines_fit_their_room_and_number(text: str, room: float, most: int) -> None:
    lines = LETTERER.wrapped(text, 12.5, room, most)
    assert 1 <= len(lines) <= most
    assert all(LETTERER.extent(line, 12.5).width <= room for line in lines)


@given(st.text(max_size=120), st.floats(120, 400), st.integers(1, 3))
def test_a_suffix_is_never_cut_off(text: str, room: float, most: int) -> None:
    assert LETTERER.wrapped(text, 12.5, room, most, "?\u00a0(DW)")[-1].endswith("?\u00a0(DW)")


def test_a_text_that_fits_stays_whole() -> None:
    assert LETTERER.elided("Port Selin", 12.5, 200) == "Port Selin"
    assert LETTERER.wrapped("Port Selin", 12.5, 200, 3) == ["Port Selin"]


def test_a_text_of_ten_thousand_letters_is_shortened_quickly() -> None:
    shown = LETTERER.elided("x" * 10_000, 12.5, 200)
    assert shown.endswith(ELLIPSIS)
    assert len(shown) < 60


def test_lines_of_a_wrapped_text_are_of_like_length() -> None:
    lines = LETTERER.wrapped("The ministry refuses to sign the agreement", 12.5, 250, 2)
    widths = [LETTERER.extent(line, 12.5).width for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.6 * max(widths)


def test_an_accent_stays_with_its_letter() -> None:
    letters = "e\u0301" * 40
    assert not any(LETTERER.elided(letters, 12.5, room)[-2:-1] == "e" for room in range(40, 120, 3))


def test_breaks_and_direction_marks_do_not_reach_the_picture() -> None:
    assert one_line("a\nb\u202ec\u2066d\t\x00e") == "a bcd e"
