"""How long uncertain time takes: CPU time of reading, describing and of what people type. Prints, never fails.

Run by hand: `python tests/benchmarks/bench_when.py`. Goal: 100,000 distinct strings parsed in 4 s of CPU time.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable

from geoeditor.when import bounds, describe, parse, read_typed

COUNT = 100_000
TYPED_COUNT = 10_000
MONTHS = "January February March April May June July August September October November December"


def mixed_dates(count: int) -> list[str]:
    """Return distinct EDTF strings of all levels, half of them single days, months and years."""
    dice = random.Random(2025)
    found: dict[str, None] = {}
    while len(found) < count:
        year, month, day = dice.randint(1000, 2999), dice.randint(1, 12), dice.randint(1, 28)
        date = f"{year}-{month:02d}-{day:02d}"
        later = f"{year + dice.randint(1, 50)}-{month:02d}-{day:02d}"
        shapes = (
            date,
            date,
            date,
            f"{year}-{month:02d}",
            date + dice.choice("?~%"),
            f"{date}T{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}:00{dice.choice(['Z', '', '+03:00'])}",
            f"{date}/{later}",
            f"{date}~/{later[:7]}",
            dice.choice([f"{date}/..", f"../{date}", f"/{date}"]),
            f"{year}-{dice.randint(21, 41)}",
            dice.choice([date[:3] + "X", date[:8] + "2X", date[:3] + "X" + date[4:], f"{year}-XX-{day:02d}"]),
            dice.choice([f"[{date},{later}]", f"{{{date},{later}}}", f"[{date}..{later}]", f"[..{date}]"]),
            dice.choice([f"Y{year}{day:02d}{month:02d}", f"Y-{year}E{month % 5 + 1}", f"{year}S{month % 3 + 1}"]),
            f"{year}-{dice.choice('?~%')}{month:02d}-{day:02d}",
        )
        found[dice.choice(shapes)] = None
    return list(found)


def typed_dates(count: int) -> list[str]:
    """Return what people type: days, spans, quarters, open ends and alternatives."""
    dice = random.Random(2025)
    texts = []
    for _ in range(count):
        year, day, month = dice.randint(1950, 2030), dice.randint(1, 20), dice.choice(MONTHS.split())
        texts.append(
            dice.choice(
                [
                    f"{day} {month} {year}",
                    f"{month} {day}, {year}",
                    f"{day}–{day + 5} {month} {year}",
                    f"between {year} and {year + 3}",
                    f"since {month} {year}",
                    f"early {year}",
                    f"Q{day % 4 + 1} {year}",
                    f"{day} or {day + 2} {month} {year}",
                ]
            )
        )
    return texts


def measure(name: str, work: Callable[[str], object], texts: Iterable[str]) -> None:
    """Print total, median and 99th percentile of the CPU time of one call a text."""
    clock = time.process_time_ns
    spent = []
    started = clock()
    for text in texts:
        before = clock()
        work(text)
        spent.append(clock() - before)
    total = (clock() - started) / 1e9
    spent.sort()
    median, late = statistics.median(spent) / 1e3, spent[len(spent) * 99 // 100] / 1e3
    sys.stdout.write(
        f"{name:<24}{len(spent):>9,} texts   {total:6.2f} s CPU   median {median:6.1f} µs   p99 {late:6.1f} µs\n"
    )


def main() -> None:
    """Print all figures."""
    texts = mixed_dates(COUNT)
    parse.cache_clear()
    measure("parse, nothing cached", parse, texts)
    last = texts[-60_000:]
    measure("parse, cached", parse, last)
    measure("bounds, cached", bounds, last)
    measure("describe, parse cached", describe, last)
    measure("read_typed", read_typed, typed_dates(TYPED_COUNT))


if __name__ == "__main__":
    main()
