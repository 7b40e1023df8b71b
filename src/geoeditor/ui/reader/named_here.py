"""Who is named where one reads: the chips follow the cursor, and a digit or a click picks one of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from geoeditor.core.commands.acceptance import Who
from geoeditor.ui.selection import Fact

if TYPE_CHECKING:
    from geoeditor.ui.reader.reader_view import ReaderView

Span = tuple[int, int]


class NamedHere(QObject):
    """Keeps the chips of mentions in step with text, proposals and entry."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self._view = view
        self._at: Span | None = None

    def join(self) -> None:
        """Listen to cursor, digits and clicks."""
        view = self._view
        view.text.cursorPositionChanged.connect(self.follow_cursor)
        view.text.digit_pressed.connect(self.pick_digit)
        view.proposals.list.digit_pressed.connect(self.pick_digit)
        view.mentions.picked.connect(self.pick)

    def follow_cursor(self) -> None:
        """Let the first proposal of the sentence that the cursor came to be the one that the keys decide on."""
        view = self._view
        span, card = view.chosen_sentence(), view.proposals.current
        if span is not None and span != self._at and (card is None or card.span != span) and view.text.hasFocus():
            here = next((card for card in view.proposals.model.cards if card.span == span), None)
            if here is not None:
                view.proposals.go_to(here.key)
        self._at = span
        self.show_named()

    def show_named(self) -> None:
        """Show who is named in the sentence that is looked at."""
        view = self._view
        draft = view.entry.draft
        span = draft.span if draft is not None else view.chosen_sentence()
        view.masthead.ledger.show_current(span)
        view.mentions.show_people(view.reading.mentioned_in(span) if span is not None else ())

    def pick_digit(self, digit: int) -> None:
        """Pick whom a digit stands for."""
        who = self._view.mentions.who(digit)
        if who is not None:
            self.pick(who)

    def pick(self, who: Who) -> None:
        """Put who was picked into the entry that is open; else select the actor, or go to its proposal."""
        view = self._view
        if view.entry.draft is not None:
            view.entry.pick(who)
        elif who.actor_id is not None:
            view.choose_here(Fact("actor", who.actor_id))
        else:
            card = next((card for card in view.proposals.model.cards if card.title == who.name), None)
            if card is not None:
                view.proposals.go_to(card.key)
