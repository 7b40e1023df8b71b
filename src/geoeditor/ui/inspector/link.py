"""The sheet of a link: its two ends, kind and words, date and status, its evidence."""

from collections.abc import Mapping
from typing import ClassVar, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from geoeditor.core.commands.links import LinkValues, change_link, reconnect_link
from geoeditor.core.commands.tag_words import set_tags
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId
from geoeditor.core.queries import details
from geoeditor.translation import printable, shown, tr
from geoeditor.ui.fields import Offer, sign_choices, status_choices, status_label
from geoeditor.ui.inspector.date_words import DateWords
from geoeditor.ui.inspector.form import Shown
from geoeditor.ui.inspector.sheet import Sheet
from geoeditor.ui.plain import PlainLabel

_ENDS: Final = ("from_id", "to_id")


class LinkSheet(Sheet):
    """A lasting relation between two actors."""

    table: ClassVar[str] = "link"

    def build(self) -> None:
        """Put ends, kind, label, status and date; evidence."""
        self.title = PlainLabel("", self, role="heading", wraps=True)
        self.column.addWidget(self.title)
        self.column.addWidget(self.about)
        self.column.addSpacing(4)
        form, desk = self.form, self.desk
        form.choice(tr("From"), "from_id", desk.actors)
        form.choice(tr("Kind"), "kind", desk.kinds("link"), "")
        form.choice(tr("To"), "to_id", desk.actors)
        self.swap = QToolButton(self)
        self.swap.setText(tr("⇅ Swap direction"))
        self.swap.setProperty("role", "flat")
        self.swap.setProperty("edits", True)
        self.swap.setAccessibleName(tr("Swap direction"))
        self.swap.clicked.connect(self._turn)
        form.add("", "swap", self.swap)
        self.label = form.line(tr("Label"), "label", tr("as its kind"))
        form.choice(tr("Status"), "status", Offer.of(status_choices()), "occurred")
        self.date = form.date(tr("Date"))
        self.date_words = DateWords(self)
        form.prose(tr("Description"), "description")
        form.line(tr("Tags"), "tags", tr("apart by commas"))
        self.column.addWidget(form)
        self.more.choice(tr("Sign"), "sign", Offer.of(sign_choices()))
        self.more.number(tr("Strength"), "strength", "0.5")
        self.more.number(tr("Likelihood"), "likelihood", "70", whole=True)
        self.add_more()
        self.add_rest()

    def rename(self) -> None:
        """Let the user type another label."""
        if not self.label.isReadOnly():
            self.label.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.label.selectAll()

    def change(self, document: Document, name: str, value: object) -> None:
        """Store one field."""
        if name == "tags":
            set_tags(document, "link", self.fact.id, str(value).split(","))
        elif name in _ENDS:
            ends = {**(details.record(document, "link", self.fact.id) or {}), name: cast(int, value)}
            self._connect(document, ends["from_id"], ends["to_id"])
        else:
            change_link(document, LinkId(self.fact.id), **cast(LinkValues, {name: value}))

    def _connect(self, document: Document, start: object, end: object) -> None:
        reconnect_link(document, LinkId(self.fact.id), ActorId(cast(int, start)), ActorId(cast(int, end)))

    def _turn(self) -> None:
        def turn(document: Document) -> None:
            found = details.record(document, "link", self.fact.id)
            if found is not None:
                self._connect(document, found["to_id"], found["from_id"])

        self.attempt(turn)

    def show_values(self, document: Document, values: Mapping[str, object]) -> None:
        """Show the fields, and say the link as a sentence."""
        self.date.date_order = details.date_order(document)
        names = [_name_of(document, values[end]) for end in _ENDS]
        ends = {end: Shown(values[end], name) for end, name in zip(_ENDS, names, strict=True)}
        dated_by = self.date_words.read(document)
        kind = Shown(values["kind"], str(values["kind_label"]))
        super().show_values(document, {**values, **ends, "kind": kind, **dated_by})
        words = str(values["label"] or values["kind_label"] or tr("linked with"))
        sentence = tr("{start} {link} {end}", start=names[0][:60], link=words[:60], end=names[1][:60])
        self.title.setText(printable(sentence))
        parts = [tr("link"), shown(str(values["kind_label"])), status_label(str(values["status"]))]
        self.about.setText(" · ".join(part for part in parts if part))


def _name_of(document: Document, actor: object) -> str:
    found = details.record(document, "actor", cast(int, actor)) or {}
    return str(found.get("name", ""))
