"""Short slices of the proofs that run the program with its window as a process of its own."""

from tests.proofs import window_kills, window_starts


def test_the_window_starts_and_closes_without_a_word() -> None:
    assert window_starts.run(2) == [(0, "")] * 2


def test_a_killed_window_keeps_every_acknowledged_edit() -> None:
    verdicts = window_kills.run(2, seed=7)
    assert [verdict.wrong for verdict in verdicts] == ["", ""]
    assert sum(verdict.acknowledged for verdict in verdicts) > 0
