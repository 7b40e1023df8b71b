"""How long the graph of the window takes: CPU time of frames while one pans and zooms, of hit tests, of one edit.

2,000 actors, 10,000 links, 10,000 events. Prints, never fails on time; what is drawn is checked against the scene.
Run by hand: `QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_graph_window.py`. Goal: p99 of a frame <= 16 ms.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from geoeditor.core.commands.actors import change_actor
from geoeditor.core.commands.bulk import Batch, add_records
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, new_id
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.graph import GraphView
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme

ACTORS, LINKS, EVENTS = 2_000, 10_000, 10_000
CLUSTERS = 40
FRAMES = 240
SIZE = (1600, 900)
WORDS = "accuses meets sanctions funds visits talks supplies refuses threatens".split()
KINDS = ("person", "state", "organisation", "group", "place", "other")


def filled(path: Path) -> Document:
    """Make a project of the wanted size, always the same but for its ids: clusters with some ways between them."""
    dice = random.Random(5)
    actors = [new_id() for _ in range(ACTORS)]
    people = [{"name": f"Actor {i} {dice.choice(WORDS)}", "kind": f"actor.{dice.choice(KINDS)}"} for i in range(ACTORS)]
    lasting = []
    for _ in range(LINKS):
        a = dice.randrange(ACTORS)
        b = dice.randrange(ACTORS) if dice.random() < 0.08 else (a + CLUSTERS * dice.randrange(1, 20)) % ACTORS
        if a == b:
            b = (a + 1) % ACTORS
        lasting.append(
            {
                "from": actors[a],
                "to": actors[b],
                "label": dice.choice(WORDS),
                "sign": dice.choice((-1, 0, 1)),
            }
        )
    happened = [{"title": " ".join(dice.sample(WORDS, 4)), "t": "2024"} for _ in range(EVENTS)]
    document = Document.create(path)
    add_records(document, "Fill", [Batch("actor", people, actors), Batch("event", happened), Batch("link", lasting)])
    return document


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def timed(work: Callable[[], object]) -> float:
    """Return the CPU time of a piece of work in ms."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1e3


def told(name: str, times: list[float]) -> None:
    """Say median and p99 of some times."""
    say(f"{name:34s} median {np.median(times):8.2f}  p99 {np.percentile(times, 99):8.2f} ms CPU, n = {len(times)}")


def step(view: GraphView, frame: int) -> None:
    """Move the camera along a path: pan, look nearer, pan back, look from further away; it ends where it began."""
    part, sign = frame // (FRAMES // 4), -1.0 if frame // (FRAMES // 4) == 2 else 1.0
    if part in (0, 2):
        view.canvas.pan(6.0 * sign, 3.0 * sign)
    else:
        view.canvas.zoom_by(1.03 if part == 1 else 1 / 1.03, QPointF(700, 420))


def frames(view: GraphView, application: QApplication) -> tuple[list[float], list[float]]:
    """Return the times of the frames of a path, and of the slices of drawing that fall between them."""
    painted: list[float] = []
    between: list[float] = []
    for frame in range(FRAMES):

        def work(frame: int = frame) -> None:
            step(view, frame)
            view.canvas.repaint()

        painted.append(timed(work))
        until = time.perf_counter() + 0.016
        while time.perf_counter() < until:
            spent = timed(application.processEvents)
            if spent > 0.2:
                between.append(spent)
            time.sleep(0.001)
    return painted, between


def sharp(view: GraphView) -> tuple[float, list[float]]:
    """Draw a whole sharp picture anew, in slices; return its CPU time and that of each slice."""
    canvas = view.canvas
    canvas.frame.drop()
    slices: list[float] = []
    done = False
    while not done:
        started = time.process_time()
        done = canvas.frame.work(canvas.camera, canvas.look, canvas.left_out)
        slices.append((time.process_time() - started) * 1e3)
    return sum(slices), slices


def check(view: GraphView) -> None:
    """Every node in sight must be there in its colour, and hit where it is drawn; no two labels may touch."""
    canvas, scene = view.canvas, view.scene
    canvas.settle(60_000)
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    canvas.render(image, QPoint())
    missing = missed = seen = 0
    left, top = canvas.camera.origin
    labels = np.array([*canvas.frame.placing.names.values(), *canvas.frame.placing.labels.values()])
    labels = labels - np.array([left, top, left, top])
    for row in range(len(scene.ids)):
        spot = canvas.spot_of(row)
        if not canvas.rect().adjusted(10, 10, -10, -40).contains(spot.toPoint()):
            continue
        seen += 1
        others = np.hypot(*(scene.places - scene.places[row]).T) * canvas.camera.zoom
        under = (labels[:, :2] <= (spot.x(), spot.y())).all(axis=1) & (labels[:, 2:] >= (spot.x(), spot.y())).all(
            axis=1
        )
        if np.sort(others)[1] < 16 or under.any():
            continue  # another node, or the name of a greater one, may lie over it
        missing += QColor(image.pixel(spot.toPoint())).name() == canvas.look.palette.surface
        hit = canvas.hit(spot)
        missed += (hit.what, hit.row) != ("node", row)
    boxes = np.array([*canvas.frame.placing.names.values(), *canvas.frame.placing.labels.values()])
    touching = sum(
        int(((boxes[:, 0] < b[2]) & (boxes[:, 2] > b[0]) & (boxes[:, 1] < b[3]) & (boxes[:, 3] > b[1])).sum()) - 1
        for b in boxes
    )
    say(f"checked {seen} nodes in sight: {missing} not drawn, {missed} not hit; {len(boxes)} labels, {touching} touch")


def main() -> None:
    """Print all figures."""
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        bridge, selection, window = Bridge(), Selection(), QWidget()
        bridge.adopt(filled(Path(folder) / "crowd.geoeditor"))
        view = GraphView(bridge, selection, Actions(window), Theme(application, "light"), Filter(), window)
        window.resize(*SIZE)
        view.resize(*SIZE)
        say(f"load average {os.getloadavg()[0]:.1f}")
        say(f"{'shown, layout begun':34s} {timed(window.show):8.1f} ms CPU")
        started, cpu = time.perf_counter(), time.process_time()
        while view.arranger.is_busy:
            application.processEvents()
            time.sleep(0.005)
        wall = time.perf_counter() - started
        say(f"{'layout in its thread':34s} {(time.process_time() - cpu) * 1e3:8.1f} ms CPU, {wall:.1f} s")
        whole, slices = sharp(view)
        say(f"{'whole sharp picture, fitted':34s} {whole:8.1f} ms CPU; longest slice {max(slices):.1f}")
        painted, between = frames(view, application)
        told("pan and zoom, fitted", painted)
        told("slices in between", between or [0.0])
        view.canvas.zoom_by(4.0)
        whole, slices = sharp(view)
        say(f"{'whole sharp picture, 4 times nearer':34s} {whole:8.1f} ms CPU; longest slice {max(slices):.1f}")
        painted, between = frames(view, application)
        told("pan and zoom there", painted)
        told("slices in between", between or [0.0])
        dice = random.Random(1)
        spots = [QPointF(dice.uniform(0, SIZE[0]), dice.uniform(0, SIZE[1])) for _ in range(500)]
        view.canvas.hit(spots[0])
        told("hit test", [timed(partial(view.canvas.hit, spot)) for spot in spots])
        name = ActorId(view.scene.ids[7])
        told(
            "rename, shown",
            [timed(partial(bridge.attempt, partial(change_actor, actor_id=name, name=f"N {i}"))) for i in range(10)],
        )
        check(view)
        view.canvas.fit()
        check(view)
        bridge.adopt(None)
    window.close()


if __name__ == "__main__":
    main()
