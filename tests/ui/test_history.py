"""The history view: what it lists, and the way to a step and back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, events
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, new_id
from geoeditor.core.queries.history import last_done
from geoeditor.core.queries.summary import summary
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.history import HistoryView
from geoeditor.ui.history.steps import StepModel, moment, origin_words
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme


class Checker(Protocol):
    """What looks whether an item model keeps its promises."""

    def check(self, model: QAbstractItemModel) -> None: ...


def make_steps(document: Document, count: int) -> list[ActorId]:
    return [actors.add_actor(document, name=f"Actor {number}") for number in range(count)]


@pytest.fixture
def view(qtbot: QtBot, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme) -> Iterator[HistoryView]:
    """Return the view over an empty project, shown."""
    made = HistoryView(bridge, selection, actions, theme)
    made.resize(360, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def click(view: HistoryView, row: int) -> None:
    index = view.model.index(row)
    view.list.scrollTo(index)
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=view.list.visualRect(index).center())


def is_on_the_way(view: HistoryView) -> bool:
    return view.is_travelling


def names(view: HistoryView) -> list[str]:
    return [str(view.model.index(row).data()) for row in range(view.model.rowCount())]


def test_a_new_project_has_only_its_beginning_and_says_what_comes_here(view: HistoryView) -> None:
    assert names(view) == ["Beginning, before the first step"]
    assert view.hint.isVisible()


def test_steps_come_newest_first_and_the_present_is_marked(view: HistoryView, bridge: Bridge) -> None:
    actor = actors.add_actor(bridge.document, name="A")
    events.add_event(bridge.document, title="E")
    actors.remove_actors(bridge.document, actor)
    bridge.undo()
    assert [view.model.state(row) for row in range(4)] == ["undone", "now", "", ""]
    assert "event" in names(view)[1].lower()
    assert "now" in view.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert view.list.currentIndex().row() == 1


def test_a_click_goes_back_and_another_forward_again(qtbot: QtBot, view: HistoryView, bridge: Bridge) -> None:
    made = make_steps(bridge.document, 6)
    click(view, 4)
    qtbot.waitUntil(lambda: not view.is_travelling)
    assert summary(bridge.document).counts["actor"] == 2
    assert view.model.undone == 4
    click(view, 1)
    qtbot.waitUntil(lambda: not view.is_travelling)
    assert summary(bridge.document).counts["actor"] == 5
    assert set(view.selection.facts) == {Fact("actor", row) for row in made[2:5]}
    click(view, 6)
    qtbot.waitUntil(lambda: not view.is_travelling)
    assert summary(bridge.document).counts["actor"] == 0
    assert last_done(bridge.document) == 0


def test_enter_goes_to_the_current_step(qtbot: QtBot, view: HistoryView, bridge: Bridge) -> None:
    make_steps(bridge.document, 3)
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(bridge.announced) as told:
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert "Add actor" in told.args[0]
    assert summary(bridge.document).counts["actor"] == 2


def test_a_new_edit_takes_the_undone_steps_away(view: HistoryView, bridge: Bridge) -> None:
    make_steps(bridge.document, 5)
    for _ in range(3):
        bridge.undo()
    told: list[str] = []
    view.status_changed.connect(told.append)
    events.add_event(bridge.document, title="E")
    assert view.model.rowCount() == 4
    assert (view.model.undone, told) == (0, ["3 steps"])
    model = StepModel(bridge)
    model.reload()
    assert names(view) == [str(model.index(row).data()) for row in range(model.rowCount())]


@pytest.fixture
def _step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slice of time be one step long."""
    monkeypatch.setattr("geoeditor.ui.history.view._SLICE_S", -1.0)


@pytest.mark.usefixtures("_step_by_step")
def test_a_long_way_goes_in_slices_and_can_be_stopped(qtbot: QtBot, view: HistoryView, bridge: Bridge) -> None:
    make_steps(bridge.document, 30)
    view.go_to(0)
    assert view.progress.isVisible()
    assert "of" in view.progress_words.text()
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    assert not is_on_the_way(view)
    left = summary(bridge.document).counts["actor"]
    assert 0 < left < 30
    qtbot.wait(50)
    assert summary(bridge.document).counts["actor"] == left
    assert view.model.undone == 30 - left
    view.go_to(0)
    qtbot.waitUntil(lambda: not view.is_travelling, timeout=20_000)
    assert summary(bridge.document).counts["actor"] == 0
    assert view.progress.isHidden()


@pytest.mark.usefixtures("_step_by_step")
def test_an_edit_on_the_way_ends_the_way(qtbot: QtBot, view: HistoryView, bridge: Bridge) -> None:
    make_steps(bridge.document, 20)
    view.go_to(0)
    assert is_on_the_way(view)
    actors.add_actor(bridge.document, name="In between")
    assert not is_on_the_way(view)
    assert view.model.undone == 0


@pytest.mark.usefixtures("_step_by_step")
def test_closing_the_project_on_the_way_is_no_harm(qtbot: QtBot, view: HistoryView, bridge: Bridge) -> None:
    make_steps(bridge.document, 20)
    view.go_to(0)
    bridge.adopt(None)
    qtbot.wait(20)
    assert not view.is_travelling
    assert view.model.rowCount() == 0


def test_a_project_that_is_read_only_says_so_and_stays(
    qtbot: QtBot, view: HistoryView, bridge: Bridge, tmp_path: Path
) -> None:
    make_steps(bridge.document, 3)
    path = bridge.document.path
    bridge.adopt(None)
    bridge.adopt(Document.open_copy(path))
    with qtbot.waitSignal(bridge.refused):
        view.go_to(0)
    assert not view.is_travelling
    assert summary(bridge.document).counts["actor"] == 3


def test_a_hidden_view_catches_up_when_it_is_shown(view: HistoryView, bridge: Bridge) -> None:
    view.hide()
    make_steps(bridge.document, 4)
    assert view.model.rowCount() == 1
    view.show()
    assert view.model.rowCount() == 5


def test_names_of_steps_are_shown_as_they_are(view: HistoryView, bridge: Bridge) -> None:
    with bridge.document.edit("<img src='file:///c.png'>" + "x" * 5_000, "<b>elsewhere</b>") as edit:
        edit.execute("INSERT INTO tag(id, name, colour) VALUES(?, 'T', '')", (new_id(),))
    assert names(view)[0].startswith("<img src")
    tip = view.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    assert "<b>" not in tip
    view.grab()


def test_words_for_moments_and_origins() -> None:
    assert moment("no moment") == "no moment"
    assert moment("2020-03-05T10:00:00+00:00") == "Mar 2020"
    assert moment("2020-03-05T10:00:00+00:00", full=True)
    assert (origin_words(""), origin_words("import"), origin_words("else\n")) == ("", "import", "else ")


def test_the_model_is_sound_while_steps_come_and_go(qtmodeltester: Checker, bridge: Bridge) -> None:
    model = StepModel(bridge)
    qtmodeltester.check(model)
    model.reload()
    bridge.changed.connect(model.follow)
    make_steps(bridge.document, 4)
    qtmodeltester.check(model)
    for _ in range(2):
        bridge.undo()
    bridge.redo()
    qtmodeltester.check(model)
    actors.add_actor(bridge.document, name="B")
    qtmodeltester.check(model)
    assert model.rowCount() == 5
    bridge.changed.disconnect(model.follow)


def test_many_steps_are_read_in_pages(qtbot: QtBot, view: HistoryView, bridge: Bridge) -> None:
    make_steps(bridge.document, 210)
    assert view.model.steps == 210
    assert view.model.index(209).data() == "Add actor"
    assert view.model.step(210) is None
    assert view.seek("add").hits == 210
    assert view.seek("add", -1).place == 210
    assert view.seek("").hits == 0
