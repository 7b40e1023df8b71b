"""Comparing uncertain times without guessing."""

import pytest

from geoeditor.when import Verdict, before, overlaps, parse

CERTAIN, POSSIBLE, IMPOSSIBLE = Verdict.CERTAIN, Verdict.POSSIBLE, Verdict.IMPOSSIBLE


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("2025-08-01", "2025-08-02", CERTAIN),
        ("2025-08-02", "2025-08-01", IMPOSSIBLE),
        ("2025-08-01", "2025-08-01", POSSIBLE),
        ("2025-08-01", "2025-08", POSSIBLE),
        ("2019", "2020", CERTAIN),
        ("2019~", "2020", CERTAIN),
        ("2025-08-01T14:30:00Z", "2025-08-01T14:30:00Z", IMPOSSIBLE),
        ("2025-08-01T14:30:00Z", "2025-08-01T14:30:01Z", CERTAIN),
        ("2025-08-01/2025-08-05", "2025-08-05", POSSIBLE),
        ("2025-08-01/2025-08-05", "2025-08-04", IMPOSSIBLE),
        ("2025-08-01/2025-08-05", "2025-08-06/..", CERTAIN),
        ("../2025-08-05", "2025-08-06", CERTAIN),
        ("../2025-08-05", "2025-08-05", POSSIBLE),
        ("1994/..", "2090", POSSIBLE),
        ("1994/..", "1993", IMPOSSIBLE),
        ("2090", "1994/..", IMPOSSIBLE),
        ("1993", "1994/..", CERTAIN),
        ("2000", "../2010", POSSIBLE),
        ("2011", "../2010", IMPOSSIBLE),
        ("[2025-08-01,2025-08-05]", "2025-08-03", POSSIBLE),
        ("{2025-08-01,2025-08-05}", "2025-08-03", IMPOSSIBLE),
        ("{2025-08-01,2025-08-05}", "2025-08-06", CERTAIN),
        ("[..1760,1770..]", "1765", POSSIBLE),
    ],
)
def test_before_is_certain_possible_or_impossible(a: str, b: str, verdict: Verdict) -> None:
    assert before(parse(a), parse(b)) is verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("2025-08-01", "2025-08-02", IMPOSSIBLE),
        ("2025-08-01", "2025-08-01", POSSIBLE),
        ("2025-08-01T14:30:00Z", "2025-08-01T14:30:00Z", CERTAIN),
        ("2025-08-03", "2025-08-01/2025-08-05", CERTAIN),
        ("2025-08-05", "2025-08-01/2025-08-05", POSSIBLE),
        ("2025-08", "2025-08-01/2025-08-05", POSSIBLE),
        ("2025-08-03", "2025-08/2025-10", POSSIBLE),
        ("2025-09-03", "2025-08/2025-10", CERTAIN),
        ("2020/2024", "2022/2026", CERTAIN),
        ("1994/..", "2090", POSSIBLE),
        ("1994/..", "1993", IMPOSSIBLE),
        ("../2025", "2024", POSSIBLE),
        ("[2025-08-01,2025-08-05]", "2025-08-03", IMPOSSIBLE),
        ("[2025-08-02,2025-08-03]", "2025-08-01/2025-08-05", CERTAIN),
        ("[2025-08-02,2025-09-03]", "2025-08-01/2025-08-05", POSSIBLE),
        ("{2025-08-02,2025-09-03}", "2025-08-01/2025-08-05", CERTAIN),
        ("{1960,1962}", "1961", IMPOSSIBLE),
        ("[2025-08-02,2025-09-02]", "2025-08-01/2025-08-05", POSSIBLE),
    ],
)
def test_overlap_is_certain_possible_or_impossible_either_way_round(a: str, b: str, verdict: Verdict) -> None:
    assert overlaps(parse(a), parse(b)) is verdict
    assert overlaps(parse(b), parse(a)) is verdict


def test_one_of_several_meets_all_of_several_when_each_alternative_meets_a_piece() -> None:
    alternatives = parse("[2025-08-01T10:00:00Z,2025-08-02T10:00:00Z]")
    pieces = parse("{2025-08-01T10:00:00Z,2025-08-02T10:00:00Z}")
    assert overlaps(alternatives, pieces) is CERTAIN
    assert overlaps(pieces, alternatives) is CERTAIN
    assert overlaps(alternatives, alternatives) is POSSIBLE
