"""The dialogs after something went wrong: an error that nobody caught, and the offer to check a project."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from geoeditor.translation import shown, tr, trn
from geoeditor.ui.errand import Answer, Errand
from geoeditor.ui.plain import PlainLabel

_MOST_FAULTS = 20
"""Different faults that one dialog tells of."""


class FaultDialog(QDialog):
    """Says what went wrong, by kind and place, and that everything stored is kept."""

    report_wanted = Signal(str)
    """Copy this account with versions and log."""
    quit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(tr("Something went wrong"))
        self._faults: dict[tuple[str, str], tuple[int, str]] = {}
        self._heading = PlainLabel(tr("Something went wrong in GeoEditor"), self, role="heading")
        self._kept = PlainLabel(
            tr(
                "Everything stored so far is kept. You can go on working; if it happens again, copy the report and"
                " start the program anew."
            ),
            self,
            wraps=True,
        )
        self._what = PlainLabel("", self, role="small", wraps=True)
        self._what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._go_on = QPushButton(tr("&Continue"), self)
        self._go_on.setDefault(True)
        self._go_on.clicked.connect(self.accept)
        self._copy = QPushButton(tr("Copy &Report"), self)
        self._copy.clicked.connect(self._want_report)
        self._quit = QPushButton(tr("&Quit"), self)
        self._quit.clicked.connect(self._want_to_quit)
        for button in (self._go_on, self._copy, self._quit):
            button.setAccessibleName(button.text().replace("&", ""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._quit)
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for label in (self._heading, self._kept, self._what):
            column.addWidget(label)
        column.addStretch(1)
        column.addLayout(row)
        self.resize(480, 220)

    @property
    def words(self) -> str:
        """Return what is said of the faults."""
        return self._what.text()

    def add(self, kind: str, place: str, account: str) -> None:
        """Tell of one more fault, or count one that is told of already."""
        count, told = self._faults.get((kind, place), (0, account))
        if count or len(self._faults) < _MOST_FAULTS:
            self._faults[kind, place] = (count + 1, told)
        self._say()

    def _say(self) -> None:
        (first, (count, _)), *others = self._faults.items()
        words = tr("{kind} at {place}", kind=shown(first[0]), place=shown(first[1], 120))
        if count > 1:
            words = trn("{fault}, {n} time", "{fault}, {n} times", count, fault=words)
        if others:
            words = trn("{fault}, and {n} other error", "{fault}, and {n} other errors", len(others), fault=words)
        self._what.setText(words)

    def _want_report(self) -> None:
        self.report_wanted.emit("\n\n".join(f"{count} × {told}" for count, told in self._faults.values()))
        self._copy.setText(tr("Copied"))

    def _want_to_quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()


class CheckOffer(QDialog):
    """Offers to look for damage in a project after a crash, does it in the background, and tells what was found."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("After a crash"))
        self._path = path
        self._words = PlainLabel(
            tr(
                "GeoEditor ended unexpectedly the last time. Everything that was stored is kept. Shall “{name}” be"
                " checked for damage? It is not changed by that.",
                name=shown(path.name),
            ),
            self,
            wraps=True,
        )
        self._found = QPlainTextEdit(self)
        self._found.setReadOnly(True)
        self._found.setProperty("role", "field")
        self._found.setAccessibleName(tr("What the check found"))
        self._found.hide()
        self._check = QPushButton(tr("&Check Project"), self)
        self._check.setDefault(True)
        self._check.clicked.connect(self.check)
        self._later = QPushButton(tr("&Not Now"), self)
        self._later.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._later)
        row.addWidget(self._check)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self._found, 1)
        column.addLayout(row)
        self._errand: Errand | None = None
        self.resize(480, 160)

    @property
    def words(self) -> str:
        """Return what the dialog says."""
        return self._words.text()

    def check(self) -> None:
        """Look for damage, in the background."""
        self._check.setEnabled(False)
        self._words.setText(tr("The project is being checked …"))
        self._errand = Errand(partial(_inspect, self._path), self._tell)

    def _tell(self, answer: Answer[object]) -> None:
        problems = answer.value if isinstance(answer.value, list) else [answer.problem]
        self._check.hide()
        self._later.setText(tr("&Close"))
        if not problems:
            self._words.setText(tr("The project is sound."))
            return
        self._words.setText(
            trn(
                "{n} problem was found; save a copy first, then see “geoeditor check --recover”.",
                "{n} problems were found; save a copy first, then see “geoeditor check --recover”.",
                len(problems),
            )
        )
        self._found.setPlainText("\n".join(problems))
        self._found.show()
        self.resize(560, 320)


def _inspect(path: Path, _errand: Errand) -> list[str]:
    from geoeditor.core.inspection import inspect_project

    return [problem.text for problem in inspect_project(path)]
