"""The graph of the window: one node an actor, one line a link, to be read, moved, linked and named.

The parts: a scene (arrays), a canvas (painting), pointer and keys (gestures), deeds (the document), an arranger.
"""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from geoeditor.charts.graph.nodes import Nodes
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.graph import GraphFacts, graph_facts, participants, touched
from geoeditor.layout.boxes import Floats
from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.graph.arranging import Arranger, inserted, joined, spiral, wishes
from geoeditor.ui.graph.canvas import Canvas
from geoeditor.ui.graph.deeds import Deeds
from geoeditor.ui.graph.empty import EmptyHint
from geoeditor.ui.graph.header import GraphHeader
from geoeditor.ui.graph.keys import Keys
from geoeditor.ui.graph.menus import graph_menu
from geoeditor.ui.graph.pointer import Pointer
from geoeditor.ui.graph.scene import Limits, Scene
from geoeditor.ui.graph.seeking import Search
from geoeditor.ui.graph.shaping import in_shape
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.view import Found, View

_STEP: Final = 1.25
_MOST_EVENTS: Final = 50
_REST_MS: Final = 250
"""How long a graph must not have grown before it is laid out anew."""
_MUCH: Final = 1_000
"""Nodes and links above which a change made in another pane is followed in a turn of its own."""
_FEW: Final = 80
"""Actors up to which a graph that nobody has arranged is laid out anew whenever it grows."""


class GraphView(View):
    """The pane of relationships."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, filter_: Filter,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        sieve = filter_.sieve(bridge)  # listens before this view does
        super().__init__(bridge, selection, parent)
        self._sieve = sieve
        self._actions = actions
        self._filter = filter_
        self.scene = Scene()
        self.canvas = Canvas(self.scene, theme, self)
        self.deeds = Deeds(bridge, selection, self.canvas, self)
        self.pointer = Pointer(self.canvas, self.deeds, selection, self)
        self.arranger = Arranger(self)
        self.keys = Keys(self.canvas, self.deeds, self.pointer, selection, self.arranger, self)
        self.hint = EmptyHint(self.canvas, actions)
        self._search = Search(self.scene)
        self._growth = QTimer(self, interval=_REST_MS, singleShot=True)
        self._growth.timeout.connect(self._rearrange)
        self._loose: dict[int, tuple[float, float]] = {}
        self._arranged: dict[int, tuple[float, float]] = {}
        """What the layout found for all nodes, before the graph takes the shape of the pane."""
        self._asked: list[int] = []
        """The nodes that the layout on its way was asked to place."""
        self._of: object = None
        self._is_first = False
        self._recalled: dict[str, object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self._join()

    def _join(self) -> None:
        actions, deeds = self._actions, self.deeds
        self._filter.changed.connect(self._take_filter)
        self.arranger.arranged.connect(self._take_layout)
        self.arranger.busy_changed.connect(self._tell)
        self.pointer.menu_wanted.connect(self._open_menu)
        self.keys.menu_wanted.connect(self._open_menu)
        self.keys.said.connect(self._say)
        self.keys.stopped.connect(self._stop_arranging)
        self.canvas.fitting.connect(self._shape)
        deeds.asking_changed.connect(self._hint)
        handle = actions.handle_in
        handle(self, "view.zoom_in", partial(self.canvas.zoom_by, _STEP), self._has_nodes)
        handle(self, "view.zoom_out", partial(self.canvas.zoom_by, 1 / _STEP), self._has_nodes)
        handle(self, "view.fit", self.canvas.fit, self._has_nodes)
        handle(self, "view.layout", self.arrange, lambda: self.bridge.can_edit and self._has_nodes())
        handle(self, "fact.delete", deeds.remove, self._can_change_selected)
        handle(self, "fact.rename", deeds.rename, self._can_change_selected)
        handle(self, "edit.select_all", self._select_all, self._has_nodes)
        handle(self, "actor.add", self._add_actor, lambda: self.bridge.can_edit)
        handle(self, "link.add", self.keys.start_linking, self._can_link)

    def header(self) -> QWidget:
        """Return zoom, fit, arrange, and which links are shown."""
        return GraphHeader(self, self.scene, self.bridge, self._actions, self._filter)

    def _has_nodes(self) -> bool:
        return bool(self.scene.ids)

    def shows_much(self) -> bool:
        """Tell whether there are so many nodes and links that following a change takes its time."""
        return len(self.scene.ids) + len(self.scene.link_ids) > _MUCH

    def _can_change_selected(self) -> bool:
        return self.bridge.can_edit and self.selection.current is not None

    def _can_link(self) -> bool:
        return self.bridge.can_edit and self.canvas.marked.current is not None and len(self.scene.ids) > 1

    def reload(self) -> None:
        """Read all actors and links; what is placed stays where it is."""
        document = self.bridge.document if self.bridge.is_open else None
        is_other = document is not self._of
        self._of = document
        self.deeds.dismiss()
        self.arranger.stop()
        self._growth.stop()
        if is_other:
            self._loose, self._arranged = {}, {}
            self.scene.placed = {}
            self._search.stop()
        facts = GraphFacts((), (), {}) if document is None else graph_facts(document)
        self.scene.actors = {actor.shown.id: actor for actor in facts.actors}
        self.scene.links = {link.shown.id: link for link in facts.links}
        self._show(facts.places, fit=is_other)

    def apply(self, changes: ChangeSet) -> None:
        """Read what a change touched; the rest, its places and the view of it stay."""
        found = touched(self.bridge.document, changes)
        if not found:
            return
        if found.actors is None or found.links is None:
            self.reload()
            return
        scene = self.scene
        actors = found.actors | scene.recoloured(found.actors)
        facts = graph_facts(self.bridge.document, actors, found.links, places=found.places)
        was_empty = not scene.actors
        has_grown = any(actor.shown.id not in scene.actors for actor in facts.actors) or any(
            link.shown.id not in scene.links for link in facts.links
        )
        for gone in found.actors:
            scene.actors.pop(gone, None)
        for gone in found.links:
            scene.links.pop(gone, None)
        scene.limits = self._limits()
        scene.actors.update((actor.shown.id, actor) for actor in facts.actors)
        scene.links.update((link.shown.id, link) for link in facts.links)
        is_waiting = self.arranger.is_busy and self._is_first and not self.arranger.is_quiet
        if has_grown and self.arranger.is_busy and self.arranger.is_quiet:
            self.arranger.stop()
        if was_empty or found.places or not self._take(actors, found.links, is_waiting):
            places = facts.places if found.places else {actor: scene.placed[actor] for actor in scene.stored}
            self._show(places, fit=was_empty)
        if has_grown and not was_empty:
            self._growth.start()

    def _take(self, actors: Collection[int], links: Collection[int], is_waiting: bool) -> bool:
        """Show facts that changed or came, each in its row; False where that takes a scene made anew.

        Who comes while the first layout is on its way gets a place when that has come.
        """
        scene = self.scene
        new = [actor for actor in actors if actor not in scene.row_of]
        unplaced = [actor for actor in new if actor not in self._loose]
        scene.placed.update((actor, self._loose.get(actor, (0.0, 0.0))) for actor in new)
        if not scene.take(actors, links):
            return False
        if unplaced and not is_waiting:
            self._insert(unplaced)
        self._mark(self.selection.facts)
        self.canvas.content_changed()
        self._hint()
        self._tell()
        return True

    def _show(self, places: Mapping[int, tuple[float, float]], *, fit: bool) -> None:
        """Make the scene anew: stored places first, then those of the layout; who has none is placed now."""
        scene = self.scene
        scene.stored = {actor for actor in places if actor in scene.actors}
        scene.placed = {
            actor: places[actor] if actor in places else self._loose[actor]
            for actor in scene.actors
            if actor in places or actor in self._loose
        }
        unplaced = [actor for actor in scene.actors if actor not in scene.placed]
        known = sorted(scene.placed)
        scene.placed.update(dict.fromkeys(unplaced, (0.0, 0.0)))
        scene.limits = self._limits()
        scene.rebuild()
        if unplaced:
            self._place(unplaced, [scene.row_of[actor] for actor in known])
        self._mark(self.selection.facts)
        self.canvas.content_changed()
        self._hint()
        self._tell()
        if fit:
            self._fit_or_recall()

    def _place(self, unplaced: list[int], known: list[int]) -> None:
        """Place new nodes among the others; where there are no others, lay all of them out."""
        scene = self.scene
        nodes = self._wishes()
        if not known:
            self._is_first = True
            self._start(nodes)
            if self.arranger.is_busy:
                self.canvas.curtain = trn("Arranging {n} actor…", "Arranging {n} actors…", len(scene.ids))
            return
        places = inserted(nodes, scene.places, np.array(known, dtype=np.int64))
        found = dict(zip(scene.ids, map(tuple, places.tolist()), strict=True))
        self._loose.update({actor: found[actor] for actor in unplaced})
        scene.put({actor: self._loose[actor] for actor in unplaced})

    def _insert(self, unplaced: list[int]) -> None:
        """Place nodes among all others, which have their places."""
        known = np.ones(len(self.scene.ids), dtype=np.bool_)
        known[[self.scene.row_of[actor] for actor in unplaced]] = False
        self._place(unplaced, np.flatnonzero(known).tolist())

    def _start(self, nodes: Nodes, *, quietly: bool = False) -> None:
        """Let all nodes that are there now be laid out."""
        self._asked = list(self.scene.ids)
        self.arranger.start(nodes, quietly=quietly)

    def arrange(self) -> None:
        """Place all nodes anew, as one step that can be undone."""
        self._is_first = False
        self._start(self._wishes())

    def _take_layout(self, places: Floats) -> None:
        """Take up what the layout found; a first one is not a change of the project, one on request is."""
        scene = self.scene
        self.canvas.curtain = ""
        is_first_sight = self._is_first and not self.arranger.is_quiet
        if self._asked != scene.ids and not is_first_sight:
            return  # nodes came or went while it ran; those that came have been placed
        if self.arranger.is_quiet and not self.canvas.fits:
            return  # somebody looks closer now
        spots = zip(self._asked, map(tuple, places.tolist()), strict=True)
        found = {actor: spot for actor, spot in spots if actor in scene.actors}
        if self._is_first:
            self._loose = self._arranged = found
            scene.put({actor: spot for actor, spot in found.items() if actor not in scene.stored})
            late = [actor for actor in scene.ids if actor not in found and actor not in scene.stored]
            if late:
                self._loose = dict(found)  # what was laid out stays apart from what is put in
                self._insert(late)
            self.canvas.content_changed()
            self._fit_or_recall()
        elif self.deeds.arrange(self._shaped(found)):
            self.canvas.fit()
        self._is_first = False

    def _shape(self) -> None:
        """Give a graph that nobody has placed the shape of the pane, as it is fitted into it."""
        scene = self.scene
        if not scene.stored and scene.ids and self._arranged.keys() == scene.actors.keys():
            self._loose = self._shaped(self._arranged)
            if self._loose != scene.placed:
                scene.put(self._loose)

    def _shaped(self, found: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
        """Return places that fill the pane once they are fitted into it."""
        return in_shape(self._wishes(), self.scene.ids, found, self.canvas.room)

    def _wishes(self) -> Nodes:
        return wishes(self.canvas.boxes(), self.scene.radii, self.scene.ends)

    def _rearrange(self) -> None:
        """Lay out a small graph that has grown, as long as nobody has placed anything or looks at a part of it."""
        scene, canvas = self.scene, self.canvas
        if not canvas.fits or scene.stored or not self._arranged or not 1 < len(scene.ids) <= _FEW:
            return
        before = {scene.row_of[actor]: spot for actor, spot in self._arranged.items() if actor in scene.row_of}
        if before and not self.arranger.is_busy:
            self._is_first = True
            self._start(joined(self._wishes(), before), quietly=True)

    def _stop_arranging(self) -> None:
        """Call off a layout; of a first one, nodes are set apart in no order."""
        if not self.arranger.is_busy:
            return
        self.arranger.stop()
        if self._is_first and not self.arranger.is_quiet:
            self._asked = list(self.scene.ids)
            self._take_layout(spiral(len(self.scene.ids)))

    def _fit_or_recall(self) -> None:
        recalled, self._recalled = self._recalled, None
        if recalled is None or not self.canvas.recall_state(recalled):
            self.canvas.fit()

    def _limits(self) -> Limits:
        chosen = self._filter
        return Limits(chosen.signs, chosen.kinds, chosen.since, chosen.until, self._sieve.left_out("link"))

    def _take_filter(self) -> None:
        self.scene.filter(self._limits())
        self.canvas.content_changed()
        self._tell()

    def _tell(self, _busy: bool = False) -> None:
        """Say in the header what is not to be seen."""
        hidden = self.scene.hidden()
        if self.arranger.is_busy and not self.arranger.is_quiet:
            self._say(tr("Arranging… Esc stops"))
        elif hidden:
            self._say(trn("{n} hidden by the filter", "{n} hidden by the filter", hidden))
        else:
            self._say("")
        self.canvas.count()

    def _say(self, text: str) -> None:
        self.status_changed.emit(text)

    def _hint(self, _asking: bool = False) -> None:
        empty = self.bridge.is_open and not self.scene.ids and not self.deeds.is_asking
        words = tr("No actors yet. Double-click to add one, or accept one that was found in a source.")
        self.hint.say(words if empty else "", button=self.bridge.can_edit)

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Mark what is selected, and bring it into view where nothing of it is seen."""
        self._mark(facts)
        marked, scene = self.canvas.marked, self.scene
        rows = {*marked.nodes, *marked.participants, *scene.ends[list(marked.links)].ravel().tolist()}
        rows = {row for row in rows if scene.shown[row]}
        if rows:
            inside = self.canvas.rect().adjusted(6, 6, -6, -6)
            if not any(inside.contains(self.canvas.spot_of(row).toPoint()) for row in rows):
                self.canvas.look_at(scene.places[sorted(rows)])
        self.canvas.update()

    def _mark(self, facts: tuple[Fact, ...]) -> None:
        scene, marked = self.scene, self.canvas.marked
        marked.nodes = tuple(
            scene.row_of[fact.id] for fact in facts if fact.table == "actor" and fact.id in scene.row_of
        )
        marked.links = tuple(
            scene.link_row_of[fact.id] for fact in facts if fact.table == "link" and fact.id in scene.link_row_of
        )
        marked.current = marked.nodes[0] if marked.nodes else None
        events = [fact.id for fact in facts if fact.table == "event"][:_MOST_EVENTS]
        taking_part = participants(self.bridge.document, events) if events and self.bridge.is_open else frozenset()
        marked.participants = tuple(sorted(scene.row_of[actor] for actor in taking_part if actor in scene.row_of))
        marked.hovered = marked.hovered_link = None
        self.canvas.describe()

    def seek(self, text: str, step: int = 0) -> Found:
        """Select the hit of a search over names and labels and show it."""
        found, fact = self._search.seek(text, step, self.selection.current)
        if fact is not None:
            self.choose([fact])
            self.show_selection(self.selection.facts)
        return found

    def _select_all(self) -> None:
        scene = self.scene
        self.choose(Fact("actor", actor) for row, actor in enumerate(scene.ids) if scene.shown[row])

    def _add_actor(self) -> None:
        canvas = self.canvas
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deeds.ask_for_actor(canvas.camera.to_plane(canvas.width() / 2, canvas.height() / 2))

    def _open_menu(self, spot: QPoint) -> None:
        self.make_menu().popup(self.canvas.mapToGlobal(spot))

    def make_menu(self) -> QMenu:
        """Return the menu of the actions that have to do with what is selected, or with the ground."""
        self._actions.set_active(self)
        self._actions.update()
        return graph_menu(self, self._actions, is_selected=self.selection.current is not None)

    def snapshot_state(self) -> dict[str, object]:
        """Return zoom and place, for the window to remember."""
        return dict(self.canvas.remember())

    def restore_state(self, state: Mapping[str, object]) -> None:
        """Look where one looked before; what can't be read is passed over."""
        if self.scene.ids:
            self.canvas.recall_state(state)
        else:
            self._recalled = dict(state)
