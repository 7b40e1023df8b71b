"""The preview: a window beside the work that shows what was read of a file before anything is stored.

Nothing stands still for it. Texts queue up in it; taking one in is asked of whoever stores, and told back.
"""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from geoeditor.translation import shown, tr, trn
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import TitleField
from geoeditor.ui.fields.refusals import show_refusal
from geoeditor.ui.intake_preview.asking import Asking
from geoeditor.ui.intake_preview.details import Details
from geoeditor.ui.intake_preview.incoming import Incoming, Values, fields_of
from geoeditor.ui.intake_preview.offer_bar import OfferBar
from geoeditor.ui.intake_preview.text_pane import IncomingText
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.workers import Worker

_SIZE: Final = QSize(960, 700)
_DETAILS: Final = 248


class PreviewWindow(QDialog):
    """Shows one text of those that wait, with its fields, and takes it in or leaves it out."""

    take_requested = Signal(object)
    """The texts to be stored as one step."""
    show_requested = Signal(object)
    """The id of a source that the user wants to see."""

    def __init__(self, bridge: Bridge, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._worker = bridge, worker
        self._queue: list[Incoming] = []
        self._done = 0
        self._keeps = False
        self._is_taking = False
        self.setModal(False)
        self.title = TitleField("", self)
        self.title.setAccessibleName(tr("Title"))
        self.details = Details(self)
        self.text = IncomingText(self)
        self.offer = OfferBar(self, can_close=False)
        self.asking = Asking(bridge, self.offer, self)
        self.notes = PlainLabel("", self, role="attention", wraps=True)
        self.number = PlainLabel("", self, role="muted")
        self.discard = self._button(tr("Discard"), tr("Leave this one out (Esc)"))
        self.take_all = self._button(tr("Take In All"), tr("Take in all that wait, as one step (Ctrl+Shift+Enter)"))
        self.take = self._button(tr("Take In"), tr("Take this text into the project (Ctrl+Enter)"))
        self.take.setProperty("role", "primary")
        self._lay_out()
        self._join()

    def _button(self, words: str, about: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words)
        button.setToolTip(tip(about))
        return button

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.notes)
        side = QVBoxLayout()
        side.setContentsMargins(16, 0, 16, 12)
        side.addWidget(self.details)
        self.details.setFixedWidth(_DETAILS)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(side)
        body.addWidget(_line(self, is_upright=True))
        body.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.number)
        foot.addStretch(1)
        for button in (self.discard, self.take_all, self.take):
            foot.addWidget(button)
        ground = QFrame(self)
        ground.setProperty("role", "pane")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offer)
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(_line(self))
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)

    def _join(self) -> None:
        self.asking.decided.connect(self._decide)
        self.asking.show_requested.connect(self._show_twin)
        self.text.reading_asked.connect(self._read_again)
        self.text.list.struck_changed.connect(self._follow_struck)
        self.details.keeps.toggled.connect(self._remember_keeping)
        self.discard.clicked.connect(self.reject)
        self.take.clicked.connect(self._take_one)
        self.take_all.clicked.connect(self._take_all)
        self._bridge.document_changed.connect(self._follow)
        for keys, act in (
            ("Ctrl+Return", self._press_take),
            ("Ctrl+Enter", self._press_take),
            ("Ctrl+Shift+Return", self._take_all),
            ("Ctrl+Shift+Enter", self._take_all),
        ):
            QShortcut(QKeySequence(keys), self, act)
        order = (self.title, self.details.lines["author"], self.details.lines["publisher"], self.details.date)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    @property
    def current(self) -> Incoming | None:
        """Return the text that is shown."""
        return self._queue[0] if self._queue else None

    @property
    def waiting(self) -> int:
        """Return how many texts wait, the one shown among them."""
        return len(self._queue)

    def add(self, items: Iterable[Incoming]) -> None:
        """Let texts wait here; the first one is shown at once."""
        was_empty = not self._queue
        self._queue += items
        if not self._queue:
            return
        if was_empty:
            self._done = 0
            self._show_current()
            self._open()
        else:
            self._count()

    def _open(self) -> None:
        window = self.parentWidget()
        if isinstance(window, QWidget):
            room = window.size().expandedTo(QSize(640, 480)) - QSize(48, 32)
            self.resize(_SIZE.boundedTo(room))
        self.show()
        self.raise_()
        self.activateWindow()
        self._focus_first()

    def _focus_first(self) -> None:
        """Begin where a decision is due: at an offer, at a date to check, else in the text."""
        if self.offer.buttons:
            self.offer.take_focus()
        elif self.details.wants_date:
            self.details.date.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.text.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_current(self) -> None:
        item = self._queue[0]
        item.is_seen = True
        self.setWindowTitle(tr("Import “{name}”", name=shown(item.name)))
        self.title.set_stored(item.title)
        self.title.discard()
        self.details.show_values(item.typed or fields_of(item.values), afresh=True)
        item.keeps = item.can_keep and self._keeps
        with QSignalBlocker(self.details.keeps):
            self.details.keeps.setVisible(item.can_keep)
            self.details.keeps.setChecked(item.keeps)
        self.text.show_item(item)
        self._note("")
        self._count()
        self._look()

    def _note(self, problem: str) -> None:
        """Show what is odd with the text, and what went wrong last."""
        item = self.current
        lines = [problem, *(item.warnings if item is not None else [])]
        said = "\n".join(line for line in lines if line)
        self.notes.setText(said)
        self.notes.setVisible(bool(said))

    def _count(self) -> None:
        total = self._done + len(self._queue)
        several = total > 1
        self.number.setText(tr("{n} of {total}", n=self._done + 1, total=total) if several else "")
        self.take_all.setVisible(len(self._queue) > 1)
        self.discard.setText(tr("Skip") if len(self._queue) > 1 else tr("Discard"))
        self.discard.setAccessibleName(self.discard.text())

    def _look(self) -> None:
        """See whether the project has the text already, or an earlier version of it."""
        self.asking.look(self.current)
        self._allow()

    def _follow_struck(self) -> None:
        """Ask anew where it depends on what is struck out."""
        self.asking.ask()
        self._allow()

    def _decide(self, version_of: int) -> None:
        item = self.current
        if item is not None:
            item.version_of, item.is_decided = version_of, True
            self._allow()
            self._take_one()

    def _show_twin(self, source: int) -> None:
        self.reject()
        self.show_requested.emit(source)

    def _allow(self) -> None:
        """Let the text be taken in while there is any, and nothing is asked about it."""
        has_words = self.text.list.paragraphs.words_kept > 0
        self.take.setEnabled(self.text.list.isEnabled() and has_words and not self.offer.buttons)
        is_version = self.current is not None and bool(self.current.version_of)
        self.take.setText(tr("Take as New Version") if is_version else tr("Take In"))
        self.take.setAccessibleName(self.take.text())
        self.take_all.setEnabled(self.text.list.isEnabled())

    def _read_again(self, extractor: str, encoding: str) -> None:
        item = self.current
        if item is not None:
            self._allow()
            done, failed = partial(self._show_again, item), partial(self._keep_reading, item)
            item.read_again(self._worker, extractor, encoding, done, failed)

    def _show_again(self, item: Incoming, values: Values) -> None:
        """Show what another way of reading gave; what the user typed stays."""
        if item is not self.current:
            return
        was = item.title
        item.title = " ".join(str(values.get("title", "")).split()) or was
        if self.title.toPlainText().strip() == was:
            self.title.set_stored(item.title)
            self.title.discard()
        self.details.show_values(fields_of(values), afresh=False)
        self.text.show_item(item)
        self._note("")
        self._look()

    def _keep_reading(self, item: Incoming, sentence: str) -> None:
        """Go on with the text as it was read before."""
        if item is self.current:
            self.text.show_item(item)
            self._note(sentence)
            self._allow()

    def _remember_keeping(self, keeps: bool) -> None:
        self._keeps = keeps
        if self.current is not None:
            self.current.keeps = keeps

    def _gather(self) -> bool:
        """Note what the fields hold; where something is wrong, go there and tell."""
        item = self.current
        if item is None or not self.text.list.isEnabled() or self._is_taking:
            return False
        from geoeditor.core.commands.values import is_blank

        title = " ".join(self.title.toPlainText().split())
        if is_blank(title):
            show_refusal(self.title, tr("The title needs at least one letter."))
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        values = self.details.values()
        if values is None:
            self.details.refuse_date()
            return False
        item.title, item.typed = title, values
        return True

    def _press_take(self) -> None:
        """Take in, or the first way that is offered."""
        if self.take.isEnabled():
            self._take_one()
        elif self.offer.buttons:
            self.offer.buttons[0].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus by Enter; from the text, take it in, or go to what is asked first."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key that is held down would take in the next ones unseen
            focus = self.focusWidget()
            for button in (self.discard, self.take_all, self.take):
                if button is focus:
                    button.click()
                    return
            if focus is self.text.list and self.take.isEnabled():
                self._take_one()
            elif focus is self.text.list:
                self.offer.take_focus()

    def _take_one(self) -> None:
        if self._queue and self._gather():
            self._is_taking = True
            self.take_requested.emit(self._queue[:1])

    def _take_all(self) -> None:
        if len(self._queue) > 1 and self._gather():
            for item in self._queue[1:]:
                item.keeps = item.can_keep and self._keeps
            self._is_taking = True
            self.take_requested.emit(list(self._queue))

    def settle(self, gone: Iterable[Incoming], problem: str = "") -> None:
        """Go on without those that were taken in or are there already; `problem` says what became of the others."""
        self._is_taking = False
        left = set(map(id, gone))
        before = self.current
        self._done += sum(id(item) in left for item in self._queue)
        self._queue = [item for item in self._queue if id(item) not in left]
        if not self._queue:
            self._close_up()
            return
        if self.current is not before:
            self._show_current()
            self._focus_first()
        else:
            self._count()
            self._look()
        self._note(problem)

    def reject(self) -> None:
        """Leave out the text that is shown, and go on to the next."""
        self.settle(self._queue[:1])

    def _leave_all(self) -> None:
        count = len(self._queue)
        self.settle(list(self._queue))
        if count > 1:
            self._bridge.announced.emit(trn("{n} article was left out", "{n} articles were left out", count))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave out all that wait."""
        event.ignore()
        self._leave_all()

    def _close_up(self) -> None:
        self.offer.end()
        self.hide()
        window = self.parentWidget()
        if isinstance(window, QWidget) and window.isVisible():
            window.activateWindow()

    def _follow(self) -> None:
        """Let go of what was read for a project that is not open any more."""
        now = self._bridge.document if self._bridge.is_open else None
        gone = [item for item in self._queue if item.document is not None and item.document is not now]
        if gone:
            self.settle(gone)
            self._bridge.refused.emit(
                tr("The project was closed before all that was read was taken in, so the rest was left out.")
            )
        elif self._queue:
            self._look()


def _line(parent: QWidget, *, is_upright: bool = False) -> QFrame:
    """Return a hairline."""
    line = QFrame(parent)
    line.setStyleSheet("background: palette(mid);")
    if is_upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
