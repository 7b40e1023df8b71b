"""Several commands as one undo step."""

from collections.abc import Iterator
from contextlib import contextmanager

from geoeditor.core.document import Document


@contextmanager
def one_step(document: Document, label: str, origin: str = "") -> Iterator[None]:
    """Let all commands of the block be one step under this label; where one fails, none of them happened."""
    with document.edit(label, origin):
        yield
