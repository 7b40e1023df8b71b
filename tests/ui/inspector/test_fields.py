"""Fields of the inspector: what they show, that each entry is one named step, and that no typed text is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from tests.ui.inspector.conftest import Known, Pane

from geoeditor.core.commands import actors, events, links
from geoeditor.core.commands.dating import date_in_words
from geoeditor.core.queries import details
from geoeditor.ui.fields import DateField, LineField, TypeAhead
from geoeditor.ui.inspector.form import Reason
from geoeditor.ui.inspector.link import LinkSheet

_KEY = Qt.Key


def _record(pane: Pane, table: str, row: int) -> details.Record:
    found = details.record(pane.bridge.document, table, row)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("table", "name", "typed", "stored", "step"),
    [
        ("actor", "country", "RU", "RU", "Change actor"),
        ("actor", "t", "since 1994", "1994/..", "Change actor"),
        ("actor", "kind", "group", "actor.group", "Change actor"),
        ("actor", "colour", "#FF8800", "#ff8800", "Change actor"),
        ("actor", "lat", "53,9", 53.9, "Change actor"),
        ("event", "kind", "protest", "event.protest", "Change event"),
        ("event", "status", "planned", "planned", "Change event"),
        ("event", "t", "before June 2024", "../2024-05", "Change event"),
        ("event", "likelihood", "70%", 70, "Change event"),
        ("event", "score", "-2.5", -2.5, "Change event"),
        ("link", "kind", "opposes", "link.opposes", "Change link"),
        ("link", "label", "old friends", "old friends", "Change link"),
        ("link", "sign", "conflict", -1, "Change link"),
        ("link", "strength", "0.5", 0.5, "Change link"),
        ("source", "publisher", "A paper", "A paper", "Change source"),
        ("source", "reliability", "C", "C", "Change source"),
        ("source", "t", "7 Aug 2025", "2025-08-07", "Change source"),
        ("source", "archived_url", "https://a.org", "https://a.org", "Change source"),
        ("source", "language", "be", "be", "Change source"),
        ("citation", "stance", "contradicts", "contradicts", "Change evidence"),
        ("citation", "credibility", "doubtful", 4, "Change evidence"),
        ("citation", "locator", "p. 3", "p. 3", "Change evidence"),
    ],
)
def test_an_entry_is_stored_at_once_as_one_step(
    pane: Pane, known: Known, table: str, name: str, typed: str, stored: object, step: str
) -> None:
    row = {
        "actor": known.ann,
        "event": known.talks,
        "link": known.link,
        "source": known.source,
        "citation": known.cited,
    }[table]
    pane.choose(table, row)
    before = pane.steps()
    pane.enter(name, typed)
    assert _record(pane, table, row)[name] == stored
    assert pane.steps() == [step, *before]
    pane.bridge.undo()
    assert _record(pane, table, row)[name] != stored


def test_prose_is_stored_when_it_is_left(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    pane.enter("description", "More is known.", _KEY.Key_Tab)
    assert _record(pane, "actor", known.ann)["description"] == "More is known."
    assert pane.field("tags").hasFocus()


def test_the_name_is_edited_in_the_heading(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    heading = pane.sheet.heading
    assert heading is not None
    assert heading.toPlainText() == "Ann"
    pane.view.rename()
    QTest.keyClicks(heading, "Anna")
    QTest.keyClick(heading, _KEY.Key_Return)
    assert _record(pane, "actor", known.ann)["name"] == "Anna"
    QTest.keyClick(heading, _KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(heading, _KEY.Key_Delete)
    QTest.keyClick(heading, _KEY.Key_Return)
    assert "needs at least one letter" in heading.problem
    assert _record(pane, "actor", known.ann)["name"] == "Anna"


def test_a_box_says_whether_an_actor_is_named(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    box = pane.field("named")
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    box.click()
    assert _record(pane, "actor", known.ann)["named"] == 0
    assert "Not yet named." in pane.sheet.attention.text()


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("t", "the day after", "as in 7 August 2025"),
        ("lat", "north", "53.9"),
        ("lat", "91", "between -90 and 90"),
        ("colour", "red", "#2a7f7a"),
        ("kind", "dragon", "not in the list"),
    ],
)
def test_a_refusal_is_said_at_the_field_and_the_text_stays(
    pane: Pane, known: Known, name: str, typed: str, reason: str
) -> None:
    pane.choose("actor", known.ann)
    pane.sheet.more.show()
    before = pane.steps()
    pane.enter(name, typed)
    pane.view.setFocus()
    field = pane.field(name)
    assert isinstance(field, LineField | DateField | TypeAhead)
    assert field.text() == typed
    assert reason in field.problem
    reasons = [label.text() for label in pane.sheet.findChildren(Reason) if label.isVisible()]
    assert reasons == [field.problem]
    assert pane.steps() == before
    actors.change_actor(pane.bridge.document, known.ann, description="From elsewhere")
    assert field.text() == typed
    assert pane.text("description") == "From elsewhere"


def test_what_is_typed_is_not_reset_by_a_change_from_elsewhere(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    field = pane.field("country")
    pane.retype(field, "half")
    actors.change_actor(pane.bridge.document, known.ann, country="XX", description="New")
    assert (pane.text("country"), pane.text("description")) == ("half", "New")


def test_what_is_typed_is_stored_before_something_else_is_shown(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    pane.retype(pane.field("country"), "LT")
    pane.choose("event", known.talks)
    assert _record(pane, "actor", known.ann)["country"] == "LT"
    assert pane.view.hasFocus()


def test_a_refused_text_is_told_when_something_else_is_shown(pane: Pane, known: Known) -> None:
    told: list[str] = []
    pane.bridge.refused.connect(told.append)
    pane.choose("actor", known.ann)
    pane.retype(pane.field("t"), "no date at all!")
    pane.choose("actor", known.bob)
    assert "“no date at all!” was not stored." in told[0]
    assert pane.text("t") == ""
    pane.choose("actor", known.ann)
    assert pane.text("t") == ""


def test_a_date_shows_the_words_it_came_from(pane: Pane, known: Known) -> None:
    date_in_words(pane.bridge.document, "event", known.talks, "<b>last</b> week", t="2025-08-01", rule="publication")
    pane.choose("event", known.talks)
    assert pane.text("t") == "1 Aug 2025"
    assert pane.text("dated_by") == "“<b>last</b> week” (publication)"
    pane.enter("t", "2 Aug 2025")
    assert not pane.field("dated_by").isVisible()


def test_the_ends_of_a_link_are_chosen_and_swapped(pane: Pane, known: Known) -> None:
    cem = actors.add_actor(pane.bridge.document, name="Cem")
    pane.choose("link", known.link)
    sheet = pane.sheet
    assert isinstance(sheet, LinkSheet)
    assert sheet.title.text() == "Ann allied with Bob"
    pane.enter("to_id", "cem")
    assert _record(pane, "link", known.link)["to_id"] == cem
    sheet.swap.click()
    assert sheet.title.text() == "Cem allied with Ann"
    assert pane.steps()[:2] == ["Reconnect link", "Reconnect link"]
    pane.enter("to_id", "Cem")
    field = pane.field("to_id")
    assert isinstance(field, TypeAhead)
    assert "two different actors" in field.problem


def test_tags_are_typed_apart_by_commas(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    pane.enter("tags", "head of state, belarus")
    assert details.tags_of(pane.bridge.document, "actor", known.ann) == ["belarus", "head of state"]
    assert pane.text("tags") == "belarus, head of state"
    assert pane.steps()[0] == "Set tags"


def test_first_and_last_event_and_counts_are_told(pane: Pane, known: Known) -> None:
    event = events.add_event(pane.bridge.document, title="Early", t="1999")
    events.connect_actor(pane.bridge.document, event, known.ann)
    pane.choose("actor", known.ann)
    assert pane.text("span") == "1999 – Aug 2025 · 2 events · 1 link"


def test_the_muted_line_tells_kind_and_office(pane: Pane, known: Known) -> None:
    links.link_actors(pane.bridge.document, known.ann, known.bob, kind="link.leads", label="president")
    pane.choose("actor", known.ann)
    assert pane.sheet.about.text() == "person · president, Bob"


def test_ctrl_z_is_the_windows_once_a_field_has_nothing_of_its_own(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    pane.enter("country", "LT")
    field = pane.field("country")
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    assert not field.isUndoAvailable()
    pane.bridge.undo()
    assert field.text() == "BY"


def test_every_field_of_every_sheet_has_a_name_and_is_reached_in_reading_order(pane: Pane, known: Known) -> None:
    for table, row in (
        ("actor", known.ann),
        ("event", known.talks),
        ("link", known.link),
        ("source", known.source),
        ("citation", known.cited),
    ):
        pane.choose(table, row)
        if pane.sheet.more_button.isVisible():
            pane.sheet.more_button.click()
        stops = [
            widget
            for widget in pane.sheet.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert [widget for widget in stops if not (widget.accessibleName() or widget.property("text"))] == []
        seen = _walk(pane, stops)
        assert set(seen) == set(stops)
        tops = [widget.mapTo(pane.sheet, widget.rect().topLeft()).y() // 12 for widget in seen]
        assert tops == sorted(tops), table


def _walk(pane: Pane, stops: list[QWidget]) -> list[QWidget]:
    """Return the stops in the order in which Tab comes to them."""
    first = min(stops, key=lambda widget: widget.mapTo(pane.sheet, widget.rect().topLeft()).y())
    seen, widget = [first], first.nextInFocusChain()
    while widget is not None and widget is not first:
        if widget in stops:
            seen.append(widget)
        widget = widget.nextInFocusChain()
    return seen
