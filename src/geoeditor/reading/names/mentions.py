"""A mention: one place in a text where something is named, with what is known of it so far.

Imports the lexicon's shapes only.
"""

from dataclasses import dataclass

from geoeditor.reading.lexicon import Title


@dataclass(slots=True, eq=False)
class Mention:
    """A named span: half-open in code points, and its words by number, half-open too.

    `use` is how the name is used (name, demonym, adjective, capital, metonym, body, media, region, city, person,
    head, acronym, title, known, plain); `strength` 0 to 1 is how sure the type is; `title` the office before it.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    key: str
    name: str
    use: str
    rule: str
    strength: float
    title: Title | None = None
    title_words: str = ""
    country: str = ""
    former: bool = False
    initial: bool = False
    known: bool = False


@dataclass(slots=True, eq=False)
class Actor:
    """Mentions that stand for one actor, with the name a person would give it."""

    name: str
    kind: str
    mentions: list[Mention]
    score: float
    rule: str
    known: bool = False
    named: bool = True
    country: str = ""
