"""Leaving out facts by who says them: the same in tables, timeline and graph, live, and reachable from everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, SourceId
from geoeditor.core.queries.speakers import Voice, voice_of
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.chips import FilterChips
from geoeditor.ui.finding.filter_panel import FilterPanel
from geoeditor.ui.finding.speaker_deeds import SpeakerDeeds
from geoeditor.ui.graph import GraphView
from geoeditor.ui.inspector import InspectorView
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.tables import CitationsTable, EventsTable, LinksTable, TableView
from geoeditor.ui.tables.blank_page import BlankPage
from geoeditor.ui.tables.menus import row_menu
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline import TimelineView


class Story(NamedTuple):
    """A small project in which Ames and Orlov are quoted."""

    ames: ActorId
    orlov: ActorId
    source: SourceId
    signed: EventId
    sailed: EventId
    shut: EventId
    both: EventId
    ally: LinkId
    rival: LinkId
    cited: CitationId
    """Orlov passes on that Ames says the fleet sailed."""


@pytest.fixture
def story(bridge: Bridge) -> Story:
    """Fill the empty project."""
    document = bridge.document
    ames, orlov = (actors.add_actor(document, name=name, kind="actor.person") for name in ("Ames", "Orlov"))
    source = sources.add_source(document, "The treaty was signed. The fleet had sailed.", title="The paper")
    made = [events.add_event(document, title=title, t="2024") for title in ("Signed", "Sailed", "Shut", "Both")]
    for event in made:
        events.connect_actor(document, event, ames)
    ally = links.link_actors(document, ames, orlov, kind="link.allied_with")
    rival = links.link_actors(document, orlov, ames, kind="link.opposes")
    by_ames, by_orlov = Speaker(actor_id=ames), Speaker(actor_id=orlov, mode="alleges")
    citations.cite(document, source, "event", made[0])
    cited = citations.cite(document, source, "event", made[1], None, [by_orlov, by_ames])
    citations.cite(document, source, "event", made[2], None, [by_ames])
    citations.cite(document, source, "event", made[3], None, [by_ames])
    citations.cite(document, source, "event", made[3], None, [by_orlov])
    citations.cite(document, source, "link", ally, None, [by_ames])
    citations.cite(document, source, "link", rival)
    signed, sailed, shut, both = made
    return Story(ames, orlov, source, signed, sailed, shut, both, ally, rival, cited)


class Desk:
    """Tables, timeline and graph beside each other, over one filter."""

    def __init__(self, bridge: Bridge, filter_: Filter, selection: Selection, actions: Actions, theme: Theme) -> None:
        self.holder = QWidget()
        shared = (bridge, selection, actions, theme)
        self.timeline = TimelineView(*shared, filter_, self.holder)
        self.graph = GraphView(*shared, filter_, self.holder)
        self.events = EventsTable(*shared, self.holder, filter_=filter_)
        self.links = LinksTable(*shared, self.holder, filter_=filter_)
        self.citations = CitationsTable(*shared, self.holder, filter_=filter_)
        self.inspector = InspectorView(*shared, self.holder)
        column = QVBoxLayout(self.holder)
        for view in (self.timeline, self.graph, self.events, self.links, self.citations, self.inspector):
            column.addWidget(view)
        self.holder.resize(900, 1_500)

    def shown_events(self) -> set[int]:
        """Return the events that are shown, which are the same in table and timeline."""
        in_table = _ids(self.events)
        scene = self.timeline.scene
        assert {scene.id(place) for place in range(len(scene)) if not scene.hidden[place]} == in_table
        return in_table

    def shown_links(self) -> set[int]:
        """Return the links that are shown, which are the same in table and graph."""
        in_table = _ids(self.links)
        scene = self.graph.scene
        assert {link for row, link in enumerate(scene.link_ids) if scene.link_shown[row]} == in_table
        return in_table


def _ids(view: TableView) -> set[int]:
    return set(view.model.ids_between(0, view.model.shown))


@pytest.fixture
def desk(
    qtbot: QtBot, bridge: Bridge, story: Story, filter_: Filter, selection: Selection, actions: Actions, theme: Theme
) -> Iterator[Desk]:
    """Return the views over the story, shown."""
    made = Desk(bridge, filter_, selection, actions, theme)
    with qtbot.waitActive(made.holder):
        made.holder.show()
        made.holder.activateWindow()
    QApplication.processEvents()
    yield made
    made.holder.close()


def _voice(bridge: Bridge, actor: ActorId) -> Voice:
    found = voice_of(bridge.document, actor)
    assert found is not None
    return found


def test_what_rests_only_on_somebody_goes_from_tables_timeline_and_graph_alike(
    desk: Desk, bridge: Bridge, story: Story, filter_: Filter
) -> None:
    assert desk.shown_events() == {story.signed, story.sailed, story.shut, story.both}
    filter_.disregard([_voice(bridge, story.ames)])
    assert desk.shown_events() == {story.signed, story.both}
    assert desk.shown_links() == {story.rival}
    assert len(_ids(desk.citations)) == 3
    filter_.clear()
    assert len(desk.shown_events()) == 4
    assert len(desk.shown_links()) == 2
    assert len(_ids(desk.citations)) == 7


def test_only_what_somebody_says_is_shown(desk: Desk, bridge: Bridge, story: Story, filter_: Filter) -> None:
    filter_.hear([_voice(bridge, story.orlov)])
    assert desk.shown_events() == {story.sailed, story.both}  # what he passes on too
    assert desk.shown_links() == set()
    assert desk.links.model.rowCount() == 0
    filter_.hear([])
    assert len(desk.shown_events()) == 4


def test_changes_and_their_undoing_keep_the_filter_right(
    desk: Desk, bridge: Bridge, story: Story, filter_: Filter
) -> None:
    document = bridge.document
    filter_.disregard([_voice(bridge, story.ames)])
    citations.cite(document, story.source, "event", story.shut, None, [Speaker(actor_id=story.orlov)])
    assert desk.shown_events() == {story.signed, story.shut, story.both}
    bridge.undo()
    assert desk.shown_events() == {story.signed, story.both}
    citations.set_speakers(document, story.cited, [])
    assert desk.shown_events() == {story.signed, story.sailed, story.both}
    citations.remove_citations(document, story.cited)  # a fact without evidence rests on nobody
    assert desk.shown_events() == {story.signed, story.sailed, story.both}
    bridge.undo()
    bridge.undo()
    assert desk.shown_events() == {story.signed, story.both}
    events.remove_events(document, story.shut)
    bridge.undo()
    assert desk.shown_events() == {story.signed, story.both}
    added = citations.cite(document, story.source, "link", story.ally)
    assert desk.shown_links() == {story.ally, story.rival}
    citations.change_citation(document, added, stance="mentions")
    assert desk.shown_links() == {story.rival}
    actors.remove_actors(document, story.orlov)
    assert desk.shown_links() == set()
    bridge.undo()
    assert desk.shown_links() == {story.rival}


def test_a_table_that_was_hidden_catches_up_with_the_filter(
    desk: Desk, bridge: Bridge, story: Story, filter_: Filter
) -> None:
    desk.events.hide()
    filter_.disregard([_voice(bridge, story.ames)])
    desk.events.show()
    assert desk.shown_events() == {story.signed, story.both}
    filter_.hear([Voice(None, ("Nobody",))])
    assert desk.events.model.rowCount() == 0
    blank = desk.events.findChild(BlankPage)
    assert isinstance(blank, BlankPage)
    assert blank.text == "The choice of speakers leaves nothing here."
    QTest.mouseClick(blank.button, Qt.MouseButton.LeftButton)
    assert filter_.is_empty


def test_another_project_is_shown_whole(
    desk: Desk, bridge: Bridge, story: Story, filter_: Filter, tmp_path: Path
) -> None:
    filter_.hear([_voice(bridge, story.orlov)])
    other = Document.create(tmp_path / "other.geoeditor")
    event = events.add_event(other, title="Elsewhere")
    bridge.adopt(other)
    assert filter_.is_empty
    assert desk.shown_events() == {event}


@pytest.fixture
def deeds(
    bridge: Bridge, story: Story, selection: Selection, filter_: Filter, actions: Actions, window: QWidget
) -> SpeakerDeeds:
    """Return the two actions, joined."""
    return SpeakerDeeds(bridge, selection, filter_, actions, window)


def test_the_actions_name_who_is_meant_and_act_on_the_selection(
    deeds: SpeakerDeeds, story: Story, selection: Selection, filter_: Filter, actions: Actions, bridge: Bridge
) -> None:
    actions.update()
    assert not actions["speaker.without"].isEnabled()
    for fact in (Fact("actor", story.ames), Fact("event", story.shut), Fact("citation", story.cited)):
        selection.choose([fact])
        actions.update()
        assert actions["speaker.without"].text() == "&Hide All That Rests Only on Ames"
        assert actions["speaker.only"].text() == "Sho&w Only What Ames Says"
    actions.run("speaker.without")
    assert filter_.speakers.without == (_voice(bridge, story.ames),)
    assert not actions["speaker.without"].isEnabled()
    selection.choose([Fact("actor", story.orlov)])
    actions.update()
    actions.run("speaker.without")
    assert [voice.name for voice in filter_.speakers.without] == ["Ames", "Orlov"]
    actions.run("speaker.only")
    assert [voice.name for voice in filter_.speakers.only] == ["Orlov"]
    selection.choose([Fact("event", story.signed)])  # which the paper says itself
    actions.update()
    assert not actions["speaker.only"].isEnabled()
    assert deeds.voices == ()
    actors.change_actor(bridge.document, story.orlov, name="A & B")
    selection.choose([Fact("actor", story.orlov)])
    actions.update()
    assert actions["speaker.only"].text() == "Sho&w Only What A && B Says"
    assert not actions["speaker.only"].isEnabled()  # still the same speaker


def test_the_actions_stand_in_the_menus_of_all_views(
    desk: Desk, deeds: SpeakerDeeds, story: Story, selection: Selection, actions: Actions
) -> None:
    selection.choose([Fact("actor", story.ames)])

    def holds(menu: QMenu) -> bool:
        held = actions["speaker.without"] in menu.actions() and actions["speaker.only"] in menu.actions()
        menu.deleteLater()
        return held

    assert holds(desk.timeline.make_menu())
    assert holds(desk.inspector.make_menu())
    assert holds(desk.graph.make_menu())
    assert holds(row_menu(desk.events.grid, desk.events.model, actions, desk.events.layout_))


@pytest.fixture
def chips(qtbot: QtBot, filter_: Filter, theme: Theme) -> Iterator[FilterChips]:
    """Return the chips, shown with room enough."""
    made = FilterChips(filter_, theme)
    made.resize(1_200, 60)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def test_every_speaker_limit_has_a_chip_that_takes_it_away(chips: FilterChips, filter_: Filter) -> None:
    ames, orlov, berg = Voice(1, ("Ames",)), Voice(2, ("Orlov",)), Voice(3, ("Berg",))
    filter_.hear([ames])
    filter_.disregard([orlov])
    filter_.hide_stances(frozenset({"contradicts"}))
    words = ["said by Ames  ✕", "Orlov alone: hidden  ✕", "none only contradicted  ✕"]
    assert [chip.text() for chip in chips.others] == words
    filter_.disregard([berg, orlov])
    assert chips.others[1].text() == "these 2 alone: hidden  ✕"
    assert "Berg, Orlov" in chips.others[1].toolTip()
    for _ in range(3):
        QTest.mouseClick(chips.others[0], Qt.MouseButton.LeftButton)
    assert filter_.is_empty


def test_nobody_is_both_heard_alone_and_disregarded(filter_: Filter) -> None:
    ames, orlov = Voice(1, ("Ames",)), Voice(2, ("Orlov",))
    filter_.disregard([ames, orlov])
    filter_.hear([ames])
    assert (filter_.speakers.only, filter_.speakers.without) == ((ames,), (orlov,))
    filter_.disregard([ames, orlov])
    assert (filter_.speakers.only, filter_.speakers.without) == ((), (ames, orlov))


@pytest.fixture
def panel(
    qtbot: QtBot, bridge: Bridge, story: Story, filter_: Filter, theme: Theme, actions: Actions, window: QWidget
) -> Iterator[FilterPanel]:
    """Return the panel over the story, opened in the window."""
    made = FilterPanel(filter_, bridge, theme, actions)
    window.resize(1024, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.open_at(window)
    yield made
    window.close()


def test_speakers_are_chosen_by_their_names_in_the_panel(panel: FilterPanel, filter_: Filter, story: Story) -> None:
    choice = panel.speakers
    choice.without.setFocus()
    QTest.keyClicks(choice.without, "am")
    assert choice.without.offered == ["Ames   4 facts, 3 on this word alone"]
    QTest.keyClick(choice.without, Qt.Key.Key_Return)
    assert [voice.actor for voice in filter_.speakers.without] == [story.ames]
    assert choice.without.text() == ""
    choice.only.setFocus()
    QTest.keyClicks(choice.only, "orl")
    QTest.keyClick(choice.only, Qt.Key.Key_Return)
    assert [chip.text() for chip in choice.chosen] == ["said by Orlov  ✕", "Ames alone: hidden  ✕"]
    choice.chosen[0].setFocus()
    QTest.keyClick(choice.chosen[0], Qt.Key.Key_Space)
    assert filter_.speakers.only == ()
    assert choice.chosen[0].hasFocus()
    QTest.keyClick(choice.chosen[0], Qt.Key.Key_Space)
    assert choice.without.hasFocus()
    choice.stances["mentions"].setFocus()
    QTest.keyClick(choice.stances["mentions"], Qt.Key.Key_Space)
    assert filter_.speakers.stances == {"mentions"}
    filter_.clear()
    assert choice.stances["mentions"].isChecked()


def test_the_panel_reads_speakers_again_after_a_change(panel: FilterPanel, bridge: Bridge, story: Story) -> None:
    choice = panel.speakers
    choice.only.setFocus()
    QTest.keyClicks(choice.only, "cle")
    assert choice.only.offered == []
    citations.cite(bridge.document, story.source, "event", story.signed, None, [Speaker("A clerk")])
    QTest.keyClicks(choice.only, "r")
    assert choice.only.offered == ["A clerk   1 fact"]
    for widget in (choice.only, choice.without, *choice.stances.values()):
        assert widget.accessibleName()
