"""One function a subcommand: does the work and answers. Returns the exit code."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geoeditor.cli.answers import DONE, PROBLEMS, answer, answer_json, say
from geoeditor.core.errors import UserError
from geoeditor.translation import tr, trn

if TYPE_CHECKING:
    from geoeditor.core.document import Document
    from geoeditor.core.queries.summary import Summary
    from geoeditor.core.recovery import RecoveryReport


def run_window(options: argparse.Namespace) -> int:
    """Open the window, on a project where one is given; an article that is given is shown to be taken in."""
    _require_screen()
    from geoeditor.app import run

    project = options.project
    if project is not None and _is_article(project):
        return run(None, article=Path(project).absolute())
    if project is not None:
        from geoeditor.core.project_file import read_header, real_path

        read_header(real_path(project))  # what is no project is refused here, in words, without a window
    return run(Path(project) if project is not None else None)


def _is_article(path: str) -> bool:
    """Tell whether this is a file to be taken in, by its ending."""
    from geoeditor.exchange.articles import SUFFIXES

    return Path(path).suffix.lower() in (*SUFFIXES, ".json") and Path(path).is_file()


def _require_screen() -> None:
    """Refuse to go on where no window can be shown: Qt itself would end the program without a word of help."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not named:
        raise UserError(
            tr("There is no screen to show a window on; “geoeditor --help” lists what can be done without one.")
        )


def run_sample(options: argparse.Namespace) -> int:
    """Open a copy of the sample project, or only build it and draw its charts where asked."""
    if options.to is None and options.out is None and not options.headless:
        _require_screen()
        from geoeditor.app import run

        return run(None, sample=True)
    from geoeditor import jobs

    for line in jobs.make_sample(options.to, options.out or ("out" if options.headless else None)):
        answer(line)
    return DONE


def run_import(options: argparse.Namespace) -> int:
    """Take files into a project, which is made where it is missing."""
    from geoeditor import jobs
    from geoeditor.cli.reading import read_apart

    published = jobs.typed_date(options.published)
    tell = say if sys.stderr is not None and sys.stderr.isatty() else None
    done = jobs.take_in(options.project, options.files, published, options.kind, options.accept, tell, read_apart)
    for line in done.answers:
        answer(line)
    for line in (*done.notes, *done.problems):
        say(line)
    return PROBLEMS if done.problems else DONE


def run_suggest(options: argparse.Namespace) -> int:
    """Show the proposals for a text."""
    from geoeditor import jobs
    from geoeditor.cli.reading import read_apart

    found = jobs.suggestions(options.file, jobs.typed_date(options.published), options.project, read_apart)
    if options.json:
        answer_json(jobs.as_json(found))
    else:
        answer("\n".join(jobs.described(found)))
    return DONE


def run_export(options: argparse.Namespace) -> int:
    """Write a chart or the data to a file, or the data to stdout."""
    from geoeditor import jobs

    data = jobs.exported(options.project, options.out, options.view, options.size, options.dpi, options.title)
    if options.out != "-":
        jobs.write_out(Path(options.out), data)
        answer(tr("Wrote {path} ({size:,} bytes).", path=options.out, size=len(data)))
    elif sys.stdout is not None:
        sys.stdout.buffer.write(data)
    return DONE


def run_check(options: argparse.Namespace) -> int:
    """List what is wrong with a project, and save what can be read where asked."""
    if options.recover:
        from geoeditor.core.recovery import recover_project

        report = recover_project(options.project, options.recover)
        answer("\n".join(_recovered(report, options.recover)))
        return DONE if all(count == 0 for count in report.lost.values()) else PROBLEMS
    from geoeditor.core.inspection import inspect_project

    problems = inspect_project(options.project)
    answer("\n".join(problem.text for problem in problems) or tr("The project is sound."))
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
        answer_json(asdict(found))
    else:
        answer("\n".join(_described(found)))
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
        answer_json(
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
        answer("\n".join(f"{step.at}  {step.label}" + (f"  ({tr('undone')})" if step.undone else "") for step in steps))
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
        answer(tr("Undid: {label}", label=label) if undoing else tr("Redid: {label}", label=label))
    if len(labels) == options.count:
        return DONE
    what = tr("Nothing left to undo") if undoing else tr("Nothing left to redo")
    after = trn("after {n} step", "after {n} steps", len(labels))
    say(f"{what} {after}." if labels else f"{what}.")
    return PROBLEMS
