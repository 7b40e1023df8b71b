"""Brings new versions into the window: the strip opens for the text that is read, the report comes up after one."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.checking import NEAR, CheckItem
from geoeditor.core.queries.details import record
from geoeditor.core.queries.versions import earlier_versions, version_figures
from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.checking import CheckView
from geoeditor.ui.errand import Answer, Errand
from geoeditor.ui.panes import Pane
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.versions.deeds import VersionDeeds
from geoeditor.ui.versions.likeness import is_likely_version
from geoeditor.ui.versions.view import VersionView

_LONG: Final = 30_000
"""Letters from which on passages are looked for beside the window."""


def _current(view: CheckView | VersionView) -> CheckItem | None:
    return view.current


class Versions(QObject):
    """Joins pane, reader and actions."""

    def __init__(self, panes: Mapping[str, Pane], bridge: Bridge, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._panes, self._bridge = panes, bridge
        self._errand: Errand | None = None
        self._earlier: dict[int, int] = {}
        """The versions that came in, with the one before each, to go back to when one is taken back."""
        self._deeds = VersionDeeds(bridge, actions, self._words, self)
        self._deeds.words_needed.connect(self._ask_for_words)
        self._deeds.decided.connect(self._show_current)
        actions.handle("version.new", self._begin, self._can_begin)
        actions.handle("version.newest", self._go_to_newest, self._is_earlier)
        view, checking = panes["versions"].view, panes["checking"].view
        if isinstance(view, VersionView):
            self._deeds.join(view, partial(_current, view))
            view.strip.given.connect(self._take)
            view.place_requested.connect(self._show_place)
        if isinstance(checking, CheckView):
            self._deeds.join(checking, partial(_current, checking))
        bridge.changed.connect(self._go_back)
        bridge.document_changed.connect(self._forget)

    def show_report(self, source: int) -> None:
        """Bring up what became of the passages in a version that just came in."""
        view = self._panes["versions"].view
        if isinstance(view, VersionView):
            self._panes["versions"].show_up()
            view.show_report(source)
            view.take_keys()
            self._show_current()
            figures = version_figures(self._bridge.document, source)
            if figures is not None:
                self._earlier[source] = figures.before

    def _show_current(self) -> None:
        """Show the words that the keys of the pane are on in the text."""
        view = self._panes["versions"].view
        item = view.current if isinstance(view, VersionView) and view.list.hasFocus() else None
        if item is not None and item.source_id is not None and item.span is not None and item.section == NEAR:
            self._show_place(item.source_id, item.span)

    def _go_back(self, changes: ChangeSet) -> None:
        """Show the text before a version again when that one is gone."""
        reader = self._reader()
        gone = changes.removed.get("source", frozenset())
        earlier = next((self._earlier[source] for source in gone if source in self._earlier), 0)
        if earlier and reader is not None and reader.isVisible() and earlier not in gone:
            reader.show_source(earlier)

    def _reader(self) -> ReaderView | None:
        view = self._panes["reader"].view
        return view if isinstance(view, ReaderView) else None

    def _words(self) -> tuple[int, tuple[int, int]] | None:
        reader = self._reader()
        span = reader.text.selected_span() if reader is not None else None
        return None if reader is None or span is None else (reader.reading.source_id, span)

    def _can_begin(self) -> bool:
        reader = self._reader()
        return self._bridge.can_edit and reader is not None and bool(reader.reading.source_id)

    def _is_earlier(self) -> bool:
        reader = self._reader()
        return self._bridge.is_open and reader is not None and reader.reading.newer is not None

    def _go_to_newest(self) -> None:
        """Show the newest version of the text that is read, and let the keys go on there."""
        reader = self._reader()
        if reader is not None and reader.reading.newer is not None:
            self._panes["reader"].show_up()
            reader.show_source(reader.reading.newer.id)
            reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        """Open the strip for the source that is read, with what lies on the clipboard where that is like its text."""
        reader, view = self._reader(), self._panes["versions"].view
        if reader is None or not isinstance(view, VersionView):
            return
        document = self._bridge.document
        source = earlier_versions(document).get(reader.reading.source_id, reader.reading.source_id)
        head = record(document, "source", source)
        if head is None:
            return
        text = QGuiApplication.clipboard().text()
        page = reader.reading.page
        likely = text if is_likely_version([page.text[start:end] for start, end in page.sentences], text) else ""
        self._panes["versions"].show_up()
        view.strip.open_for(source, str(head["title"]), str(head["t"]), likely)

    def _take(self, source: int, text: str, published: str) -> None:
        """Find the passages in the text, a long one beside the window, then store it."""
        from geoeditor.core.commands.versions import Answered, answer
        from geoeditor.core.queries.versions import asked

        self._give_up()
        found = asked(self._bridge.document, source)
        if found is None or len(text) < _LONG:
            self._store(source, text, published, None)
            return

        def find(_errand: Errand) -> Answered:
            return answer(found, text)

        def store(answered: Answer[object]) -> None:
            self._errand = None
            value = answered.value
            self._store(source, text, published, value if isinstance(value, Answered) else None)

        self._errand = Errand(find, store)

    def _store(self, source: int, text: str, published: str, answered: object) -> None:
        from geoeditor.core.commands.versions import Answered, VersionReport, add_version

        view = self._panes["versions"].view
        if not isinstance(view, VersionView):
            return
        given = answered if isinstance(answered, Answered) else None

        def store(document: Document) -> VersionReport:
            return add_version(document, SourceId(source), text, answered=given, t=published, published_from="user")

        outcome = self._bridge.attempt(store, tell=False)
        if outcome.value is None:
            view.strip.refuse(outcome.problem)
            return
        view.strip.close_strip()
        self.show_report(outcome.value.source_id)
        self._bridge.announced.emit(tr("The new version is in; the evidence followed"))

    def _forget(self) -> None:
        self._give_up()
        self._earlier = {}

    def _give_up(self) -> None:
        """Look no further for passages in a text that nobody waits for."""
        if self._errand is not None:
            self._errand.cancel()
            self._errand = None

    def _ask_for_words(self, citation: int) -> None:
        """Show the newest version, where the words are to be selected that a lost passage is to be."""
        reader = self._reader()
        head = record(self._bridge.document, "citation", citation)
        if reader is None or head is None:
            return
        source = int(head["source_id"] or 0)
        self._panes["reader"].show_up()
        reader.refresh()
        newest = earlier_versions(self._bridge.document).get(source, source)
        if reader.reading.source_id != newest:
            reader.show_source(newest)
        reader.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bridge.announced.emit(tr("Select the words that are the passage now, then press P"))

    def _show_place(self, source: int, span: tuple[int, int]) -> None:
        reader = self._reader()
        if reader is not None:
            self._panes["reader"].show_up()
            reader.refresh()
            if reader.reading.source_id != source:
                reader.show_source(source)
            reader.go_to_sentence(span)
