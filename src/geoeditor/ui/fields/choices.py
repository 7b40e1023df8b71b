"""What a field offers: values with the words a person reads. Imports core's queries and its lists of allowed words."""

from collections.abc import Sequence
from typing import NamedTuple

from geoeditor.core.commands.fields import MODES, NAME_KINDS, RELIABILITIES, STANCES, STATUSES
from geoeditor.core.document import Document
from geoeditor.core.queries import vocabulary
from geoeditor.translation import tr


class Choice(NamedTuple):
    """A value with its words; `note` is shown muted, and both are searched."""

    value: object
    label: str
    note: str = ""


def actor_choices(document: Document) -> list[Choice]:
    """Return all actors; the note holds kind and other names, by which they are found too."""
    return [
        Choice(word.id, word.name, " · ".join(part for part in (word.kind, ", ".join(word.names)) if part))
        for word in vocabulary.actor_words(document)
    ]


def kind_choices(document: Document, scope: str) -> list[Choice]:
    """Return the kinds of a scope by key, those most used first."""
    return [Choice(word.key, word.label) for word in vocabulary.kind_words(document, scope)]


def kind_label(document: Document, key: str) -> str:
    """Return the words for a kind, '' for none."""
    return vocabulary.kind_label(document, key)


def status_label(key: str) -> str:
    """Return the words for a status."""
    return _words(_statuses(), key)


def status_choices() -> list[Choice]:
    """Return what can be the case with an event or link."""
    return _choices(STATUSES, _statuses())


def stance_choices() -> list[Choice]:
    """Return how a passage can bear on a fact."""
    words = {"supports": tr("supports"), "contradicts": tr("contradicts"), "mentions": tr("mentions")}
    return _choices(STANCES, words)


def mode_choices() -> list[Choice]:
    """Return the ways in which somebody can say something."""
    words = {
        "states": tr("states"),
        "claims": tr("claims"),
        "alleges": tr("alleges"),
        "denies": tr("denies"),
        "suggests": tr("suggests"),
        "promises": tr("promises"),
        "threatens": tr("threatens"),
        "quotes": tr("quotes"),
    }
    return _choices(MODES, words)


def reliability_choices() -> list[Choice]:
    """Return how reliable a source can be, from A to F."""
    words = {
        "": tr("not judged"),
        "A": tr("A · completely reliable"),
        "B": tr("B · usually reliable"),
        "C": tr("C · fairly reliable"),
        "D": tr("D · not usually reliable"),
        "E": tr("E · unreliable"),
        "F": tr("F · can’t be judged"),
    }
    return _choices(RELIABILITIES, words)


def credibility_choices() -> list[Choice]:
    """Return how credible a statement can be, from 1 to 6; None is not judged."""
    return [
        Choice(None, tr("not judged")),
        Choice(1, tr("1 · confirmed")),
        Choice(2, tr("2 · probably true")),
        Choice(3, tr("3 · possibly true")),
        Choice(4, tr("4 · doubtful")),
        Choice(5, tr("5 · improbable")),
        Choice(6, tr("6 · can’t be judged")),
    ]


def name_kind_choices() -> list[Choice]:
    """Return what another name of an actor can be."""
    words = {
        "alias": tr("alias"),
        "native": tr("native"),
        "transliteration": tr("transliteration"),
        "former": tr("former"),
        "acronym": tr("acronym"),
        "metonym": tr("metonym"),
        "description": tr("description"),
    }
    return _choices(NAME_KINDS, words)


def sign_choices() -> list[Choice]:
    """Return what a link can be: a sign of its own, or None for that of its kind."""
    return [
        Choice(None, tr("as its kind")),
        Choice(1, tr("+ cooperation")),
        Choice(0, tr("· neutral")),
        Choice(-1, tr("− conflict")),
    ]


def _statuses() -> dict[str, str]:
    return {
        "occurred": tr("occurred"),
        "ongoing": tr("ongoing"),
        "planned": tr("planned"),
        "hypothetical": tr("hypothetical"),
        "negated": tr("did not happen"),
    }


def _words(words: dict[str, str], key: str) -> str:
    return words.get(key, key)


def _choices(keys: Sequence[str], words: dict[str, str]) -> list[Choice]:
    return [Choice(key, _words(words, key)) for key in keys]
