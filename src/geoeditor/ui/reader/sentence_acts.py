"""What the keys do with sentences: go to the next open one or the one before, set one aside, take it back."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from geoeditor.core.commands.sources import set_aside, take_back
from geoeditor.core.identifiers import SetAsideId, SourceId
from geoeditor.translation import tr, trn
from geoeditor.ui.fields import Choice
from geoeditor.ui.reader.ask_strip import Answer, Question
from geoeditor.ui.reader.gestures import Span

if TYPE_CHECKING:
    from geoeditor.ui.reader.reader_view import ReaderView

_LONGEST: Final = 1_000


class SentenceActs(QObject):
    """The handlers of the actions on sentences."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self._view = view

    def join(self) -> None:
        """Join the handlers to the actions of the table."""
        view = self._view
        for key, handler, when in (
            ("sentence.next", self.next_open, view.has_text),
            ("sentence.previous", self.previous_open, view.has_text),
            ("sentence.set_aside", self.toggle_aside, view.can_enter),
            ("sentence.set_aside_because", self.ask_reason, view.can_enter),
        ):
            view.actions_.handle_in(view, key, handler, when)

    def next_open(self) -> None:
        """Go to the next sentence in which nothing is kept yet; stop behind the last."""
        view = self._view
        here, shown_now = view.text.place(), view.sentence
        if shown_now is None or not shown_now[0] <= here < shown_now[1]:
            here -= 1  # the sentence at the cursor was not gone to yet
        self._go(view.reading.ledger.next_open(here), tr("No open sentence follows; Shift+N goes back to {n} above"))

    def previous_open(self) -> None:
        """Go to the open sentence before this one; stop at the first."""
        view = self._view
        here = view.sentence[0] if view.sentence is not None else view.text.place()
        self._go(view.reading.ledger.previous_open(here), tr("No open sentence stands above; N goes on to {n} below"))

    def _go(self, span: Span | None, none_left: str) -> None:
        view = self._view
        if span is not None:
            view.go_to_sentence(span)
            return
        left = len(view.reading.ledger.open_spans)
        sentences = trn("{n} open sentence", "{n} open sentences", left)
        view.bridge.announced.emit(none_left.format(n=sentences) if left else tr("Every sentence is read"))

    def toggle_aside(self) -> None:
        """Set the sentence aside and go on to the next open one; one that is set aside is taken back."""
        view = self._view
        span = view.chosen_sentence()
        if span is None:
            return
        aside = view.reading.aside_at(span)
        if aside:
            view.bridge.attempt(lambda document: take_back(document, *map(SetAsideId, aside)))
            view.show_sentence(span)
            return
        self._set_aside(span, "")

    def _set_aside(self, span: Span, reason: str) -> str:
        view = self._view
        source = SourceId(view.reading.source_id)
        outcome = view.bridge.attempt(lambda document: set_aside(document, source, *span, reason), tell=False)
        if outcome.done:
            view.show_sentence(span)
            self.next_open()
        return outcome.problem

    def ask_reason(self) -> None:
        """Ask why the sentence is set aside."""
        span = self._view.chosen_sentence()
        if span is None:
            return
        reasons = [Choice(words, words) for words in _reasons()]

        def take(answer: Answer) -> str:
            words = answer.value if isinstance(answer.value, str) else answer.words
            aside = self._view.reading.aside_at(span)
            if aside and not self._view.bridge.attempt(lambda d: take_back(d, *map(SetAsideId, aside))).done:
                return tr("The sentence could not be opened again.")
            return self._set_aside(span, " ".join(words.split())[:_LONGEST])

        question = tr("Why is this sentence set aside?")
        self._view.ask(Question(question, tr("In your own words"), reasons, reasons, take, creates=True))


def _reasons() -> tuple[str, ...]:
    return (tr("background"), tr("opinion"), tr("said before"), tr("off the subject"), tr("unclear"))
