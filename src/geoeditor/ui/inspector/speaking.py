"""Who says so in words: a chain of speakers as a sentence, and how a fact stands by what was said. No widgets."""

from collections.abc import Sequence
from typing import Final

from geoeditor.core.queries.details import SpeakerRow
from geoeditor.core.queries.speakers import Footing
from geoeditor.translation import shown, tr, trn

_LONGEST: Final = 60
_MOST_NAMES: Final = 3


def chain_words(speakers: Sequence[SpeakerRow]) -> str:
    """Return a chain as a sentence, as in “Bolton alleges that Lukashenko states this”; '' for nobody."""
    words = ""
    for speaker in reversed(speakers):
        words = _before(speaker, words) if words else _last(speaker)
    return words


def _last(speaker: SpeakerRow) -> str:
    """Return what the last of a chain does, whose word it is."""
    who = shown(speaker.name, _LONGEST)
    match speaker.mode:
        case "claims":
            return tr("{who} claims this", who=who)
        case "alleges":
            return tr("{who} alleges this", who=who)
        case "denies":
            return tr("{who} denies this", who=who)
        case "suggests":
            return tr("{who} suggests this", who=who)
        case "promises":
            return tr("{who} promises this", who=who)
        case "threatens":
            return tr("{who} threatens this", who=who)
        case "quotes":
            return tr("{who} quotes this", who=who)
    return tr("{who} states this", who=who)


def _before(speaker: SpeakerRow, rest: str) -> str:
    """Return what somebody says of the words of another."""
    who = shown(speaker.name, _LONGEST)
    match speaker.mode:
        case "claims":
            return tr("{who} claims that {rest}", who=who, rest=rest)
        case "alleges":
            return tr("{who} alleges that {rest}", who=who, rest=rest)
        case "denies":
            return tr("{who} denies that {rest}", who=who, rest=rest)
        case "suggests":
            return tr("{who} suggests that {rest}", who=who, rest=rest)
        case "promises":
            return tr("{who} promises that {rest}", who=who, rest=rest)
        case "threatens":
            return tr("{who} threatens that {rest}", who=who, rest=rest)
        case "quotes":
            return tr("{who} quotes: {rest}", who=who, rest=rest)
    return tr("{who} states that {rest}", who=who, rest=rest)


def footing_words(footing: Footing) -> str:
    """Return how a fact stands, as in “Corroborated by 2 publishers”; '' where nothing bears on it."""
    names = _names(footing.speakers)
    match footing.standing:
        case "uncited":
            return ""
        case "mentioned":
            return tr("Only mentioned: no passage supports it")
        case "claimed":
            return tr("Claimed by {names}: no source says so itself", names=names)
        case "reported":
            return tr("Reported by one publisher")
        case "corroborated":
            return trn("Corroborated by {n} publisher", "Corroborated by {n} publishers", footing.publishers)
    against = trn("{n} passage against it", "{n} passages against it", footing.against)
    if not footing.supports:
        return tr("Contradicted: {against}, none for it", against=against)
    for_it = trn("{n} passage for it", "{n} passages for it", footing.supports)
    words = tr("Disputed: {for_it}, {against}", for_it=for_it, against=against)
    return tr("{words}; claimed by {names}", words=words, names=names) if names else words


def _names(speakers: Sequence[str]) -> str:
    named = [shown(name, _LONGEST) for name in speakers[:_MOST_NAMES]]
    more = len(speakers) - len(named)
    return ", ".join([*named, trn("{n} more", "{n} more", more)] if more else named)
