"""Actors, events and links: what a project says of the world."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from geoeditor.core.columns import (
    boolean,
    integer,
    json_object,
    optional_integer,
    optional_real,
    primary_id,
    reference,
    text,
)
from geoeditor.core.entities.base import STRICT, Entity, exactly_one, not_blank, time_in_order, within


class Actor(Entity, table=True):
    """Somebody who acts, or a place; an unnamed one (`named` false) is defined by its role and passage."""

    __tablename__ = "actor"
    __table_args__ = (
        not_blank("name"),
        within("lat", -90, 90),
        within("lon", -180, 180),
        time_in_order(),
        STRICT,
    )
    id: int = primary_id()
    kind_id: int | None = reference("kind", "RESTRICT", nullable=True)
    name: str = text(None)
    named: bool = boolean(True)
    description: str = text()
    country: str = text()
    lat: float | None = optional_real()
    lon: float | None = optional_real()
    colour: str = text()
    t: str = text()
    t_lo: int | None = optional_integer()
    t_hi: int | None = optional_integer()
    t_prec: str = text()
    portrait_id: int | None = reference("attachment", "SET NULL", nullable=True)
    ext_ids: dict[str, Any] = json_object()
    extra: dict[str, Any] = json_object()


class ActorName(Entity, table=True):
    """Another name of an actor; `key` is the name folded, `language` a BCP 47 tag with its script."""

    __tablename__ = "actor_name"
    __table_args__ = (
        not_blank("name"),
        time_in_order(),
        UniqueConstraint("actor_id", "name"),
        Index("ix_actor_name_key", "key"),
        STRICT,
    )
    id: int = primary_id()
    actor_id: int = reference("actor", "CASCADE", index=False)
    name: str = text(None)
    key: str = text(None)
    language: str = text()
    kind: str = text("alias")
    t: str = text()
    t_lo: int | None = optional_integer()
    t_hi: int | None = optional_integer()
    t_prec: str = text()


class Event(Entity, table=True):
    """Something that happened, goes on, is planned, might be, or did not happen."""

    __tablename__ = "event"
    __table_args__ = (
        not_blank("title"),
        within("likelihood", 0, 100),
        time_in_order(),
        Index("ix_event_t_lo", "t_lo", "t_hi"),
        Index("ix_event_t_hi", "t_hi", "t_lo"),
        STRICT,
    )
    id: int = primary_id()
    kind_id: int | None = reference("kind", "RESTRICT", nullable=True)
    title: str = text(None)
    description: str = text()
    status: str = text("occurred")
    t: str = text()
    t_lo: int | None = optional_integer()
    t_hi: int | None = optional_integer()
    t_prec: str = text()
    score: float | None = optional_real()
    likelihood: int | None = optional_integer()
    colour: str = text()
    extra: dict[str, Any] = json_object()


class Participation(Entity, table=True):
    """An actor in an event, in a role; a place takes part in the role of location."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("event_id", "actor_id", "role_id"), STRICT)
    id: int = primary_id()
    event_id: int = reference("event", "CASCADE", index=False)
    actor_id: int = reference("actor", "CASCADE")
    role_id: int = reference("kind", "RESTRICT")
    ordinal: int = integer(0)
    note: str = text()


class Link(Entity, table=True):
    """A lasting relation from one actor to another, such as an office held, an alliance or a quarrel."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="two_ends"),
        within("sign", -1, 1),
        within("strength", 0, 1),
        within("likelihood", 0, 100),
        time_in_order(),
        STRICT,
    )
    id: int = primary_id()
    kind_id: int | None = reference("kind", "RESTRICT", nullable=True)
    from_id: int = reference("actor", "CASCADE")
    to_id: int = reference("actor", "CASCADE")
    label: str = text()
    description: str = text()
    status: str = text("occurred")
    t: str = text()
    t_lo: int | None = optional_integer()
    t_hi: int | None = optional_integer()
    t_prec: str = text()
    sign: int | None = optional_integer()
    strength: float | None = optional_real()
    likelihood: int | None = optional_integer()
    extra: dict[str, Any] = json_object()


class Relation(Entity, table=True):
    """How one event bears on another: causes, fulfils, contradicts, comes before."""

    __tablename__ = "relation"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="two_ends"),
        UniqueConstraint("from_id", "to_id", "kind_id"),
        STRICT,
    )
    id: int = primary_id()
    kind_id: int = reference("kind", "RESTRICT")
    from_id: int = reference("event", "CASCADE", index=False)
    to_id: int = reference("event", "CASCADE")
    note: str = text()


class Dating(Entity, table=True):
    """Date words that resolve again when their anchor moves; a date typed by hand has none."""

    __tablename__ = "dating"
    __table_args__ = (
        exactly_one("event_id", "link_id"),
        CheckConstraint("anchor_source_id IS NULL OR anchor_event_id IS NULL", name="one_anchor"),
        not_blank("words"),
        UniqueConstraint("event_id"),
        UniqueConstraint("link_id"),
        STRICT,
    )
    id: int = primary_id()
    event_id: int | None = reference("event", "CASCADE", nullable=True, index=False)
    link_id: int | None = reference("link", "CASCADE", nullable=True, index=False)
    words: str = text(None)
    rule: str = text()
    anchor_source_id: int | None = reference("source", "SET NULL", nullable=True)
    anchor_event_id: int | None = reference("event", "SET NULL", nullable=True)
