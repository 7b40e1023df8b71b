"""What the first change of a project needs is loaded beside the window, so that the first key does not wait for it.

Knows the names of modules only; whoever needs them before they are loaded loads them as ever.
"""

from importlib import import_module
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, QTimer

from geoeditor.ui.bridge import Bridge

_NEEDED: Final = "geoeditor.core.entities"
_PAUSE_MS: Final = 700
"""The window shows the project first."""


class Warming(QObject):
    """Loads them once, some time after a project was opened to be changed."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        bridge.document_changed.connect(self._wait)

    def _wait(self) -> None:
        if self._bridge.can_edit:
            self._pause.start()

    def _begin(self) -> None:
        self._bridge.document_changed.disconnect(self._wait)
        Thread(target=import_module, args=(_NEEDED,), name="warming").start()
