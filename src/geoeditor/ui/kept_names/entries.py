"""The entries of the list that is kept across projects, and what can be done to it. Plain values; knows no file.

The list is a mapping from folded names to entries, the one used longest ago first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Final

from geoeditor.core.search import fold

MOST: Final = 5_000
"""Names that are kept; those used longest ago give way."""
_LONGEST: Final = 200
_MOST_ALIASES: Final = 20
_SMALL_WORDS: Final = 4
"""Letters of the words that a name may hold in small letters, such as “of” and “bin”."""
_MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class KeptName:
    """A name with what the user decided on it: an actor of some kind (a key), or none; `last_used` is in UTC."""

    name: str
    is_actor: bool = True
    kind: str = ""
    aliases: tuple[str, ...] = ()
    last_used: str = ""


Names = dict[str, KeptName]
Change = Callable[[Names], None]


def key_of(name: str) -> str:
    """Return the form under which a name is kept."""
    return " ".join(fold(name).split())


def now() -> str:
    """Return this moment as it is noted."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def looks_like_a_name(text: str) -> bool:
    """Tell whether these are the words of a name and not a description, which would say what a source is about."""
    words = text.split()
    long_enough = 0 < len(words) <= _MOST_WORDS and len(text) <= _LONGEST and text.isprintable()
    return (
        long_enough
        and (words[0][0].isupper() or words[0][0].isdecimal())
        and any(word[0].isupper() for word in words)
        and all(word[0].isupper() or word[0].isdecimal() or len(word) < _SMALL_WORDS for word in words)
    )


def learn(names: Names, entry: KeptName) -> None:
    """Keep an actor as the newest; what was a name of its own before and is one of its other names now goes."""
    key = key_of(entry.name)
    if not key or len(entry.name) > _LONGEST:
        return
    before = names.pop(key, None)
    aliases = entry.aliases
    if before is not None and before.is_actor:
        aliases += before.aliases
        entry = replace(entry, kind=entry.kind or before.kind)
    for alias in entry.aliases:
        names.pop(key_of(alias), None)
    names[key] = replace(entry, aliases=_tidy(aliases, key))
    _cut(names)


def rename(names: Names, old: str, new: str) -> None:
    """Let an actor be called otherwise."""
    entry = names.pop(key_of(old), None)
    if entry is not None and entry.is_actor and key_of(new):
        names.setdefault(key_of(new), replace(entry, name=new))


def refuse(names: Names, name: str, when: str) -> None:
    """Keep that a name is no actor, unless it was taken as one in some project."""
    key = key_of(name)
    before = names.get(key)
    if key and len(name) <= _LONGEST and (before is None or not before.is_actor):
        names.pop(key, None)
        names[key] = KeptName(name, is_actor=False, last_used=when)
        _cut(names)


def forget(names: Names, keys: Iterable[str]) -> None:
    """Let names go."""
    for key in keys:
        names.pop(key, None)


def forget_all(names: Names) -> None:
    """Let all names go."""
    names.clear()


def put_back(names: Names, entries: Mapping[str, KeptName]) -> None:
    """Keep entries again that were let go, as they were."""
    for key, entry in entries.items():
        names.setdefault(key, entry)
    _cut(names)


def drop_aliases(names: Names, name: str, aliases: Iterable[str]) -> None:
    """Let go of some other names of an actor."""
    key = key_of(name)
    entry = names.get(key)
    if entry is not None:
        gone = {key_of(alias) for alias in aliases}
        names[key] = replace(entry, aliases=tuple(alias for alias in entry.aliases if key_of(alias) not in gone))


def _tidy(aliases: Iterable[str], key: str) -> tuple[str, ...]:
    """Return each alias once, and none that is the name itself."""
    found: dict[str, str] = {}
    for alias in aliases:
        if key_of(alias) not in ("", key) and len(alias) <= _LONGEST:
            found.setdefault(alias, alias)
    return tuple(found)[:_MOST_ALIASES]


def _cut(names: Names) -> None:
    """Let those go that were used longest ago, where there are too many."""
    if len(names) > MOST:
        by_age = sorted(names, key=lambda key: names[key].last_used)  # of one moment, the one that came first
        forget(names, by_age[: len(names) - MOST])


def read_entries(values: object) -> Names:
    """Return the entries of a list from a file; what makes no sense is left out."""
    names: Names = {}
    for value in values if isinstance(values, list) else ():
        entry = _entry(value) if isinstance(value, dict) else None
        if entry is not None and (key := key_of(entry.name)):
            names[key] = entry
    _cut(names)
    return names


def _entry(value: Mapping[str, object]) -> KeptName | None:
    name, kind, aliases = value.get("name"), value.get("kind", ""), value.get("aliases", [])
    last_used, is_actor = value.get("last_used", ""), value.get("is_actor", True)
    if not (isinstance(name, str) and isinstance(kind, str) and isinstance(aliases, list)):
        return None
    if not (isinstance(last_used, str) and isinstance(is_actor, bool)) or len(name) > _LONGEST:
        return None
    texts = (alias for alias in aliases if isinstance(alias, str) and 0 < len(alias) <= _LONGEST and alias != name)
    return KeptName(name, is_actor, kind[:_LONGEST], tuple(dict.fromkeys(texts))[:_MOST_ALIASES], last_used[:40])


def as_values(names: Names) -> list[dict[str, object]]:
    """Return the entries as they go into a file."""
    return [
        {
            "name": entry.name,
            "is_actor": entry.is_actor,
            "type": type_of(entry),
            "kind": entry.kind,
            "aliases": list(entry.aliases),
            "last_used": entry.last_used,
        }
        for entry in names.values()
    ]


def type_of(entry: KeptName) -> str:
    """Return what an actor is in the words of proposals; '' for a name that is none."""
    return _type_of(entry.kind) if entry.is_actor else ""


@cache
def _type_of(kind: str) -> str:
    from geoeditor.reading import KnownActor

    return KnownActor("", kind).proposal_kind
