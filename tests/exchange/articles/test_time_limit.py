"""Limits on work that may never end: code in Python is stopped, for code in C the process is ended."""

import hashlib
import sys
import time

import pytest

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles.time_limit import TooSlowError, Watchdog, time_limit

REFUSAL = UserError("It takes too much.")
MUCH = 10**12


def _work(seconds: float) -> None:
    """Take processor time in code in C that lets other threads run."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        hashlib.pbkdf2_hmac("sha256", b"x", b"y", 30_000)


def test_a_step_that_takes_too_long_is_told_once_and_soon() -> None:
    told: list[UserError] = []
    with Watchdog(0.1, MUCH, told.append, REFUSAL):
        _work(0.3)
        assert told == [REFUSAL]
        _work(0.2)
    assert told == [REFUSAL]


def test_many_short_steps_may_take_long_together() -> None:
    told: list[UserError] = []
    with Watchdog(0.3, MUCH, told.append, REFUSAL) as watchdog:
        for _ in range(6):
            watchdog.step()
            _work(0.1)
    assert told == []


def test_after_the_end_nothing_is_told() -> None:
    told: list[UserError] = []
    with Watchdog(0.1, MUCH, told.append, REFUSAL):
        pass
    _work(0.3)
    assert told == []


@pytest.mark.skipif(sys.platform != "linux", reason="memory is watched on Linux only")
def test_work_that_takes_the_memory_is_told() -> None:
    told: list[UserError] = []
    with Watchdog(60, 50_000_000, told.append, REFUSAL):
        taken = b"x" * 100_000_000
        _work(0.2)
    assert told == [REFUSAL]
    assert len(taken) == 100_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such timers")
def test_code_in_python_is_stopped() -> None:
    with pytest.raises(TooSlowError), time_limit(0.1):
        while True:
            pass
