"""What hangs on a record: names, participants, speakers, relationships, events and evidence."""

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from tests.ui.inspector.conftest import TEXT, Known, Pane

from geoeditor.core.commands import actors, citations, events, sources
from geoeditor.core.commands.steps import one_step
from geoeditor.core.queries import details
from geoeditor.ui.actions import Actions
from geoeditor.ui.fields import LineField, TypeAhead
from geoeditor.ui.inspector.actor import ActorSheet
from geoeditor.ui.inspector.citation import CitationSheet
from geoeditor.ui.inspector.event import EventSheet
from geoeditor.ui.selection import Fact

_KEY = Qt.Key
CANARY = "<img src='file:///tmp/red.png'><b>Eve</b>" + "x" * 10_000 + "\u202eevil"


class Checker(Protocol):
    """What looks whether an item model keeps its promises."""

    def check(self, model: QAbstractItemModel) -> None: ...


def _actor(pane: Pane, row: int) -> ActorSheet:
    pane.choose("actor", row)
    sheet = pane.sheet
    assert isinstance(sheet, ActorSheet)
    return sheet


def _event(pane: Pane, row: int) -> EventSheet:
    pane.choose("event", row)
    sheet = pane.sheet
    assert isinstance(sheet, EventSheet)
    return sheet


def _citation(pane: Pane, row: int) -> CitationSheet:
    pane.choose("citation", row)
    sheet = pane.sheet
    assert isinstance(sheet, CitationSheet)
    return sheet


def _parts(row: QWidget) -> tuple[list[TypeAhead], list[QToolButton]]:
    return row.findChildren(TypeAhead), [button for button in row.findChildren(QToolButton) if button.isVisible()]


def _names(pane: Pane, actor: int) -> list[tuple[str, str, str]]:
    return [(name.name, name.kind, name.language) for name in details.names_of(pane.bridge.document, actor)]


def test_other_names_are_added_changed_and_removed(pane: Pane, known: Known) -> None:
    sheet = _actor(pane, known.ann)
    pane.retype(sheet.names.adder, "Annie")
    QTest.keyClick(sheet.names.adder, _KEY.Key_Return)
    assert _names(pane, known.ann) == [("Annie", "alias", "")]
    assert sheet.names.adder.text() == ""
    pane.retype(sheet.names.adder, "Annie")
    QTest.keyClick(sheet.names.adder, _KEY.Key_Return)
    assert "has this name already" in sheet.names.adder.problem

    name, language = sheet.names.rows[0].findChildren(LineField)[:2]
    pane.retype(name, "Anya")
    QTest.keyClick(name, _KEY.Key_Return)
    language = sheet.names.rows[0].findChildren(LineField)[-1]
    pane.retype(language, "ru")
    QTest.keyClick(language, _KEY.Key_Return)
    kind = _parts(sheet.names.rows[0])[0][0]
    pane.retype(kind, "native")
    QTest.keyClick(kind, _KEY.Key_Return)
    assert _names(pane, known.ann) == [("Anya", "native", "ru")]
    _parts(sheet.names.rows[0])[1][-1].click()
    assert _names(pane, known.ann) == []
    assert pane.steps()[:2] == ["Remove name", "Change name"]


def _people(pane: Pane, event: int) -> list[tuple[str, str]]:
    return [(part.other, part.role) for part in details.participants_of(pane.bridge.document, event)]


def test_participants_are_added_given_roles_reordered_and_taken_out(pane: Pane, known: Known) -> None:
    sheet = _event(pane, known.talks)
    adder = sheet.participants.adder
    pane.retype(adder, "Somebody new")
    QTest.keyClick(adder, _KEY.Key_Return)
    assert _people(pane, known.talks)[-1] == ("Somebody new", "role.participant")
    assert pane.steps()[0] == "Add participant"
    assert adder.text() == ""

    role = _parts(sheet.participants.rows[2])[0][0]
    pane.retype(role, "victim")
    QTest.keyClick(role, _KEY.Key_Return)
    assert _people(pane, known.talks)[-1] == ("Somebody new", "role.victim")
    assert QApplication.focusWidget() in sheet.participants.rows[2].findChildren(QWidget)

    _parts(sheet.participants.rows[2])[1][0].click()
    assert [name for name, _ in _people(pane, known.talks)] == ["Bob", "Somebody new", "Ann"]
    assert pane.steps()[0] == "Reorder participants"
    _parts(sheet.participants.rows[0])[1][-1].click()
    assert [name for name, _ in _people(pane, known.talks)] == ["Somebody new", "Ann"]
    pane.bridge.undo()
    assert [name for name, _ in _people(pane, known.talks)] == ["Bob", "Somebody new", "Ann"]
    assert len(sheet.participants.rows) == 3


def test_an_actor_cannot_take_part_twice_in_a_role(pane: Pane, known: Known) -> None:
    told: list[str] = []
    pane.bridge.refused.connect(told.append)
    sheet = _event(pane, known.talks)
    pane.retype(sheet.participants.adder, "ann")
    QTest.keyClick(sheet.participants.adder, _KEY.Key_Return)
    assert "in this role already" in told[0]


def test_speakers_are_added_given_modes_reordered_and_removed(pane: Pane, known: Known) -> None:
    sheet = _citation(pane, known.cited)

    def said() -> list[tuple[str, str]]:
        return [(who.name, who.mode) for who in details.speakers_of(pane.bridge.document, known.cited)]

    pane.retype(sheet.speakers.adder, "ann")
    QTest.keyClick(sheet.speakers.adder, _KEY.Key_Return)
    assert said() == [("Bolton", "claims"), ("Ann", "states")]
    mode = _parts(sheet.speakers.rows[1])[0][0]
    pane.retype(mode, "denies")
    QTest.keyClick(mode, _KEY.Key_Return)
    _parts(sheet.speakers.rows[1])[1][0].click()
    assert said() == [("Ann", "denies"), ("Bolton", "claims")]
    _parts(sheet.speakers.rows[1])[1][-1].click()
    assert said() == [("Ann", "denies")]
    assert pane.steps()[:4] == ["Remove speaker", "Reorder speakers", "Change how it is said", "Add speaker"]


def test_a_chain_is_said_in_words_and_grows_by_somebody_new(pane: Pane, known: Known) -> None:
    sheet = _citation(pane, known.cited)
    assert sheet.speakers.words.text() == "Bolton claims this"
    pane.retype(sheet.speakers.adder, "A spokesman")
    QTest.keyClick(sheet.speakers.adder, _KEY.Key_Return)
    assert sheet.speakers.words.text() == "Bolton claims that A spokesman states this"
    assert sheet.speakers.adder.text() == ""
    assert pane.steps()[0] == "Add speaker"
    who = details.speakers_of(pane.bridge.document, known.cited)[1]
    assert who.actor_id is not None
    assert details.name_of(pane.bridge.document, "actor", who.actor_id) == "A spokesman"
    pane.bridge.undo()
    assert details.name_of(pane.bridge.document, "actor", who.actor_id) == ""
    assert sheet.speakers.words.text() == "Bolton claims this"
    _parts(sheet.speakers.rows[0])[1][-1].click()
    assert sheet.speakers.words.text() == "Nobody is quoted: the source says so itself."


def test_a_speaker_goes_inwards_and_is_called_as_the_actor_is_now(pane: Pane, known: Known) -> None:
    said = [citations.Speaker(actor_id=known.ann, mode="alleges"), citations.Speaker(actor_id=known.bob)]
    citations.set_speakers(pane.bridge.document, known.cited, said)
    sheet = _citation(pane, known.cited)
    down = _parts(sheet.speakers.rows[0])[1][0]
    assert down.accessibleName() == "Move Ann inwards"
    down.click()
    actors.change_actor(pane.bridge.document, known.bob, name="Robert")
    assert sheet.speakers.words.text() == "Robert states that Ann alleges this"


def test_how_a_fact_stands_is_said_above_its_passages(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    sheet = _event(pane, known.talks)
    assert sheet.evidence.footing.text() == "Claimed by Bolton: no source says so itself"
    other = sources.add_source(document, "Another text.", title="Another", publisher="The Other Paper")
    citations.cite(document, other, "event", known.talks)
    assert sheet.evidence.footing.text() == "Corroborated by 2 publishers"
    citations.cite(document, other, "event", known.talks, stance="contradicts")
    assert sheet.evidence.footing.text() == "Disputed: 2 passages for it, 1 passage against it"


def test_a_citation_leads_to_its_fact_and_its_source(pane: Pane, known: Known) -> None:
    sheet = _citation(pane, known.cited)
    assert sheet.quote.text() == "“They met”"
    assert sheet.about.text() == "citation · B2 probably true · ¶2"
    assert [line.words for line in sheet.source.list.lines.lines] == ["Courting Putin and Trump"]
    sheet.bears_on.list.setFocus()
    QTest.keyClick(sheet.bears_on.list, _KEY.Key_Return)
    assert pane.selection.facts == (Fact("event", known.talks),)


def test_relationships_lead_to_their_links(pane: Pane, known: Known) -> None:
    sheet = _actor(pane, known.ann)
    lines = sheet.links.list.lines.lines
    assert [(line.words, line.note) for line in lines] == [("allied with Bob", "no quote")]
    assert lines[0].dot == pane.view.desk.theme.palette.cooperation
    spot = sheet.links.list.visualRect(sheet.links.list.lines.index(0)).center()
    QTest.mouseClick(sheet.links.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert pane.selection.facts == (Fact("link", known.link),)


def test_a_relationship_is_added_by_keys_alone(pane: Pane, known: Known) -> None:
    sheet = _actor(pane, known.ann)
    sheet.add_link.click()
    assert sheet.adder.kind.hasFocus()
    QTest.keyClicks(sheet.adder.kind, "oppos")
    QTest.keyClick(sheet.adder.kind, _KEY.Key_Return)
    assert sheet.adder.other.hasFocus()
    QTest.keyClicks(sheet.adder.other, "A new rival")
    QTest.keyClick(sheet.adder.other, _KEY.Key_Return)
    assert [line.words for line in sheet.links.list.lines.lines] == ["allied with Bob", "opposes A new rival"]
    assert pane.steps()[0] == "Add link"
    assert not sheet.adder.isVisible()
    assert sheet.add_link.hasFocus()
    pane.bridge.undo()
    assert len(sheet.links.list.lines.lines) == 1


def test_words_that_are_no_kind_become_the_label_of_a_new_relationship(pane: Pane, known: Known) -> None:
    sheet = _actor(pane, known.ann)
    sheet.add_link.click()
    QTest.keyClicks(sheet.adder.kind, "went to school with")
    QTest.keyClick(sheet.adder.kind, _KEY.Key_Return)
    QTest.keyClicks(sheet.adder.other, "bob")
    QTest.keyClick(sheet.adder.other, _KEY.Key_Return)
    assert [line.words for line in sheet.links.list.lines.lines][-1] == "went to school with Bob"


def test_escape_leaves_the_adding_of_a_relationship(pane: Pane, known: Known) -> None:
    sheet = _actor(pane, known.ann)
    before = pane.steps()
    sheet.add_link.click()
    QTest.keyClicks(sheet.adder.kind, "opp")
    QTest.keyClick(sheet.adder.kind, _KEY.Key_Escape)
    QTest.keyClick(sheet.adder.kind, _KEY.Key_Escape)
    assert not sheet.adder.isVisible()
    assert pane.steps() == before


def test_a_click_on_a_card_asks_for_its_passage_and_its_button_selects_it(pane: Pane, known: Known) -> None:
    asked: list[object] = []
    pane.selection.passage_requested.connect(asked.append)
    sheet = _event(pane, known.talks)
    QApplication.processEvents()
    card = sheet.evidence.cards[0]
    assert "“They met” Courting Putin and Trump · ¶2 Bolton claims this B2 probably true" in card.accessibleName()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    card.setFocus()
    QTest.keyClick(card, _KEY.Key_Return)
    assert asked == [Fact("citation", known.cited)] * 2
    button = card.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    button.click()
    assert pane.selection.facts == (Fact("citation", known.cited),)


def test_many_quotes_are_shown_a_few_at_a_time(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    with one_step(document, "Cite"):
        for n in range(100):
            citations.cite(document, known.source, "event", known.talks, (n % 40, n % 40 + 3))
    sheet = _event(pane, known.talks)
    assert len(sheet.evidence.cards) == 12
    more = next(button for button in sheet.evidence.findChildren(QToolButton) if button.text().startswith("Show"))
    more.click()
    assert len(sheet.evidence.cards) == 42
    pane.choose("actor", known.ann)
    pane.choose("event", known.talks)
    assert len(sheet.evidence.cards) == 12


def test_a_long_list_shows_thirty_rows_and_all_on_demand(pane: Pane, known: Known, qtmodeltester: Checker) -> None:
    document = pane.bridge.document
    with one_step(document, "Fill"):
        for n in range(300):
            event = events.add_event(document, title=f"Event {n}", t=f"{1700 + n}")
            events.connect_actor(document, event, known.ann)
    sheet = _actor(pane, known.ann)
    model = sheet.events.list.lines
    assert model.rowCount() == 30
    assert sheet.events.more.text() == "Show all 301"
    sheet.events.more.click()
    assert model.rowCount() == 301
    assert sheet.events.list.height() < 500
    qtmodeltester.check(model)
    QTest.keyClick(sheet.events.list, _KEY.Key_End)
    QTest.keyClick(sheet.events.list, _KEY.Key_Return)
    assert pane.selection.facts == (Fact("event", known.talks),)


def test_dates_and_roles_stand_beside_the_events_of_an_actor(pane: Pane, known: Known) -> None:
    sheet = _actor(pane, known.bob)
    assert [(line.words, line.note) for line in sheet.events.list.lines.lines] == [("Talks", "Aug 2025 · host")]


def test_names_of_any_sort_are_shown_to_the_letter_and_never_too_wide(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    eve = actors.add_actor(document, name=CANARY[:1_000])
    actors.add_name(document, eve, name=CANARY[:900])
    actors.change_actor(document, known.bob, name=CANARY[:990])
    events.connect_actor(document, known.talks, eve)
    citations.set_speakers(document, known.cited, [citations.Speaker(CANARY[:950], "claims", eve)])
    events.change_event(document, known.talks, title=CANARY[:1_000], description=CANARY * 3)
    for table, row in (
        ("actor", eve),
        ("actor", known.ann),
        ("event", known.talks),
        ("link", known.link),
        ("citation", known.cited),
        ("source", known.source),
    ):
        pane.choose(table, row)
        QApplication.processEvents()
        assert pane.sheet.width() <= pane.view.width()
        picture = pane.view.grab().toImage()
        assert not picture.isNull()
    assert TEXT[13:21] == "They met"
    sheet = _actor(pane, eve)
    assert sheet.heading is not None
    assert sheet.heading.toPlainText() == CANARY[:1_000]
    line = _actor(pane, known.ann).links.list.lines.index(0)
    assert "<img src='file:///tmp/red.png'>" in str(line.data())


def test_delete_on_a_card_removes_the_evidence_and_not_the_event(pane: Pane, known: Known, actions: Actions) -> None:
    sheet = _event(pane, known.talks)
    sheet.evidence.cards[0].setFocus()
    actions.set_active(pane.view)
    actions.update()
    actions.run("fact.delete")
    assert details.evidence_count(pane.bridge.document, "event", known.talks) == (0, 0)
    assert pane.steps()[0] == "Delete evidence"
    assert not sheet.evidence.isVisible()
    assert "Rests on no passage." in sheet.attention.text()


def test_delete_on_a_relationship_removes_it_and_on_an_event_of_an_actor_nothing(
    pane: Pane, known: Known, actions: Actions
) -> None:
    sheet = _actor(pane, known.ann)
    actions.set_active(pane.view)
    actions.update()
    sheet.events.list.setFocus()
    actions.run("fact.delete")
    assert details.record(pane.bridge.document, "event", known.talks) is not None
    sheet.links.list.setFocus()
    actions.run("fact.delete")
    assert pane.steps()[0] == "Delete link"
    assert details.record(pane.bridge.document, "actor", known.ann) is not None


def test_show_passage_goes_to_that_of_the_card_with_the_focus(pane: Pane, known: Known, actions: Actions) -> None:
    asked: list[object] = []
    pane.selection.passage_requested.connect(asked.append)
    sheet = _event(pane, known.talks)
    actions.set_active(pane.view)
    actions.update()
    actions.run("fact.passage")
    sheet.evidence.cards[0].setFocus()
    actions.run("fact.passage")
    _citation(pane, known.cited).passage.click()
    assert asked == [Fact("event", known.talks), Fact("citation", known.cited), Fact("citation", known.cited)]


def test_tab_goes_on_in_a_row_that_is_made_anew_by_what_was_typed(pane: Pane, known: Known) -> None:
    actors.add_name(pane.bridge.document, known.ann, name="Annie")
    sheet = _actor(pane, known.ann)
    name = sheet.names.rows[0].findChildren(LineField)[0]
    pane.retype(name, "Anya")
    QTest.keyClick(name, _KEY.Key_Tab)
    assert _names(pane, known.ann) == [("Anya", "alias", "")]
    more = next(button for button in sheet.names.rows[0].findChildren(QToolButton) if button.text() == "⋯")
    assert more.hasFocus()
    kind = sheet.names.rows[0].findChildren(TypeAhead)[0]
    assert not kind.isVisible()
    QTest.keyClick(more, _KEY.Key_Space)
    assert kind.isVisible()
