"""The page of the project, shown while nothing is selected: title, description, counts, and what needs attention."""

from collections.abc import Mapping
from typing import ClassVar, Final, cast

from geoeditor.core.commands.project import ProjectValues, change_project
from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import details
from geoeditor.core.queries.attention import open_questions, question_count
from geoeditor.core.queries.dating import vague_days
from geoeditor.core.queries.summary import Summary, summary
from geoeditor.translation import tr, trn
from geoeditor.ui.fields import Choice, Offer
from geoeditor.ui.inspector.lines import FEW, Line
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.plain import tip
from geoeditor.ui.selection import Fact
from geoeditor.when.habits import UNITS, USUAL

_MOST: Final = 5_000
"""Open questions that are listed; who has more of them starts with these."""
_SHOWN: Final = frozenset(("project", "actor", "event", "link", "source", "citation", "kind"))


class ProjectSheet(Sheet):
    """The project itself."""

    table: ClassVar[str] = "project"

    def build(self) -> None:
        """Put title and description, counts, and what is open."""
        self.add_heading("title", tr("Title of the project"))
        self.form.prose(tr("Description"), "description")
        for label, name in ((tr("Facts"), "facts"), (tr("Sources"), "sources"), (tr("Time"), "time")):
            self.form.value(label, name)
        self.column.addWidget(self.form)
        order = Choice("day-month", tr("1/8 is 1 August")), Choice("month-day", tr("1/8 is 8 January"))
        self.more.choice(tr("Date order"), "date_order", Offer.of(order), "")
        for unit, label in _vague_labels().items():
            field = self.more.number(label, unit, str(getattr(USUAL, unit)), whole=True)
            field.setToolTip(tip(tr("How many days such words stand for; dates by them follow.")))
        self.add_more()
        self.questions = self.add_section(tr("Needs attention"))

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field; days of vague words that are left empty are as usual."""
        if name in UNITS:
            days = {**vague_days(document), name: value}
            change_project(document, vague_days={unit: given for unit, given in days.items() if given is not None})
            return
        change_project(document, **cast(ProjectValues, {name: value}))

    def is_touched(self, changes: ChangeSet) -> bool:
        """Tell whether a change can show in counts or open questions."""
        return any(name in _SHOWN for sets in (changes.added, changes.updated, changes.removed) for name in sets)

    def show_values(self, document: Document, values: Mapping[str, object]) -> None:
        """Show the fields and the counts."""
        found = summary(document)
        if self.heading is not None:
            self.heading.setPlaceholderText(document.path.stem)
        days = vague_days(document)
        vague = {"date_order": details.date_order(document), **{unit: days.get(unit) for unit in UNITS}}
        super().show_values(document, {**values, **_counts(found), **vague})
        self.form.set_there("time", bool(found.first))
        self.about.setText(tr("Project"))

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """List what is open."""
        total = question_count(document)
        self.questions.fill(self._lines(FEW), min(total, _MOST), self._lines, f"{total:,}" if total else "")

    def _lines(self, most: int = _MOST) -> list[Line]:
        found = open_questions(self.desk.document, most)
        return [Line(Fact(question.table, question.id), question.name, question.why) for question in found]


def _vague_labels() -> dict[str, str]:
    return {
        "days": tr("Recent days"),
        "weeks": tr("Recently, soon"),
        "months": tr("Recent months"),
        "years": tr("Recent years"),
    }


def _counts(found: Summary) -> dict[str, str]:
    counts = found.counts
    facts = [
        trn("{n} actor", "{n} actors", counts["actor"]),
        trn("{n} event", "{n} events", counts["event"]),
        trn("{n} link", "{n} links", counts["link"]),
    ]
    sources = [
        trn("{n} source", "{n} sources", counts["source"]),
        trn("{n} citation", "{n} citations", counts["citation"]),
    ]
    time = tr("{first} – {last}", first=found.first, last=found.last) if found.first else ""
    return {"facts": " · ".join(facts), "sources": " · ".join(sources), "time": time}
