"""The tables of a project, one class a table: what the document holds, and the glossary of its words.

Structural rules (exactly one of, not blank, ends in order) are constraints here; lists of allowed words
live in the commands, so that a new word needs no table rebuilt. Classes do not validate: commands do.
The four time columns: `t` is EDTF text and the only authority; `t_lo` and `t_hi` are its bounds in seconds
since 1970-01-01Z, half-open, open ends at the limits of 63 bits; `t_prec` is its precision.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, UniqueConstraint
from sqlalchemy import text as sql_text
from sqlmodel import SQLModel

from geoeditor.core.columns import (
    blob,
    boolean,
    integer,
    json_object,
    optional_integer,
    optional_real,
    optional_text,
    primary_id,
    real,
    reference,
    required_integer,
    text,
)


class Entity(SQLModel):
    """A row of the project; base of all tables, with metadata of their own."""

    metadata = MetaData()


STRICT = {"sqlite_strict": True}
TIME_CHECK = "(t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi"


def _blank(column: str) -> CheckConstraint:
    return CheckConstraint(f"trim({column}) <> ''", name=f"{column}_not_blank")


def _within(column: str, low: int, high: int) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_in_range")


def _one_of(*columns: str) -> CheckConstraint:
    total = " + ".join(f"({column} IS NOT NULL)" for column in columns)
    return CheckConstraint(f"{total} = 1", name="exactly_one")


def _time() -> CheckConstraint:
    return CheckConstraint(TIME_CHECK, name="time_in_order")


def _span() -> CheckConstraint:
    return CheckConstraint('"start" >= 0 AND "end" > "start"', name="span_in_order")


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
        _blank("key"),
        _blank("label"),
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
        _blank("key"),
        _blank("label"),
        _within("sign", -1, 1),
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


class Actor(Entity, table=True):
    """Somebody who acts, or a place; an unnamed one (`named` false) is defined by its role and passage."""

    __tablename__ = "actor"
    __table_args__ = (
        _blank("name"),
        _within("lat", -90, 90),
        _within("lon", -180, 180),
        _time(),
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
        _blank("name"),
        _time(),
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
        _blank("title"),
        _within("likelihood", 0, 100),
        _time(),
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
        _within("sign", -1, 1),
        _within("strength", 0, 1),
        _within("likelihood", 0, 100),
        _time(),
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


class Source(Entity, table=True):
    """Where it is written; the text of a version is never edited, a new text is a new version."""

    __tablename__ = "source"
    __table_args__ = (
        _blank("title"),
        _time(),
        Index("ix_source_text_sha256", "text_sha256"),
        STRICT,
    )
    id: int = primary_id()
    kind: str = text("article")
    title: str = text(None)
    author: str = text()
    publisher: str = text()
    language: str = text()
    url: str = text()
    archived_url: str = text()
    t: str = text()
    t_lo: int | None = optional_integer()
    t_hi: int | None = optional_integer()
    t_prec: str = text()
    published_from: str = text()
    accessed: str = text()
    text_sha256: str = text()
    reliability: str = text()
    file_id: int | None = reference("attachment", "SET NULL", nullable=True)
    csl: dict[str, Any] = json_object()
    version_of: int | None = reference("source", "SET NULL", nullable=True)
    extra: dict[str, Any] = json_object()


class SourceText(Entity, table=True):
    """The text of a source, apart so that row images stay small."""

    __tablename__ = "source_text"
    __table_args__ = (UniqueConstraint("source_id"), STRICT)
    id: int = primary_id()
    source_id: int = reference("source", "CASCADE", index=False)
    text: str = text(None)


class Citation(Entity, table=True):
    """A passage that bears on a fact: the evidence. `start` and `end` are code points of the source's text.

    With `field` and `value` it says “this sentence gives this date”; two that disagree stay side by side.
    """

    __tablename__ = "citation"
    __table_args__ = (
        _one_of("actor_id", "event_id", "participation_id", "link_id", "relation_id"),
        _within("credibility", 1, 6),
        CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name="both_ends"),
        CheckConstraint("\"start\" IS NULL OR quote <> ''", name="passage_has_words"),
        _span(),
        Index("ix_citation_source_id", "source_id", "start"),
        STRICT,
    )
    id: int = primary_id()
    source_id: int = reference("source", "CASCADE", index=False)
    actor_id: int | None = reference("actor", "CASCADE", nullable=True)
    event_id: int | None = reference("event", "CASCADE", nullable=True)
    participation_id: int | None = reference("participation", "CASCADE", nullable=True)
    link_id: int | None = reference("link", "CASCADE", nullable=True)
    relation_id: int | None = reference("relation", "CASCADE", nullable=True)
    field: str = text()
    value: str = text()
    quote: str = text()
    prefix: str = text()
    suffix: str = text()
    start: int | None = optional_integer()
    end: int | None = optional_integer()
    locator: str = text()
    anchor: str = text("exact")
    stance: str = text("supports")
    credibility: int | None = optional_integer()
    note: str = text()
    origin: str = text("user")


class Attribution(Entity, table=True):
    """A speaker of a citation, outermost first; none means the author in their own voice."""

    __tablename__ = "attribution"
    __table_args__ = (_blank("name"), UniqueConstraint("citation_id", "ordinal"), STRICT)
    id: int = primary_id()
    citation_id: int = reference("citation", "CASCADE", index=False)
    ordinal: int = integer(0)
    actor_id: int | None = reference("actor", "SET NULL", nullable=True)
    name: str = text(None)
    mode: str = text("states")


class Dating(Entity, table=True):
    """Date words that resolve again when their anchor moves; a date typed by hand has none."""

    __tablename__ = "dating"
    __table_args__ = (
        _one_of("event_id", "link_id"),
        CheckConstraint("anchor_source_id IS NULL OR anchor_event_id IS NULL", name="one_anchor"),
        _blank("words"),
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


class SetAside(Entity, table=True):
    """A stretch of a source that was read and bears no fact."""

    __tablename__ = "set_aside"
    __table_args__ = (_span(), UniqueConstraint("source_id", "start", "end"), STRICT)
    id: int = primary_id()
    source_id: int = reference("source", "CASCADE", index=False)
    start: int = required_integer()
    end: int = required_integer()
    reason: str = text()


class Tag(Entity, table=True):
    """A topic."""

    __tablename__ = "tag"
    __table_args__ = (_blank("name"), STRICT)
    id: int = primary_id()
    name: str = text(None, collation="NOCASE", unique=True)
    colour: str = text()


class Tagging(Entity, table=True):
    """A tag on an actor, an event, a link or a source."""

    __tablename__ = "tagging"
    __table_args__ = (
        _one_of("actor_id", "event_id", "link_id", "source_id"),
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


class Decision(Entity, table=True):
    """What was decided on a proposal, so that a skipped one stays skipped and a correction is learned."""

    __tablename__ = "decision"
    __table_args__ = (_span(), UniqueConstraint("source_id", "start", "end", "what", "value"), STRICT)
    id: int = primary_id()
    source_id: int = reference("source", "CASCADE", index=False)
    start: int = required_integer()
    end: int = required_integer()
    what: str = text(None)
    value: str = text()
    verdict: str = text(None)
    correction: str = text()


class View(Entity, table=True):
    """A saved diagram or figure over the facts."""

    __tablename__ = "view"
    __table_args__ = (_blank("name"), STRICT)
    id: int = primary_id()
    name: str = text(None, unique=True)
    kind: str = text(None)
    ordinal: int = integer(0)
    state: dict[str, Any] = json_object()


class Placement(Entity, table=True):
    """Where a view puts an actor, an event or a lane, in chart units (1 unit = 1 px at 100 %)."""

    __tablename__ = "placement"
    __table_args__ = (
        _one_of("actor_id", "event_id", "lane"),
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
