"""What the actions do that leave out facts by who says them: for whoever is selected, in whatever view.

Of an actor it is the actor; of a citation its last speaker; of an event or link those on whose word alone it rests.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from geoeditor.core.queries.speakers import Voice, voices_behind
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.speaker_words import only_action, without_action
from geoeditor.ui.selection import Selection

ONLY, WITHOUT = "speaker.only", "speaker.without"
_MOST = 20
"""Selected facts of which speakers are looked for."""


class SpeakerDeeds(QObject):
    """Joins the two actions, and lets them name who is meant."""

    def __init__(
        self, bridge: Bridge, selection: Selection, filter_: Filter, actions: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection, self._filter, self._actions = bridge, selection, filter_, actions
        self.voices: tuple[Voice, ...] = ()
        """Who is meant now."""
        actions.handle(ONLY, self._show_only, self._can_show_only)
        actions.handle(WITHOUT, self._hide, self._can_hide)
        selection.changed.connect(self._look)
        bridge.changed.connect(self._look)
        bridge.document_changed.connect(self._look)
        self._look()

    def _look(self, *_what: object) -> None:
        """Find out who is meant, and name them in the menus."""
        found: dict[Voice, None] = {}
        if self._bridge.is_open:
            for fact in self._selection.facts[:_MOST]:
                found |= dict.fromkeys(voices_behind(self._bridge.document, fact.table, fact.id))
        self.voices = tuple(found)
        for key, words in ((ONLY, only_action(self.voices)), (WITHOUT, without_action(self.voices))):
            if self._actions[key].text() != words:
                self._actions[key].setText(words)

    def _can_show_only(self) -> bool:
        return bool(self.voices) and _keys(self.voices) != _keys(self._filter.speakers.only)

    def _can_hide(self) -> bool:
        return not _keys(self.voices) <= _keys(self._filter.speakers.without)

    def _show_only(self) -> None:
        self._filter.hear(self.voices)

    def _hide(self) -> None:
        self._filter.disregard((*self._filter.speakers.without, *self.voices))


def _keys(voices: Iterable[Voice]) -> set[object]:
    return {voice.key for voice in voices}
