"""The words of a project that can be chosen: kinds by scope with how often they are used, and actors by name."""

from dataclasses import dataclass
from typing import Final

from geoeditor.core.document import Document

_USES: Final = {
    "actor": "SELECT kind_id AS kind, count(*) AS n FROM actor GROUP BY kind_id",
    "event": "SELECT kind_id AS kind, count(*) AS n FROM event GROUP BY kind_id",
    "link": "SELECT kind_id AS kind, count(*) AS n FROM link GROUP BY kind_id",
    "role": "SELECT role_id AS kind, count(*) AS n FROM participation GROUP BY role_id",
    "relation": "SELECT kind_id AS kind, count(*) AS n FROM relation GROUP BY kind_id",
}


@dataclass(frozen=True, slots=True)
class KindWord:
    """A kind that can be chosen; `sign` is +1, -1 or 0, `uses` how many records are of it."""

    id: int
    key: str
    label: str
    inverse: str
    sign: int
    directed: bool
    uses: int


@dataclass(frozen=True, slots=True)
class ActorWord:
    """An actor as it is chosen from a list; `kind` is the label of its kind."""

    id: int
    name: str
    kind: str
    named: bool
    names: tuple[str, ...]


def kind_words(document: Document, scope: str) -> list[KindWord]:
    """Return the kinds of a scope that are not hidden, those most used first."""
    with document.read() as connection:
        rows = connection.execute(
            "SELECT k.id, k.key, k.label, k.inverse, k.sign, k.directed, coalesce(u.n, 0) FROM kind k"
            f" LEFT JOIN ({_USES[scope]}) u ON u.kind = k.id WHERE k.scope = ? AND NOT k.hidden"
            " ORDER BY coalesce(u.n, 0) DESC, k.ordinal, k.label",
            (scope,),
        ).fetchall()
    return [
        KindWord(row, key, label, inverse, sign, bool(directed), n)
        for row, key, label, inverse, sign, directed, n in rows
    ]


def kind_label(document: Document, key: str) -> str:
    """Return the label of a kind, '' for no kind."""
    if not key:
        return ""
    with document.read() as connection:
        found = connection.execute("SELECT label FROM kind WHERE key = ?", (key,)).fetchone()
    return key if found is None else str(found[0])


def actor_words(document: Document) -> list[ActorWord]:
    """Return all actors by name, with the other names they are found by."""
    with document.read() as connection:
        others: dict[int, list[str]] = {}
        for actor, name in connection.execute("SELECT actor_id, name FROM actor_name ORDER BY id"):
            others.setdefault(actor, []).append(name)
        rows = connection.execute(
            "SELECT a.id, a.name, coalesce(k.label, ''), a.named FROM actor a LEFT JOIN kind k ON k.id = a.kind_id"
            " ORDER BY a.name COLLATE NOCASE, a.id"
        ).fetchall()
    return [ActorWord(row, name, kind, bool(named), tuple(others.get(row, ()))) for row, name, kind, named in rows]
