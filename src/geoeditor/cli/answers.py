"""What the command line says: answers to stdout, talk to stderr, and nothing that could steer a terminal."""

import re
import sys
from typing import Final

DONE: Final = 0
PROBLEMS: Final = 1
REFUSED: Final = 2

_UNSAFE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could steer a terminal, turn the reading direction round, or is no character at all."""


def say(sentence: str) -> None:
    """Say a sentence on stderr, on one line."""
    print(_UNSAFE.sub("\ufffd", " ".join(sentence.split())), file=sys.stderr)


def answer(text: str) -> None:
    """Answer on stdout."""
    print(_UNSAFE.sub("\ufffd", text))


def answer_json(value: object) -> None:
    """Answer in JSON."""
    import orjson

    print(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
