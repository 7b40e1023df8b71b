"""Says after a change that dates moved with it, and leads to the list of them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.dating import MovedDate, moved_dates
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.dating.moved_panel import MovedPanel
from geoeditor.ui.notice_bar import NoticeBar

_NAMED: Final = 2
"""Facts that the sentence names."""
_ANCHORS: Final = ("source", "event", "project", "dating")


class MovedNotice(QObject):
    """Listens to changes; what moved last can be listed until the next step."""

    def __init__(self, bridge: Bridge, bar: NoticeBar, panel: MovedPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._bar, self._panel = bridge, bar, panel
        self._moved: Sequence[MovedDate] = ()
        self._sentence = ""
        bridge.changed.connect(self._hear)
        bridge.document_changed.connect(self._forget)

    @property
    def has_moved(self) -> bool:
        """Tell whether dates moved in the last step."""
        return bool(self._moved)

    def open_list(self) -> None:
        """Show what moved."""
        if self._moved:
            self._panel.open_at(self._bar if self._bar.isVisible() else self._bar.window())

    def _hear(self, changes: ChangeSet) -> None:
        moved = moved_dates(self._bridge.document, changes) if _can_have_moved(changes) else []
        if not moved:
            self._forget()
            return
        self._moved = moved
        self._panel.dismiss()
        self._panel.show_moved(moved, changes.label)
        self._sentence = sentence(moved)
        self._bar.offer(self._sentence, tr("Show"), self.open_list)

    def _forget(self) -> None:
        """Take the sentence and the list away, as they are no longer of the last step."""
        self._moved = ()
        self._panel.dismiss()
        if self._sentence and self._bar.text == self._sentence:
            self._bar.dismiss()
        self._sentence = ""


def _can_have_moved(changes: ChangeSet) -> bool:
    """Tell by a glance whether a step can have moved dates, for most steps can't."""
    if changes.way != "do" or not any(table in changes.updated for table in _ANCHORS):
        return False
    dated = len(changes.updated.get("event", ())) + len(changes.updated.get("link", ()))
    return dated > 1 or (dated == 1 and any(table in changes.updated for table in ("source", "project")))


def sentence(moved: Sequence[MovedDate]) -> str:
    """Return what moved in one sentence that names the first of it."""
    names = [tr("“{name}”", name=shown(each.name, 40)) for each in moved[:_NAMED]]
    rest = len(moved) - len(names)
    listed = tr("{names} and {n} more", names=", ".join(names), n=rest) if rest else ", ".join(names)
    return trn("{n} date moved with it: {names}.", "{n} dates moved with it: {names}.", len(moved), names=listed)
