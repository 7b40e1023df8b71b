"""Actors that no source has named: resolved to one or several named ones, with all that is known of them.

The unnamed actor's row goes; what pointed at it points at the named one, and is copied for each further one. What
would be said twice then is said once, with both passages. All of it is kept in `merge`, so that `unresolve` can bring
the unnamed actor back under its old id at any later time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from geoeditor.core.commands.moved_rows import (
    FORM,
    Gone,
    Image,
    Moved,
    Turned,
    attributions,
    equal_link,
    held_key,
    image_of,
    images,
    is_free_name,
    row_id,
    same_passage,
    turn,
    write_image,
)
from geoeditor.core.commands.records import insert, require
from geoeditor.core.commands.unresolving import Unresolved, unresolve
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.edit import Edit, Value
from geoeditor.core.identifiers import ActorId, new_id
from geoeditor.translation import shown, tr

__all__ = ["Unresolved", "resolve", "resolve_to", "unresolve"]

_ENDS: Final = {"from_id": "to_id", "to_id": "from_id"}
_MOST_NAMED: Final = 3


def resolve(document: Document, unnamed_id: ActorId, actor_ids: Sequence[ActorId], reason: str = "") -> None:
    """Say who an unnamed actor is: one named actor, or several.

    Raises: UserError where the actor is named already, or nobody named is given.
    """
    targets = list(dict.fromkeys(actor_ids))
    with document.edit(_label(document, unnamed_id, targets)) as edit:
        _check(edit, unnamed_id, targets)
        resolution = _Resolution(edit, unnamed_id, targets)
        resolution.run()
        _keep(edit, unnamed_id, targets, resolution.moved, reason)


def resolve_to(
    document: Document, unnamed_id: ActorId, people: Sequence[tuple[int | None, str]], reason: str = ""
) -> list[ActorId]:
    """Resolve to people given by id, or by the name of a new one who is made in the same step; return their ids."""
    with document.edit(_words(_name(document, unnamed_id), [name for _, name in people])) as edit:
        require(edit, "actor", unnamed_id)
        kind = edit.execute(
            "SELECT coalesce(k.key, '') FROM actor a LEFT JOIN kind k ON k.id = a.kind_id WHERE a.id = ?", (unnamed_id,)
        ).fetchone()[0]
        targets = [
            ActorId(actor if actor is not None else insert(edit, "actor", {"name": name, "kind": kind}))
            for actor, name in people
        ]
        resolve(document, unnamed_id, targets, reason)
    return targets


def _name(document: Document, actor: int) -> str:
    with document.read() as connection:
        found = connection.execute("SELECT name FROM actor WHERE id = ?", (actor,)).fetchone()
    return "" if found is None else str(found[0])


def _label(document: Document, unnamed: int, targets: Sequence[int]) -> str:
    return _words(_name(document, unnamed), [_name(document, target) for target in targets])


def _words(name: str, names: Sequence[str]) -> str:
    listed = [shown(each, 40) for each in names[:_MOST_NAMED]]
    people = ", ".join([*listed, "…"] if len(names) > _MOST_NAMED else listed)
    return tr("Resolve “{name}” to {people}", name=shown(name, 40), people=people)


def _check(edit: Edit, unnamed: int, targets: Sequence[int]) -> None:
    require(edit, "actor", unnamed)
    name, named = edit.execute("SELECT name, named FROM actor WHERE id = ?", (unnamed,)).fetchone()
    if named:
        raise refusal("“{name}” has a name, so there is nothing to resolve.", name=shown(name, 40))
    if not targets:
        raise refusal("Say who “{name}” is: choose at least one actor.", name=shown(name, 40))
    for target in targets:
        require(edit, "actor", target)
        other, is_named = edit.execute("SELECT name, named FROM actor WHERE id = ?", (target,)).fetchone()
        if not is_named:
            raise refusal("“{name}” is not named yet; choose somebody who is.", name=shown(other, 40))


def _keep(edit: Edit, unnamed: int, targets: Sequence[int], moved: Moved, reason: str) -> None:
    """Write who it is; the first row holds what moved."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for target in targets:
        for image in images(edit, "merge", "old_id = ? AND new_id = ?", unnamed, target):  # “not the same”
            moved.gone.append(Gone("merge", image))
            edit.remove("merge", row_id(image))
    for place, target in enumerate(targets):
        stored = moved.as_json() if place == 0 else {"form": FORM, "words": moved.words}
        who: dict[str, object] = {"old": unnamed, "new": target}
        insert(edit, "merge", {**who, "at": at, "reason": reason, "same": True, "moved": stored})


class _Resolution:
    """One run over all that hangs on an unnamed actor, inside an open edit."""

    def __init__(self, edit: Edit, unnamed: int, targets: Sequence[int]) -> None:
        self._edit = edit
        self._unnamed = unnamed
        self._first, self._others = targets[0], targets[1:]
        actor = image_of(edit, "actor", unnamed)
        words = str(actor["name"]) if actor is not None else ""
        self.moved = Moved(words, actor or {})

    def run(self) -> None:
        """Move everything, then let the unnamed actor go."""
        self._turn_speakers()
        for part in images(self._edit, "participation", "actor_id = ?", self._unnamed):
            self._give_part(part)
        for end in _ENDS:
            for link in images(self._edit, "link", f"{end} = ?", self._unnamed):
                self._give_link(link, end)
        for citation in images(self._edit, "citation", "actor_id = ?", self._unnamed):
            for other in self._others:
                self._copy_citation(citation, "actor_id", other)
            self._give_citation(citation, "actor_id", self._first)
        self._give_tags()
        self._give_places()
        self._go()
        self._settle()

    def _settle(self) -> None:
        """Keep copies as they are at last, and of what was done to a copy nothing else."""
        made = {(table, row_id(image)) for table, image in self.moved.made}
        gone = {(each.table, row_id(each.image)): each for each in self.moved.gone}
        last = [(table, image_of(self._edit, table, image["id"])) for table, image in self.moved.made]
        self.moved.made = [(table, image) for table, image in last if image is not None]
        self.moved.gone = [gone for gone in self.moved.gone if (gone.table, row_id(gone.image)) not in made]
        turned, self.moved.turned = self.moved.turned, []
        for each in turned:
            if (each.table, each.id) in gone:  # it comes back as it was before
                gone[each.table, each.id].image.update({name: pair[0] for name, pair in each.columns.items()})
            elif (each.table, each.id) not in made:
                self.moved.turned.append(each)

    # what is written down of each thing done

    def _turn(self, table: str, image: Image, values: Image) -> None:
        turn(self._edit, table, image["id"], values)
        columns = {name: (image[name], value) for name, value in values.items()}
        self.moved.turned.append(Turned(table, row_id(image), columns))

    def _make(self, table: str, image: Image) -> Image:
        fresh: Image = {**image, "id": new_id()}
        write_image(self._edit, table, fresh)
        self.moved.made.append((table, fresh))
        return fresh

    def _take_out(self, table: str, image: Image, into: Image | None = None) -> None:
        self.moved.gone.append(Gone(table, image, None if into is None else row_id(into)))

    # who says it

    def _turn_speakers(self) -> None:
        """Let the named one have said it; each further one says the same of the same fact."""
        said = images(self._edit, "attribution", "actor_id = ?", self._unnamed)
        for citation_id in dict.fromkeys(each["citation_id"] for each in said):
            citation = image_of(self._edit, "citation", citation_id)
            if citation is not None:
                for other in self._others:
                    self._copy_said(citation, other)
        for each in said:
            self._turn("attribution", each, {"actor_id": self._first})

    def _copy_said(self, citation: Image, speaker: int) -> None:
        copy = self._make("citation", citation)
        for each in attributions(self._edit, citation["id"]):
            actor = speaker if each["actor_id"] == self._unnamed else each["actor_id"]
            self._make("attribution", {**each, "citation_id": copy["id"], "actor_id": actor})

    # passages

    def _copy_citation(self, citation: Image, column: str, fact: Value) -> None:
        """Let the same passage bear on another fact too."""
        if same_passage(self._edit, citation, column, fact) is None:
            copy = self._make("citation", {**citation, column: fact})
            for each in attributions(self._edit, citation["id"]):
                self._make("attribution", {**each, "citation_id": copy["id"]})

    def _give_citation(self, citation: Image, column: str, fact: Value, before: str = "") -> None:
        """Let a passage bear on another fact instead; where just this bears on it already, once is enough."""
        twin = same_passage(self._edit, citation, column, fact)
        if twin is not None:
            self._take_out("citation", citation, twin)
            for each in attributions(self._edit, citation["id"]):
                self._take_out("attribution", each)
            self._edit.remove("citation", row_id(citation))
            return
        values: Image = {column: fact}
        if before and before != column:
            values = {before: None, column: fact}
        self._turn("citation", citation, values)

    # events

    def _give_part(self, part: Image) -> None:
        cited = images(self._edit, "citation", "participation_id = ?", part["id"])
        for other in self._others:
            there = self._part(part, other)
            target = self._make("participation", {**part, "actor_id": other}) if there is None else there
            for citation in cited:
                self._copy_citation(citation, "participation_id", target["id"])
        there = self._part(part, self._first)
        if there is None:
            self._hold("participation", part, cited)
            self._turn("participation", part, {"actor_id": self._first})
            return
        self._take_out("participation", part, there)
        for citation in cited:
            self._give_citation(citation, "participation_id", there["id"])
        self._edit.remove("participation", row_id(part))

    def _part(self, part: Image, actor: int) -> Image | None:
        where = "event_id = ? AND role_id = ? AND actor_id = ?"
        found = images(self._edit, "participation", where, part["event_id"], part["role_id"], actor)
        return next(iter(found), None)

    def _hold(self, table: str, image: Image, cited: Sequence[Image]) -> None:
        self.moved.held[held_key(table, row_id(image))] = [row_id(citation) for citation in cited]

    # links

    def _give_link(self, link: Image, end: str) -> None:
        """Give a link to everybody but the one at its other end; what was said of those two stays as a passage."""
        cited = images(self._edit, "citation", "link_id = ?", link["id"])
        able = [target for target in (self._first, *self._others) if target != link[_ENDS[end]]]
        for other in able[1:]:
            self._copy_link(link, end, other, cited)
        if not able:
            self._drop_link(link, cited, None)
            return
        equal = equal_link(self._edit, link, *_ends(link, end, able[0]))
        if equal is not None:
            self._drop_link(link, cited, equal)
        else:
            self._hold("link", link, cited)
            self._turn("link", link, {end: able[0]})

    def _copy_link(self, link: Image, end: str, other: int, cited: Sequence[Image]) -> None:
        target = equal_link(self._edit, link, *_ends(link, end, other))
        if target is None:
            target = self._make("link", {**link, end: other})
            for table in ("dating", "tagging"):
                for image in images(self._edit, table, "link_id = ?", link["id"]):
                    self._make(table, {**image, "link_id": target["id"]})
        for citation in cited:
            self._copy_citation(citation, "link_id", target["id"])

    def _drop_link(self, link: Image, cited: Sequence[Image], into: Image | None) -> None:
        """Let a link go into an equal one, or into its one end, with its passages."""
        self._take_out("link", link, into)
        for citation in cited:
            if into is None:
                self._give_citation(citation, "actor_id", self._first, "link_id")
            else:
                self._give_citation(citation, "link_id", into["id"])
        for tagging in images(self._edit, "tagging", "link_id = ?", link["id"]):
            self._give_tag(tagging, "link_id", None if into is None else into["id"])
        for dating in images(self._edit, "dating", "link_id = ?", link["id"]):
            self._take_out("dating", dating)
        self._edit.remove("link", row_id(link))

    # what else hangs on an actor

    def _give_tag(self, tagging: Image, column: str, owner: Value) -> None:
        has = images(self._edit, "tagging", f"tag_id = ? AND {column} = ?", tagging["tag_id"], owner)
        if owner is None or has:
            self._take_out("tagging", tagging)
            self._edit.remove("tagging", row_id(tagging))
        else:
            self._turn("tagging", tagging, {column: owner})

    def _give_tags(self) -> None:
        for tagging in images(self._edit, "tagging", "actor_id = ?", self._unnamed):
            for other in self._others:
                if not images(self._edit, "tagging", "tag_id = ? AND actor_id = ?", tagging["tag_id"], other):
                    self._make("tagging", {**tagging, "actor_id": other})
            self._give_tag(tagging, "actor_id", self._first)

    def _give_places(self) -> None:
        """Let the named one stand where the unnamed one stood, unless it has a place there already."""
        for place in images(self._edit, "placement", "actor_id = ?", self._unnamed):
            if images(self._edit, "placement", "view_id = ? AND actor_id = ?", place["view_id"], self._first):
                self._take_out("placement", place)
                self._edit.remove("placement", row_id(place))
            else:
                self._turn("placement", place, {"actor_id": self._first})

    def _go(self) -> None:
        """Let the unnamed actor go, and its words describe the named one, where they describe nobody else."""
        names = images(self._edit, "actor_name", "actor_id = ?", self._unnamed)
        for name in names:
            self._take_out("actor_name", name)
        self._edit.remove("actor", self._unnamed)
        if self._others:
            return
        languages = {str(name["name"]): str(name["language"]) for name in names}
        for words in dict.fromkeys((self.moved.words, *languages)):
            if is_free_name(self._edit, words):
                values = {"actor": self._first, "name": words, "kind": "description"}
                made = insert(self._edit, "actor_name", {**values, "language": languages.get(words, "")})
                self.moved.made.append(("actor_name", {"id": made}))


def _ends(link: Image, end: str, actor: Value) -> tuple[Value, Value]:
    ends = {**link, end: actor}
    return ends["from_id"], ends["to_id"]
