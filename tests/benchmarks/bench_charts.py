"""How long pictures take: CPU time of layout, SVG, PNG and PDF. Prints, never fails.

Run by hand: `python tests/benchmarks/bench_charts.py`. Goals: 10,000 events or 2,000 links from facts to SVG in a
few seconds, of which the SVG of a finished display list takes at most 0.5 s.
"""

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from geoeditor.charts.graph import graph_chart
from geoeditor.charts.timeline import timeline_chart
from geoeditor.core.identifiers import to_text
from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartFacts, ChartLink, Evidence
from geoeditor.pictures.measure import qt_measure, start_qt
from geoeditor.pictures.pdf import pdf_bytes
from geoeditor.pictures.png import png_bytes
from geoeditor.pictures.svg import svg_bytes

WORDS = "accuses meets envoys sanctions talks in Geneva withdraws agreement gas transit refuses to sign".split()
KINDS = ("person", "state", "organisation", "group", "place", "other")
Result = TypeVar("Result")


def crowd(actors: int, events: int, links: int) -> ChartFacts:
    """Return facts of the wanted numbers, always the same."""
    dice = random.Random(11)
    evidence = [Evidence(), Evidence(1, 1), Evidence(4, 2), Evidence(1, 1, ("Dana Whitfield",))]
    people = tuple(
        ChartActor(i + 1, f"Actor {i} {dice.choice(WORDS)}", f"actor.{dice.choice(KINDS)}") for i in range(actors)
    )
    happened = []
    for i in range(events):
        year, month, day = dice.randrange(1990, 2026), dice.randrange(1, 13), dice.randrange(1, 28)
        exact = f"{year}-{month:02}-{day:02}"
        date = dice.choice(
            [exact, exact, exact, f"{year}", f"{year}-{month:02}~", f"{exact}/{year + 1}-{month:02}", ""]
        )
        who = tuple((a + 1, "role.actor") for a in dice.sample(range(actors), 2))
        title = " ".join(dice.sample(WORDS, 5))
        happened.append(
            ChartEvent(
                10**6 + i, title, "event.accuse", "Accuse", dice.choice([-1, 0, 1]), t=date, participants=who,
                evidence=dice.choice(evidence),
            )
        )  # fmt: skip
    lasting = []
    for i in range(links):
        a, b = dice.sample(range(actors), 2)
        lasting.append(
            ChartLink(
                10**7 + i,
                a + 1,
                b + 1,
                dice.choice(WORDS),
                sign=dice.choice([-1, 0, 1]),
                evidence=dice.choice(evidence),
            )
        )
    return ChartFacts("A crowd", people, tuple(happened), tuple(lasting))


def measured(name: str, work: Callable[[], Result]) -> Result:
    """Run once, print the CPU time, return the result."""
    started = time.process_time()
    result = work()
    size = f"{len(result):>12,} bytes" if isinstance(result, bytes) else ""
    sys.stdout.write(f"{name:<44}{time.process_time() - started:8.3f} s CPU{size}\n")
    return result


def main() -> None:
    """Print all figures."""
    application = start_qt()
    measure = qt_measure()
    cases = [(timeline_chart, 12, 12, 16), (timeline_chart, 40, 60, 90), (timeline_chart, 200, 10_000, 0)]
    cases += [(graph_chart, 12, 12, 16), (graph_chart, 40, 60, 90), (graph_chart, 700, 0, 2_000)]
    for chart, actors, events, links in cases:
        facts = crowd(actors, events, links)
        count = events if chart is timeline_chart else links
        words = f"{'timeline' if chart is timeline_chart else 'graph'} of {count:,} facts"
        picture = measured(f"{words}: layout", partial(chart, facts, None, measure))
        measured(f"{words}: SVG", partial(svg_bytes, picture, to_text))
        measured(f"{words}: PNG", partial(png_bytes, picture))
        measured(f"{words}: PDF", partial(pdf_bytes, picture))
    del application


if __name__ == "__main__":
    main()
