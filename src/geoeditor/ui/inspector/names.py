"""The other names of an actor: each with its kind and language, changed in place, and a field that adds one."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from geoeditor.core.commands.actors import ActorNameValues, add_name, change_name, remove_names
from geoeditor.core.identifiers import ActorId, ActorNameId
from geoeditor.core.queries.details import NameRow
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import LineField, TypeAhead, name_kind_choices
from geoeditor.ui.inspector.form import Reason
from geoeditor.ui.inspector.row_stack import RowStack, row_of, small_button
from geoeditor.ui.plain import tip

if TYPE_CHECKING:
    from geoeditor.ui.inspector.actor import ActorSheet

_LANGUAGE_WIDTH = 46


class Names(RowStack[NameRow]):
    """The names."""

    def __init__(self, sheet: "ActorSheet") -> None:
        super().__init__(tr("Also called"), sheet)
        self._sheet = sheet
        self.adder = LineField("", self)
        self.adder.setProperty("role", "quiet")
        self.adder.setPlaceholderText(tr("Add another name"))
        self.adder.setAccessibleName(tr("Add another name"))
        self.adder.committed.connect(self._add)
        self.put_last(self.adder)
        self.put_last(Reason(self.adder, self))

    def close_up(self) -> None:
        """Show only the first names again, and drop what was typed."""
        super().close_up()
        self.adder.discard()

    def make_row(self, place: int, item: NameRow) -> QWidget:
        """Return the fields of a name."""
        name = LineField(item.name)
        name.setCursorPosition(0)
        name.setToolTip(tip(item.name))
        name.setAccessibleName(tr("Other name {n}", n=place + 1))
        name.committed.connect(partial(self._change_text, item.id, name, "name"))
        kind = TypeAhead()
        kind.set_choices(name_kind_choices())
        kind.set_value(item.kind)
        kind.setAccessibleName(tr("What “{name}” is", name=shown(item.name)))
        kind.picked.connect(partial(self._change_kind, item.id, kind))
        language = LineField(item.language)
        language.setPlaceholderText(tr("lang"))
        language.setFixedWidth(_LANGUAGE_WIDTH)
        language.setAccessibleName(tr("Language of “{name}”", name=shown(item.name)))
        language.committed.connect(partial(self._change_text, item.id, language, "language"))
        remove = small_button("✕", tr("Remove the name “{name}”", name=shown(item.name)))
        remove.clicked.connect(partial(self._remove, item.id))
        for field in (name, kind, language):
            field.setProperty("role", "quiet")
        more = row_of(self, (kind, 1), (language, 0))
        more.setVisible(item.kind != "alias" or bool(item.language))
        shows = small_button("⋯", tr("Kind and language of “{name}”", name=shown(item.name)))
        shows.clicked.connect(partial(_toggle, more))
        both = QWidget(self)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row_of(self, (name, 1), (shows, 0), (remove, 0)))
        column.addWidget(more)
        return both

    def _add(self, text: str) -> None:
        actor = ActorId(self._sheet.fact.id)
        outcome = self._sheet.desk.bridge.attempt(lambda document: add_name(document, actor, name=text), tell=False)
        if outcome.done:
            self.adder.set_stored("")
        else:
            self.adder.set_refusal(outcome.problem)

    def _change_text(self, row: int, field: LineField, column: str, text: str) -> None:
        field.set_refusal(self._change(row, {column: text}))

    def _change_kind(self, row: int, field: TypeAhead, kind: object) -> None:
        field.set_refusal(self._change(row, {"kind": "alias" if kind is None else kind}))

    def _change(self, row: int, values: dict[str, object]) -> str:
        given = cast(ActorNameValues, values)
        return self._sheet.attempt(lambda document: change_name(document, ActorNameId(row), **given))

    def _remove(self, row: int) -> None:
        self._sheet.attempt(lambda document: remove_names(document, ActorNameId(row)))


def _toggle(widget: QWidget) -> None:
    widget.setVisible(widget.isHidden())
