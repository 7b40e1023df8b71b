"""How long the reader takes: a thousand words of news, and long texts. Prints figures, never fails on time.

Run: .venv/bin/python tests/benchmarks/bench_reading.py
"""

import sys
import time
import tracemalloc

from geoeditor.reading import KnownActor, suggest

PARAGRAPH = (
    "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said. "
    "Ozols confirmed that Latvia is set to receive the “Falcon” radar system from Estonia before the end of the year. "
    "“We have waited since 2022,” he said. The Baltic Grid Company (BGC), which denied the claim, recently signed a "
    "contract with Rheinmetall. Tamm alleged that Moscow had threatened the project in the spring of 2024.\n"
)


def show(line: str) -> None:
    """Print a line of figures."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measure(name: str, text: str, known: tuple[KnownActor, ...] = ()) -> None:
    """Print the processor time and the peak memory of one reading."""
    start = time.process_time()
    found = suggest(text, "2025-08-07", known)
    seconds = time.process_time() - start
    tracemalloc.start()
    suggest(text[:20_000], "2025-08-07", known)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    words = len(text.split())
    show(
        f"{name:32} {words:8} words  {seconds:6.2f} s  {seconds / max(words, 1) * 1e6:6.0f} µs a word  "
        f"{peak / 1e6:5.1f} MB for 20 kB  "
        f"{len(found.actors)} actors {len(found.events)} events {len(found.links)} links"
    )


def main() -> None:
    """Measure the reader on texts of rising length and with a large cast."""
    start = time.process_time()
    suggest("Warm.")
    show(f"word lists loaded in {time.process_time() - start:.2f} s")
    thousand = PARAGRAPH * (1000 // len(PARAGRAPH.split()))
    measure("a thousand words", thousand)
    measure("ten thousand words", thousand * 10)
    cast = tuple(KnownActor(f"Given{n} Surname{n}", "person", (f"Alias{n}",)) for n in range(20_000))
    measure("a thousand words, 20,000 known", thousand, cast)
    measure("one line of a megabyte", PARAGRAPH.replace("\n", " ") * (1_000_000 // len(PARAGRAPH)))
    for piece in (" ", "A ", "1 ", "of the ", "January 1 "):
        measure(f"200 kB of {piece!r}", piece * (200_000 // len(piece)))


if __name__ == "__main__":
    main()
