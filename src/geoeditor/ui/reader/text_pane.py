"""The text of a source: read-only plain text with marks painted under it.

Offsets that come and go are code points of the source's text; those of Qt stay inside. Text is never anything but
plain.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from geoeditor.translation import tr
from geoeditor.ui.plain import tip
from geoeditor.ui.reader.bare_keys import bare_act, bare_digit
from geoeditor.ui.reader.display_text import DisplayText
from geoeditor.ui.reader.filling import Filling
from geoeditor.ui.reader.highlighting import Highlighting, SeenBlock, Shown
from geoeditor.ui.reader.marks import Marks
from geoeditor.ui.selection import Fact
from geoeditor.ui.theme import Theme, on_theme

Span = tuple[int, int]
FONT_PX: Final = 13.5
MARGIN: Final = 16
_SIZES: Final = (10.0, 11.0, 12.5, FONT_PX, 15.0, 17.0, 20.0, 24.0)
_MUTED_MOST: Final = 5_000
_LEAST: Final = 72
_TO_THE_END: Final = (
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
)


class TextPane(QPlainTextEdit):
    """Shows one text with its marks."""

    clicked = Signal(object)
    """Somebody clicked into the text, at this code point."""
    stepped = Signal(int)
    """Ctrl+Up or Ctrl+Down: go so many proposals on."""
    digit_pressed = Signal(int)
    """A bare digit, 1 to 9."""
    key_unused = Signal(str)
    """A bare letter, or Enter, that no action took."""
    menu_requested = Signal(object)
    """A context menu is wanted at this place of the screen."""

    def __init__(self, theme: Theme, describe: Callable[[list[Fact]], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._describe = describe
        self._display = DisplayText("")
        self._shown = Shown()
        self._muted: tuple[Span, ...] = ()
        self._pressed = QPoint()
        self._size = FONT_PX
        self._highlighting = Highlighting(theme)
        self._filling = Filling(self)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(MARGIN)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Text of the source"))
        self.set_size(FONT_PX)
        self.setMinimumHeight(_LEAST)
        on_theme(theme, self._repaint)

    def set_size(self, pixels: float) -> None:
        """Use letters of this size."""
        self._size = pixels
        font = self.font()
        font.setPointSizeF(pixels * 72 / max(self.logicalDpiY(), 1))
        self.setFont(font)

    def zoom(self, step: int) -> None:
        """Use the next larger letters, or the next smaller ones."""
        further = [size for size in _SIZES if (size > self._size if step > 0 else size < self._size)]
        if further:
            self.set_size(further[0] if step > 0 else further[-1])

    @property
    def text(self) -> str:
        """Return the source's text."""
        return self._display.text

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning."""
        if text == self._display.text:
            return
        self._display = DisplayText(text)
        self._shown = Shown()
        self._muted = ()
        self._filling.show(self._display)
        self.setExtraSelections([])

    def show_marks(self, marks: Marks) -> None:
        """Colour these stretches."""
        self._shown.marks = marks
        self.viewport().update()

    def select_facts(self, facts: Sequence[Fact]) -> None:
        """Outline the marks of these facts."""
        self._shown.selected = frozenset(facts)
        self.viewport().update()

    def show_sentence(self, span: Span | None) -> None:
        """Put a bar beside a sentence, or beside none."""
        if span != self._shown.sentence:
            self._shown.sentence = span
            self.viewport().update()

    def show_hits(self, hits: list[Span], current: int) -> None:
        """Show the hits of a search and which one is the current."""
        self._shown.hits, self._shown.hit = hits, current
        self.viewport().update()

    def mute(self, spans: Sequence[Span]) -> None:
        """Write these stretches in a quiet colour."""
        self._muted = tuple(spans[:_MUTED_MOST])
        self._write_muted()

    def _write_muted(self) -> None:
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(self._theme.palette.muted))
        selections = []
        for span in self._muted:
            stretch = QTextEdit.ExtraSelection()
            stretch.cursor = self._cursor(span)
            stretch.format = quiet
            selections.append(stretch)
        self.setExtraSelections(selections)

    def _repaint(self) -> None:
        tones = self._theme.tones  # a selection must not look like a mark
        self.setStyleSheet(
            f"QPlainTextEdit {{ selection-background-color: {tones.accent}; selection-color: {tones.accent_text}; }}"
        )
        self._write_muted()
        self.viewport().update()

    def _cursor(self, span: Span) -> QTextCursor:
        start, end = self._display.span_to_display(span)
        self._filling.reach(span[1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def selected_span(self) -> Span | None:
        """Return the selected words without the blanks around them, None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._display.from_display(cursor.selectionStart())
        end = self._display.from_display(cursor.selectionEnd())
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def place(self) -> int:
        """Return where the cursor stands."""
        return self._display.from_display(self.textCursor().position())

    def select_span(self, span: Span) -> None:
        """Select words as the mouse would."""
        self.setTextCursor(self._cursor(span))

    def put_cursor(self, place: int) -> None:
        """Put the cursor at a place, with nothing selected."""
        self.setTextCursor(self._cursor((place, place)))

    def is_seen(self, span: Span) -> bool:
        """Tell whether a stretch begins in sight."""
        start = self.cursorRect(self._cursor((span[0], span[0])))
        return self.viewport().rect().contains(start)

    def place_read(self) -> int:
        """Return where one reads: at the cursor, or at the top of what is seen where that was scrolled away."""
        if self.is_seen((self.place(), self.place())):
            return self.place()
        top = self.cursorForPosition(QPoint(MARGIN, self.fontMetrics().height() // 2))
        return self._display.from_display(top.position())

    def show_span(self, span: Span) -> None:
        """Bring a stretch into sight; nothing moves where it is."""
        if not self.is_seen(span):
            self.put_cursor(span[0])
            self.centerCursor()

    def keep_in_sight(self, span: Span) -> None:
        """Bring a stretch into sight without touching what is selected in or near it."""
        if not self.is_seen(span):
            selected = self.textCursor()
            self.put_cursor(span[0])
            self.centerCursor()
            self.setTextCursor(selected)

    def _in_sight(self) -> list[SeenBlock]:
        found: list[SeenBlock] = []
        block = self.firstVisibleBlock()
        height = self.viewport().height()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
            if top.y() > height:
                break
            found.append(SeenBlock(block, top, block.position(), block.position() + block.length() - 1))
            block = block.next()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, then the words over them."""
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._highlighting.paint(painter, self._in_sight(), self._display, self._shown, self.viewport().height())
        painter.end()
        super().paintEvent(event)

    def _code_point_at(self, position: QPoint) -> int | None:
        """Return the code point under the mouse, None where there are no words."""
        cursor = self.cursorForPosition(position)
        rect = self.cursorRect(cursor)
        if abs(rect.center().x() - position.x()) > 2 * rect.height() or not rect.top() <= position.y() <= rect.bottom():
            return None
        unit = cursor.position()
        if rect.left() > position.x() and unit > 0:
            unit -= 1  # the nearest gap between letters lies behind the letter that was hit
        return self._display.from_display(unit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that selected no words."""
        super().mouseReleaseEvent(event)
        position = event.position().toPoint()
        moved = (position - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if event.button() == Qt.MouseButton.LeftButton and not moved and not self.textCursor().hasSelection():
            place = self._code_point_at(position)
            if place is not None:
                self.clicked.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what can be clicked."""
        super().mouseMoveEvent(event)
        place = self._code_point_at(event.position().toPoint()) if not event.buttons() else None
        on_mark = place is not None and bool(self._shown.marks.at(place))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_mark else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a mark leads to."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._code_point_at(event.pos())
            facts = self._shown.marks.at(place) if place is not None else []
            if facts:
                QToolTip.showText(event.globalPos(), tip(self._describe(facts)), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the proposals with Ctrl+Up and Ctrl+Down, so that the plain arrows move the cursor."""
        if any(event.matches(keys) for keys in _TO_THE_END):
            self._filling.finish()
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(steps[event.key()])
        elif digit := bare_digit(event):
            self.digit_pressed.emit(digit)
        elif keys := bare_act(event):
            self.key_unused.emit(keys)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the cursor where a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu_requested.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words as the source has them, not as they are displayed."""
        cursor = self.textCursor()
        start = self._display.from_display(cursor.selectionStart())
        end = self._display.from_display(cursor.selectionEnd())
        data = QMimeData()
        data.setText(self.text[start:end])
        return data
