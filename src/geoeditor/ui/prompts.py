"""All questions to the user, and nothing else that stands in the way. Tests put answers in place of these.

Everything is shown as plain text.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from geoeditor.ui.plain import PlainLabel


def open_path(parent: QWidget, title: str, folder: Path, pattern: str) -> Path | None:
    """Ask for a file to open; None where the user thinks better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), pattern)
    return Path(name) if name else None


def open_paths(parent: QWidget, title: str, folder: Path, pattern: str) -> list[Path]:
    """Ask for files to open."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), pattern)
    return [Path(name) for name in names]


def save_path(parent: QWidget, title: str, suggestion: Path, pattern: str) -> Path | None:
    """Ask for the file to write."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggestion), pattern)
    return Path(name) if name else None


def confirm(parent: QWidget, text: str, yes: str, more: str = "") -> bool:
    """Ask whether to go on; `yes` is what going on is called."""
    box = _box(parent, QMessageBox.Icon.Question, text, more)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is agreed


def choose(parent: QWidget, text: str, choices: list[str], more: str = "") -> int | None:
    """Ask which of a few ways to go; None for none of them."""
    box = _box(parent, QMessageBox.Icon.Question, text, more)
    buttons = [box.addButton(choice, QMessageBox.ButtonRole.AcceptRole) for choice in choices]
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((index for index, button in enumerate(buttons) if button is clicked), None)


def tell(parent: QWidget | None, text: str, more: str = "") -> None:
    """Say something that must not be missed."""
    box = _box(parent, QMessageBox.Icon.Information, text, more)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.exec()


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("GeoEditor")
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def line(parent: QWidget, title: str, label: str, value: str = "") -> str | None:
    """Ask for a line of text; None where the user thinks better of it."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    field = QLineEdit(value, dialog)
    field.setAccessibleName(label)
    field.selectAll()
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    form = QFormLayout()
    form.addRow(PlainLabel(label), field)
    layout = QVBoxLayout(dialog)
    layout.addLayout(form)
    layout.addWidget(buttons)
    dialog.resize(420, dialog.sizeHint().height())
    answered = dialog.exec() == QDialog.DialogCode.Accepted
    text = field.text()
    dialog.deleteLater()
    return text if answered else None
