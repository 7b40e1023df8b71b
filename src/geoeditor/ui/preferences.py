"""The preferences dialog. The look follows at once, the rest on OK; Cancel puts the look back as it was."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from geoeditor.settings import READER_PX, THEMES, Preferences, projects_folder
from geoeditor.translation import tr
from geoeditor.ui.kept_names import KeptNames, NamesPreference
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.proposing import PipelinePreference, Proposing
from geoeditor.ui.theme import Theme


class PreferencesDialog(QDialog):
    """Shows what is preferred now and lets it be changed."""

    def __init__(
        self,
        store: Store,
        theme: Theme,
        parent: QWidget | None = None,
        names: KeptNames | None = None,
        proposing: Proposing | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self._proposing = names or KeptNames(store, self), proposing
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Preferences"))
        self._store = store
        self._theme = theme
        self._before = theme.choice
        self._make_fields()
        self._problem = PlainLabel("", self, role="attention", wraps=True)
        self._problem.hide()
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.RestoreDefaults | buttons.Cancel | buttons.Ok, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.clicked.connect(self._press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(12)
        foot.addWidget(self._problem)
        foot.addWidget(self.buttons)
        column.addLayout(foot)
        self._show(store.preferences)
        self.look.currentIndexChanged.connect(self._try_look)
        self.folder.textEdited.connect(self._forgive)
        self.resize(520, min(560, self.screen().availableGeometry().height() - 60))

    def _make_fields(self) -> None:
        self.look = QComboBox(self)
        for key, words in zip(THEMES, (tr("As the system"), tr("Light"), tr("Dark")), strict=True):
            self.look.addItem(words, key)
        self.reader_px = QSpinBox(self)
        self.reader_px.setRange(*READER_PX)
        self.reader_px.setSuffix(tr(" px"))
        self.reopens = QCheckBox(tr("Open the last project at the start"), self)
        self.fetches = QCheckBox(tr("&Fetch articles from addresses"), self)
        self.names = NamesPreference(self._names, self)
        self.remembers = self.names.switch
        self.pipeline = PipelinePreference(self._proposing, self)
        self.folder = QLineEdit(self)
        self.folder.setPlaceholderText(str(projects_folder()))
        self.browse = QPushButton(tr("C&hoose…"), self)
        self.browse.clicked.connect(self._browse)
        for field, name in (
            (self.look, tr("Look")),
            (self.reader_px, tr("Size of the text in the reader")),
            (self.reopens, tr("Open the last project at the start")),
            (self.fetches, tr("Fetch articles from addresses")),
            (self.folder, tr("Folder of new projects")),
            (self.browse, tr("Choose the folder of new projects")),
        ):
            field.setAccessibleName(name)

    def _page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(4)
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse)
        rows: tuple[tuple[str, QWidget | QHBoxLayout, QWidget, str], ...] = (
            (
                tr("&Look"),
                self.look,
                self.look,
                tr("Colours of the window. Exported charts stay light unless you ask."),
            ),
            (
                tr("Text in the &reader"),
                self.reader_px,
                self.reader_px,
                tr("Height of the letters in which articles are shown."),
            ),
            (
                "",
                self.reopens,
                self.reopens,
                tr("Else the program begins with the welcome page."),
            ),
            (
                tr("Folder of &new projects"),
                folder,
                self.folder,
                tr("It is made when it is needed. Empty means GeoEditor among your documents."),
            ),
            (
                "",
                self.fetches,
                self.fetches,
                tr("Only addresses that you give; their host sees your address on the net. Off: nothing is contacted."),
            ),
            (
                "",
                self.names,
                self.remembers,
                tr(
                    "Actors that you accept, make or correct are proposed in your other projects too. The list holds"
                    " names only, no text and no source, and stays on this computer."
                ),
            ),
        )
        for label, content, buddy, why in rows:
            buddy.setAccessibleDescription(why)
            self._add_row(column, label, content, buddy, PlainLabel(why, page, role="small", wraps=True))
        self._add_row(column, tr("&Pipeline for names"), self.pipeline, self.pipeline, self.pipeline.about)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _add_row(
        self, column: QVBoxLayout, label: str, content: QWidget | QHBoxLayout, buddy: QWidget, about: PlainLabel
    ) -> None:
        if label:
            words = PlainLabel(label, self)
            words.setBuddy(buddy)
            column.addWidget(words)
        if isinstance(content, QHBoxLayout):
            column.addLayout(content)
        else:
            column.addWidget(content)
        column.addWidget(about)
        column.addSpacing(12)

    def _show(self, preferences: Preferences) -> None:
        self.look.setCurrentIndex(self.look.findData(preferences.theme))
        self.reader_px.setValue(preferences.reader_px)
        self.reopens.setChecked(preferences.reopens)
        self.folder.setText(preferences.folder)
        self.fetches.setChecked(preferences.fetches)
        self.remembers.setChecked(preferences.remembers)
        self.pipeline.choose(preferences.pipeline)
        self._forgive()

    @property
    def problem(self) -> str:
        """Return the sentence that says what is wrong with a field, '' for nothing."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def chosen(self) -> Preferences:
        """Return what the fields say."""
        return replace(
            self._store.preferences,
            theme=str(self.look.currentData()),
            reader_px=self.reader_px.value(),
            reopens=self.reopens.isChecked(),
            folder=self.folder.text().strip(),
            fetches=self.fetches.isChecked(),
            remembers=self.remembers.isChecked(),
            pipeline=self.pipeline.chosen,
        )

    def _try_look(self) -> None:
        self._theme.choose(str(self.look.currentData()))

    def _browse(self) -> None:
        begin = self.chosen.folder or str(projects_folder())
        found = QFileDialog.getExistingDirectory(self, tr("Folder of new projects"), begin)
        if found:
            self.folder.setText(found)
            self._forgive()

    def _press(self, button: QAbstractButton) -> None:
        if self.buttons.standardButton(button) == QDialogButtonBox.StandardButton.RestoreDefaults:
            self._show(Preferences())

    def accept(self) -> None:
        """Use what was chosen, unless a field holds what can't be."""
        reason = self._refusal(self.chosen.folder)
        if reason:
            self._say(reason, refused=True)
            self.folder.setFocus()
            return
        if not self._store.set_preferences(self.chosen):
            self._say(
                tr("This holds until you quit, because the preferences can't be written to your settings folder."),
                refused=False,
            )
            self._before = self._theme.choice
            return
        super().accept()

    def reject(self) -> None:
        """Put the look back as it was and change nothing."""
        if self._theme.choice != self._before:
            self._theme.choose(self._before)
        super().reject()

    def _refusal(self, folder: str) -> str:
        if not folder:
            return ""
        if "\0" in folder or not Path(folder).is_absolute():
            example = str(projects_folder())
            return tr("The folder must be a whole path, such as {example}.", example=example)
        if Path(folder).exists() and not Path(folder).is_dir():
            return tr("This is a file; name a folder, or leave the field empty.")
        return ""

    def _say(self, words: str, *, refused: bool) -> None:
        self._problem.setText(words)
        self._problem.show()
        self._mark(refused)

    def _forgive(self) -> None:
        self._problem.hide()
        self._mark(False)

    def _mark(self, refused: bool) -> None:
        self.folder.setProperty("refused", "true" if refused else "false")
        self.folder.style().unpolish(self.folder)
        self.folder.style().polish(self.folder)
