"""What the keys do with sentences: go to the next open one or the one before, set one aside, take it back."""

from collections.abc import Iterable
from typing import Final

from geoeditor.core.commands.sources import set_aside, take_back
from geoeditor.core.identifiers import SetAsideId, SourceId
from geoeditor.translation import tr, trn
from geoeditor.ui.fields import Choice, Offer
from geoeditor.ui.reader.ask_strip import Answer, Question
from geoeditor.ui.reader.gestures import Span
from geoeditor.ui.reader.handlers import Handlers, Joint

_LONGEST: Final = 1_000


class SentenceActs(Handlers):
    """The handlers of the actions on sentences."""

    def joints(self) -> Iterable[Joint]:
        """Return the actions with their handlers."""
        return (
            ("sentence.next", self.next_open, self._view.has_text),
            ("sentence.previous", self.previous_open, self._view.has_text),
            ("sentence.set_aside", self.toggle_aside, self._view.can_enter),
            ("sentence.set_aside_because", self.ask_reason, self._view.can_enter),
        )

    def next_open(self) -> None:
        """Go to the next sentence in which nothing is kept yet; behind the last one on from the top."""
        view = self._view
        here, gone_to = view.text.place_read(), view.sentence
        if gone_to is None or not gone_to[0] <= here < gone_to[1]:
            here -= 1  # the sentence where one reads was not gone to yet
        span = view.reading.ledger.next_open(here)
        self._go(span, 0, tr("No open sentence follows, so this goes on from the top; {n} left"))

    def previous_open(self) -> None:
        """Go to the open sentence before this one; before the first one on from the end."""
        view = self._view
        here, gone_to = view.text.place_read(), view.sentence
        if gone_to is not None and gone_to[0] <= here < gone_to[1]:
            here = gone_to[0]
        span = view.reading.ledger.previous_open(here)
        self._go(span, -1, tr("No open sentence stands above, so this goes on from the end; {n} left"))

    def _go(self, span: Span | None, other_end: int, going_round: str) -> None:
        """Go to a sentence; where there is none, say so and go on at the other end."""
        view, open_spans = self._view, self._view.reading.ledger.open_spans
        if not open_spans:
            view.bridge.announced.emit(tr("Every sentence is read"))
            return
        if span is None:
            span = open_spans[other_end]
            sentences = trn("{n} open sentence", "{n} open sentences", len(open_spans))
            view.bridge.announced.emit(going_round.format(n=sentences))
        view.go_to_sentence(span)

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
        self._view.ask(Question(question, tr("In your own words"), Offer.of(reasons), reasons, take, creates=True))


def _reasons() -> tuple[str, ...]:
    return (tr("background"), tr("opinion"), tr("said before"), tr("off the subject"), tr("unclear"))
