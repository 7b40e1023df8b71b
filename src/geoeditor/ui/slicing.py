"""Long work on the document in slices: the window stays alive behind a small dialog with a way out.

Short work is done before anybody sees a dialog. While slices run the bridge holds all other changes back.
"""

import gc
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from geoeditor.core.commands.slices import Slices
from geoeditor.core.errors import UserError
from geoeditor.translation import tr
from geoeditor.ui.bridge import Bridge, Outcome
from geoeditor.ui.plain import ElidedLabel

SLICE_S: Final = 0.010
AT_ONCE_S: Final = 0.020
"""How long the work goes on before the window has its turn for the first time."""
UNSEEN_S: Final = 0.080
"""How long it goes on before a dialog is shown."""
T = TypeVar("T")


class _Busy(QDialog):
    """Says what is going on, and offers to give it up."""

    def __init__(self, words: str, give_up: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("GeoEditor")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._give_up = give_up
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedHeight(8)
        bar.setAccessibleName(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(ElidedLabel(words, self))
        column.addWidget(bar)
        column.addWidget(buttons)
        self.resize(380, self.sizeHint().height())

    def reject(self) -> None:
        """Give the work up."""
        self._give_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the work up; it is the work that takes the dialog away."""
        event.ignore()
        self._give_up()


class Slicer(QObject, Generic[T]):
    """Drives one piece of work to its end, or to where it is given up, which takes everything back."""

    def __init__(
        self, bridge: Bridge, work: Slices[T], words: str, tell: Callable[[Outcome[T]], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._work, self._words, self._tell, self._window = bridge, work, words, tell, window
        self._dialog: _Busy | None = None
        self._result: Outcome[T] | None = None
        """What the work came to, which is told one turn later: to store it and to show it everywhere are two things."""
        self._outcome: Outcome[T] | None = None
        self._collected = False
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._patience = QTimer(self, singleShot=True, interval=int((UNSEEN_S - AT_ONCE_S) * 1_000))
        self._patience.timeout.connect(self._show_dialog)

    def start(self) -> None:
        """Begin; the shortest work is done when this returns."""
        self._collected = gc.isenabled()
        gc.disable()  # with a hundred thousand records about, looking for rubbish takes longer than many slices
        self._bridge.hold(True)
        self._bridge.leaving.connect(self.give_up)
        self._run(AT_ONCE_S)
        if self._result is not None:
            self._end(self._result)
        elif self._outcome is None:
            self._patience.start()
            self._turn.start()

    def give_up(self) -> None:
        """Take back what was done so far."""
        if self._result is not None and self._outcome is None:
            self._end(self._result)  # it is stored already
        elif self._outcome is None:
            self._work.close()
            self._end(Outcome(problem=tr("Cancelled; the project was not changed.")))

    def _show_dialog(self) -> None:
        self._dialog = _Busy(self._words, self.give_up, self._window)
        self._dialog.open()

    def _go_on(self) -> None:
        if self._result is None:
            self._run(SLICE_S)
        else:
            self._end(self._result)

    def _run(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        try:
            while time.perf_counter() < end:
                next(self._work)
        except StopIteration as finished:
            self._result = Outcome(value=finished.value)
        except UserError as refusal:
            self._end(Outcome(problem=str(refusal)))
        except BaseException:
            self._end(Outcome(problem=tr("The program made a mistake, so nothing was stored; please report it.")))
            raise

    def _end(self, outcome: Outcome[T]) -> None:
        self._outcome = outcome
        self._let_go()
        self._tell(outcome)

    def _let_go(self) -> None:
        self._turn.stop()
        self._patience.stop()
        if self._collected:
            gc.enable()
        self._bridge.hold(False)
        self._bridge.leaving.disconnect(self.give_up)
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None
        self.deleteLater()
