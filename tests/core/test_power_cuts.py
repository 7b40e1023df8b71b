"""A slice of the power cuts, and that they would find what is wrong.

The long form is `python -m tests.proofs.power_cuts`.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tests.proofs import recorder
from tests.proofs.power_cuts import NAME, Disk, run
from tests.proofs.recorder import Entry, recording

from geoeditor.core.document import Document

pytestmark = pytest.mark.skipif(not recorder.available(), reason="the library of sqlite3 can not be reached")


@pytest.fixture
def fast_folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where there is one; what is synced is played here, so no real disk is needed."""
    memory = Path("/dev/shm")  # noqa: S108  # a folder of random name is made in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_a_power_cut_loses_nothing_that_was_acknowledged(fast_folder: Path) -> None:
    counts = run(fast_folder, 1, 12, 24)
    assert counts.total() > 96
    assert counts == {"kept": counts.total()}


@pytest.mark.parametrize("level", ["NORMAL", "OFF"])
def test_the_cuts_show_what_weaker_settings_lose(fast_folder: Path, level: str) -> None:
    counts = run(fast_folder, 1, 10, 12, level)
    assert counts["lost"] + counts["unreadable"] + counts["half done"] + counts["unsound"] > 3


def test_an_edit_takes_four_syncs_and_one_more_when_the_journal_is_made(closed: Path) -> None:
    with recording() as kept, Document.open(closed) as document:
        assert not kept.entries
        for number in (1, 2):
            with document.edit("Add") as edit:
                edit.execute("INSERT INTO event(id, title) VALUES(?, 'x')", (number,))
    deeds = [
        (entry.deed, entry.file, entry.synced) for entry in kept.entries if entry.deed not in ("write", "truncate")
    ]
    journal = f"{closed.name}-journal"
    syncs = [("sync", journal, False), ("sync", closed.name, False), ("sync", journal, False)]
    assert deeds == [
        ("make", journal, False),
        ("sync", journal, True),
        *syncs,
        ("sync", journal, False),
        *syncs,
        ("delete", journal, False),
    ]
    assert kept.counts()["fsync"] == 5 + 4


def test_reading_and_an_edit_that_changes_nothing_sync_nothing(closed: Path) -> None:
    with recording() as kept:
        with Document.open(closed) as document:
            with document.read() as connection:
                connection.execute("SELECT count(*) FROM event").fetchone()
            with document.edit("Nothing") as edit:
                edit.execute("UPDATE event SET title = title WHERE id = 1000")
            assert document.redo() is None
        with Document.open_copy(closed) as copy:
            assert copy.history()
    assert kept.counts()["fsync"] == 0


def test_the_disk_forgets_what_was_not_synced() -> None:
    disk, random = Disk({NAME: b"old"}), Random(0)
    disk.apply(Entry("make", "new"))
    disk.apply(Entry("write", "new", 2, b"xy"))
    disk.apply(Entry("write", NAME, 0, b"O"))
    assert disk.remains("all unsynced lost", random) == {NAME: b"old"}
    assert disk.remains("names lost", random) == {NAME: b"Old"}
    disk.apply(Entry("sync", NAME))
    disk.apply(Entry("sync", "new", synced=True))
    disk.apply(Entry("truncate", NAME, 1))
    disk.apply(Entry("delete", "new"))
    assert disk.remains("all unsynced lost", random) == {NAME: b"Old", "new": b"\0\0xy"}
    assert disk.remains("names lost", random) == {NAME: b"O", "new": b"\0\0xy"}
    seen = {tuple(sorted(disk.remains("some lost", random).items())) for _ in range(100)}
    assert len(seen) == 4
    disk.apply(Entry("sync", NAME, synced=True))
    assert disk.remains("all unsynced lost", random) == {NAME: b"O"}


def test_a_torn_write_keeps_whole_sectors() -> None:
    disk, random = Disk({NAME: bytes(2048)}), Random(0)
    disk.apply(Entry("write", NAME, 0, b"x" * 2048))
    seen = {disk.remains("last write torn", random)[NAME] for _ in range(300)}
    assert len(seen) == 16
    assert all(set(data[start : start + 512]) in ({0}, {120}) for data in seen for start in range(0, 2048, 512))
