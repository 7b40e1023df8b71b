"""The graph view over a project, shown; and small helpers that press and type as a user does."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.graph import GraphView
from geoeditor.ui.graph.canvas import Canvas
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


class Hand:
    """A user at the graph."""

    def __init__(self, view: GraphView) -> None:
        self.view = view
        self.canvas: Canvas = view.canvas

    def node(self, name: str) -> QPoint:
        """Return the spot of the actor of this name."""
        return self.canvas.spot_of(self.row(name)).toPoint()

    def row(self, name: str) -> int:
        """Return the row of the actor of this name."""
        return self.view.scene.row_of[self.id(name)]

    def id(self, name: str) -> int:
        """Return the id of the actor of this name."""
        return next(i for i, actor in self.view.scene.actors.items() if actor.shown.name == name)

    def ground(self) -> QPoint:
        """Return a spot where nothing lies."""
        for x in range(30, self.canvas.width() - 30, 13):
            for y in range(30, self.canvas.height() - 60, 13):
                if self.canvas.hit(QPointF(x, y)).what == "" and all(
                    (self.canvas.spot_of(row) - QPointF(x, y)).manhattanLength() > 60
                    for row in range(len(self.view.scene.ids))
                ):
                    return QPoint(x, y)
        raise AssertionError("no ground to be seen")

    def click(self, spot: QPoint, keys: Qt.KeyboardModifier = NO_KEYS, button: Qt.MouseButton = LEFT) -> None:
        """Press and release."""
        QTest.mouseClick(self.canvas, button, keys, spot)

    def hover(self, spot: QPoint) -> None:
        """Go there with no button down."""
        _move(self.canvas, spot, Qt.MouseButton.NoButton, NO_KEYS)

    def drag(
        self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NO_KEYS, button: Qt.MouseButton = LEFT,
        *, release: bool = True,
    ) -> None:  # fmt: skip
        """Press, go there in steps, and release."""
        self.hover(start)
        QTest.mousePress(self.canvas, button, keys, start)
        for step in range(1, 6):
            spot = start + (end - start) * step / 5
            # QTest's own moves hold no button, which a drag must.
            _move(self.canvas, spot, button, keys)
        if release:
            QTest.mouseRelease(self.canvas, button, keys, end)

    def turn(self, spot: QPoint, angle: int) -> None:
        """Turn the wheel."""
        where = QPointF(spot)
        event = QWheelEvent(
            where, self.canvas.mapToGlobal(where), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, NO_KEYS,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(_focused(), text)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key in whatever has the focus."""
        QTest.keyClick(_focused(), key, keys)

    def run(self, action: str) -> None:
        """Run an action of the window, which looks first whether it can be run."""
        self.view._actions.update()
        self.view._actions.run(action)

    def steps(self) -> list[str]:
        """Return the names of the steps that can be undone, newest first."""
        return [step.label for step in self.view.bridge.document.history() if not step.undone]


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _move(canvas: QWidget, spot: QPoint, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    where = QPointF(spot)
    event = QMouseEvent(QEvent.Type.MouseMove, where, canvas.mapToGlobal(where), Qt.MouseButton.NoButton, button, keys)
    QApplication.sendEvent(canvas, event)


def _shown(
    qtbot: QtBot, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, filter_: Filter, window: QWidget
) -> GraphView:
    view = GraphView(bridge, selection, actions, theme, filter_, window)
    window.resize(900, 500)
    view.resize(900, 500)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    actions.set_active(view)
    view.canvas.setFocus()
    view.canvas.settle()
    return view


@pytest.fixture
def hand(
    qtbot: QtBot, sample: Bridge, selection: Selection, actions: Actions, theme: Theme, filter_: Filter, window: QWidget
) -> Iterator[Hand]:
    """Return a user at the graph of the sample project."""
    yield Hand(_shown(qtbot, sample, selection, actions, theme, filter_, window))


@pytest.fixture
def empty_hand(
    qtbot: QtBot, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, filter_: Filter, window: QWidget
) -> Iterator[Hand]:
    """Return a user at the graph of an empty project."""
    yield Hand(_shown(qtbot, bridge, selection, actions, theme, filter_, window))


def actor(hand: Hand, name: str) -> Fact:
    """Return the fact of an actor."""
    return Fact("actor", hand.id(name))
