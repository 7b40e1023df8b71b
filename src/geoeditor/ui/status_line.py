"""The line at the bottom: what the project holds, that it is saved, and what Undo would take back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.summary import summary
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.plain import ElidedLabel, PlainLabel
from geoeditor.ui.selection import Fact, Selection

_PAUSE_MS = 150
_MESSAGE_MS = 6_000


class StatusLine(QStatusBar):
    """Counts at the left, the selection beside them, the state of saving and the next undo at the right."""

    def __init__(self, bridge: Bridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._bridge = bridge
        self._counts = ElidedLabel("", self, role="muted")
        self._selected = PlainLabel("", self, role="muted")
        self._saved = PlainLabel("", self, role="muted")
        self._undo = PlainLabel("", self, role="muted")
        self.setContentsMargins(10, 0, 10, 0)
        self.addWidget(self._counts, 1)
        for label in (self._selected, self._saved, self._undo):
            label.setContentsMargins(8, 0, 8, 0)
            self.addPermanentWidget(label)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._count)
        bridge.document_changed.connect(self._count)
        bridge.changed.connect(self._on_change)
        bridge.announced.connect(self._announce)
        selection.changed.connect(self._on_selection)

    @property
    def counts(self) -> str:
        """Return what is said of the project."""
        return self._counts.whole

    @property
    def undo_words(self) -> str:
        """Return what is said of the next undo."""
        return self._undo.text()

    @property
    def saved_words(self) -> str:
        """Return what is said of saving."""
        return self._saved.text()

    def _announce(self, text: str) -> None:
        self.showMessage(text, _MESSAGE_MS)

    def show_progress(self, text: str) -> None:
        """Say what goes on in the background; '' when it is over."""
        if text:
            self.showMessage(text)
        else:
            self.clearMessage()

    def _on_change(self, _changes: ChangeSet) -> None:
        self._name_undo(self._bridge.document)
        self._pause.start()

    def _on_selection(self, facts: tuple[Fact, ...]) -> None:
        self._selected.setText(trn("{n} selected", "{n} selected", len(facts)) if len(facts) > 1 else "")

    def _count(self) -> None:
        if not self._bridge.is_open:
            self._counts.show_text("")
            for label in (self._saved, self._undo, self._selected):
                label.setText("")
            return
        document = self._bridge.document
        found = summary(document)
        words = [
            trn("{n} actor", "{n} actors", found.counts["actor"]),
            trn("{n} event", "{n} events", found.counts["event"]),
            trn("{n} link", "{n} links", found.counts["link"]),
            trn("{n} source", "{n} sources", found.counts["source"]),
        ]
        if found.facts_without_evidence:
            words.append(trn("{n} fact without evidence", "{n} facts without evidence", found.facts_without_evidence))
        self._counts.show_text(" · ".join(words))
        self._saved.setText(tr("Read only") if document.read_only else tr("All changes saved"))
        self._name_undo(document)

    def _name_undo(self, document: Document) -> None:
        step = document.next_step("undo")
        self._undo.setText(tr("Undo: {label}  Ctrl+Z", label=shown(step.label, 48)) if step else "")
