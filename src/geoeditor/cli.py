"""The command line: one function a subcommand. Imports everything but `ui`; Qt only when a picture is made.

stdout is the answer, stderr the talk. Exit code 0 done, 1 done with problems named, 2 refused.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from geoeditor import __version__
from geoeditor.core.errors import BugError, UserError
from geoeditor.translation import tr, trn

if TYPE_CHECKING:
    from geoeditor.core.document import Document
    from geoeditor.core.queries.summary import Summary
    from geoeditor.core.recovery import RecoveryReport

DONE: Final = 0
PROBLEMS: Final = 1
REFUSED: Final = 2
COMMANDS: Final = ("sample", "import", "suggest", "export", "check", "info", "history", "undo", "redo")


_UNSAFE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could steer a terminal, turn the reading direction round, or is no character at all."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        problem = message[:1].upper() + message[1:]
        raise UserError(
            tr("{problem}; “{program} --help” shows what can be given.", problem=problem, program=self.prog)
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except UserError as refusal:
        _say(str(refusal))
    except KeyboardInterrupt:
        _say(tr("Interrupted; what was not finished was not stored, everything else is as it was."))
    except BrokenPipeError:  # whoever reads the answer has enough of it; the work is done
        _give_up_stdout()
        return DONE
    except OSError as problem:
        _give_up_stdout()
        _say(
            tr(
                "The computer refused a step ({reason}); what was stored is kept, so put that right and try again.",
                reason=problem.strerror or type(problem).__name__,
            )
        )
    except Exception as mistake:  # noqa: BLE001 - the last door: people get a sentence, never a traceback
        _say(
            tr(
                "The program made a mistake ({mistake}); what was stored is kept, please report it.",
                mistake=_described_mistake(mistake),
            )
        )
    return REFUSED


def _run(given: Sequence[str]) -> int:
    if given and given[0] not in COMMANDS and not given[0].startswith("-"):
        if len(given) == 1:
            return run_window(given[0])
        raise UserError(
            tr("There is no command “{word}”; “geoeditor --help” lists those there are.", word=given[0][:60])
        )
    try:
        options = _parser().parse_args(given)
    except SystemExit:  # argparse has answered --help or --version
        return DONE
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _described_mistake(mistake: Exception) -> str:
    """Return kind and place of a mistake of ours, and nothing of what the project holds."""
    if isinstance(mistake, BugError):
        return str(mistake)
    place, trace = "", mistake.__traceback__
    while trace is not None:
        place, trace = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}", trace.tb_next
    return f"{type(mistake).__name__}, {place}"


def _give_up_stdout() -> None:
    """Let what is left to write go nowhere, or Python would complain about it at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    print(_UNSAFE.sub("\ufffd", " ".join(sentence.split())), file=sys.stderr)


def _answer(text: str) -> None:
    print(_UNSAFE.sub("\ufffd", text))


def _answer_json(value: object) -> None:
    import orjson

    print(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        "geoeditor", description=tr("A timeline-and-relationship editor for political affairs."), allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"geoeditor {__version__}")
    parser.set_defaults(run=run_window, project=None)
    commands = parser.add_subparsers(title=tr("commands"), metavar="COMMAND", parser_class=_Parser)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str, *, project: bool = True
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        made.set_defaults(run=run)
        if project:
            made.add_argument("project", metavar="PROJECT", help=tr("a project, NAME.geoeditor"))
        return made

    sample = command("sample", run_sample, tr("build the sample project"), project=False)
    sample.add_argument("--to", metavar="PROJECT", help=tr("write the project into this new file"))
    sample.add_argument("--out", metavar="FOLDER", help=tr("draw its charts and write its JSON into this folder"))
    sample.add_argument("--headless", action="store_true", help=tr("the same as --out out, if no folder is given"))

    take_in = command("import", run_import, tr("take articles or a project's JSON into a project"))
    published = tr("when it was published, as in 2025-08-07 or “7 August 2025”; “last week” is counted from there")
    take_in.add_argument("files", nargs="+", metavar="FILE", help=tr("a .txt, .md or .json file, or - for stdin"))
    take_in.add_argument("--published", type=_text, default="", metavar="DATE", help=published)
    take_in.add_argument(
        "--as", dest="kind", type=_text, default="article", metavar="KIND", help=tr("what it is, such as report")
    )
    accept = tr("accept proposals from this score on, 0 to 1 (without it only the text is kept)")
    take_in.add_argument("--accept", type=_score, metavar="SCORE", help=accept)

    suggest = command("suggest", run_suggest, tr("show what a text holds; changes nothing"), project=False)
    suggest.add_argument("file", metavar="FILE", help=tr("a .txt or .md file, or - for stdin"))
    suggest.add_argument("--published", type=_text, default="", metavar="DATE", help=published)
    suggest.add_argument("--project", metavar="PROJECT", help=tr("a project whose actors are known"))
    suggest.add_argument("--json", action="store_true", help=tr("answer in JSON"))

    export = command("export", run_export, tr("draw a chart or write the data"))
    export.add_argument("out", metavar="OUT", help=tr("the file to write; its ending decides the form (- is JSON)"))
    export.add_argument(
        "--view", type=_text, default="", metavar="NAME", help=tr("timeline, graph, a saved view, or a table for .csv")
    )
    export.add_argument("--size", type=_size, metavar="WxH", help=tr("width and height in pixels"))
    export.add_argument("--dpi", type=_dpi, default=96, metavar="N", help=tr("dots per inch of a PNG"))
    export.add_argument("--title", type=_text, default="", metavar="TEXT", help=tr("the heading of the chart"))

    check = command("check", run_check, tr("look for damage"))
    check.add_argument("--recover", metavar="NEW", help=tr("save what can be read into a new project"))
    info = command("info", run_info, tr("count what a project holds"))
    info.add_argument("--json", action="store_true", help=tr("answer in JSON"))
    history = command("history", run_history, tr("list the undo steps, newest first"))
    history.add_argument("--json", action="store_true", help=tr("answer in JSON"))
    for name, text in (("undo", tr("take back the newest steps")), ("redo", tr("do again what was undone"))):
        steps = command(name, run_steps, text)
        steps.add_argument("count", nargs="?", type=_count, default=1, metavar="N", help=tr("how many steps (1)"))
        steps.set_defaults(way=name)
    return parser


def _text(text: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in text):  # bytes that are no text in the user's encoding
        raise argparse.ArgumentTypeError(tr("this is no text"))
    return text


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(tr("a score is a number from 0 to 1"))
    return value


def _size(text: str) -> tuple[int, int]:
    width, by, height = text.lower().partition("x")
    if not (by and width.isdecimal() and height.isdecimal() and 0 < int(width) < 100_000 and 0 < int(height) < 100_000):
        raise argparse.ArgumentTypeError(tr("a size looks like 1600x900"))
    return int(width), int(height)


def _dpi(text: str) -> int:
    if not (text.isdecimal() and 36 <= int(text) <= 2400):
        raise argparse.ArgumentTypeError(tr("dots per inch lie between 36 and 2400"))
    return int(text)


def _count(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 1_000_000):
        raise argparse.ArgumentTypeError(tr("a count is a whole number from 1 on"))
    return int(text)


def run_window(_project: object) -> int:
    """Say that there is no window yet."""
    raise UserError(
        tr("The window comes with the next version; until then “geoeditor --help” lists what the command line can do.")
    )


def run_sample(options: argparse.Namespace) -> int:
    """Build the sample project, and draw its charts where asked."""
    from geoeditor import jobs

    if options.to is None and options.out is None and not options.headless:
        return run_window(options)
    for line in jobs.make_sample(options.to, options.out or ("out" if options.headless else None)):
        _answer(line)
    return DONE


def run_import(options: argparse.Namespace) -> int:
    """Take files into a project, which is made where it is missing."""
    from geoeditor import jobs

    published = jobs.typed_date(options.published)
    tell = _say if sys.stderr is not None and sys.stderr.isatty() else None
    done = jobs.take_in(options.project, options.files, published, options.kind, options.accept, tell)
    for line in done.answers:
        _answer(line)
    for line in done.problems:
        _say(line)
    return PROBLEMS if done.problems else DONE


def run_suggest(options: argparse.Namespace) -> int:
    """Show the proposals for a text."""
    from geoeditor import jobs

    found = jobs.suggestions(options.file, jobs.typed_date(options.published), options.project)
    if options.json:
        _answer_json(jobs.as_json(found))
    else:
        _answer("\n".join(jobs.described(found)))
    return DONE


def run_export(options: argparse.Namespace) -> int:
    """Write a chart or the data to a file, or the data to stdout."""
    from geoeditor import jobs

    data = jobs.exported(options.project, options.out, options.view, options.size, options.dpi, options.title)
    if options.out != "-":
        jobs.write_out(Path(options.out), data)
        _answer(tr("Wrote {path} ({size:,} bytes).", path=options.out, size=len(data)))
    elif sys.stdout is not None:
        sys.stdout.buffer.write(data)
    return DONE


def run_check(options: argparse.Namespace) -> int:
    """List what is wrong with a project, and save what can be read where asked."""
    if options.recover:
        from geoeditor.core.recovery import recover_project

        report = recover_project(options.project, options.recover)
        _answer("\n".join(_recovered(report, options.recover)))
        return DONE if all(count == 0 for count in report.lost.values()) else PROBLEMS
    from geoeditor.core.inspection import inspect_project

    problems = inspect_project(options.project)
    _answer("\n".join(problem.text for problem in problems) or tr("The project is sound."))
    return PROBLEMS if problems else DONE


def _recovered(report: "RecoveryReport", new: str) -> Iterator[str]:
    yield tr("Wrote {path} with {rows}.", path=new, rows=trn("{n} row", "{n} rows", sum(report.kept.values())))
    for table, count in report.lost.items():
        if count is None:
            yield tr("{table}: how much is lost can't be known", table=table)
        elif count:
            yield tr("{table}: {rows} lost", table=table, rows=trn("{n} row", "{n} rows", count))
    yield from report.notes


def run_info(options: argparse.Namespace) -> int:
    """Count what a project holds."""
    from dataclasses import asdict

    from geoeditor.core.queries.summary import summary

    with _copy(options.project) as document:
        found = summary(document)
    if options.json:
        _answer_json(asdict(found))
    else:
        _answer("\n".join(_described(found)))
    return DONE


def _copy(path: str) -> "Document":
    from geoeditor.core.document import Document

    return Document.open_copy(path)


def _described(found: "Summary") -> list[str]:
    counts = found.counts
    lines = [
        found.title,
        ", ".join(
            (
                trn("{n} actor", "{n} actors", counts["actor"]),
                trn("{n} event", "{n} events", counts["event"]),
                trn("{n} link", "{n} links", counts["link"]),
                trn("{n} source", "{n} sources", counts["source"]),
                trn("{n} passage", "{n} passages", counts["citation"]),
            )
        ),
    ]
    if found.first and found.last:
        lines.append(tr("Events from {first} to {last}", first=found.first, last=found.last))
    if found.undated_events:
        lines.append(trn("{n} event without a date", "{n} events without a date", found.undated_events))
    if found.facts_without_evidence:
        lines.append(trn("{n} fact without evidence", "{n} facts without evidence", found.facts_without_evidence))
    lines.append(
        tr(
            "{steps}, {size:,} bytes, schema version {version}",
            steps=trn("{n} undo step", "{n} undo steps", found.steps - found.steps_undone),
            size=found.bytes,
            version=found.version,
        )
    )
    return lines


def run_history(options: argparse.Namespace) -> int:
    """List the undo steps, newest first."""
    from geoeditor.core.identifiers import to_text

    with _copy(options.project) as document:
        steps = document.history()
    if options.json:
        _answer_json(
            [
                {
                    "id": to_text(step.id),
                    "label": step.label,
                    "origin": step.origin,
                    "at": step.at,
                    "undone": step.undone,
                }
                for step in steps
            ]
        )
    elif steps:
        _answer(
            "\n".join(f"{step.at}  {step.label}" + (f"  ({tr('undone')})" if step.undone else "") for step in steps)
        )
    return DONE


def run_steps(options: argparse.Namespace) -> int:
    """Undo or redo so many steps; code 1 where there were fewer."""
    from geoeditor.core.document import Document

    undoing = options.way == "undo"
    labels: list[str] = []
    with Document.open(options.project) as document:
        while len(labels) < options.count:
            changes = document.undo() if undoing else document.redo()
            if changes is None:
                break
            labels.append(changes.label)
    for label in labels:
        _answer(tr("Undid: {label}", label=label) if undoing else tr("Redid: {label}", label=label))
    if len(labels) == options.count:
        return DONE
    what = tr("Nothing left to undo") if undoing else tr("Nothing left to redo")
    after = trn("after {n} step", "after {n} steps", len(labels))
    _say(f"{what} {after}." if labels else f"{what}.")
    return PROBLEMS
