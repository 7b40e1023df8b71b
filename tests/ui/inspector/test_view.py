"""The pane: what it shows for a selection, and how it keeps up with the document."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.inspector.conftest import Known, Pane

from geoeditor.core.commands import actors, events, removal
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId
from geoeditor.core.queries import details
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import TypeAhead
from geoeditor.ui.inspector import InspectorView
from geoeditor.ui.inspector.project import ProjectSheet
from geoeditor.ui.inspector.several import SeveralSheet
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

_KEY = Qt.Key


def test_nothing_selected_shows_the_project_and_what_needs_attention(pane: Pane, known: Known) -> None:
    sheet = pane.sheet
    assert isinstance(sheet, ProjectSheet)
    assert pane.text("facts") == "2 actors · 1 event · 1 link"
    assert pane.text("sources") == "1 source · 1 citation"
    lines = [(line.words, line.note) for line in sheet.questions.list.lines.lines]
    assert lines == [("Ann – allied with → Bob", "no passage"), ("Courting Putin and Trump", "no date")]
    sheet.questions.list.setFocus()
    QTest.keyClick(sheet.questions.list, _KEY.Key_Return)
    assert pane.selection.facts == (Fact("link", known.link),)


def test_the_title_of_the_project_is_edited_in_the_heading(pane: Pane) -> None:
    heading = pane.sheet.heading
    assert heading is not None
    pane.retype(heading, "Belarus 2025")
    QTest.keyClick(heading, _KEY.Key_Return)
    assert details.record(pane.bridge.document, "project", 0) == {"title": "Belarus 2025", "description": ""}
    assert pane.steps()[0] == "Change project"


def test_several_records_are_changed_together_in_one_step(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann, known.bob)
    page = pane.view.page
    assert isinstance(page, SeveralSheet)
    assert page.title.text() == "2 actors"
    country, kind = pane.field("country"), pane.field("kind")
    assert isinstance(country, QLineEdit)
    assert isinstance(kind, TypeAhead)
    assert (country.text(), country.placeholderText()) == ("", "mixed")
    assert (kind.text(), kind.placeholderText()) == ("", "mixed")
    before = pane.steps()
    pane.enter("country", "LT")
    pane.enter("kind", "group")
    assert pane.steps() == ["Change 2 actors", "Change 2 actors", *before]
    for actor in (known.ann, known.bob):
        found = details.record(pane.bridge.document, "actor", actor)
        assert found is not None
        assert (found["country"], found["kind"]) == ("LT", "actor.group")
    assert (country.text(), kind.text()) == ("LT", "group")
    pane.bridge.undo()
    pane.bridge.undo()
    assert (country.text(), country.placeholderText()) == ("", "mixed")


def test_records_of_several_tables_are_listed_and_not_edited(pane: Pane, known: Known) -> None:
    pane.selection.choose([Fact("actor", known.ann), Fact("event", known.talks)])
    page = pane.view.page
    assert isinstance(page, SeveralSheet)
    assert page.title.text() == "2 records"
    assert page.form.fields == {}
    assert [line.words for line in page.chosen.list.lines.lines] == ["Ann", "Talks"]


def test_a_change_elsewhere_is_shown_and_undo_brings_the_old_value(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    actors.change_actor(pane.bridge.document, known.ann, name="Anna", country="LT")
    assert pane.sheet.heading is not None
    assert (pane.sheet.heading.toPlainText(), pane.text("country")) == ("Anna", "LT")
    pane.bridge.undo()
    assert (pane.sheet.heading.toPlainText(), pane.text("country")) == ("Ann", "BY")


def test_a_removed_record_gives_way_to_the_project_and_comes_back(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    removal.remove_facts(pane.bridge.document, ("actor", known.ann))
    assert isinstance(pane.sheet, ProjectSheet)
    pane.bridge.undo()
    assert pane.sheet.table == "actor"


def test_a_hidden_pane_sleeps_and_catches_up(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    pane.view.hide()
    actors.change_actor(pane.bridge.document, known.ann, country="LT")
    assert pane.field("country").property("text") == "BY"
    pane.view.show()
    assert pane.text("country") == "LT"


def test_renaming_goes_to_the_heading_also_when_the_pane_comes_up_later(
    pane: Pane, known: Known, actions: Actions
) -> None:
    pane.choose("event", known.talks)
    actions.set_active(pane.view)
    actions.run("fact.rename")
    heading = pane.sheet.heading
    assert heading is not None
    assert heading.hasFocus()
    assert heading.textCursor().selectedText() == "Talks"
    pane.view.hide()
    pane.selection.renaming_requested.emit(Fact("event", known.talks))
    pane.view.show()
    assert heading.hasFocus()


def test_without_a_project_the_pane_says_so(pane: Pane, known: Known) -> None:
    pane.choose("actor", known.ann)
    pane.selection.clear()
    pane.bridge.adopt(None)
    assert pane.view.page is None
    assert pane.view.hint.isVisible()


def test_a_project_that_may_only_be_read_is_seen_and_not_edited(
    qtbot: QtBot, bridge: Bridge, known: Known, selection: Selection, actions: Actions, theme: Theme
) -> None:
    path = bridge.document.path
    other = Bridge()
    other.adopt(Document.open_copy(path))
    view = InspectorView(other, selection, actions, theme)
    view.resize(320, 700)
    selection.choose([Fact("event", known.talks)])
    view.show()
    qtbot.waitExposed(view)
    assert view.page is not None
    assert all(field.isReadOnly() for field in view.page.findChildren(QLineEdit))
    assert not any(button.isEnabled() for button in view.page.findChildren(QToolButton) if button.property("edits"))
    view.rename()
    assert view.page.heading is not None
    assert not view.page.heading.hasFocus()
    other.adopt(None)


def test_the_pane_follows_the_theme_and_keeps_what_is_typed(pane: Pane, known: Known, theme: Theme) -> None:
    pane.choose("actor", known.ann)
    pane.retype(pane.field("country"), "half")
    theme.choose("dark")
    assert pane.text("country") == "half"
    theme.choose("light")


def test_selecting_is_quick_among_many_events(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    with one_step(document, "Fill"):
        for n in range(1_500):
            event = events.add_event(document, title=f"Event {n}", t=f"{n + 1}".rjust(4, "0"))
            events.connect_actor(document, event, ActorId(known.ann))
    worst = 0.0
    for _ in range(2):  # a sheet is made the first time
        for table, row in (("actor", known.ann), ("event", known.talks), ("link", known.link)):
            begun = time.perf_counter()
            pane.choose(table, row)
            worst = time.perf_counter() - begun
            QApplication.processEvents()
    assert worst < 0.2  # 50 ms is the aim; a busy machine gets some room


def test_the_pane_is_usable_at_260_px(pane: Pane, known: Known) -> None:
    pane.view.resize(260, 700)
    for table, row in (("actor", known.ann), ("event", known.talks), ("citation", known.cited)):
        pane.choose(table, row)
        QApplication.processEvents()
        sheet = pane.sheet
        for field in sheet.findChildren(QLineEdit):
            if field.isVisible():
                right = field.mapTo(pane.view, field.rect().topRight()).x()
                assert right <= 260
                assert field.width() >= 40
