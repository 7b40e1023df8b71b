"""The sentences of a chart: titles that are read out, notes, sources. Imports `when`, core's facts and `tr`."""

from collections.abc import Sequence

from geoeditor import when
from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartLink, ChartSource, Evidence
from geoeditor.translation import tr, trn

_SOURCES_NAMED = 4


def status_word(status: str) -> str:
    """Return a status as a person reads it."""
    words = {
        "occurred": tr("occurred"),
        "ongoing": tr("ongoing"),
        "planned": tr("planned"),
        "hypothetical": tr("hypothetical"),
        "negated": tr("denied"),
    }
    return words.get(status, status)


def date_words(t: str) -> str:
    """Return an EDTF date as a person reads it, the text itself where it cannot be read."""
    if not t:
        return tr("time unknown")
    try:
        return when.describe(t)
    except when.WhenError:
        return t


def evidence_words(evidence: Evidence) -> str:
    """Return what a fact rests on in a few words."""
    if not evidence.passages:
        words = tr("no evidence yet")
    else:
        words = trn("{n} passage", "{n} passages", evidence.passages)
        if evidence.speakers:
            words = tr("{passages}, only what {names} said", passages=words, names=", ".join(evidence.speakers))
        elif evidence.publishers > 1:
            words = tr("{passages} from {n} publishers", passages=words, n=evidence.publishers)
    return tr("{words}; disputed", words=words) if evidence.disputed else words


def event_title(event: ChartEvent, actors: Sequence[str], places: Sequence[str]) -> str:
    """Return the full account of an event for its title."""
    parts = [event.title]
    if event.kind_label:
        parts.append(event.kind_label)
    parts += [date_words(event.t), status_word(event.status)]
    if actors:
        parts.append(", ".join(actors))
    if places:
        parts.append(tr("at {places}", places=", ".join(places)))
    parts.append(evidence_words(event.evidence))
    return "\n".join(parts)


def link_title(link: ChartLink, start: str, end: str) -> str:
    """Return the full account of a link for its title."""
    arrow = "→" if link.directed else "–"
    parts = [f"{start} {arrow} {end}: {link.label}", status_word(link.status)]
    if link.t:
        parts.append(date_words(link.t))
    parts.append(evidence_words(link.evidence))
    return "\n".join(parts)


def actor_title(actor: ChartActor, count: int, thing: str) -> str:
    """Return an actor's name and how many events or links it has here."""
    counted = trn("{n} event", "{n} events", count) if thing == "event" else trn("{n} link", "{n} links", count)
    return f"{actor.name}\n{counted}"


def source_line(sources: Sequence[ChartSource]) -> str:
    """Return the line that says where the facts come from, '' without sources."""
    if not sources:
        return ""
    named = []
    for source in sources[:_SOURCES_NAMED]:
        parts = [source.title, source.publisher, date_words(source.published) if source.published else ""]
        named.append(", ".join(part for part in parts if part))
    more = len(sources) - len(named)
    if more:
        named.append(trn("{n} more", "{n} more", more))
    return trn("Source: {list}", "Sources: {list}", len(sources), list="; ".join(named))
