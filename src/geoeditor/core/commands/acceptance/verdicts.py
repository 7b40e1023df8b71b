"""The commands that decide on proposals: take one, leave one out, take all that are certain, or take in an article."""

from collections.abc import Collection, Sequence

from geoeditor.core.commands.acceptance.proposed import Proposals, actor_proposed
from geoeditor.core.commands.acceptance.taking import Accepted, Taking, link_value
from geoeditor.core.commands.records import require
from geoeditor.core.commands.sources import SourceValues, write_decision, write_source
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.translation import shown, tr, trn

Place = tuple[str, int]
"""A proposal by its list and its place in it: ("event", 0) is the first event."""
Decided = tuple[str, str, tuple[int, int]]
"""What a decision is about: actor, event or link; its value; its span."""


def import_article(
    document: Document, text: str, source: SourceValues, proposals: Proposals, at_least: float | None
) -> Accepted:
    """Add an article as a source and accept the proposals that score at least so much (None: none), in one step."""
    label = tr("Import “{title}”", title=shown(source.get("title", ""), 40))
    with document.edit(label, origin="import") as edit:
        source_id = write_source(edit, text, source)
        if at_least is None:
            return Accepted(SourceId(source_id))
        return _take_all(Taking(edit, source_id, proposals), proposals, _certain(proposals, at_least))


def accept_proposal(
    document: Document, source_id: SourceId, proposals: Proposals, what: str, index: int
) -> tuple[str, int]:
    """Accept one proposal with the actors it needs; return table and id of the fact.

    `what` is actor, unnamed, event or link.
    """
    with document.edit(accept_label(proposals, what, index)) as edit:
        require(edit, "source", source_id)
        taking = Taking(edit, source_id, proposals)
        if what in ("actor", "unnamed"):
            return "actor", taking.take_actor(actor_proposed(proposals, what, index))
        if what == "event":
            event = proposals["events"][index]
            taking.bring(event["actors"])
            return what, taking.take_event(event)
        link = proposals["links"][index]
        taking.bring((link["source"], link["target"]))
        link_id = taking.take_link(link)
        if link_id is None:
            raise refusal("A link needs two different actors.")
        return what, link_id


def accept_certain(
    document: Document,
    source_id: SourceId,
    proposals: Proposals,
    at_least: float,
    *,
    among: Collection[Place] | None = None,
) -> Accepted:
    """Accept all proposals that score at least so much in one step, `among` those given where they are.

    What was decided on before, such as a skipped proposal, is left as it was decided.
    """
    places = [place for place in _certain(proposals, at_least) if among is None or place in among]
    with document.edit(trn("Accept {n} proposal", "Accept {n} proposals", len(places))) as edit:
        require(edit, "source", source_id)
        decided = {
            (what, value, start, end)
            for what, value, start, end in edit.execute(
                'SELECT what, value, "start", "end" FROM decision WHERE source_id = ?', (source_id,)
            )
        }
        places = [place for place in places if _flat(decided_as(proposals, *place)) not in decided]
        return _take_all(Taking(edit, source_id, proposals), proposals, places)


def skip_proposal(document: Document, source_id: SourceId, proposals: Proposals, what: str, index: int) -> None:
    """Leave a proposal out, for good."""
    what, value, span = decided_as(proposals, what, index)
    labels = {"actor": tr("Skip actor “{name}”"), "event": tr("Skip event “{name}”")}
    label = labels.get(what, tr("Skip link “{name}”")).format(name=shown(value, 40))
    with document.edit(label) as edit:
        write_decision(edit, source_id, span, what, value, "skipped")


def decided_as(proposals: Proposals, what: str, index: int) -> Decided:
    """Return what a decision on a proposal is remembered by; an unnamed actor is an actor there.

    Raises: UserError where there is no such proposal.
    """
    unnamed = proposals.get("unnamed", ())
    counts = {
        "actor": len(proposals["actors"]),
        "unnamed": len(unnamed),
        "event": len(proposals["events"]),
        "link": len(proposals["links"]),
    }
    if not 0 <= index < counts.get(what, 0):
        raise refusal("That proposal is no longer there.")
    if what in ("actor", "unnamed"):
        actor = actor_proposed(proposals, what, index)
        first = min(actor["mentions"], key=tuple, default=(0, 1))
        return "actor", actor["name"], (first[0], first[1])
    if what == "event":
        event = proposals["events"][index]
        return what, event["title"], (event["span"][0], event["span"][1])
    link = proposals["links"][index]
    return what, link_value(link), (link["span"][0], link["span"][1])


def accept_label(proposals: Proposals, what: str, index: int) -> str:
    """Return the name of the step that takes a proposal."""
    what, value, _ = decided_as(proposals, what, index)
    labels = {"actor": tr("Accept actor “{name}”"), "event": tr("Accept event “{name}”")}
    return labels.get(what, tr("Accept link “{name}”")).format(name=shown(value, 40))


def _flat(decided: Decided) -> tuple[str, str, int, int]:
    what, value, (start, end) = decided
    return what, value, start, end


def _certain(proposals: Proposals, at_least: float) -> list[Place]:
    scores = (
        ("actor", [actor["score"] for actor in proposals["actors"]]),
        ("event", [event["score"] for event in proposals["events"]]),
        ("link", [link["score"] for link in proposals["links"]]),
    )
    return [(what, place) for what, found in scores for place, score in enumerate(found) if score >= at_least]


def _take_all(taking: Taking, proposals: Proposals, places: Sequence[Place]) -> Accepted:
    events = [proposals["events"][index] for what, index in places if what == "event"]
    links = [proposals["links"][index] for what, index in places if what == "link"]
    needed = {proposals["actors"][index]["name"] for what, index in places if what == "actor"}
    needed |= {name for event in events for name in event["actors"]}
    taking.bring(needed | {name for link in links for name in (link["source"], link["target"])})
    for event in events:
        taking.take_event(event)
    for link in links:
        taking.take_link(link)
    return taking.accepted
