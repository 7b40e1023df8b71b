"""Undo, redo, cut, copy, paste and delete for the whole window: the focused text field first, then the document."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from geoeditor.core.commands.removal import remove_facts
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.places_of_change import facts_of
from geoeditor.translation import shown, tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.selection import Fact, Selection

_MOST_SELECTED: Final = 200
"""Facts that are selected after an undo; of a huge import, more would say nothing."""


def focused_field() -> QLineEdit | QPlainTextEdit | None:
    """Return the text field that is being typed in, if any."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly():
        return widget
    return None


class Editing(QObject):
    """What the Edit menu does where no view has an answer of its own."""

    pasted = Signal()
    """Something was pasted outside any field."""

    def __init__(self, bridge: Bridge, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._selection = selection
        bridge.changed.connect(self._forget_removed)
        bridge.document_changed.connect(selection.clear)

    def can_undo(self) -> bool:
        """Tell whether there is something to take back."""
        return _can(focused_field(), "undo") or (
            self._bridge.can_edit and self._bridge.document.next_step("undo") is not None
        )

    def can_redo(self) -> bool:
        """Tell whether there is something to do again."""
        return _can(focused_field(), "redo") or (
            self._bridge.can_edit and self._bridge.document.next_step("redo") is not None
        )

    def undo(self) -> None:
        """Take back typing in the focused field, or else the last step."""
        field = focused_field()
        if field is not None and _can(field, "undo"):
            field.undo()
        else:
            self._show(self._bridge.undo(), tr("Undid: {label}"))

    def redo(self) -> None:
        """Do again what was undone, in the focused field or in the document."""
        field = focused_field()
        if field is not None and _can(field, "redo"):
            field.redo()
        else:
            self._show(self._bridge.redo(), tr("Redid: {label}"))

    def _show(self, changes: ChangeSet | None, words: str) -> None:
        """Select what an undo or redo has changed, so that the eye finds it."""
        if changes is None:
            return
        with self._bridge.document.read() as connection:
            found = facts_of(connection, changes, _MOST_SELECTED)
        if found:
            self._selection.choose(Fact(table, row) for table, row in found)
        self._bridge.announced.emit(words.format(label=shown(changes.label)))

    def delete(self) -> None:
        """Remove all that is selected, as one step."""
        facts = self._selection.facts
        outcome = self._bridge.attempt(lambda document: remove_facts(document, *facts))
        if outcome.done:
            self._bridge.announced.emit(tr("Deleted; Ctrl+Z brings it back"))

    def can_delete(self) -> bool:
        """Tell whether something is selected that can be removed."""
        return self._bridge.can_edit and bool(self._selection.facts)

    def copy(self) -> None:
        """Copy from the focused field."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.copy()

    def can_copy(self) -> bool:
        """Tell whether the focused field has something selected."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            return field.hasSelectedText()
        return isinstance(field, QPlainTextEdit) and field.textCursor().hasSelection()

    def cut(self) -> None:
        """Cut from the focused field."""
        field = focused_field()
        if field is not None:
            field.cut()

    def can_cut(self) -> bool:
        """Tell whether something can be cut from the focused field."""
        return focused_field() is not None and self.can_copy()

    def paste(self) -> None:
        """Paste into the focused field, or else as a source."""
        field = focused_field()
        if field is not None:
            field.paste()
        else:
            self.pasted.emit()

    def select_all(self) -> None:
        """Select all of the focused field."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()

    def _forget_removed(self, changes: ChangeSet) -> None:
        gone = set(_pairs(changes))
        if gone and any(fact in gone for fact in self._selection.facts):
            self._selection.choose(fact for fact in self._selection.facts if fact not in gone)


def _pairs(changes: ChangeSet) -> Iterator[Fact]:
    for table, rows in changes.removed.items():
        for row in rows:
            yield Fact(table, row)


def _can(field: QLineEdit | QPlainTextEdit | None, way: str) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if way == "undo" else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if way == "undo" else document.isRedoAvailable()
    return False
