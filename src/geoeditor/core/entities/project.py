"""The project itself, its words, its files, its tags, and what was merged."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy import text as sql_text

from geoeditor.core.columns import (
    blob,
    boolean,
    integer,
    json_object,
    optional_integer,
    optional_real,
    primary_id,
    reference,
    required_integer,
    text,
)
from geoeditor.core.entities.base import STRICT, Entity, exactly_one, not_blank, within


class Project(Entity, table=True):
    """The file itself: one row, so that it says what it is and resolves dates the same everywhere."""

    __tablename__ = "project"
    __table_args__ = (
        Index("ix_project_one_row", sql_text("(1)"), unique=True),
        STRICT,
    )
    id: int = primary_id()
    title: str = text()
    description: str = text()
    language: str = text("en")
    timezone: str = text("UTC")
    date_order: str = text()
    vague_days: dict[str, Any] = json_object()
    copy_of: int | None = optional_integer()
    extra: dict[str, Any] = json_object()


class UserField(Entity, table=True):
    """A field of the user's own; its values live in `extra` of the records of its scope."""

    __tablename__ = "field"
    __table_args__ = (
        not_blank("key"),
        not_blank("label"),
        UniqueConstraint("scope", "key"),
        STRICT,
    )
    id: int = primary_id()
    scope: str = text(None)
    key: str = text(None)
    label: str = text(None)
    type: str = text("text")
    options: dict[str, Any] = json_object()
    ordinal: int = integer(0)


class Kind(Entity, table=True):
    """A word of a vocabulary: a kind of actor, event or link, a role, or a relation between events."""

    __tablename__ = "kind"
    __table_args__ = (
        not_blank("key"),
        not_blank("label"),
        within("sign", -1, 1),
        UniqueConstraint("scope", "label"),
        STRICT,
    )
    id: int = primary_id()
    key: str = text(None, unique=True)
    scope: str = text(None)
    label: str = text(None)
    inverse: str = text()
    parent_id: int | None = reference("kind", "RESTRICT", nullable=True)
    directed: bool = boolean(True)
    sign: int = integer(0)
    score: float | None = optional_real()
    colour: str = text()
    icon: str = text()
    ordinal: int = integer(0)
    hidden: bool = boolean(False)
    map: dict[str, Any] = json_object()


class Attachment(Entity, table=True):
    """A file kept inside the project: a portrait, or the original of an article."""

    __tablename__ = "attachment"
    __table_args__ = (STRICT,)
    id: int = primary_id()
    sha256: str = text(None, unique=True)
    media_type: str = text(None)
    name: str = text()
    credit: str = text()
    licence: str = text()


class AttachmentData(Entity, table=True):
    """The bytes of an attachment, apart so that row images stay small."""

    __tablename__ = "attachment_data"
    __table_args__ = (UniqueConstraint("attachment_id"), STRICT)
    id: int = primary_id()
    attachment_id: int = reference("attachment", "CASCADE", index=False)
    data: bytes = blob()


class Tag(Entity, table=True):
    """A topic."""

    __tablename__ = "tag"
    __table_args__ = (not_blank("name"), STRICT)
    id: int = primary_id()
    name: str = text(None, collation="NOCASE", unique=True)
    colour: str = text()


class Tagging(Entity, table=True):
    """A tag on an actor, an event, a link or a source."""

    __tablename__ = "tagging"
    __table_args__ = (
        exactly_one("actor_id", "event_id", "link_id", "source_id"),
        UniqueConstraint("tag_id", "actor_id"),
        UniqueConstraint("tag_id", "event_id"),
        UniqueConstraint("tag_id", "link_id"),
        UniqueConstraint("tag_id", "source_id"),
        STRICT,
    )
    id: int = primary_id()
    tag_id: int = reference("tag", "CASCADE", index=False)
    actor_id: int | None = reference("actor", "CASCADE", nullable=True)
    event_id: int | None = reference("event", "CASCADE", nullable=True)
    link_id: int | None = reference("link", "CASCADE", nullable=True)
    source_id: int | None = reference("source", "CASCADE", nullable=True)


class Merge(Entity, table=True):
    """Two records found to be the same, or (`same` false) not; old references resolve through it."""

    __tablename__ = "merge"
    __table_args__ = (UniqueConstraint("old_id", "new_id"), STRICT)
    id: int = primary_id()
    old_id: int = required_integer()
    new_id: int = required_integer()
    at: str = text()
    reason: str = text()
    same: bool = boolean(True)
    moved: dict[str, Any] = json_object()
