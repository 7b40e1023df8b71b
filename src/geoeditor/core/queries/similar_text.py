"""Which source a new text may be a later version of, told by its title and by runs of words that stand in both.

A few runs of words are taken from all over the new text and looked up in the search index, so that the answer takes
some milliseconds however many sources there are. Reads only.
"""

import re
import sqlite3
from collections import Counter
from typing import Final, NamedTuple

from geoeditor.core.document import Document
from geoeditor.core.search import fold

_RUNS: Final = 16
"""Runs of words that are looked up."""
_WORDS: Final = 6
"""Words of a run: two texts by different hands hardly share one."""
_STRETCH: Final = 240
"""Letters that are looked at around a place to find the words of a run."""
_ENOUGH: Final = 0.5
"""The share of runs that makes texts similar whatever they are called."""
_TELLING: Final = 4
"""Words of a title from which on the same title is enough by itself."""
_MOST: Final = 50
"""Sources that are looked at for one run."""
_WORD: Final = re.compile(r"\w+")


class Similar(NamedTuple):
    """A source that the text may be a version of; `share` is how many of the runs looked up stand in it."""

    id: int
    title: str
    share: float


def similar_source(document: Document, title: str, text: str) -> Similar | None:
    """Return the source that the text is most likely a new version of, None where none is alike."""
    runs = _runs(text)
    key = _key(title)
    with document.read() as connection:
        counts: Counter[int] = Counter()
        for run in runs:
            counts.update(_sources_with(connection, run))
        titles = _namesakes(connection, title, key)
        shares = {source: counts[source] / len(runs) if runs else 0.0 for source in {*counts, *titles}}
        alike = [
            source
            for source, share in shares.items()
            if share >= _ENOUGH or (source in titles and (share > 0 or len(key.split()) >= _TELLING))
        ]
        if not alike:
            return None
        earlier = _earlier(connection, alike)
        best = max(alike, key=lambda source: (source not in earlier, shares[source], source))
        name = connection.execute("SELECT title FROM source WHERE id = ?", (best,)).fetchone()[0]
    return Similar(best, name, shares[best])


def _runs(text: str) -> list[str]:
    """Return runs of words from all over a text, folded, each once."""
    runs: dict[str, None] = {}
    step = max(len(text) / _RUNS, 1)
    for number in range(_RUNS):
        start = int(number * step)
        stretch = text[start : start + _STRETCH]
        words = _WORD.findall(fold(stretch))
        if start and len(words) > 1:
            del words[0]  # it may be cut
        if start + _STRETCH < len(text) and words:
            del words[-1]
        if len(words) >= _WORDS:
            runs[" ".join(words[:_WORDS])] = None
    return list(runs)


def _sources_with(connection: sqlite3.Connection, run: str) -> list[int]:
    """Return the sources in whose text a run of words stands."""
    # the words hold letters, digits and underlines only, and between quotes none of them is an operator
    rows = connection.execute(
        "SELECT x.source_id FROM search JOIN source_text x ON x.id = search.rowid"
        " WHERE search MATCH ? AND search.origin = 'source_text' LIMIT ?",
        (f'"{run}"', _MOST),
    )
    return [source for (source,) in rows]


def _key(title: str) -> str:
    return " ".join(_WORD.findall(fold(title)))


def _namesakes(connection: sqlite3.Connection, title: str, key: str) -> set[int]:
    """Return the sources of the same title, whatever its case, accents and signs."""
    if not key:
        return set()
    rows = connection.execute(
        "SELECT s.id, s.title FROM search JOIN source s ON s.id = search.rowid"
        " WHERE search MATCH ? AND search.origin = 'source' LIMIT ?",
        (f'"{key}"', _MOST),
    )
    return {source for source, name in rows if _key(name) == key}


def _earlier(connection: sqlite3.Connection, sources: list[int]) -> set[int]:
    """Return those of the sources that have a later version already."""
    marks = ", ".join("?" * len(sources))
    rows = connection.execute(f"SELECT version_of FROM source WHERE version_of IN ({marks})", sources)
    return {source for (source,) in rows}
