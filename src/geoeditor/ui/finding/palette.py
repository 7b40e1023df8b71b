"""Find anything: a field with a list under it, for facts, sources, passages and actions, as one types.

A child of the window that floats over its panes; it takes the focus and gives it back. The names are looked through
at each keystroke; what stands in texts follows a moment later, below, so that nothing moves that is being read.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from geoeditor.core.errors import BugError
from geoeditor.core.queries.finding import MOST, Hit, Rank
from geoeditor.translation import shown, tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.finding.answers import AnswerDelegate, AnswerModel, Row, fact_row, group_names, same_row
from geoeditor.ui.finding.commands import action_row, found_actions
from geoeditor.ui.finding.names import Names
from geoeditor.ui.finding.opening_key import OpeningKey
from geoeditor.ui.finding.outside import OutsidePress
from geoeditor.ui.finding.search_field import SearchField
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme, on_theme

__all__ = ["FindAnything", "SearchField"]

_WIDTH: Final = 560
_MOST_NAMES: Final = 34
_MOST_ACTIONS: Final = 8
_MOST_RECENT: Final = 12
_ROWS: Final = 12
"""Rows that are seen at once, where the window is high enough."""
_PAUSE_MS: Final = 60
_ITSELF: Final = "edit.anything"
_MOVES: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}


class FindAnything(QFrame):
    """The palette. `open` shows it at the search field; Esc takes it away."""

    words_sought = Signal(object, str)
    """A passage was chosen that no citation covers: its source as a Fact, and the words, to be sought in the text."""

    def __init__(
        self, bridge: Bridge, selection: Selection, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection, self._actions, self._theme = bridge, selection, actions, theme
        self._names = Names(bridge, self)
        self._recent: list[Fact | str] = []
        self._can_run: dict[str, bool] = {}
        self._left = ""
        """Words that were left in the field by turning to something else."""
        self._before: QWidget | None = None
        self._anchor: QWidget | None = None
        self.setAccessibleName(tr("Find anything"))
        self._make()
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._look_in_texts)
        self._names.changed.connect(self._note_change)
        self._names.filled.connect(self._note_names)
        bridge.document_changed.connect(self._forget)
        on_theme(theme, self._paint_frame)
        OpeningKey(actions[_ITSELF], _application(), self)
        self._outside = OutsidePress(self._own, _application(), self)
        self._outside.happened.connect(self._leave)
        self.hide()

    def _make(self) -> None:
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Find actors, events, links, sources, passages and commands"))
        self.field.setAccessibleName(tr("Find anything"))
        self.field.setMaxLength(200)
        self.field.setFrame(False)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._answer)
        self.model = AnswerModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(AnswerDelegate(self._theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("What was found"))
        self.list.clicked.connect(self._take_clicked)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        self.nothing = PlainLabel(tr("Nothing found. Try fewer letters, or another spelling."), self, role="muted")
        self.nothing.setContentsMargins(12, 10, 12, 10)
        self._hint = PlainLabel("", self, role="small")
        self._hint.setContentsMargins(12, 5, 12, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self.field, self.list, self.nothing, self._hint):
            column.addWidget(widget)

    def _paint_frame(self) -> None:
        palette, tones = self._theme.palette, self._theme.tones
        self.setStyleSheet(
            f"FindAnything {{ background: {palette.surface}; border: 1px solid {tones.accent}; border-radius: 6px; }}"
            " FindAnything QLineEdit { border: 0; background: transparent; padding: 8px 12px; font-size: 13.5px; }"
            f" FindAnything QListView {{ border-top: 1px solid {palette.hairline};"
            f" border-bottom: 1px solid {palette.hairline}; }}"
        )
        self.list.viewport().update()

    def anchor_to(self, widget: QWidget) -> None:
        """Open over this widget from now on."""
        self._anchor = widget

    @property
    def theme(self) -> Theme:
        """Return where the colours come from."""
        return self._theme

    @property
    def keys(self) -> str:
        """Return the keys that open the palette, as they are shown."""
        return self._actions[_ITSELF].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def is_reading(self) -> bool:
        """Tell whether names are still being read."""
        return self._names.is_filling

    @property
    def hint(self) -> str:
        """Return what the last line says."""
        return self._hint.text()

    def open(self, text: str = "") -> None:
        """Show the palette and let the user type; what can run is what could before it took the focus."""
        if self.isVisible():
            self.field.setFocus()
            self.field.selectAll()
            return
        text = text or self._left
        self._left = ""
        self._before = QApplication.focusWidget()
        self._actions.update()
        self._can_run = {key: self._actions[key].isEnabled() for key in self._actions.keys if key != _ITSELF}
        self._say("")
        if self.field.text() != text:
            self.field.setText(text)
        else:
            self._answer()
        self._names.catch_up()
        self.show()
        self._place()
        self.raise_()
        self.field.setFocus()
        if len(text) > 1:
            self.field.selectAll()  # what was left behind last time is there again, and typing begins anew
        self.window().installEventFilter(self)
        self._outside.watch(True)
        _application().focusChanged.connect(self._follow_focus)

    def open_empty(self) -> None:
        """Show the palette with an empty field, as by a click."""
        self.open()

    def dismiss(self) -> None:
        """Take the palette away and give the focus back."""
        if self.isHidden():
            return
        self._pause.stop()
        self._outside.watch(False)
        self.window().removeEventFilter(self)
        _application().focusChanged.disconnect(self._follow_focus)
        had_focus = self.field.hasFocus()
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and not self.isAncestorOf(new):
            self._leave()

    def _leave(self) -> None:
        """Close because the user turned to something else; the words are there again the next time."""
        words = self.field.text()
        self.dismiss()
        self._left = words

    def _own(self) -> list[QWidget]:
        """Return what is no outside: the palette, and the field that opens it."""
        return [self] if self._anchor is None else [self, self._anchor]

    def _place(self) -> None:
        """Put the palette over its anchor, inside the window, as high as what it lists."""
        window = self.parentWidget()
        if window is None:
            return
        anchor = self._anchor if self._anchor is not None and self._anchor.isVisible() else None
        wanted = max(_WIDTH, anchor.width() if anchor else 0)
        width = min(wanted, window.width() - 16)
        middle, top = window.width() // 2, 8
        if anchor is not None and anchor.window() is window.window():
            corner = anchor.mapTo(window.window(), QPoint(0, 0)) - window.mapTo(window.window(), QPoint(0, 0))
            middle, top = corner.x() + anchor.width() // 2, max(4, corner.y() - 2)
        left = max(8, min(middle - width // 2, window.width() - width - 8))
        row = self.list.sizeHintForRow(0) if self.model.rows else 0
        rest = self.field.sizeHint().height() + self._hint.sizeHint().height() + 6
        room = max(row, window.height() - top - 12 - rest)
        height = min(len(self.model.rows), _ROWS, room // row if row else 0) * row
        self.list.setVisible(bool(self.model.rows))
        self.nothing.setVisible(not self.model.rows)
        self.list.setFixedHeight(height + 2)
        self.setGeometry(left, top, width, rest + (height if row else self.nothing.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list or choose from it, before shortcuts do."""
        if watched is not self.field:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            deed = self._deed(event)
            if deed is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    deed()
                return True
        return False

    def _deed(self, event: QKeyEvent) -> "partial[None] | None":
        held = Qt.KeyboardModifier.ControlModifier in event.modifiers()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return partial(self._take, self.list.currentIndex(), passage=held)
        if event.key() == Qt.Key.Key_Escape:
            return partial(self.dismiss)
        move = _MOVES.get(Qt.Key(event.key()))
        return None if move is None else partial(self._move, move)

    def _move(self, by: int) -> None:
        count = len(self.model.rows)
        if count:
            place = self.list.currentIndex().row() + by
            # one step goes round from end to end, a page stops there
            place = place % count if abs(by) == 1 else max(0, min(place, count - 1))
            self.list.setCurrentIndex(self.model.index(place))

    def _answer(self) -> None:
        """List what has the words in its name, or what was used last."""
        text = self.field.text()
        chosen = self._current()
        rows = self._named(text) if text.strip() else self._used()
        self.model.show(rows, text)
        same = [place for place, row in enumerate(rows) if chosen is not None and same_row(row, chosen)]
        if rows:
            self.list.setCurrentIndex(self.model.index(same[0] if same and self._names.is_filling else 0))
        self._say("")
        self._place()
        if text.strip() and self._bridge.is_open:
            self._pause.start()
        else:
            self._pause.stop()

    def _named(self, text: str) -> list[Row]:
        answer = self._names.index.find(text, _MOST_NAMES)
        names = group_names()
        groups: list[tuple[Rank, int, list[Row]]] = []
        for place, (table, name) in enumerate(names.items()):
            hits = [hit for hit in answer.hits if hit.table == table]
            if hits:
                # passages last, so that those found in texts can follow
                rank = Rank.TEXT if table == "citation" else hits[0].rank
                groups.append((rank, place, [fact_row(hit, name) for hit in hits]))
        actions = found_actions(self._actions, text, self._can_run)[:_MOST_ACTIONS]
        if actions:
            rows = [action_row(self._actions, key, tr("Commands"), self._can_run[key]) for _, key in actions]
            groups.append((min(actions[0][0], Rank.INSIDE), len(names) - 2, rows))
        return [row for _, _, rows in sorted(groups, key=lambda group: group[:2]) for row in rows]

    def _used(self) -> list[Row]:
        """Return what was used last, then the actions that can run."""
        rows: list[Row] = []
        for used in self._recent:
            if isinstance(used, str):
                rows.append(action_row(self._actions, used, tr("Recent"), self._can_run.get(used, False)))
            else:
                card = self._names.index.card(used.table, used.id)
                rows += [fact_row(card, tr("Recent"))] if card is not None else []
        others = [key for key, can in self._can_run.items() if can and key not in self._recent]
        rows += [action_row(self._actions, key, tr("Commands"), True) for key in others]
        return rows[:MOST]

    def _look_in_texts(self) -> None:
        """Add what has the words in a description or in the text of a source, under what was found by name."""
        if not self._bridge.is_open:
            return
        text = self.field.text()
        known = [row.hit for row in self.model.rows if row.hit is not None]
        found = self._names.index.find_in_texts(self._bridge.document, text, known, MOST - len(self.model.rows))
        passages = [hit for hit in found if hit.start is not None]
        others = [hit for hit in found if hit.start is None]
        was_empty = not self.model.rows
        self.model.add(
            [fact_row(hit, tr("Passages")) for hit in passages] + [fact_row(hit, tr("In texts")) for hit in others]
        )
        if was_empty and self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))
        self._place()

    def _current(self) -> Row | None:
        place = self.list.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def _tell_current(self, *_indices: QModelIndex) -> None:
        """Let those who hear the window know which row is the current one, while the field has the focus."""
        row = self._current()
        self.field.setAccessibleDescription("" if row is None else f"{row.group}: {row.words}"[:300])
        self._say("")

    def _say(self, words: str) -> None:
        row = self._current()
        if not words and row is not None and row.action:
            words = tr("Enter runs it · Esc closes") if row.enabled else tr("This can't run now · Esc closes")
        self._hint.setText(words or tr("Enter shows it · Ctrl+Enter goes to its passage · Esc closes"))

    def _take_clicked(self, index: QModelIndex) -> None:
        self._take(index, passage=False)

    def _take(self, index: QModelIndex, *, passage: bool) -> None:
        """Do what the row stands for."""
        row = self.model.rows[index.row()] if index.isValid() and index.row() < len(self.model.rows) else None
        if row is None:
            return
        if row.action:
            self._run(row)
        elif row.hit is not None:
            self._show_fact(row.hit, passage=passage)

    def _run(self, row: Row) -> None:
        if not row.enabled:
            self._say(tr("“{command}” can't run now.", command=row.title))
            return
        self._remember(row.action)
        self.dismiss()
        self._actions.update()
        self._actions.run(row.action)

    def _show_fact(self, hit: Hit, *, passage: bool) -> None:
        fact = Fact(hit.table, hit.id)
        if not self._is_there(fact):
            self._say(tr("“{name}” is no longer in the project.", name=shown(hit.title)))
            return
        asked = self.field.text()
        self._remember(fact)
        self.dismiss()
        self._selection.choose([fact])
        if passage or hit.table in ("source", "citation"):
            self._selection.passage_requested.emit(fact)
        if hit.start is not None and hit.table == "source":
            self.words_sought.emit(fact, asked)

    def _is_there(self, fact: Fact) -> bool:
        if not self._bridge.is_open:
            return False
        with self._bridge.document.read() as connection:
            found = connection.execute(f"SELECT 1 FROM {fact.table} WHERE id = ?", (fact.id,)).fetchone()
        return found is not None

    def _remember(self, used: Fact | str) -> None:
        self._recent = [used, *(other for other in self._recent if other != used)][:_MOST_RECENT]

    def _note_change(self) -> None:
        if self.isVisible():
            self._names.catch_up()

    def _note_names(self) -> None:
        if self.isVisible():
            self._answer()

    def _forget(self) -> None:
        """Let go of what was used in a project that is no longer open."""
        self.dismiss()
        self._left = ""
        self._recent = [used for used in self._recent if isinstance(used, str)]


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise BugError("there is no application")
    return application
