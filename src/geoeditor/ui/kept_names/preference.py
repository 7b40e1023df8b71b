"""The part of the preferences that is about names kept across projects: the switch, how many there are, letting go."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from geoeditor.translation import tr, trn
from geoeditor.ui.kept_names.dialog import NamesDialog
from geoeditor.ui.kept_names.entries import forget_all
from geoeditor.ui.kept_names.names import KeptNames
from geoeditor.ui.plain import PlainLabel


class NamesPreference(QWidget):
    """A switch that takes effect with the dialog, and two buttons that act at once."""

    def __init__(self, names: KeptNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._dialog: NamesDialog | None = None
        self.switch = QCheckBox(tr("Re&member names across projects"), self)
        self.switch.setAccessibleName(tr("Remember names across projects"))
        self._count = PlainLabel("", self)
        self.show_button = QPushButton(tr("&Show…"), self)
        self.show_button.setAccessibleName(tr("Show the names kept across projects"))
        self.forget_button = QPushButton(tr("Forget &All…"), self)
        self.forget_button.setAccessibleName(tr("Forget all names kept across projects"))
        self._question = PlainLabel("", self, role="attention", wraps=True)
        self.confirm_button = QPushButton(tr("Forget All"), self)
        self.keep_button = QPushButton(tr("Keep Them"), self)
        self._lay_out()
        self.show_button.clicked.connect(self._show_list)
        self.forget_button.clicked.connect(self._ask)
        self.confirm_button.clicked.connect(self._forget)
        self.keep_button.clicked.connect(self._keep)
        names.changed.connect(self._show_count)
        self._asks(False)
        self._show_count()
        names.load()

    def _lay_out(self) -> None:
        for button in (self.show_button, self.forget_button, self.confirm_button, self.keep_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.switch)
        for words, buttons in (
            (self._count, (self.show_button, self.forget_button)),
            (self._question, (self.confirm_button, self.keep_button)),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(words, 1)
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)

    @property
    def count(self) -> str:
        """Return how many names are kept, in words."""
        return self._count.text()

    def _show_count(self) -> None:
        number = len(self._names.names)
        self._count.setText(trn("{n} name is kept", "{n} names are kept", number) if number else tr("No name is kept"))
        self.show_button.setEnabled(number > 0)
        self.forget_button.setEnabled(number > 0)
        if not number:
            self._asks(False)

    def _show_list(self) -> None:
        if self._dialog is None:
            self._dialog = NamesDialog(self._names, self.window())
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _ask(self) -> None:
        number = len(self._names.names)
        self._question.setText(
            trn("Forget {n} name at once, for good?", "Forget all {n} names at once, for good?", number)
        )
        self._asks(True)
        self.keep_button.setFocus()

    def _forget(self) -> None:
        self._names.change([forget_all])
        self._asks(False)
        self.switch.setFocus()

    def _keep(self) -> None:
        self._asks(False)
        self.forget_button.setFocus()

    def _asks(self, asks: bool) -> None:
        for widget in (self._question, self.confirm_button, self.keep_button):
            widget.setVisible(asks)
        for widget in (self._count, self.show_button, self.forget_button):
            widget.setVisible(not asks)
