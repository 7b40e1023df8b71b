"""The original file: kept where wished, once, to the byte; and never another one than the one that was read."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.intake_preview.desk import CTRL, Desk, saved

from geoeditor.core.commands.slices import at_once
from geoeditor.core.commands.sources import text_hash
from geoeditor.core.errors import UserError
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.intake_batch import write
from geoeditor.ui.intake_preview.incoming import NewSource
from geoeditor.ui.intake_preview.original import LARGEST, Original, bytes_of


def original(path: Path) -> Original:
    return Original(path, hashlib.sha256(path.read_bytes()).hexdigest(), "text/plain")


def kept(desk: Desk) -> list[tuple[bytes, str, str]]:
    return desk.rows(
        "SELECT d.data, a.name, a.media_type FROM attachment a JOIN attachment_data d ON d.attachment_id = a.id"
    )


def test_the_file_is_kept_where_wished_and_goes_with_the_step(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    assert preview.details.keeps.isVisible()
    assert not preview.details.keeps.isChecked()
    preview.details.keeps.setChecked(True)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert kept(desk) == [(path.read_bytes(), "a.eml", "message/rfc822")]
    assert desk.rows("SELECT s.file_id = a.id FROM source s, attachment a") == [(1,)]
    assert len(desk.labels()) == 1
    desk.bridge.undo()
    assert kept(desk) == []
    desk.bridge.redo()
    assert len(kept(desk)) == 1


def test_a_large_one_is_written_in_slices(bridge: Bridge, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(os.urandom(20_000_000))
    source = NewSource("large.html", "Large", "Words.", text_hash("Words."), {}, original(path))
    longest, slices = 0.0, 0
    work = write(bridge.document, [source])
    while True:
        begin = time.thread_time()
        try:
            next(work)
        except StopIteration:
            break
        longest, slices = max(longest, time.thread_time() - begin), slices + 1
    assert slices > 40
    assert longest < 0.1
    with bridge.document.read() as connection:
        ((data,),) = connection.execute("SELECT data FROM attachment_data").fetchall()
    assert data == path.read_bytes()


def test_a_large_one_given_up_half_way_leaves_nothing(bridge: Bridge, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(os.urandom(5_000_000))
    source = NewSource("large.html", "Large", "Words.", text_hash("Words."), {}, original(path))
    work = write(bridge.document, [source])
    for _ in range(16):
        next(work)
    work.close()
    with bridge.document.read() as connection:
        assert connection.execute("SELECT count(*) FROM attachment").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM attachment_data").fetchone() == (0,)


def test_it_is_not_kept_otherwise(desk: Desk, tmp_path: Path) -> None:
    desk.open(saved(tmp_path, "a.eml"))
    desk.press(Qt.Key.Key_Return, CTRL)
    assert kept(desk) == []


def test_the_same_file_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    preview.details.keeps.setChecked(True)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.open(path)
    assert preview.details.keeps.isChecked()
    preview.text.list.strike([1], True)
    preview.offer.buttons[1].click()
    desk.settle()
    assert len(desk.rows("SELECT id FROM source")) == 2
    assert len(kept(desk)) == 1
    assert len(desk.rows("SELECT DISTINCT file_id FROM source")) == 1


def test_a_file_that_has_changed_is_told_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    preview.details.keeps.setChecked(True)
    path.write_bytes(path.read_bytes() + b" ")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert preview.isVisible()
    assert "has changed since it was read" in preview.notes.text()
    assert desk.labels() == []
    assert desk.refused == []


def test_a_file_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(os.urandom(1_000_000) * 30)
    work = bytes_of(original(path))
    longest = 0.0
    while True:
        begin = time.process_time()
        try:
            next(work)
        except StopIteration as end:
            assert end.value == path.read_bytes()
            break
        longest = max(longest, time.process_time() - begin)
    assert longest < 0.016


def test_what_is_gone_or_no_file_any_more_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    wanted = original(path)
    path.unlink()
    with pytest.raises(UserError, match="can't be read any more"):
        at_once(bytes_of(wanted))
    os.mkfifo(path)
    with pytest.raises(UserError, match="has changed"):
        at_once(bytes_of(wanted))
    path.unlink()
    path.mkdir()
    with pytest.raises(UserError, match="nothing was taken in"):
        at_once(bytes_of(wanted))


def test_what_has_grown_beyond_the_limit_is_refused_before_it_is_all_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    wanted = original(path)
    with path.open("wb") as file:
        file.truncate(40 * LARGEST)
    with pytest.raises(UserError, match="larger than the 50 MB"):
        at_once(bytes_of(wanted))
