"""A search finds words whatever their case and accents, and says where they stand in the text as it is."""

import pytest

from geoeditor.ui.reader.text_search import TextSearch


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("Minsk and MINSK", "minsk", ["Minsk", "MINSK"]),
        ("Łukašenka in Žlobin", "lukasenka", ["Łukašenka"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("cafe\u0301 noir", "cafe", ["cafe\u0301"]),
        ("🕊 Æsop 🕊", "aesop", ["Æsop"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "minsk", []),
        ("nothing", "  ", []),
        ("a plan ", " plan ", ["plan"]),
    ],
)
def test_hits_are_places_in_the_text(text: str, sought: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in TextSearch(text).hits(sought)] == found
