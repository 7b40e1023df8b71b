"""The window's side of the worker: a child process that reads and proposes, one task at a time, and can be killed.

Nothing here waits: tasks are written to a pipe, answers are put together from pieces in slices of a few ms. A child
that takes too long, dies or talks nonsense is replaced when the next task comes; whoever asked gets a sentence.
Imports Qt's core only.
"""

import os
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from geoeditor import worker
from geoeditor.translation import shown, tr
from geoeditor.ui.child_process import ChildProcess

LIMIT_S: Final = 30.0
"""Clock time that a task may take."""
PATIENCE_S: Final = 0.5
"""How long a task that nobody waits for any more may hold up the next one before its process is killed."""
LONGEST_LINE: Final = 4_000_000
"""Bytes of one line of an answer; a child that sends more is not ours any more."""

Values = dict[str, Any]
Done = Callable[[Values], object]
Failed = Callable[[str], object]


@dataclass(slots=True)
class _Task:
    """Something asked of the child; `is_forgotten` where nobody waits for it any more."""

    number: int
    line: bytes
    words: str
    done: Done
    failed: Failed
    is_suggestion: bool = False
    limit_s: float = LIMIT_S
    is_forgotten: bool = False
    name: str = ""  # of what is read
    pieces: dict[str, list[Any]] = field(default_factory=dict)


class Worker(QObject):
    """Gives tasks to the child process and hands out its answers; the child is started by the first task and kept."""

    progress_changed = Signal(str)
    """What is being worked on, '' when there is nothing."""

    def __init__(
        self, parent: QObject | None = None, *, limit_s: float = LIMIT_S, arguments: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self._arguments = arguments
        self._limit_s = limit_s
        self._waiting: deque[_Task] = deque()
        self._running: _Task | None = None
        self._number = 0
        self._child: ChildProcess | None = None
        self._stopped = False
        self._said = ""
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._give_up)
        self._patience = QTimer(self, singleShot=True, interval=int(PATIENCE_S * 1_000))
        self._patience.timeout.connect(self._lose_patience)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Tell whether anything is being worked on or waits."""
        return self._running is not None or bool(self._waiting)

    def suggest(
        self,
        text: str,
        published: str,
        known: list[Values],
        done: Done,
        failed: Failed,
        *,
        habits: Values | None = None,
        unwanted: Sequence[str] = (),
        learned: Sequence[Values] = (),
        pipeline: str = "",
    ) -> None:
        """Ask for proposals in the form of `suggest --json`; an earlier request that is still open is forgotten.

        `known` are actors of the project: name, kind, names; `learned` those of other projects; `habits` is how it
        reads dates, `unwanted` are names that are not proposed; a pipeline is asked too where one is named. Of a
        forgotten request neither function is called.
        """
        self._waiting = deque(task for task in self._waiting if not task.is_suggestion)
        task = {"do": "suggest", "text": text, "published": published, "known": known, "habits": habits or {}}
        task |= {"unwanted": list(unwanted), "learned": learned, "pipeline": pipeline}
        words = (
            tr("Looking for names with “{name}”…", name=shown(pipeline)) if pipeline else tr("Looking for proposals…")
        )
        self._ask(task, words, done, failed, is_suggestion=True)
        running = self._running
        if running is not None and running.is_suggestion and not running.is_forgotten and self._waiting:
            running.is_forgotten = True
            self._patience.start()

    def find_pipelines(self, done: Done, failed: Failed) -> None:
        """Find which pipelines the user has installed; `done` gets `is_there`, `names` and a `fault`."""
        self._ask({"do": "pipelines"}, "", done, failed)

    def find_titles(self, text: str, done: Done, failed: Failed) -> None:
        """Find the titles of a text that say when they were held; `done` gets them as `titles`."""
        self._ask({"do": "titles", "text": text}, "", done, failed)

    def read_article(self, path: Path, done: Done, failed: Failed, *, extractor: str = "", encoding: str = "") -> None:
        """Read an article from a file; `done` gets text, title, encoding, sha256 and what else the file says.

        An extractor or an encoding is asked for by name; '' leaves the choice to the child.
        """
        asked = {"do": "article", **_named(path), **_asked_for(extractor, encoding)}
        self._ask(asked, _reading(path.name), done, failed, name=path.name)

    def read_bytes(self, data: str, name: str, done: Done, failed: Failed, **how: str) -> None:
        """Read an article from bytes in base64; the name has an ending, `how` are extractor, encoding, charset."""
        self._ask({"do": "article", "bytes": data, "name": name, **how}, _reading(name), done, failed, name=name)

    def read_text(self, text: str, name: str, done: Done, failed: Failed) -> None:
        """Make an article of a text; `done` gets what `read_article` gives."""
        self._ask({"do": "article", "text": text, "name": name}, _reading(name), done, failed, name=name)

    def read_page(self, html: str, name: str, done: Done, failed: Failed, *, extractor: str = "") -> None:
        """Make an article of the words of a web page; `done` gets what `read_article` gives."""
        asked = {"do": "page", "html": html, "name": name, **_asked_for(extractor)}
        self._ask(asked, _reading(name), done, failed, name=name)

    def read_project(self, path: Path, done: Done, failed: Failed) -> None:
        """Read a project's JSON; `done` gets what `exchange.project_json.together` puts together again."""
        self._ask({"do": "project_json", **_named(path)}, _reading(path.name), done, failed, patience=4, name=path.name)

    def cancel(self) -> None:
        """Give up all that is being worked on; whoever asked for more than proposals is told."""
        given_up = [*([self._running] if self._running is not None else []), *self._waiting]
        self._waiting.clear()
        if self._running is not None:
            self._end_task()
            self._kill()
        self._say("")
        for task in given_up:
            if not (task.is_suggestion or task.is_forgotten):
                task.failed(tr("Cancelled; the project was not changed."))

    def rest(self) -> None:
        """End the child where it has nothing to do; the next task starts another one."""
        if not self.is_busy:
            self._kill()

    def stop(self) -> None:
        """End the child for good and wait until it is gone; nobody is told."""
        self._stopped = True
        self._waiting.clear()
        self._end_task()
        self._kill()
        for child in self.findChildren(ChildProcess):
            child.wait_until_gone()

    def _ask(
        self,
        asked: Mapping[str, Any],
        words: str,
        done: Done,
        failed: Failed,
        *,
        is_suggestion: bool = False,
        patience: int = 1,
        name: str = "",
    ) -> None:
        import orjson

        self._number += 1
        try:
            line = orjson.dumps({"id": self._number, **asked}) + b"\n"
        except TypeError:  # half a surrogate pair is the one thing a text can hold that JSON can not
            told = tr("The text holds a character that is no text, so it can't be read; the project was not changed.")
            QTimer.singleShot(0, self, partial(failed, told))
            return
        limit_s = self._limit_s * patience
        self._waiting.append(_Task(self._number, line, words, done, failed, is_suggestion, limit_s, name=shown(name)))
        self._send_next()

    def _send_next(self) -> None:
        """Give the child the next task, if it has none."""
        if self._running is not None or self._stopped:
            return
        if not self._waiting:
            self._say("")
            return
        task = self._running = self._waiting.popleft()
        if self._child is None:
            self._start()
        if self._running is not task or self._child is None:  # it could not be started, and that was told
            return
        self._clock.start(int(task.limit_s * 1_000))
        self._child.write(task.line)
        task.line = b""
        self._say(task.words)

    def _say(self, words: str) -> None:
        """Say what is being worked on, where that is new; of quiet work nothing is said."""
        if words != self._said:
            self._said = words
            self.progress_changed.emit(words)

    def _start(self) -> None:
        child = self._child = ChildProcess("worker", [*worker.command(), *self._arguments], LONGEST_LINE, self)
        child.said.connect(self._take)
        child.babbled.connect(self._fail_by_nonsense)
        child.not_started.connect(self._fail_to_start)
        child.ended.connect(self._on_end)
        child.start()

    def _take(self, line: bytes) -> None:
        """Take one line of an answer."""
        import orjson

        task = self._running
        if task is None:
            return
        try:
            message = orjson.loads(line)
            if message["id"] != task.number:
                raise ValueError
            more, value = message.get("more"), message.get("value")
        except (AttributeError, KeyError, TypeError, ValueError):  # orjson's own error is a ValueError
            self._fail(_nonsense())
            return
        if isinstance(more, dict):
            for key, piece in more.items():
                task.pieces.setdefault(key, []).append(piece)
        elif isinstance(value, dict):
            self._end_task()
            whole = {**value, **{key: _joined(pieces) for key, pieces in task.pieces.items()}}
            self._tell(task, partial(task.done, whole))
        else:
            self._end_task()
            if message.get("is_last"):  # it ended with these words, and the next task needs another
                self._kill()
            self._tell(task, partial(task.failed, str(message.get("problem", _nonsense()))))

    def _tell(self, task: _Task, told: Callable[[], object]) -> None:
        """Tell who asked, if anybody waits still, and go on with the next task whatever comes of that."""
        try:
            if not task.is_forgotten:
                told()
        finally:
            self._send_next()

    def _end_task(self) -> None:
        self._running = None
        self._clock.stop()
        self._patience.stop()

    def _fail(self, sentence: str) -> None:
        """End the running task with a sentence, and the child with it."""
        task = self._running
        self._end_task()
        self._kill()
        if task is not None:
            self._tell(task, partial(task.failed, sentence))

    def _give_up(self) -> None:
        task = self._running
        seconds = f"{self._limit_s if task is None else task.limit_s:g}"
        if task is not None and task.is_suggestion:
            told = tr("Looking for proposals took more than {n} seconds and was stopped; the text is kept.", n=seconds)
        else:
            told = tr("Reading took more than {n} seconds and was stopped; the project was not changed.", n=seconds)
        self._fail(told)

    def _lose_patience(self) -> None:
        if self._running is not None and self._running.is_forgotten:
            self._fail("")

    def _fail_by_nonsense(self) -> None:
        self._fail(_nonsense())

    def _fail_to_start(self, reason: str) -> None:
        self._fail(tr("The process that reads texts could not be started ({reason}); all else works.", reason=reason))

    def _on_end(self) -> None:
        """Clear up after a child that ended by itself."""
        if self._running is not None and self._running.name:
            from geoeditor.exchange.articles import reader_ended

            self._fail(str(reader_ended(self._running.name)))
        elif self._running is not None:
            self._fail(tr("The process that reads texts ended unexpectedly; the project was not changed, try again."))
        else:
            self._kill()

    def _kill(self) -> None:
        """Let go of the child, alive or not."""
        child, self._child = self._child, None
        if child is not None:
            child.let_go()


def _named(path: Path) -> Values:
    """Return a file's path as it goes to the child: a name that is no text goes as bytes."""
    whole = str(path.absolute())
    try:
        whole.encode()
    except UnicodeEncodeError:
        return {"path_bytes": b64encode(os.fsencode(whole)).decode()}
    return {"path": whole}


def _asked_for(extractor: str = "", encoding: str = "") -> Values:
    """Return how a text is to be read, as it goes to the child: only what was asked for."""
    return {name: value for name, value in (("extractor", extractor), ("encoding", encoding)) if value}


def _reading(name: str) -> str:
    return tr("Reading “{name}”…", name=shown(name))


def _nonsense() -> str:
    return tr("The process that reads texts gave no proper answer and was stopped; the project was not changed.")


def _joined(pieces: list[Any]) -> str | list[Any]:
    """Return the text or list that came in these pieces."""
    if isinstance(pieces[0], str):
        return "".join(pieces)
    return [item for piece in pieces for item in piece]
