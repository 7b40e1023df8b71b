"""A small project with one of everything, and what tests of commands and queries ask of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.proofs.soundness import facts

from geoeditor.core.commands import actors, citations, dating, events, links, project, sources, tags, views, vocabulary
from geoeditor.core.document import Document
from geoeditor.core.identifiers import (
    ActorId,
    ActorNameId,
    AnnotationId,
    AttachmentId,
    CitationId,
    DatingId,
    DecisionId,
    EventId,
    FieldId,
    KindId,
    LinkId,
    ParticipationId,
    PlacementId,
    RelationId,
    SetAsideId,
    SourceId,
    TaggingId,
    TagId,
    ViewId,
)

TEXT: Final = "Talks on Valaam. Łukašenka met Putin, Bolton claims. 🕊 They will meet again."
"""The text of the source, with letters of two, three and four bytes."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of what `fill` made."""

    actor: ActorId
    other: ActorId
    place: ActorId
    name: ActorNameId
    event: EventId
    later: EventId
    participation: ParticipationId
    link: LinkId
    relation: RelationId
    source: SourceId
    second: SourceId
    citation: CitationId
    tag: TagId
    tagging: TaggingId
    field: FieldId
    kind: KindId
    view: ViewId
    placement: PlacementId
    annotation: AnnotationId
    attachment: AttachmentId
    aside: SetAsideId
    decision: DecisionId
    dating: DatingId


def opened(path: Path) -> Document:
    """Return a new project that does not wait for the disk: what these tests ask has nothing to do with power cuts."""
    document = Document.create(path, "A project")
    document._connection.execute("PRAGMA synchronous=OFF")
    return document


def fill(document: Document) -> Ids:
    """Put one of everything into an empty project, each as a step of its own."""
    actor = actors.add_actor(document, name="Alexander Lukashenko", kind="actor.person")
    other = actors.add_actor(document, name="Vladimir Putin", kind="actor.person")
    place = actors.add_actor(document, name="Valaam", kind="actor.place")
    event = events.add_event(document, title="Meeting on Valaam", kind="event.consult.visit", t="2025-08-01")
    later = events.add_event(document, title="Next meeting", status="planned")
    source = sources.add_source(document, TEXT, title="An article", publisher="The Paper", t="2025-08-07")
    second = sources.add_source(document, "Another text.", title="Another article")
    link = links.link_actors(document, actor, other, kind="link.allied_with", t="1994-07-20/..")
    citation = citations.cite(
        document, source, "event", event, (17, 36), [citations.Speaker("John Bolton", "claims", None)]
    )
    tag = tags.add_tag(document, name="Diplomacy")
    view = views.add_view(document, name="Overview", kind="graph")
    return Ids(
        actor=actor,
        other=other,
        place=place,
        name=actors.add_name(document, actor, name="Łukašenka"),
        event=event,
        later=later,
        participation=events.connect_actor(document, event, actor, role="role.actor"),
        link=link,
        relation=events.relate_events(document, event, later, kind="relation.announces"),
        source=source,
        second=second,
        citation=citation,
        tag=tag,
        tagging=tags.tag(document, tag, "event", event),
        field=vocabulary.add_field(document, scope="actor", key="party", label="Party"),
        kind=vocabulary.add_kind(document, key="event.summit", scope="event", label="Summit"),
        view=view,
        placement=views.place(document, view, "actor", actor, x=1.5, y=-2.5),
        annotation=views.annotate(document, view, text="A note"),
        attachment=project.attach(document, b"a picture", "image/png"),
        aside=sources.set_aside(document, source, 0, 16, "headline"),
        decision=sources.decide(document, source, 17, 26, what="actor", value="Łukašenka", verdict="skipped"),
        dating=dating.date_in_words(document, "event", later, "again", rule="vague", anchor_source=source),
    )


def row(document: Document, table: str, row_id: int) -> dict[str, Any]:
    """Return a row by its column names."""
    with document.read() as connection:
        cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
        names = [column[0] for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def count(document: Document, table: str) -> int:
    """Return how many rows a table has."""
    with document.read() as connection:
        number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return number


def state(document: Document) -> object:
    """Return all facts, the history, and whether the document refuses stray writes: what a refusal must leave alone."""
    with document.read() as connection:
        guarded = connection.execute("PRAGMA query_only").fetchone()
        notes = connection.execute("SELECT count(*), max(seq) FROM journal_log").fetchone()
        found = connection.execute("SELECT rowid, text FROM search ORDER BY rowid").fetchall()
    return facts(document), document.history(), guarded, notes, found


def done(document: Document) -> list[str]:
    """Return the labels of the steps that are done, newest first."""
    return [step.label for step in document.history() if not step.undone]


def undoes_and_redoes(document: Document, deed: Callable[[], object], label: str) -> None:
    """Do something and make sure that it is one step of that name, exactly undone and exactly redone."""
    before, steps = facts(document), done(document)
    deed()
    after = facts(document)
    assert after != before
    assert done(document) == [label, *steps]
    document.undo()
    assert facts(document) == before
    assert done(document) == steps
    document.redo()
    assert facts(document) == after
    assert done(document) == [label, *steps]
