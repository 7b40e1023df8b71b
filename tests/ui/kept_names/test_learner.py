"""What the user decides is learned at once and only while that is wished; what is taken back is unlearned."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import acceptance, actors
from geoeditor.core.commands.acceptance import Proposals
from geoeditor.core.commands.sources import add_source
from geoeditor.core.identifiers import SourceId
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.kept_names import KeptNames, Learner
from geoeditor.ui.kept_names.entries import KeptName, key_of
from geoeditor.ui.kept_names.file import NameFile
from geoeditor.ui.preferences_store import Store

TEXT = "Odessa Vance met two officials. Vance left."
FOUND: Proposals = {
    "sentences": [{"span": [0, 31]}, {"span": [32, 43]}],
    "actors": [
        {
            "name": "Odessa Vance",
            "kind": "person",
            "named": True,
            "aliases": ["Vance"],
            "mentions": [[0, 12], [32, 37]],
            "score": 0.9,
            "rule": "given name",
        }
    ],
    "unnamed": [],
    "dates": [],
    "events": [],
    "links": [],
}


@pytest.fixture
def learner(bridge: Bridge, names: KeptNames) -> Learner:
    return Learner(bridge, names)


@pytest.fixture
def source(bridge: Bridge, learner: Learner) -> SourceId:
    return add_source(bridge.document, TEXT, title="Talks")


def kept(names: KeptNames, name: str) -> KeptName | None:
    return names.entry(key_of(name))


def test_an_accepted_actor_is_learned_at_once_and_unlearned_by_undo(
    bridge: Bridge, names: KeptNames, source: SourceId
) -> None:
    acceptance.accept_proposal(bridge.document, source, FOUND, "actor", 0)
    entry = kept(names, "Odessa Vance")
    assert entry is not None
    assert (entry.kind, entry.aliases) == ("actor.person", ("Vance",))
    assert entry.last_used
    bridge.undo()
    assert names.names == {}
    bridge.redo()
    assert kept(names, "Odessa Vance") is not None


def test_what_another_project_taught_is_there_again_after_undo(
    bridge: Bridge, names: KeptNames, source: SourceId
) -> None:
    before = KeptName("Odessa Vance", True, "actor.group", ("OV",), "2020-01-01T00:00:00+00:00")
    names.names[key_of(before.name)] = before
    acceptance.accept_proposal(bridge.document, source, FOUND, "actor", 0)
    entry = kept(names, "Odessa Vance")
    assert entry is not None
    assert (entry.kind, set(entry.aliases)) == ("actor.person", {"Vance", "OV"})
    bridge.undo()
    assert kept(names, "Odessa Vance") == before


def test_a_corrected_type_name_and_other_name_are_learned(bridge: Bridge, names: KeptNames, learner: Learner) -> None:
    document = bridge.document
    row = actors.add_actor(document, name="Tallow Reach", kind="actor.place")
    actors.change_actor(document, row, kind="actor.organisation")
    alias = actors.add_name(document, row, name="The Reach")
    actors.change_actor(document, row, name="Tallow Reach plc")
    entry = kept(names, "Tallow Reach plc")
    assert entry is not None
    assert (entry.kind, entry.aliases) == ("actor.organisation", ("The Reach",))
    assert kept(names, "Tallow Reach") is None
    actors.remove_names(document, alias)
    assert kept(names, "Tallow Reach plc") == replace(entry, aliases=())
    bridge.undo()
    bridge.undo()
    assert kept(names, "Tallow Reach") is not None
    assert kept(names, "Tallow Reach plc") is None


def test_an_actor_that_is_removed_stays_known_elsewhere(bridge: Bridge, names: KeptNames, learner: Learner) -> None:
    row = actors.add_actor(bridge.document, name="Tallow Reach")
    actors.remove_actors(bridge.document, row)
    assert kept(names, "Tallow Reach") is not None


def test_actors_without_a_name_are_never_learned(bridge: Bridge, names: KeptNames, learner: Learner) -> None:
    actors.add_actor(bridge.document, name="two people close to the talks", named=False)
    assert names.names == {}


def test_a_skipped_name_is_learned_and_unlearned_by_undo(bridge: Bridge, names: KeptNames, source: SourceId) -> None:
    acceptance.skip_proposal(bridge.document, source, FOUND, "actor", 0)
    assert names.refused() == {"odessa vance": "Odessa Vance"}
    bridge.undo()
    assert names.names == {}


def test_a_skipped_description_is_not_learned_as_it_would_tell_of_the_text(
    bridge: Bridge, names: KeptNames, source: SourceId
) -> None:
    found = deepcopy(FOUND)
    found["actors"][0]["name"] = "two officials close to the talks"
    acceptance.skip_proposal(bridge.document, source, found, "actor", 0)
    assert names.names == {}


def test_nothing_is_learned_while_it_is_off(bridge: Bridge, names: KeptNames, learner: Learner, store: Store) -> None:
    actors.add_actor(bridge.document, name="Ana Roe")
    store.set_preferences(replace(store.preferences, remembers=False))
    actors.add_actor(bridge.document, name="Pell Vance")
    assert [entry.name for entry in names.names.values()] == ["Ana Roe"]
    assert names.learned() == []
    assert names.refused() == {}


def test_what_is_learned_reaches_the_file_and_the_other_window(
    qtbot: QtBot, bridge: Bridge, make_names: Callable[[], KeptNames], store: Store
) -> None:
    one, other = make_names(), make_names()
    learner = Learner(bridge, one)
    actors.add_actor(bridge.document, name="Ana Roe")
    qtbot.waitUntil(lambda: "ana roe" in NameFile(store.names_path).read().names, timeout=5_000)
    with qtbot.waitSignal(other.came):
        other.load_if_on()
    assert [each["name"] for each in other.learned()] == ["Ana Roe"]
    learner.deleteLater()


def test_what_was_not_yet_written_is_written_at_the_end(
    bridge: Bridge, names: KeptNames, learner: Learner, store: Store
) -> None:
    actors.add_actor(bridge.document, name="Ana Roe")
    names.stop()
    assert set(NameFile(store.names_path).read().names) == {"ana roe"}


@pytest.mark.logs
def test_a_damaged_list_is_told_once_and_learning_goes_on(
    qtbot: QtBot, bridge: Bridge, store: Store, make_names: Callable[[], KeptNames]
) -> None:
    store.names_path.write_bytes(b"{")
    said: list[str] = []
    names = KeptNames(store)
    names.told.connect(said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    learner = Learner(bridge, names)
    actors.add_actor(bridge.document, name="Ana Roe")
    names.stop()
    assert len(said) == 1
    assert "put aside" in said[0]
    assert set(NameFile(store.names_path).read().names) == {"ana roe"}
    learner.deleteLater()


def test_the_taking_in_of_others_data_teaches_nothing(bridge: Bridge, names: KeptNames, source: SourceId) -> None:
    acceptance.import_article(bridge.document, TEXT + " ", {"title": "Again"}, FOUND, 0.5)
    assert names.names == {}
