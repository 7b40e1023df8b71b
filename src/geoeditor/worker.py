"""The child process that touches foreign bytes: reads articles and projects, strips pages, proposes facts for a text.

Run as `python -m geoeditor.worker` by the window. A line of JSON in is a task, lines of JSON out are its answer:

    {"id": 1, "do": "article", "path": "a.txt"}
    {"id": 1, "more": {"text": "…"}}                   any number of these: long texts and lists come in pieces
    {"id": 1, "value": {"title": "…", …}}              or {"id": 1, "problem": "One sentence."}

It knows no network, makes no files, and has bounds on memory and processor time; who started it watches the clock.
May import `exchange`, `reading` and what is below, each only when it is asked for; no Qt.
"""

import io
import os
import signal
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

import orjson

from geoeditor.core.errors import UserError
from geoeditor.translation import shown, tr

MEMORY_BYTES: Final = 2 * 1024**3
"""The most address space the child may have."""
CPU_SECONDS: Final = 300
"""Processor time for one task, so that a child whose window is gone does not go on for ever."""
LONGEST_LINE: Final = 160 * 1024**2
"""The longest task in bytes; a text of 20 MB in JSON is much shorter."""
PIECE: Final = 100_000
"""Letters of a text, and about the letters of a run of list items, that go into one line."""
FROZEN_FLAG: Final = "--worker"
"""What a frozen program is called with to be the worker."""

Value = dict[str, Any]


def command() -> list[str]:
    """Return the command line that starts the worker, program first."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_FLAG]
    # -P: what happens to lie in the working folder is not imported; -B: nothing could be written anyway
    return [sys.executable, "-P", "-B", "-m", "geoeditor.worker"]


def main() -> int:
    """Answer tasks until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the window, which then stops us
    _limit_ourselves()
    tasks = sys.stdin.buffer
    with io.BufferedWriter(io.FileIO(os.dup(1), "w")) as answers:
        os.dup2(2, 1)  # whatever else is printed is talk
        while line := tasks.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                _skip_rest(tasks, line)
                _send(answers, {"id": None, "problem": tr("The task is too long.")})
            elif line.strip():
                _answer(answers, line)
    return 0


def _limit_ourselves() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the clock of the window is what holds
        return
    _lower(resource.RLIMIT_AS, MEMORY_BYTES)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)


def _lower(which: int, most: int) -> None:
    """Lower a limit for good, where it is not lower already."""
    import resource

    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(which, (most, most))
    except (OSError, ValueError) as problem:  # a system that does not know this limit
        _talk(f"limit {which} not set: {type(problem).__name__}")


def _allow_time() -> None:
    """Let the system end us where one task takes too much processor time."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS, hard))


def _skip_rest(tasks: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = tasks.readline(PIECE)


def _answer(answers: IO[bytes], line: bytes) -> None:
    """Do one task and send what it comes to; whatever is wrong with it, the next one finds us alive."""
    number: object = None
    try:
        task = orjson.loads(line)
        number = task["id"]
        work = _TASKS[task["do"]]
        _allow_time()
        value = work(task)
        for piece in _pieces(value):
            _send(answers, {"id": number, "more": piece})
        _send(answers, {"id": number, "value": value})
    except UserError as refusal:
        _send(answers, {"id": number, "problem": str(refusal)})
    except MemoryError:
        _send(answers, {"id": number, "problem": tr("This needs more memory than it may take; split it.")})
    except Exception as mistake:  # noqa: BLE001 - a task may go wrong in any way, the worker lives on
        place = _place(mistake)
        _talk(place)
        told = tr("Reading failed by a mistake of the program ({mistake}); please report it.", mistake=place)
        _send(answers, {"id": number, "problem": told})


def _send(answers: IO[bytes], message: Value) -> None:
    answers.write(orjson.dumps(message) + b"\n")
    answers.flush()


def _pieces(value: Value) -> Iterator[Value]:
    """Take long texts and lists out of an answer and yield them in pieces, so that no line is long to parse."""
    for key, whole in list(value.items()):
        if isinstance(whole, str) and len(whole) > PIECE:
            del value[key]
            for start in range(0, len(whole), PIECE):
                yield {key: whole[start : start + PIECE]}
        elif isinstance(whole, list | tuple) and whole:
            del value[key]
            yield from ({key: run} for run in _runs(whole))


def _runs(items: list[Any] | tuple[Any, ...]) -> Iterator[list[Any]]:
    """Yield the items of a list in runs whose JSON is of about one size."""
    run: list[Any] = []
    size = 0
    for item in items:
        length = len(orjson.dumps(item))
        if run and size + length > PIECE:
            yield run
            run, size = [], 0
        run.append(item)
        size += length
    yield run


def _place(mistake: BaseException) -> str:
    """Return kind and place of a mistake of ours, and nothing of the text it happened on."""
    place, trace = "", mistake.__traceback__
    while trace is not None:
        place, trace = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}", trace.tb_next
    return f"{type(mistake).__name__}, {place}"


def _talk(words: str) -> None:
    """Say something to whoever keeps the log."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _path(task: Mapping[str, Any]) -> Path:
    """Return the file that a task is about; names that are no text come in base64."""
    if "path_bytes" in task:
        return Path(os.fsdecode(b64decode(task["path_bytes"])))
    return Path(task["path"])


def _suggest(task: Mapping[str, Any]) -> Value:
    from geoeditor.reading import KnownActor, as_json, suggest

    known = [KnownActor(each["name"], each["kind"], tuple(each["names"])) for each in task["known"]]
    return dict(as_json(suggest(task["text"], task["published"], known)))


def _article(task: Mapping[str, Any]) -> Value:
    """Read an article from a file, from bytes, or from a text that was pasted."""
    from geoeditor.exchange.articles import parse_article, parse_text, read_article

    if "bytes" in task:
        name = shown(str(task.get("name", "")))
        found = parse_article(b64decode(task["bytes"], validate=True), name, is_markdown=name.lower().endswith(".md"))
    elif "text" in task:
        found = parse_text(task["text"], str(task["name"]))
    else:
        found = read_article(_path(task))
    return {"text": found.text, "title": found.title, "encoding": found.encoding, "sha256": found.sha256}


def _page(task: Mapping[str, Any]) -> Value:
    """Read the words of a web page that was pasted."""
    from geoeditor.exchange.html_text import words_of_page

    return _article({"text": words_of_page(task["html"]), "name": task["name"]})


def _project(task: Mapping[str, Any]) -> Value:
    """Read a project's JSON and take it apart."""
    from geoeditor.exchange.project_json import apart, read_json_file, read_project

    return apart(read_project(read_json_file(_path(task))))


_TASKS: Final[Mapping[str, Callable[[Mapping[str, Any]], Value]]] = {
    "suggest": _suggest,
    "article": _article,
    "page": _page,
    "project_json": _project,
}

if __name__ == "__main__":
    sys.exit(main())
