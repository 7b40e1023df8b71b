"""Titles that a text uses against the roles that the project knows, at the date on which the text was published.

What a text says comes as plain values from its reading. A role is a dated link such as an office held; nothing is told
where a role is undated, a date leaves room for doubt, or it can't be said who is meant. Reads only.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict

from geoeditor import when
from geoeditor.core.document import Document
from geoeditor.core.queries.checking import TITLES, CheckItem, Found
from geoeditor.core.search import fold
from geoeditor.translation import shown, tr

_RUN: Final = 400
_LONGEST: Final = 300
_PLACES: Final = 25
"""Bits that the place of a title in its text takes."""
_OFFICES: Final = ("link.leads", "link.holds_office", "link.employs", "link.advises", "link.represents")
_ROLES: Final = (*_OFFICES, "link.exiled_by")
_KEYS_OF_LINK: Final = {
    "link.leads": ("link.leads", "link.holds_office"),
    "link.holds_office": ("link.holds_office", "link.leads", "link.employs"),
    "link.employs": ("link.employs", "link.holds_office"),
    "link.advises": ("link.advises", "link.employs", "link.holds_office"),
    "link.represents": ("link.represents", "link.holds_office", "link.employs"),
}
"""By the kind of link that a title makes: the kinds of links that may be the role."""
_HELD: Final = ("occurred", "ongoing")


class TitleUse(TypedDict):
    """A title as a text uses it; see `reading.titles`."""

    span: Sequence[int]
    words: str
    claim: str
    title: str
    link: str
    who: str
    hint: str
    people: Sequence[str]
    body: str
    body_words: str
    sentence: Sequence[int]
    years: Sequence[int]


@dataclass(frozen=True, slots=True)
class Role:
    """A dated link that says what somebody is; `t` may be ''."""

    id: int
    kind: str
    words: str
    label: str
    t: str
    person: int
    person_name: str
    body: int
    body_name: str


@dataclass(slots=True)
class Roles:
    """All roles of a project, and who goes by which name."""

    by_actor: dict[int, list[Role]] = field(default_factory=dict)
    """The roles of an actor, at either end."""
    names: dict[str, set[int]] = field(default_factory=dict)

    def of(self, name: str) -> set[int]:
        """Return the actors that have a role and bear a name."""
        return self.names.get(_key(name), set()) if name else set()

    def add(self, role: Role) -> None:
        """Take in a role."""
        for actor in (role.person, role.body):
            self.by_actor.setdefault(actor, []).append(role)

    def among(self, actors: set[int]) -> list[Role]:
        """Return the roles at whose end one of these actors stands, in the order of the links."""
        found = {role.id: role for actor in actors for role in self.by_actor.get(actor, ())}
        return [found[number] for number in sorted(found)]

    def add_name(self, actor: int, name: str) -> None:
        """Let an actor go by a name, and by the last word of it."""
        key = _key(name)
        for form in {key, key.rsplit(" ", 1)[-1]}:
            self.names.setdefault(form, set()).add(actor)


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def has_roles(document: Document) -> bool:
    """Tell whether the project knows a dated role at all, against which a title could be held."""
    marks = ", ".join("?" * len(_ROLES))
    with document.read() as connection:
        query = f"SELECT 1 FROM link l JOIN kind k ON k.id = l.kind_id WHERE l.t <> '' AND k.key IN ({marks}) LIMIT 1"
        return connection.execute(query, _ROLES).fetchone() is not None


def dated_sources(document: Document) -> dict[int, str]:
    """Return the sources with a publication date and a text, by the hash of it; none that is superseded."""
    with document.read() as connection:
        return dict(
            connection.execute(
                "SELECT id, text_sha256 FROM source s WHERE t <> ''"
                " AND EXISTS (SELECT 1 FROM source_text x WHERE x.source_id = s.id)"
                " AND NOT EXISTS (SELECT 1 FROM source v WHERE v.version_of = s.id) ORDER BY id"
            ).fetchall()
        )


def find_mismatches(document: Document, most: int, uses: Mapping[int, Sequence[TitleUse]]) -> Iterator[Found]:
    """Find the titles that do not fit, by source, in pieces; at most so many are told one by one."""
    if not any(uses.values()):
        return
    roles = Roles()
    for _ in _read_roles(document, roles):
        yield Found([])
    left = most
    for source, found in uses.items() if roles.by_actor else ():
        with document.read() as connection:
            row = connection.execute("SELECT t FROM source WHERE id = ? AND t <> ''", (source,)).fetchone()
        if row is None:
            continue
        published = when.parse(row[0])
        wrong = [(use, role) for use in found if (role := mismatch(roles, use, published)) is not None]
        with document.read() as connection:
            items = [_item(source, use, role, _sentence(connection, source, use)) for use, role in wrong]
        yield Found(items[: max(left, 0)], len(items[max(left, 0) :]))
        left -= len(items)


def _sentence(connection: sqlite3.Connection, source: int, use: TitleUse) -> str:
    start, end = use["sentence"]
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM source_text WHERE source_id = ?",
        (start + 1, min(end - start, _LONGEST), source),
    ).fetchone()
    return "" if row is None else str(row[0])


def _item(source: int, use: TitleUse, role: Role, sentence: str) -> CheckItem:
    start, end = use["sentence"]
    body = shown(role.body_name, 60)
    said = tr(
        "by the project, {person} {role} {body} {time}",
        person=shown(role.person_name, 60),
        role=role.words,
        body=tr("{body} ({label})", body=body, label=shown(role.label, 40)) if role.label else body,
        time=when.describe(role.t),
    )
    words = tr("“{title}”", title=use["words"])
    return CheckItem(
        TITLES,
        words,
        f"{said}\n{sentence}",
        ("link", role.id),
        source,
        (start, end),
        (source << _PLACES) + use["span"][0],
    )


def _read_roles(document: Document, roles: Roles) -> Iterator[None]:
    """Read the roles and the names of who holds them, a run at a time."""
    marks = ", ".join("?" * len(_ROLES))
    held = ", ".join("?" * len(_HELD))
    named: set[int] = set()
    after: int | None = -1
    while after is not None:
        with document.read() as connection:
            last = connection.execute(
                "SELECT max(id) FROM (SELECT id FROM link WHERE id > ? ORDER BY id LIMIT ?)", (after, _RUN)
            ).fetchone()[0]
            rows = connection.execute(
                "SELECT l.id, k.key, k.label, l.label, l.t, a.id, a.name, b.id, b.name FROM link l NOT INDEXED"
                " CROSS JOIN kind k ON k.id = l.kind_id JOIN actor a ON a.id = l.from_id JOIN actor b ON b.id = l.to_id"
                f" WHERE l.id > ? AND l.id <= ? AND k.key IN ({marks}) AND l.status IN ({held})",
                (after, last, *_ROLES, *_HELD),
            ).fetchall()
        for row in rows:
            role = _role(*row)
            roles.add(role)
            for actor, name in ((role.person, role.person_name), (role.body, role.body_name)):
                if actor not in named:
                    named.add(actor)
                    roles.add_name(actor, name)
        after = last
        yield
    yield from _read_other_names(document, roles, named)


def _read_other_names(document: Document, roles: Roles, named: set[int]) -> Iterator[None]:
    after, count = -1, _RUN
    while count == _RUN:
        with document.read() as connection:
            rows = connection.execute(
                "SELECT id, actor_id, name FROM actor_name WHERE id > ? AND kind <> 'description' ORDER BY id LIMIT ?",
                (after, _RUN),
            ).fetchall()
        for _, actor, name in rows:
            if actor in named:
                roles.names.setdefault(_key(name), set()).add(actor)
        count = len(rows)
        after = rows[-1][0] if rows else after
        yield


def _role(
    link: int, kind: str, words: str, label: str, t: str, start: int, start_name: str, end: int, end_name: str
) -> Role:
    """Return a link as a role; who is employed stands at the end of the link."""
    if kind == "link.employs":
        return Role(link, kind, tr("employed by"), label, t, end, end_name, start, start_name)
    return Role(link, kind, words, label, t, start, start_name, end, end_name)


def mismatch(roles: Roles, use: TitleUse, published: when.When) -> Role | None:
    """Return the role that a title does not fit on the day of its publication; None where it fits or may fit."""
    matching = _matching(roles, use)
    if use["claim"] in ("past", "then"):
        return next((role for role in matching if _holds(role, published)), None)
    if use["claim"] == "future":
        return next((role for role in matching if _holds(role, published) or _is_over(role, published)), None)
    if use["claim"] == "exiled":
        dated = [role for role in matching if role.kind == "link.exiled_by"]
        return dated[-1] if dated and all(_is_outside(role, published) for role in dated) else None
    if not matching or not all(_is_outside(role, published) for role in matching):
        return None
    if use["claim"] == "" and any(_covers(role, year) for role in matching for year in use["years"]):
        return None  # it is told of a year in which the title was right
    return max(matching, key=lambda role: when.parse(role.t).hi or when.OPEN_END)


def _matching(roles: Roles, use: TitleUse) -> list[Role]:
    """Return the roles that a title may speak of, all of one person; none where it may be several."""
    bodies = roles.of(use["body"]) | roles.of(use["body_words"])
    if use["body"] and not bodies and use["claim"] != "exiled":
        return []
    near = roles.among(bodies or roles.of(use["who"] or use["hint"]))
    fitting = [role for role in near if (not bodies or role.body in bodies) and _is_of_sort(role, use)]
    people = _people(roles, use, fitting)
    return [role for role in fitting if role.person in people] if len(people) == 1 else []


def _people(roles: Roles, use: TitleUse, fitting: list[Role]) -> set[int]:
    """Return who can be meant: whoever is named, else who was named before and has such a role."""
    able = {role.person for role in fitting}
    if use["who"]:
        return roles.of(use["who"]) & able
    before = able & {person for name in use["people"] for person in roles.of(name)}
    hinted = before & roles.of(use["hint"])
    if not use["body"]:
        return hinted  # "the former president": only where the text leaves no doubt
    return hinted if len(before) > 1 and hinted else before


def _is_of_sort(role: Role, use: TitleUse) -> bool:
    """Tell whether a role can be the office that a title names."""
    if use["claim"] == "exiled":
        return role.kind == "link.exiled_by"
    if role.kind not in _KEYS_OF_LINK.get(use["link"], ()):
        return False
    head = fold(use["title"]).split()[-1] if use["title"] else ""
    if role.label and head in fold(role.label).split():
        return True
    if role.kind == "link.leads":
        return use["link"] == "link.leads"
    return not role.label


def _holds(role: Role, published: when.When) -> bool:
    """Tell whether a role is held for certain on the day of publication, or through all of the days it may be."""
    if not role.t or published.lo is None or published.hi is None:
        return False
    held = when.parse(role.t)
    if fold(role.label).startswith("former"):
        return False
    if held.kind != "span" or held.lo_max is None or held.lo_max > published.lo:
        return False
    return held.open_end or (held.hi_min is not None and held.hi_min >= published.hi)


def _is_over(role: Role, published: when.When) -> bool:
    held = when.parse(role.t) if role.t else None
    return held is not None and held.hi is not None and published.lo is not None and held.hi <= published.lo


def _is_outside(role: Role, published: when.When) -> bool:
    """Tell whether a role was over for certain, or had not begun."""
    held = when.parse(role.t) if role.t else None
    not_begun = held is not None and held.lo is not None and published.hi is not None and held.lo >= published.hi
    return not_begun or _is_over(role, published)


def _covers(role: Role, year: int) -> bool:
    return (
        when.overlaps(when.parse(role.t), when.parse(f"{year:04d}")) is not when.Verdict.IMPOSSIBLE if role.t else True
    )
