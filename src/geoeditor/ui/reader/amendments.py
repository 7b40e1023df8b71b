"""Proposals that the user changed before accepting them: another kind, the other direction.

Pure functions of plain values; knows no widget and no document.
"""

from collections.abc import Mapping
from dataclasses import replace

from geoeditor.charts.wording import date_words, status_word
from geoeditor.core.commands.acceptance import ActorEntry, EventEntry, LinkEntry
from geoeditor.translation import tr
from geoeditor.ui.reader.cards import Card, actor_word, sign_of
from geoeditor.ui.reader.gestures import Draft


def with_kind(draft: Draft, kind: str, label: str = "") -> Draft:
    """Return the draft with another kind (a key), or a link with words of its own and no kind."""
    entry = draft.entry
    if isinstance(entry, LinkEntry):
        return replace(draft, entry=replace(entry, kind=kind, label=label))
    return replace(draft, entry=replace(entry, kind=kind))


def swapped(draft: Draft) -> Draft:
    """Return a link that goes the other way; anything else as it is."""
    entry = draft.entry
    if not isinstance(entry, LinkEntry):
        return draft
    return replace(draft, entry=replace(entry, start=entry.end, end=entry.start))


def amended_card(card: Card, draft: Draft, labels: Mapping[str, str], signs: Mapping[str, int]) -> Card:
    """Return the card as it is shown after the change; `labels` are the words of kinds."""
    entry = draft.entry
    changed = replace(card, amended=True)
    if isinstance(entry, ActorEntry):
        kind = labels.get(entry.kind) or actor_word(entry.kind.removeprefix("actor."))
        rest = card.details.split(" · ")[-1:]
        return replace(changed, details=" · ".join((kind, *rest)))
    sign = sign_of(entry.kind, signs)
    if isinstance(entry, EventEntry):
        parts = [labels.get(entry.kind, ""), date_words(entry.date.t)]
        if entry.status != "occurred":
            parts.append(status_word(entry.status))
        return replace(changed, details=" · ".join(filter(None, parts)), sign=sign)
    words = entry.label or labels.get(entry.kind, "") or tr("is linked with")
    return replace(changed, title=f"{entry.start.name} — {words} → {entry.end.name}", sign=sign)
