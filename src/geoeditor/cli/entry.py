"""The way in: runs a subcommand, and turns whatever goes wrong into one sentence and an exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from geoeditor.cli.answers import DONE, REFUSED, say
from geoeditor.cli.parser import COMMANDS, parser
from geoeditor.cli.runs import run_window
from geoeditor.core.errors import BugError, UserError
from geoeditor.translation import tr


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
        say(str(refusal))
    except KeyboardInterrupt:
        say(tr("Interrupted; what was not finished was not stored, everything else is as it was."))
    except BrokenPipeError:  # whoever reads the answer has enough of it; the work is done
        _give_up_stdout()
        return DONE
    except OSError as problem:
        _give_up_stdout()
        say(
            tr(
                "The computer refused a step ({reason}); what was stored is kept, so put that right and try again.",
                reason=problem.strerror or type(problem).__name__,
            )
        )
    except Exception as mistake:  # noqa: BLE001 - the last door: people get a sentence, never a traceback
        say(
            tr(
                "The program made a mistake ({mistake}); what was stored is kept, please report it.",
                mistake=_described_mistake(mistake),
            )
        )
    return REFUSED


def _run(given: Sequence[str]) -> int:
    if given and given[0] not in COMMANDS and not given[0].startswith("-"):
        if len(given) == 1:
            return run_window(argparse.Namespace(project=given[0]))
        raise UserError(
            tr("There is no command “{word}”; “geoeditor --help” lists those there are.", word=given[0][:60])
        )
    try:
        options = parser().parse_args(given)
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
