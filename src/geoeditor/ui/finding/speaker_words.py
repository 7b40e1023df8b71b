"""How a choice of speakers is said in actions, chips and the panel. Plain words, no widgets."""

from collections.abc import Sequence

from geoeditor.core.queries.speakers import Voice
from geoeditor.translation import shown, tr

_LONGEST = 40


def names_of(voices: Sequence[Voice]) -> str:
    """Return the names, set apart by commas, each on one line and not too long."""
    return ", ".join(shown(voice.name, _LONGEST) for voice in voices)


def only_action(voices: Sequence[Voice]) -> str:
    """Return the words of the action that shows only what some say."""
    if len(voices) == 1:
        return tr("Sho&w Only What {name} Says", name=_escaped(voices[0]))
    return tr("Sho&w Only What These Speakers Say") if voices else tr("Sho&w Only What the Selected Speaker Says")


def without_action(voices: Sequence[Voice]) -> str:
    """Return the words of the action that hides what rests only on some."""
    if len(voices) == 1:
        return tr("&Hide All That Rests Only on {name}", name=_escaped(voices[0]))
    return tr("&Hide All That Rests Only on These") if voices else tr("&Hide All That Rests Only on the Selected")


def _escaped(voice: Voice) -> str:
    return shown(voice.name, _LONGEST).replace("&", "&&")


def only_chip(voice: Voice) -> str:
    """Return the words of a chip: only what somebody says is shown."""
    return tr("said by {name}", name=shown(voice.name, _LONGEST))


def without_chip(voice: Voice) -> str:
    """Return the words of a chip, the name first as it may be cut: what rests only on somebody is hidden."""
    return tr("{name} alone: hidden", name=shown(voice.name, _LONGEST))


def without_sentence(voices: Sequence[Voice]) -> str:
    """Return what such a chip means."""
    return tr("All that rests only on {names} is hidden", names=names_of(voices))


def stance_words(stance: str) -> str:
    """Return what is left out with a stance: facts whose passages all are of it."""
    words = {
        "supports": tr("only supported"),
        "contradicts": tr("only contradicted"),
        "mentions": tr("only mentioned"),
    }
    return words.get(stance, stance)


def stance_chip(stance: str) -> str:
    """Return the words of a chip: what has only passages of a stance is hidden."""
    return tr("none {what}", what=stance_words(stance))
