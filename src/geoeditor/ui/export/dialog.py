"""The export dialog: choose, see what it will look like, write it or copy it. Errors are said inside.

Reading, drawing and writing happen beside the window; the dialog only shows what came of them.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from geoeditor.translation import shown, tr
from geoeditor.ui import prompts
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export.choices import PX_PER_MM, Choice, Data, read_choice
from geoeditor.ui.export.clipboard import put_on_clipboard
from geoeditor.ui.export.form import ExportForm
from geoeditor.ui.export.limiting import limits_of
from geoeditor.ui.export.names import file_name
from geoeditor.ui.export.preview import Preview
from geoeditor.ui.export.printing import PrintJob, chart_words
from geoeditor.ui.export.studio import Contents, Draft, Studio, Wish
from geoeditor.ui.filtering import Filter
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.theme import Theme

if TYPE_CHECKING:
    from geoeditor.core.document import Document
    from geoeditor.ui.preferences_store import Store

_PAUSE_MS = 150
_STATE = "export"


class ExportDialog(QDialog):
    """Writes a chart or the data of the open project to a file; to be shown with `open()`.

    `what` is the chart to begin with; '' begins with what was exported last. With a filter, charts hold what it shows
    unless the user wants all; data are always whole.
    """

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        parent: QWidget | None = None,
        store: "Store | None" = None,
        what: str = "",
        filter_: Filter | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export"))
        self._bridge = bridge
        self._store = store
        choice = read_choice(store.state(_STATE)) if store is not None else Choice()
        choice = replace(choice, what=what or choice.what)
        self._folder = choice.folder
        self._title = ""
        self._draft: Draft | None = None
        self._is_busy = False
        self.studio = Studio(bridge, self, limits_of(filter_))
        self.form = ExportForm(choice, self, self.studio.limits)
        self.preview = Preview(theme, self)
        self._make_foot()
        self._lay_out()
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._draw)
        self.form.changed.connect(self._follow)
        self.preview.resized.connect(self._pause.start)
        self.studio.opened.connect(self._offer)
        self.studio.drafted.connect(self._show_draft)
        self.studio.produced.connect(self._finish)
        self.studio.refused.connect(self._refuse)
        bridge.document_changed.connect(self.reject)
        self.preview.show_words(tr("Reading the project …"))
        self._update_buttons()

    def _make_foot(self) -> None:
        self.facts = PlainLabel("", self, role="small", wraps=True)
        self.facts.setAccessibleName(tr("Size of the picture"))
        self._problem = PlainLabel("", self, role="attention", wraps=True)
        self._problem.hide()
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(tr("Writing"))
        self._progress.hide()
        self.print_button = QPushButton(tr("&Print…"), self)
        self.print_button.clicked.connect(self.print_picture)
        self.copy_button = QPushButton(tr("&Copy"), self)
        self.copy_button.clicked.connect(self.copy)
        self.export_button = QPushButton(tr("&Export…"), self)
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.ask_and_write)
        self.close_button = QPushButton(tr("Cancel"), self)
        self.close_button.clicked.connect(self.reject)
        for button, name in (
            (self.print_button, tr("Print")),
            (self.copy_button, tr("Copy the picture")),
            (self.export_button, tr("Export to a file")),
            (self.close_button, tr("Cancel")),
        ):
            button.setAccessibleName(name)

    def _lay_out(self) -> None:
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget(side)
        padding = QVBoxLayout(inner)
        padding.setContentsMargins(16, 16, 16, 8)
        padding.addWidget(self.form)
        side.setWidget(inner)
        side.setFixedWidth(340)
        right = QVBoxLayout()
        right.setContentsMargins(8, 12, 12, 4)
        right.setSpacing(4)
        right.addWidget(self.preview, 1)
        right.addWidget(self.facts)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(side)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 16)
        buttons.setSpacing(8)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.copy_button, self.close_button, self.export_button):
            buttons.addWidget(button)
        said = QVBoxLayout()
        said.setContentsMargins(16, 4, 16, 0)
        said.addWidget(self._problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addLayout(said)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(600, room.height() - 60))

    @property
    def problem(self) -> str:
        """Return the sentence that says why something was not done, '' for none."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def draft(self) -> Draft | None:
        """Return the chart as it is shown; None while it is being drawn anew."""
        return self._draft

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read once the dialog is there."""
        super().showEvent(event)
        if not self.form.is_ready:
            self.studio.begin()

    def _offer(self, contents: Contents) -> None:
        self._title = contents.title
        self.form.offer(contents.charts, contents.title)

    def _follow(self) -> None:
        """Draw anew in a moment, as what is wished has changed."""
        self._problem.hide()
        self._draft = None
        if self.form.chart is None:
            self._pause.stop()
            data = self.form.data
            self.preview.show_words(self._data_words(data) if data is not None else tr("Reading the project …"))
            self.facts.setText("")
        else:
            self.preview.fade()
            if self.preview.image is None:
                self.preview.show_words(tr("Drawing …"))
            self._pause.start()
        self._update_buttons()

    def _data_words(self, data: Data) -> str:
        """Return what a form of data is good for, and that no filter bears on it."""
        if not self.studio.limits:
            return data.why
        return tr("{why} The filter hides nothing here: data are written whole.", why=data.why)

    def _wish(self) -> Wish | None:
        """Return what is chosen now, None where it is no chart."""
        chart = self.form.chart
        if chart is None:
            return None
        return Wish(chart, self.form.look, self.preview.room, self.devicePixelRatioF(), self.form.is_filtered)

    def _draw(self) -> None:
        wish = self._wish()
        if wish is not None and not self._is_busy:
            self.studio.draft(wish)

    def _show_draft(self, draft: Draft) -> None:
        wish = self._wish()
        if wish is None or not draft.wish.is_like(wish):
            return
        self._draft = draft
        self.preview.show_image(draft.image)
        self.preview.setAccessibleName(draft.picture.title)
        self.preview.setAccessibleDescription(draft.picture.description)
        self.facts.setText(self._facts(draft))
        self._update_buttons()

    def _facts(self, draft: Draft) -> str:
        width, height = draft.picture.width, draft.picture.height
        scale = self.form.dots / 96 if self.form.suffix == ".png" else 1.0
        parts = [
            tr("{width} × {height} px", width=round(width * scale), height=round(height * scale)),
            tr("{width} × {height} mm", width=round(width / PX_PER_MM), height=round(height / PX_PER_MM)),
            draft.notes,
        ]
        return " · ".join(part for part in parts if part)

    def _update_buttons(self) -> None:
        is_chart = self.form.chart is not None
        is_drawn = self._draft is not None
        self.print_button.setEnabled(is_drawn and not self._is_busy)
        self.copy_button.setEnabled(is_drawn and not self._is_busy)
        self.print_button.setVisible(is_chart or not self.form.is_ready)
        self.copy_button.setVisible(is_chart or not self.form.is_ready)
        can_write = is_drawn if is_chart else self.form.data is not None
        self.export_button.setEnabled(can_write and not self._is_busy)
        self.form.setEnabled(not self._is_busy)
        self._progress.setVisible(self._is_busy)

    def suggestion(self) -> Path:
        """Return the file that is suggested: beside the project or where the last export went."""
        data, chart = self.form.data, self.form.chart
        words = self._title
        if chart is not None:
            words = self.form.look.title or f"{self._title} – {chart_words(chart)}"
        elif data is not None and data.table:
            words = f"{self._title} – {data.table}"
        folder = Path(self._folder) if self._folder else self._bridge.document.path.parent
        return (folder if folder.is_dir() else Path.home()) / file_name(words, self.form.suffix)

    def ask_and_write(self) -> None:
        """Ask for the file, then write it."""
        suffix = self.form.suffix
        pattern = tr("{form} (*{suffix})", form=suffix[1:].upper(), suffix=suffix)
        path = prompts.save_path(self, tr("Export"), self.suggestion(), pattern)
        if path is None:
            return
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
            again = tr("Replace “{name}”?", name=shown(path.name))
            if path.exists() and not prompts.confirm(self, again, tr("Replace")):
                return
        self.write(path)

    def write(self, path: Path) -> None:
        """Write what is chosen into a file, in the background."""
        data, draft = self.form.data, self._draft
        self._folder = str(path.parent.absolute())
        if data is not None:
            self._begin()
            self.studio.produce(partial(_data, data.suffix, data.table), path)
        elif draft is not None:
            self._begin()
            self.studio.produce_picture(draft, self.form.suffix, self.form.dots, path)

    def copy(self) -> None:
        """Put the picture on the clipboard, as PNG and as SVG."""
        if self._draft is not None:
            self._begin()
            self.studio.produce_forms(self._draft, self.form.dots)

    def print_picture(self) -> PrintJob | None:
        """Show the picture on a page."""
        return PrintJob(self._bridge, self, drawn=self._draft) if self._draft is not None else None

    def _begin(self) -> None:
        self._problem.hide()
        self._is_busy = True
        self._update_buttons()

    def _finish(self, product: object) -> None:
        self._is_busy = False
        self._update_buttons()
        if isinstance(product, Path):
            self._bridge.announced.emit(tr("Wrote “{name}”", name=shown(product.name)))
            self.accept()
        elif isinstance(product, dict):
            put_on_clipboard(product)
            words = tr("The chart is on the clipboard as picture and SVG")
            self._bridge.announced.emit(words)
            self.facts.setText(words)

    def _refuse(self, reason: str) -> None:
        self._is_busy = False
        self._problem.setText(reason)
        self._problem.show()
        if self._draft is None and self.form.data is None:
            self.preview.show_words(tr("There is no picture to show."))
        self._update_buttons()

    def done(self, result: int) -> None:
        """Remember what was chosen, give up what is under way, and close."""
        self._pause.stop()
        self.studio.stop()
        if self._store is not None:
            self._store.set_state(_STATE, self.form.choice(self._folder).as_values())
            self._store.save()
        super().done(result)


def _data(suffix: str, table: str, document: "Document") -> bytes:
    from geoeditor.jobs.exporting import data_bytes

    return data_bytes(document, suffix, table)
