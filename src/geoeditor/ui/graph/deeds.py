"""What can be done to the document from the graph: each gesture one undo step, through the commands.

Names are typed in place; nothing modal.
"""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from geoeditor.core.commands.actors import add_actor, change_actor
from geoeditor.core.commands.links import change_link, link_actors
from geoeditor.core.commands.removal import remove_facts
from geoeditor.core.commands.steps import one_step
from geoeditor.core.commands.views import place_nodes
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId
from geoeditor.layout.bundles import sampled
from geoeditor.translation import shown, tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.graph.canvas import Canvas
from geoeditor.ui.graph.in_place import NameField, Stand
from geoeditor.ui.graph.kind_field import KindAnswer, KindField
from geoeditor.ui.graph.scene import Scene
from geoeditor.ui.selection import Fact, Selection

Place = tuple[float, float]


class Deeds(QObject):
    """Moves, names, links and removes."""

    asking_changed = Signal(bool)
    """A field stands on the canvas, or went."""

    def __init__(self, bridge: Bridge, selection: Selection, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._selection = selection
        self._canvas = canvas
        self._stand: Stand | None = None

    @property
    def _scene(self) -> Scene:
        return self._canvas.scene

    @property
    def is_asking(self) -> bool:
        """Tell whether a field stands on the canvas."""
        return self._stand is not None

    @property
    def field(self) -> NameField | KindField | None:
        """Return the field that stands on the canvas."""
        field = None if self._stand is None else self._stand.field
        return field if isinstance(field, NameField | KindField) else None

    def _settled(self, changed: dict[int, Place]) -> dict[int, Place]:
        """Return the places to store: those changed, and those only the layout knows, or it would move them later."""
        scene = self._scene
        return {actor: scene.placed[actor] for actor in scene.ids if actor not in scene.stored} | changed

    def move(self, rows: list[int]) -> bool:
        """Store where nodes were dragged to, and tell whether that could be done."""
        scene = self._scene
        places = {scene.ids[row]: scene.placed[scene.ids[row]] for row in rows}
        label = (
            tr("Move “{name}”", name=shown(scene.actors[scene.ids[rows[0]]].shown.name, 40))
            if len(rows) == 1
            else tr("Move {n} actors", n=len(rows))
        )
        settled = self._settled(places)
        return self._bridge.attempt(lambda document: place_nodes(document, settled, label)).done

    def arrange(self, places: dict[int, Place]) -> bool:
        """Store the places of a layout."""
        return self._bridge.attempt(lambda document: place_nodes(document, places, tr("Arrange graph"))).done

    def remove(self) -> None:
        """Remove all that is selected, as one step."""
        facts = self._selection.facts
        if self._bridge.attempt(lambda document: remove_facts(document, *facts)).done:
            self._bridge.announced.emit(tr("Deleted; Ctrl+Z brings it back"))

    def ask_for_actor(self, place: Place, link_from: int | None = None) -> None:
        """Name a new actor at a place, and link it with the actor given, if any."""
        if not self._bridge.can_edit:
            return
        field = NameField(self._canvas, "", tr("Name of the new actor"), tr("Name, then Enter"))
        field.entered.connect(partial(self._create, field, place, link_from))
        self._ask(field, place)

    def _create(self, field: NameField, place: Place, link_from: int | None, name: str) -> None:
        if not name.strip():
            self.dismiss()
        elif link_from is not None:
            self.dismiss()
            self.ask_for_kind(link_from, None, place, name.strip())
        else:
            settled = self._settled({})
            outcome = self._bridge.attempt(
                lambda document: _add_actor(document, name.strip(), place, settled), tell=False
            )
            if outcome.value is None:
                field.refuse(outcome.problem)
            else:
                self.dismiss()
                self._selection.choose([Fact("actor", outcome.value)])

    def rename(self) -> None:
        """Edit the name of the current actor, or the label of the current link, where it stands."""
        fact = self._selection.current
        if fact is None or not self._bridge.can_edit:
            return
        scene = self._scene
        if fact.table == "actor" and fact.id in scene.row_of:
            row = scene.row_of[fact.id]
            x, y = scene.places[row].tolist()
            words, text = tr("Name of the actor"), scene.actors[fact.id].shown.name
            place = (x, y + float(scene.radii[row]) / self._canvas.camera.zoom)
        elif fact.table == "link" and fact.id in scene.link_row_of:
            line = scene.lines[scene.link_row_of[fact.id]]
            x, y = sampled(line[None, :], 3)[0, 1].tolist()
            words, text, place = tr("Label of the link"), scene.links[fact.id].shown.label, (x, y)
        else:
            self._selection.renaming_requested.emit(fact)
            return
        field = NameField(self._canvas, text, words, words)
        field.entered.connect(partial(self._change, field, fact))
        self._ask(field, place)

    def _change(self, field: NameField, fact: Fact, text: str) -> None:
        if text == _text_of(self._scene, fact):
            self.dismiss()
            return

        def work(document: Document) -> None:
            if fact.table == "actor":
                change_actor(document, ActorId(fact.id), name=text.strip())
            else:
                change_link(document, LinkId(fact.id), label=text.strip())

        outcome = self._bridge.attempt(work, tell=False)
        if outcome.done:
            self.dismiss()
        else:
            field.refuse(outcome.problem)

    def ask_for_kind(self, start: int, end: int | None, place: Place, name: str = "") -> None:
        """Ask what kind of link leads from one actor to another, or to a new one of this name."""
        if not self._bridge.can_edit:
            return
        field = KindField(self._canvas, self._bridge.document)
        field.answered.connect(partial(self._link, field, start, end, place, name))
        self._ask(field, place)

    def _link(self, field: KindField, start: int, end: int | None, place: Place, name: str, answer: KindAnswer) -> None:
        settled = self._settled({})

        def work(document: Document) -> LinkId:
            if end is not None:
                return link_actors(document, ActorId(start), ActorId(end), kind=answer.kind, label=answer.label)
            with one_step(document, tr("Add “{name}” and link it", name=shown(name, 40))):
                actor = _add_actor(document, name, place, settled)
                return link_actors(document, ActorId(start), actor, kind=answer.kind, label=answer.label)

        outcome = self._bridge.attempt(work, tell=False)
        if outcome.value is None:
            field.refuse(outcome.problem)
        else:
            self.dismiss()
            self._selection.choose([Fact("link", outcome.value)])

    def _ask(self, field: NameField | KindField, place: Place) -> None:
        self.dismiss()
        field.left.connect(self.dismiss)
        self._stand = Stand(self._canvas, field, lambda: place)
        self.asking_changed.emit(True)

    def dismiss(self) -> None:
        """Take the field away, if one stands there."""
        if self._stand is not None:
            stand, self._stand = self._stand, None
            stand.clear()
            self._canvas.marked.linking = self._canvas.marked.target = self._canvas.marked.aim = None
            self._canvas.update()
            self.asking_changed.emit(False)

    def nudge(self, rows: list[int], dx: float, dy: float) -> None:
        """Move nodes by so many chart units, as one step."""
        scene = self._scene
        before = scene.places[rows].copy()
        scene.move(rows, before + np.array([dx, dy]))
        if not self.move(rows):
            scene.move(rows, before)


def _text_of(scene: Scene, fact: Fact) -> str:
    return scene.actors[fact.id].shown.name if fact.table == "actor" else scene.links[fact.id].shown.label


def _add_actor(document: Document, name: str, place: Place, settled: dict[int, Place]) -> ActorId:
    """Add an actor at a place of the graph, as one step."""
    with one_step(document, tr("Add actor “{name}”", name=shown(name, 40))):
        actor = add_actor(document, name=name)
        place_nodes(document, settled | {actor: place})
        return actor
