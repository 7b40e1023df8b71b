"""Articles for the command line: foreign formats are read by the worker, a process of their own within limits.

Plain text is read right here, as it needs no parser. Imports the worker for its command line only.
"""

import subprocess
import sys
from base64 import b64encode
from itertools import chain
from os import fsencode
from pathlib import Path
from typing import Any, Final

import orjson

from geoeditor import worker
from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import (
    LARGEST_ORIGINAL,
    Article,
    is_plain,
    is_plain_file,
    parse_article,
    read_article,
    reader_ended,
)
from geoeditor.translation import shown, tr

LIMIT_S: Final = 60.0
"""Clock time that one file may take."""


def read_apart(file: str) -> Article:
    """Read an article from a file, or from standard input where its name is “-”.

    Raises:
        UserError: there is no text to be had.
    """
    if file == "-":
        name = tr("standard input")
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(LARGEST_ORIGINAL + 1)
        if sys.stdin is None or len(data) > LARGEST_ORIGINAL or is_plain(data):
            return read_article(file) if sys.stdin is None else parse_article(data, name)
        return _asked({"bytes": b64encode(data).decode(), "name": name}, name)
    path = Path(file)
    if is_plain_file(path):
        return read_article(path)
    whole = str(path.absolute())
    return _asked({"path_bytes": b64encode(fsencode(whole)).decode()}, shown(path.name or file))


def _asked(task: dict[str, str], name: str) -> Article:
    """Let the worker do one task and end.

    Raises: UserError where it refuses, takes too long or dies.
    """
    line = orjson.dumps({"id": 1, "do": "article", **task}) + b"\n"
    try:
        done = subprocess.run(
            worker.command(),
            input=line,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        told = tr(
            "Reading “{name}” took more than {n:g} seconds and was stopped; the project was not changed.",
            name=name,
            n=LIMIT_S,
        )
        raise UserError(told) from problem
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise UserError(
            tr("The process that reads texts could not be started ({reason}); nothing was changed.", reason=reason)
        ) from problem
    pieces: dict[str, list[Any]] = {}
    for answer in map(orjson.loads, done.stdout.splitlines()):
        if "problem" in answer:
            raise UserError(answer["problem"])
        for key, piece in answer.get("more", {}).items():
            pieces.setdefault(key, []).append(piece)
        if "value" in answer:
            texts = {key: "".join(each) for key, each in pieces.items() if isinstance(each[0], str)}
            lists = {key: tuple(chain.from_iterable(each)) for key, each in pieces.items() if key not in texts}
            empty: dict[str, Any] = {"extractors": (), "warnings": ()}
            return Article(**{**answer["value"], **empty, **texts, **lists})
    raise reader_ended(name)
