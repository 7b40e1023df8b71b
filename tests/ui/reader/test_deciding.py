"""Proposals are put right with one key each, and sentences are gone through: all beside the text, nothing modal."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.reader.conftest import TEXT

from geoeditor.core.commands.citations import cite
from geoeditor.core.commands.events import add_event, remove_events
from geoeditor.core.identifiers import EventId, SourceId
from geoeditor.core.queries import rows
from geoeditor.core.queries.reading_desk import desk
from geoeditor.core.queries.summary import known_names
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import Choice
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.reader.cards import Card
from geoeditor.ui.reader.likely_actors import likely_same
from geoeditor.ui.selection import Fact, Selection

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def _press(reader: ReaderView, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or reader.text, key, keys)


def _type(reader: ReaderView, words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or reader.text, words)


def _go_to(reader: ReaderView, what: str, part: str = "") -> Card:
    card = next(card for card in reader.proposals.model.cards if card.what == what and part in card.title)
    reader.proposals.go_to(card.key)
    reader.follow_card()
    return card


def _labels(bridge: Bridge) -> list[str]:
    return [step.label for step in bridge.document.history() if not step.undone]


def test_t_and_a_digit_change_the_type_on_the_card_and_enter_stores_it(reader: ReaderView, bridge: Bridge) -> None:
    card = _go_to(reader, "actor", "Lukashenko")
    _press(reader, Qt.Key.Key_T)
    assert reader.question.isVisible()
    assert "Lukashenko" in reader.question.accessibleName() or reader.question.question is not None
    _press(reader, Qt.Key.Key_3)
    current = reader.proposals.current
    assert current is not None
    assert (current.key, current.amended) == (card.key, True)
    assert current.details.startswith("organisation")
    assert rows.actors(bridge.document) == []
    _press(reader, Qt.Key.Key_Return)
    (actor,) = rows.actors(bridge.document)
    assert (actor.name, actor.kind) == (card.title, "actor.organisation")
    assert _labels(bridge)[0] == f"Accept actor “{card.title}”"
    assert card.key not in [other.key for other in reader.proposals.model.cards]


def test_w_turns_a_link_round_and_twice_is_as_before(reader: ReaderView, bridge: Bridge) -> None:
    card = _go_to(reader, "link", "supplies")
    _press(reader, Qt.Key.Key_W)
    current = reader.proposals.current
    assert current is not None
    assert current.title == "Belarus — supplies → Russia"
    _press(reader, Qt.Key.Key_W)
    current = reader.proposals.current
    assert current is not None
    assert current.title == card.title
    _press(reader, Qt.Key.Key_W)
    _press(reader, Qt.Key.Key_Return)
    (link,) = rows.links(bridge.document)
    names = {actor.id: actor.name for actor in rows.actors(bridge.document)}
    assert (names[link.from_id], names[link.to_id]) == ("Belarus", "Russia")


def test_k_gives_a_link_another_kind_or_words_of_its_own(reader: ReaderView, bridge: Bridge) -> None:
    _go_to(reader, "link", "supplies")
    _press(reader, Qt.Key.Key_K)
    _type(reader, "threatens")
    _press(reader, Qt.Key.Key_Return)
    current = reader.proposals.current
    assert current is not None
    assert "threatens" in current.title
    _press(reader, Qt.Key.Key_K)
    _type(reader, "haggles over prices with")
    _press(reader, Qt.Key.Key_Return)
    _press(reader, Qt.Key.Key_Return)
    (link,) = rows.links(bridge.document)
    assert (link.kind, link.label) == ("", "haggles over prices with")


def test_k_gives_an_event_another_kind(reader: ReaderView, bridge: Bridge) -> None:
    _go_to(reader, "event")
    _press(reader, Qt.Key.Key_K)
    _type(reader, "protest")
    _press(reader, Qt.Key.Key_Return)
    _press(reader, Qt.Key.Key_Return)
    (event,) = rows.events(bridge.document)
    assert event.kind == "event.protest"


def test_escape_leaves_the_question_and_the_proposal_as_they_were(reader: ReaderView, bridge: Bridge) -> None:
    card = _go_to(reader, "actor")
    for key in (Qt.Key.Key_T, Qt.Key.Key_M):
        _press(reader, key)
        assert reader.question.isVisible()
        _press(reader, Qt.Key.Key_Escape)
        assert not reader.question.isVisible()
        assert reader.proposals.current == card
    assert _labels(bridge) == ["Add source"]


def test_m_says_whom_a_proposed_name_stands_for_and_the_name_is_learned(
    reader: ReaderView, bridge: Bridge, selection: Selection
) -> None:
    _go_to(reader, "actor", "Bolton")
    _press(reader, Qt.Key.Key_M)
    _type(reader, "putin")
    _press(reader, Qt.Key.Key_Return)
    (actor,) = rows.actors(bridge.document)
    assert actor.name == "Vladimir Putin"
    assert "John Bolton" in known_names(bridge.document)[0].names
    assert selection.facts == (Fact("actor", actor.id),)
    assert len(_labels(bridge)) == 2
    assert not any("Bolton" in card.title and card.what == "actor" for card in reader.proposals.model.cards)
    bridge.undo()
    assert rows.actors(bridge.document) == []


def test_likely_actors_share_words_or_initials_and_nothing_else_is_offered() -> None:
    choices = [
        Choice(1, "Vladimir Putin"),
        Choice(2, "European Union"),
        Choice(3, "Donald Trump", "person · the Donald"),
    ]
    assert [choice.value for choice in likely_same("Mr Putin", choices)] == [1]
    assert [choice.value for choice in likely_same("EU", choices)] == [2]
    assert [choice.value for choice in likely_same("Donald", choices)] == [3]
    assert likely_same("Minsk", choices) == []


def test_digits_pick_subject_and_object_and_enter_on_the_kind_keeps_the_link(
    reader: ReaderView, bridge: Bridge, select: Callable[[str], None]
) -> None:
    select("Russia will supply")
    assert [who.name for who in reader.mentions.people] == ["Russia", "Belarus"]
    _press(reader, Qt.Key.Key_L)
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        _press(reader, key)
    _type(reader, "threatens")
    _press(reader, Qt.Key.Key_Return)
    (link,) = rows.links(bridge.document)
    names = {actor.id: actor.name for actor in rows.actors(bridge.document)}
    assert (names[link.from_id], names[link.to_id], link.kind) == ("Belarus", "Russia", "link.threatens")
    assert not reader.entry.isVisible()


def test_alt_and_a_digit_put_somebody_into_an_event_and_out(
    reader: ReaderView, bridge: Bridge, select: Callable[[str], None]
) -> None:
    select("Russia will supply")
    _press(reader, Qt.Key.Key_E)
    before = [who.name for who in reader.entry.event_form.people.people]
    _press(reader, Qt.Key.Key_1, ALT)
    after = [who.name for who in reader.entry.event_form.people.people]
    assert set(before) ^ set(after) == {"Russia"}
    _press(reader, Qt.Key.Key_1, ALT)
    assert sorted(who.name for who in reader.entry.event_form.people.people) == sorted(before)


def test_a_digit_outside_an_entry_selects_the_actor_or_goes_to_its_proposal(
    reader: ReaderView, selection: Selection, select: Callable[[str], None]
) -> None:
    select("Russia will supply")
    _press(reader, Qt.Key.Key_1)
    current = reader.proposals.current
    assert current is not None
    assert (current.what, current.title) == ("actor", "Russia")
    _press(reader, Qt.Key.Key_Return)
    select("Russia will supply")
    selection.choose([])
    _press(reader, Qt.Key.Key_1)
    assert [fact.table for fact in selection.facts] == ["actor"]


def test_shift_s_sets_a_sentence_aside_with_a_reason(reader: ReaderView, bridge: Bridge, source: SourceId) -> None:
    reader.text.put_cursor(TEXT.index("A senior"))
    reader.show_sentence(None)
    _press(reader, Qt.Key.Key_S, SHIFT)
    _press(reader, Qt.Key.Key_2)
    found = desk(bridge.document, source)
    assert found is not None
    assert [aside.reason for aside in found.aside] == ["opinion"]
    assert _labels(bridge)[0] == "Set sentence aside"


def test_shift_n_goes_back_and_before_the_first_on_from_the_end(reader: ReaderView) -> None:
    reader.text.put_cursor(TEXT.index("John"))
    reader.show_sentence(None)
    _press(reader, Qt.Key.Key_N)
    seen = []
    for _ in range(5):
        _press(reader, Qt.Key.Key_N, SHIFT)
        assert reader.sentence is not None
        seen.append(reader.text.text[slice(*reader.sentence)].split()[0])
    assert seen == ["Russia", "A", "Last", "🕊", "John"]


def test_deleting_a_fact_opens_its_sentence_again_and_undo_closes_it(
    reader: ReaderView, bridge: Bridge, source: SourceId
) -> None:
    event = add_event(bridge.document, title="Talks")
    start = TEXT.index("A senior")
    cite(bridge.document, source, "event", event, span=(start, start + 36))
    assert reader.reading.ledger.done == 1
    remove_events(bridge.document, EventId(event))
    assert reader.reading.ledger.done == 0
    bridge.undo()
    assert reader.reading.ledger.done == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_M])
def test_keys_for_actors_do_nothing_on_a_link(reader: ReaderView, key: Qt.Key) -> None:
    _go_to(reader, "link")
    _press(reader, key)
    assert not reader.question.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Return])
def test_what_is_undone_comes_back_as_the_current_proposal(reader: ReaderView, bridge: Bridge, key: Qt.Key) -> None:
    card = _go_to(reader, "actor", "Lukashenko")
    _press(reader, key)
    assert reader.proposals.current is not None
    assert reader.proposals.current.key != card.key
    bridge.undo()
    assert reader.proposals.current.key == card.key


def test_undo_takes_back_changes_to_the_current_proposal_one_by_one_before_any_step(
    reader: ReaderView, bridge: Bridge
) -> None:
    def title() -> str:
        card = reader.proposals.current
        return card.title + (" (amended)" if card.amended else "") if card is not None else ""

    steps = _labels(bridge)
    _go_to(reader, "link")
    undo = reader.actions_["edit.undo"]
    seen = [title()]
    for _ in range(3):
        _press(reader, Qt.Key.Key_W)
        seen.append(title())
    assert seen[1] == seen[3] != seen[2]
    for before in reversed(seen[:-1]):
        undo.trigger()
        assert title() == before
    assert _labels(bridge) == steps
