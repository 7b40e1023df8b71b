"""Random commands: what a user does, with values as they may be typed, good and bad."""

from collections.abc import Callable
from random import Random
from typing import Final, TypeVar, cast

from geoeditor.core.commands import (
    actors,
    citations,
    dating,
    events,
    links,
    project,
    sources,
    tags,
    views,
    vocabulary,
)
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import (
    ActorId,
    AttachmentId,
    CitationId,
    EventId,
    KindId,
    LinkId,
    SourceId,
    TagId,
    ViewId,
)
from geoeditor.core.vocabulary import words

_NAMES: Final = ("Nato", "NATO", "Łukašenka", "Ærø", "O'Brien", "№ 5 “Peace talks”", "  two   words ", "平和")
_TEXTS: Final = ("", "Talks on peace.", "line\nbreak", "🕊 e\u0301", "AND OR NOT *")
_DATES: Final = ("", "2020", "1999-12-31/2000-01-01", "2021-05?", "1984~", "../2020", "195X")
_KEYS: Final = [word.key for word in words()]
_BAD: Final = 0.03
"""How often something is given that is refused."""
IdT = TypeVar("IdT", bound=int)
ValuesT = TypeVar("ValuesT")
_Deed = Callable[["Clerk"], object]


class Clerk:
    """Does one random command after another on a document; ids are of what is there, or gone."""

    def __init__(self, document: Document, random: Random) -> None:
        self._document = document
        self._random = random

    def _pick(self, kind: Callable[[int], IdT], table: str) -> IdT:
        with self._document.read() as connection:
            ids = [row for (row,) in connection.execute(f"SELECT id FROM {table} ORDER BY rowid")]
        return kind(self._random.choice(ids) if ids and self._random.random() > _BAD else 4711)

    def _some(self, table: str) -> list[int]:
        return sorted({self._pick(int, table) for _ in range(self._random.randint(1, 3))})

    def _text(self) -> str:
        return self._random.choice(_TEXTS) if self._random.random() > _BAD else "NUL \0"

    def _day(self) -> str:
        return self._random.choice(_DATES) if self._random.random() > _BAD else "2020-02-30"

    def _values(self, shape: Callable[[], ValuesT], **required: object) -> ValuesT:
        """Return values for the fields that are required and some of the others."""
        random = self._random
        keys = [key for key in _KEYS if key.startswith(shape.__name__.removesuffix("Values").lower())]
        makers: dict[str, Callable[[], object]] = {
            "kind": lambda: random.choice(("", *keys)),
            "t": self._day,
            "status": lambda: random.choice(("occurred", "planned", "negated")),
            "score": lambda: random.choice((None, random.uniform(-10.1, 10.1))),
            "likelihood": lambda: random.choice((None, random.randint(-1, 101))),
            "colour": lambda: random.choice(("", "#2A7f7a")),
            "lat": lambda: random.choice((None, random.uniform(-91, 91))),
            "lon": lambda: random.choice((None, random.uniform(-180, 180))),
            "strength": lambda: random.choice((None, random.random())),
            "sign": lambda: random.choice((None, -1, 0, 1)),
            "named": lambda: random.random() < 0.9,
            "extra": lambda: {random.choice(_NAMES): random.choice((1, 0.1, None, [random.random()], _TEXTS[1]))},
            "ordinal": lambda: random.randint(-5, 5),
            "portrait": lambda: random.choice((None, self._pick(AttachmentId, "attachment"))),
            "description": self._text,
            "note": self._text,
            "country": self._name,
            "title": self._name,
            "name": self._name,
            "label": self._name,
            "author": self._name,
            "publisher": self._name,
        }
        given = {
            name: maker() for name, maker in makers.items() if name in shape.__annotations__ and random.random() < 0.3
        }
        return cast(ValuesT, given | required)

    def _name(self) -> str:
        return self._random.choice(_NAMES) + self._random.choice("abcdef ")

    def add_actor(self) -> None:
        """Add an actor."""
        actors.add_actor(self._document, **self._values(actors.ActorValues, name=self._name()))

    def change_actor(self) -> None:
        """Change an actor."""
        actors.change_actor(
            self._document,
            self._pick(ActorId, "actor"),
            **self._values(actors.ActorValues),
        )

    def add_name(self) -> None:
        """Give an actor another name."""
        actors.add_name(
            self._document, self._pick(ActorId, "actor"), **self._values(actors.ActorNameValues, name=self._name())
        )

    def add_event(self) -> None:
        """Add an event."""
        events.add_event(self._document, **self._values(events.EventValues, title=self._name()))

    def change_event(self) -> None:
        """Change an event."""
        events.change_event(self._document, self._pick(EventId, "event"), **self._values(events.EventValues))

    def connect(self) -> None:
        """Let an actor take part."""
        events.connect_actor(
            self._document,
            self._pick(EventId, "event"),
            self._pick(ActorId, "actor"),
            **self._values(events.ParticipationValues),
        )

    def relate(self) -> None:
        """Relate two events."""
        kind = self._random.choice(("relation.causes", "relation.before", "relation.fulfils"))
        one, two = self._pick(EventId, "event"), self._pick(EventId, "event")
        events.relate_events(self._document, one, two, **self._values(events.RelationValues, kind=kind))

    def link(self) -> None:
        """Link two actors."""
        links.link_actors(
            self._document, self._pick(ActorId, "actor"), self._pick(ActorId, "actor"), **self._values(links.LinkValues)
        )

    def reconnect(self) -> None:
        """Move the ends of a link."""
        links.reconnect_link(
            self._document, self._pick(LinkId, "link"), self._pick(ActorId, "actor"), self._pick(ActorId, "actor")
        )

    def date(self) -> None:
        """Date an event by words, or by hand."""
        event, t = self._pick(EventId, "event"), self._day()
        way = self._random.random()
        if way < 0.3:
            dating.date_event(self._document, event, t)
        elif way < 0.5:
            dating.count_from(self._document, "event", event, event=self._pick(EventId, "event"))
        else:
            anchor = self._random.choice((None, self._pick(SourceId, "source")))
            dating.date_in_words(self._document, "event", event, "last week", t=t, anchor_source=anchor)

    def add_source(self) -> None:
        """Add a source with a text."""
        text = "".join(self._text() for _ in range(self._random.randrange(8)))
        sources.add_source(self._document, text, **self._values(sources.SourceValues, title=self._name()))

    def set_aside(self) -> None:
        """Set a stretch of a source aside."""
        sources.set_aside(
            self._document, self._pick(SourceId, "source"), self._random.randrange(5), self._random.randint(4, 12)
        )

    def decide(self) -> None:
        """Decide on a proposal, perhaps once more."""
        verdict = self._random.choice(("accepted", "skipped"))
        source = self._pick(SourceId, "source")
        sources.decide(self._document, source, 0, self._random.randint(1, 3), what="actor", value="x", verdict=verdict)

    def cite(self) -> None:
        """Cite a passage for a fact, with speakers."""
        table = self._random.choice(("event", "actor", "link"))
        span = self._random.choice((None, (0, 5), (3, 3)))
        citations.cite(
            self._document,
            self._pick(SourceId, "source"),
            table,
            self._pick(int, table),
            span,
            **self._values(citations.CitationValues),
        )

    def speak(self) -> None:
        """Say who speaks in a passage."""
        speakers = [citations.Speaker(self._name()) for _ in range(self._random.randrange(3))]
        citations.set_speakers(self._document, self._pick(CitationId, "citation"), speakers)

    def add_tag(self) -> None:
        """Add a tag, or rename one."""
        if self._random.random() < 0.5:
            tags.add_tag(self._document, **self._values(tags.TagValues, name=self._name()))
        else:
            tags.change_tag(self._document, self._pick(TagId, "tag"), name=self._name())

    def tag(self) -> None:
        """Tag a record."""
        what = self._random.choice(tags.TAGGED)
        tags.tag(self._document, self._pick(TagId, "tag"), what, self._pick(int, what))

    def place(self) -> None:
        """Save a view, or put something on one."""
        if self._random.random() < 0.4:
            views.add_view(self._document, name=self._name(), kind="graph", state={"zoom": self._random.random()})
        else:
            x, y = self._random.uniform(-1e6, 1e6), self._random.random()
            views.place(self._document, self._pick(ViewId, "view"), "event", self._pick(EventId, "event"), x=x, y=y)

    def add_kind(self) -> None:
        """Add a kind, perhaps below another, or change one."""
        parent = self._random.choice((None, self._pick(KindId, "kind")))
        key = f"event.{self._random.choice('abcdefgh')}"
        vocabulary.add_kind(self._document, key=key, scope="event", label=self._name(), parent=parent)

    def remove_kind(self) -> None:
        """Remove a kind that may be in use."""
        vocabulary.remove_kinds(self._document, self._pick(KindId, "kind"))

    def attach(self) -> None:
        """Keep a file inside."""
        project.attach(self._document, self._random.randbytes(self._random.randrange(40)), "image/png")

    def describe(self) -> None:
        """Change the project's own row."""
        project.change_project(self._document, **self._values(project.ProjectValues))

    def remove(self) -> None:
        """Remove one or more records of some kind."""
        removers: tuple[tuple[str, Callable[..., None]], ...] = (
            ("actor", actors.remove_actors),
            ("actor_name", actors.remove_names),
            ("event", events.remove_events),
            ("participation", events.remove_participations),
            ("link", links.remove_links),
            ("source", sources.remove_sources),
            ("citation", citations.remove_citations),
            ("tag", tags.remove_tags),
            ("view", views.remove_views),
            ("attachment", project.remove_attachments),
        )
        table, remover = self._random.choice(removers)
        remover(self._document, *self._some(table))


_DEEDS: Final[tuple[_Deed, ...]] = (
    *(Clerk.add_actor, Clerk.add_event, Clerk.link, Clerk.connect, Clerk.add_source, Clerk.cite) * 2,
    Clerk.change_actor,
    Clerk.add_name,
    Clerk.change_event,
    Clerk.relate,
    Clerk.reconnect,
    Clerk.date,
    Clerk.set_aside,
    Clerk.decide,
    Clerk.speak,
    Clerk.add_tag,
    Clerk.tag,
    Clerk.place,
    Clerk.add_kind,
    Clerk.remove_kind,
    Clerk.attach,
    Clerk.describe,
    Clerk.remove,
)


def edit(document: Document, random: Random, label: str) -> bool:
    """Do one random command, at times several as one edit, and tell whether it went well."""
    clerk = Clerk(document, random)
    try:
        if random.random() < 0.15:
            with document.edit(label):
                for deed in random.choices(_DEEDS, k=3):
                    deed(clerk)
        else:
            random.choice(_DEEDS)(clerk)
    except UserError:
        return False
    return True
