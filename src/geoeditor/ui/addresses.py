"""Addresses that were pasted, dropped or typed: fetched where the user has allowed that, else the strip asks first.

Before the user agrees nothing is contacted, not even to look up a name.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from geoeditor.core.errors import UserError
from geoeditor.fetcher import LONGEST_ADDRESS, checked_address
from geoeditor.translation import shown, tr
from geoeditor.ui.fetching import Fetching
from geoeditor.ui.intake_preview.offer_bar import Answer, OfferBar
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.preferences_store import Store


class Addresses(QObject):
    """Asks whether addresses may be fetched, fetches them, and shows that in a strip with a way to cancel."""

    fetched = Signal(object)
    """What came, as `ui.fetching.Fetched`."""
    refused = Signal(str)
    """Why nothing did."""
    typed = Signal(str)
    """An address was typed; it comes back by `take` where there is a project to write to."""

    def __init__(self, store: Store, window: QWidget, fetching: Fetching | None = None) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.fetching = fetching or Fetching(self)
        self.bar = OfferBar(window)
        """The strip; whoever owns the window gives it a place."""
        self._dialog: AddressDialog | None = None
        self._way_out = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, self.cancel)
        self._way_out.setEnabled(False)  # at all other times Esc belongs to what has the focus
        self.fetching.progress_changed.connect(self._follow)
        store.changed.connect(self._heed)

    @property
    def is_allowed(self) -> bool:
        """Tell whether the user has allowed fetching."""
        return self._store.preferences.fetches

    def take(self, address: str) -> None:
        """Fetch an address, or ask whether that is allowed."""
        try:
            address = checked_address(address)
        except UserError as refusal:
            self.refused.emit(str(refusal))
            return
        if self.is_allowed:
            self._fetch(address)
            return
        words = tr(
            "Fetching is off, so “{address}” was not contacted. Its host would see your address on the net.",
            address=shown(address, 80),
        )
        about = tr("Turn on “Fetch articles from addresses” in the preferences, and fetch this one")
        self.fetching.cancel()
        # without the focus: an Enter that was meant for something else allows nothing
        self.bar.ask(words, [Answer(tr("Allow and Fetch"), partial(self._allow, address), about)])

    def ask(self) -> None:
        """Let an address be typed, in a window of its own that nothing waits for."""
        if self._dialog is None:
            self._dialog = AddressDialog(self._window)
            self._dialog.typed.connect(self.typed)
        self._dialog.begin()

    def cancel(self) -> None:
        """Give up what is being fetched; nothing is taken in."""
        self.fetching.cancel()
        self.bar.end()

    def stop(self) -> None:
        """End what is on its way for good."""
        self.fetching.stop()

    def _allow(self, address: str) -> None:
        self._store.set_preferences(replace(self._store.preferences, fetches=True))
        self._fetch(address)

    def _fetch(self, address: str) -> None:
        words = tr("Fetching “{address}”…", address=shown(address, 100))
        cancel = Answer(tr("Cancel"), self.fetching.cancel, tr("Stop fetching; nothing is taken in (Esc)"))
        self.bar.ask(words, [cancel], self.fetching.cancel)
        self.fetching.fetch(address, self._on_fetched, self._on_failed)

    def _on_fetched(self, found: object) -> None:
        self.bar.end()
        self.fetched.emit(found)

    def _on_failed(self, sentence: str) -> None:
        self.bar.end()
        self.refused.emit(sentence)

    def _heed(self) -> None:
        """Stop at once where the user takes the permission back."""
        if not self.is_allowed and self.fetching.is_busy:
            self.cancel()

    def _follow(self, words: str) -> None:
        """Let Esc end what is on its way."""
        self._way_out.setEnabled(bool(words))


class AddressDialog(QDialog):
    """Takes an address, beside the work; what is none is refused at the field."""

    typed = Signal(str)
    """An address that can be fetched, by its form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle(tr("Import from Address"))
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Address of the article"))
        self.field.setPlaceholderText("https://")
        self.field.setMaxLength(10_000)
        self.field.textEdited.connect(self._forgive)
        self.problem = PlainLabel("", self, role="attention", wraps=True)
        self.problem.hide()
        label = PlainLabel(tr("&Address of the article"), self)
        label.setBuddy(self.field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("&Fetch"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (label, self.field, self.problem, buttons):
            column.addWidget(widget)
        self.resize(520, self.sizeHint().height())

    def begin(self) -> None:
        """Come up with the address that lies on the clipboard, if there is one; what was begun is still there."""
        if not self.field.text().strip():
            self.field.setText(_copied_address())
        self.field.selectAll()
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Go on with the address, unless it is none that can be fetched."""
        text = self.field.text().strip()
        whole = text if "://" in text else f"https://{text}"
        try:
            checked_address(whole)
        except UserError as refusal:
            self.problem.setText(str(refusal))
            self.problem.show()
            self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
            self.field.setFocus()
            return
        super().accept()
        self._clear()
        self.typed.emit(whole)

    def reject(self) -> None:
        """Fetch nothing."""
        super().reject()
        self._clear()

    def _clear(self) -> None:
        self.field.clear()
        self._forgive()

    def _forgive(self) -> None:
        self.problem.hide()


def _copied_address() -> str:
    """Return the address that lies on the clipboard, '' where that is something else."""
    text = QGuiApplication.clipboard().text()[: LONGEST_ADDRESS + 1].strip()
    try:
        checked_address(text)
    except UserError:
        return ""
    return text
