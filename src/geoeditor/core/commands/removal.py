"""Removing whatever is selected, of several tables, as one step."""

from typing import Final

from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.translation import shown, tr, trn

_TABLES: Final = ("citation", "link", "event", "actor", "source")
"""In an order in which nothing that was chosen hangs on something removed before it."""


def remove_facts(document: Document, *facts: tuple[str, int]) -> int:
    """Remove records given by table and id, with all that hangs on them; return how many of them were there.

    What went already, such as a link of an actor that is removed too, is passed over.
    """
    wanted = {table: sorted({row for name, row in facts if name == table}) for table in _TABLES}
    if unknown := {table for table, _ in facts} - set(_TABLES):
        raise refusal("A {what} can't be removed.", what=sorted(unknown)[0])
    removed = 0
    with document.edit(_label(document, wanted)) as edit:
        for table in _TABLES:
            removed += sum(edit.remove(table, row) for row in wanted[table])
    return removed


def _label(document: Document, wanted: dict[str, list[int]]) -> str:
    """Return the name of the step: what goes where it is one thing, else how many."""
    chosen = [(table, row) for table, rows in wanted.items() for row in rows]
    if len(chosen) != 1:
        tables = {table for table, _ in chosen}
        count = len(chosen)
        if tables == {"actor"}:
            return trn("Delete {n} actor", "Delete {n} actors", count)
        if tables == {"event"}:
            return trn("Delete {n} event", "Delete {n} events", count)
        if tables == {"link"}:
            return trn("Delete {n} link", "Delete {n} links", count)
        return trn("Delete {n} record", "Delete {n} records", count)
    table, row = chosen[0]
    names = {"actor": "name", "event": "title", "source": "title"}
    if table not in names:
        return tr("Delete link") if table == "link" else tr("Delete evidence")
    with document.read() as connection:
        found = connection.execute(f"SELECT {names[table]} FROM {table} WHERE id = ?", (row,)).fetchone()
    return tr("Delete “{name}”", name=shown(found[0] if found else "", 40))
