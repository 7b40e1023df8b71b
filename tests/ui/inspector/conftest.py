"""What tests of the inspector share: the pane over a project, keys wherever the focus is, and the names of steps."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.identifiers import ActorId, CitationId, EventId, LinkId, SourceId
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.inspector import InspectorView
from geoeditor.ui.inspector.form import Form
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme

TEXT = "First line.\n\nThey met on Valaam.\nBolton claims more."


class Known(NamedTuple):
    """A small project."""

    ann: ActorId
    bob: ActorId
    talks: EventId
    link: LinkId
    source: SourceId
    cited: CitationId


class Pane:
    """The inspector, shown, with hands on it."""

    def __init__(self, view: InspectorView, bridge: Bridge, selection: Selection) -> None:
        self.view, self.bridge, self.selection = view, bridge, selection

    def choose(self, table: str, *rows: int) -> None:
        """Select records."""
        self.selection.choose(Fact(table, row) for row in rows)

    @property
    def sheet(self) -> Sheet:
        """Return the sheet that is shown."""
        page = self.view.page
        assert isinstance(page, Sheet)
        assert page.isVisible()
        return page

    @property
    def form(self) -> Form:
        """Return the form that is shown."""
        page = self.view.page
        assert page is not None
        return page.form

    def field(self, name: str) -> QWidget:
        """Return a field, wherever it is."""
        if name in self.form.fields:
            return self.form.fields[name]
        return self.sheet.more.fields[name]

    def text(self, name: str) -> str:
        """Return what a field shows."""
        field = self.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText()
        assert isinstance(field, QLineEdit | QLabel)
        return field.text()

    def enter(self, name: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type a text in place of what a field holds, and press a key."""
        field = self.field(name)
        self.retype(field, text)
        QTest.keyClick(field, key)
        QApplication.processEvents()

    def retype(self, field: QWidget, text: str) -> None:
        """Type a text in place of what a field holds."""
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)

    def steps(self) -> list[str]:
        """Return the names of the steps since the project was filled, newest first."""
        return [step.label for step in self.bridge.document.history() if not step.undone]


@pytest.fixture
def known(bridge: Bridge) -> Known:
    """Fill the empty project."""
    document = bridge.document
    ann = actors.add_actor(document, name="Ann", kind="actor.person", country="BY", description="A person.")
    bob = actors.add_actor(document, name="Bob", kind="actor.state")
    talks = events.add_event(document, title="Talks", t="2025-08", kind="event.consult")
    events.connect_actor(document, talks, bob, role="role.host")
    events.connect_actor(document, talks, ann)
    link = links.link_actors(document, ann, bob, kind="link.allied_with")
    source = sources.add_source(document, TEXT, title="Courting Putin and Trump", reliability="B")
    start = TEXT.index("They")
    said = [Speaker("Bolton", "claims")]
    cited = citations.cite(document, source, "event", talks, (start, start + 8), said, credibility=2)
    return Known(ann, bob, talks, link, source, cited)


@pytest.fixture
def pane(
    qtbot: QtBot, bridge: Bridge, known: Known, selection: Selection, actions: Actions, theme: Theme, window: QWidget
) -> Pane:
    """Return the inspector over the small project."""
    view = InspectorView(bridge, selection, actions, theme, window)
    view.resize(320, 800)
    window.resize(340, 820)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QApplication.processEvents()
    return Pane(view, bridge, selection)
