"""Copies of facts under new ids, of the selection or of a clipboard; links among them lead to each other.

A clip comes from the clipboard, so nothing in it is taken on trust; what its other ends are is found by id, then by
name, and added where it is not there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geoeditor.core.commands.bulk.addition import Batch, add_records, free_name
from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.table_edits.cells import ActorsByName
from geoeditor.core.commands.values import one_line, refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import from_text, new_id
from geoeditor.core.queries.rows import clip
from geoeditor.core.queries.rows.clips import FORMAT
from geoeditor.translation import shown, tr, trn

_LISTS: Final = {"actor": "actors", "event": "events", "link": "links"}
_NAMES: Final = {"actor": "name", "event": "title"}
Record = dict[str, object]


def duplicate(document: Document, facts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Copy actors, events and links with their names, participants and tags, as one step; return the copies."""
    copied = clip(document, facts)
    names = [record.get("name") or record.get("title") for key in _LISTS.values() for record in copied[key]]
    if len(names) == 1 and names[0]:
        return paste_clip(document, copied, tr("Duplicate “{name}”", name=shown(str(names[0]), 40)))
    return paste_clip(document, copied, trn("Duplicate {n} record", "Duplicate {n} records", len(names)))


def paste_clip(document: Document, given: object, label: str = "") -> list[tuple[str, int]]:
    """Add what a clip holds under new ids, as one step; return the new facts.

    Raises: UserError where it is no clip or something in it is refused; nothing is changed then.
    """
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise refusal("The clipboard holds no facts that can be pasted.")
    found = {table: _records(given.get(key, [])) for table, key in _LISTS.items()}
    count = sum(map(len, found.values()))
    with document.edit(label or trn("Paste {n} record", "Paste {n} records", count)) as edit:
        return _Paste(edit, found).run(document)


def _records(given: object) -> list[Mapping[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(record, dict) for record in given):
        raise refusal("The clipboard holds facts in a form that can't be read.")
    return given


def _word(record: Mapping[str, Any], name: str) -> str:
    """Return a text of a record, '' where it has none of this name."""
    word = record.get(name, "")
    if not isinstance(word, str):
        raise refusal("The clipboard holds facts in a form that can't be read.")
    return word


class _Paste:
    """One paste, inside an open edit."""

    def __init__(self, edit: Edit, found: Mapping[str, list[Mapping[str, Any]]]) -> None:
        self._found = found
        self._by_name = ActorsByName(edit)
        self._actors = {row for (row,) in edit.execute("SELECT id FROM actor")}
        self._kinds = {key for (key,) in edit.execute("SELECT key FROM kind")}
        self._taken: dict[str, set[object]] = {
            table: {text for (text,) in edit.execute(f"SELECT {name} FROM {table}")} for table, name in _NAMES.items()
        }
        self._ids: dict[str, dict[str, int]] = {"actor": {}, "event": {}, "link": {}}
        self._new: dict[str, list[tuple[int, Record]]] = {}
        self._tags: dict[str, int] = {}
        self._added: dict[str, int] = {}

    def run(self, document: Document) -> list[tuple[str, int]]:
        """Write everything and return what came in."""
        made: list[tuple[str, int]] = []
        for table in _LISTS:
            for record in self._found[table]:
                row_id = new_id()
                self._ids[table][_word(record, "id")] = row_id
                made.append((table, row_id))
        for (table, row_id), record in zip(made, self._all(), strict=True):
            self._take(table, row_id, record)
        order = ("actor", "actor_name", "event", "participation", "link", "tag", "tagging")
        add_records(document, tr("Paste"), [self._batch(table) for table in order])
        return made

    def _all(self) -> Iterator[Mapping[str, Any]]:
        for table in _LISTS:
            yield from self._found[table]

    def _batch(self, table: str) -> Batch:
        rows = self._new.get(table, [])
        return Batch(table, [values for _, values in rows], [row_id for row_id, _ in rows], tr("record {}").format)

    def _put(self, table: str, row_id: int, values: Record) -> None:
        self._new.setdefault(table, []).append((row_id, values))

    def _take(self, table: str, row_id: int, record: Mapping[str, Any]) -> None:
        values: Record = {name: value for name, value in record.items() if name in RECORDS[table].fields}
        if _word(record, "kind") not in self._kinds:
            values.pop("kind", None)  # a kind of another project's own
        if table in _NAMES:
            self._name_apart(table, values)
        if table == "link":
            values["from"] = self._actor(_word(record, "from"), _word(record, "from_name"))
            values["to"] = self._actor(_word(record, "to"), _word(record, "to_name"))
        self._put(table, row_id, values)
        for name in _records(record.get("names", [])) if table == "actor" else ():
            known = {field: name[field] for field in ("name", "language", "kind", "t") if field in name}
            self._put("actor_name", new_id(), {"actor": row_id, **known})
        for part in _records(record.get("participations", [])) if table == "event" else ():
            role = _word(part, "role")
            self._put(
                "participation",
                new_id(),
                {
                    "event": row_id,
                    "actor": self._actor(_word(part, "actor"), _word(part, "name")),
                    "role": role if role in self._kinds else "role.participant",
                    **{field: part[field] for field in ("ordinal", "note") if field in part},
                },
            )
        self._tag(table, row_id, record.get("tags", []))

    def _name_apart(self, table: str, values: Record) -> None:
        """Give a copy another name than what is here already, so that the two can be told apart."""
        name = values.get(_NAMES[table])
        if isinstance(name, str) and name in self._taken[table]:
            values[_NAMES[table]] = free_name(name, self._taken[table])
        self._taken[table].add(values.get(_NAMES[table]))

    def _actor(self, given: str, name: str) -> int:
        """Return the actor at an end: one of the clip, else the one of this id or name here, else a new one."""
        pasted = self._ids["actor"].get(given) if given else None
        if pasted is not None:
            return pasted
        try:
            known = from_text(given)
        except UserError:
            known = 0
        if known in self._actors:
            return known
        if not one_line(name):
            raise refusal("The clipboard holds a link or event whose actor is not there.")
        found = self._added.get(name) or self._by_name.find(name)
        if found is None:
            found = self._added[name] = new_id()
            self._put("actor", found, {"name": name})
        return found

    def _tag(self, table: str, row_id: int, tags: object) -> None:
        for name in tags if isinstance(tags, list) else ():
            if not isinstance(name, str):
                raise refusal("The clipboard holds a tag that is no text.")
            if name not in self._tags:
                self._tags[name] = new_id()
                self._put("tag", self._tags[name], {"name": name})
            self._put("tagging", new_id(), {"tag": self._tags[name], table: row_id})
