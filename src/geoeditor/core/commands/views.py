"""Saved views: where they put actors, events and lanes, and what is drawn on them."""

import math
from collections.abc import Mapping
from typing import TypedDict, Unpack

from geoeditor.core.commands.records import EditLookup, change, checked, insert, remove, require
from geoeditor.core.commands.values import given, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.identifiers import AnnotationId, PlacementId, ViewId, new_id
from geoeditor.core.queries.graph import default_graph_view
from geoeditor.translation import tr, trn


class ViewValues(TypedDict, total=False):
    """What can be given of a view; `kind` is table, timeline or graph."""

    name: str
    kind: str
    ordinal: int
    state: dict[str, object]


class AnnotationValues(TypedDict, total=False):
    """What can be given of an annotation; `x`, `y`, `w`, `h` are in chart units."""

    shape: str
    text: str
    x: float
    y: float
    w: float
    h: float
    style: dict[str, object]


def add_view(document: Document, **values: Unpack[ViewValues]) -> ViewId:
    """Save a view under a name."""
    with document.edit(tr("Save view")) as edit:
        return ViewId(insert(edit, "view", values))


def change_view(document: Document, view_id: ViewId, **values: Unpack[ViewValues]) -> None:
    """Rename a view or save its state anew."""
    with document.edit(tr("Change view")) as edit:
        change(edit, "view", view_id, values)


def remove_views(document: Document, *view_ids: ViewId) -> None:
    """Remove saved views; the facts stay."""
    with document.edit(trn("Remove view", "Remove {n} views", len(view_ids))) as edit:
        remove(edit, "view", view_ids)


def place(
    document: Document,
    view_id: ViewId,
    what: str,
    placed: int | str,
    *,
    x: float,
    y: float,
    pinned: bool = True,
) -> PlacementId:
    """Put an actor, an event (by id) or a lane (by name) at a place of a view, in chart units."""
    with document.edit(tr("Move on view")) as edit:
        if what not in ("actor", "event", "lane"):
            raise refusal("“{what}” has no place on a view.", what=given(what))
        require(edit, "view", view_id)
        key: int | str
        if what == "lane":
            column, key = "lane", str(checked(EditLookup(edit), "placement", {"lane": placed}, new=False)["lane"])
        else:
            require(edit, what, placed)
            column, key = f"{what}_id", placed
        found = edit.execute(f"SELECT id FROM placement WHERE view_id = ? AND {column} = ?", (view_id, key)).fetchone()
        values = {"x": x, "y": y, "pinned": pinned}
        if found is None:
            return PlacementId(insert(edit, "placement", {"view": view_id, what: key, **values}))
        change(edit, "placement", found[0], values)
        return PlacementId(found[0])


def place_nodes(document: Document, places: Mapping[int, tuple[float, float]], label: str = "") -> ViewId:
    """Put actors at places of the graph, in chart units, and return its view, which is made where there is none yet.

    The step is called "Move node" or "Move nodes", or by the label where one is given.
    """
    _check_places(places)
    with document.edit(label or trn("Move node", "Move {n} nodes", len(places))) as edit:
        with document.read() as connection:
            view_id = default_graph_view(connection)
        if view_id is None:
            view_id = insert(edit, "view", {"name": _free_name(edit), "kind": "graph"})
        there = {
            actor
            for (actor,) in edit.execute("SELECT actor_id FROM placement WHERE view_id = ?", (view_id,)).fetchall()
        }
        for actor in places.keys() - there:
            require(edit, "actor", actor)
        edit.executemany(
            "UPDATE placement SET x = ?, y = ?, pinned = 1 WHERE view_id = ? AND actor_id = ?",
            [(float(x), float(y), view_id, actor) for actor, (x, y) in places.items() if actor in there],
        )
        edit.executemany(
            "INSERT INTO placement(id, view_id, actor_id, x, y, pinned) VALUES(?, ?, ?, ?, ?, 1)",
            [(new_id(), view_id, actor, float(x), float(y)) for actor, (x, y) in places.items() if actor not in there],
        )
        return ViewId(view_id)


def _check_places(places: object) -> None:
    """Refuse what is no mapping to pairs of finite numbers; that the actors are there is asked in the edit."""
    spots = list(places.values()) if isinstance(places, Mapping) else [None]
    for spot in spots:
        numbers = spot if isinstance(spot, tuple) and len(spot) == 2 else (None,)
        if not all(isinstance(number, int | float) and math.isfinite(number) for number in numbers):
            raise refusal("A place on a view must be two finite numbers.")


def _free_name(edit: Edit) -> str:
    """Return a name for the default view of the graph that no other view has."""
    taken = {name for (name,) in edit.execute("SELECT name FROM view").fetchall()}
    name, number = tr("Graph"), 2
    while name in taken:
        name, number = tr("Graph {n}", n=number), number + 1
    return name


def unplace(document: Document, *placement_ids: PlacementId) -> None:
    """Let the layout place things again."""
    with document.edit(tr("Release place")) as edit:
        remove(edit, "placement", placement_ids)


def annotate(document: Document, view_id: ViewId, **values: Unpack[AnnotationValues]) -> AnnotationId:
    """Put free text or a shape on a view."""
    with document.edit(tr("Add annotation")) as edit:
        return AnnotationId(insert(edit, "annotation", {"view": view_id, **values}))


def change_annotation(document: Document, annotation_id: AnnotationId, **values: Unpack[AnnotationValues]) -> None:
    """Change an annotation."""
    with document.edit(tr("Change annotation")) as edit:
        change(edit, "annotation", annotation_id, values)


def remove_annotations(document: Document, *annotation_ids: AnnotationId) -> None:
    """Remove annotations."""
    with document.edit(trn("Remove annotation", "Remove {n} annotations", len(annotation_ids))) as edit:
        remove(edit, "annotation", annotation_ids)
