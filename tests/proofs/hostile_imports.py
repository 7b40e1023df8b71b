"""Lets the worker read every hostile import, and a second time under the eyes of strace where that is installed.

In full: `python -m tests.proofs.hostile_imports [PART OF A NAME]` from the checkout. Each file must be refused in a
sentence or come out as a harmless text in under two seconds; no file but it and the program's own may be opened, and
nothing may be called. The suite runs a slice.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.hostile_imports.corpus import CORPUS, Child, Outcome, write
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


def read_all(folder: Path, names: Iterable[str], child: Child, lures: Lures) -> Iterator[tuple[str, Outcome]]:
    """Let a worker read the fixtures of these names one after the other, each gone again afterwards."""
    for name in names:
        path = write(folder, name, CORPUS[name](lures))
        yield name, child.read(path)
        path.unlink()


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


def traced(names: Iterable[str], folder: Path, lures: Lures) -> list[str]:
    """Return what a worker did, reading these, that it should not have done."""
    log = folder / "log"
    imports = folder / "imports"
    imports.mkdir()
    child = warmed(Child("strace", "-f", "-qq", "-e", _CALLS, "-o", str(log)), imports)
    before = log.stat().st_size
    for _ in read_all(imports, names, child, lures):
        continue
    child.end()
    with log.open(errors="replace") as lines:
        lines.seek(before)
        return strange_acts(lines, imports)


def main() -> None:
    """Print what came of each, and of all."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    names = [name for name in CORPUS if part in name]
    wrong = 0
    with tempfile.TemporaryDirectory() as place, laid_out(Path(place)) as (lures, heard):
        folder = Path(place) / "files"
        folder.mkdir()
        child = warmed(Child(), folder)
        slowest: list[tuple[float, str]] = []
        for name, outcome in read_all(folder, names, child, lures):
            wrongs = outcome.wrongs()
            wrong += bool(wrongs)
            slowest.append((max(outcome.clock_s, outcome.processor_s), name))
            told = outcome.answer.get("problem") or repr(outcome.answer.get("value", {}).get("text", "")[:60])
            sys.stdout.write(f"{'WRONG' if wrongs else 'ok':6}{outcome.clock_s:5.2f} s {name!r}: {told}\n")
            sys.stdout.writelines(f"       {each}\n" for each in wrongs)
            if not outcome.answer:
                child.end()
                child = warmed(Child(), folder)
        child.end()
        calls = was_called(heard)
        strange = traced(names, Path(place), lures) if shutil.which("strace") else []
    slow = ", ".join(f"{name} {seconds:.2f} s" for seconds, name in sorted(slowest, reverse=True)[:5])
    sys.stdout.write(f"{len(names)} hostile imports, {wrong} wrong; slowest: {slow}\n")
    sys.stdout.write(f"the port was {'CALLED' if calls else 'not called'}; strange acts in the trace: {len(strange)}\n")
    sys.stdout.writelines(f"  {line}\n" for line in strange[:20])
    sys.exit(bool(wrong or calls or strange))


if __name__ == "__main__":
    main()
