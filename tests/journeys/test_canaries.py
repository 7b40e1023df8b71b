"""Names that look like tags, read files, turn the writing round or never end are shown as plain text everywhere."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QTextEdit, QWidget
from tests.journeys.person import CTRL, Open, Person

from geoeditor.core.commands import actors, citations, events, links, project, sources, tag_words
from geoeditor.core.commands.citations import Speaker
from geoeditor.ui.export import ExportDialog
from geoeditor.ui.help import AboutDialog, ShortcutsDialog
from geoeditor.ui.preferences import PreferencesDialog
from geoeditor.ui.selection import Fact

RED = QColor(255, 0, 0).rgb()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Return a red picture that nobody may open; it was last read long ago."""
    path = tmp_path / "canary.png"
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    assert image.save(str(path))
    os.utime(path, (1_000_000_000, path.stat().st_mtime))
    return path


@pytest.fixture(params=["image", "bold", "round", "long"])
def name(request: pytest.FixtureRequest, picture: Path) -> str:
    """Return a name that is up to no good."""
    names = {
        "image": f'<img src="{picture}"><img src="file://{picture}">',
        "bold": "<b>Bold</b> &amp; <table><tr><td>cell",
        "round": "\u202eright to left\u202c \u05d0\u05d1\u05d2 \u2066isolated\u2069",
        "long": "Longname " * 1_111,
    }
    return names[str(request.param)]


def _fill(person: Person, name: str) -> list[Fact]:
    """Put a name into every field of every sort of record: whole where prose goes, cut where a line goes."""
    whole, name = name, name[:900]
    document = person.document
    project.change_project(document, title=name, description=whole)
    text = f"{name}\n\nAnna met {name} in Minsk last week. She said nothing.\n"
    source = sources.add_source(
        document,
        text,
        title=name,
        author=name,
        publisher=name,
        kind="article",
        url=f"https://example.org/{name}",
        t="2025-08-07",
    )
    one = actors.add_actor(document, name=name, description=whole, country=name, kind="actor.person")
    other = actors.add_actor(document, name=f"Other {name}", named=False)
    actors.add_name(document, one, name=f"also {name}", language=name)
    event = events.add_event(document, title=name, description=whole, t="2025-08", status="planned")
    events.connect_actor(document, event, one, note=whole)
    undated = events.add_event(document, title=f"Undated {name}")
    link = links.link_actors(document, one, other, label=name, description=whole)
    citation = citations.cite(
        document, source, "event", event, (0, 5), [Speaker(name, "claims", one)], note=whole, locator=name
    )
    tag_words.set_tags(document, "actor", one, [name])
    return [
        Fact("actor", one),
        Fact("event", event),
        Fact("event", undated),
        Fact("link", link),
        Fact("source", source),
        Fact("citation", citation),
    ]


def _rich(widget: QWidget) -> Iterator[str]:
    """Yield what of a window would be read as more than plain text."""
    for child in [widget, *widget.findChildren(QWidget)]:
        if isinstance(child, QTextBrowser | QTextEdit):
            yield f"{type(child).__name__} reads rich text"
        if isinstance(child, QLabel) and child.textFormat() != Qt.TextFormat.PlainText and "<" in child.text():
            yield f"label “{child.text()[:60]}”"
        if any(tag in child.toolTip() for tag in ("<img", "<b>", "<table")):
            yield f"tooltip “{child.toolTip()[:60]}”"


def _look(widget: QWidget, picture: Path) -> None:
    QApplication.processEvents()
    assert list(_rich(widget)) == []
    image = widget.grab().toImage()
    step = 3
    red = [
        (x, y)
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
        if image.pixel(x, y) == RED
    ]
    assert red == [], "a file was shown"
    assert picture.stat().st_atime == 1_000_000_000, "a file was read"


def test_a_name_that_is_up_to_no_good_is_plain_text_everywhere(open_window: Open, name: str, picture: Path) -> None:
    person = open_window()
    person.furnishing.projects.new()
    facts = _fill(person, name)
    for key in ("actors", "events", "links", "sources", "citations", "history", "reader", "inspector"):
        person.furnishing.panes[key].show_up()
        _look(person.window, picture)
    for fact in facts:
        person.window.selection.choose([fact])
        _look(person.window, picture)
    person.window.selection.choose(facts[1:3])
    _look(person.window, picture)
    person.press(Qt.Key.Key_K, CTRL)
    person.type("long" if name.startswith("Long") else "other")
    _look(person.window, picture)
    person.press(Qt.Key.Key_Escape)
    person.window.notices.say(name)
    person.window.bridge.announced.emit(name)
    _look(person.window, picture)


def test_dialogs_show_it_plainly_too(open_window: Open, name: str, picture: Path) -> None:
    person = open_window()
    person.furnishing.projects.new()
    _fill(person, name)
    window = person.window
    export = ExportDialog(window.bridge, window.theme, window, window.store)
    export.show()
    person.wait(lambda: export.draft is not None)
    dialogs: list[QWidget] = [
        export,
        PreferencesDialog(window.store, window.theme, window),
        ShortcutsDialog(window.actions_, window),
        AboutDialog(window),
    ]
    for dialog in dialogs:
        dialog.show()
        _look(dialog, picture)
        dialog.close()
