"""A slice of the kills; the long form is `python -m tests.proofs.kills`."""

from pathlib import Path

from tests.proofs.kills import kill_often


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    counts = kill_often(tmp_path / "kills", 7, 6)
    assert counts["kills"] == 6
    assert counts["acknowledged"] > 10
