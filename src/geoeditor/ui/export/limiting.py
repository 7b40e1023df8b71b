"""The window's filter as an export takes it along: plain values, and the words that stand under a filtered chart."""

from collections.abc import Sequence

from geoeditor.core.document import Document
from geoeditor.core.queries.chart_limits import ChartLimits, Omission
from geoeditor.core.queries.speakers import Voice
from geoeditor.core.queries.vocabulary import kind_label
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.chips import kind_name, sign_name, time_words
from geoeditor.ui.finding.speaker_words import stance_words

_MOST_NAMED = 4
"""Kinds or speakers that are named; more are counted."""
_LONGEST = 60


def limits_of(filter_: Filter | None) -> ChartLimits:
    """Return what a filter leaves out now; nothing where there is none."""
    if filter_ is None:
        return ChartLimits()
    return ChartLimits(filter_.signs, filter_.kinds, filter_.since, filter_.until, filter_.speakers)


def omission_words(document: Document, limits: ChartLimits, omitted: Omission) -> str:
    """Return the sentence that says of a chart how much a filter hides, and by which rule."""
    parts = [tr("no {kind}", kind=sign_name(sign).lower()) for sign in sorted(limits.signs, reverse=True)]
    if limits.kinds:
        keys = sorted(limits.kinds)
        labels = {key: label for key in keys if (label := kind_label(document, key))}
        parts.append(tr("no {kind}", kind=_listed([tr("“{name}”", name=kind_name(key, labels)) for key in keys])))
    time = time_words(limits.since, limits.until)
    if time:
        parts.append(tr("only {time}, or without a date", time=time))
    speakers = limits.speakers
    if speakers.only:
        parts.append(tr("only what is said by {names}", names=_listed(_names(speakers.only))))
    if speakers.without:
        parts.append(tr("without what rests only on {names}", names=_listed(_names(speakers.without))))
    parts += [tr("without what is {what}", what=stance_words(stance)) for stance in sorted(speakers.stances)]
    return tr("Filtered ({count}): {rules}.", count=_counted(omitted), rules="; ".join(parts))


def _names(voices: Sequence[Voice]) -> list[str]:
    return [shown(voice.name, _LONGEST) for voice in voices]


def _listed(names: Sequence[str]) -> str:
    """Return names joined by “or”, the first few of them where they are many."""
    named = list(names[:_MOST_NAMED])
    if len(names) > len(named):
        named.append(trn("{n} more", "{n} more", len(names) - len(named)))
    if len(named) == 1:
        return named[0]
    return tr("{names} or {last}", names=", ".join(named[:-1]), last=named[-1])


def _counted(omitted: Omission) -> str:
    """Return how many facts are hidden, in words."""
    counts = [
        trn("{n} event", "{n} events", len(omitted.events)) if omitted.events else "",
        trn("{n} actor", "{n} actors", len(omitted.actors)) if omitted.actors else "",
        trn("{n} link", "{n} links", len(omitted.links)) if omitted.links else "",
    ]
    named = [words for words in counts if words]
    return tr("{facts} hidden", facts=tr(" and ").join(named)) if named else tr("nothing hidden")
