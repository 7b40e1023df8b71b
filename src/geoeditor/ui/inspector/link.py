"""The sheet of a link: its two ends, kind and words, date and status, its evidence."""

from collections.abc import Mapping
from typing import ClassVar, Final, cast

from PySide6.QtWidgets import QPushButton

from geoeditor.core.commands.links import LinkValues, change_link, reconnect_link
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId
from geoeditor.core.queries import details
from geoeditor.translation import printable, tr
from geoeditor.ui.fields import Choice, actor_choices, kind_choices, status_choices, status_label
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.plain import PlainLabel

_ENDS: Final = ("from_id", "to_id")


def sign_choices() -> list[Choice]:
    """Return what a link can be; nothing chosen takes the sign of its kind."""
    return [Choice(1, tr("+ cooperation")), Choice(-1, tr("− conflict")), Choice(0, tr("· neutral"))]


class LinkSheet(Sheet):
    """A lasting relation between two actors."""

    table: ClassVar[str] = "link"
    touched_by: ClassVar[frozenset[str]] = frozenset(
        ("link", "actor", "dating", "citation", "attribution", "tagging", "tag", "kind")
    )

    def build(self) -> None:
        """Put ends, kind, label, status and date; evidence."""
        document = self.bridge.document
        self._title = PlainLabel("", self, role="heading", wraps=True)
        self.column.addWidget(self._title)
        self.column.addWidget(self.about)
        form, actors = self.form, actor_choices(document)
        form.choice(tr("From"), "from_id", actors)
        form.choice(tr("Kind"), "kind", kind_choices(document, "link"), "")
        form.choice(tr("To"), "to_id", actors)
        self._swap = QPushButton(tr("Swap direction"), self)
        self._swap.clicked.connect(self._turn)
        form.add("", "swap", self._swap)
        form.line(tr("Label"), "label").setPlaceholderText(tr("as its kind"))
        form.choice(tr("Status"), "status", status_choices(), "occurred")
        self._date = form.date(tr("Date"))
        form.prose(tr("Description"), "description")
        form.line(tr("Tags"), "tags").setPlaceholderText(tr("apart by commas"))
        self.column.addWidget(form)
        self.more.choice(tr("Sign"), "sign", sign_choices())
        self.more.number(tr("Strength"), "strength", "0.5")
        self.more.number(tr("Likelihood"), "likelihood", "70", whole=True)
        self.add_more()
        self.add_rest()

    def read(self, document: Document) -> Mapping[str, object] | None:
        """Return the fields with the tags."""
        found = details.record(document, "link", self.fact.id)
        return None if found is None else {**found, "tags": ", ".join(details.tags_of(document, "link", self.fact.id))}

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        if name == "tags":
            set_tags(document, "link", self.fact.id, str(value).split(","))
            return
        if name in _ENDS:
            ends = {**(details.record(document, "link", self.fact.id) or {}), name: value}
            self._connect(document, ends["from_id"], ends["to_id"])
            return
        change_link(document, LinkId(self.fact.id), **cast(LinkValues, {name: value}))

    def store(self, name: str, value: object) -> str:
        """Store one field; an end that is refused is shown as it was, with the reason in the window's strip."""
        problem = super().store(name, value)
        if problem and name in (*_ENDS, "sign", "kind", "status"):
            self.bridge.refused.emit(problem)
            self.refresh()
        return problem

    def _connect(self, document: Document, start: object, end: object) -> None:
        if isinstance(start, int) and isinstance(end, int):
            reconnect_link(document, LinkId(self.fact.id), ActorId(start), ActorId(end))

    def _turn(self) -> None:
        def turn(document: Document) -> None:
            found = details.record(document, "link", self.fact.id)
            if found is not None:
                self._connect(document, found["to_id"], found["from_id"])

        self.attempt(turn)

    def refresh_lists(self, document: Document, values: Mapping[str, object]) -> None:
        """Say the link as a sentence."""
        names = [str((details.record(document, "actor", _id(values[end])) or {}).get("name", "")) for end in _ENDS]
        words = str(values["label"] or values["kind_label"] or tr("linked with"))
        self._title.setText(printable(f"{names[0][:60]} {words[:60]} {names[1][:60]}"))
        came_from = details.date_words(document, "link", self.fact.id)
        parts = [tr("Link"), str(values["kind_label"]), status_label(str(values["status"]))]
        parts += [tr("from “{words}”", words=printable(came_from))] if came_from else []
        self.about.setText(" · ".join(part for part in parts if part))


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
