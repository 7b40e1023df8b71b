"""Titles read by the worker beside the window, and listed against the roles that the project knows."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, links, sources
from geoeditor.core.identifiers import SourceId
from geoeditor.core.queries.checking import TITLES, CheckItem
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking import CheckView
from geoeditor.ui.checking.title_reading import TitleReading
from geoeditor.ui.workers import Done, Failed, Worker

SEED = Path(__file__).parents[4] / "shared" / "reading" / "seed.json"
TEXT = "Anna Berg spoke in Oslo. Later the former Norwegian prime minister left."


class Counting(Worker):
    """The worker, with the texts that it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def find_titles(self, text: str, done: Done, failed: Failed) -> None:
        """Note the text, and find its titles."""
        self.asked.append(text)
        super().find_titles(text, done, failed)


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Counting]:
    made = Counting()
    yield made
    made.stop()


@pytest.fixture
def reading(bridge: Bridge, worker: Worker, view: CheckView) -> TitleReading:
    """Return the reading of titles, joined to the pane as the window joins it."""
    made = TitleReading(bridge, worker, view)

    def show() -> None:
        view.search.titles = made.uses
        view.search.start_soon()

    view.search.found.connect(lambda _sections: made.look())
    made.changed.connect(show)
    return made


@pytest.fixture
def listed(qtbot: QtBot, view: CheckView, reading: TitleReading) -> Callable[[], list[CheckItem]]:
    def found() -> list[CheckItem]:
        qtbot.waitUntil(lambda: not (view.search.is_busy or reading.is_busy), timeout=20_000)
        return [row for row in view.model.rows if isinstance(row, CheckItem) and row.section == TITLES]

    return found


def give_role(bridge: Bridge, person: str, state: str, t: str) -> None:
    who = actors.add_actor(bridge.document, name=person, kind="actor.person")
    where = actors.add_actor(bridge.document, name=state, kind="actor.state")
    links.link_actors(bridge.document, who, where, kind="link.leads", t=t)


def add_text(bridge: Bridge, text: str, t: str) -> SourceId:
    return sources.add_source(bridge.document, text, title="An article", t=t)


def test_a_title_that_does_not_fit_is_listed_beside_its_sentence(
    bridge: Bridge, listed: Callable[[], list[CheckItem]]
) -> None:
    source = add_text(bridge, TEXT, "2025-08-05")
    give_role(bridge, "Anna Berg", "Norway", "2025-01-20/..")
    (item,) = listed()
    assert item.words == "“former Norwegian prime minister”"
    assert item.detail.startswith("by the project, Anna Berg leads Norway since 20 Jan 2025\nLater the")
    assert (item.source_id, item.span) == (source, (25, len(TEXT)))


def test_it_goes_when_the_date_or_the_role_changes(bridge: Bridge, listed: Callable[[], list[CheckItem]]) -> None:
    source = add_text(bridge, TEXT, "2025-08-05")
    give_role(bridge, "Anna Berg", "Norway", "2025-01-20/..")
    assert len(listed()) == 1
    sources.change_source(bridge.document, source, t="2024-08-05")
    assert listed() == []
    sources.change_source(bridge.document, source, t="")
    assert listed() == []
    bridge.undo()
    bridge.undo()
    assert len(listed()) == 1
    sources.remove_sources(bridge.document, source)
    assert listed() == []


def test_texts_are_read_once_and_only_where_a_role_is_known(
    bridge: Bridge, worker: Counting, listed: Callable[[], list[CheckItem]]
) -> None:
    add_text(bridge, TEXT, "2025-08-05")
    add_text(bridge, "No date, no reading.", "")
    listed()
    assert worker.asked == []
    give_role(bridge, "Anna Berg", "Norway", "2025-01-20/..")
    listed()
    actors.add_actor(bridge.document, name="Somebody")
    listed()
    assert worker.asked == [TEXT]


def test_another_project_begins_anew(
    bridge: Bridge, reading: TitleReading, listed: Callable[[], list[CheckItem]]
) -> None:
    add_text(bridge, TEXT, "2025-08-05")
    give_role(bridge, "Anna Berg", "Norway", "2025-01-20/..")
    assert len(listed()) == 1
    bridge.adopt(None)
    assert reading.uses == {}


@pytest.mark.skipif(not SEED.exists(), reason="the annotated article is not here")
@pytest.mark.parametrize(("published", "count"), [("2025-08-05", 2), ("2024-08-05", 0), ("", 0)])
def test_the_annotated_article_has_two_titles_that_do_not_fit(
    bridge: Bridge, listed: Callable[[], list[CheckItem]], published: str, count: int
) -> None:
    add_text(bridge, json.loads(SEED.read_text("utf-8"))["text"], published)
    give_role(bridge, "Donald Trump", "United States", "2025-01-20/..")
    assert [item.words for item in listed()] == ["“former U.S. president”"] * count
