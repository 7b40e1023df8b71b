"""How fast the window's timeline is: building it, and panning and zooming, frame by frame. Prints, never fails on time.

Run by hand: `python tests/benchmarks/bench_timeline_window.py`. Goals for 10,000 events of 2,000 actors, CPU time on
1600 by 900 px: built in 0.5 s, 99 of 100 frames within 16 ms; 100,000 events are measured too. What is in sight is
compared with a search event by event; a difference is an error.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from geoeditor.charts.timeline.screen import CRISP_BAR, LEAST_BAR, MARK_REACH
from geoeditor.core.commands.bulk.addition import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.layout.time_window import TimeWindow
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline import TimelineView
from geoeditor.ui.timeline.stage import Stage

WORDS = "accuses meets envoys sanctions talks in Geneva withdraws agreement gas transit refuses to sign".split()
KINDS = ("event.accuse", "event.consult", "event.statement", "event.threaten", "event.aid", "event.protest")
SIZE = (1600, 900)
FRAMES = 240


def write(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


def fill(document: Document, actors: int, events: int) -> None:
    """Write a crowd into an empty project, always the same."""
    dice = random.Random(5)
    people = [{"name": f"Actor {i} {dice.choice(WORDS)}", "kind": "actor.person"} for i in range(actors)]
    happened, joined = [], []
    first_actor, first_event = 10**6, 10**9
    for i in range(events):
        year, month, day = dice.randrange(1990, 2026), dice.randrange(1, 13), dice.randrange(1, 28)
        exact = f"{year}-{month:02}-{day:02}"
        choices = [exact] * 5 + [f"{year}", f"{year}-{month:02}~", f"{exact}/{year + 1}-{month:02}", f"{exact}/..", ""]
        title = " ".join(dice.sample(WORDS, 5))
        happened.append({"title": title, "kind": dice.choice(KINDS), "t": dice.choice(choices)})
        for actor in dice.sample(range(actors), 2):
            joined.append({"event": first_event + i, "actor": first_actor + actor, "role": "role.participant"})
    ids = [range(first_actor, first_actor + actors), range(first_event, first_event + events)]
    add_records(document, "Fill", [*_batches(people, happened, joined, ids)])


def _batches(
    people: list[dict[str, str]], happened: list[dict[str, str]], joined: list[dict[str, object]],
    ids: list[range],
) -> Iterator[Batch]:  # fmt: skip
    yield Batch("actor", people, list(ids[0]))
    yield Batch("event", happened, list(ids[1]))
    yield Batch("participation", joined, None)


def path_of(stage: Stage) -> Iterator[tuple[TimeWindow, float]]:
    """Yield windows and scrolling: in to a few weeks while going right and down, then panning, then out again."""
    whole = stage.fitting()
    for i in range(FRAMES):
        share = i / FRAMES
        depth = min(share * 3, 1.0, (1 - share) * 3)
        factor = 400.0**depth
        window = whole.zoomed(factor, whole.width * 0.6).panned(-3.0 * i)
        yield window, share * stage.furthest


def in_sight(stage: Stage) -> set[int]:
    """Return the events in sight, found one by one."""
    scene, plot, window, ladder = stage.scene, stage.plot, stage.window, stage.ladder
    events = scene.columns.events
    found = set()
    lanes = stage.frame.lanes
    for event, lane in zip(stage.strips.mark_event.tolist(), stage.strips.mark_lane.tolist(), strict=True):
        if lane not in lanes or scene.hidden[event]:
            continue
        top, bottom = ladder.tops[lane] - stage.scroll, ladder.tops[lane + 1] - stage.scroll
        if bottom < 0 or top > plot.bottom:
            continue
        if not scene.dated[event]:
            found.add(event)
            continue
        a, b = window.x(float(events.lo[event])), window.x(float(events.hi[event]))
        room = max((b - a) * 0.8 if np.isfinite(b - a) else 0.0, 26.0)
        shift = float(scene.nudge[event] + scene.twin[event] * min(13.0, room / scene.twins[event]))
        x = window.x(float(scene.mid[event])) + shift
        ends = [x - MARK_REACH, x + MARK_REACH]
        if b - a >= (CRISP_BAR if events.fine[event] else LEAST_BAR):
            ends = [min(a, ends[0]), max(b, ends[1])]
        if ends[1] >= 0 and ends[0] <= window.width:
            found.add(event)
    return found


def frames_of(view: TimelineView, name: str) -> None:
    """Go along the path, painting each frame into a picture, and print the times."""
    canvas, stage = view.canvas, view.canvas.stage
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    times: list[float] = []
    checked = 0
    for number, (window, scroll) in enumerate(path_of(stage)):
        started = time.process_time()
        stage.look(window)
        stage.scroll_to(scroll)
        painter = QPainter(image)
        canvas.paint_on(painter)
        painter.end()
        times.append((time.process_time() - started) * 1e3)
        if number % 24 == 0:
            if set(stage.frame.events.tolist()) != in_sight(stage):
                raise AssertionError(f"{name}: what is drawn in frame {number} is not what is in sight")
            checked += 1
    write(
        f"  {name:<34} median {np.median(times):6.2f}  p99 {np.percentile(times, 99):6.2f}  max {max(times):6.2f} ms,"
        f" {sum(t > 16 for t in times)} of {FRAMES} over 16 ms; {checked} frames checked"
    )


def shown_of(view: TimelineView) -> None:
    """Go along the path with the real widget on its screen, and print the times."""
    canvas, stage = view.canvas, view.canvas.stage
    times = []
    for window, scroll in path_of(stage):
        started = time.process_time()
        stage.look(window)
        stage.scroll_to(scroll)
        canvas.moved.emit()
        canvas.repaint()
        times.append((time.process_time() - started) * 1e3)
    write(f"  {'the widget itself':<34} median {np.median(times):6.2f}  p99 {np.percentile(times, 99):6.2f} ms")


def measure(application: QApplication, actors: int, events: int) -> None:
    """Measure one size."""
    with tempfile.TemporaryDirectory() as folder:
        document = Document.create(Path(folder) / "crowd.geoeditor")
        fill(document, actors, events)
        window = QWidget()
        bridge = Bridge()
        view = TimelineView(bridge, Selection(), Actions(window), Theme(application, "light"), Filter())
        header = view.header()
        view.resize(*SIZE)
        bridge.adopt(document)
        started = time.process_time()
        view.reload()
        view.canvas.stage.resize(*map(float, SIZE))
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        view.canvas.paint_on(painter)
        painter.end()
        write(f"{events:,} events, {actors:,} actors: built and painted in {time.process_time() - started:.3f} s CPU")
        view.show()
        application.processEvents()
        view.canvas.stage.resize(*map(float, SIZE))
        frames_of(view, "storylines, pan and zoom")
        shown_of(view)
        view.set_mode("lanes")
        started = time.process_time()
        view.canvas.settle()
        write(f"  lanes packed in {(time.process_time() - started) * 1e3:.1f} ms")
        frames_of(view, "lanes by kind, pan and zoom")
        shown_of(view)
        view.close()
        header.close()
        bridge.adopt(None)


def main() -> None:
    """Print all figures."""
    application = QApplication([])
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    write(f"CPU ms a frame of {SIZE[0]} x {SIZE[1]}, load average {load:.1f}")
    for actors, events in ((12, 60), (2_000, 10_000), (20, 10_000), (2_000, 100_000)):
        measure(application, actors, events)


if __name__ == "__main__":
    main()
