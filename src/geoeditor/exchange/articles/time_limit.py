"""A limit on the processor time of a piece of work, for parsers of others that may never come to an end.

Works in the main thread of a process on systems with timers (all but Windows); elsewhere whoever watches the process
ends it. Imports the standard library only.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_AGAIN_S: Final = 0.05


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
