"""What happens when something went wrong that nobody caught: it is logged, shown once, and the program goes on.

Errors of slots, timers, painting, models, event filters and Qt's own threads reach `sys.excepthook`, those of Python's
threads `threading.excepthook`; what ends the process itself leaves its account in a file that the next start finds.
"""

import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from geoeditor.translation import trn
from geoeditor.ui.crash_dialogs import CheckOffer, FaultDialog
from geoeditor.ui.diagnostics import account, close_log, log_qt_message, open_log, place, report

if TYPE_CHECKING:
    from geoeditor.ui.bridge import Bridge

WindowGetter = Callable[[], QWidget | None]
QUIET_S: Final = 30.0
"""Seconds without an error after which it is shown anew when it comes back."""
_FAULTS: Final = "fault-*.txt"
_LAST: Final = "last-crash.txt"
_OWN: Final = Path(__file__).name
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it may be told: kind and place, without content."""

    kind: str
    place: str
    account: str
    count: int
    """How often it has happened so far."""
    fresh: bool
    """It did not happen in the last while, so it is worth a dialog."""


class Guard(QObject):
    """Stands between errors that nobody caught and the end of the program."""

    _caught = Signal(object)

    def __init__(self, window: WindowGetter, log_folder: Path) -> None:
        super().__init__()
        self._window = window
        self._folder = log_folder
        self._counts: dict[tuple[str, str], int] = {}
        self._times: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()
        self._dialog: FaultDialog | None = None
        self._fault_file = -1
        self._log = open_log(log_folder)
        self.crashed_before = _found_crash(log_folder)
        """The last session ended by force of an error."""
        # queued: nothing is shown from inside a paint event, a model or another thread
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._qt_before = qInstallMessageHandler(log_qt_message)
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread
        sys.unraisablehook = self._note_unraisable
        self._watch_for_hard_crashes()

    @property
    def dialog(self) -> FaultDialog | None:
        """Return the dialog that is open now."""
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def _watch_for_hard_crashes(self) -> None:
        self._had_faulthandler = faulthandler.is_enabled()
        path = self._folder / _FAULTS.replace("*", str(os.getpid()))
        try:
            self._fault_file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as problem:
            logger.info("no account of a hard crash can be kept (%s)", type(problem).__name__)
            return
        faulthandler.enable(self._fault_file)

    def release(self) -> None:
        """Give everything back as it was before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)
        if self._fault_file >= 0:
            faulthandler.disable()
            os.close(self._fault_file)
            self._fault_file = -1
            _remove_if_empty(self._folder / _FAULTS.replace("*", str(os.getpid())))
            if self._had_faulthandler and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)
        if self.dialog is not None:
            self._dialog_of_now().close()
        close_log(self._log)

    def _dialog_of_now(self) -> FaultDialog:
        dialog = self.dialog
        if dialog is None:
            dialog = self._dialog = FaultDialog(self._parent())
            dialog.report_wanted.connect(self._copy_report)
            dialog.quit_wanted.connect(self._quit)
        return dialog

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note an error that nobody caught, from any thread."""
        if not issubclass(kind, Exception):  # Ctrl-C and the like are no errors
            self._before[0](kind, error, trace)
            return
        self._note(error, trace)

    def _catch_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and not isinstance(found.exc_value, SystemExit):
            self._note(found.exc_value, found.exc_traceback)

    def _note_unraisable(self, found: "sys.UnraisableHookArgs") -> None:
        """Log what went wrong where nobody can be told, such as while an object goes away."""
        logger.error("an error could not be raised: %s", account(found.exc_value, found.exc_traceback))

    def _note(self, error: BaseException, trace: TracebackType | None) -> None:
        where = place(error, trace)
        key = (type(error).__qualname__, where)
        now = time.monotonic()
        with self._lock:
            count = self._counts[key] = self._counts.get(key, 0) + 1
            fresh = now - self._times.get(key, -QUIET_S) >= QUIET_S
            self._times[key] = now
        told = account(error, trace)
        if count & (count - 1) == 0:  # the 1st, 2nd, 4th, 8th …: an error of a paint event would fill the disk
            logger.error("nobody caught this, %d so far: %s", count, told)
        if not where.startswith((f"{_OWN}:", "crash_dialogs.py:")):  # else it would show itself for ever
            self._caught.emit(Fault(key[0], where, told, count, fresh))

    def _show(self, fault: Fault) -> None:
        """Show a fault, or count it where it is shown already; in the window's thread."""
        if QApplication.instance() is None:
            return
        if self.dialog is not None:
            self._dialog_of_now().add(fault.kind, fault.place, fault.account)
        elif fault.fresh:
            dialog = self._dialog_of_now()
            dialog.add(fault.kind, fault.place, fault.account)
            dialog.open()
        else:
            window = self._window()
            if isinstance(window, QMainWindow):
                words = trn("The same error happened again", "The same error happened {n} times", fault.count)
                window.statusBar().showMessage(words, 6_000)

    def _parent(self) -> QWidget | None:
        above = QApplication.activeModalWidget()
        return above if above is not None else self._window()

    def _copy_report(self, faults: str) -> None:
        QApplication.clipboard().setText(report(self._folder, faults))

    def _quit(self) -> None:
        window = self._window()
        if window is not None:
            window.close()
        QApplication.quit()


def install(window: WindowGetter, log_folder: Path) -> Guard:
    """Log, show and survive errors that nobody catches, until `uninstall`."""
    uninstall()
    return Guard(window, log_folder)


def installed() -> Guard | None:
    """Return the guard that is on duty."""
    guard = getattr(sys.excepthook, "__self__", None)
    return guard if isinstance(guard, Guard) else None


def uninstall() -> None:
    """Let errors go their usual way again."""
    guard = installed()
    if guard is not None:
        guard.release()


def offer_check(bridge: "Bridge", parent: QWidget) -> CheckOffer | None:
    """Where the last session crashed, offer once to check the open project."""
    guard = installed()
    if guard is None or not guard.crashed_before or not bridge.is_open:
        return None
    guard.crashed_before = False
    offer = CheckOffer(bridge.document.path, parent)
    offer.open()
    return offer


def _found_crash(folder: Path) -> bool:
    """Tell whether an earlier session left an account of a crash; keep the newest, remove empty ones."""
    crashed = False
    try:
        for path in sorted(folder.glob(_FAULTS), key=os.path.getmtime):
            if path.stat().st_size:
                path.replace(folder / _LAST)
                crashed = True
            elif not _is_running(path):
                path.unlink()
    except OSError as problem:  # another window was quicker, or holds its file
        logger.info("accounts of crashes could not be read (%s)", type(problem).__name__)
    return crashed


def _is_running(path: Path) -> bool:
    """Tell whether the process that a file of faults is named after may still live."""
    number = path.stem.partition("-")[2]
    if os.name == "nt" or not number.isdecimal():
        return False  # there, a file that somebody has open can't be removed anyway
    if int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _remove_if_empty(path: Path) -> None:
    try:
        if path.stat().st_size == 0:
            path.unlink()
    except OSError as problem:
        logger.info("an empty account of crashes stays (%s)", type(problem).__name__)
