"""Dropping on the window: what is accepted where, and the words that say what letting go would do."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from geoeditor.translation import printable, shown, tr, trn
from geoeditor.ui.plain import PlainLabel

PROJECT_SUFFIX: Final = ".geoeditor"
_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_LINGER_MS: Final = 120
"""How long the words stay when the pointer goes from one part of the window to the next."""
_LOOK: Final = (
    "QFrame { background: palette(base); border: 1px solid palette(link); border-radius: 8px; }"
    " QLabel { border: 0; font-size: 13px; }"
)


def local_paths(mime: QMimeData) -> list[Path]:
    """Return the files that are dropped, each once."""
    return list(dict.fromkeys(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()))


def drop_words(mime: QMimeData) -> str:
    """Return what letting go would do."""
    paths = local_paths(mime)
    if len(paths) == 1:
        name = shown(paths[0].name)
        if paths[0].suffix.lower() == PROJECT_SUFFIX:
            return tr("Drop to open the project “{name}”", name=name)
        return tr("Drop to import “{name}”", name=name)
    if paths:
        return trn("Drop to import {n} file", "Drop to import {n} files", len(paths))
    return tr("Drop to import the address") if mime.hasUrls() else tr("Drop to import the text")


class DropHint(QFrame):
    """The words over the window while something is dragged across it; never in the way of the drop."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet(_LOOK)
        self._label = PlainLabel("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.addWidget(self._label)
        self._going = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self._going.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """Return the words."""
        return self._label.text()

    def say(self, words: str) -> None:
        """Show these words in the middle of the window's lower part."""
        self._going.stop()
        if self.isVisible() and words == self._label.text():
            return
        self._label.setText(printable(words))
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, max(window.height() - self.height() - 64, 0))
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Go away soon, unless the pointer comes back."""
        self._going.start()

    def end(self) -> None:
        """Go away at once."""
        self._going.stop()
        self.hide()


class Drops(QObject):
    """Lets things be dropped anywhere on a window; a text field in it keeps text that is dropped on it."""

    def __init__(
        self, window: QWidget, accepts: Callable[[QMimeData], bool], take: Callable[[QMimeData], object]
    ) -> None:
        super().__init__(window)
        self._window, self._accepts, self._take = window, accepts, take
        self.hint = DropHint(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for kind in (QLineEdit, QPlainTextEdit):
            for text_field in window.findChildren(kind):
                text_field.installEventFilter(self)
                if isinstance(text_field, QPlainTextEdit):
                    text_field.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drops that come from elsewhere."""
        if event.type() == QEvent.Type.DragLeave:
            self.hint.leave()
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        mime = event.mimeData()
        if event.source() is not None or not self._accepts(mime):
            return False
        if watched is not self._window and not mime.hasUrls():
            self.hint.end()
            return False
        if Qt.DropAction.CopyAction in event.possibleActions():  # a move would let the other side delete the file
            event.setDropAction(Qt.DropAction.CopyAction)
        elif Qt.DropAction.LinkAction in event.possibleActions():
            event.setDropAction(Qt.DropAction.LinkAction)
        else:
            return False
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.hint.end()
            self._take(mime)
        else:
            self.hint.say(drop_words(mime))
        return True
