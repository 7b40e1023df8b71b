"""The find bar over a real view: typing, stepping, and how it ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, events
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.finding.find_bar import FindBar
from geoeditor.ui.history import HistoryView
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.view import Found


@pytest.fixture
def view(qtbot: QtBot, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme) -> Iterator[HistoryView]:
    """Return a view with three actors' steps among five, in a pane of a window with a bar."""
    for number in range(5):
        if number % 2:
            events.add_event(bridge.document, title="X")
        else:
            actors.add_actor(bridge.document, name="X")
    window = QMainWindow()
    pane = QDockWidget("History", window)
    made = HistoryView(bridge, selection, actions, theme)
    pane.setWidget(made)
    window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, pane)
    bar = FindBar()
    bar.setObjectName("bar")
    holder = QWidget()
    QVBoxLayout(holder).addWidget(bar)
    window.setCentralWidget(holder)
    window.resize(700, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    yield made
    window.close()


def bar_of(view: HistoryView) -> FindBar:
    bar = view.window().findChild(FindBar)
    assert isinstance(bar, FindBar)
    return bar


def test_the_bar_names_its_pane_and_waits_for_words(view: HistoryView) -> None:
    bar = bar_of(view)
    assert bar.isHidden()
    bar.open_for(view)
    assert bar.field.hasFocus()
    assert bar.field.placeholderText() == "Find in History"
    assert bar.count.text() == ""
    assert not bar.next.isEnabled()


def test_typing_counts_and_steps_go_round(view: HistoryView) -> None:
    bar = bar_of(view)
    bar.open_for(view)
    QTest.keyClicks(bar.field, "ADD ACT")
    assert (bar.count.text(), view.list.currentIndex().row()) == ("1 of 3", 0)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert (bar.count.text(), view.list.currentIndex().row()) == ("2 of 3", 2)
    QTest.keyClick(bar.field, Qt.Key.Key_F3)
    assert bar.count.text() == "3 of 3"
    QTest.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "1 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert (bar.count.text(), view.list.currentIndex().row()) == ("3 of 3", 4)
    QTest.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    assert bar.found == Found(2, 3)


def test_nothing_found_is_said_and_the_words_stay(view: HistoryView) -> None:
    bar = bar_of(view)
    bar.open_for(view, "zebra")
    assert bar.count.text() == "Nothing found"
    assert bar.field.property("refused") is True
    assert not bar.next.isEnabled()
    bar.step(1)
    assert bar.field.text() == "zebra"
    bar.field.clear()
    assert (bar.count.text(), bar.field.property("refused")) == ("", False)


def test_esc_ends_the_search_and_gives_the_view_the_focus(qtbot: QtBot, view: HistoryView) -> None:
    bar = bar_of(view)
    bar.open_for(view, "actor")
    with qtbot.waitSignal(bar.shown_changed) as told:
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert told.args == [False]
    assert bar.isHidden()
    assert view.list.hasFocus()
    bar.open_for(view)
    assert bar.count.text() == "1 of 3"


def test_another_view_takes_the_search_over(
    view: HistoryView, selection: Selection, actions: Actions, theme: Theme
) -> None:
    bar = bar_of(view)
    bar.open_for(view, "event")
    other = HistoryView(view.bridge, selection, actions, theme, view)
    other.show()
    bar.attach(other)
    assert bar.view is other
    assert bar.count.text() == "1 of 2"
    bar.attach(None)
    assert bar.count.text() == ""


def test_everything_that_takes_the_focus_has_a_name(view: HistoryView) -> None:
    bar = bar_of(view)
    for widget in bar.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.parent() is bar:
            assert widget.accessibleName()
