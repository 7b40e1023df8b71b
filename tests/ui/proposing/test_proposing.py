"""Our own proposals come first and stay, whatever a pipeline does; names of other projects go along."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geoeditor.core.commands.actors import add_actor
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.kept_names import KeptNames
from geoeditor.ui.kept_names.entries import KeptName, learn, refuse
from geoeditor.ui.preferences import PreferencesDialog
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.proposing import Proposing
from geoeditor.ui.theme import Theme
from geoeditor.ui.workers import Worker

TEXT = "Talks\n\nLatvian Foreign Minister Juris Ozols spoke in Riga. Zorbelish men of Ozols left."
Make = Callable[..., Proposing]


@pytest.fixture
def store(qapp: QApplication, tmp_path: Path) -> Store:
    return Store(tmp_path / "settings" / "preferences.json", tmp_path / "log")


@pytest.fixture
def names(store: Store) -> Iterator[KeptNames]:
    made = KeptNames(store)
    yield made
    made.stop()


@pytest.fixture
def make(bridge: Bridge, store: Store, names: KeptNames) -> Iterator[Make]:
    made: list[Proposing] = []
    own = Worker()

    def proposing(pipeline: str = "", *, remembers: bool = False, limit_s: float | None = None) -> Proposing:
        store.set_preferences(replace(store.preferences, pipeline=pipeline, remembers=remembers))
        made.append(Proposing(own, bridge, store, names))
        if limit_s is not None:
            made[-1].pipelines._limit_s = limit_s
        return made[-1]

    yield proposing
    own.stop()
    for each in made:
        each.stop()


class Heard:
    """Takes down what is answered and said."""

    def __init__(self, proposing: Proposing) -> None:
        self.found: list[dict[str, Any]] = []
        self.problems: list[str] = []
        self.told: list[str] = []
        self._proposing = proposing
        proposing.told.connect(self.told.append)

    def ask(self, text: str = TEXT, unwanted: tuple[str, ...] = ()) -> None:
        self._proposing.suggest(text, "", [], self.found.append, self.problems.append, habits={}, unwanted=unwanted)

    def rules(self, number: int) -> dict[str, str]:
        return {actor["name"]: actor["rule"] for actor in self.found[number]["actors"]}


def wait(qtbot: QtBot, heard: Heard, found: int = 1, told: int = 0) -> None:
    qtbot.waitUntil(lambda: len(heard.found) >= found and len(heard.told) >= told, timeout=20_000)
    assert heard.problems == []


def test_without_a_pipeline_one_answer_comes_and_no_second_child_is_started(qtbot: QtBot, make: Make) -> None:
    proposing = make()
    heard = Heard(proposing)
    heard.ask()
    wait(qtbot, heard)
    assert not proposing.pipelines.is_busy
    assert proposing.pipelines._child is None


def test_a_pipeline_adds_to_our_own_which_come_first(qtbot: QtBot, make: Make, make_spacy: Callable[..., None]) -> None:
    make_spacy()
    heard = Heard(make("xx_news"))
    heard.ask()
    wait(qtbot, heard, 2)
    assert "Zorbelish" not in heard.rules(0)
    assert heard.rules(1)["Zorbelish"] == "proposed by xx_news"
    assert {key: rule for key, rule in heard.rules(1).items() if key != "Zorbelish"} == heard.rules(0)
    heard.ask()  # the same text once more, as after an actor was accepted: all at once, nothing goes and comes
    wait(qtbot, heard, 3)
    assert heard.rules(2) == heard.rules(1)
    assert heard.told == []


@pytest.mark.logs
def test_a_pipeline_that_fails_later_leaves_our_own_proposals(
    qtbot: QtBot, make: Make, make_spacy: Callable[..., None]
) -> None:
    make_spacy()
    proposing = make("xx_news")
    heard = Heard(proposing)
    heard.ask()
    wait(qtbot, heard, 2)
    make_spacy("os._exit(9)")
    proposing.pipelines.rest()  # the next child has nothing loaded
    heard.ask()
    wait(qtbot, heard, 3, 1)
    assert heard.rules(2) == heard.rules(0)
    assert "are complete" in heard.told[0]


@pytest.mark.logs
@pytest.mark.parametrize(
    ("loading", "reason"),
    [
        ("raise ImportError('no')", "ImportError"),
        ("bytearray(5 << 30)", "more memory"),
        ("os._exit(9)", "too much time or memory"),
        ("time.sleep(60)", "too much time or memory"),
        ("import socket; socket.socket()", "PermissionError"),
        ("open('stolen.txt', 'w')", "PermissionError"),
    ],
)
def test_whatever_a_pipeline_does_our_own_proposals_stay_and_one_sentence_tells(
    qtbot: QtBot, make: Make, make_spacy: Callable[..., None], loading: str, reason: str
) -> None:
    make_spacy(loading)
    heard = Heard(make("xx_news", limit_s=4))
    heard.ask()
    wait(qtbot, heard, 1, 1)
    assert "Juris Ozols" in heard.rules(0)
    assert len(heard.found) == len(heard.told) == 1
    assert "xx_news" in heard.told[0]
    assert reason in heard.told[0]
    assert "are complete" in heard.told[0]


@pytest.mark.logs
def test_after_two_faults_a_pipeline_is_left_alone_until_it_is_chosen_anew(
    qtbot: QtBot, make: Make, make_spacy: Callable[..., None], store: Store
) -> None:
    make_spacy("raise ImportError('no')")
    proposing = make("xx_news")
    heard = Heard(proposing)
    for number in range(1, 4):
        heard.ask(f"{TEXT} {number}")
        wait(qtbot, heard, number)
        qtbot.waitUntil(lambda: not proposing.pipelines.is_busy, timeout=20_000)
    assert proposing._faults == 2
    assert len(heard.told) == 1
    store.set_preferences(replace(store.preferences, pipeline=""))
    store.set_preferences(replace(store.preferences, pipeline="xx_news"))
    heard.ask()
    wait(qtbot, heard, 4, 2)


def test_names_of_other_projects_go_along_while_they_are_wished(
    qtbot: QtBot, make: Make, names: KeptNames, store: Store
) -> None:
    proposing = make(remembers=True)
    qtbot.waitUntil(lambda: names.is_loaded, timeout=5_000)
    names.change([partial(learn, entry=KeptName("Zorbelish", True, "actor.group", ("ZM",)))])
    heard = Heard(proposing)
    heard.ask()
    wait(qtbot, heard)
    assert heard.rules(0)["Zorbelish"] == "learned from your other projects"
    with qtbot.waitSignal(proposing.wanted):
        store.set_preferences(replace(store.preferences, remembers=False))
    heard.ask()
    wait(qtbot, heard, 2)
    assert "Zorbelish" not in heard.rules(1)


def test_what_is_no_actor_elsewhere_is_not_proposed_unless_this_project_has_it(
    qtbot: QtBot, make: Make, names: KeptNames, bridge: Bridge
) -> None:
    heard = Heard(make(remembers=True))
    qtbot.waitUntil(lambda: names.is_loaded, timeout=5_000)
    names.change([partial(refuse, name="Juris Ozols", when="")])
    heard.ask()
    wait(qtbot, heard)
    assert "Juris Ozols" not in heard.rules(0)
    add_actor(bridge.document, name="Juris Ozols", kind="actor.person")
    known = [{"name": "Juris Ozols", "kind": "person", "names": []}]
    heard._proposing.suggest(TEXT, "", known, heard.found.append, heard.problems.append, habits={}, unwanted=())
    wait(qtbot, heard, 2)
    assert heard.rules(1)["Juris Ozols"] == "known actor"


def _dialog(store: Store, theme: Theme, names: KeptNames, proposing: Proposing) -> PreferencesDialog:
    dialog = PreferencesDialog(store, theme, None, names, proposing)
    dialog.open()
    return dialog


def test_an_installed_pipeline_can_be_chosen(
    qtbot: QtBot, make: Make, make_spacy: Callable[..., None], store: Store, theme: Theme, names: KeptNames
) -> None:
    make_spacy(names=("xx_news", "xx_more"))
    dialog = _dialog(store, theme, names, make())
    assert not dialog.pipeline.isEnabled()
    qtbot.waitUntil(lambda: dialog.pipeline.isEnabled(), timeout=20_000)
    assert [dialog.pipeline.itemText(row) for row in range(3)] == ["None", "xx_more", "xx_news"]
    assert dialog.pipeline.about.text() == dialog.pipeline.accessibleDescription()
    dialog.pipeline.setCurrentIndex(2)
    dialog.accept()
    assert Store(store.path, store.log_folder).preferences.pipeline == "xx_news"


def test_without_spacy_the_choice_is_off_and_says_how_to_get_it(
    qtbot: QtBot, make: Make, store: Store, theme: Theme, names: KeptNames
) -> None:
    dialog = _dialog(store, theme, names, make())
    qtbot.waitUntil(lambda: "pip install spacy" in dialog.pipeline.about.text(), timeout=20_000)
    assert not dialog.pipeline.isEnabled()
    assert dialog.pipeline.chosen == ""
    dialog.reject()


def test_no_child_is_kept_after_a_look_for_pipelines_while_none_is_used(qtbot: QtBot, make: Make) -> None:
    proposing = make()
    with qtbot.waitSignal(proposing.pipelines_found, timeout=20_000):
        proposing.look_for_pipelines()
    qtbot.waitUntil(lambda: proposing.pipelines._child is None, timeout=5_000)


def test_a_pipeline_that_is_gone_stays_chosen_and_says_so(
    qtbot: QtBot, make: Make, make_spacy: Callable[..., None], store: Store, theme: Theme, names: KeptNames
) -> None:
    make_spacy()
    dialog = _dialog(store, theme, names, make("xx_gone"))
    qtbot.waitUntil(lambda: dialog.pipeline.count() == 3, timeout=20_000)
    assert dialog.pipeline.currentText() == "xx_gone (not installed)"
    assert dialog.chosen.pipeline == "xx_gone"
    dialog.reject()


def test_a_dialog_closed_while_pipelines_are_looked_for_hears_no_more(
    qtbot: QtBot, make: Make, store: Store, theme: Theme, names: KeptNames
) -> None:
    proposing = make()
    dialog = _dialog(store, theme, names, proposing)
    with qtbot.waitSignals([dialog.destroyed, proposing.pipelines_found], timeout=20_000):
        dialog.reject()
