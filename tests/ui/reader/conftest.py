"""What tests of the reader share: a worker that answers at once, a short article, and the reader over it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands.sources import add_source
from geoeditor.core.identifiers import SourceId
from geoeditor.reading import KnownActor, as_json, suggest
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.when.habits import Habits

TEXT: Final = (
    "🕊 Talks on an island\n\n"
    "Last week Alexander Lukashenko met Vladimir Putin in Minsk, the capital of Belarus. "
    "A senior diplomat spoke of progress. Russia will supply missiles to Belarus before the end of 2025.\n\n"
    "John Bolton claims that Lukashenko criticised Russia."
)


class Reading:
    """Makes proposals in this process, at once or when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, list[str]]] = []
        self.waits = False
        self.fails = ""
        self._answer: Callable[[], None] | None = None

    def suggest(
        self,
        text: str,
        published: str,
        known: list[dict[str, Any]],
        done: Callable[[dict[str, Any]], None],
        failed: Callable[[str], None],
        *,
        habits: dict[str, Any],
        unwanted: Sequence[str],
    ) -> None:
        """Answer as the worker does."""
        self.asked.append((text, published, [actor["name"] for actor in known]))

        def answer() -> None:
            if self.fails:
                failed(self.fails)
                return
            actors = [KnownActor(actor["name"], actor["kind"], tuple(actor["names"])) for actor in known]
            done(as_json(suggest(text, published, actors, Habits(**habits), unwanted)))

        self._answer = answer
        if not self.waits:
            answer()

    def answer(self) -> None:
        """Answer what was asked last."""
        assert self._answer is not None
        self._answer()


@pytest.fixture
def worker() -> Reading:
    """Return the worker."""
    return Reading()


@pytest.fixture
def source(bridge: Bridge) -> SourceId:
    """Return a short article in the project, published on a Thursday."""
    return add_source(bridge.document, TEXT, title="Talks on an island", t="2025-08-07", kind="article")


@pytest.fixture
def make_reader(
    qtbot: QtBot, selection: Selection, actions: Actions, theme: Theme, worker: Reading, window: QWidget
) -> Callable[[Bridge], ReaderView]:
    """Return a function that shows a reader which has the focus."""

    def make(bridge: Bridge) -> ReaderView:
        view = ReaderView(bridge, selection, actions, theme, worker)
        qtbot.addWidget(view)
        qtbot.addWidget(view.header())
        view.resize(420, 860)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        actions.set_active(view)
        view.text.setFocus()
        return view

    return make


@pytest.fixture
def reader(make_reader: Callable[[Bridge], ReaderView], bridge: Bridge, source: SourceId) -> ReaderView:
    """Return the reader over the short article."""
    return make_reader(bridge)


@pytest.fixture
def select(reader: ReaderView) -> Callable[[str], None]:
    """Return a function that selects words of the article."""

    def choose(words: str) -> None:
        start = reader.reading.page.text.index(words)
        reader.text.select_span((start, start + len(words)))

    return choose
