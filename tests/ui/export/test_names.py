import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.ui.export.names import MOST_BYTES, file_name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Belarus 2025 – Timeline", "Belarus 2025 – Timeline.png"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f.png"),
        ("../../etc/passwd", "etc-passwd.png"),
        ("CON", "CON_.png"),
        ("com1.x", "com1_.x.png"),
        ("Console", "Console.png"),
        ("Putin\u202egnp.exe", "Putingnp.exe.png"),
        ("tab\tnew\nline\x00\x1b", "tab new line.png"),
        ("  ...  ", "export.png"),
        ("", "export.png"),
        ("trailing. ", "trailing.png"),
        ("Лукашенко", "Лукашенко.png"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(words: str, expected: str) -> None:
    assert file_name(words, ".png") == expected


def test_a_long_title_is_cut_between_letters() -> None:
    name = file_name("é" * 400, ".svg")
    assert len(name.encode()) <= MOST_BYTES
    assert set(name.removesuffix(".svg")) == {"é"}


@given(st.text(max_size=400))
def test_no_title_makes_a_bad_name(words: str) -> None:
    name = file_name(words, ".json")
    assert name.endswith(".json")
    assert 0 < len(name.encode()) <= MOST_BYTES
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(letter).startswith("C") for letter in name)
    assert name == name.strip(" ")
    assert name[0] not in ".-"
