"""The reference job: from a pasted article to two figures with evidence, counted action by action, by keyboard alone.

An action is a key chord, a click, a drag, or one stretch of typing. The job: 13 named actors and 4 unnamed ones, 11
events, 12 links, at least 23 passages, every sentence read; a timeline and a network figure, both put into a document.

| step | what is done | in bulk or one by one | actions |
|:--|:--|:--|--:|
| 1 article in | Ctrl+V, the date of publication, Enter | at once | 3 |
| 2 names | Ctrl+Shift+Enter takes all certain ones, with what is certain of their offices | in bulk | 1 |
| 3 the rest | proposals in the order of the text: Enter takes one, X leaves one out | one by one | about 40 |
| 4 what was not proposed | on its sentence: E, the title (the rest is filled in), Enter | one by one | 3 each |
| 5 nothing missed | Ctrl+Home, then N to the next open sentence, S sets one aside | one by one | about 2 each |
| 6 timeline figure | Ctrl+2, Ctrl+E, Enter in the dialog, Enter in the file dialog | | 4 |
| 7 network figure | Ctrl+3, Ctrl+Shift+L, Ctrl+E, Enter, Enter | | 5 |
| 8 list of sources | printed with the figures | | 0 |
| 9 into a document | Ctrl+2, Ctrl+C, paste; Ctrl+3, Ctrl+C, paste | | 6 |
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from tests.journeys.person import CTRL, NONE, SHIFT, Open, Person

from geoeditor.ui import prompts
from geoeditor.ui.export import ExportDialog
from geoeditor.ui.reader.cards import Card

MOST: Final = 120
UNNAMED: Final = ("diplomatic advisor", "envoys", "contacts", "prisoners")
EVENTS, LINKS, PASSAGES = 11, 12, 23
_ON_KEYBOARDS: Final = str.maketrans("–’“”", '-\'""')
Wanted = Mapping[str, Any]


class Counting:
    """A person whose actions are counted, by step."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.step = ""
        self.counts: Counter[str] = Counter()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press a key: one action."""
        self.counts[self.step] += 1
        self.person.press(key, keys)

    def type(self, words: str) -> None:
        """Type a stretch of text: one action."""
        self.counts[self.step] += 1
        self.person.type(words)

    @property
    def total(self) -> int:
        """Return how many actions there were."""
        return self.counts.total()


class Judgement:
    """What a careful reader takes from the article, from its annotation."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._ids: dict[str, str] = {}
        self.open_events = list(wanted["events"])
        self._links = {(tuple(link["span"]), _pair(link["source"], link["target"])) for link in wanted["links"]}
        self._found: set[str] = set()

    def know(self, proposals: Mapping[str, Any]) -> None:
        """Find out which of the wanted actors each proposed one is, by where both are mentioned."""
        for actor in proposals["actors"]:
            best = max(self._wanted["actors"], key=lambda gold: _shared(gold["mentions"], actor["mentions"]))
            if _shared(best["mentions"], actor["mentions"]):
                self._ids[actor["name"]] = best["id"]

    def wants(self, card: Card, proposals: Mapping[str, Any]) -> bool:
        """Tell whether a proposal is right."""
        if card.what == "actor":
            return card.title in self._ids
        if card.what == "unnamed":
            part = next((part for part in UNNAMED if part in card.title and part not in self._found), "")
            self._found.add(part)
            return bool(part)
        if card.what == "link":
            link = proposals["links"][card.index]
            pair = _pair(self._ids.get(link["source"], ""), self._ids.get(link["target"], ""))
            return any(_overlap(span, card.span) and ends == pair for span, ends in self._links)
        return self._takes_event(proposals["events"][card.index], card)

    def _takes_event(self, event: Mapping[str, Any], card: Card) -> bool:
        ids = {self._ids.get(name, "") for name in event["actors"]}
        fits = [gold for gold in self.open_events if _overlap(gold["span"], card.span) and ids & {*gold["actors"]}]
        if not fits:
            return False
        best = max(fits, key=lambda gold: (gold["edtf"] == event["edtf"], len(ids & {*gold["actors"]})))
        if best["edtf"] != event["edtf"]:
            return False
        self.open_events.remove(best)
        return True


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def _shared(these: Iterable[Sequence[int]], those: Sequence[Sequence[int]]) -> int:
    return sum(any(_overlap(one, other) for other in those) for one in these)


@pytest.fixture
def wanted(checkout: Path) -> Wanted:
    """Return the annotated article."""
    path = checkout.parent / "shared" / "reading" / "seed.json"
    if not path.is_file():
        pytest.skip("the annotated article is not here")
    found: Wanted = json.loads(path.read_text("utf-8"))
    return found


def _take_in(worker: Counting, text: str) -> None:
    person = worker.person
    person.put_on_clipboard(text)
    worker.press(Qt.Key.Key_V, CTRL)
    person.wait(lambda: person.window.bridge.is_open and person.count("source") == 1)
    person.wait(lambda: person.reader.date_strip.isVisible() and person.reader.date_strip.field.hasFocus())
    worker.type("7 August 2025")
    worker.press(Qt.Key.Key_Return)
    person.wait(lambda: "publication" in person.steps()[0])
    person.wait(lambda: not person.furnishing.worker.is_busy and person.reader.proposals.current is not None)


def _settle(worker: Counting) -> None:
    """Wait, as a person would see it, until the proposals know what was learned."""
    worker.person.qtbot.wait(500)
    worker.person.wait(lambda: not worker.person.furnishing.worker.is_busy)


def _decide_all(worker: Counting, judgement: Judgement) -> None:
    """Go through the open proposals, each with one key."""
    reader = worker.person.reader
    for _ in range(200):
        card, proposals = reader.proposals.current, reader.reading.proposals
        if card is None or proposals is None:
            return
        judgement.know(proposals)
        is_wanted = judgement.wants(card, proposals)
        if sum(other.span == card.span for other in reader.proposals.model.cards) == 1:  # the last of its sentence
            _enter_missing(worker, judgement, card.span)
        worker.step = "3 the rest"
        before = len(worker.person.steps())
        worker.press(Qt.Key.Key_Return if is_wanted else Qt.Key.Key_X)
        assert len(worker.person.steps()) == before + 1, worker.person.window.notices.text
        _settle(worker)
    raise AssertionError("proposals do not come to an end")


def _enter_missing(worker: Counting, judgement: Judgement, span: Sequence[int]) -> None:
    """Enter by hand the events of the sentence that nobody proposed."""
    reader = worker.person.reader
    for missing in [gold for gold in judgement.open_events if _overlap(gold["span"], span)]:
        worker.step = "4 what was not proposed"
        judgement.open_events.remove(missing)
        worker.press(Qt.Key.Key_E)
        worker.type(missing["title"].translate(_ON_KEYBOARDS))
        worker.press(Qt.Key.Key_Return)
        assert not reader.entry.isVisible(), reader.entry.problem.text()


def _go_through_open_sentences(worker: Counting, judgement: Judgement) -> None:
    """Enter by hand what was not proposed, and set aside what bears nothing."""
    person, reader = worker.person, worker.person.reader
    worker.step = "5 nothing missed"
    worker.press(Qt.Key.Key_Home, CTRL)
    for _ in range(len(reader.reading.ledger.lines)):
        if not reader.reading.ledger.open_spans:
            return
        worker.step = "5 nothing missed"
        if reader.sentence not in reader.reading.ledger.open_spans:  # S goes on by itself
            worker.press(Qt.Key.Key_N)
        span = reader.sentence
        assert span is not None
        _enter_missing(worker, judgement, span)
        if span in reader.reading.ledger.open_spans:
            worker.step = "5 nothing missed"
            worker.press(Qt.Key.Key_S)
    assert not reader.reading.ledger.open_spans
    assert person.count("event") >= EVENTS


def _figures(worker: Counting, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    person = worker.person
    for step, key, name in (
        ("6 timeline figure", Qt.Key.Key_2, "timeline.png"),
        ("7 network figure", Qt.Key.Key_3, "graph.png"),
    ):
        worker.step, path = step, folder / name
        monkeypatch.setattr(prompts, "save_path", lambda *_arguments, path=path: path)
        worker.press(key, CTRL)
        if name == "graph.png":
            worker.press(Qt.Key.Key_L, CTRL | SHIFT)
        worker.press(Qt.Key.Key_E, CTRL)
        dialog = person.window.findChild(ExportDialog)
        assert dialog is not None
        person.wait(dialog.export_button.isEnabled)
        chart = dialog.form.chart
        assert chart is not None
        assert chart.name == name.removesuffix(".png")
        worker.press(Qt.Key.Key_Return)
        worker.counts[step] += 1  # Enter in the file dialog with the name it suggests
        person.wait(path.exists)
        person.wait(lambda: person.window.findChild(ExportDialog) is None)
        person.window.activateWindow()  # no window manager does it here
        person.wait(person.window.isActiveWindow)
        yield path


def _has_picture() -> bool:
    held: object = QGuiApplication.clipboard().mimeData()  # None while it is empty
    return isinstance(held, QMimeData) and held.hasFormat("image/png")


def _into_a_document(worker: Counting) -> None:
    worker.step = "9 into a document"
    for key in (Qt.Key.Key_2, Qt.Key.Key_3):
        QGuiApplication.clipboard().clear()
        worker.press(key, CTRL)
        worker.press(Qt.Key.Key_C, CTRL)
        worker.person.wait(_has_picture)
        worker.counts[worker.step] += 1  # pasted there


def _number(person: Person, query: str) -> int:
    with person.document.read() as connection:
        found: int = connection.execute(query).fetchone()[0]
    return found


def test_the_reference_job_takes_at_most_120_actions(
    open_window: Open,
    wanted: Wanted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    person = open_window()
    worker, judgement = Counting(person), Judgement(wanted)
    worker.step = "1 article in"
    _take_in(worker, wanted["text"])
    worker.step = "2 names"
    worker.press(Qt.Key.Key_Return, CTRL | SHIFT)
    _settle(worker)
    worker.step = "3 the rest"
    _decide_all(worker, judgement)
    _go_through_open_sentences(worker, judgement)
    for path in _figures(worker, tmp_path, monkeypatch):
        assert not QImage(str(path)).isNull()
    _into_a_document(worker)
    with capsys.disabled():
        sys.stdout.write(f"\nreference job, {worker.total} actions: {dict(sorted(worker.counts.items()))}\n")
    assert _number(person, "SELECT count(*) FROM actor WHERE named") >= 13
    assert _number(person, "SELECT count(*) FROM actor WHERE NOT named") >= len(UNNAMED)
    assert _number(person, 'SELECT count(*) FROM citation WHERE "start" IS NOT NULL') >= PASSAGES
    for fact, least in (("event", EVENTS), ("link", LINKS)):
        assert person.count(fact) >= least
        bare = f"SELECT count(*) FROM {fact} f WHERE NOT EXISTS (SELECT 1 FROM citation c WHERE c.{fact}_id = f.id)"
        assert _number(person, bare) == 0
    assert worker.total <= MOST
    steps = len(person.steps())
    assert person.undo_all() == steps
    assert [person.count(table) for table in ("source", "actor", "event", "link", "citation", "decision")] == [0] * 6
    QApplication.processEvents()
