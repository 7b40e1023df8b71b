"""Help: all keys, what the program is made of, and what to send along with a fault. Generated, not typed by hand."""

import re
from importlib import metadata
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from geoeditor import __version__, settings
from geoeditor.translation import tr
from geoeditor.ui.action_table import menus
from geoeditor.ui.actions import Actions
from geoeditor.ui.diagnostics import report, versions
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.preferences_store import Store

NEEDED: Final = (
    "PySide6-Essentials", "sqlmodel", "platformdirs", "numpy", "orjson", "openpyxl", "filelock",
    "trafilatura", "pypdfium2", "lxml", "charset-normalizer",
)  # fmt: skip
"""What the program needs by itself; a program that is run from its sources has no note of that."""
_LICENCE_FILE: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_LONGEST_LICENCE: Final = 200_000
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ShortcutsDialog(QDialog):
    """Lists every action that has a key, by menu; what is typed narrows the list."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard Shortcuts"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Search an action or a key, such as Ctrl+K"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = _tree(self, (tr("Action"), tr("Keys"), tr("What it does")), tr("Actions and their keys"))
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._rows: list[QTreeWidgetItem] = []
        self._empty = PlainLabel(tr("No action or key has this in it."), self, role="muted")
        self._empty.hide()
        self._fill(actions)
        note = tr("Keys without Ctrl or Alt act while the reader or a chart has the focus.")
        column = _column(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty)
        column.addWidget(PlainLabel(note, self, role="small", wraps=True))
        column.addWidget(_close_button(self))
        self.resize(760, _fitting(self, 560))

    def _fill(self, actions: Actions) -> None:
        titles = {key: title.replace("&", "") for key, title in menus()}
        groups = self._groups
        for key in actions.keys:
            action, spec = actions[key], actions.spec(key)
            keys = _keys(action.shortcuts())
            if not keys:
                continue
            if spec.menu not in groups:
                group = groups[spec.menu] = QTreeWidgetItem(self.list, [titles[spec.menu]])
                group.setFirstColumnSpanned(True)
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
            row = QTreeWidgetItem(groups[spec.menu], [action.text().replace("&", ""), keys, spec.tip])
            self._rows.append(row)
        self.list.expandAll()
        for column in (0, 1):
            self.list.resizeColumnToContents(column)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().replace(" ", "")
        for row in self._rows:
            words = "".join(row.text(column) for column in range(3))
            row.setHidden(wanted not in words.casefold().replace(" ", ""))
        for group in self._groups.values():
            group.setHidden(all(row.isHidden() for row in self._rows if row.parent() is group))
        self._empty.setVisible(not self.shown)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Return the actions that are listed now, with their keys."""
        return [(row.text(0), row.text(1)) for row in self._rows if not row.isHidden()]


class AboutDialog(QDialog):
    """Version, licence, where things are kept, and the packages that come with the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About GeoEditor"))
        column = _column(self)
        column.addWidget(PlainLabel(tr("GeoEditor {version}", version=__version__), self, role="heading"))
        about = tr("A timeline-and-relationship editor for people who follow political affairs. Licence: Apache-2.0.")
        column.addWidget(PlainLabel(about, self, wraps=True))
        self.facts = PlainLabel("\n".join(_facts()), self, role="small", wraps=True)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.facts.setAccessibleName(tr("Versions, and where things are kept"))
        column.addWidget(self.facts)
        column.addWidget(PlainLabel(tr("Packages that come with it"), self, role="section"))
        self.packages = _tree(self, (tr("Package"), tr("Version"), tr("Licence")), tr("Packages"))
        self.packages.setRootIsDecorated(False)
        for package in packages():
            QTreeWidgetItem(self.packages, list(package))
        self.packages.resizeColumnToContents(0)
        self.packages.currentItemChanged.connect(self._show_licence)
        column.addWidget(self.packages, 1)
        self.licence = QPlainTextEdit(self)
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)
        self.licence.setProperty("role", "field")
        self.licence.setPlaceholderText(tr("Choose a package to read its licence."))
        self.licence.setAccessibleName(tr("Text of the licence"))
        column.addWidget(self.licence, 1)
        column.addWidget(_close_button(self))
        self.resize(620, _fitting(self, 620))

    def _show_licence(self, row: QTreeWidgetItem | None) -> None:
        name = row.text(0) if row is not None else ""
        self.licence.setPlainText(licence_text(name) if name else "")


class Package(NamedTuple):
    """A package that comes with the program."""

    name: str
    version: str
    licence: str


def packages() -> tuple[Package, ...]:
    """Return all packages that the program needs, directly or through another, by name."""
    found: dict[str, Package] = {}
    waiting = list(NEEDED)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            known = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # needed on another system only
        found[name] = Package(str(known.metadata["Name"]), known.version, _licence(known))
        for line in known.requires or ():
            requirement = _REQUIREMENT.match(line)
            if requirement is not None and "extra ==" not in line:
                waiting.append(requirement[0])
    return tuple(found[name] for name in sorted(found))


def _licence(package: metadata.Distribution) -> str:
    """Return the name of a licence: as an expression where the package has one, else in a few words of its own."""
    fields = package.metadata
    if "License-Expression" in fields:
        return fields["License-Expression"]
    lines = fields.get_all("Classifier") or []
    classes = [line.split("::")[-1].strip() for line in lines if line.startswith("License ::")]
    if classes:
        return ", ".join(classes)
    words = fields["License"].strip().splitlines() if "License" in fields else []
    return words[0][:80] if words else tr("see its text")


def licence_text(name: str) -> str:
    """Return the texts of a package's licences, as it brought them."""
    try:
        known = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return ""
    texts = []
    for file in known.files or ():
        if ".dist-info" in str(file) and _LICENCE_FILE.search(PurePath(str(file)).name):
            path = Path(str(known.locate_file(file)))
            if path.is_file():
                texts.append(path.read_text(encoding="utf-8", errors="replace")[:_LONGEST_LICENCE])
    return "\n\n".join(texts) or tr("{package}: {licence}", package=name, licence=_licence(known))


def copy_diagnostics(store: Store) -> str:
    """Put versions and the end of the log on the clipboard, without content of projects; return what was put there."""
    text = report(store.log_folder)
    QGuiApplication.clipboard().setText(text)
    return text


def _facts() -> list[str]:
    lines = [" · ".join(f"{name} {version}" for name, version in versions()[1:4]), versions()[4][1]]
    places = (
        (tr("Preferences"), settings.preferences_path()),
        (tr("Log"), settings.log_folder()),
        (tr("New projects"), settings.projects_folder()),
    )
    return [*lines, *(f"{name}: {path}" for name, path in places)]


def _keys(sequences: list[QKeySequence]) -> str:
    """Return key sequences in words, without the keys of media keyboards, which say what they do."""
    native = QKeySequence.SequenceFormat.NativeText
    shown = [keys for keys in sequences if not keys.isEmpty() and keys not in _media_keys()]
    return ", ".join(dict.fromkeys(keys.toString(native) for keys in shown))


def _media_keys() -> list[QKeySequence]:
    keys = Qt.Key
    names = ("New", "Open", "Close", "Undo", "Redo", "Cut", "Copy", "Paste", "Find", "ZoomIn", "ZoomOut", "Save")
    return [QKeySequence(keys[f"Key_{name}"]) for name in (*names, "Exit")]


def _tree(parent: QWidget, titles: tuple[str, ...], name: str) -> QTreeWidget:
    tree = QTreeWidget(parent)
    tree.setHeaderLabels(list(titles))
    tree.setAccessibleName(name)
    tree.setUniformRowHeights(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tree.setTabKeyNavigation(False)
    tree.setStyleSheet("QTreeView::item { padding: 3px; }")
    tree.header().setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.Stretch)
    tree.header().setStretchLastSection(True)
    return tree


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(8)
    return column


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    return buttons


def _fitting(dialog: QDialog, height: int) -> int:
    """Return a height that the screen has room for."""
    return min(height, dialog.screen().availableGeometry().height() - 60)
