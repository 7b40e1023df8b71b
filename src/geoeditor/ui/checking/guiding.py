"""From the To Check pane to others and back: panes come to the front, the reader goes to the stretch of a row."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from geoeditor.ui.checking.title_reading import TitleFinder, TitleReading
from geoeditor.ui.checking.view import CheckView
from geoeditor.ui.panes import Pane
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact, Selection


class Guide(QObject):
    """Brings up the pane when somebody is to be resolved, and the reader when a row leads there."""

    def __init__(self, panes: Mapping[str, Pane], selection: Selection, worker: TitleFinder, parent: QObject) -> None:
        super().__init__(parent)
        self._titles = TitleReading(panes["checking"].view.bridge, worker, self)
        self._panes = panes
        selection.resolving_requested.connect(self._bring_up)
        view = panes["checking"].view
        if isinstance(view, CheckView):
            view.place_requested.connect(self._show_place)
            view.search.found.connect(self._read_titles)
            self._titles.changed.connect(self._show_titles)

    def _read_titles(self, _sections: object) -> None:
        self._titles.look()

    def _show_titles(self) -> None:
        view = self._panes["checking"].view
        if isinstance(view, CheckView):
            view.search.titles = self._titles.uses
            view.search.start_soon()

    def _bring_up(self, _fact: Fact | None) -> None:
        view = self._panes["checking"].view
        if isinstance(view, CheckView) and view.strip.actor:
            self._panes["checking"].show_up()
            view.strip.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_place(self, source: int, span: tuple[int, int]) -> None:
        reader = self._panes["reader"].view
        if isinstance(reader, ReaderView):
            self._panes["reader"].show_up()
            reader.refresh()
            if reader.reading.source_id != source:
                reader.show_source(source)
            reader.go_to_sentence(span)
            reader.setFocus(Qt.FocusReason.OtherFocusReason)
