"""The table of actions: what the menus of a good desktop program promise."""

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from geoeditor.ui.action_table import menus, specs
from geoeditor.ui.actions import Actions

STANDARD = {
    "project.new": QKeySequence.StandardKey.New,
    "project.open": QKeySequence.StandardKey.Open,
    "project.print": QKeySequence.StandardKey.Print,
    "project.close": QKeySequence.StandardKey.Close,
    "app.quit": QKeySequence.StandardKey.Quit,
    "edit.undo": QKeySequence.StandardKey.Undo,
    "edit.cut": QKeySequence.StandardKey.Cut,
    "edit.copy": QKeySequence.StandardKey.Copy,
    "edit.paste": QKeySequence.StandardKey.Paste,
    "edit.select_all": QKeySequence.StandardKey.SelectAll,
    "edit.find": QKeySequence.StandardKey.Find,
    "edit.find_next": QKeySequence.StandardKey.FindNext,
    "edit.find_previous": QKeySequence.StandardKey.FindPrevious,
    "view.zoom_in": QKeySequence.StandardKey.ZoomIn,
    "view.zoom_out": QKeySequence.StandardKey.ZoomOut,
    "view.full_screen": QKeySequence.StandardKey.FullScreen,
}
ASKS_FOR_MORE = {
    "project.open",
    "actor.resolve",
    "project.import",
    "project.export",
    "project.print",
    "project.copy",
    "project.move",
    "edit.find",
    "edit.anything",
    "edit.preferences",
    "view.filter",
    "source.date",
    "project.import_address",
    "proposal.same_as",
    "proposal.type",
    "proposal.kind",
    "sentence.set_aside_because",
    "version.new",
}


def mnemonic(text: str) -> str:
    """Return the letter after the mark of a menu title or item, in lower case."""
    place = text.replace("&&", "").find("&")
    return text[place + 1].lower() if place >= 0 else ""


def test_the_menus_stand_in_the_usual_order() -> None:
    assert [key for key, _ in menus()] == ["file", "edit", "view", "insert", "analyse", "window", "help"]


def test_every_title_and_item_has_a_mnemonic_of_its_own() -> None:
    assert all(mnemonic(title) for _, title in menus())
    for menu, _ in menus():
        letters = [mnemonic(spec.text) for spec in specs() if spec.menu == menu]
        assert all(letters), menu
        assert not [letter for letter, count in Counter(letters).items() if count > 1], menu


def test_every_action_is_one_object_that_a_menu_holds(actions: Actions) -> None:
    window = QMainWindow()
    made = actions.fill(window.menuBar())
    held = [action for menu in made.values() for action in menu.actions() if not action.isSeparator()]
    assert sorted(action.objectName() for action in held) == sorted(actions.keys)
    assert all(actions[action.objectName()] is action for action in held)
    window.deleteLater()


def test_standard_commands_have_the_keys_of_the_platform(actions: Actions) -> None:
    for key, standard in STANDARD.items():
        assert actions[key].shortcuts() == QKeySequence.keyBindings(standard), key


def test_no_two_actions_share_a_key(actions: Actions) -> None:
    keys = Counter(
        shortcut.toString() for key in actions.keys for shortcut in actions[key].shortcuts() if not shortcut.isEmpty()
    )
    assert not [name for name, count in keys.items() if count > 1]
    assert not [name for name in keys if name.startswith("Alt+") and len(name) == 5]


def test_what_asks_for_more_ends_in_an_ellipsis_and_nothing_else_does() -> None:
    assert {spec.key for spec in specs() if spec.text.endswith("…")} == ASKS_FOR_MORE


def test_every_action_has_words_a_status_tip_and_its_key_in_the_tool_tip(actions: Actions) -> None:
    for key in actions.keys:
        action = actions[key]
        assert action.text()
        assert action.statusTip()
        if not action.shortcut().isEmpty():
            assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in action.toolTip()


def test_an_action_that_has_nothing_to_do_is_disabled_and_not_hidden(actions: Actions) -> None:
    ready: list[bool] = []
    actions.handle("edit.undo", lambda: None, lambda: bool(ready))
    actions.update()
    assert not actions["edit.undo"].isEnabled()
    assert actions["edit.undo"].isVisible()
    ready.append(True)
    actions.update()
    assert actions["edit.undo"].isEnabled()


def test_the_active_view_answers_before_the_window(actions: Actions, window: QWidget) -> None:
    told: list[str] = []
    view = QWidget(window)
    actions.handle("fact.delete", lambda: told.append("window"))
    actions.handle_in(view, "fact.delete", lambda: told.append("view"))
    actions.update()
    actions.run("fact.delete")
    actions.set_active(view)
    actions.run("fact.delete")
    assert told == ["window", "view"]


@pytest.mark.parametrize("key", ["actor.add", "proposal.accept"])
def test_a_bare_key_belongs_to_the_views_that_want_it(actions: Actions, window: QWidget, key: str) -> None:
    view = QWidget(window)
    action: QAction = actions[key]
    assert action not in window.actions()
    actions.handle_in(view, key, lambda: None)
    assert action in view.actions()


def test_both_usual_keys_redo_and_ctrl_d_means_one_thing_only(actions: Actions) -> None:
    assert actions["edit.redo"].shortcuts() == [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]
    with_d = [spec.key for spec in specs() if QKeySequence("Ctrl+D") in actions[spec.key].shortcuts()]
    assert with_d == ["edit.duplicate"]
