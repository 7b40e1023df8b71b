"""Figures of who says it: asking who is quoted, leaving out what rests on one word, following a change.

    python -m tests.benchmarks.bench_speakers --events 10000

CPU time and the clock; never fails on time.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.bench_document import measure

from geoeditor.core.commands import citations
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.identifiers import CitationId, new_id
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import speakers
from geoeditor.core.queries.rows import lines, touched
from geoeditor.core.queries.speakers import SpeakerLimits

_PASSAGES = 2
"""Of each event, one of them somebody's words."""
_SPEAKERS = 40


def fill(document: Document, number: int) -> list[int]:
    """Write so many events, and half as many links, each with two passages; return the ids of the actors."""
    actors, source = [new_id() for _ in range(200)], new_id()
    events, links = [new_id() for _ in range(number)], [new_id() for _ in range(number // 2)]
    facts = [("event", row) for row in events] + [("link", row) for row in links]
    cited = [new_id() for _ in range(len(facts) * _PASSAGES)]
    add_records(
        document,
        "Benchmark",
        [
            Batch("actor", [{"name": f"Actor {row}"} for row in range(200)], actors),
            Batch("event", [{"title": f"Event {row}"} for row in range(number)], events),
            Batch(
                "link",
                [
                    {"from": actors[row % 200], "to": actors[(row * 7 + 1) % 200], "label": "l"}
                    for row in range(len(links))
                ],
                links,
            ),
            Batch("source", [{"title": "A source"}], [source]),
            Batch(
                "citation",
                [
                    {"source": source, table: row, "locator": f"{place}"}
                    for table, row in facts
                    for place in range(_PASSAGES)
                ],
                cited,
            ),
            # a third of all facts has a passage in the source's own voice
            Batch(
                "attribution",
                [
                    {"citation": citation, "ordinal": 0, "name": "Actor", "actor": actors[row // 2 % _SPEAKERS]}
                    for row, citation in enumerate(cited)
                    if row % 6
                ],
            ),
        ],
    )
    return actors


def run(number: int, folder: Path) -> None:
    """Measure one project of so many events."""
    with Document.create(folder / "speakers.geoeditor") as document:
        actors = fill(document, number)
        voices = [voice for actor in actors[:_SPEAKERS] if (voice := speakers.voice_of(document, actor)) is not None]
        measure("who is quoted, with counts", lambda: speakers.speakers(document), 5)
        for title, limits in (
            ("without what rests on one", SpeakerLimits(without=tuple(voices[:1]))),
            ("without what rests on twenty", SpeakerLimits(without=tuple(voices[:20]))),
            ("only what one says", SpeakerLimits(only=tuple(voices[:1]))),
            ("nothing that is only contradicted", SpeakerLimits(stances=frozenset({"contradicts"}))),
        ):
            for table in speakers.TABLES:
                measure(f"{title}: {table}", partial(speakers.left_out, document, table, limits), 5)
        measure("lines of all events", lambda: lines(document, "event"), 3)
        limits = SpeakerLimits(without=tuple(voices[:1]))
        with document.read() as connection:
            cited = CitationId(connection.execute("SELECT citation_id FROM attribution LIMIT 1").fetchone()[0])
        heard: list[ChangeSet] = []
        document.changed.connect(heard.append)
        citations.set_speakers(document, cited, [citations.Speaker("Somebody")])

        def follow() -> None:
            ids = touched(document, "event", heard[-1])
            speakers.left_out(document, "event", limits, ids)

        measure("following a change of one citation", follow, 20)


def main() -> None:
    """Measure as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as folder:
        run(parser.parse_args().events, Path(folder))


if __name__ == "__main__":
    main()
