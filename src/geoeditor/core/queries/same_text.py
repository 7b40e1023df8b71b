"""Which source holds a text already, told by its hash."""

from typing import NamedTuple

from geoeditor.core.document import Document


class Twin(NamedTuple):
    """The source that holds the text."""

    id: int
    title: str


def source_with_text(document: Document, sha256: str) -> Twin | None:
    """Return the first source whose text has this SHA-256, None where there is none."""
    with document.read() as connection:
        row = connection.execute(
            "SELECT id, title FROM source WHERE text_sha256 = ? ORDER BY id LIMIT 1", (sha256,)
        ).fetchone()
    return None if row is None else Twin(*row)
