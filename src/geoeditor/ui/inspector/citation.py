"""The sheet of a citation: the quote, what it bears on and how, what it is worth, who says it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar, cast

from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.citations import CitationValues, Speaker, change_citation, set_speakers
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, CitationId
from geoeditor.core.queries import details
from geoeditor.core.queries.details import SpeakerRow
from geoeditor.translation import printable, shown, tr
from geoeditor.ui.fields import Offer, TypeAhead, credibility_choices, mode_choices, stance_choices
from geoeditor.ui.inspector.evidence import worth
from geoeditor.ui.inspector.line_button import LineButton
from geoeditor.ui.inspector.lines import Line
from geoeditor.ui.inspector.row_stack import RowStack, row_of, small_button
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.inspector.speaking import chain_words
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.selection import Fact

_LONGEST = 2_000


class CitationSheet(Sheet):
    """A passage that bears on a fact."""

    table: ClassVar[str] = "citation"

    def build(self) -> None:
        """Put the quote, what it bears on and how, who says it."""
        self.column.addWidget(PlainLabel(tr("Evidence"), self, role="heading"))
        self.column.addWidget(self.about)
        self.column.addSpacing(4)
        self.quote = PlainLabel("", self, wraps=True)
        self.quote.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self.quote.font()
        font.setItalic(True)
        self.quote.setFont(font)
        self.column.addWidget(self.quote)
        self.passage = QToolButton(self)
        self.passage.setText(tr("Show passage"))
        self.passage.setProperty("role", "flat")
        self.passage.clicked.connect(self._show_passage)
        self.column.addWidget(self.passage)
        self.bears_on = self.add_section(tr("Bears on"))
        self.source = self.add_section(tr("Source"))
        self.column.addSpacing(8)
        form = self.form
        form.choice(tr("Stance"), "stance", Offer.of(stance_choices()), "supports")
        form.choice(tr("Credibility"), "credibility", Offer.of(credibility_choices()))
        form.line(tr("Page"), "locator")
        form.prose(tr("Note"), "note")
        self.column.addWidget(form)
        self.speakers = Speakers(self)
        self.column.addWidget(self.speakers)

    def close_up(self) -> None:
        """Show only the beginnings of long lists again."""
        self.speakers.close_up()

    def _show_passage(self) -> None:
        self.desk.selection.passage_requested.emit(self.fact)

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        change_citation(document, CitationId(self.fact.id), **cast(CitationValues, {name: value}))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Fill the quote, the fact, the source and the speakers."""
        quote = str(values["quote"])
        cut = quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
        self.quote.setText(f"“{printable(cut)}”" if quote else tr("the source as a whole"))
        row = details.evidence_of(document, "citation", self.fact.id, 1)[0]
        parts = [worth(row.reliability, row.credibility), f"¶{row.paragraph}" if row.paragraph is not None else ""]
        self.about.setText(" · ".join(part for part in (tr("citation"), *parts) if part))
        fact = details.fact_of(document, self.fact.id)
        on = [Line(Fact(fact[0], fact[1]), fact[2] or tr("link"), _table_words(fact[0]))] if fact else []
        self.bears_on.fill(on, len(on))
        self.source.fill([Line(Fact("source", row.source_id), row.source)], 1)
        self.speakers.fill(details.speakers_of(document, self.fact.id))


def _table_words(table: str) -> str:
    return {"actor": tr("actor"), "event": tr("event"), "link": tr("link")}.get(table, "")


class Speakers(RowStack[SpeakerRow]):
    """Who says it, outermost first; each with the way it is said."""

    def __init__(self, sheet: CitationSheet) -> None:
        super().__init__(tr("Who says so, outermost first"), sheet)
        self._sheet = sheet
        self.adder = TypeAhead(self, creates=True)
        self.adder.set_offer(sheet.desk.actors)
        self.adder.setProperty("role", "quiet")
        self.adder.setPlaceholderText(tr("Add a speaker"))
        self.adder.setAccessibleName(tr("Add a speaker"))
        self.adder.picked.connect(self._add)
        self.adder.created.connect(self._add_new)
        self.put_last(self.adder)
        self.words = PlainLabel("", self, role="muted", wraps=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.put_last(self.words)

    def fill(self, items: Sequence[SpeakerRow]) -> None:
        """Show these speakers, and what they come to in words."""
        super().fill(items)
        self.words.setText(chain_words(items) or tr("Nobody is quoted: the source says so itself."))

    def close_up(self) -> None:
        """Show only the first again, and drop what was typed."""
        super().close_up()
        self.adder.show_choice(None, "")

    def make_row(self, place: int, item: SpeakerRow) -> QWidget:
        """Return name, mode and buttons of a speaker."""
        name: QWidget
        if item.actor_id is None:
            name = PlainLabel(shown(item.name, 80))
        else:
            button = LineButton(item.name, self._sheet.desk.theme)
            button.clicked.connect(partial(self._sheet.desk.choose, Fact("actor", item.actor_id)))
            name = button
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        mode = TypeAhead()
        mode.set_choices(mode_choices())
        mode.set_value(item.mode)
        mode.setProperty("role", "quiet")
        mode.setAccessibleName(tr("How {name} says it", name=shown(item.name)))
        mode.picked.connect(partial(self._set_mode, place))
        up = small_button("↑", tr("Move {name} outwards", name=shown(item.name)))
        up.clicked.connect(partial(self._swap, place - 1))
        if place == 0:
            up.hide()
        down = small_button("↓", tr("Move {name} inwards", name=shown(item.name)))
        down.clicked.connect(partial(self._swap, place))
        if place + 1 == len(self.items):
            down.hide()
        remove = small_button("✕", tr("Remove {name} as a speaker", name=shown(item.name)))
        remove.clicked.connect(partial(self._remove, place))
        return row_of(self, (name, 3), (mode, 2), (up, 0), (down, 0), (remove, 0))

    def _store(self, rows: Sequence[SpeakerRow], step: str) -> None:
        self._sheet.attempt(partial(_set, CitationId(self._sheet.fact.id), rows, step))

    def _add(self, actor: object) -> None:
        self.adder.show_choice(None, "")
        if isinstance(actor, int):
            self._store([*self.items, SpeakerRow("", "states", actor)], tr("Add speaker"))

    def _add_new(self, name: str) -> None:
        """Let a new actor say it; where that is refused, what was typed stays."""
        work = partial(_set_with_new, CitationId(self._sheet.fact.id), self.items, name)
        problem = self._sheet.attempt(work)
        if problem:
            self.adder.set_refusal(problem)
        else:
            self.adder.show_choice(None, "")

    def _set_mode(self, place: int, mode: object) -> None:
        rows = list(self.items)
        if isinstance(mode, str):
            rows[place] = SpeakerRow(rows[place].name, mode, rows[place].actor_id)
            self._store(rows, tr("Change how it is said"))

    def _swap(self, place: int) -> None:
        """Let two neighbours change places."""
        rows = list(self.items)
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
        self._store(rows, tr("Reorder speakers"))

    def _remove(self, place: int) -> None:
        self._store([row for at, row in enumerate(self.items) if at != place], tr("Remove speaker"))


def _set(citation: CitationId, rows: Sequence[SpeakerRow], step: str, document: Document) -> None:
    said = [Speaker(row.name, row.mode, None if row.actor_id is None else ActorId(row.actor_id)) for row in rows]
    set_speakers(document, citation, said, step)


def _set_with_new(citation: CitationId, rows: Sequence[SpeakerRow], name: str, document: Document) -> None:
    with one_step(document, tr("Add speaker")):
        _set(citation, [*rows, SpeakerRow("", "states", add_actor(document, name=name))], "", document)
