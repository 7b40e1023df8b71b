"""The view of the history: the steps, newest first, and the way to any of them, in slices and interruptible."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.history import last_done, step_labels, steps_between
from geoeditor.core.queries.places_of_change import facts_of
from geoeditor.core.search import fold
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.history.drawing import StepDelegate
from geoeditor.ui.history.steps import StepModel
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme, on_theme
from geoeditor.ui.view import Found, View

_SLICE_S: Final = 0.03
_MOST_SELECTED: Final = 200


class HistoryView(View):
    """The history: a click or Enter on a step makes it the last one done."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, selection, parent)
        self._target: int | None = None
        self._way_length = 0
        self._is_stepping = False
        self._hits: list[int] | None = None
        self._sought, self._hit = "", -1
        self.model = StepModel(bridge, self)
        self.list = QTableView(self)  # of one column, because a list view lays out all rows at every change
        self.list.setModel(self.model)
        self.list.setItemDelegate(StepDelegate(theme, self.list))
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.horizontalHeader().setVisible(False)
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.verticalHeader().setVisible(False)
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.verticalHeader().setDefaultSectionSize(self.list.fontMetrics().height() + 12)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Steps, newest first"))
        self.list.clicked.connect(self._choose_step)
        self.list.activated.connect(self._choose_step)
        self.list.addActions([actions["edit.undo"], actions["edit.redo"]])
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setFocusProxy(self.list)
        self.hint = PlainLabel(
            tr("Every change becomes a step here. Click one to go back to it, or forward again."),
            self,
            role="small",
            wraps=True,
        )
        self.hint.setContentsMargins(12, 6, 12, 6)
        self._make_progress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.progress)
        column.addWidget(self.hint)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
        bridge.changed.connect(self._watch)
        bridge.document_changed.connect(self.stop)
        on_theme(theme, self.list.viewport().update)

    def _make_progress(self) -> None:
        self.progress = QWidget(self)
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(12, 4, 8, 4)
        self.progress_words = PlainLabel("", self.progress, role="muted")
        row.addWidget(self.progress_words, 1)
        self.stop_button = QPushButton(tr("Stop"), self.progress)
        self.stop_button.setAccessibleName(tr("Stop on the way"))
        self.stop_button.clicked.connect(self.stop)
        row.addWidget(self.stop_button)
        self.progress.hide()

    def reload(self) -> None:
        """Read all steps anew."""
        self._hits = None
        self.model.reload()
        self._tell()
        self._show_now()

    def apply(self, changes: ChangeSet) -> None:
        """Show what was done, undone or done again."""
        self._hits = None
        self.model.follow(changes)
        self._tell()
        if self._target is None:
            self._show_now()

    def _tell(self) -> None:
        steps = trn("{n} step", "{n} steps", self.model.steps)
        undone = self.model.undone
        self.status_changed.emit(tr("{steps}, {n} undone", steps=steps, n=undone) if undone else steps)
        self.hint.setVisible(self.model.steps < 2)

    def _show_now(self) -> None:
        index = self.model.index(self.model.undone)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _choose_step(self, index: QModelIndex) -> None:
        step = self.model.step(index.row())
        if index.isValid() and index.row() <= self.model.steps:
            self.go_to(0 if step is None else step.n)

    @property
    def is_travelling(self) -> bool:
        """Tell whether the way to a step is still being gone."""
        return self._target is not None

    def go_to(self, number: int) -> None:
        """Undo or redo until the step of this number is the last one done; 0 undoes all. Longer ways go in slices."""
        if not self.bridge.is_open or number == last_done(self.bridge.document):
            return
        self._target = number
        self._way_length = 0
        self._slices.start()
        self._go_on()

    def _go_on(self) -> None:
        """Go on for a slice of time."""
        target = self._target
        if target is None:
            return
        self._is_stepping = True
        try:
            outcome = self.bridge.attempt(lambda document: document.travel(target, _SLICE_S))
        finally:
            self._is_stepping = False
        if not outcome.done or outcome.value is None:
            self.stop()
        elif last_done(self.bridge.document) == target:
            self._arrive(outcome.value)
        else:
            self._show_progress(target)

    def _show_progress(self, target: int) -> None:
        left = steps_between(self.bridge.document, target, last_done(self.bridge.document))
        self._way_length = max(self._way_length, left)
        done = self._way_length - left
        self.progress_words.setText(tr("{done} of {all} steps …", done=done, all=self._way_length))
        self.progress.show()

    def _arrive(self, changes: ChangeSet) -> None:
        """Select what the last changes were about, so that the eye finds it."""
        self.stop()
        with self.bridge.document.read() as connection:
            found = facts_of(connection, changes, _MOST_SELECTED)
        if found:
            self.choose(Fact(table, row) for table, row in found)
        step = self.bridge.document.next_step("undo")
        words = tr("Now after “{label}”", label=shown(step.label)) if step else tr("Now at the beginning")
        self.bridge.announced.emit(words)

    def stop(self) -> None:
        """Stay at the step that was reached."""
        was_travelling, self._target = self._target is not None, None
        self._slices.stop()
        self.progress.hide()
        if was_travelling and self.bridge.is_open and self.isVisible():
            self._show_now()

    def _watch(self, _changes: ChangeSet) -> None:
        """Stop on the way where something else is done meanwhile."""
        if not self._is_stepping and self._target is not None:
            self.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop on the way by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_travelling:
            self.stop()
        else:
            super().keyPressEvent(event)

    def seek(self, text: str, step: int = 0) -> Found:
        """Show the step whose name holds the text."""
        wanted = fold(text.strip())
        if not wanted or not self.bridge.is_open:
            self._hits, self._sought, self._hit = None, "", -1
            return Found(0, 0)
        if self._hits is None or wanted != self._sought:
            labels = step_labels(self.bridge.document)
            self._hits = [row for row, label in enumerate(labels) if wanted in fold(label)]
            self._sought, self._hit = wanted, -1
        if not self._hits:
            return Found(0, 0)
        self._hit = 0 if self._hit < 0 else (self._hit + step) % len(self._hits)
        index = self.model.index(self._hits[self._hit])
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        return Found(self._hit + 1, len(self._hits))
