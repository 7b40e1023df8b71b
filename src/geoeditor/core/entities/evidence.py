"""Sources, passages and speakers: where it is written and who says so."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from geoeditor.core.columns import integer, json_object, optional_integer, primary_id, reference, required_integer, text
from geoeditor.core.entities.base import STRICT, Entity, exactly_one, not_blank, span_in_order, time_in_order, within


class Source(Entity, table=True):
    """Where it is written; the text of a version is never edited, a new text is a new version."""

    __tablename__ = "source"
    __table_args__ = (
        not_blank("title"),
        time_in_order(),
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
        exactly_one("actor_id", "event_id", "participation_id", "link_id", "relation_id"),
        within("credibility", 1, 6),
        CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name="both_ends"),
        CheckConstraint("\"start\" IS NULL OR quote <> ''", name="passage_has_words"),
        span_in_order(),
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
    __table_args__ = (not_blank("name"), UniqueConstraint("citation_id", "ordinal"), STRICT)
    id: int = primary_id()
    citation_id: int = reference("citation", "CASCADE", index=False)
    ordinal: int = integer(0)
    actor_id: int | None = reference("actor", "SET NULL", nullable=True)
    name: str = text(None)
    mode: str = text("states")


class SetAside(Entity, table=True):
    """A stretch of a source that was read and bears no fact."""

    __tablename__ = "set_aside"
    __table_args__ = (span_in_order(), UniqueConstraint("source_id", "start", "end"), STRICT)
    id: int = primary_id()
    source_id: int = reference("source", "CASCADE", index=False)
    start: int = required_integer()
    end: int = required_integer()
    reason: str = text()


class Decision(Entity, table=True):
    """What was decided on a proposal, so that a skipped one stays skipped and a correction is learned."""

    __tablename__ = "decision"
    __table_args__ = (span_in_order(), UniqueConstraint("source_id", "start", "end", "what", "value"), STRICT)
    id: int = primary_id()
    source_id: int = reference("source", "CASCADE", index=False)
    start: int = required_integer()
    end: int = required_integer()
    what: str = text(None)
    value: str = text()
    verdict: str = text(None)
    correction: str = text()
