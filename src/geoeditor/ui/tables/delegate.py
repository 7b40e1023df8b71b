"""Editing in a cell: the field, its keys, and the reason why something was refused, under the field that stays open."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from geoeditor.core.commands.values import LINE_LIMIT
from geoeditor.translation import tr
from geoeditor.ui.fields import Choice
from geoeditor.ui.fields.date_field import date_words
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.tables.cell_values import Entered
from geoeditor.ui.tables.choice_edit import ChoiceEdit
from geoeditor.ui.tables.columns import Column
from geoeditor.ui.tables.painting import CellPainter
from geoeditor.ui.tables.rows_model import RowsModel

Index = QModelIndex | QPersistentModelIndex
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS: Final = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_PROSE_LIMIT: Final = 1_000_000
_LONG: Final = frozenset({"description"})


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of one table."""

    moved = Signal(int, int)
    """A field was stored and closed; go on by so many rows and columns."""
    given_up = Signal()
    """A field was closed by Esc, or left empty in a row that is being typed."""

    def __init__(
        self, model: RowsModel, painter: CellPainter, choices: Callable[[Column], list[Choice]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._painter = painter
        self._choices = choices
        self._parent = parent
        self._for_all = False
        self._note = PlainLabel("", parent, role="attention", wraps=True)
        self._note.hide()
        self.problem = ""
        """Why the last entry was refused, '' where it was stored."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        self._painter.paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that a cell would like, for a column that is fitted to its contents."""
        text = self._painter.elided(self._model.text_at(index.row(), index.column()), 600)
        return QSize(option.fontMetrics.horizontalAdvance(text) + 20, option.fontMetrics.height() + 10)

    # -- fields

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field for a cell."""
        column = self._model.columns[index.column()]
        field: QLineEdit
        if column.editor in ("kind", "actor", "word"):
            field = ChoiceEdit(self._choices(column), creates=column.editor == "actor" or column.is_free)
            field.setParent(parent)
            field.chosen.connect(self._take_click)
        else:
            field = QLineEdit(parent)
        field.setMaxLength(_PROSE_LIMIT if column.key in _LONG else 10 * LINE_LIMIT)
        field.setAccessibleName(tr("{column}, cell", column=column.title))
        if column.editor == "date":
            field.setPlaceholderText(tr("such as 7 Aug 2025"))
        elif self._model.line_at(index.row()) is None:
            field.setPlaceholderText(column.title)
        field.setFrame(False)
        field.textEdited.connect(self._forget_problem)
        field.destroyed.connect(self.let_go)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill a field once; what is typed since is never overwritten, whatever changes elsewhere."""
        if not isinstance(editor, QLineEdit) or editor.property("filled"):
            return
        column = self._model.columns[index.column()]
        line = self._model.line_at(index.row())
        if line is None:
            text = self._model.text_at(index.row(), index.column())
        elif column.editor == "date":
            text = date_words(column.given(line))
        else:
            text = column.text(line) if isinstance(editor, ChoiceEdit) else column.given(line)
        if isinstance(editor, ChoiceEdit):
            editor.begin(None if line is None else column.value(line), text)
        else:
            editor.setText(text)
        editor.setProperty("filled", True)
        editor.setProperty("began", editor.text())
        editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Let a field fill its cell, and be wide enough to type in."""
        rect = QRect(option.rect)
        rect.setWidth(min(max(rect.width(), 120), max(rect.width(), self._parent.width() - rect.x())))
        editor.setGeometry(rect)
        self._place_note(editor)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store what was entered; where it is refused, the field stays open with it and the reason under it."""
        if not isinstance(editor, QLineEdit):
            return
        entered = editor.entered() if isinstance(editor, ChoiceEdit) else Entered(editor.text())
        entered = entered._replace(for_all=self._for_all)
        unchanged = editor.text() == editor.property("began") and self._was_same(editor, entered, index)
        is_draft = self._model.line_at(index.row()) is None
        if unchanged and not self._for_all and not is_draft:
            self._settle(editor, "")
            return
        self.problem = ""
        stored = self._model.setData(index, entered)
        self._settle(editor, "" if stored else self.problem or tr("This was not stored."))

    def _was_same(self, editor: QLineEdit, entered: Entered, index: Index) -> bool:
        """Tell whether the same words stand for the same thing as before: two actors can have one name."""
        line = self._model.line_at(index.row())
        if line is None or entered.picked is None or not isinstance(editor, ChoiceEdit):
            return not entered.is_new
        return entered.picked.value == self._model.columns[index.column()].value(line)

    def _settle(self, editor: QLineEdit, problem: str) -> None:
        """Show a field as stored or as refused."""
        refused = bool(problem)
        if not refused:
            editor.setProperty("began", editor.text())
        if editor.property("refused") != refused:
            editor.setProperty("refused", refused)
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        editor.setAccessibleDescription(problem)
        self._note.setText(problem)
        self._note.setVisible(refused)
        if refused:
            self._place_note(editor)

    def _place_note(self, editor: QWidget) -> None:
        if not editor.property("refused"):
            return
        width = min(max(editor.width(), 300), self._parent.width())
        height = self._note.heightForWidth(width)
        below, above = editor.geometry().bottom() + 2, editor.geometry().top() - height - 2
        y = below if below + height <= self._parent.height() or above < 0 else above
        self._note.setGeometry(max(0, min(editor.x(), self._parent.width() - width)), y, width, height)
        self._note.raise_()

    def _forget_problem(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and field.property("refused"):
            self._settle(field, "")
            field.setProperty("began", None)

    def let_go(self) -> None:
        """Take the reason away with the field that it was about."""
        self._note.hide()

    @property
    def note(self) -> str:
        """Return the reason that stands under a field, '' for none."""
        return self._note.text() if self._note.isVisibleTo(self._parent) else ""

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Store by Enter (goes down), Tab (goes right) and Ctrl+Enter (in all selected rows); give up by Esc."""
        if not isinstance(watched, QLineEdit):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (*_ENTER, *_TABS, Qt.Key.Key_Escape, Qt.Key.Key_F2):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, event) or False
        elif event.type() == QEvent.Type.FocusOut:
            self._leave(watched)
            return False
        return super().eventFilter(watched, event)

    def _press(self, field: QLineEdit, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            if not (isinstance(field, ChoiceEdit) and field.close_list()):
                self._give_up(field)
            return True
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER:
            self._for_all = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            self._finish(field, 0 if self._for_all else -1 if shift else 1, 0)
            self._for_all = False
            return True
        if key in _TABS:
            self._finish(field, 0, _TABS[Qt.Key(key)])
            return True
        return False

    def _finish(self, field: QLineEdit, rows: int, columns: int) -> None:
        if isinstance(field, ChoiceEdit):
            field.take_current()
        self.commitData.emit(field)
        if not field.property("refused"):
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
            self.moved.emit(rows, columns)

    def _take_click(self) -> None:
        field = self.sender()
        if isinstance(field, ChoiceEdit):
            self._finish(field, 0, 0)

    def _give_up(self, field: QLineEdit) -> None:
        self._settle(field, "")
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self.given_up.emit()

    def _leave(self, field: QLineEdit) -> None:
        """Store what was typed when the focus goes elsewhere; a menu or another program's window is not elsewhere."""
        if QApplication.activePopupWidget() is not None or not field.isVisible() or not field.isActiveWindow():
            return
        if isinstance(field, ChoiceEdit):
            field.close_list()
        if field.text() == "" and field.property("began") == "":
            self._give_up(field)
            return
        self.commitData.emit(field)
        if not field.property("refused"):
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
