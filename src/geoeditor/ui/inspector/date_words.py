"""The words that dated a fact, in its form: what a text says, the rule it was read by, and what the words count from.

Another anchor is chosen as one types; the words are then read again, and what counts from the fact moves with it.
"""

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject

from geoeditor import when
from geoeditor.core.commands.dating import count_from
from geoeditor.core.document import Document
from geoeditor.core.identifiers import EventId, SourceId
from geoeditor.core.queries.dating import Anchor, DatedBy, anchors_for, dated_by
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import Choice, Offer, TypeAhead

if TYPE_CHECKING:
    from geoeditor.ui.inspector.sheet import Sheet

_NOTHING: Final = ("", 0)


class DateWords(QObject):
    """Two rows of a form that are there only while words date the fact."""

    def __init__(self, sheet: "Sheet") -> None:
        super().__init__(sheet)
        self._sheet = sheet
        sheet.form.value(tr("Dated by"), "dated_by")
        self.field = TypeAhead(sheet)
        self.field.set_offer(Offer(self._choices))
        self.field.setPlaceholderText(tr("nothing"))
        self.field.picked.connect(self._choose)
        sheet.form.add(tr("Counts from"), "counts_from", self.field)

    def read(self, document: Document) -> dict[str, object]:
        """Show what the words count from; return the words themselves for the form."""
        found = dated_by(document, self._sheet.table, self._sheet.fact.id)
        for name in ("dated_by", "counts_from"):
            self._sheet.form.set_there(name, found is not None)
        if found is None:
            self.field.discard()
            return {"dated_by": ""}
        if not (self.field.has_changes and (self.field.hasFocus() or self.field.problem)):
            self.field.set_offer(Offer(self._choices))
            self.field.show_choice((found.anchor, found.anchor_id), _anchor_words(found))
        return {"dated_by": _words(found)}

    def _choices(self) -> list[Choice]:
        sheet = self._sheet
        anchors = anchors_for(sheet.desk.document, sheet.table, sheet.fact.id)
        nothing = Choice(_NOTHING, tr("nothing"), tr("the date stays"))
        return [*map(_choice, anchors), nothing]

    def _choose(self, value: object) -> None:
        """Let the words count from what was chosen; an emptied field stands for nothing."""
        table, row = cast("tuple[str, int]", value or _NOTHING)
        work = partial(_count_from, self._sheet.table, self._sheet.fact.id, table, row)
        self.field.set_refusal(self._sheet.desk.bridge.attempt(work, tell=False).problem)


def _count_from(fact: str, fact_id: int, table: str, row: int, document: Document) -> None:
    if table == "source":
        count_from(document, fact, fact_id, source=SourceId(row))
    elif table == "event":
        count_from(document, fact, fact_id, event=EventId(row))
    else:
        count_from(document, fact, fact_id)


def _words(found: DatedBy) -> str:
    """Return what dated a fact, as in “last week” (period)."""
    said = tr("“{words}”", words=shown(found.words, 200))
    return tr("{words} ({rule})", words=said, rule=shown(found.rule, 80)) if found.rule else said


def _anchor_words(found: DatedBy) -> str:
    """Return what the words count from, with its date."""
    if found.anchor == "source":
        return tr("publication, {date}", date=when.describe(found.t) or tr("unknown"))
    if found.anchor == "event":
        return tr("{date} · {name}", date=when.describe(found.t) or tr("undated"), name=shown(found.name))
    return tr("nothing")


def _choice(anchor: Anchor) -> Choice:
    date = when.describe(anchor.t) or tr("no date")
    if anchor.table == "source":
        return Choice((anchor.table, anchor.id), tr("publication of “{name}”", name=shown(anchor.name)), date)
    return Choice((anchor.table, anchor.id), shown(anchor.name), date)
