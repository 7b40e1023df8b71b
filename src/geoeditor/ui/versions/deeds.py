"""What is done about passages of new versions, through commands; from this pane, from To Check, and from the reader."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from geoeditor.core.identifiers import CitationId, SourceId
from geoeditor.core.queries.checking import LOST, NEAR, CheckItem
from geoeditor.core.queries.versions import typographic
from geoeditor.translation import tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.view import View

Current = Callable[[], CheckItem | None]
Words = Callable[[], tuple[int, tuple[int, int]] | None]
"""Returns the source and the stretch that is selected in the reader, None where none is."""
ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    NEAR: ("version.agree", "version.refuse"),
    LOST: ("version.point",),
}
"""The actions of a row, by section."""


class VersionDeeds(QObject):
    """Joins the actions to what they do; `words` tells what is selected in the reader."""

    words_needed = Signal(object)
    """The id of a citation that is to be pointed to words, while none are selected."""
    decided = Signal()
    """Something was decided on, and the keys are on what comes next."""

    def __init__(self, bridge: Bridge, actions: Actions, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._actions, self._words = bridge, actions, words
        self._views: list[tuple[View, Current]] = []
        actions.handle("version.point", partial(self._point, None), partial(self._can_point, None))

    def join(self, view: View, current: Current) -> None:
        """Let the actions work on the current row of a view."""
        self._views.append((view, current))
        handle = self._actions.handle_in
        handle(view, "version.agree", partial(self._agree, current), partial(self._is_near, current))
        handle(view, "version.agree_typography", self.agree_typography, partial(self._is_near, current))
        handle(view, "version.refuse", partial(self._refuse, current), partial(self._is_near, current))
        handle(view, "version.point", partial(self._point, current), partial(self._can_point, current))

    def _is_near(self, current: Current) -> bool:
        item = current()
        return self._bridge.can_edit and item is not None and item.section == NEAR

    def _agree(self, current: Current) -> None:
        item = current()
        if item is not None and item.section == NEAR:
            self._confirm([CitationId(row) for row in item.ids])

    def _confirm(self, ids: Sequence[CitationId]) -> None:
        from geoeditor.core.commands.versions import confirm_near

        if self._bridge.attempt(lambda document: confirm_near(document, *ids)).done:
            words = trn("The new words are the passage now", "{n} passages have their new words now", len(ids))
            self._bridge.announced.emit(words)
            self.decided.emit()

    def _refuse(self, current: Current) -> None:
        from geoeditor.core.commands.versions import keep_old

        item = current()
        if item is None or item.section != NEAR:
            return
        ids = [CitationId(row) for row in item.ids]
        lost = self._bridge.attempt(lambda document: keep_old(document, *ids)).value
        if lost is None:
            return
        kept = trn("The old words are kept", "{n} passages keep their old words", len(ids))
        stand = tr("they stand in the earlier version")
        gone = trn(
            "The old words stand in no version that is left, so the passage is lost",
            "The old words stand in no version that is left, so {n} passages are lost",
            len(lost),
        )
        self._bridge.announced.emit(gone if lost else f"{kept}; {stand}")
        self.decided.emit()

    def agree_typography(self) -> None:
        """Agree to all new wordings that say the same with other signs."""
        ids = typographic(self._bridge.document)
        if ids:
            self._confirm([CitationId(row) for row in ids])
        else:
            self._bridge.announced.emit(tr("No new wording differs in signs and spaces only"))

    def _lost(self, current: Current | None) -> CheckItem | None:
        """Return the lost passage that the keys are on, in this view or, asked from elsewhere, in one that is seen."""
        asked = [current] if current is not None else [here for view, here in self._views if view.isVisible()]
        items = (here() for here in asked)
        return next((item for item in items if item is not None and item.section == LOST), None)

    def _can_point(self, current: Current | None) -> bool:
        if not self._bridge.can_edit or self._lost(current) is None:
            return False
        return current is not None or self._words() is not None

    def _point(self, current: Current | None) -> None:
        from geoeditor.core.commands.versions import point_citation

        item, words = self._lost(current), self._words()
        if item is None:
            return
        if words is None:
            self.words_needed.emit(item.id)
            return
        source, span = words
        outcome = self._bridge.attempt(
            lambda document: point_citation(document, CitationId(item.id), SourceId(source), span)
        )
        if outcome.done:
            self._bridge.announced.emit(tr("The passage is found again"))
