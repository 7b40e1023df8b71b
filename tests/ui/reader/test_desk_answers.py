"""The desk answers every key: it does what is meant or says what is missing, and nothing that is read moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.reader.conftest import TEXT

from geoeditor.core.commands.sources import add_source
from geoeditor.core.queries import rows
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.reader.cards import Card

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
Make = Callable[[Bridge], ReaderView]


@pytest.fixture
def said(bridge: Bridge) -> list[str]:
    """Return what the status line is told."""
    words: list[str] = []
    bridge.announced.connect(words.append)
    return words


def _press(reader: ReaderView, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or reader.text, key, keys)


def _go_to(reader: ReaderView, what: str, part: str = "") -> Card:
    card = next(card for card in reader.proposals.model.cards if card.what == what and part in card.title)
    reader.proposals.go_to(card.key)
    reader.follow_card()
    return card


@pytest.mark.parametrize(
    ("what", "key", "words"),
    [
        ("link", Qt.Key.Key_M, "M is for actors; F2 changes who stands at the ends of this link"),
        ("link", Qt.Key.Key_T, "T is for actors; K says what kind of link this is"),
        ("actor", Qt.Key.Key_K, "K is for events and links; T says what this actor is"),
        ("event", Qt.Key.Key_W, "W turns a link round; the marked proposal is an event"),
        ("actor", Qt.Key.Key_D, "Select an event or a link first; D then dates it by the words of this sentence"),
    ],
)
@pytest.mark.parametrize("in_list", [False, True])
def test_a_key_that_does_not_fit_the_proposal_says_why(
    reader: ReaderView, said: list[str], what: str, key: Qt.Key, words: str, *, in_list: bool
) -> None:
    card = _go_to(reader, what)
    if in_list:
        reader.proposals.list.setFocus()
    _press(reader, key)
    assert said == [words]
    assert reader.proposals.current == card
    assert not reader.question.isVisible()


def test_enter_with_nothing_left_to_decide_says_so(reader: ReaderView, said: list[str]) -> None:
    while (card := reader.proposals.current) is not None:
        reader.proposals.go_to(card.key)
        reader.follow_card()
        _press(reader, Qt.Key.Key_X)
    said.clear()
    _press(reader, Qt.Key.Key_Return)
    assert said == ["No proposal is left here; select words and press A, E or L to add more"]


def test_n_goes_on_from_what_is_seen_when_the_cursor_was_scrolled_away(make_reader: Make, bridge: Bridge) -> None:
    lines = "\n\n".join(f"Sentence number {n} says that nothing at all happened." for n in range(80))
    add_source(bridge.document, lines, title="Long", t="2025")
    reader = make_reader(bridge)
    bar = reader.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = reader.text.place_read()
    assert first > 500
    _press(reader, Qt.Key.Key_N)
    assert reader.sentence is not None
    assert first - 60 < reader.sentence[0] < first + 200
    assert abs(bar.value() - bar.maximum() // 2) < 3


def test_the_first_escape_closes_a_question_whatever_was_typed_and_the_text_has_the_keys(reader: ReaderView) -> None:
    reader.text.put_cursor(TEXT.index("progress"))
    for typed in ("", "b", "zzz"):
        _press(reader, Qt.Key.Key_S, SHIFT)
        assert reader.question.isVisible()
        QTest.keyClicks(reader.question.field, typed)
        _press(reader, Qt.Key.Key_Escape)
        assert not reader.question.isVisible()
        assert reader.text.hasFocus()
        assert not reader.reading.ledger.done


def test_a_question_from_the_list_gives_the_focus_back_to_it(reader: ReaderView) -> None:
    _go_to(reader, "actor")
    reader.proposals.list.setFocus()
    _press(reader, Qt.Key.Key_T)
    _press(reader, Qt.Key.Key_Escape)
    assert reader.proposals.list.hasFocus()


def test_what_is_proposed_can_be_read_while_it_is_corrected(reader: ReaderView) -> None:
    card = _go_to(reader, "link", "supplies")
    reader._deciding.correct()
    assert reader.entry.proposed.isVisible()
    assert reader.entry.proposed.text() == f"Proposed: {card.title}"
    _press(reader, Qt.Key.Key_Escape)
    reader.text.put_cursor(0)
    _press(reader, Qt.Key.Key_E)
    assert not reader.entry.proposed.isVisible()


def test_accepting_all_certain_says_what_was_left_and_why(
    reader: ReaderView, bridge: Bridge, actions: Actions, said: list[str]
) -> None:
    card = next(card for card in reader.proposals.certain if card.what == "actor")
    draft = reader.reading.draft_of(card)
    assert draft is not None
    count = len(reader.proposals.certain)
    reader.amend(card, draft)
    assert len(reader.proposals.certain) == count - 1
    actions.run("proposal.accept_certain")
    assert said[-1].endswith("; 1 that you changed is left for Enter")
    assert not reader.proposals.certain
    assert bridge.document.history()[0].label == f"Accept {count - 1} proposals"


def test_unnamed_actors_are_not_counted_among_the_certain(reader: ReaderView) -> None:
    assert all(card.what != "unnamed" for card in reader.proposals.certain)


def test_whom_a_pronoun_stands_for_is_among_the_chips(make_reader: Make, bridge: Bridge) -> None:
    text = "Vladimir Putin arrived in Minsk on 5 May 2025. He met Alexander Lukashenko on Tuesday."
    add_source(bridge.document, text, title="Talks", t="2025-05-08")
    reader = make_reader(bridge)
    reader.text.put_cursor(text.index("He met"))
    assert [who.name for who in reader.mentions.people[:2]] == ["Vladimir Putin", "Alexander Lukashenko"]


def test_chips_show_whole_names_on_more_lines_and_cut_only_at_the_end(make_reader: Make, bridge: Bridge) -> None:
    text = "The United States met Saudi Arabia, the United Kingdom, South Korea and Alexander Lukashenko in 2025."
    add_source(bridge.document, text, title="Talks", t="2025-05-08")
    reader = make_reader(bridge)
    reader.resize(320, 860)
    reader.text.put_cursor(5)
    QApplication.processEvents()
    chips = reader.mentions._chips
    assert len(chips) >= 4
    assert len({chip.y() for chip in chips}) > 1
    for chip, who in zip(chips, reader.mentions.people, strict=True):
        assert chip.isVisible()
        assert who.name in chip.text()
        assert chip.width() >= chip.sizeHint().width()
        assert reader.mentions.rect().contains(chip.geometry())
    top = reader.text.viewport().mapToGlobal(QPoint(0, 0))
    reader.text.put_cursor(0)
    assert reader.text.viewport().mapToGlobal(QPoint(0, 0)) == top


def test_a_date_half_typed_for_one_source_is_never_stored_for_the_next(make_reader: Make, bridge: Bridge) -> None:
    add_source(bridge.document, "One text.", title="One")
    reader = make_reader(bridge)
    reader.date_strip.field.setFocus()
    QTest.keyClicks(reader.date_strip.field, "2024")
    add_source(bridge.document, "Another text.", title="Two", t="2025")
    assert not reader.date_strip.isVisible()
    assert [step.label.split()[0] for step in bridge.document.history()] == ["Add", "Add"]
    bridge.undo()
    assert reader.date_strip.isVisible()
    assert reader.date_strip.field.text() == ""
    assert [source.title for source in rows.sources(bridge.document)] == ["One"]
