"""From what was typed in a cell to what is stored: words become kinds, dates, actors, or are refused with a reason."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from geoeditor import when
from geoeditor.core.commands.steps import one_step
from geoeditor.core.commands.table_edits import add_row, set_cells, set_other_names
from geoeditor.core.document import Document
from geoeditor.core.errors import BugError, UserError
from geoeditor.core.search import fold
from geoeditor.translation import shown, tr
from geoeditor.ui.fields import Choice, actor_choices, kind_choices
from geoeditor.ui.tables.columns import Column

Work = Callable[[Document, Sequence[int]], None]
_NAMED: Final = 4
"""Choices that a refusal names as examples."""


class Entered(NamedTuple):
    """What was entered in a cell: the words, and what was picked, if anything.

    `is_new` asks for a new actor, `for_all` for all selected rows.
    """

    text: str
    picked: Choice | None = None
    is_new: bool = False
    for_all: bool = False


def choices_of(document: Document, table: str, column: Column) -> list[Choice]:
    """Return what a cell of a column can be; nothing where it can be anything."""
    if column.editor == "kind":
        return kind_choices(document, table)
    if column.editor == "actor":
        return actor_choices(document)
    return column.choices() if column.choices is not None else []


def date_order(document: Document) -> str:
    """Return which of day and month comes first in typed dates of this project, '' where that is open."""
    with document.read() as connection:
        order: str = connection.execute("SELECT date_order FROM project").fetchone()[0]
    return order


def read_date(document: Document, text: str) -> str:
    """Return what somebody typed as EDTF.

    Raises: UserError with reason and example.
    """
    try:
        return when.read_typed(text, date_order(document))
    except when.WhenError as problem:
        raise UserError(str(problem)) from problem


def resolve(choices: Sequence[Choice], entered: Entered, what: str) -> object:
    """Return the value that was picked, or that the words name.

    Raises: UserError where they name none, or several.
    """
    # an earlier pick stands only as long as its words do, which the field sees to
    if entered.picked is not None:
        return entered.picked.value
    wanted = fold(entered.text).strip()
    found = [choice for choice in choices if fold(choice.label) == wanted]
    if not found and wanted:
        found = [
            choice for choice in choices if fold(choice.label).startswith(wanted) or fold(str(choice.value)) == wanted
        ]
    if len(found) == 1:
        return found[0].value
    raise UserError(_reason(choices, shown(entered.text, 40), what, several=bool(found)))


def _reason(choices: Sequence[Choice], text: str, what: str, *, several: bool) -> str:
    """Return why words name none of the choices, with examples of what would."""
    if several:
        return tr("“{text}” can be several; pick one from the list.", text=text)
    if not text.strip():
        return tr("This can't be empty; write the {what}.", what=what)
    examples = ", ".join([shown(choice.label, 30) for choice in choices if choice.value not in ("", None)][:_NAMED])
    if not examples:
        return tr("“{text}” is no {what} of this project.", text=text, what=what)
    return tr(
        "“{text}” is no {what} of this project; write {examples} or the like.", text=text, what=what, examples=examples
    )


def values_of(document: Document, table: str, column: Column, entered: Entered) -> dict[str, object]:
    """Return the fields that an entry comes to; an actor asked for anew is under `new`, by the field.

    Raises: UserError with the reason, for the field.
    """
    text = entered.text.strip()
    match column.editor:
        case "text":
            return {column.field: text}
        case "names":
            return {"names": [name for part in text.split(";") if (name := part.strip())]}
        case "date":
            return {"t": read_date(document, text)}
        case "actor" if entered.is_new:
            return {column.field: entered}
        case "kind" if table == "link":
            return _link_kind(document, table, column, entered)
    if not text and column.editor in ("kind", "word"):
        return {column.field: None if column.sort == "number" else ""}
    what = tr("actor") if column.editor == "actor" else column.title.lower()
    return {column.field: resolve(choices_of(document, table, column), entered, what)}


def _link_kind(document: Document, table: str, column: Column, entered: Entered) -> dict[str, object]:
    """Return kind and label: words that are no kind become the label, which is then what the link is called."""
    text = " ".join(entered.text.split())
    if not text:
        return {"kind": "", "label": ""}
    if entered.picked is not None:
        return {"kind": entered.picked.value, "label": ""}
    known = [choice for choice in choices_of(document, table, column) if fold(choice.label) == fold(text)]
    return {"kind": known[0].value, "label": ""} if known else {"label": text}


def store_cells(document: Document, table: str, ids: Sequence[int], values: dict[str, object]) -> None:
    """Store what an entry came to in some records, as one step."""
    if "names" in values:
        names = values["names"]
        if not isinstance(names, list):
            raise BugError("names come as a list")
        set_other_names(document, ids, names)
        return
    field, value = next(iter(values.items()))
    if isinstance(value, Entered):
        with one_step(document, tr("Link to new actor “{name}”", name=shown(value.text, 40))):
            set_cells(document, table, ids, {field: add_row(document, "actor", {"name": value.text})})
        return
    set_cells(document, table, ids, values)


def store_row(document: Document, table: str, values: dict[str, object]) -> int:
    """Store a row that was typed, with actors that it asks for anew, as one step; return its id."""
    new = {field: value for field, value in values.items() if isinstance(value, Entered)}
    if not new:
        return add_row(document, table, values)
    with one_step(document, tr("Add link")):
        made = {field: add_row(document, "actor", {"name": value.text}) for field, value in new.items()}
        return add_row(document, table, {**values, **made})
