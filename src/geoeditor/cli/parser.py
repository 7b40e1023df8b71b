"""What can be given on the command line, and what each word must look like."""

import argparse
from collections.abc import Callable
from typing import Final, NoReturn

from geoeditor import __version__
from geoeditor.cli import runs
from geoeditor.core.errors import UserError
from geoeditor.translation import tr

COMMANDS: Final = ("sample", "import", "suggest", "export", "check", "info", "history", "undo", "redo")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        problem = message[:1].upper() + message[1:]
        raise UserError(
            tr("{problem}; “{program} --help” shows what can be given.", problem=problem, program=self.prog)
        )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands."""
    whole = _Parser(
        "geoeditor", description=tr("A timeline-and-relationship editor for political affairs."), allow_abbrev=False
    )
    whole.add_argument("--version", action="version", version=f"geoeditor {__version__}")
    whole.set_defaults(run=runs.run_window, project=None)
    commands = whole.add_subparsers(title=tr("commands"), metavar="COMMAND", parser_class=_Parser)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str, *, project: bool = True
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        made.set_defaults(run=run)
        if project:
            made.add_argument("project", metavar="PROJECT", help=tr("a project, NAME.geoeditor"))
        return made

    sample = command("sample", runs.run_sample, tr("build the sample project"), project=False)
    sample.add_argument("--to", metavar="PROJECT", help=tr("write the project into this new file"))
    sample.add_argument("--out", metavar="FOLDER", help=tr("draw its charts and write its JSON into this folder"))
    sample.add_argument("--headless", action="store_true", help=tr("the same as --out out, if no folder is given"))

    take_in = command("import", runs.run_import, tr("take articles or a project's JSON into a project"))
    published = tr("when it was published, as in 2025-08-07 or “7 August 2025”; “last week” is counted from there")
    take_in.add_argument("files", nargs="+", metavar="FILE", help=tr("an article, a project's .json, or - for stdin"))
    take_in.add_argument("--published", type=_text, default="", metavar="DATE", help=published)
    take_in.add_argument(
        "--as", dest="kind", type=_text, default="article", metavar="KIND", help=tr("what it is, such as report")
    )
    accept = tr("accept proposals from this score on, 0 to 1 (without it only the text is kept)")
    take_in.add_argument("--accept", type=_score, metavar="SCORE", help=accept)

    suggest = command("suggest", runs.run_suggest, tr("show what a text holds; changes nothing"), project=False)
    suggest.add_argument("file", metavar="FILE", help=tr("an article: .txt .md .html .mhtml .pdf .docx .eml, or -"))
    suggest.add_argument("--published", type=_text, default="", metavar="DATE", help=published)
    suggest.add_argument("--project", metavar="PROJECT", help=tr("a project whose actors are known"))
    suggest.add_argument("--json", action="store_true", help=tr("answer in JSON"))

    export = command("export", runs.run_export, tr("draw a chart or write the data"))
    export.add_argument("out", metavar="OUT", help=tr("the file to write; its ending decides the form (- is JSON)"))
    export.add_argument(
        "--view", type=_text, default="", metavar="NAME", help=tr("timeline, graph, a saved view, or a table for .csv")
    )
    export.add_argument("--size", type=_size, metavar="WxH", help=tr("width and height in pixels"))
    export.add_argument("--dpi", type=_dpi, default=96, metavar="N", help=tr("dots per inch of a PNG"))
    export.add_argument("--title", type=_text, default="", metavar="TEXT", help=tr("the heading of the chart"))

    check = command("check", runs.run_check, tr("look for damage"))
    check.add_argument("--recover", metavar="NEW", help=tr("save what can be read into a new project"))
    info = command("info", runs.run_info, tr("count what a project holds"))
    info.add_argument("--json", action="store_true", help=tr("answer in JSON"))
    history = command("history", runs.run_history, tr("list the undo steps, newest first"))
    history.add_argument("--json", action="store_true", help=tr("answer in JSON"))
    for name, text in (("undo", tr("take back the newest steps")), ("redo", tr("do again what was undone"))):
        steps = command(name, runs.run_steps, text)
        steps.add_argument("count", nargs="?", type=_count, default=1, metavar="N", help=tr("how many steps (1)"))
        steps.set_defaults(way=name)
    return whole


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
