"""The paragraphs of a text that is about to come in, one a row, to be struck out and restored by mouse or keys."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from geoeditor.translation import printable, tr, trn
from geoeditor.ui.intake_preview.paragraphs import Paragraphs

_MOST: Final = 3_000
"""Letters of a paragraph that are shown; the rest of it is only counted."""
_SIDE: Final = 16
_PAD: Final = 5
_SIGN: Final = 28
_BAR: Final = 10
"""Room for the scroll bar, left free also while there is none, so that nothing wraps anew when it comes."""
"""Room at the right for the sign of what a click would do."""
_FONT_PX: Final = 13
_STRIKE_KEYS: Final = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class ParagraphModel(QAbstractListModel):
    """The rows; the text itself stays where it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paragraphs = Paragraphs("")

    def show(self, paragraphs: Paragraphs) -> None:
        """Show another text."""
        self.beginResetModel()
        self.paragraphs = paragraphs
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many paragraphs there are."""
        return 0 if parent.isValid() else len(self.paragraphs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a paragraph as it is shown, or as it is read aloud."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = self._shown(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and self.paragraphs.is_struck(index.row()):
            return tr("Left out: {paragraph}", paragraph=words)
        return words

    def _shown(self, number: int) -> str:
        words = "\n".join(map(printable, self.paragraphs.words_of(number, _MOST).split("\n")))
        more = self.paragraphs.length(number) - _MOST
        if self.paragraphs.is_rest(number):
            length = self.paragraphs.length(number)
            return trn("… the rest of the text: {n} letter", "… the rest of the text: {n} letters", length)
        return words if more <= 0 else f"{words} {trn('… and {n} more letter', '… and {n} more letters', more)}"

    def refresh(self, rows: Iterable[int]) -> None:
        """Tell the view that rows look different now."""
        numbers = sorted(rows)
        if numbers:
            self.dataChanged.emit(self.index(numbers[0]), self.index(numbers[-1]))


class ParagraphDelegate(QStyledItemDelegate):
    """Paints a paragraph, wrapped; a struck one muted and with a line through it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[int, int], int] = {}

    def forget(self) -> None:
        """Measure all anew."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room that the wrapped text takes."""
        view = option.widget
        width = _text_width(view)
        known = self._heights.get((index.row(), width))
        if known is None:
            layout = _laid_out(str(index.data()), _font(option.font, False), width)
            known = self._heights[index.row(), width] = round(layout.boundingRect().height()) + 2 * _PAD
        return QSize(view.width() - _BAR, known)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint ground, text, and the sign of what a click does."""
        model = index.model()
        if not isinstance(model, ParagraphModel):
            return
        struck = model.paragraphs.is_struck(index.row())
        state, palette, rect = option.state, option.palette, option.rect
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        active = bool(option.widget.hasFocus())
        painter.save()
        if chosen and active:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase))
        if focused:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), palette.color(QPalette.ColorRole.Accent))
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(muted if struck else palette.color(QPalette.ColorRole.Text))
        layout = _laid_out(str(index.data()), _font(option.font, struck), _text_width(option.widget))
        layout.draw(painter, QPoint(rect.left() + _SIDE, rect.top() + _PAD).toPointF())
        if struck or state & QStyle.StateFlag.State_MouseOver or (focused and active):
            painter.setPen(muted)
            painter.setFont(_font(option.font, False))
            sign = QRect(rect.right() - _SIDE - _SIGN + 8, rect.top() + _PAD, _SIGN, QFontMetrics(option.font).height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, "↺" if struck else "✕")
        painter.restore()


def _text_width(view: QWidget) -> int:
    return view.width() - _BAR - 2 * _SIDE - _SIGN


def _font(font: QFont, struck: bool) -> QFont:
    made = QFont(font)
    made.setPixelSize(_FONT_PX)
    made.setStrikeOut(struck)
    return made


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPoint(0, 0).toPointF() + QPoint(0, round(height)).toPointF())
        height += line.height() * 1.12
    layout.endLayout()
    return layout


class ParagraphList(QListView):
    """Shows the paragraphs; a click, Space or Delete strikes one out or restores it, with Shift a run of them."""

    struck_changed = Signal()
    """Paragraphs were struck out or restored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ParagraphModel(self)
        self._delegate = ParagraphDelegate(self)
        self._done: list[tuple[frozenset[int], bool]] = []
        self._undone: list[tuple[frozenset[int], bool]] = []
        self._pressed = QModelIndex()
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("Text by paragraphs"))
        self.setAccessibleDescription(
            tr("Space or Delete leaves a paragraph out or takes it back; Enter takes the text in")
        )

    @property
    def paragraphs(self) -> Paragraphs:
        """Return the text that is shown."""
        return self.rows.paragraphs

    def show_text(self, paragraphs: Paragraphs) -> None:
        """Show another text, from its beginning."""
        self._delegate.forget()
        self._done.clear()
        self._undone.clear()
        self.rows.show(paragraphs)
        if len(paragraphs):
            self.selectionModel().setCurrentIndex(self.rows.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollToTop()

    def toggle(self, numbers: Iterable[int]) -> None:
        """Strike these paragraphs out; where all of them are struck, restore them."""
        asked = frozenset(numbers)
        strikes = not asked <= self.paragraphs.struck
        self.strike(asked, strikes)

    def strike(self, numbers: Iterable[int], is_struck: bool) -> None:
        """Strike paragraphs out, or restore them; Ctrl+Z takes it back."""
        turned = frozenset(number for number in numbers if self.paragraphs.is_struck(number) != is_struck)
        if turned:
            self._done.append((turned, is_struck))
            self._undone.clear()
            self._turn(turned, is_struck)

    def _turn(self, numbers: frozenset[int], is_struck: bool) -> None:
        self.paragraphs.strike(numbers, is_struck)
        self.rows.refresh(numbers)
        self.struck_changed.emit()

    def _take_back(self) -> None:
        if self._done:
            numbers, is_struck = self._done.pop()
            self._undone.append((numbers, is_struck))
            self._turn(numbers, not is_struck)

    def _do_again(self) -> None:
        if self._undone:
            numbers, is_struck = self._undone.pop()
            self._done.append((numbers, is_struck))
            self._turn(numbers, is_struck)

    def _chosen(self) -> list[int]:
        return [index.row() for index in self.selectionModel().selectedIndexes()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike out and restore by Space or Delete, take back by the keys of undo."""
        if event.key() in _STRIKE_KEYS:
            self.toggle(self._chosen())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._do_again()
        elif (
            event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text().isprintable()
        ):
            event.ignore()  # rows are not sought by their first letters
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where the press was."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if is_left else QModelIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click of two as a click."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Strike out or restore what was clicked; with Shift, all from the last one to this one alike."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QModelIndex()
        if not pressed.isValid() or self.indexAt(event.position().toPoint()) != pressed:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.strike(self._chosen(), not self.paragraphs.is_struck(pressed.row()))
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggle([pressed.row()])
