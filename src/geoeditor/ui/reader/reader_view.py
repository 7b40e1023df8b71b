"""The reader: one source with its marks, the proposals made for it, and the strip in which facts are entered."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from geoeditor.core.commands.acceptance import Proposals
from geoeditor.core.journal import ChangeSet
from geoeditor.translation import tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.reader.acts import Acts
from geoeditor.ui.reader.ask_strip import AskStrip, Question
from geoeditor.ui.reader.asking import Asking
from geoeditor.ui.reader.cards import Card
from geoeditor.ui.reader.deciding import Deciding
from geoeditor.ui.reader.desk import Desk
from geoeditor.ui.reader.empty_page import EmptyPage
from geoeditor.ui.reader.entry_bar import EntryBar
from geoeditor.ui.reader.fact_words import fact_words
from geoeditor.ui.reader.gestures import Draft
from geoeditor.ui.reader.masthead import DateStrip, Masthead
from geoeditor.ui.reader.mention_chips import MentionChips
from geoeditor.ui.reader.menus import CARD_MENU, TEXT_MENU, open_menu
from geoeditor.ui.reader.named_here import NamedHere
from geoeditor.ui.reader.newer_strip import NewerStrip
from geoeditor.ui.reader.passages import Passages
from geoeditor.ui.reader.proposal_pane import ProposalPane
from geoeditor.ui.reader.publishing import Publishing
from geoeditor.ui.reader.reading import Reading
from geoeditor.ui.reader.seeker import Seeker
from geoeditor.ui.reader.sentence_acts import SentenceActs
from geoeditor.ui.reader.source_chooser import SourceChooser
from geoeditor.ui.reader.text_pane import TextPane
from geoeditor.ui.reader.why_not import WhyNot
from geoeditor.ui.reader.worker import Proposer
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.view import Found, View

Span = tuple[int, int]
_ROOM_FOR_ALL: Final = 640


class ReaderView(View):
    """Text left of everything: read, mark, decide."""

    def __init__(
        self,
        bridge: Bridge,
        selection: Selection,
        actions: Actions,
        theme: Theme,
        worker: Proposer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bridge, selection, parent)
        self.actions_ = actions
        self.reading = Reading()
        self.sentence: Span | None = None
        self._has_words = self._asked_from_list = False
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._keep_draft_in_sight)
        self._chosen_here: tuple[Fact, ...] = ()
        self._acts, self._deciding, self._sentences = Acts(self), Deciding(self), SentenceActs(self)
        self._passages, self._named, self._why_not = Passages(self), NamedHere(self), WhyNot(self)
        self._asking, self.publishing = Asking(worker, self), Publishing(self)
        self.chooser = SourceChooser(self)
        self.masthead = Masthead(actions, theme, self)
        self.date_strip, self.newer_strip = DateStrip(self), NewerStrip(actions, self)
        self.text = TextPane(theme, self._describe, self)
        self._seeker = Seeker(self.text)
        self.mentions = MentionChips(self)
        self.question = AskStrip(self)
        self.entry = EntryBar(self._acts.store, self.mentions.who, self)
        self.proposals = ProposalPane(actions, theme, self)
        self._empty = EmptyPage(actions, self)
        self._lay_out(theme)
        self._join()
        self.setFocusProxy(self.text)
        self.setAccessibleName(tr("Reader"))

    def _lay_out(self, theme: Theme) -> None:
        under = (self.mentions, self.question, self.entry)
        desk = Desk(theme, (self.masthead, self.newer_strip, self.date_strip), self.text, under, self.proposals, self)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(desk)
        self.date_strip.hide()

    def _join(self) -> None:
        for acts in (self._acts, self._deciding, self._sentences, self._named, self._why_not, self.publishing):
            acts.join()
        actions = self.actions_
        actions.handle_in(self, "fact.rename", self._rename, self._can_rename)
        actions.handle_in(self, "view.zoom_in", partial(self.text.zoom, 1))
        actions.handle_in(self, "view.zoom_out", partial(self.text.zoom, -1))
        self.text.clicked.connect(self._click)
        self.text.stepped.connect(self._step_cards)
        self.text.menu_requested.connect(partial(open_menu, self, actions, TEXT_MENU))
        self.text.selectionChanged.connect(self._note_words)
        self.masthead.ledger.chosen.connect(self.go_to_sentence)
        self.proposals.list.menu_requested.connect(partial(open_menu, self, actions, CARD_MENU))
        self.proposals.list.accept_requested.connect(self._deciding.accept)
        self.proposals.list.doubleClicked.connect(self._deciding.accept)
        self.proposals.current_changed.connect(self._show_card)
        self.proposals.retry_requested.connect(self._asking.again)
        self._asking.started.connect(partial(self.proposals.show_asking, True))
        self._asking.answered.connect(self._take_proposals)
        self._asking.failed.connect(self.proposals.show_failure)
        self.chooser.chosen.connect(self._passages.choose_source)
        self.entry.opened.connect(self._make_room)
        self.entry.closed.connect(self._leave_entry)
        self.question.closed.connect(self._leave_question)

    def _note_words(self) -> None:
        """Let the actions know when words are selected or no longer are; which words does not matter to them."""
        has_words = self.text.textCursor().hasSelection()
        if has_words != self._has_words:
            self._has_words = has_words
            self.actions_.update()

    def header(self) -> QWidget:
        """Return the chooser of sources; how far this one was read is the status."""
        return self.chooser

    def reload(self) -> None:
        """Read the sources, and the one that is shown, anew."""
        before = self.reading.source_id
        self.entry.close_bar()
        self.question.close_strip()
        self._asking.forget()
        self.reading.close()
        if self.bridge.is_open:
            self.reading.read_sources(self.bridge.document)
        ids = [source.id for source in self.reading.sources]
        self.show_source(before if before in ids else (ids[0] if ids else 0))

    def apply(self, changes: ChangeSet) -> None:
        """Read what a change touched; a source that came in is shown."""
        sources = {"source"} & {*changes.added, *changes.updated, *changes.removed}
        if sources:
            self.reading.read_sources(self.bridge.document)
        fresh = changes.added.get("source", frozenset())
        if fresh and changes.way != "undo":
            self.show_source(max(fresh))
            self._chosen_here = self.selection.facts  # what was selected before must not lead back to another source
            return
        if self.reading.source_id in changes.removed.get("source", frozenset()) or not self.reading.source_id:
            self.reload()
            return
        there = {card.key for card in self.proposals.model.cards}
        self.reading.refresh(self.bridge.document, changes)
        self._show_desk()
        if changes.way == "undo":  # what was decided on comes back, to be decided anew
            back = next((card for card in self.proposals.model.cards if card.key not in there), None)
            if back is not None:
                self.proposals.go_to(back.key)
        self._ask()

    def show_source(self, source_id: int) -> None:
        """Show another source from its beginning, or the empty page for 0."""
        self.sentence = None
        self.publishing.forget_words()
        if source_id and self.bridge.is_open:
            self.reading.open(self.bridge.document, source_id)
        page = self.reading.page
        self.text.show_text(page.text)
        self.text.show_sentence(None)
        self._seeker.search_in(page.text)
        self._stack.setCurrentIndex(1 if self.reading.desk is not None else 0)
        self.publishing.show_question()
        self._show_desk()
        self._ask()

    def _show_desk(self) -> None:
        """Show head, marks and cards as they were read."""
        reading = self.reading
        self.chooser.show_sources(reading.sources, reading.source_id)
        self.newer_strip.show_newer(reading.newer, reading.desk.head.title if reading.desk is not None else "")
        self._make_room()
        if reading.desk is not None:
            self.masthead.show_head(reading.desk.head)
            self.text.setPlaceholderText("" if reading.page.text else tr("This source has no text."))
        self.text.show_marks(reading.marks)
        self.text.mute([(aside.start, aside.end) for aside in reading.desk.aside] if reading.desk else [])
        self.text.select_facts(self._outlined(self.selection.facts))
        self.proposals.show_cards(reading.cards())
        total, read = len(reading.ledger.lines), reading.ledger.done
        self.masthead.ledger.show_ledger(reading.ledger)
        words = tr("{read} of {total} sentences read", read=read, total=total) if total else ""
        if total and reading.page.is_cut:
            words = tr("{read} of the first {total} sentences read", read=read, total=total)
        self.status_changed.emit(words)
        self._named.show_named()
        self.actions_.update()

    def begin_reading(self) -> None:
        """Take the focus: the question for the date of publication first, where it is asked, else the text."""
        (self.date_strip.field if self.publishing.wants_date else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        reading = self.reading
        if reading.desk is None or not reading.page.text or reading.newer is not None:
            self._asking.forget()
            reading.take(None)
            self.proposals.show_cards(())
            self.proposals.show_asking(False)
            return
        self._asking.about(
            reading.source_id,
            reading.page.beginning,
            reading.published,
            reading.named,
            reading.page.habits,
            reading.unwanted,
        )

    def _take_proposals(self, found: Proposals) -> None:
        self.reading.take(found)
        self.proposals.show_asking(False)
        self.proposals.show_cards(self.reading.cards())
        if self.text.place() == 0 and self.text.selected_span() is None:  # nobody has begun to read elsewhere
            self.follow_card()
        self._named.show_named()
        self.actions_.update()

    def _describe(self, facts: list[Fact]) -> str:
        return fact_words(self.bridge.document, facts)

    def choose_here(self, fact: Fact) -> None:
        """Select a fact as a gesture of the reader: nothing scrolls."""
        self._chosen_here = (fact,)
        self.choose([fact])

    def show_selection(self, facts: tuple[Fact, ...]) -> None:
        """Outline what is selected; scroll to it only where it was selected elsewhere and is out of sight."""
        own, self._chosen_here = self._chosen_here == facts, ()
        if not facts or not self.bridge.is_open:
            self.text.select_facts(())
            return
        if not own:
            self._passages.bring_up(facts)
        self.text.select_facts(self._outlined(facts))
        self.actions_.update()

    def _outlined(self, facts: tuple[Fact, ...]) -> list[Fact]:
        return [*facts, *self.reading.facts_of_citations(facts)]

    def _click(self, place: int) -> None:
        """Select the fact that is marked where somebody clicked; again, the next one marked there."""
        facts = self.reading.marks.at(place)
        self.show_sentence(None)
        if not facts:
            return
        current = self.selection.current
        following = facts.index(current) + 1 if current in facts else 0
        self.choose_here(facts[following % len(facts)])

    def show_sentence(self, span: Span | None) -> None:
        """Put the bar beside a sentence."""
        self.sentence = span
        self.text.show_sentence(span)
        self._named.show_named()

    def chosen_sentence(self) -> Span | None:
        """Return the sentence under the cursor or the sentences of the selected words; None in a text without any."""
        words, place = self.text.selected_span(), self.text.place()
        return self.reading.page.around(words or (place, place + 1))

    def has_text(self) -> bool:
        """Tell whether there is a text."""
        return bool(self.reading.page.text)

    def can_enter(self) -> bool:
        """Tell whether a fact can be entered here."""
        return self.bridge.can_edit and self.has_text()

    def open_entry(self, draft: Draft, proposed: str = "") -> None:
        """Open what is to be corrected and kept; `proposed` are the words of the card it comes from."""
        self.question.close_strip()
        self.show_sentence(draft.span)
        self.entry.open_for(draft, self.bridge.document, self.reading.page.text[slice(*draft.span)], proposed)

    def store(self, draft: Draft) -> str:
        """Store a draft; return '' or why it was refused."""
        return self._acts.store(draft)

    def ask(self, question: Question) -> None:
        """Ask a short question under the text."""
        self.entry.close_bar()
        self._asked_from_list = self.proposals.list.hasFocus()
        self.question.ask(question)
        self._make_room()

    def amend(self, card: Card, draft: Draft) -> None:
        """Show a proposal otherwise; it is stored so when it is accepted."""
        self.reading.amend(card, draft)
        self.proposals.show_cards(self.reading.cards())
        self.actions_.update()

    def go_to_sentence(self, span: Span) -> None:
        """Put bar and cursor to a sentence, and its first proposal before the keys."""
        self.text.show_span(span)
        self.text.put_cursor(span[0])
        card = next((card for card in self.proposals.model.cards if card.span == span), None)
        if card is not None:
            self.proposals.go_to(card.key)
        self.show_sentence(span)

    def _show_card(self, card: Card | None) -> None:
        if card is not None and self.proposals.list.hasFocus():
            self.follow_card()
        elif card is None and self.proposals.isAncestorOf(QApplication.focusWidget() or self):
            self.text.setFocus()  # the list has gone, and the keys go on
        self.actions_.update()

    def follow_card(self) -> None:
        """Bring the sentence of the current proposal into sight, and the cursor to it."""
        card = self.proposals.current
        if card is not None:
            self.show_sentence(card.span)
            self.text.show_span(card.span)
            self.text.put_cursor(card.span[0])

    def _step_cards(self, by: int) -> None:
        self.proposals.step(by)
        self.follow_card()

    def _can_rename(self) -> bool:
        return self.bridge.can_edit and (self.selection.current is not None or self.proposals.current is not None)

    def _rename(self) -> None:
        """Edit the marked proposal, which Enter and X act on too; where none is left, the selected fact."""
        if self.proposals.current is not None:
            self._deciding.correct()
        elif self.selection.current is not None:
            self.selection.renaming_requested.emit(self.selection.current)

    def _make_room(self) -> None:
        """Put the list away over an earlier version, and while something is entered that would leave no room."""
        is_high, is_open = self.height() >= _ROOM_FOR_ALL, self.entry.draft is not None
        has_room = is_high or not (is_open or self.question.question is not None)
        self.mentions.spare_room(not is_high)
        self.proposals.setVisible(has_room and self.reading.newer is None)
        if self.entry.draft is not None:
            self._settling.start()

    def _keep_draft_in_sight(self) -> None:
        """Show the passage of what is being entered, once the text has the height that is left for it."""
        draft = self.entry.draft
        if draft is not None and draft.source_id == self.reading.source_id:
            self.text.keep_in_sight(draft.span)

    def _leave_question(self) -> None:
        """Give the focus back to where the question came from."""
        self._make_room()
        from_list = self._asked_from_list and self.proposals.current is not None
        (self.proposals.list if from_list else self.text).setFocus()

    def _leave_entry(self) -> None:
        self._make_room()
        self.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for what is being entered."""
        super().resizeEvent(event)
        self._make_room()

    def publish(self, t: str) -> bool:
        """Store when the source was published; tell whether that was done."""
        return self._acts.publish(t)

    def seek(self, text: str, step: int = 0) -> Found:
        """Show the hit that lies `step` on from the current one, or the nearest; '' ends the search."""
        return Found(*self._seeker.seek(text, step))

    def set_size(self, pixels: float) -> None:
        """Show the text in letters of so many px."""
        self.text.set_size(pixels)
