"""Lets the worker read every hostile import, and a second time under the eyes of strace where that is installed.

In full: `python -m tests.proofs.hostile_imports [PART OF A NAME]` from the checkout. Each file must be refused in a
sentence or come out as a harmless text in under two seconds; no file but it and the program's own may be opened, and
nothing may be called. The suite runs a slice.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tests.hostile_imports.corpus import CORPUS, SLOWEST_S, Child, Outcome, write
from tests.hostile_imports.lures import Lures, laid_out, was_called

_CALLS: Final = "trace=open,openat,openat2,creat,connect,socket,bind,sendto,execve,mkdir,unlink,rename,symlink,link"
_OPENED: Final = re.compile(r'^(?:\d+ +)?open(?:at2?)?\((?:AT_FDCWD, )?"([^"]*)"[^)]*\) = (-?\d+)')
_CREATED: Final = re.compile(
    r"^(?:\d+ +)?(?:creat|connect|socket|bind|sendto|mkdir|unlink|rename|symlink|link|execve)\("
)
_OF_THE_SYSTEM: Final = (
    "/lib",
    "/usr/lib",
    "/etc/ld.so",
    "/proc/self/",
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/dev/null",
)


def read_all(
    folder: Path, names: Iterable[str], start: Callable[[], Child], lures: Lures
) -> Iterator[tuple[str, Outcome]]:
    """Let a worker read the fixtures of these names one after the other, each gone again afterwards.

    A worker that ends by one of them is replaced, as the program does.
    """
    child = start()
    for name in names:
        path = write(folder, name, CORPUS[name](lures))
        yield name, child.read(path)
        path.unlink()
        if child.is_over:
            child.end()
            child = start()
    if code := child.end():
        raise RuntimeError(f"the worker ended with {code}")


def warmed(child: Child, folder: Path) -> Child:
    """Let a worker import its parsers, which a window does once; the first file of each kind would pay for it."""
    from tests.hostile_imports.documents import pdf, stream, text_stream
    from tests.hostile_imports.packages import plain_document

    page = b"<html><body><article>" + b"<p>Words of a page that are long enough, with commas, to be read.</p>" * 9
    one: list[bytes | str] = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", stream(text_stream())]
    for name, data in (
        ("a.html", page),
        ("a.pdf", pdf(one)),
        ("a.docx", plain_document()),
        ("a.txt", b"\x81\x40\xff" * 9),
    ):
        child.read(write(folder, name, data))
    return child


def strange_acts(log: Iterable[str], folder: Path) -> list[str]:
    """Return the lines of a trace that are none of our business: other files, sockets, programs."""
    homes = tuple({*_OF_THE_SYSTEM, sys.prefix, sys.base_prefix, *(path for path in sys.path if path)})
    found = []
    for line in log:
        opened = _OPENED.match(line)
        if opened is not None:
            is_ours = opened[1].startswith(homes) or (Path(opened[1]).parent == folder and "canary" not in opened[1])
            if int(opened[2]) >= 0 and not is_ours:
                found.append(line.rstrip())
        elif _CREATED.match(line):
            found.append(line.rstrip())
    return found


@dataclass(frozen=True, slots=True)
class Trace:
    """What a worker did: how often it opened a file, and the lines that are none of our business."""

    opened: int
    strange: list[str]


def traced(names: Iterable[str], folder: Path, lures: Lures) -> Trace:
    """Return what a worker did, reading these."""
    logs: list[tuple[Path, int]] = []
    imports = folder / "imports"
    imports.mkdir()

    def start() -> Child:
        log = folder / f"log_{len(logs)}"
        child = warmed(Child("strace", "-f", "-qq", "-e", _CALLS, "-o", str(log)), imports)
        logs.append((log, log.stat().st_size))
        return child

    for _ in read_all(imports, names, start, lures):
        continue
    opened = 0
    strange: list[str] = []
    for log, before in logs:
        with log.open(errors="replace") as file:
            file.seek(before)
            lines = file.readlines()
        opened += sum(1 for line in lines if (found := _OPENED.match(line)) and int(found[2]) >= 0)
        strange += strange_acts(lines, imports)
    return Trace(opened, strange)


def _best(folder: Path, name: str, lures: Lures) -> Outcome:
    """Return the best of three outcomes, for a file that took long while others used the computer."""
    again = folder / "again"
    again.mkdir(exist_ok=True)
    start = partial(_warm_child, again)
    found = [outcome for _ in range(3) for _, outcome in read_all(again, [name], start, lures)]
    return min(found, key=lambda outcome: (len(outcome.wrongs()), outcome.clock_s))


def _warm_child(folder: Path) -> Child:
    return warmed(Child(), folder)


def main() -> None:
    """Print what came of each, and of all."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    names = [name for name in CORPUS if part in name]
    outcomes: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as place, laid_out(Path(place)) as (lures, heard):
        folder = Path(place) / "files"
        folder.mkdir()
        for name, outcome in read_all(folder, names, partial(_warm_child, folder), lures):
            is_late = outcome.clock_s > SLOWEST_S >= outcome.processor_s
            outcomes[name] = _best(folder, name, lures) if is_late else outcome
            _tell(name, outcomes[name])
        calls = was_called(heard)
        trace = traced(names, Path(place), lures) if shutil.which("strace") else None
        calls = calls or was_called(heard)
    _sum_up(outcomes, trace, is_called=calls)


def _tell(name: str, outcome: Outcome) -> None:
    wrongs = outcome.wrongs()
    told = outcome.answer.get("problem") or repr(outcome.answer.get("value", {}).get("text", "")[:60])
    figures = f"{outcome.clock_s:5.2f} s {outcome.processor_s:5.2f} s {outcome.memory_mb:4} MB"
    sys.stdout.write(f"{'WRONG' if wrongs else 'ok':6}{figures} {name!r}: {told}\n")
    sys.stdout.writelines(f"       {each}\n" for each in wrongs)
    sys.stdout.flush()


def _sum_up(outcomes: Mapping[str, Outcome], trace: Trace | None, *, is_called: bool) -> None:
    wrong = [name for name, outcome in outcomes.items() if outcome.wrongs()]
    for what, unit in (("clock_s", "s"), ("processor_s", "s"), ("memory_mb", "MB")):
        most = sorted(((getattr(outcome, what), name) for name, outcome in outcomes.items()), reverse=True)[:5]
        told = ", ".join(f"{name} {figure:.4g} {unit}" for figure, name in most)
        sys.stdout.write(f"most {what.partition('_')[0]}: {told}\n")
    refused = sum("problem" in outcome.answer for outcome in outcomes.values())
    ended = sum(bool(outcome.answer.get("is_last")) for outcome in outcomes.values())
    sys.stdout.write(f"{len(outcomes)} hostile imports: {refused} refused, {ended} of them by the watchdog; ")
    sys.stdout.write(f"{len(wrong)} wrong {' '.join(wrong)}\nthe port was {'CALLED' if is_called else 'not called'}; ")
    if trace is None:
        sys.stdout.write("no trace, as strace is not installed\n")
    else:
        sys.stdout.write(f"{trace.opened} files opened in the trace, {len(trace.strange)} strange acts\n")
        sys.stdout.writelines(f"  {line}\n" for line in trace.strange[:20])
    sys.exit(bool(wrong or is_called or (trace is not None and trace.strange)))


if __name__ == "__main__":
    main()
