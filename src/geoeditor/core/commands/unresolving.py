"""Taking back, at any later time, that an unnamed actor is somebody: it comes back under its old id with all it had.

What was added to the named one since stays there. What can't go back, because it was removed or led elsewhere since,
is told. See `resolving` for how it went.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import orjson

from geoeditor.core.commands.moved_rows import (
    FORM,
    TARGETS,
    Gone,
    Image,
    Moved,
    Turned,
    equal_link,
    held_key,
    image_of,
    images,
    row_id,
    turn,
    write_image,
)
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.identifiers import ActorId, new_id
from geoeditor.core.schema import tables
from geoeditor.core.spelling import json_text
from geoeditor.translation import shown, tr

_PARTS: Final = {
    "link": (("citation", "link_id"), ("tagging", "link_id"), ("dating", "link_id")),
    "participation": (("citation", "participation_id"),),
    "citation": (("attribution", "citation_id"),),
}
"""What can hang on a copy, by table."""
_MOVABLE: Final = ("actor_id", "from_id", "to_id")
"""Columns that a resolution of another actor may have turned since."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What came of it: the actor, and what could not go back, each in a few words."""

    actor_id: ActorId
    left: tuple[str, ...] = ()


def unresolve(document: Document, unnamed_id: ActorId) -> Unresolved:
    """Bring an unnamed actor back that was resolved, with everything it had then.

    Raises: UserError where it was not resolved.
    """
    with document.edit(tr("Unresolve actor")) as edit:
        moved, targets = _kept(edit, unnamed_id)
        return _Return(edit, unnamed_id, targets, moved).run()


def _kept(edit: Edit, unnamed: int) -> tuple[Moved, list[int]]:
    """Return what moved, and to whom."""
    rows = edit.execute(
        "SELECT new_id, moved FROM merge WHERE old_id = ? AND same AND json_extract(moved, '$.form') = ? ORDER BY id",
        (unnamed, FORM),
    ).fetchall()
    stored = [orjson.loads(moved) for _, moved in rows]
    whole = next((each for each in stored if "actor" in each), None)
    if whole is None or image_of(edit, "actor", unnamed) is not None:
        raise refusal("This actor was not resolved, so there is nothing to take back.")
    return Moved.of_json(whole), [new for new, _ in rows]


class _Return:
    """One run over all that moved, inside an open edit."""

    def __init__(self, edit: Edit, unnamed: int, targets: list[int], moved: Moved) -> None:
        self._edit = edit
        self._unnamed = unnamed
        self._targets = targets
        self._moved = moved
        self._left: list[str] = []
        self._followed: dict[int, list[int]] = {}
        for old, new in edit.execute("SELECT old_id, new_id FROM merge WHERE same ORDER BY id"):
            self._followed.setdefault(old, []).append(new)

    def run(self) -> Unresolved:
        """Bring everything back, in the order opposite to that in which it went."""
        self._edit.execute(
            "DELETE FROM merge WHERE old_id = ? AND same AND json_extract(moved, '$.form') = ?", (self._unnamed, FORM)
        )
        self._bring_actor()
        back = [gone for gone in self._moved.gone if self._bring(gone)]
        for turned in reversed(self._moved.turned):
            self._turn_back(turned)
        self._part_later(back)
        for table, image in reversed(self._moved.made):
            self._take_copy(table, image)
        return Unresolved(ActorId(self._unnamed), tuple(dict.fromkeys(self._left)))

    def _bring_actor(self) -> None:
        actor = dict(self._moved.actor)
        for column, target in tables()["actor"].references.items():
            if actor[column] is not None and image_of(self._edit, target, actor[column]) is None:
                actor[column] = None
                self._left.append(tr("its kind") if target == "kind" else tr("its portrait"))
        write_image(self._edit, "actor", actor)

    # copies

    def _take_copy(self, table: str, image: Image) -> None:
        """Take a copy out again, unless it was changed or something was added to it since."""
        now = image_of(self._edit, table, image["id"])
        if now is None:
            return
        if self._is_changed(image, now) or self._has_parts(table, row_id(image)) or self._is_last(table, now):
            if table != "attribution":
                self._left.append(self._words(table, now))
            return
        self._edit.remove(table, row_id(image))

    def _is_changed(self, before: Image, now: Image) -> bool:
        return any(
            now[name] != value and not self._is_followed(name, value, now[name]) for name, value in before.items()
        )

    def _is_last(self, table: str, now: Image) -> bool:
        """Tell whether a copied passage is the only one left, because the other was removed since."""
        if table != "citation":
            return False
        place = tuple(now[name] for name in ("id", "source_id", "start", "end", "quote"))
        return not images(
            self._edit, table, 'id <> ? AND source_id = ? AND "start" IS ? AND "end" IS ? AND quote = ?', *place
        )

    def _is_followed(self, column: str, before: Value, now: Value) -> bool:
        """Tell whether a column points elsewhere only because another actor was resolved meanwhile."""
        return column in _MOVABLE and isinstance(before, int) and now in self._followed.get(before, ())

    def _has_parts(self, table: str, row: int) -> bool:
        return any(images(self._edit, part, f"{column} = ?", row) for part, column in _PARTS.get(table, ()))

    # what went into something else

    def _bring(self, gone: Gone) -> bool:
        """Write a row again that went into another; not where all of it was removed since."""
        image = self._pointed(gone)
        if image is None or image_of(self._edit, gone.table, image["id"]) is not None or self._is_removed(gone):
            if gone.table in ("link", "participation", "citation"):
                self._left.append(self._words(gone.table, gone.image))
            return False
        write_image(self._edit, gone.table, image)
        for column, value in gone.image.items():
            if image[column] != value and image[column] is not None:
                self._note(Turned(gone.table, row_id(image), {column: (value, image[column])}))
        return True

    def _note(self, turned: Turned) -> None:
        """Write down, with the resolution that led a row elsewhere, that this row too has to be turned back."""
        for merge, stored in self._others():
            if stored.actor["id"] in (before for before, _ in turned.columns.values()):
                stored.turned.append(turned)
                self._store(merge, stored)

    def _store(self, merge: int, stored: Moved) -> None:
        self._edit.execute("UPDATE merge SET moved = ? WHERE id = ?", (json_text(stored.as_json()), merge))

    def _pointed(self, gone: Gone) -> Image | None:
        """Return the row with everything it points at being there; None where something is gone for good."""
        image = dict(gone.image)
        for column, target in tables()[gone.table].references.items():
            value = image[column]
            if value is None or image_of(self._edit, target, value) is not None:
                continue
            new = next(iter(self._followed.get(value, ())), None) if isinstance(value, int) else None
            is_there = column in _MOVABLE and new is not None and image_of(self._edit, target, new) is not None
            if not is_there and gone.table != "attribution":
                return None
            image[column] = new if is_there else None  # a speaker who is gone is still known by name
        if gone.table == "link" and image["from_id"] == image["to_id"]:
            return None
        return image

    def _is_removed(self, gone: Gone) -> bool:
        """Tell whether what a row went into was removed since, and with it all its passages."""
        if gone.into is None or image_of(self._edit, gone.table, gone.into) is not None:
            return False
        column = f"{gone.table}_id"
        passages = [each.id for each in self._moved.turned if each.columns.get(column, (None,))[0] == gone.image["id"]]
        return not any(image_of(self._edit, "citation", passage) for passage in passages)

    # what points elsewhere

    def _turn_back(self, turned: Turned) -> None:
        now = image_of(self._edit, turned.table, turned.id)
        before: Image = {name: pair[0] for name, pair in turned.columns.items()}
        if now is None:
            if not self._is_kept_elsewhere(turned, before) and turned.table in ("link", "participation", "citation"):
                self._left.append(self._words_of_moved(turned))
            return
        if turned.table == "citation":
            before = {**dict.fromkeys(TARGETS, None), **before}
            same = all(now[name] == value for name, (_, value) in turned.columns.items())
            if not same and not self._is_same_sort(now, before):
                self._left.append(self._words("citation", now))
                return
        elif any(now[name] not in _since(turned.table, value) for name, (_, value) in turned.columns.items()):
            self._left.append(self._words(turned.table, now))
            return
        if self._can_point(turned.table, now, before):
            turn(self._edit, turned.table, turned.id, before)
        else:
            self._left.append(self._words(turned.table, now))

    def _is_same_sort(self, now: Image, before: Image) -> bool:
        """Tell whether a citation bears on the same sort of fact as it did, so that it only followed its fact."""
        return all((now[name] is None) == (before[name] is None) for name in TARGETS)

    def _can_point(self, table: str, now: Image, before: Image) -> bool:
        """Tell whether a row may point at what it pointed at."""
        references = tables()[table].references
        for column, value in before.items():
            if value is not None and image_of(self._edit, references[column], value) is None:
                return False
        then = {**now, **before}
        if table == "link":
            return then["from_id"] != then["to_id"]
        if table == "participation":
            where = "event_id = ? AND role_id = ? AND actor_id = ? AND id <> ?"
            return not images(self._edit, table, where, then["event_id"], then["role_id"], then["actor_id"], now["id"])
        return True

    def _is_kept_elsewhere(self, turned: Turned, before: Image) -> bool:
        """Let a row that went into another when a further actor was resolved come back as ours, when it does."""
        for merge, stored in self._others():
            for gone in stored.gone:
                if gone.table == turned.table and gone.image["id"] == turned.id:
                    gone.image.update(before)
                    self._store(merge, stored)
                    return True
        return False

    def _others(self) -> Iterator[tuple[int, Moved]]:
        rows = self._edit.execute(
            "SELECT id, moved FROM merge WHERE same AND json_extract(moved, '$.form') = ?"
            " AND json_type(moved, '$.actor') = 'object'",
            (FORM,),
        ).fetchall()
        for merge, moved in rows:
            yield merge, Moved.of_json(orjson.loads(moved))

    # what was added since

    def _part_later(self, back: list[Gone]) -> None:
        """Leave evidence that was added since to what the named one has."""
        ours = {row_id(gone.image) for gone in back if gone.table == "citation"}
        for turned in self._moved.turned:
            held = self._moved.held.get(held_key(turned.table, turned.id))
            now = image_of(self._edit, turned.table, turned.id)
            if held is None or now is None or self._unnamed not in now.values():
                continue
            column = f"{turned.table}_id"
            known = {*held, *ours}
            later = [
                image
                for image in images(self._edit, "citation", f"{column} = ?", turned.id)
                if image["id"] not in known
            ]
            if later:
                home = self._home(turned, now)
                for citation in later:
                    turn(self._edit, "citation", citation["id"], {column: home["id"]})

    def _home(self, turned: Turned, now: Image) -> Image:
        """Return what the named one has of the same sort; made anew where there is nothing."""
        named: Image = {**now, **{name: pair[1] for name, pair in turned.columns.items()}}
        if turned.table == "link":
            found = equal_link(self._edit, now, named["from_id"], named["to_id"])
        else:
            where = "event_id = ? AND role_id = ? AND actor_id = ?"
            values = (named["event_id"], named["role_id"], named["actor_id"])
            found = next(iter(images(self._edit, "participation", where, *values)), None)
        if found is not None:
            return found
        fresh: Image = {**named, "id": new_id()}
        write_image(self._edit, turned.table, fresh)
        return fresh

    # words for what could not go back

    def _words_of_moved(self, turned: Turned) -> str:
        words = {"link": tr("a link that was removed since"), "citation": tr("a passage that was removed since")}
        return words.get(turned.table, tr("a participation that was removed since"))

    def _words(self, table: str, image: Image) -> str:
        if table == "citation":
            return tr("the passage “{quote}”", quote=shown(str(image["quote"]), 60))
        if table == "link":
            return tr(
                "the link of {start} and {end}", start=self._name(image["from_id"]), end=self._name(image["to_id"])
            )
        if table == "participation":
            event = self._edit.execute("SELECT title FROM event WHERE id = ?", (image["event_id"],)).fetchone()
            return tr("the part in “{event}”", event=shown(str(event[0]) if event else "", 60))
        if table == "attribution":
            return tr("the words of “{name}”", name=shown(str(image["name"]), 40))
        return tr("a name, tag or place")

    def _name(self, actor: Value) -> str:
        found = self._edit.execute("SELECT name FROM actor WHERE id = ?", (actor,)).fetchone()
        return "“" + shown(str(found[0]) if found else "", 40) + "”"


def _since(table: str, value: Value) -> tuple[Value, ...]:
    """Return what a column may hold now to be turned back; a speaker who was removed is still known by name."""
    return (value, None) if table == "attribution" else (value,)
