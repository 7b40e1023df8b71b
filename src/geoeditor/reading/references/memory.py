"""What a reader of the article keeps in mind from sentence to sentence: the last subjects, persons and bodies named.

May import names of the reader.
"""

from dataclasses import dataclass, field

from geoeditor.reading.names import Actor


@dataclass(slots=True)
class Memory:
    """Whom the pronouns of the next sentence can mean.

    `last` holds the last subjects by "person", "other", "he", "she" and the last bodies by "body" and "union";
    `recent` the persons named, the latest at the end; `quoted` who was quoted in which sentence; `home` the state
    the article is about.
    """

    genders: dict[int, str]
    titles: dict[str, list[Actor]]
    home: Actor | None = None
    last: dict[str, Actor] = field(default_factory=dict)
    recent: list[Actor] = field(default_factory=list)
    bodies: list[Actor] = field(default_factory=list)
    quoted: tuple[int, Actor] | None = None

    def fits(self, actor: Actor, gender: str) -> bool:
        """Tell whether "he" or "she" can mean an actor."""
        return self.genders.get(id(actor), gender) == gender
