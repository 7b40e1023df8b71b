"""What the preview asks about the text that it shows: is it there already, is it a version of another one."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from geoeditor.core.queries.same_text import Twin, source_with_text
from geoeditor.core.queries.similar_text import Similar, similar_source
from geoeditor.translation import shown, tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.intake_preview.incoming import Incoming
from geoeditor.ui.intake_preview.offer_bar import Answer, OfferBar
from geoeditor.ui.intake_preview.versions import looks_like, version_answers


class Asking(QObject):
    """Looks a text up in the open project and asks in a strip what follows from that."""

    decided = Signal(object)
    """The text is a version of the source of this id, or, for 0, a source of its own."""
    show_requested = Signal(object)
    """The user wants to see the source of this id, which has the text already."""

    def __init__(self, bridge: Bridge, offer: OfferBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._offer = bridge, offer
        self._item: Incoming | None = None
        self._twin: Twin | None = None
        self._similar: Similar | None = None

    def look(self, item: Incoming | None) -> None:
        """Look this text up, and ask."""
        self._item, self._twin, self._similar = item, None, None
        if item is not None and self._bridge.is_open and not item.is_decided:
            self._twin = source_with_text(self._bridge.document, str(item.values["sha256"]))
            if self._twin is None:
                self._similar = similar_source(self._bridge.document, item.title, item.paragraphs.text)
        self._offer.end()
        self.ask()

    def ask(self) -> None:
        """Ask what is to be asked now; a text that is there already is another one once paragraphs are struck out."""
        item, twin, similar = self._item, self._twin, self._similar
        if item is None or item.is_decided:
            return
        if twin is not None and not item.paragraphs.struck:
            self._say_once(
                tr("This text is in the project already, as “{title}”.", title=shown(twin.title)),
                [
                    Answer(
                        tr("Show It"),
                        partial(self.show_requested.emit, twin.id),
                        tr("Leave this one out and go to that source"),
                    )
                ],
            )
        elif (earlier := twin or similar) is not None:
            answers = version_answers(partial(self.decided.emit, earlier.id), partial(self.decided.emit, 0))
            self._say_once(looks_like(earlier.title), answers)

    def _say_once(self, sentence: str, answers: list[Answer]) -> None:
        """Ask, unless that is what is asked already."""
        if self._offer.text != sentence:
            self._offer.ask(sentence, answers)
