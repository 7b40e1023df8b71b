"""The facts a chart is drawn from, as plain values. Dates stay EDTF text; `when` reads them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fact rests on."""

    passages: int = 0
    """Supporting citations; 0 draws hollow."""
    publishers: int = 0
    """Distinct publishers among them; from 2 the fact is corroborated."""
    speakers: tuple[str, ...] = ()
    """Filled only when every supporting citation is somebody's claim: the fact rests on the word of these alone.

    Of a chain of speakers it is the last, whose word it is."""
    disputed: bool = False
    """At least one citation contradicts the fact."""


@dataclass(frozen=True, slots=True)
class ChartActor:
    """An actor: a storyline on the timeline, a node in the graph."""

    id: int
    name: str
    kind: str = ""
    """A kind's key such as `actor.person`; '' when untyped. Finer kinds resolve to one of the six base kinds
    actor.person, actor.state, actor.organisation, actor.group, actor.place, actor.other."""
    named: bool = True
    colour: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    hue: int = 0
    """Which colour of the series it has where it was given none."""


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """An event with those who took part."""

    id: int
    title: str
    kind: str = ""
    kind_label: str = ""
    sign: int = 0
    """+1 cooperation, -1 conflict, 0 neutral."""
    status: str = "occurred"
    """occurred, ongoing, planned, hypothetical, negated."""
    t: str = ""
    """EDTF text; '' when undated."""
    participants: tuple[tuple[int, str], ...] = ()
    """(actor id, role key such as `role.actor` or `role.location`), in order."""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class ChartLink:
    """A lasting relation between two actors."""

    id: int
    from_id: int
    to_id: int
    label: str
    kind: str = ""
    directed: bool = True
    sign: int = 0
    status: str = "occurred"
    t: str = ""
    strength: float | None = None
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class ChartSource:
    """A source for the line under a chart."""

    title: str
    publisher: str = ""
    published: str = ""
    """EDTF text."""


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """All a chart needs to know, read in one go."""

    title: str
    actors: tuple[ChartActor, ...] = ()
    events: tuple[ChartEvent, ...] = ()
    links: tuple[ChartLink, ...] = ()
    sources: tuple[ChartSource, ...] = ()
    positions: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Positions the user gave to nodes, by actor id, in chart units (1 unit = 1 px at 100 %)."""
