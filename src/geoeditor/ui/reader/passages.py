"""How the reader follows what is selected elsewhere: it shows the source, and brings the passage into sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from geoeditor.core.queries import reading_desk
from geoeditor.translation import tr
from geoeditor.ui.selection import Fact

if TYPE_CHECKING:
    from geoeditor.ui.reader.reader_view import ReaderView

Span = tuple[int, int]


class Passages(QObject):
    """Leads from facts to their passages."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self._view = view
        view.selection.passage_requested.connect(self._show_passage)

    def bring_up(self, facts: tuple[Fact, ...]) -> None:
        """Show the source, and bring the passage, of what was selected elsewhere."""
        first, view = facts[0], self._view
        if first.table == "source":
            self.choose_source(first.id)
            return
        if view.reading.first_mark(facts) is None:
            places = self._places(first)
            if not places:
                return
            view.show_source(places[0][0])
        self._bring_into_sight(facts)

    def _bring_into_sight(self, facts: tuple[Fact, ...]) -> None:
        text, reading = self._view.text, self._view.reading
        if not any(text.is_seen((mark.start, mark.end)) for mark in reading.marks.of(facts)):
            span = reading.first_mark(facts)
            if span is not None:
                text.show_span(span)

    def _places(self, fact: Fact) -> list[tuple[int, Span]]:
        if fact.table not in ("actor", "event", "link", "citation"):
            return []
        return reading_desk.places_of(self._view.bridge.document, fact.table, fact.id)

    def _show_passage(self, fact: Fact | None) -> None:
        """Go to the passage of a fact; asked again, to the next one."""
        view = self._view
        if fact is None or not view.bridge.is_open:
            return
        view.refresh()
        places = self._places(fact)
        if not places:
            if fact.table == "source":
                self.choose_source(fact.id)
            else:
                view.bridge.announced.emit(tr("This fact has no passage yet"))
            return
        here = (view.reading.source_id, view.sentence)
        place = (places.index(here) + 1) % len(places) if here in places else 0
        source_id, span = places[place]
        self.choose_source(source_id)
        view.text.show_span(span)
        view.show_sentence(span)
        view.text.setFocus()

    def choose_source(self, source_id: int) -> None:
        """Show another source, if there is such a one."""
        view = self._view
        if source_id != view.reading.source_id and any(source.id == source_id for source in view.reading.sources):
            view.show_source(source_id)
