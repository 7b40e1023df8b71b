"""Slices of the random walks; the long form is `python -m tests.proofs.walk`."""

from pathlib import Path

import pytest
from tests.proofs.walk import WALKS, walk


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "steps"), [("raw", 60), ("commands", 120)])
def test_a_random_walk_leads_back_to_the_new_project_and_forth_to_its_end(
    path: Path, name: str, steps: int, seed: int
) -> None:
    counts = walk(path, seed, steps, WALKS[name])
    assert counts["stored"] > steps / 5
    assert counts["undo"] >= 2 * counts["redo"] / 3 > 0
