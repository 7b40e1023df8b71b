"""A very long text put into its widget piece by piece, so that the window lives meanwhile.

Its beginning is there at once; the rest follows in turns of the event loop, or at once as far as somebody wants to
go. Offsets are code points of the text. Imports Qt and the displayed form of a text.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from geoeditor.ui.reader.display_text import DisplayText

PIECE: Final = 100_000
"""Code points that are put in in one go: about ten milliseconds."""


class Filling(QObject):
    """Fills one text widget."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._display = DisplayText("")
        self._done = 0
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._put_next)

    @property
    def is_done(self) -> bool:
        """Tell whether all of the text is there."""
        return self._done >= len(self._display.text)

    def show(self, display: DisplayText) -> None:
        """Show another text, from its beginning."""
        self._display, self._done = display, min(len(display.text), PIECE)
        self._edit.setPlainText(display.shown(0, self._done))
        if self.is_done:
            self._turn.stop()
        else:
            self._turn.start()

    def reach(self, place: int) -> None:
        """Put in all up to a code point and a little behind it."""
        if not self.is_done and place >= self._done:
            self._put(place + PIECE)

    def finish(self) -> None:
        """Put in all that is left."""
        self._put(len(self._display.text))

    def _put_next(self) -> None:
        self._put(self._done + PIECE)

    def _put(self, end: int) -> None:
        start, self._done = self._done, min(end, len(self._display.text))
        if start < self._done:
            cursor = QTextCursor(self._edit.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(self._display.shown(start, self._done))
        if self.is_done:
            self._turn.stop()
