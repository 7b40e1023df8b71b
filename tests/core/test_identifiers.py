"""Ids: increasing, unlike in two processes, and the same after a way through text."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import EPOCH_MS, GREATEST, LENGTH, IdMaker, from_text, new_id, to_text
from geoeditor.core.vocabulary import words

ids = st.integers(0, GREATEST)


def test_ids_increase_and_fit_63_bits() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert made[0] > max(word.number for word in words())
    assert made[-1] <= GREATEST


def test_ids_of_two_processes_differ() -> None:
    code = "from geoeditor.core.identifiers import new_id\nprint(*[new_id() for _ in range(500)])"
    made = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    one, two = (set(map(int, result.stdout.split())) for result in made)
    assert len(one) == len(two) == 500
    assert not one & two


def test_an_id_tells_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: (EPOCH_MS + 12_345_678_901) * 1_000_000)
    assert IdMaker()() >> 22 == 12_345_678_901


@pytest.mark.parametrize("moments", [[5, 4, 3, 2], [5, 5, 5], [5, -10, 7], [-3, -2, -1]])
def test_ids_increase_whatever_the_clock_does(monkeypatch: pytest.MonkeyPatch, moments: list[int]) -> None:
    make = IdMaker()
    made = []
    for days in moments:
        monkeypatch.setattr("time.time_ns", lambda days=days: (EPOCH_MS + days * 86_400_000) * 1_000_000)
        made += [make() for _ in range(100)]
    assert made == sorted(set(made))
    assert max(word.number for word in words()) < made[0]
    assert made[-1] <= GREATEST


def test_two_sessions_under_a_clock_of_1970_make_other_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert len({IdMaker()() for _ in range(50)}) == 50


@given(ids)
def test_an_id_survives_the_way_through_text(number: int) -> None:
    text = to_text(number)
    assert len(text) == LENGTH
    assert from_text(text) == from_text(text.lower()) == number


@given(ids, ids)
def test_texts_are_in_the_order_of_their_ids(one: int, two: int) -> None:
    assert (to_text(one) < to_text(two)) == (one < two)


@pytest.mark.parametrize("number", [-1, GREATEST + 1, 2**70])
def test_what_is_no_id_has_no_text(number: int) -> None:
    with pytest.raises(ValueError, match="not an id"):
        to_text(number)


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    assert from_text("OOOOOOOOOOOIL") == from_text("oooooooooooil") == from_text("0000000000011") == 33


@pytest.mark.parametrize(
    "text",
    [
        *("", "0", "0" * 12, "0" * 14, "U" + "0" * 12, "0" * 12 + "-", "Z" * 13, "8" + "0" * 12, " " + "0" * 12),
        *("0000000000ß00", "000000000ı000", "00000000000ſ0", "０" * 13, "٠" * 13, "0" * 12 + "\n", "0" * 12 + "\0"),
    ],
)
def test_a_text_that_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="is not an id"):
        from_text(text)


@given(st.text(max_size=20))
def test_any_text_is_an_id_or_refused(text: str) -> None:
    try:
        number = from_text(text)
    except UserError as refusal:
        assert len(str(refusal)) < 120
    else:
        assert to_text(number) == text.upper().translate(str.maketrans("OIL", "011"))
