"""The timeline over a real project, shown at a fixed size."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline import TimelineView

Make = Callable[[Bridge], TimelineView]


@pytest.fixture
def make(qtbot: QtBot, window: QWidget, selection: Selection, actions: Actions, theme: Theme, filter_: Filter) -> Make:
    """Return a function that shows the timeline of a bridge at 900 by 620."""

    def shown(bridge: Bridge) -> TimelineView:
        view = TimelineView(bridge, selection, actions, theme, filter_)
        qtbot.addWidget(view)
        view.resize(900, 620)
        with qtbot.waitExposed(view):
            view.show()
        actions.set_active(view)
        return view

    return shown


@pytest.fixture
def view(make: Make, sample: Bridge) -> TimelineView:
    """Return the timeline of the sample project."""
    return make(sample)


def place_of(view: TimelineView, title: str) -> int:
    """Return the place of the event whose title begins like this."""
    titles = view.scene.columns.events.titles
    return next(i for i, each in enumerate(titles) if each.startswith(title))


def mark_of(view: TimelineView, event: int) -> QPoint:
    """Return where the uppermost mark of an event lies on the canvas."""
    frame = view.canvas.stage.frame
    ys = frame.mark_y[frame.mark_event == event]
    return QPoint(round(float(frame.x[event])), round(float(ys.min())))


def settle(view: TimelineView) -> None:
    """Let all smooth moving come to its end."""
    canvas = view.canvas
    canvas.glide_to(canvas.goal, at_once=True)
    canvas.settle()
