"""The log and what can be told of a fault: versions, kinds and places of errors, never what a project holds.

The log is made by the logging module, rotates, and is readable by its owner only. May import Qt's core, no widgets.
"""

import logging
import os
import platform
import re
import sys
import traceback
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType
from typing import Final

import PySide6
from PySide6.QtCore import QMessageLogContext, QSysInfo, QtMsgType, qVersion

from geoeditor import __version__

LOG_NAME: Final = "geoeditor.log"
_LOG_BYTES, _LOGS_KEPT = 500_000, 2
_TAIL_LINES: Final = 80
_TAIL_BYTES: Final = 60_000
_ENDS: Final = 12
"""Frames told from either end of a long traceback."""
_PATH: Final = re.compile(r"(?<![\w:/\\])(?:[A-Za-z]:)?[\\/](?:[^\s\\/:'\"“”‘’<>|]+[\\/])+")
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_qt_logger = logging.getLogger("geoeditor.qt")


def place(error: BaseException, trace: TracebackType | None) -> str:
    """Return where an error arose: file, line and function of the innermost frame that is ours, else the innermost."""
    frames = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in traceback.walk_tb(trace)]
    if not frames:
        return type(error).__module__
    ours = [frame for frame in frames if "geoeditor" in PurePath(frame[0]).parts]
    name, line, function = (ours or frames)[-1]
    return f"{PurePath(name).name}:{line} {function}"


def account(error: BaseException | None, trace: TracebackType | None = None) -> str:
    """Return kinds and places of an error and of what caused it, without its words, which may hold content."""
    lines: list[str] = []
    seen: set[int] = set()
    trace = trace if trace is not None or error is None else error.__traceback__
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = [
            f"  {PurePath(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(trace)
        ]
        if len(frames) > 2 * _ENDS:
            frames[_ENDS:-_ENDS] = [f"  … {len(frames) - 2 * _ENDS} more"]
        lines += frames
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        trace = error.__traceback__ if error is not None else None
    return "\n".join(lines)


def without_folders(text: str) -> str:
    """Return a text in which paths are names of files only."""
    home = str(Path.home())
    return _PATH.sub("", text.replace(home + os.sep, "") if len(home) > 1 else text)


class _Discreet(logging.Formatter):
    """Writes a record without folders, and an exception without its words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record; nothing that another formatter noted of its exception is used."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {without_folders(record.getMessage())}"
        if record.exc_info and record.exc_info[1] is not None:
            line = f"{line}\n{account(record.exc_info[1], record.exc_info[2])}"
        return line


class _PrivateLog(RotatingFileHandler):
    """A log that rotates and that nobody else may read."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(FileIO(handle, self.mode), encoding=self.encoding, errors="replace", write_through=True)


def open_log(folder: Path) -> logging.Handler:
    """Let the program log to a file in a folder from now on; where that can't be, to nowhere."""
    handler: logging.Handler
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateLog(folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Discreet())
    logger = logging.getLogger("geoeditor")
    logger.addHandler(handler)
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.INFO)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Log there no more."""
    logging.getLogger("geoeditor").removeHandler(handler)
    handler.close()


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Note a message of Qt in the log instead of the terminal."""
    _qt_logger.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "qt", text)


def tail(folder: Path) -> str:
    """Return the last lines of the log, '' where there are none."""
    try:
        with (folder / LOG_NAME).open("rb") as file:
            file.seek(0, os.SEEK_END)
            size = file.tell()
            file.seek(max(0, size - _TAIL_BYTES))
            data = file.read()
    except OSError:
        return ""
    lines = data.decode("utf-8", "replace").splitlines()
    return "\n".join(lines[1 if size > _TAIL_BYTES else 0 :][-_TAIL_LINES:])


def versions() -> list[tuple[str, str]]:
    """Return what runs here, by name."""
    return [
        ("GeoEditor", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion() or ""),
        ("PySide6", PySide6.__version__),
        ("System", f"{QSysInfo.prettyProductName()} · {platform.machine()}"),
        ("Frozen", "yes" if getattr(sys, "frozen", False) else "no"),
    ]


def report(folder: Path, fault: str = "") -> str:
    """Return what helps to find a fault: versions, the fault itself, the end of the log; nothing of a project."""
    parts = ["\n".join(f"{name}: {version}" for name, version in versions()), fault, tail(folder)]
    return "\n\n".join(part for part in parts if part) + "\n"
