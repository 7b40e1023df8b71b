"""Preferences survive a restart and a broken file, and the dialog changes only what it is told to."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.settings import Preferences
from geoeditor.ui.preferences import PreferencesDialog
from geoeditor.ui.preferences_store import MOST_RECENT, Recent, Store
from geoeditor.ui.theme import Theme

Buttons = QDialogButtonBox.StandardButton


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "config" / "geoeditor" / "preferences.json"


@pytest.fixture
def store(qapp: object, place: Path) -> Store:
    return Store(place, place.parent)


def _again(store: Store) -> Store:
    return Store(store.path, store.log_folder)


def test_a_fresh_profile_has_the_defaults_and_makes_no_file(store: Store) -> None:
    assert store.preferences == Preferences()
    assert store.recent() == []
    assert store.window_bytes("geometry") == b""
    assert store.save()
    assert not store.path.exists()


def test_preferences_survive_a_restart(store: Store, qtbot: QtBot) -> None:
    chosen = Preferences("dark", 20, False, str(Path.cwd()))
    with qtbot.waitSignal(store.changed):
        assert store.set_preferences(chosen)
    assert _again(store).preferences == chosen


def test_states_of_window_and_tables_survive_a_restart(store: Store) -> None:
    store.set_window_bytes("geometry", bytes(range(256)))
    store.set_window_bytes("docks", b"d")
    store.set_state("table.events", {"widths": [1, 2], "sort": "when"})
    store.save()
    again = _again(store)
    assert again.window_bytes("geometry") == bytes(range(256))
    assert again.window_bytes("docks") == b"d"
    assert again.state("table.events") == {"widths": [1, 2], "sort": "when"}
    assert again.state("other") == {}


def test_recent_projects_are_newest_first_without_doubles_and_at_most_ten(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.geoeditor" for number in range(12)]
    for path in paths:
        path.touch()
        store.remember(path)
    alias = tmp_path / "alias.geoeditor"
    alias.symlink_to(paths[11])
    store.remember(paths[5])
    store.remember(alias)
    recent = _again(store).recent()
    assert len(recent) == MOST_RECENT
    assert [entry.path for entry in recent[:3]] == [alias, paths[5], paths[10]]
    paths[10].unlink()
    assert store.recent()[2] == Recent(paths[10], exists=False)
    store.forget(paths[10])
    assert paths[10] not in [entry.path for entry in store.recent()]
    store.clear_recent()
    assert _again(store).recent() == []


def test_a_name_that_is_no_unicode_is_remembered(store: Store, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.geoeditor"))
    store.remember(path)
    assert _again(store).recent()[0].path == path


@pytest.mark.logs
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b"null", b"\xff\xfe\x00", b'{"preferences": ' + b"[" * 200_000, b"9" * 5_000_000],
    ids=["empty", "cut", "list", "null", "binary", "deep", "large"],
)
def test_a_broken_file_never_stops_the_start_and_is_kept_beside(qapp: object, place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    store = Store(place, place.parent)
    assert store.preferences == Preferences()
    assert place.with_name("preferences.json.broken").read_bytes() == content
    assert store.set_preferences(Preferences(theme="light"))
    assert Store(place, place.parent).preferences.theme == "light"


@pytest.mark.parametrize(
    "values",
    [
        {"preferences": 7, "recent": 7, "window": 7, "states": 7},
        {"preferences": {"theme": 7}, "recent": [7, "", "relative", None], "window": {"geometry": "%%"}, "states": []},
    ],
)
def test_parts_that_make_no_sense_are_as_by_default(qapp: object, place: Path, values: object) -> None:
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(values))
    store = Store(place, place.parent)
    assert (store.preferences, store.recent()) == (Preferences(), [])
    assert store.window_bytes("geometry") == b""
    assert store.state("x") == {}


def test_what_a_newer_version_wrote_stays(qapp: object, place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps({"preferences": {"theme": "dark", "new": 1}, "later": [1]}))
    store = Store(place, place.parent)
    store.set_preferences(Preferences(theme="light"))
    kept = json.loads(place.read_text())
    assert kept["later"] == [1]
    assert kept["preferences"]["new"] == 1
    assert kept["preferences"]["theme"] == "light"


def test_two_windows_do_not_undo_each_others_choices(store: Store, tmp_path: Path) -> None:
    other = _again(store)
    store.set_preferences(Preferences(theme="dark"))
    other.remember(tmp_path / "b.geoeditor")
    store.remember(tmp_path / "a.geoeditor")
    final = _again(store)
    assert final.preferences.theme == "dark"
    assert [entry.path.name for entry in final.recent()] == ["a.geoeditor", "b.geoeditor"]


@pytest.mark.logs
def test_a_failing_disk_leaves_the_old_file_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.set_preferences(Preferences(theme="dark"))
    before = store.path.read_bytes()

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    assert not store.set_preferences(Preferences(theme="light"))
    monkeypatch.undo()
    assert store.path.read_bytes() == before
    assert store.preferences.theme == "light"  # it holds for as long as this window is there
    assert store.save()
    assert _again(store).preferences.theme == "light"


@pytest.fixture
def dialog(store: Store, theme: Theme) -> PreferencesDialog:
    made = PreferencesDialog(store, theme)
    made.open()
    return made


def test_the_look_follows_at_once_and_cancel_puts_it_back(
    dialog: PreferencesDialog, theme: Theme, store: Store
) -> None:
    dialog.look.setCurrentIndex(dialog.look.findData("dark"))
    assert theme.is_dark
    dialog.reader_px.setValue(25)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert theme.choice == "light"
    assert store.preferences == Preferences()


def test_ok_stores_all_of_it(dialog: PreferencesDialog, theme: Theme, store: Store, tmp_path: Path) -> None:
    dialog.look.setCurrentIndex(dialog.look.findData("dark"))
    dialog.reader_px.setValue(22)
    dialog.reopens.setChecked(False)
    dialog.folder.setText(str(tmp_path))
    dialog.buttons.button(Buttons.Ok).click()
    assert theme.choice == "dark"
    assert _again(store).preferences == Preferences("dark", 22, False, str(tmp_path))


def test_defaults_can_be_restored_and_still_cancelled(store: Store, theme: Theme) -> None:
    chosen = Preferences("light", 22, False)
    store.set_preferences(chosen)
    dialog = PreferencesDialog(store, theme)
    dialog.open()
    dialog.buttons.button(Buttons.RestoreDefaults).click()
    assert dialog.chosen == Preferences()
    assert theme.choice == "system"
    dialog.reject()
    assert store.preferences == chosen
    assert theme.choice == "light"


@pytest.mark.parametrize("typed", ["somewhere", "../up"])
def test_a_folder_that_is_no_whole_path_is_refused_and_stays_typed(
    dialog: PreferencesDialog, store: Store, typed: str
) -> None:
    dialog.folder.setText(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert "such as" in dialog.problem
    assert dialog.folder.text() == typed
    QTest.keyClicks(dialog.folder, "x")
    assert dialog.problem == ""
    assert store.preferences == Preferences()


def test_a_file_is_no_folder(dialog: PreferencesDialog, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    dialog.folder.setText(str(file))
    dialog.accept()
    assert "This is a file" in dialog.problem


@pytest.mark.logs
def test_what_cannot_be_written_is_said_and_used_all_the_same(
    dialog: PreferencesDialog, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(30, "Read-only file system")

    dialog.reader_px.setValue(20)
    monkeypatch.setattr("os.write", refuse)
    dialog.accept()
    monkeypatch.undo()
    assert dialog.isVisible()
    assert "until you quit" in dialog.problem
    assert store.preferences.reader_px == 20


def test_every_preference_has_a_name_and_a_line_that_explains_it(dialog: PreferencesDialog) -> None:
    fields: tuple[QWidget, ...] = (dialog.look, dialog.reader_px, dialog.reopens, dialog.folder)
    lines = {label.text() for label in dialog.findChildren(QLabel)}
    for field in fields:
        assert field.accessibleName()
        assert field.accessibleDescription() in lines
    assert dialog.height() <= 560
