"""What is left out by choice: signs, kinds and times in the charts, what people say in charts and tables.

A setting of the window, not part of the document. The sieve beside it finds out what the choice of speakers leaves out.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.rows import touched
from geoeditor.core.queries.speakers import LeftOut, SpeakerLimits, Voice, left_out
from geoeditor.ui.bridge import Bridge


class Filter(QObject):
    """What is hidden; empty hides nothing."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.signs: frozenset[int] = frozenset()
        """Hidden signs: +1 cooperation, -1 conflict, 0 neutral."""
        self.kinds: frozenset[str] = frozenset()
        """Hidden kinds of events, links and actors, by key; kinds below a hidden one are hidden too."""
        self.since: int | None = None
        """Seconds since 1970; what ends before is hidden. What has no date stays."""
        self.until: int | None = None
        """Seconds since 1970; what begins at or after is hidden."""
        self.speakers = SpeakerLimits()
        """What is wanted of what people say, in tables too."""
        self._sieve: Sieve | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is hidden."""
        return self._state() == (frozenset(), frozenset(), None, None, SpeakerLimits())

    def hide_signs(self, signs: frozenset[int]) -> None:
        """Hide these signs and no others."""
        self._set(signs, self.kinds, self.since, self.until, self.speakers)

    def hide_kinds(self, kinds: frozenset[str]) -> None:
        """Hide these kinds and no others."""
        self._set(self.signs, kinds, self.since, self.until, self.speakers)

    def limit(self, since: int | None, until: int | None) -> None:
        """Show only what may lie between two moments."""
        self._set(self.signs, self.kinds, since, until, self.speakers)

    def hear(self, only: Iterable[Voice]) -> None:
        """Show only what one of these says, who are no longer disregarded; nobody shows everything."""
        heard = _each_once(only)
        left = _others(self.speakers.without, heard)
        self._say(heard, left, self.speakers.stances)

    def disregard(self, without: Iterable[Voice]) -> None:
        """Hide what rests on the word of these alone, who are no longer the ones to hear."""
        hidden = _each_once(without)
        left = _others(self.speakers.only, hidden)
        self._say(left, hidden, self.speakers.stances)

    def hide_stances(self, stances: frozenset[str]) -> None:
        """Hide what has citations that are all of these stances."""
        self._say(self.speakers.only, self.speakers.without, stances)

    def forget_speakers(self) -> None:
        """Leave out nothing for who says it."""
        self._say((), (), frozenset())

    def clear(self) -> None:
        """Hide nothing."""
        self._set(frozenset(), frozenset(), None, None, SpeakerLimits())

    def hides_kind(self, kind: str) -> bool:
        """Tell whether a kind, or one above it by its key, is hidden."""
        return any(kind == hidden or kind.startswith(f"{hidden}.") for hidden in self.kinds)

    def sieve(self, bridge: Bridge) -> "Sieve":
        """Return what tells which facts of the open document are left out for who says them.

        Asked for before a view listens to the bridge, so that the sieve hears of a change before the view does.
        """
        if self._sieve is None:
            self._sieve = Sieve(bridge, self)
        return self._sieve

    def _say(self, only: tuple[Voice, ...], without: tuple[Voice, ...], stances: frozenset[str]) -> None:
        self._set(self.signs, self.kinds, self.since, self.until, SpeakerLimits(only, without, stances))

    def _state(self) -> tuple[object, ...]:
        return self.signs, self.kinds, self.since, self.until, self.speakers

    def _set(
        self, signs: frozenset[int], kinds: frozenset[str], since: int | None, until: int | None,
        speakers: SpeakerLimits,
    ) -> None:  # fmt: skip
        if (signs, kinds, since, until, speakers) != self._state():
            self.signs, self.kinds, self.since, self.until, self.speakers = signs, kinds, since, until, speakers
            self.changed.emit()


def _others(voices: Iterable[Voice], named: Iterable[Voice]) -> tuple[Voice, ...]:
    keys = {voice.key for voice in named}
    return tuple(voice for voice in voices if voice.key not in keys)


def _each_once(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Return each voice once, by the names it was given last."""
    return tuple({voice.key: voice for voice in voices}.values())


class Sieve(QObject):
    """Which events, links and citations are left out for who says them: asked once, then kept up with each change."""

    def __init__(self, bridge: Bridge, filter_: Filter) -> None:
        super().__init__(filter_)
        self._bridge = bridge
        self._filter = filter_
        self._limits = SpeakerLimits()
        self._found: dict[str, LeftOut] = {}
        bridge.changed.connect(self._follow)
        bridge.document_changed.connect(self._forget)

    def left_out(self, table: str) -> LeftOut:
        """Return what is left out of a table; the same object for as long as it stays the same."""
        limits = self._filter.speakers
        if limits != self._limits:
            self._limits, self._found = limits, {}
        if not limits or not self._bridge.is_open:
            return NOTHING
        if table not in self._found:
            self._found[table] = left_out(self._bridge.document, table, limits)
        return self._found[table]

    def _follow(self, changes: ChangeSet) -> None:
        """Ask again about the records that a change bears on."""
        if self._limits != self._filter.speakers:
            self._found = {}
        for table, found in list(self._found.items()):
            ids = touched(self._bridge.document, table, changes)
            if ids is None:
                del self._found[table]
            elif ids:
                fresh = left_out(self._bridge.document, table, self._limits, ids)
                self._found[table] = found.with_fresh(ids, fresh)

    def _forget(self) -> None:
        """Let go of another document's speakers, of whom this one knows nothing."""
        self._found = {}
        self._filter.forget_speakers()


NOTHING = LeftOut()
"""What is left out where nothing is."""
