"""Turns of the event loop for what need not be done at once: one piece of work each, so keys are heard in between.

Imports Qt's core only. Whoever waits listens to `came` and looks whether it is its own token that is called.
"""

from PySide6.QtCore import QObject, QTimer, Signal


class Turns(QObject):
    """A queue of tokens; each is called in a turn of its own, in the order in which they asked."""

    came = Signal(object)
    """The token whose turn it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[object] = []
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._call)

    def ask(self, token: object) -> None:
        """Let this token be called soon; once, however often that is asked before."""
        if token not in self._waiting:
            self._waiting.append(token)
        if not self._timer.isActive():
            self._timer.start()

    def _call(self) -> None:
        if not self._waiting:
            return
        token = self._waiting.pop(0)
        if self._waiting:
            self._timer.start()  # a timer that is started as it fires waits for the next turn
        self.came.emit(token)
