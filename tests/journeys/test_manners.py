"""The manners of a good desktop program, seen at the real main window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from tests.journeys.person import CTRL, Open, Person

from geoeditor.core.commands.actors import change_actor
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.selection import Fact

OF_A_PROJECT = ("project.export", "project.copy", "project.close", "fact.delete", "edit.find", "edit.anything")


def sample(open_window: Open) -> Person:
    """Return somebody at a window on the sample."""
    person = open_window()
    assert person.furnishing.projects.open_sample()
    person.wait(lambda: bool(person.reader.text.text))
    return person


def event(person: Person) -> Fact:
    """Return a dated event of the sample."""
    with person.document.read() as connection:
        row = connection.execute("SELECT id FROM event WHERE t <> '' ORDER BY id LIMIT 1").fetchone()
    return Fact("event", row[0])


def test_without_a_project_what_needs_one_is_disabled(open_window: Open) -> None:
    person = open_window()
    actions = person.window.actions_
    actions.update()
    assert not [key for key in OF_A_PROJECT if actions[key].isEnabled()]
    assert all(actions[key].isEnabled() for key in ("project.new", "project.open", "project.sample", "app.quit"))
    person.furnishing.projects.new()
    assert actions["project.export"].isEnabled()
    assert not actions["fact.delete"].isEnabled()


def test_title_and_status_line_say_what_is_open_and_that_it_is_saved(open_window: Open) -> None:
    person = sample(open_window)
    assert person.window.windowTitle() == "Sample — GeoEditor"
    assert person.furnishing.status.saved_words == "All changes saved"
    assert "17 actors · 13 events · 16 links · 1 source" in person.furnishing.status.counts
    assert "Sample project" in person.furnishing.status.undo_words


def test_closing_stores_what_is_being_typed(open_window: Open) -> None:
    person = sample(open_window)
    path, chosen = person.document.path, event(person)
    person.window.selection.choose([chosen])
    person.furnishing.panes["inspector"].show_up()
    person.window.actions_.run("fact.rename")
    field = person.focused()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    person.type("Typed and not left")
    person.window.close()
    with Document.open_copy(path) as document, document.read() as connection:
        title = connection.execute("SELECT title FROM event WHERE id = ?", (chosen.id,)).fetchone()[0]
    assert title == "Typed and not left"


def test_undo_shows_where_it_has_changed_something(open_window: Open) -> None:
    person = sample(open_window)
    chosen = event(person)
    person.window.selection.choose([chosen])
    person.timeline.setFocus()
    person.press(Qt.Key.Key_Delete)
    assert person.window.selection.facts == ()
    person.press(Qt.Key.Key_Z, CTRL)
    assert chosen in person.window.selection.facts


def test_find_counts_steps_and_gives_the_focus_back(open_window: Open) -> None:
    person = sample(open_window)
    for view in (person.reader, person.timeline, person.graph, person.table("events")):
        view.setFocus()
        person.press(Qt.Key.Key_F, CTRL)
        assert person.furnishing.find_bar.isVisible()
        person.type("lukashenko")
        found = person.furnishing.find_bar.found
        assert found.hits > 0, view
        person.press(Qt.Key.Key_F3)
        assert person.furnishing.find_bar.found.hits == found.hits
        person.press(Qt.Key.Key_Escape)
        assert not person.furnishing.find_bar.isVisible()
        assert view.isAncestorOf(person.focused()) or person.focused() is view.focusProxy()


@pytest.mark.parametrize("key", ["timeline", "graph", "events", "reader"])
def test_a_context_menu_reuses_the_actions_of_the_table(open_window: Open, key: str) -> None:
    person = sample(open_window)
    person.furnishing.panes[key].show_up()
    view = person.furnishing.view(key)
    person.window.selection.choose([event(person)])
    view.setFocus()
    QApplication.processEvents()
    target = person.focused()
    place = target.rect().center()
    QApplication.sendEvent(
        target, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, target.mapToGlobal(place))
    )
    if QApplication.activePopupWidget() is None:  # a canvas may heed the key itself
        person.press(Qt.Key.Key_Menu)
    person.wait(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    known = {person.window.actions_[name] for name in person.window.actions_.keys}
    assert known & set(menu.actions())
    menu.close()


def test_every_widget_that_takes_the_focus_has_a_name(open_window: Open) -> None:
    person = sample(open_window)
    unnamed = []
    for key, pane in person.furnishing.panes.items():
        pane.show_up()
        QApplication.processEvents()
        for child in pane.findChildren(QWidget):
            takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible()
            if takes and not child.accessibleName() and not _speaks(child):
                unnamed.append(f"{key}: {type(child).__name__}")
    assert unnamed == []


def _speaks(widget: QWidget) -> bool:
    """Tell whether a widget has words of its own, or is a part of one that has a name."""
    if isinstance(widget, QAbstractButton):
        return bool(widget.text())
    above = widget.parentWidget()
    return isinstance(above, QComboBox) or (above is not None and bool(above.accessibleName()))


def test_the_window_fits_a_small_screen(open_window: Open) -> None:
    person = sample(open_window)
    person.window.resize(QSize(1024, 600))
    QApplication.processEvents()
    assert person.window.size() == QSize(1024, 600)
    for key in ("timeline", "graph", "inspector", "reader"):
        view = person.furnishing.view(key)
        corner = view.mapTo(person.window, QPoint(view.width(), view.height()))
        assert corner.x() <= 1024, key
        assert corner.y() <= 600, key


def test_a_dropped_article_becomes_a_source_and_a_picture_is_not_accepted(open_window: Open, article: Path) -> None:
    person = open_window()
    target = person.window.welcome
    dropped, picture = QMimeData(), QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(article))])
    picture.setImageData(person.window.grab().toImage())
    for mime, is_taken in ((picture, False), (dropped, True)):
        actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(50, 50), actions, mime, buttons, keys)
        QApplication.sendEvent(target, entering)
        assert entering.isAccepted() == is_taken
        if is_taken:
            QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), actions, mime, buttons, keys))
            person.wait(lambda: person.window.bridge.is_open and person.count("source") == 1)
    assert person.window.windowTitle().startswith("Norway and Iceland")


def test_recent_projects_are_listed_once_newest_first_and_can_be_cleared(open_window: Open, store: Store) -> None:
    person = open_window()
    person.furnishing.projects.new("One")
    one = person.document.path
    person.furnishing.projects.new("Two")
    two = person.document.path
    person.furnishing.projects.open(one)
    assert [recent.path for recent in store.recent()] == [one, two]
    two.unlink()
    assert [recent.exists for recent in store.recent()] == [True, False]
    store.clear_recent()
    assert store.recent() == []


def test_the_dark_look_is_chosen_at_run_time(open_window: Open) -> None:
    person = sample(open_window)
    light = person.window.grab().toImage().pixelColor(700, 300).lightness()
    person.window.theme.choose("dark")
    QApplication.processEvents()
    dark = person.window.grab().toImage().pixelColor(700, 300).lightness()
    assert light > 200
    assert dark < 80


def test_enter_on_a_fact_of_a_chart_opens_its_passage(open_window: Open) -> None:
    person = sample(open_window)
    person.table("actors")
    person.window.selection.choose([event(person)])
    person.timeline.canvas.setFocus()
    QTest.keyClick(person.timeline.canvas, Qt.Key.Key_Return)
    assert person.furnishing.panes["reader"].widget().isVisible()
    span = person.reader.text.selected_span()
    assert span is not None or person.reader.sentence is not None or person.reader.text.place() > 0


def test_a_new_project_keeps_the_title_of_its_article_and_takes_a_name_that_files_may_have(open_window: Open) -> None:
    person = open_window()
    person.furnishing.projects.new("What now: war/peace?")
    assert person.document.path.name == "What now- war-peace.geoeditor"
    with person.document.read() as connection:
        assert connection.execute("SELECT title FROM project").fetchone() == ("What now: war/peace?",)


def test_reset_layout_brings_floating_panes_back(open_window: Open) -> None:
    person = sample(open_window)
    pane = person.furnishing.panes["graph"]
    pane.toggle_floating()
    assert pane.isFloating()
    person.window.actions_.run("view.reset_layout")
    assert not pane.isFloating()
    assert pane.isVisible()


def test_the_controls_above_the_timeline_act_on_it_whatever_has_the_focus(open_window: Open) -> None:
    person = sample(open_window)
    canvas = person.timeline.canvas
    canvas.glide_to(canvas.stage.fitting(), at_once=True)
    fitted = canvas.stage.window
    person.table("events").setFocus()
    header = person.furnishing.panes["timeline"].bar
    buttons = {button.text(): button for button in header.findChildren(QAbstractButton)}
    buttons["⊕"].click()
    person.wait(lambda: canvas.stage.window.rate > fitted.rate * 1.05)
    buttons["Fit"].click()
    person.wait(lambda: canvas.stage.window.rate == pytest.approx(canvas.stage.fitting().rate, rel=0.01))


def test_a_growing_graph_that_nobody_arranged_stays_in_sight(open_window: Open, article: Path) -> None:
    person = open_window()
    person.furnishing.intake.take_paths([article])
    person.wait(lambda: person.window.bridge.is_open and person.reader.proposals.current is not None)
    person.reader.proposals.list.setFocus()
    for _ in range(4):
        person.wait(lambda: person.reader.proposals.current is not None)
        person.press(Qt.Key.Key_Return)
    canvas = person.graph.canvas

    def spots() -> list[QPoint]:
        return [canvas.spot_of(row).toPoint() for row in range(len(canvas.scene.ids))]

    assert len(spots()) >= 3
    assert all(canvas.rect().contains(spot) for spot in spots())
    person.wait(lambda: len({spot.x() // 20 for spot in spots()}) > 1)  # they are not left in one column
    assert all(canvas.rect().contains(spot) for spot in spots())


def test_a_renamed_actor_is_still_known_by_the_name_in_the_text(open_window: Open) -> None:
    person = sample(open_window)
    with person.document.read() as connection:
        actor = connection.execute("SELECT id FROM actor WHERE name = 'Valaam'").fetchone()[0]
    change_actor(person.document, ActorId(actor), name="Valaam Island")
    with person.document.read() as connection:
        names = connection.execute("SELECT name FROM actor_name WHERE actor_id = ?", (actor,)).fetchall()
    assert ("Valaam",) in names
    person.press(Qt.Key.Key_Z, CTRL)
    change_actor(person.document, ActorId(actor), name="Valaam")
    with person.document.read() as connection:
        assert connection.execute("SELECT count(*) FROM actor_name WHERE name = 'Valaam'").fetchone() == (0,)


def test_d_on_words_that_are_no_date_keeps_the_date_there_is(open_window: Open) -> None:
    person = sample(open_window)
    chosen = event(person)
    with person.document.read() as connection:
        before = connection.execute("SELECT t FROM event WHERE id = ?", (chosen.id,)).fetchone()[0]
    person.mark("politicians")
    person.window.selection.choose([chosen])
    person.reader.text.setFocus()
    steps = len(person.steps())
    person.mark("politicians")
    person.press(Qt.Key.Key_D)
    assert len(person.steps()) == steps
    with person.document.read() as connection:
        assert connection.execute("SELECT t FROM event WHERE id = ?", (chosen.id,)).fetchone()[0] == before
