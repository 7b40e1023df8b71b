"""The timeline pane: reads columns, keeps the canvas up to date, and turns gestures into commands."""

import math
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollBar, QStackedLayout, QWidget

from geoeditor.charts.timeline.scene import Mode, Scene, make_scene
from geoeditor.charts.wording import date_words, status_word
from geoeditor.core.commands.removal import remove_facts
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.timeline import STATUSES, TimelineColumns, read_timeline
from geoeditor.layout.time_window import TimeWindow
from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline.canvas import NOTCH, Canvas
from geoeditor.ui.timeline.edits import TimelineEdits
from geoeditor.ui.timeline.empty import EmptyPage
from geoeditor.ui.timeline.header import Header
from geoeditor.ui.timeline.reading import read_again, touches
from geoeditor.ui.timeline.seeking import Seeker
from geoeditor.ui.timeline.steps import neighbour
from geoeditor.ui.view import Found, View

_PAUSE_MS: Final = 120
_MUCH: Final = 1_000  # events and actors; of more, a change made in another pane is followed in a turn of its own
_EVENT_MENU: Final = (
    "fact.passage", "fact.rename", "", "edit.copy", "edit.duplicate", "fact.delete", "", "speaker.only",
    "speaker.without", "",
)  # fmt: skip
_MENU: Final = (
    "event.add", "edit.select_all", "", "view.zoom_in", "view.zoom_out", "view.fit", "", "view.storylines",
    "view.lanes", "", "view.filter", "view.filter_clear",
)  # fmt: skip


class TimelineView(View):
    """The timeline of the open project."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, filter_: Filter,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        filter_.sieve(bridge)  # which listens before this view does
        super().__init__(bridge, selection, parent)
        self._actions = actions
        self._filter = filter_
        self._columns: TimelineColumns | None = None
        self._seeker = Seeker()
        self._status = ""
        self._wanted: dict[str, object] = {}
        self._header: Header | None = None
        self.canvas = Canvas(theme, self._make_scene(), self)
        self.canvas.setAccessibleName(tr("Timeline"))
        self.edits = TimelineEdits(self.bridge, self.selection, self.canvas)
        self.empty = EmptyPage(actions["event.add"], self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(tr("Scroll the timeline"))
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)  # to say it at once would place labels twice
        self._pause.timeout.connect(self._say)
        self._lay_out()
        self._join_actions()
        self._join_signals()

    def _lay_out(self) -> None:
        board = QWidget(self)
        row = QHBoxLayout(board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(self._bar)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(board)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.canvas)

    def _join_actions(self) -> None:
        handle = self._actions.handle_in
        for key, factor in (("view.zoom_in", NOTCH), ("view.zoom_out", 1 / NOTCH)):
            handle(self, key, partial(self.canvas.zoom, factor), self._has_events)
        handle(self, "view.fit", self.canvas.fit, self._has_events)
        handle(self, "edit.select_all", self.select_all, self._has_events)
        handle(self, "fact.rename", self.rename, self._can_edit_selected)
        handle(self, "fact.delete", self.delete, self._can_edit_selected)
        handle(self, "event.add", self.add_event, lambda: self.bridge.can_edit)
        self._actions.handle("view.storylines", partial(self.set_mode, "storylines"), lambda: self.bridge.is_open)
        self._actions.handle("view.lanes", partial(self.set_mode, "lanes"), lambda: self.bridge.is_open)
        self._mark_mode()

    def _join_signals(self) -> None:
        gestures = self.canvas.gestures
        gestures.chosen.connect(self._choose_events)
        gestures.lane_chosen.connect(self._choose_lane)
        gestures.ground_clicked.connect(self.selection.clear)
        gestures.opened.connect(self._open)
        gestures.creation_wanted.connect(self._create)
        gestures.dated.connect(self.edits.date)
        gestures.stepped.connect(self._step)
        gestures.refused.connect(self.bridge.refused.emit)
        self.canvas.moved.connect(self._follow)
        self.canvas.settled.connect(self._say)
        self.canvas.tip_wanted.connect(self._tell)
        self.canvas.menu_wanted.connect(self.open_menu)
        self.canvas.named.connect(self._choose_page)
        self._bar.valueChanged.connect(self._scrolled)
        self._filter.changed.connect(self._refilter)

    def header(self) -> QWidget:
        """Return modes, range and zoom."""
        self._header = Header(self._actions["view.zoom_out"], self._actions["view.zoom_in"], self._actions["view.fit"])
        self._header.mode_chosen.connect(self.set_mode)
        self._header.used.connect(partial(self._actions.set_active, self))
        self._header.show_mode(self.canvas.stage.mode)
        self._follow()
        return self._header

    def _has_events(self) -> bool:
        return bool(self._columns and len(self._columns.events))

    def _can_edit_selected(self) -> bool:
        return self.bridge.can_edit and bool(self.selection.facts)

    def shows_much(self) -> bool:
        """Tell whether there are so many events and actors that following a change takes its time."""
        return self._columns is not None and len(self._columns.events) + len(self._columns.actors) > _MUCH

    @property
    def scene(self) -> Scene:
        """Return the events as they are shown."""
        return self.canvas.stage.scene

    def _make_scene(self) -> Scene:
        columns = self._columns or TimelineColumns.empty()
        unheard = self._filter.sieve(self.bridge).left_out("event").mask(columns.events.ids)
        return make_scene(columns, self._hides, self._filter.since, self._filter.until, unheard)

    def _hides(self, sign: int, kind: str) -> bool:
        return sign in self._filter.signs or self._filter.hides_kind(kind)

    def reload(self) -> None:
        """Read all that is shown anew; also when the document went away."""
        self.edits.drop()
        self._columns = read_timeline(self.bridge.document) if self.bridge.is_open else None
        self._show(keep_order=False, keep_window=False)
        self._restore()

    def apply(self, changes: ChangeSet) -> None:
        """Read again what a change has touched."""
        if self._columns is None or not touches(changes):
            return
        had_events = self._has_events()
        self._columns = read_again(self.bridge.document, self._columns, changes)
        self._show(keep_order=had_events, keep_window=had_events)
        self.show_selection(self.selection.facts)

    def _show(self, *, keep_order: bool, keep_window: bool) -> None:
        self.canvas.gestures.can_edit = self.bridge.can_edit
        self.canvas.marked.selected, self.canvas.marked.lanes = frozenset(), frozenset()
        self.canvas.marked.current = self.canvas.marked.hovered = -1
        self.canvas.show_scene(self._make_scene(), keep_order=keep_order, keep_window=keep_window)
        self._choose_page()
        self._mark(self.selection.facts)
        self._say()

    def _choose_page(self) -> None:
        """Show the canvas, or the hint as long as there is nothing."""
        self._pages.setCurrentIndex(0 if self._has_events() or self.canvas.naming.is_naming else 1)

    def _refilter(self) -> None:
        if self._columns is not None:
            self._show(keep_order=True, keep_window=True)

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Ring the selected events and storylines; move only if nothing of it is in sight."""
        self._mark(facts)
        stage, marked = self.canvas.stage, self.canvas.marked
        shown = [event for event in marked.selected if not self.scene.hidden[event]]
        if shown and not any(stage.is_in_sight(event) for event in shown[:200]):
            stage.bring_in(marked.current if marked.current in shown else shown[0])
            self.canvas.refresh()
        elif not shown and marked.lanes and not any(lane in stage.frame.lanes for lane in marked.lanes):
            stage.bring_in_lane(min(marked.lanes), stage.ladder.pitch / 2)
            self.canvas.refresh()

    def _mark(self, facts: tuple[Fact, ...]) -> None:
        stage, marked = self.canvas.stage, self.canvas.marked
        events = self.scene.places([fact.id for fact in facts if fact.table == "event"])
        lane_of = stage.strips.lane_of
        marked.selected = frozenset(events)
        marked.lanes = frozenset(lane_of[fact.id] for fact in facts if fact.table == "actor" and fact.id in lane_of)
        marked.current = events[0] if events and facts[0].table == "event" else -1
        stage.put_first(marked.selected if len(events) <= 200 else frozenset())
        self._announce()
        self.canvas.update()

    def _announce(self) -> None:
        """Let a screen reader hear the current event."""
        current = self.canvas.marked.current
        words = self.account(current) if current >= 0 else self._summary()
        if words != self.canvas.accessibleDescription():
            self.canvas.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self.canvas, QAccessible.Event.DescriptionChanged))

    def _summary(self) -> str:
        return trn("{n} event", "{n} events", len(self.scene.in_time))

    def account(self, event: int) -> str:
        """Return what is known of an event at a glance: title, date, status, who takes part, who said so."""
        columns = self.scene.columns
        events, event_id = columns.events, self.scene.id(event)
        kind = columns.kinds.get(int(events.kinds[event]))
        names = {actor.id: actor.name for actor in columns.actors}
        joined = columns.participations
        who = [names.get(actor, "") for actor in joined.actors[joined.events == event_id].tolist()]
        said = columns.speakers.get(event_id, ()) if events.claimed[event] else ()
        lines = [
            events.titles[event],
            kind.label if kind else "",
            f"{date_words(events.dates[event])} · {status_word(STATUSES[int(events.status[event])])}",
            ", ".join(dict.fromkeys(filter(None, who))),
            tr("only {names} said so", names=", ".join(said)) if said else "",
            tr("contradicted by a passage") if events.disputed[event] else "",
            "" if events.passages[event] else tr("no evidence yet"),
        ]
        return "\n".join(line for line in lines if line)

    def _tell(self, event: int) -> None:
        self.canvas.show_tip(self.account(event))

    def _fact(self, event: int) -> Fact:
        return Fact("event", self.scene.id(event))

    def _choose_events(self, events: list[int], way: str) -> None:
        facts = [self._fact(event) for event in events]
        if way == "toggle" and facts:
            self.selection.toggle(facts[0])
        else:
            self.choose([*self.selection.facts, *facts] if way == "add" else facts)

    def _choose_lane(self, lane: int, adds: bool) -> None:
        actor = self.canvas.stage.strips.lanes[lane].actor
        if actor is not None:
            fact = Fact("actor", actor.id)
            if adds:
                self.selection.toggle(fact)
            else:
                self.choose([fact])

    def select_all(self) -> None:
        """Select all events that the filter leaves."""
        self.choose(self._fact(event) for event in self.scene.in_time.tolist())

    def delete(self) -> None:
        """Remove what is selected, as one step."""
        facts = self.selection.facts
        if self.bridge.attempt(lambda document: remove_facts(document, *facts)).done:
            self.bridge.announced.emit(tr("Deleted; Ctrl+Z brings it back"))

    def rename(self) -> None:
        """Let the current fact be named anew, in place where it is shown here."""
        current, marked = self.selection.current, self.canvas.marked
        if marked.current >= 0 and not self.scene.hidden[marked.current]:
            self.canvas.stage.bring_in(marked.current)
            self.edits.rename_event(marked.current)
        elif current is not None and current.table == "actor" and marked.lanes:
            lane = self.canvas.stage.strips.lane_of.get(current.id)
            if lane is not None and self.canvas.stage.mode == "storylines":
                self.canvas.stage.bring_in_lane(lane, self.canvas.stage.ladder.pitch / 2)
                self.edits.rename_actor(lane)
        elif current is not None:
            self.selection.renaming_requested.emit(current)

    def add_event(self) -> None:
        """Let an event be named in the middle of what is shown; it takes its date from there."""
        self._pages.setCurrentIndex(0)
        self.canvas.setFocus()
        plot = self.canvas.stage.plot
        lane = min(self.canvas.marked.lanes, default=-1)
        self.edits.create((plot.left + plot.width) / 2, lane, dated=self._has_events())

    def _create(self, x: float, lane: int) -> None:
        if self.bridge.can_edit:
            self.edits.create(x, lane, dated=x >= self.canvas.stage.plot.left)

    def _open(self, event: int) -> None:
        fact = self._fact(event) if event >= 0 else None
        if event >= 0:
            self.choose([self._fact(event)])
        elif self.canvas.marked.current >= 0 or self.selection.current is not None:
            fact = self.selection.current
        if fact is not None:
            self.selection.passage_requested.emit(fact)

    def _step(self, way: str, adds: bool) -> None:
        """Go to another event; into sight, chosen and announced."""
        stage = self.canvas.stage
        event = neighbour(self.scene, stage.strips, self.canvas.marked.current, way)
        if event is None:
            return
        stage.bring_in(event)
        chosen = [fact for fact in self.selection.facts if fact.table == "event"] if adds else []
        fact = self._fact(event)
        self.choose([fact, *(other for other in chosen if other != fact)])
        self.canvas.refresh()

    def set_mode(self, mode: Mode) -> None:
        """Show storylines or lanes of kinds."""
        self.canvas.stage.set_mode(mode)
        self._mark_mode()
        self._mark(self.selection.facts)
        self.canvas.settle()

    def _mark_mode(self) -> None:
        mode = self.canvas.stage.mode
        self._actions["view.storylines"].setChecked(mode == "storylines")
        self._actions["view.lanes"].setChecked(mode == "lanes")
        if self._header is not None:
            self._header.show_mode(mode)

    def _follow(self) -> None:
        """Bring scroll bar and header up to date with the canvas."""
        stage = self.canvas.stage
        furthest, page = math.ceil(stage.furthest), max(int(stage.plot.bottom), 1)
        self._bar.blockSignals(True)
        if furthest != self._bar.maximum() or page != self._bar.pageStep():
            self._bar.setRange(0, furthest)
            self._bar.setPageStep(page)
            self._bar.setSingleStep(30)
            self._bar.setVisible(furthest > 0)
        self._bar.setValue(int(stage.scroll))
        self._bar.blockSignals(False)
        if self._header is not None:
            self._header.show_range(stage.window)

    def _scrolled(self, value: int) -> None:
        self.canvas.stage.scroll_to(float(value))
        self.canvas.refresh()

    def _say(self) -> None:
        """Tell in the header what is not to be seen."""
        hidden = int(self.scene.hidden.sum())
        words = trn("{n} event hidden by the filter", "{n} events hidden by the filter", hidden) if hidden else ""
        if words != self._status:
            self._status = words
            self.status_changed.emit(words)

    def open_menu(self, place: QPoint) -> None:
        """Open the menu of what is selected and of the timeline at a place on the screen."""
        self.make_menu().popup(place)

    def make_menu(self) -> QMenu:
        """Return the menu of the actions that have to do with what is selected, and with the timeline."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.set_active(self)
        self._actions.update()
        for key in (*(_EVENT_MENU if self.selection.facts else ()), *_MENU):
            if key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()
        return menu

    def seek(self, text: str, step: int = 0) -> Found:
        """Show the event whose title holds the text; hits are counted in order of time."""
        event, found = self._seeker.seek(self.scene, self.canvas.marked.current, text, step)
        if event is not None:
            self.canvas.stage.bring_in(event)
            self.choose([self._fact(event)])
            self.canvas.refresh()
        return found

    def snapshot_state(self) -> dict[str, object]:
        """Return mode and range, to be remembered by the window."""
        window = self.canvas.stage.window
        return {"mode": self.canvas.stage.mode, "start": window.start, "end": window.end}

    def restore_state(self, state: dict[str, object]) -> None:
        """Take up mode and range again, once there is something to show; what is not plausible is left out."""
        self._wanted = dict(state)
        if self._columns is not None:
            self._restore()

    def _restore(self) -> None:
        wanted, self._wanted = self._wanted, {}
        mode, start, end = wanted.get("mode"), wanted.get("start"), wanted.get("end")
        if mode == "lanes" or mode == "storylines":
            self.set_mode(mode)
        if isinstance(start, int | float) and isinstance(end, int | float) and 0 < end - start < math.inf:
            width = self.canvas.stage.axis_width
            window = TimeWindow(float(start), width / (end - start), width).zoomed(1.0, 0.0)
            self.canvas.glide_to(window, at_once=True)
