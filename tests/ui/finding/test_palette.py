"""The palette, driven by keys: what it lists, what Enter does, and that the focus comes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, events, sources
from geoeditor.core.commands.steps import one_step
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.finding.answers import AnswerModel, Row
from geoeditor.ui.finding.palette import FindAnything, SearchField
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

CANARY = "<img src='file:///canary.png'><b>bold</b>"


class Checker(Protocol):
    """What looks whether an item model keeps its promises."""

    def check(self, model: QAbstractItemModel) -> None: ...


@dataclass
class Stage:
    """A window with a field, the search field and the palette."""

    window: QWidget
    other: QLineEdit
    search: SearchField
    palette: FindAnything
    ran: list[str] = field(default_factory=list)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.palette.field, text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.palette.field, key, held)

    @property
    def rows(self) -> list[Row]:
        return self.palette.model.rows

    @property
    def current(self) -> Row:
        return self.rows[self.palette.list.currentIndex().row()]


Staging = Callable[[Bridge], Stage]


@pytest.fixture
def staging(
    qtbot: QtBot, window: QWidget, actions: Actions, selection: Selection, theme: Theme
) -> Callable[[Bridge], Stage]:
    """Return a maker of the stage over a bridge."""

    def make(bridge: Bridge) -> Stage:
        palette = FindAnything(bridge, selection, actions, theme, window)
        other, search = QLineEdit(window), SearchField(palette, window)
        column = QVBoxLayout(window)
        column.addWidget(search)
        column.addWidget(other)
        column.addStretch(1)
        stage = Stage(window, other, search, palette)
        for key, can in (("edit.anything", True), ("view.fit", True), ("edit.undo", False), ("project.new", True)):
            actions.handle(key, _Noting(stage, key), _Always(can))
        actions.handle("edit.anything", palette.open)
        actions.update()
        window.resize(1024, 600)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        other.setFocus()
        return stage

    return make


@dataclass
class _Noting:
    stage: Stage
    key: str

    def __call__(self) -> None:
        self.stage.ran.append(self.key)


@dataclass
class _Always:
    can: bool

    def __call__(self) -> bool:
        return self.can


def settle(qtbot: QtBot, stage: Stage) -> None:
    """Wait until the names are read and texts were looked through."""
    qtbot.wait(120)


def test_ctrl_k_opens_it_over_the_search_field_and_esc_gives_the_focus_back(
    qtbot: QtBot, staging: Staging, sample: Bridge
) -> None:
    stage = staging(sample)
    QTest.keyClick(stage.other, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert stage.palette.isVisible()
    assert stage.palette.field.hasFocus()
    assert stage.palette.width() >= 560
    assert stage.window.rect().contains(stage.palette.geometry())
    stage.press(Qt.Key.Key_Escape)
    assert stage.palette.isHidden()
    assert stage.other.hasFocus()


def test_typing_lists_facts_by_group_and_enter_selects_the_first(
    qtbot: QtBot, staging: Staging, sample: Bridge, selection: Selection
) -> None:
    stage = staging(sample)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("lukash")
    groups = list(dict.fromkeys(row.group for row in stage.rows))
    assert groups[:3] == ["Actors", "Events", "Links"]
    assert stage.rows[0].title == "Alexander Lukashenko"
    chosen = stage.rows[0].hit
    assert chosen is not None
    stage.press(Qt.Key.Key_Return)
    assert selection.facts == (Fact("actor", chosen.id),)
    assert stage.palette.isHidden()
    assert stage.other.hasFocus()


def test_arrows_move_in_the_list_and_go_round(qtbot: QtBot, staging: Staging, sample: Bridge) -> None:
    stage = staging(sample)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("luk")
    settle(qtbot, stage)
    stage.press(Qt.Key.Key_Down)
    assert stage.palette.list.currentIndex().row() == 1
    stage.press(Qt.Key.Key_Up)
    stage.press(Qt.Key.Key_Up)
    assert stage.palette.list.currentIndex().row() == len(stage.rows) - 1
    stage.press(Qt.Key.Key_PageUp)
    assert stage.palette.list.currentIndex().row() == max(0, len(stage.rows) - 12)
    assert stage.current.title[:40] in stage.palette.field.accessibleDescription()


def test_ctrl_enter_goes_to_the_passage(qtbot: QtBot, staging: Staging, sample: Bridge, selection: Selection) -> None:
    stage = staging(sample)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("lukashenko and putin meet")
    with qtbot.waitSignal(selection.passage_requested) as asked:
        stage.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [selection.current]
    assert selection.current is not None
    assert selection.current.table == "event"


def test_words_of_a_text_lead_to_their_source_and_are_sought_there(
    qtbot: QtBot, staging: Staging, bridge: Bridge, selection: Selection
) -> None:
    source = sources.add_source(bridge.document, "One line.\nThe delegation of Łódź went home.", title="The Paper")
    stage = staging(bridge)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("lodz went")
    settle(qtbot, stage)
    assert [row.group for row in stage.rows] == ["Passages"]
    with qtbot.waitSignals([stage.palette.words_sought, selection.passage_requested]):
        stage.press(Qt.Key.Key_Return)
    assert selection.facts == (Fact("source", source),)


def test_actions_are_found_by_their_words_and_run_as_the_menu_would(
    qtbot: QtBot, staging: Staging, sample: Bridge, actions: Actions
) -> None:
    stage = staging(sample)
    stage.palette.open()
    stage.type("new proj")
    assert (stage.current.action, stage.current.title, stage.current.keys) == ("project.new", "New Project", "Ctrl+N")
    with qtbot.waitSignal(actions.ran) as ran:
        stage.press(Qt.Key.Key_Return)
    assert ran.args == ["project.new"]
    assert stage.ran == ["project.new"]
    assert stage.palette.isHidden()


def test_an_action_that_cannot_run_is_marked_and_not_run(qtbot: QtBot, staging: Staging, sample: Bridge) -> None:
    stage = staging(sample)
    stage.palette.open()
    stage.type("undo")
    assert stage.current.action == "edit.undo"
    assert not stage.current.enabled
    stage.press(Qt.Key.Key_Return)
    assert stage.palette.isVisible()
    assert stage.ran == []
    assert "can't run now" in stage.palette.hint


def test_an_empty_field_lists_what_was_used_last_and_then_what_can_run(
    qtbot: QtBot, staging: Staging, sample: Bridge
) -> None:
    stage = staging(sample)
    for words in ("tikhanovskaya nobody", "alexander lukashenko", "fit"):
        stage.palette.open()
        settle(qtbot, stage)
        stage.type(words)
        stage.press(Qt.Key.Key_Return)
        stage.palette.dismiss()
    stage.palette.open()
    recent = [row for row in stage.rows if row.group == "Recent"]
    assert [row.title for row in recent] == ["Fit", "Alexander Lukashenko"]
    rest = [row for row in stage.rows if row.group == "Commands"]
    assert {row.action for row in rest} == {"project.new"}


def test_what_went_meanwhile_is_not_selected(
    qtbot: QtBot, staging: Staging, bridge: Bridge, selection: Selection
) -> None:
    actor = actors.add_actor(bridge.document, name="Here and gone")
    stage = staging(bridge)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("here and")
    gone = stage.rows
    actors.remove_actors(bridge.document, actor)
    stage.palette.model.show(gone, "here and")  # as it was before the names were read anew
    stage.palette.list.setCurrentIndex(stage.palette.model.index(0))
    stage.press(Qt.Key.Key_Return)
    assert selection.facts == ()
    assert "no longer" in stage.palette.hint


def test_new_names_are_found_the_next_time(qtbot: QtBot, staging: Staging, bridge: Bridge) -> None:
    stage = staging(bridge)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("valaam")
    settle(qtbot, stage)
    assert stage.rows == []
    assert stage.palette.nothing.isVisible()
    events.add_event(bridge.document, title="Talks on Valaam")
    settle(qtbot, stage)
    assert [row.title for row in stage.rows] == ["Talks on Valaam"]


def test_another_project_brings_other_names(qtbot: QtBot, staging: Staging, sample: Bridge, tmp_path: object) -> None:
    stage = staging(sample)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("lukash")
    assert stage.rows
    sample.adopt(None)
    assert stage.palette.isHidden()
    stage.palette.open("lukash")
    settle(qtbot, stage)
    assert stage.rows == []


def test_a_click_chooses_and_a_click_elsewhere_closes(
    qtbot: QtBot, staging: Staging, sample: Bridge, selection: Selection
) -> None:
    stage = staging(sample)
    QTest.mouseClick(stage.search, Qt.MouseButton.LeftButton)
    settle(qtbot, stage)
    stage.type("lukash")
    view = stage.palette.list
    place = view.visualRect(stage.palette.model.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(selection.facts) == 1
    stage.palette.open()
    stage.other.setFocus()
    assert stage.palette.isHidden()
    assert stage.other.hasFocus()


def test_the_search_field_opens_with_the_letter_typed_on_it(qtbot: QtBot, staging: Staging, sample: Bridge) -> None:
    stage = staging(sample)
    stage.search.setFocus()
    QTest.keyClick(stage.search, Qt.Key.Key_L)
    assert stage.palette.field.text() == "l"
    assert stage.search.accessibleName()


def test_names_are_shown_as_typed_and_elided(qtbot: QtBot, staging: Staging, bridge: Bridge) -> None:
    actors.add_actor(bridge.document, name=CANARY)
    actors.add_actor(bridge.document, name=f"{'x' * 900}\N{RIGHT-TO-LEFT OVERRIDE} bold")
    stage = staging(bridge)
    stage.palette.open()
    settle(qtbot, stage)
    stage.type("bold")
    index = stage.palette.model.index(0)
    assert index.data() == CANARY
    assert "&lt;img" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    picture = stage.palette.grab().toImage()
    red = [
        QPoint(x, y)
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
        if picture.pixelColor(x, y).name() == "#ff0000"
    ]
    assert not red


def test_the_model_is_sound(qtmodeltester: Checker) -> None:
    model = AnswerModel()
    model.show([Row("Actors", "A"), Row("Actors", "B", "note"), Row("Commands", "C", action="x", enabled=False)], "a")
    model.add([Row("Passages", "D")])
    qtmodeltester.check(model)
    assert model.rowCount() == 4
    assert [model.begins_group(place) for place in range(4)] == [True, False, True, True]
    assert "can't run" in str(model.index(2).data(Qt.ItemDataRole.AccessibleTextRole))
    assert model.data(QModelIndex()) is None


def test_each_letter_is_answered_at_once_among_thousands_of_events(
    qtbot: QtBot, staging: Staging, bridge: Bridge
) -> None:
    with one_step(bridge.document, "Many"):
        for number in range(2_000):
            events.add_event(bridge.document, title=f"Talks of Zürich on matter {number % 97} and {number}")
    stage = staging(bridge)
    stage.palette.open()
    qtbot.waitUntil(lambda: not stage.palette.is_reading, timeout=5_000)
    times = []
    for letter in "zur matter 77":
        begun = perf_counter()
        stage.type(letter)
        times.append(perf_counter() - begun)
    assert len(stage.rows) <= 50
    assert max(times) < 0.2
    QApplication.processEvents()


def test_a_click_elsewhere_closes_it_and_the_words_are_there_again(
    qtbot: QtBot, staging: Staging, bridge: Bridge
) -> None:
    stage = staging(bridge)
    stage.palette.open()
    stage.type("minsk")
    QTest.mouseClick(stage.window, Qt.MouseButton.LeftButton, pos=QPoint(1000, 590))  # it takes no focus
    assert not stage.palette.isVisible()
    assert stage.other.hasFocus()
    stage.palette.open()
    assert (stage.palette.field.text(), stage.palette.field.selectedText()) == ("minsk", "minsk")
    QTest.mouseClick(stage.palette.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    stage.palette.dismiss()
    stage.palette.open()
    stage.press(Qt.Key.Key_Escape)
    stage.palette.open()
    assert stage.palette.field.text() == ""
