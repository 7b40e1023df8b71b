"""The child process that touches foreign bytes: reads articles and projects, strips pages, proposes facts for a text.

Run as `python -m geoeditor.worker` by the window. A line of JSON in is a task, lines of JSON out are its answer:

    {"id": 1, "do": "article", "path": "a.txt"}
    {"id": 1, "more": {"text": "…"}}                   any number of these: long texts and lists come in pieces
    {"id": 1, "value": {"title": "…", …}}              or {"id": 1, "problem": "One sentence."}

It knows no network, makes no files, and has bounds on memory and processor time; who started it watches the clock.
As a second line, should a parser be talked into it, the doors of Python itself are watched (`Watch`): no socket, no
program, no file but the program's own and the one that the task names. The first line is that every parser is given
bytes, with the loading of anything else turned off; libraries in C do not pass by these doors.
May import `exchange`, `reading` and what is below, each only when it is asked for; no Qt.
"""

import errno
import io
import mimetypes
import os
import signal
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import orjson

from geoeditor.core.errors import UserError
from geoeditor.translation import shown, tr

if TYPE_CHECKING:
    from geoeditor.exchange.articles import Stop
    from geoeditor.reading.pipelines import FoundName

MEMORY_BYTES: Final = 2 * 1024**3
"""The most address space the child may have."""
PIPELINE_MEMORY_BYTES: Final = 4 * 1024**3
"""The same for a child that only lets a spaCy pipeline of the user read texts: small ones with their libraries take
about a gigabyte, medium ones two, and they reserve more than they use. It is given no files."""
CPU_SECONDS: Final = 300
"""Processor time for one task, so that a child whose window is gone does not go on for ever."""
LONGEST_LINE: Final = 160 * 1024**2
"""The longest task in bytes; a text of 20 MB in JSON is much shorter."""
PIECE: Final = 100_000
"""Letters of a text, and about the letters of a run of list items, that go into one line."""
FROZEN_FLAG: Final = "--worker"
"""What a frozen program is called with to be the worker."""
PIPELINE_FLAG: Final = "--pipeline"
"""What is added for the child that uses a pipeline."""

_OF_PIPELINES: Final = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    **dict.fromkeys(("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"), "1"),
}
"""What libraries of pipelines are told: one thread, since each reserves memory, and no network."""
_READ_ONLY: Final = frozenset({"r", "rb", "rt", None})
_FORBIDDEN: Final = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "shutil.",
    "tempfile.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "http.",
    "webbrowser.",
    "pty.",
)
"""How the names of acts begin that no task needs."""
_OF_THE_SYSTEM: Final = (
    *("/usr/share/zoneinfo", "/etc/localtime", "/etc/os-release", "/usr/lib/os-release", "/proc", "/sys", os.devnull),
    *mimetypes.knownfiles,
)
"""What packages read of the computer while they are imported."""

Value = dict[str, Any]


class Watch:
    """Sees what Python opens and starts, and refuses what the running task does not need.

    Modules are found and read as ever: all that lies where the program and its packages are may be read.
    """

    def __init__(self) -> None:
        """Note where the program's own files are; nothing is refused before `begin`."""
        homes = {
            sys.prefix,
            sys.base_prefix,
            sys.exec_prefix,
            str(Path(os.__file__).parent),
            *sys.path,
            *_OF_THE_SYSTEM,
        }
        homes |= {str(Path(__file__).parent), str(Path(__file__).parents[2] / "resources")}
        if getattr(sys, "frozen", False):
            homes.add(str(Path(sys.executable).parent))
        real = {os.path.realpath(home) for home in homes if home}
        self._homes = tuple(home for home in real if home != os.path.sep)
        self._asked = ""

    def begin(self) -> None:
        """Watch from now on; this can't be undone in this process."""
        sys.addaudithook(self._see)

    def allow(self, path: Path | None) -> None:
        """Let the file be read that a task is about, and none that an earlier task was about."""
        try:
            self._asked = "" if path is None else os.path.realpath(path)
        except (OSError, ValueError):  # a NUL in the path; whoever reads it says so
            self._asked = ""

    def _see(self, act: str, given: tuple[Any, ...]) -> None:
        if act == "open":
            path, mode, flags = given
            writes = mode not in _READ_ONLY or (mode is None and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if not isinstance(path, int) and (writes or not self._is_open_to_us(path)):
                raise PermissionError(errno.EPERM, "the running task does not need this file")
        elif act in ("os.listdir", "os.scandir"):
            if given[0] is not None and not isinstance(given[0], int) and not self._is_open_to_us(given[0]):
                raise PermissionError(errno.EPERM, "the running task does not need this folder")
        elif act.startswith(_FORBIDDEN):
            raise PermissionError(errno.EPERM, "no task needs this")

    def _is_open_to_us(self, path: str | bytes | os.PathLike[str]) -> bool:
        real = os.path.realpath(os.fsdecode(path))
        return real == self._asked or any(
            real == home or real.startswith(f"{home}{os.path.sep}") for home in self._homes
        )


def command() -> list[str]:
    """Return the command line that starts the worker, program first."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_FLAG]
    # -P: what happens to lie in the working folder is not imported; -B: nothing could be written anyway
    return [sys.executable, "-P", "-B", "-m", "geoeditor.worker"]


def main() -> int:
    """Answer tasks until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the window, which then stops us
    if PIPELINE_FLAG in sys.argv[1:]:
        os.environ.update(_OF_PIPELINES)
        _limit_ourselves(PIPELINE_MEMORY_BYTES)
    else:
        _limit_ourselves(MEMORY_BYTES)
    watch = Watch()
    tasks = sys.stdin.buffer
    with io.BufferedWriter(io.FileIO(os.dup(1), "w")) as answers:
        os.dup2(2, 1)  # whatever else is printed is talk
        watch.begin()
        while line := tasks.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                _skip_rest(tasks, line)
                _send(answers, {"id": None, "problem": tr("The task is too long.")})
            elif line.strip():
                _answer(answers, line, watch)
    return 0


def _limit_ourselves(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the clock of the window is what holds
        return
    _lower(resource.RLIMIT_AS, memory)
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


def _answer(answers: IO[bytes], line: bytes, watch: Watch) -> None:
    """Do one task and send what it comes to; whatever is wrong with it, the next one finds us alive."""
    number: object = None
    try:
        task = orjson.loads(line)
        number = task["id"]
        work = _TASKS[task["do"]]
        _allow_time()
        watch.allow(_path(task) if "path" in task or "path_bytes" in task else None)
        value = _article(task, partial(_stop, answers, number)) if work is _article else work(task)
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


def _stop(answers: IO[bytes], number: object, refusal: UserError) -> None:
    """End at once, with a refusal as the last words: a parser in C does not come back."""
    _send(answers, {"id": number, "problem": str(refusal), "is_last": True})
    os._exit(1)


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
    """Make proposals; where a pipeline is named, with what it finds beside our own."""
    from geoeditor.reading import KnownActor, as_json, suggest
    from geoeditor.when.habits import Habits

    text, unwanted = task["text"], task.get("unwanted", ())
    found = _found_by(str(task["pipeline"]), text) if task.get("pipeline") else ()
    known = [KnownActor(each["name"], each["kind"], tuple(each["names"])) for each in task["known"]]
    known += [KnownActor(each["name"], each["kind"], tuple(each["names"]), True) for each in task.get("learned", ())]
    own = suggest(text, task["published"], known, Habits(**task.get("habits", {})), unwanted)
    if found:
        from geoeditor.reading.pipelines import with_names

        own = with_names(own, text, found, str(task["pipeline"]), unwanted)
    return dict(as_json(own))


def _found_by(pipeline: str, text: str) -> "Sequence[FoundName]":
    from geoeditor.reading.pipelines import NoPipelineError, find_names

    try:
        return find_names(text, pipeline)
    except MemoryError:
        reason = tr("it needs more memory than it may take")
    except NoPipelineError as problem:
        reason = str(problem)
    told = tr("“{name}” found no names here: {reason}. The proposals of the program itself are complete.")
    raise UserError(told.format(name=shown(pipeline), reason=shown(reason)))


def _pipelines(_task: Mapping[str, Any]) -> Value:
    """Tell which pipelines the user has installed; with spaCy itself that is the only task that loads it unasked."""
    from geoeditor.reading.pipelines import NoPipelineError, installed_pipelines, is_there

    try:
        return {"is_there": is_there(), "names": installed_pipelines(), "fault": ""}
    except NoPipelineError as problem:
        return {"is_there": True, "names": [], "fault": str(problem)}


def _article(task: Mapping[str, Any], stop: "Stop | None" = None) -> Value:
    """Read an article from a file, from bytes, from a page or from a text that was pasted.

    Where an extractor or an encoding is asked for, in that way.
    """
    from geoeditor.exchange.articles import parse_article, parse_page, parse_text, read_article

    extractor, encoding = str(task.get("extractor", "")), str(task.get("encoding", ""))
    if "bytes" in task:
        name = str(task.get("name", ""))
        data = b64decode(task["bytes"], validate=True)
        suffix = Path(name).suffix.lower()
        if not encoding and suffix in (".html", ".txt") and task.get("charset"):
            encoding = _encoding_by(data, str(task["charset"]))
        found = parse_article(data, shown(name), suffix=suffix, extractor=extractor, encoding=encoding, stop=stop)
    elif "text" in task:
        found = parse_text(task["text"], str(task["name"]))
    elif "html" in task:
        found = parse_page(task["html"], str(task["name"]), extractor=extractor)
    else:
        found = read_article(_path(task), extractor=extractor, encoding=encoding, stop=stop)
    return asdict(found)


def _encoding_by(data: bytes, charset: str) -> str:
    """Return the encoding of a page or text whose server says what it is in; '' where that does not hold."""
    from geoeditor.exchange import encodings

    found = encodings.decode(data, charset)
    return found.encoding if found is not None and charset else ""


def _project(task: Mapping[str, Any]) -> Value:
    """Read a project's JSON and take it apart."""
    from geoeditor.exchange.project_json import apart, read_json_file, read_project

    return apart(read_project(read_json_file(_path(task))))


def _titles(task: Mapping[str, Any]) -> Value:
    """Find the titles of a text that say when they were held."""
    from geoeditor.reading.titles import find_titles, titles_json

    return {"titles": titles_json(find_titles(task["text"]))}


_TASKS: Final[Mapping[str, Callable[[Mapping[str, Any]], Value]]] = {
    "suggest": _suggest,
    "pipelines": _pipelines,
    "article": _article,
    "page": _article,
    "project_json": _project,
    "titles": _titles,
}

if __name__ == "__main__":
    sys.exit(main())
