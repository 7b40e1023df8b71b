"""Proposals are decided with one key each; accepting is one step, and what was decided never comes back."""

from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.reader.conftest import Reading

from geoeditor.core.commands.actors import add_actor, add_name
from geoeditor.core.commands.citations import cite
from geoeditor.core.commands.links import link_actors
from geoeditor.core.commands.sources import add_source
from geoeditor.core.identifiers import SourceId
from geoeditor.core.queries import rows
from geoeditor.core.queries.reading_desk import desk
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.reader.cards import Card
from geoeditor.ui.reader.proposal_delegate import ProposalDelegate
from geoeditor.ui.reader.proposal_model import CARD, ProposalModel
from geoeditor.ui.selection import Fact, Selection


class Checker(Protocol):
    """Checks that a model keeps the rules of item models."""

    def check(self, model: QAbstractItemModel) -> None:
        """Check all of it."""


def _cards(reader: ReaderView) -> tuple[Card, ...]:
    return reader.proposals.model.cards


def _first(reader: ReaderView, what: str) -> Card:
    card = next(card for card in _cards(reader) if card.what == what)
    reader.proposals.go_to(card.key)
    reader.follow_card()
    return card


def _press(reader: ReaderView, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or reader.text, key)


def _labels(bridge: Bridge) -> list[str]:
    return [step.label for step in bridge.document.history() if not step.undone]


def _verdicts(bridge: Bridge, source: SourceId) -> list[tuple[str, str]]:
    found = desk(bridge.document, source)
    assert found is not None
    return [(verdict.what, verdict.verdict) for verdict in found.verdicts]


def test_the_model_is_sound(reader: ReaderView, qtmodeltester: Checker) -> None:
    assert reader.proposals.model.rowCount() > 3
    qtmodeltester.check(reader.proposals.model)
    empty = ProposalModel()
    qtmodeltester.check(empty)
    index = reader.proposals.model.index(0, 0)
    assert isinstance(index.data(CARD), Card)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("<qt>")


def test_proposals_of_every_sort_are_listed_in_the_order_of_the_text(reader: ReaderView) -> None:
    cards = _cards(reader)
    assert {card.what for card in cards} == {"actor", "unnamed", "event", "link"}
    assert [card.span for card in cards] == sorted(card.span for card in cards)
    assert reader.proposals.current == cards[0]


def test_enter_accepts_an_event_with_its_actors_as_one_step(
    reader: ReaderView, bridge: Bridge, selection: Selection, source: SourceId
) -> None:
    card = _first(reader, "event")
    before = _labels(bridge)
    _press(reader, Qt.Key.Key_Return)
    (event,) = rows.events(bridge.document)
    assert event.title == card.title
    assert {actor.name for actor in rows.actors(bridge.document)} >= {"Alexander Lukashenko", "Vladimir Putin"}
    assert _labels(bridge) == [f"Accept event “{card.title}”", *before]
    assert ("event", "accepted") in _verdicts(bridge, source)
    assert selection.facts == (Fact("event", event.id),)
    assert card.key not in [other.key for other in _cards(reader)]


def test_undo_brings_the_proposal_back_and_redo_takes_it_again(reader: ReaderView, bridge: Bridge) -> None:
    card = _first(reader, "event")
    _press(reader, Qt.Key.Key_Return)
    bridge.undo()
    assert card.key in [other.key for other in _cards(reader)]
    assert rows.actors(bridge.document) == []
    bridge.redo()
    assert card.key not in [other.key for other in _cards(reader)]


def test_accepting_matches_actors_of_the_project_and_never_makes_them_again(reader: ReaderView, bridge: Bridge) -> None:
    known = add_actor(bridge.document, name="Alexander Lukashenko", kind="actor.person")
    for _ in range(40):
        if not _cards(reader):
            break
        _press(reader, Qt.Key.Key_Return)
    assert not _cards(reader)
    names = [actor.name for actor in rows.actors(bridge.document)]
    assert len(names) == len(set(names))
    assert known in [actor.id for actor in rows.actors(bridge.document)]


def test_x_skips_a_proposal_for_good(reader: ReaderView, bridge: Bridge, source: SourceId, worker: Reading) -> None:
    card = _first(reader, "link")
    _press(reader, Qt.Key.Key_X)
    assert _verdicts(bridge, source) == [("link", "skipped")]
    reader.proposals.retry_requested.emit()
    assert card.key not in [other.key for other in _cards(reader)]
    assert rows.links(bridge.document) == []


def test_a_skipped_event_stays_skipped_when_its_actors_get_other_names(
    reader: ReaderView, bridge: Bridge, worker: Reading, qtbot: QtBot
) -> None:
    card = _first(reader, "event")
    _press(reader, Qt.Key.Key_X)
    actor = add_actor(bridge.document, name="A. G. Lukashenko", kind="actor.person")
    asked = len(worker.asked)
    add_name(bridge.document, actor, name="Alexander Lukashenko")
    qtbot.waitUntil(lambda: len(worker.asked) > asked)
    titles = [other.title for other in _cards(reader) if other.what == "event" and other.span == card.span]
    assert not any("Lukashenko" in title and "Putin" in title for title in titles)


def test_after_a_verdict_the_next_card_is_current_and_its_sentence_shown(reader: ReaderView) -> None:
    following = _cards(reader)[1]
    _press(reader, Qt.Key.Key_X)
    current = reader.proposals.current
    assert current is not None
    assert current.key == following.key
    assert reader.sentence == following.span


def test_up_and_down_move_through_the_list_and_control_does_so_from_the_text(reader: ReaderView) -> None:
    cards = _cards(reader)
    QTest.keyClick(reader.text, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert reader.proposals.current == cards[1]
    reader.proposals.list.setFocus()
    QTest.keyClick(reader.proposals.list, Qt.Key.Key_Down)
    assert reader.proposals.current == cards[2]
    assert reader.sentence == cards[2].span
    QTest.keyClick(reader.proposals.list, Qt.Key.Key_Up)
    assert reader.proposals.current == cards[1]


def test_editing_a_proposal_stores_it_corrected(
    reader: ReaderView, bridge: Bridge, source: SourceId, actions: Actions
) -> None:
    card = _first(reader, "event")
    reader.proposals.list.setFocus()
    actions.update()
    actions.run("fact.rename")
    form = reader.entry.event_form
    assert form.title.text() == card.title
    assert [who.name for who in form.people.people][:2] == ["Alexander Lukashenko", "Vladimir Putin"]
    form.title.setText("A better title")
    before = _labels(bridge)
    _press(reader, Qt.Key.Key_Return)
    assert [event.title for event in rows.events(bridge.document)] == ["A better title"]
    assert _verdicts(bridge, source) == [("event", "corrected")]
    assert _labels(bridge) == ["Accept event “A better title”", *before]
    assert card.key not in [other.key for other in _cards(reader)]


@pytest.mark.parametrize("what", ["actor", "link"])
def test_actors_and_links_can_be_corrected_too(
    reader: ReaderView, bridge: Bridge, source: SourceId, actions: Actions, what: str
) -> None:
    card = _first(reader, what)
    actions.update()
    actions.run("proposal.edit")
    reader.entry.store()
    assert (what, "corrected") in _verdicts(bridge, source)
    assert card.key not in [other.key for other in _cards(reader)]


def test_all_certain_proposals_are_taken_as_one_step_and_the_others_stay(
    reader: ReaderView, bridge: Bridge, actions: Actions
) -> None:
    certain, before = len(reader.proposals.certain), _labels(bridge)
    assert certain > 1
    actions.update()
    actions.run("proposal.accept_certain")
    assert _labels(bridge) == [f"Accept {certain} proposals", *before]
    assert not reader.proposals.certain
    bridge.undo()
    assert len(reader.proposals.certain) == certain


def test_a_click_on_the_button_of_the_current_card_accepts_it(reader: ReaderView, bridge: Bridge) -> None:
    card = _first(reader, "actor")
    view = reader.proposals.list
    rect = view.visualRect(view.currentIndex())
    delegate = view.itemDelegate()
    assert isinstance(delegate, ProposalDelegate)
    button = delegate.button_rect(rect, view.font())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 20, rect.top() + 10))
    assert rows.actors(bridge.document) == []
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert [actor.name for actor in rows.actors(bridge.document)] == [card.title]


def test_what_is_a_fact_with_this_passage_already_is_not_proposed(
    reader: ReaderView, bridge: Bridge, source: SourceId
) -> None:
    people = {name: add_actor(bridge.document, name=name) for name in ("Russia", "Belarus")}
    card = next(card for card in _cards(reader) if card.what == "link" and card.title.startswith("Russia"))
    proposals = reader.reading.proposals
    assert proposals is not None
    proposal = proposals["links"][card.index]
    link = link_actors(bridge.document, people["Russia"], people["Belarus"], kind=proposal["kind"], label="by hand")
    assert card.key in [other.key for other in _cards(reader)]
    cite(bridge.document, source, "link", link, card.span)
    assert card.key not in [other.key for other in _cards(reader)]


def test_a_failure_is_said_with_a_way_to_try_again(
    reader: ReaderView, worker: Reading, bridge: Bridge, qtbot: QtBot
) -> None:
    worker.fails = "The worker stopped; your text is kept, try again."
    add_source(bridge.document, "Nothing. Here.", title="Another")
    assert reader.proposals._message.text() == worker.fails
    assert reader.proposals._retry.isVisible()
    worker.fails = ""
    reader.proposals._retry.click()
    assert not reader.proposals._retry.isVisible()


def test_an_answer_about_a_source_that_is_no_longer_shown_is_dropped(
    reader: ReaderView, worker: Reading, bridge: Bridge
) -> None:
    worker.waits = True
    add_source(bridge.document, "Lukashenko met Putin in Minsk. They talked.", title="Another")
    late = worker._answer
    assert reader.proposals._progress.isVisible()
    reader.show_source(reader.reading.sources[0].id)
    assert late is not None
    late()
    assert _cards(reader) == ()
    worker.answer()
    assert _cards(reader)


def test_a_thousand_proposals_are_listed_without_a_widget_each(reader: ReaderView) -> None:
    cards = [
        Card(
            "actor",
            number,
            ("actor", f"Actor {number}", (0, 1)),
            "Actor",
            f"Actor {number}",
            "",
            "",
            "",
            0.5,
            "r",
            (0, 1),
        )
        for number in range(1_000)
    ]
    reader.proposals.show_cards(cards)
    reader.proposals.list.repaint()
    assert len(reader.proposals.list.findChildren(type(reader.proposals.list.viewport()))) < 20
    assert reader.proposals.model.rowCount() == 1_000
