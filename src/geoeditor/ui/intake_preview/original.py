"""The file an article came from, read raw so that it can be kept: never parsed here, and only where it is unchanged."""

import hashlib
import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

from geoeditor.core.commands.slices import Slices
from geoeditor.core.errors import UserError
from geoeditor.translation import shown, tr

LARGEST: Final = 50_000_000
"""The most bytes of a file that is kept; what could be read as an article is smaller."""
_PIECE: Final = 500_000


class Original(NamedTuple):
    """A file to be kept with a source: where it is, and the SHA-256 of the bytes that the text was read from."""

    path: Path
    sha256: str
    media_type: str


def bytes_of(original: Original) -> Slices[bytes]:
    """Read a file in slices and return its bytes.

    Raises: UserError where it is gone, too large, or not the file any more that was read.
    """
    name = shown(original.path.name)
    digest, size = hashlib.sha256(), 0
    pieces: list[bytes] = []
    try:
        # without waiting: what is no ordinary file any more may never give a byte
        number = os.open(original.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise _changed(name)
            while piece := file.read(_PIECE):
                digest.update(piece)
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST:
                    raise UserError(
                        tr(
                            "“{name}” is larger than the {limit} MB that can be kept in a project, so nothing was"
                            " taken in; take it in without the original.",
                            name=name,
                            limit=LARGEST // 1_000_000,
                        )
                    )
                yield
    except OSError as problem:
        raise UserError(
            tr(
                "“{name}” can't be read any more ({reason}), so nothing was taken in; take it in without the original.",
                name=name,
                reason=problem.strerror or type(problem).__name__,
            )
        ) from problem
    if digest.hexdigest() != original.sha256:
        raise _changed(name)
    return b"".join(pieces)


def _changed(name: str) -> UserError:
    return UserError(
        tr(
            "“{name}” has changed since it was read, so nothing was taken in; import it again, or take it in"
            " without the original.",
            name=name,
        )
    )
