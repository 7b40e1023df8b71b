"""Who is quoted, as fields offer them: read between the user's keys, a few ms at a time, and anew after a change."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from geoeditor.core.queries.speakers import Quoted, speakers_in_pieces
from geoeditor.core.search import fold
from geoeditor.translation import tr, trn
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import Choice

_SLICE_S: Final = 0.008
_PIECE: Final = 500
"""Speakers whose names are folded in one piece."""


class SoughtSpeakers(QObject):
    """Offers all who are quoted in the open project, those who say most first."""

    filled = Signal()
    """All speakers are known as they are now, where that took more than a moment."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._choices: list[Choice] = []
        self._lines: list[str] = []
        self._filling: Iterator[None] | None = None
        self._is_stale = True
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    def forget(self) -> None:
        """Read the speakers anew when they are needed next."""
        self._is_stale, self._filling = True, None
        self._turn.stop()

    def catch_up(self) -> None:
        """Begin to read them where they have changed; few are known when this returns, until then the old ones are."""
        if self._is_stale and self._filling is None:
            self._filling = self._read()
            if self._work():
                self._turn.start()

    def _go_on(self) -> None:
        if not self._work():
            self._turn.stop()
            self.filled.emit()

    def _work(self) -> bool:
        """Read for a few ms; tell whether something is left to read."""
        begun = perf_counter()
        while self._filling is not None and perf_counter() - begun < _SLICE_S:
            if next(self._filling, _DONE) is _DONE:
                self._filling = None
        return self._filling is not None

    def _read(self) -> Iterator[None]:
        quoted: list[Quoted] = []
        if self._bridge.is_open:
            for found in speakers_in_pieces(self._bridge.document):
                quoted = found or []
                yield
        choices: list[Choice] = []
        lines: list[str] = []
        for start in range(0, len(quoted), _PIECE):
            piece = [Choice(each.voice, each.voice.name, _counts(each)) for each in quoted[start : start + _PIECE]]
            choices += piece
            lines += [_line(choice.label) for choice in piece]
            yield
        self._choices, self._lines, self._is_stale = choices, lines, False

    def find(self, text: str, most: int) -> list[Choice]:
        """Return up to so many speakers for what was typed, those first whose name or a word of it begins so."""
        self.catch_up()
        wanted = _line(text)
        if not wanted:
            return self._choices[:most]
        places = [place for place, line in enumerate(self._lines) if wanted in line]
        places.sort(key=lambda place: self._rank(place, wanted))
        return [self._choices[place] for place in places[:most]]

    def _rank(self, place: int, wanted: str) -> int:
        line = self._lines[place]
        return 0 if line.startswith(wanted) else 1 if f" {wanted}" in line else 2

    def exact(self, text: str) -> Choice | None:
        """Return the one speaker of this name."""
        wanted = _line(text)
        places = [place for place, line in enumerate(self._lines) if line == wanted]
        return self._choices[places[0]] if len(places) == 1 else None

    def count(self, text: str) -> int:
        """Return how many have this name."""
        return self._lines.count(_line(text))

    def label(self, value: object) -> str:
        """Return the name of a speaker, '' for what is none."""
        return next((choice.label for choice in self._choices if choice.value == value), "")


def _line(text: str) -> str:
    return " ".join(fold(text[:1_000]).split())


def _counts(quoted: Quoted) -> str:
    """Return how many facts somebody is quoted for, and how many of them rest on nobody else."""
    facts = trn("{n} fact", "{n} facts", quoted.says)
    return tr("{facts}, {n} on this word alone", facts=facts, n=quoted.alone) if quoted.alone else facts


_DONE: Final = object()
