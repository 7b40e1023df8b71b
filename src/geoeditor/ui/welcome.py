"""What is seen while no project is open: what the program is, the ways to begin, and the projects opened last.

Imports nothing heavy, because it is painted before the store is loaded.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDateTime, QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from geoeditor.translation import printable, tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.theme import Theme, on_theme

Recent = tuple[Path, bool] | tuple[Path, bool, datetime | None]
"""A project opened before: its path, whether it is there, and when it was used last, where that is known."""

_WIDTH: Final = 640
_MOST: Final = 10
_LONGEST: Final = 400


class _Choice(QAbstractButton):
    """A large flat button of an action: its words, a line that explains, and its keys."""

    def __init__(self, words: str, about: str, keys: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._about, self._keys, self._theme = about, keys, theme
        self.setText(words)
        self.setAccessibleName(f"{words} ({keys})" if keys else words)
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.is_primary = False

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        height = QFontMetrics(self.font()).height()
        return QSize(_WIDTH // 2 - 8, 2 * height + 26)

    def minimumSizeHint(self) -> QSize:
        """Return the least room; the words are elided in it."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        palette, tones = self._theme.palette, self._theme.tones
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = tones.selected if self.is_primary else palette.surface
        painter.setBrush(QColor(tones.hover if self.underMouse() and not self.is_primary else ground))
        edge = tones.accent if self.hasFocus() or self.is_primary else palette.hairline
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(area, 8, 8)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(self.font())
        keys_width = metrics.horizontalAdvance(self._keys)
        middle, left, room = self.height() // 2, 16, self.width() - 32
        _write(painter, bold, self.text(), QRect(left, 8, room - keys_width - 8, middle - 8), palette.ink)
        if self._keys:
            _write(
                painter,
                self.font(),
                self._keys,
                QRect(left + room - keys_width, 8, keys_width, middle - 8),
                palette.muted,
            )
        _write(painter, self.font(), self._about, QRect(left, middle, room, middle - 8), palette.muted)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Repaint when the pointer comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)


class _RecentProject(QAbstractButton):
    """A row of the list of projects: name, folder and day; a missing one says so."""

    removal_asked = Signal()

    def __init__(self, path: Path, is_there: bool, when: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._path, self._is_there, self._when, self._theme = path, is_there, when, theme
        self.setText(printable(path.stem[:_LONGEST]))
        self._folder = printable(str(path.parent)[-_LONGEST:])
        state = when if is_there else tr("missing")
        self.setAccessibleName(", ".join(part for part in (self.text(), self._folder, state) if part))
        self.setToolTip(tip(str(path)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def path(self) -> Path:
        """Return the path of the project."""
        return self._path

    def sizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(320, QFontMetrics(self.font()).height() + 14)

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, take out of the list by Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show it at rest."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        palette, tones = self._theme.palette, self._theme.tones
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones.accent), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        metrics = QFontMetrics(self.font())
        state = self._when if self._is_there else tr("missing")
        width = metrics.horizontalAdvance(state)
        right = self.width() - 10
        _write(
            painter,
            self.font(),
            state,
            QRect(right - width, 0, width, self.height()),
            palette.muted if self._is_there else tones.warning,
        )
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Medium)
        room = right - width - 26
        name = min(QFontMetrics(bold).horizontalAdvance(self.text()) + 2, room * 6 // 10)
        ink = palette.ink if self._is_there else palette.muted
        _write(painter, bold, self.text(), QRect(10, 0, name, self.height()), ink)
        folder = QRect(10 + name + 12, 0, max(room - name - 12, 0), self.height())
        _write(painter, self.font(), self._folder, folder, palette.muted, Qt.TextElideMode.ElideMiddle)
        painter.end()


def _write(
    painter: QPainter,
    font: QFont,
    text: str,
    area: QRect,
    colour: str,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Write on one line, elided."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    shown = QFontMetrics(font).elidedText(text, cut, area.width() + 1)
    painter.drawText(area.adjusted(0, 0, 2, 0), int(flags | Qt.TextFlag.TextSingleLine), shown)


class WelcomePage(QScrollArea):
    """The page of a window without a project."""

    open_requested = Signal(object)
    """A project of the list is to be opened: its path."""
    forget_requested = Signal(object)
    """A project is to be taken out of the list: its path."""
    clear_requested = Signal()
    """The list is to be emptied."""

    def __init__(
        self, actions: Actions, theme: Theme, recent: Callable[[], Sequence[Recent]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._theme, self._recent = actions, theme, recent
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Welcome"))
        page = QWidget(self)
        page.setObjectName("welcome")
        self._column = QWidget(page)
        self._column.setMaximumWidth(_WIDTH)
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(self._column, 20)
        row.addStretch(1)
        self.choices: dict[str, _Choice] = {}
        self.projects: list[_RecentProject] = []
        self.removals: list[QToolButton] = []
        """The buttons that take a project out of the list, in its order."""
        self._holders: list[QWidget] = []
        self._fill()
        self.setWidget(page)
        on_theme(theme, self._paint_all)
        self.refresh()

    def _fill(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(2)
        title = PlainLabel("GeoEditor", self._column)
        font = title.font()
        font.setPixelSize(30)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        column.addWidget(title)
        column.addWidget(
            PlainLabel(
                tr("Turns news articles into a timeline and a network of who did what, each fact with its passage."),
                self._column,
                role="muted",
                wraps=True,
            )
        )
        column.addSpacing(12)
        column.addLayout(self._choices())
        column.addWidget(
            PlainLabel(
                tr("Or drop an article or a project anywhere on this window."), self._column, role="muted", wraps=True
            )
        )
        column.addSpacing(12)
        self._recent_box = QWidget(self._column)
        box = QVBoxLayout(self._recent_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Recent projects"), self._recent_box, role="section"), 1)
        self.clear = _flat(tr("Clear"), tr("Empty the list of recent projects"), self._recent_box)
        self.clear.clicked.connect(self._ask_to_clear)
        head.addWidget(self.clear)
        box.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        box.addLayout(self._rows)
        column.addWidget(self._recent_box)
        column.addStretch(3)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        ways = (
            ("project.new", tr("New project"), tr("Start empty")),
            ("project.open", tr("Open…"), tr("Go on with a project of yours")),
            ("project.sample", tr("Open the sample"), tr("A finished one, to look around in")),
            ("edit.paste", tr("Paste an article"), tr("Makes a project of the text you copied")),
        )
        for place, (key, words, about) in enumerate(ways):
            keys = self._actions[key].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            choice = _Choice(words, about, keys, self._theme, self._column)
            choice.setObjectName(key)
            choice.clicked.connect(self._run)
            choice.is_primary = place == 0
            self.choices[key] = choice
            grid.addWidget(choice, place // 2, place % 2)
        return grid

    def _run(self) -> None:
        self._actions.run(self.sender().objectName())

    def _paint_all(self) -> None:
        ground = self._theme.palette.ground
        self.setStyleSheet(f"WelcomePage, QWidget#welcome {{ background: {ground}; }}")
        for widget in (*self.choices.values(), *self.projects):
            widget.update()

    def refresh(self) -> None:
        """Show the projects that were opened last."""
        for holder in self._holders:
            holder.hide()
            self._rows.removeWidget(holder)
            holder.deleteLater()
        self._holders, self.projects, self.removals = [], [], []
        for path, is_there, *used in self._recent()[:_MOST]:
            self._rows.addWidget(self._row(path, is_there, _day(used[0] if used else _changed(path))))
        self._recent_box.setVisible(bool(self.projects))

    def _row(self, path: Path, is_there: bool, opened: str) -> QWidget:
        holder = QWidget(self._recent_box)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        project = _RecentProject(path, is_there, opened, self._theme, holder)
        project.clicked.connect(self._ask_to_open)
        project.removal_asked.connect(self._ask_to_forget)
        remove = _flat("✕", tr("Take “{name}” out of this list", name=project.text()[:60]), holder)
        remove.clicked.connect(self._ask_to_forget)
        row.addWidget(project, 1)
        row.addWidget(remove)
        self.projects.append(project)
        self.removals.append(remove)
        self._holders.append(holder)
        return holder

    def _ask_to_open(self) -> None:
        project = self.sender()
        if isinstance(project, _RecentProject):
            self.open_requested.emit(project.path)

    def _ask_to_forget(self) -> None:
        """Ask that a project be taken out of the list, and show the list as it is then."""
        sender = self.sender()
        place = next(
            place for place, pair in enumerate(zip(self.projects, self.removals, strict=True)) if sender in pair
        )
        self.forget_requested.emit(self.projects[place].path)
        self.refresh()
        if self.projects:
            self.projects[min(place, len(self.projects) - 1)].setFocus()
        else:
            self.choices["project.new"].setFocus()

    def _ask_to_clear(self) -> None:
        self.clear_requested.emit()
        self.refresh()
        if not self.projects:
            self.choices["project.new"].setFocus()


def _flat(text: str, about: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setProperty("role", "flat")
    button.setAccessibleName(about)
    button.setToolTip(tip(about))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _changed(path: Path) -> datetime | None:
    """Return when a file was written to last; None where it is not there."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _day(moment: datetime | None) -> str:
    """Return a day as people write it; '' where it is not known."""
    if moment is None:
        return ""
    day = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).date()
    return QLocale().toString(day, tr("d MMM yyyy"))
