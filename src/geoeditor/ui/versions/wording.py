"""A passage as it was and as it is now in one: what went is struck through, what came is marked. Plain text only."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from geoeditor.core.anchors import Piece, word_changes
from geoeditor.translation import tr
from geoeditor.ui.theme import Theme, on_theme

_LONGEST: Final = 20_000


class Wording(QPlainTextEdit):
    """Shows what changed, word by word; can be read and copied, not edited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: Sequence[Piece] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Old and new wording"))
        self.document().setDocumentMargin(12)
        on_theme(theme, self._paint)

    @property
    def pieces(self) -> Sequence[Piece]:
        """Return what is shown."""
        return self._pieces

    def show_change(self, old: str, new: str) -> None:
        """Show how an old wording became a new one."""
        self._show(word_changes(old[:_LONGEST], new[:_LONGEST]))
        self.setAccessibleDescription(tr("Was: {old}. Now: {new}.", old=old[:_LONGEST], new=new[:_LONGEST]))

    def show_quote(self, quote: str) -> None:
        """Show words of which nothing is there any more."""
        self._show([Piece("removed", quote[:_LONGEST])] if quote else [])
        self.setAccessibleDescription(tr("Was: {old}", old=quote[:_LONGEST]))

    def _show(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [Piece(piece.change, _visible(piece)) for piece in pieces]
        self.setPlainText("".join(piece.text for piece in self._pieces))
        self._paint()

    def _paint(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        for piece in self._pieces:
            length = len(piece.text.encode("utf-16-le")) // 2  # Qt counts so
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, length)
            cursor.setCharFormat(self._format(piece.change))
            cursor.clearSelection()

    def _format(self, change: str) -> QTextCharFormat:
        palette, tones = self._theme.palette, self._theme.tones
        made = QTextCharFormat()
        made.setForeground(QColor(palette.ink))
        if change == "removed":
            made.setForeground(QColor(tones.warning))
            made.setFontStrikeOut(True)
        elif change == "added":
            made.setBackground(QColor(tones.passage_link))
            made.setFontUnderline(True)
        return made

    def sizeHint(self) -> QSize:
        """Ask for a few lines."""
        return QSize(240, self.fontMetrics().height() * 6 + 24)

    def minimumSizeHint(self) -> QSize:
        """Get by with two lines."""
        return QSize(120, self.fontMetrics().height() * 2 + 24)


def _visible(piece: Piece) -> str:
    """Return the words of a piece; where nothing but kinds of blanks changed, with a sign that can be seen."""
    if piece.change == "kept" or piece.text.strip():
        return piece.text
    signs = {"\n": "¶", "\t": "→", " ": "·"}
    return "".join(signs.get(letter, "°") for letter in piece.text)
