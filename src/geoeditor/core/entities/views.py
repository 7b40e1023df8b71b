"""Saved views: where things stand on a chart."""

from typing import Any

from sqlalchemy import UniqueConstraint

from geoeditor.core.columns import boolean, integer, json_object, optional_text, primary_id, real, reference, text
from geoeditor.core.entities.base import STRICT, Entity, exactly_one, not_blank


class View(Entity, table=True):
    """A saved diagram or figure over the facts."""

    __tablename__ = "view"
    __table_args__ = (not_blank("name"), STRICT)
    id: int = primary_id()
    name: str = text(None, unique=True)
    kind: str = text(None)
    ordinal: int = integer(0)
    state: dict[str, Any] = json_object()


class Placement(Entity, table=True):
    """Where a view puts an actor, an event or a lane, in chart units (1 unit = 1 px at 100 %)."""

    __tablename__ = "placement"
    __table_args__ = (
        exactly_one("actor_id", "event_id", "lane"),
        UniqueConstraint("view_id", "actor_id"),
        UniqueConstraint("view_id", "event_id"),
        UniqueConstraint("view_id", "lane"),
        STRICT,
    )
    id: int = primary_id()
    view_id: int = reference("view", "CASCADE", index=False)
    actor_id: int | None = reference("actor", "CASCADE", nullable=True)
    event_id: int | None = reference("event", "CASCADE", nullable=True)
    lane: str | None = optional_text()
    x: float = real(0.0)
    y: float = real(0.0)
    pinned: bool = boolean(False)


class Annotation(Entity, table=True):
    """Free text or a shape on a view, in chart units."""

    __tablename__ = "annotation"
    __table_args__ = STRICT
    id: int = primary_id()
    view_id: int = reference("view", "CASCADE")
    shape: str = text("text")
    text: str = text()
    x: float = real(0.0)
    y: float = real(0.0)
    w: float = real(0.0)
    h: float = real(0.0)
    style: dict[str, Any] = json_object()
