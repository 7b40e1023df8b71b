"""What gestures on the timeline change in the document; each is one step that can be undone."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRect

from geoeditor.charts.timeline.redating import date_at
from geoeditor.core.commands.actors import change_actor
from geoeditor.core.commands.dating import date_event
from geoeditor.core.commands.events import add_event, change_event, connect_actor
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, EventId
from geoeditor.translation import tr, trn
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.timeline.canvas import Canvas

_WIDTH: Final = 260
_HEIGHT: Final = 26


class TimelineEdits(QObject):
    """Creates, renames and dates events from the canvas."""

    def __init__(self, bridge: Bridge, selection: Selection, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._bridge = bridge
        self._selection = selection
        self._canvas = canvas

    def drop(self) -> None:
        """Let go of what is being typed, as its document went away."""
        self._canvas.naming.finish(keep=False)

    def date(self, texts: dict[int, str]) -> None:
        """Give events, by their place, new dates; one step."""
        scene = self._canvas.stage.scene
        dates = {EventId(scene.id(place)): text for place, text in texts.items()}
        self._bridge.attempt(partial(_date_all, dates=dates))

    def create(self, x: float, lane: int, *, dated: bool) -> None:
        """Let a new event be named at a px of the canvas; it is stored with date and participant once it has a name."""
        stage = self._canvas.stage
        t = date_at(stage.seconds(x), stage.window.rate) if dated else ""
        is_storyline = stage.mode == "storylines" and 0 <= lane < len(stage.strips.lanes)
        actor = stage.strips.lanes[lane].actor if is_storyline else None
        kind = "" if is_storyline or not 0 <= lane < len(stage.strips.lanes) else self._kind_of(lane)
        y = stage.frame.lane_y(lane) if 0 <= lane < len(stage.strips.lanes) else stage.plot.bottom / 2
        width = min(_WIDTH, max(self._canvas.width() - 8, 80))
        left = min(max(x - 12, 4), max(self._canvas.width() - width - 4, 4))
        top = min(max(y - _HEIGHT - 10, 2), max(self._canvas.height() - _HEIGHT - 4, 2))
        box = QRect(round(left), round(top), round(width), _HEIGHT)
        words = tr("Title of the new event")
        self._canvas.name_at(box, "", words, partial(self._store_new, t, actor.id if actor else None, kind))

    def _kind_of(self, lane: int) -> str:
        """Return the key of the kind that a lane stands for."""
        stage = self._canvas.stage
        first = int(stage.strips.mark_event[stage.strips.starts[lane]])
        kind = stage.scene.columns.kinds.get(int(stage.scene.columns.events.kinds[first]))
        return kind.key if kind else ""

    def _store_new(self, t: str, actor: int | None, kind: str, title: str) -> str:
        outcome = self._bridge.attempt(partial(_add_event, title=title, t=t, actor=actor, kind=kind), tell=False)
        if outcome.value is not None:
            self._selection.choose([Fact("event", outcome.value)])
        return outcome.problem

    def rename_event(self, place: int) -> None:
        """Let an event be named anew where its label is."""
        scene = self._canvas.stage.scene
        store = partial(self._store_title, EventId(scene.id(place)))
        title = scene.columns.events.titles[place]
        self._canvas.name_at(self._canvas.label_box(place), title, tr("Title of the event"), store)

    def _store_title(self, event: EventId, title: str) -> str:
        return self._bridge.attempt(lambda document: change_event(document, event, title=title), tell=False).problem

    def rename_actor(self, lane: int) -> None:
        """Let an actor be named anew where its name is."""
        stage = self._canvas.stage
        actor = stage.strips.lanes[lane].actor
        if actor is not None:
            top = round(stage.frame.lane_y(lane)) - _HEIGHT // 2
            box = QRect(34, top, max(round(stage.plot.names) - 38, 150), _HEIGHT)
            store = partial(self._store_name, ActorId(actor.id))
            self._canvas.name_at(box, actor.name, tr("Name of the actor"), store)

    def _store_name(self, actor: ActorId, name: str) -> str:
        return self._bridge.attempt(lambda document: change_actor(document, actor, name=name), tell=False).problem


def _date_all(document: Document, dates: dict[EventId, str]) -> None:
    with one_step(document, trn("Move event in time", "Move {n} events in time", len(dates))):
        for event, text in dates.items():
            date_event(document, event, text)


def _add_event(document: Document, title: str, t: str, actor: int | None, kind: str) -> int:
    with one_step(document, tr("Add event")):
        event = add_event(document, title=title, t=t, kind=kind)
        if actor is not None:
            connect_actor(document, event, ActorId(actor))
    return event
