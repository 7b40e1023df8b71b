"""The list is looked at, thinned out and let go of in the preferences, by keys alone and never by accident."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoeditor.ui.kept_names import KeptNames, NamesPreference
from geoeditor.ui.kept_names.dialog import NamesDialog
from geoeditor.ui.kept_names.entries import KeptName, learn, refuse
from geoeditor.ui.preferences import PreferencesDialog
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.theme import Theme


@pytest.fixture
def three(names: KeptNames) -> KeptNames:
    """Return a list of two actors and a name that is none."""
    roe = KeptName("Ana Roe", True, "actor.person", ("Roe",), "2025-01-01T00:00:00+00:00")
    reach = KeptName("Tallow Reach", last_used="2025-01-02T00:00:00+00:00")
    names.change([partial(learn, entry=roe), partial(learn, entry=reach)])
    names.change([partial(refuse, name="Monday Review", when="2025-01-03T00:00:00+00:00")])
    return names


@pytest.fixture
def part(qtbot: QtBot, three: KeptNames) -> NamesPreference:
    made = NamesPreference(three)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot: QtBot, three: KeptNames) -> NamesDialog:
    made = NamesDialog(three)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _rows(dialog: NamesDialog) -> list[str]:
    return [str(dialog.model.index(row, 0).data()) for row in range(dialog.model.rowCount())]


def test_the_newest_is_first_and_a_word_finds(dialog: NamesDialog) -> None:
    assert _rows(dialog) == ["Monday Review", "Tallow Reach", "Ana Roe"]
    assert [dialog.model.index(2, column).data() for column in (1, 2, 3)] == ["person", "Roe", "2025-01-01"]
    assert dialog.model.index(0, 1).data() == "no actor"
    QTest.keyClicks(dialog.field, "roe")
    assert _rows(dialog) == ["Ana Roe"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_click_on_a_head_sorts(dialog: NamesDialog) -> None:
    dialog.list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert _rows(dialog) == ["Ana Roe", "Monday Review", "Tallow Reach"]


def test_a_name_is_removed_by_key_and_put_back(dialog: NamesDialog, three: KeptNames) -> None:
    before = dict(three.names)
    dialog.list.setFocus()
    dialog.list.selectRow(1)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert _rows(dialog) == ["Monday Review", "Ana Roe"]
    assert dialog.list.currentIndex().row() == 1
    assert "removed" in dialog.said.text()
    dialog.back.click()
    assert three.names == before
    assert not dialog.back.isEnabled()


def test_the_count_is_told_and_all_are_let_go_only_after_a_second_yes(part: NamesPreference, three: KeptNames) -> None:
    assert part.count == "3 names are kept"
    part.forget_button.click()
    assert part.keep_button.hasFocus() or part.keep_button.isVisible()
    part.keep_button.click()
    assert len(three.names) == 3
    part.forget_button.click()
    part.confirm_button.click()
    assert three.names == {}
    assert part.count == "No name is kept"
    assert not part.show_button.isEnabled()
    assert not part.forget_button.isEnabled()


def test_the_open_list_follows_what_happens_elsewhere(dialog: NamesDialog, part: NamesPreference) -> None:
    part.forget_button.click()
    part.confirm_button.click()
    assert _rows(dialog) == []
    assert dialog.said.text() == "No name is kept."


def test_everything_has_a_name(part: NamesPreference, dialog: NamesDialog) -> None:
    for widget in (part.switch, part.show_button, part.forget_button, dialog.field, dialog.list, dialog.remove):
        assert widget.accessibleName()


def test_the_switch_is_stored_with_the_preferences(store: Store, theme: Theme, three: KeptNames) -> None:
    dialog = PreferencesDialog(store, theme, None, three)
    dialog.open()
    assert dialog.remembers.isChecked()
    dialog.remembers.setChecked(False)
    dialog.accept()
    assert three.learned() == []
    assert not Store(store.path, store.log_folder).preferences.remembers


def test_a_fresh_profile_remembers_nothing_and_says_what_the_list_holds(store: Store, theme: Theme) -> None:
    fresh = Store(store.path.with_name("other.json"), store.log_folder)
    assert not fresh.preferences.remembers
    dialog = PreferencesDialog(fresh, theme)
    dialog.open()
    assert not dialog.remembers.isChecked()
    assert "names only, no text and no source" in dialog.remembers.accessibleDescription()
    dialog.reject()
