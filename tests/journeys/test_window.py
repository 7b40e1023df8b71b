"""Journeys through the real main window, with mouse and keyboard, from a pasted article to charts and back again."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabBar, QWidget
from tests.journeys.person import ALT, CTRL, SHIFT, Open, Person

from geoeditor.core.document import Document
from geoeditor.exchange.project_json import export_json
from geoeditor.resources import resource_path
from geoeditor.ui import prompts
from geoeditor.ui.export import ExportDialog
from geoeditor.ui.selection import Fact
from geoeditor.ui.tables import TableView


@pytest.fixture
def text(checkout: Path) -> str:
    """Return the article to read: the reference one where it is there, else that of the sample."""
    seed = checkout.parent / "shared" / "reading" / "seed.txt"
    path = seed if seed.is_file() else resource_path("sample") / "article.md"
    return path.read_text("utf-8")


def paste(person: Person, text: str) -> None:
    """Paste an article and say when it was published."""
    person.put_on_clipboard(text)
    person.press(Qt.Key.Key_V, CTRL)
    person.wait(lambda: person.window.bridge.is_open and person.count("source") == 1)
    person.wait(lambda: bool(person.reader.text.text))


def date(person: Person, words: str) -> None:
    """Answer the question for the publication date."""
    person.wait(lambda: person.reader.date_strip.isVisible())
    person.reader.date_strip.field.setFocus()
    person.type(words)
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: "Set date" in person.steps()[0] or person.count("source") == 1)


def accept(person: Person, count: int) -> None:
    """Accept proposals, each with one key."""
    proposals = person.reader.proposals
    person.wait(lambda: proposals.current is not None)
    proposals.list.setFocus()
    for _ in range(count):
        before = len(person.steps())
        person.wait(lambda: proposals.current is not None)
        person.press(Qt.Key.Key_Return)
        assert len(person.steps()) == before + 1, person.window.notices.text


def correct_a_date(person: Person) -> None:
    """Give the first event of the table another date, in its cell."""
    view = person.table("events")
    view.grid.setFocus()
    view.grid.setCurrentIndex(view.model.index(0, 0))
    person.press(Qt.Key.Key_F2)
    person.field().selectAll()
    person.type("3 May 2024")
    person.press(Qt.Key.Key_Return)


def drag_an_event(person: Person) -> None:
    """Move the mark of a dated event on the timeline."""
    canvas = person.timeline.canvas
    canvas.glide_to(canvas.goal, at_once=True)
    canvas.settle()
    frame = canvas.stage.frame
    for event in dict.fromkeys(frame.mark_event.tolist()):
        spot = QPoint(round(float(frame.x[event])), round(float(frame.mark_y[frame.mark_event == event].min())))
        if spot.x() > canvas.stage.plot.left + 40 and canvas.rect().adjusted(0, 0, -60, 0).contains(spot):
            person.drag(canvas, spot, spot - QPoint(30, 0))
            return
    raise AssertionError("no dated event is in sight")


def connect_two_nodes(person: Person) -> None:
    """Pull a link from one node to another, and say what it is."""
    canvas = person.graph.canvas
    canvas.settle()
    start, end = (canvas.spot_of(row).toPoint() for row in (0, 1))
    person.drag(canvas, start, end, ALT)
    person.type("plays golf with")
    person.press(Qt.Key.Key_Return)


def export(person: Person, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the chart that had the focus last through the dialog."""
    monkeypatch.setattr(prompts, "save_path", lambda *_arguments: path)
    person.press(Qt.Key.Key_E, CTRL)
    dialog = person.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.form.what.setCurrentIndex(dialog.form.what.findData("graph" if "graph" in path.name else "timeline"))
    dialog.form.form.setCurrentIndex(dialog.form.form.findData(path.suffix[1:]))
    person.wait(lambda: dialog.export_button.isEnabled())
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    person.wait(path.exists)
    person.wait(lambda: person.window.findChild(ExportDialog) is None)
    person.window.activateWindow()  # no window manager does it here
    person.wait(person.window.isActiveWindow)


def test_from_a_pasted_article_to_charts_and_all_the_way_back(
    open_window: Open, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_window()
    paste(person, text)
    date(person, "7 August 2025")
    accept(person, 10)
    for words, key in (
        (next(iter(set(text.split()) & {"“Oreshnik”", "gas"})), Qt.Key.Key_A),
        ("political", Qt.Key.Key_U),
    ):
        person.mark(words)
        before = len(person.steps())
        person.press(key)
        assert len(person.steps()) == before + 1
    person.mark("Washington")
    person.press(Qt.Key.Key_E)
    person.press(Qt.Key.Key_Return)
    assert person.count("event") >= 1
    for deed in (correct_a_date, drag_an_event, connect_two_nodes):
        before = len(person.steps())
        deed(person)
        assert len(person.steps()) == before + 1, deed.__name__
    for name in ("timeline.svg", "graph.png"):
        export(person, tmp_path / name, monkeypatch)
    assert (
        b"3 May 2024" in (tmp_path / "timeline.svg").read_bytes()
        or b"Lukashenko" in (tmp_path / "timeline.svg").read_bytes()
    )
    assert not QImage(str(tmp_path / "graph.png")).isNull()
    steps, end = len(person.steps()), person.saved()
    assert person.undo_all() == steps
    assert [person.count(table) for table in ("source", "actor", "event", "link", "citation")] == [0] * 5
    assert person.redo_all() == steps
    assert person.saved() == end
    path = person.document.path
    person.window.close()
    assert not person.window.bridge.is_open
    again = open_window()
    assert again.window.open_path(path)
    assert again.saved() == end
    assert again.undo_all() == steps
    assert again.count("source") == 0


def mark_by_keyboard(person: Person) -> None:
    """Select words of the text with the keyboard, and make an actor and an event of them."""
    person.tab_to(person.reader.text)
    for key in (Qt.Key.Key_U, Qt.Key.Key_E):
        before = len(person.steps())
        person.press(Qt.Key.Key_Home, CTRL)
        person.press(Qt.Key.Key_Down)
        for _ in range(2):
            person.press(Qt.Key.Key_Right, CTRL | SHIFT)
        person.press(key)
        if person.reader.entry.draft is not None:
            person.press(Qt.Key.Key_Return)
        assert len(person.steps()) == before + 1


def edit_a_cell_by_keyboard(person: Person) -> None:
    """Go to the table of events by its tab, and give the first of them another date."""
    bars = [bar for bar in person.window.findChildren(QTabBar) if "Events" in bar.accessibleName()]
    person.tab_to(bars[0])
    while bars[0].tabText(bars[0].currentIndex()) != "Events":
        person.press(Qt.Key.Key_Right)
    view = person.furnishing.view("events")
    assert isinstance(view, TableView)
    person.tab_to(view.grid)
    before = len(person.steps())
    person.press(Qt.Key.Key_Home, CTRL)
    person.press(Qt.Key.Key_F2)
    person.field().selectAll()
    person.type("3 May 2024")
    person.press(Qt.Key.Key_Return)
    assert len(person.steps()) == before + 1


def link_by_keyboard(person: Person) -> None:
    """Link two actors in the graph: choose one, L, name the other, say what it is."""
    canvas = person.graph.canvas
    person.tab_to(canvas)
    person.press(Qt.Key.Key_Right)
    before, current = len(person.steps()), person.window.selection.current
    assert current is not None
    person.press(Qt.Key.Key_L)
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Return)
    person.type("plays golf with")
    person.press(Qt.Key.Key_Return)
    assert len(person.steps()) == before + 1
    assert "link" in person.steps()[0].lower()


def export_by_keyboard(person: Person, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a chart: Ctrl+E, and Enter on what the dialog offers first."""
    monkeypatch.setattr(prompts, "save_path", lambda *_arguments: path)
    person.press(Qt.Key.Key_E, CTRL)
    dialog = person.window.findChild(ExportDialog)
    assert dialog is not None
    person.wait(dialog.export_button.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    person.wait(path.exists)
    person.wait(lambda: person.window.findChild(ExportDialog) is None)
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)


def test_by_keyboard_alone(open_window: Open, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_window()
    person.put_on_clipboard(text)
    person.press(Qt.Key.Key_V, CTRL)
    person.wait(lambda: person.window.bridge.is_open and person.count("source") == 1)
    person.run_by_palette("publication")
    person.type("7 August 2025")
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: person.reader.proposals.current is not None)
    person.wait(lambda: person.reader.text.hasFocus())
    for _ in range(4):
        before = len(person.steps())
        person.press(Qt.Key.Key_Return)
        assert len(person.steps()) == before + 1
    person.press(Qt.Key.Key_X)
    person.run_by_palette("accept all certain")
    assert person.count("actor") >= 5
    mark_by_keyboard(person)
    edit_a_cell_by_keyboard(person)
    link_by_keyboard(person)
    person.press(Qt.Key.Key_K, CTRL)
    person.type("lukashenko")
    person.press(Qt.Key.Key_Return)
    current = person.window.selection.current
    assert current is not None
    assert current.table == "actor"
    export_by_keyboard(person, tmp_path / "chart.png", monkeypatch)
    steps, end = len(person.steps()), person.saved()
    person.tab_to(person.timeline.canvas)
    for _ in range(steps):
        person.press(Qt.Key.Key_Z, CTRL)
    assert person.steps() == []
    for _ in range(steps):
        person.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert person.saved() == end


def test_an_edit_anywhere_shows_everywhere(open_window: Open) -> None:
    person = open_window()
    person.furnishing.projects.open_sample()
    with person.document.read() as connection:
        event, title = connection.execute("SELECT id, title FROM event WHERE t <> '' ORDER BY id").fetchone()
    person.window.selection.choose([Fact("event", event)])
    view = person.table("events")
    row = next(row for row in range(view.model.rowCount()) if view.model.index(row, 1).data() == title)
    view.grid.setFocus()
    view.grid.setCurrentIndex(view.model.index(row, 1))
    person.press(Qt.Key.Key_F2)
    person.field().selectAll()
    person.type("Named anew")
    person.press(Qt.Key.Key_Return)
    place = person.timeline.scene.at(event)
    assert place is not None
    assert person.timeline.scene.columns.events.titles[place] == "Named anew"
    person.window.selection.choose([Fact("event", event)])  # Enter went on to the next row
    texts = [field.text() for field in person.furnishing.view("inspector").findChildren(QLineEdit)]
    texts += [field.toPlainText() for field in person.furnishing.view("inspector").findChildren(QPlainTextEdit)]
    assert "Named anew" in texts


def test_the_window_comes_back_as_it_was(open_window: Open, tmp_path: Path) -> None:
    person = open_window()
    person.furnishing.projects.open_sample()
    person.window.resize(1200, 760)
    person.furnishing.panes["inspector"].hide()
    person.timeline.set_mode("lanes")
    path = person.document.path
    person.window.close()
    again = open_window()
    assert again.window.open_path(path)
    assert again.furnishing.panes["inspector"].isHidden()
    assert again.timeline.snapshot_state()["mode"] == "lanes"
    again.window.actions_.run("view.reset_layout")
    assert again.furnishing.panes["inspector"].isVisible()


def test_a_project_that_another_window_holds_is_offered_to_be_read(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held.geoeditor"
    Document.create(path).close()
    holder = there_holding(path)
    try:
        person = open_window()
        asked: list[str] = []

        def answer(_parent: QWidget, words: str, _choices: list[str], _more: str = "") -> int:
            asked.append(words)
            return 0

        monkeypatch.setattr(prompts, "choose", answer)
        assert person.window.open_path(path)
        assert "open in another window" in asked[0]
        assert person.document.read_only
        assert "read only" in person.window.windowTitle()
        assert not person.window.actions_.can_run("fact.delete")
    finally:
        holder.kill()
        holder.communicate()


def there_holding(path: Path) -> "subprocess.Popen[str]":
    """Return another process that holds a project."""
    code = (
        "import sys, time; from geoeditor.core.document import Document\n"
        "with Document.open(sys.argv[1]): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_what_can_not_be_read_is_said_in_one_sentence_and_leaves_nothing(open_window: Open, tmp_path: Path) -> None:
    person = open_window()
    for suffix in (".msg", ".odt", ".pages"):
        path = tmp_path / f"article{suffix}"
        path.write_bytes(b"whatever it holds")
        person.furnishing.intake.take_paths([path])
        person.wait(lambda: bool(person.window.notices.text))
        assert suffix in person.window.notices.text
        person.window.notices.dismiss()
        assert not person.window.bridge.is_open
    assert not list(tmp_path.glob("projects/*"))


def test_moving_and_copying_a_project(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_window()
    person.furnishing.projects.open_sample()
    saved, path = person.saved(), person.document.path
    monkeypatch.setattr(prompts, "save_path", lambda *_arguments: tmp_path / "copy")
    person.window.actions_.run("project.copy")
    with Document.open_copy(tmp_path / "copy.geoeditor") as copied:
        assert export_json(copied) == saved
    monkeypatch.setattr(prompts, "save_path", lambda *_arguments: tmp_path / "moved")
    person.window.actions_.run("project.move")
    assert person.document.path == (tmp_path / "moved.geoeditor").resolve()
    assert not path.exists()
    assert person.saved() == saved
    assert person.window.windowTitle().startswith("moved")
