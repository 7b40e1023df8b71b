"""Limits on the processor time and memory of a piece of work, for parsers of others that may never come to an end.

`time_limit` stops code in Python, in the main thread of a process on systems with timers (all but Windows). What code
in C is at can't be stopped from outside: there a `Watchdog` tells, from a thread beside it, that the whole process has
to end. Imports core's errors and the standard library only.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from geoeditor.core.errors import UserError

_AGAIN_S: Final = 0.05
_LOOK_S: Final = 0.02
_MEMORY: Final = Path("/proc/self/statm")  # of Linux; elsewhere only the time is watched

Stop = Callable[[UserError], object]
"""What ends the process with a refusal; it does not come back."""


class TooSlowError(BaseException):
    """A piece of work took too long; no `Exception`, as parsers catch all of those and would go on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError out of the block once it has taken so much processor time."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    # again and again, in case it is raised where such things are ignored, such as in a destructor
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: object) -> None:
    raise TooSlowError


class Watchdog:
    """Has the process ended where a step of a work takes more processor time than it may, or all of it the memory.

    Code in C has to let other threads run meanwhile, as all that is called by ctypes does.
    """

    def __init__(self, seconds: float, memory: int, stop: Stop, refusal: UserError) -> None:
        """Take the seconds of a step, the bytes that the whole may take, and what is said if it takes more."""
        self._seconds = seconds
        self._memory = memory
        self._stop = stop
        self._refusal = refusal
        self._since = 0.0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._file = -1
        self._before = 0
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def __enter__(self) -> Self:
        """Begin with the first step."""
        if _MEMORY.exists():
            self._file = os.open(_MEMORY, os.O_RDONLY)
        self._before = self._taken()
        self.step()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, what: BaseException | None, at: TracebackType | None) -> None:
        """Watch no more."""
        with self._lock:
            self._over.set()
        self._thread.join()
        if self._file >= 0:
            os.close(self._file)

    def step(self) -> None:
        """Begin with the next step."""
        self._since = time.process_time()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_S):
            with self._lock:  # so that work which is just done is not ended after all
                is_over = time.process_time() - self._since > self._seconds or self._taken() > self._memory
                if is_over and not self._over.is_set():
                    self._stop(self._refusal)
                    return

    def _taken(self) -> int:
        """Return the bytes of memory taken since the beginning."""
        if self._file < 0:
            return 0
        return int(os.pread(self._file, 200, 0).split()[1]) * os.sysconf("SC_PAGE_SIZE") - self._before
