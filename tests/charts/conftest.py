"""Facts to draw: a story of our own with every kind of actor, status, evidence and date, and crowds made by dice."""

import random
from collections.abc import Callable

import pytest

from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartFacts, ChartLink, ChartSource, Evidence

CROWD = Callable[[int, int, int], ChartFacts]

_NONE, _ONE, _TWO, _MANY = Evidence(), Evidence(1, 1), Evidence(2, 2), Evidence(9, 4)
_CLAIM = Evidence(1, 1, ("Dana Whitfield",))


def _actors() -> tuple[ChartActor, ...]:
    rows = [
        ("Mara Velkova", "actor.person"),
        ("Tomas Reinholt", "actor.person.official"),
        ("Dana Whitfield", "actor.person"),
        ("Kasmiria", "actor.state"),
        ("Ostland", "actor.state"),
        ("Ministry of Energy", "actor.organisation"),
        ("Straits Shipping Union", "actor.organisation"),
        ("Harbour protesters", "actor.group"),
        ("Port Selin", "actor.place"),
        ("Northern dialogue", "actor.other"),
        ("a senior adviser", "actor.person"),
        ("Review of the Straits", ""),
    ]
    return tuple(
        ChartActor(100 + i, name, kind, named=name != "a senior adviser", colour="#aa3377" if i == 3 else "")
        for i, (name, kind) in enumerate(rows)
    )


def _events() -> tuple[ChartEvent, ...]:
    rows: list[tuple[str, int, str, str, tuple[int, ...], Evidence]] = [
        ("Founding of the Northern dialogue", 1, "occurred", "2018", (100, 109), _TWO),
        ("Velkova meets Reinholt at the harbour", 1, "occurred", "2024-03-04", (100, 101), _MANY),
        ("Ostland closes the strait", -1, "ongoing", "2024-05-20/..", (104, 103), _TWO),
        ("Union calls a strike", -1, "occurred", "2024-06~", (106, 105), _ONE),
        ("Adviser carries a letter to the minister", 0, "occurred", "2024-05~/2024-07", (110, 101), _CLAIM),
        ("Protests in two cities", -1, "occurred", "{2024-06-12,2024-06-15..2024-06-18}", (107,), _ONE),
        ("Talks on gas transit", 1, "planned", "2024-10-01/2024-10-05", (100, 101, 105), _ONE),
        ("Possible visit of the head of government", 1, "hypothetical", "[2024-11-02,2024-11-09]", (101, 103), _NONE),
        ("Order to clear the quay", -1, "negated", "2024-06-20", (105, 107), _CLAIM),
        ("Contract for the northern cable, whose date nobody gives", 1, "occurred", "", (103, 105), _NONE),
        ("Reinholt served in the cabinet", 0, "occurred", "../2023", (101,), _ONE),
        ("Unsigned leaflet at the gates", 0, "occurred", "2024-06-19", (), _ONE),
    ]
    return tuple(
        ChartEvent(
            200 + i, title, "event.consult.visit", "Visit", sign, status, t,
            tuple((who, "role.actor") for who in people) + (((108, "role.location"),) if i in (1, 5) else ()),
            evidence,
        )
        for i, (title, sign, status, t, people, evidence) in enumerate(rows)
    )  # fmt: skip


def _links() -> tuple[ChartLink, ...]:
    rows: list[tuple[int, int, str, int, str, bool, Evidence]] = [
        (100, 103, "leads", 0, "occurred", True, _MANY),
        (101, 104, "holds office in", 0, "occurred", True, _TWO),
        (103, 104, "rival of", -1, "ongoing", False, _MANY),
        (103, 104, "trades with", 1, "occurred", False, _ONE),
        (104, 103, "threatens", -1, "occurred", True, _CLAIM),
        (105, 103, "part of", 0, "occurred", True, _NONE),
        (106, 105, "opposes", -1, "occurred", True, _ONE),
        (107, 106, "supports", 1, "occurred", True, _ONE),
        (110, 101, "advises", 0, "occurred", True, _CLAIM),
        (100, 101, "negotiates with", 1, "planned", False, _ONE),
        (102, 101, "criticises the policy of", -1, "occurred", True, _TWO),
        (109, 100, "mediates for", 1, "hypothetical", True, _ONE),
        (100, 106, "funds", 1, "negated", True, _CLAIM),
        (102, 111, "employs", 0, "occurred", True, _NONE),
        (101, 100, "in contact with", 0, "occurred", False, _NONE),
        (105, 107, "detains members of", -1, "occurred", True, _TWO),
    ]
    return tuple(
        ChartLink(300 + i, a, b, label, "link.kind", directed, sign, status, "2024", None, evidence)
        for i, (a, b, label, sign, status, directed, evidence) in enumerate(rows)
    )


@pytest.fixture(scope="session")
def story() -> ChartFacts:
    """Return 12 actors, 12 events and 16 links of a crisis that never was."""
    sources = (ChartSource("Strait talk", "The Selin Courier", "2024-10-02"), ChartSource("Cable deal", "", "2024-09"))
    return ChartFacts("The strait and the cable", _actors(), _events(), _links(), sources)


def _date(dice: random.Random) -> str:
    year, month, day = dice.randrange(2004, 2026), dice.randrange(1, 13), dice.randrange(1, 28)
    exact = f"{year}-{month:02}-{day:02}"
    forms = [f"{year}", f"{year}-{month:02}~", f"{exact}/{year + 1}-{month:02}", f"[{year}-01,{year}-05]", f"{year}/.."]
    return dice.choice([exact, exact, exact, "", f"../{year}", *forms])


@pytest.fixture(scope="session")
def crowd() -> CROWD:
    """Return a function that makes so many actors, events and links, always the same."""

    def make(actors: int, events: int, links: int) -> ChartFacts:
        dice = random.Random(7)
        words = "accuses meets envoys sanctions after talks in Geneva withdraws agreement gas transit refuses".split()
        kinds = ["person", "state", "organisation", "group", "place", "other"]
        evidence = [_NONE, _ONE, _TWO, _MANY, _CLAIM]
        statuses = ["occurred", "occurred", "ongoing", "planned", "hypothetical", "negated"]
        people = tuple(
            ChartActor(1000 + i, f"Actor of {dice.choice(words)} {i}", f"actor.{dice.choice(kinds)}")
            for i in range(actors)
        )
        happened = tuple(
            ChartEvent(
                50_000 + i, " ".join(dice.sample(words, dice.randrange(2, 8))), "event.accuse", "Accuse",
                dice.choice([-1, 0, 1]), dice.choice(statuses), _date(dice),
                tuple((1000 + who, "role.actor") for who in dice.sample(range(actors), dice.choice([1, 2, 2, 3]))),
                dice.choice(evidence),
            )
            for i in range(events)
        )  # fmt: skip
        lasting = []
        for i in range(links):
            a, b = dice.sample(range(actors), 2)
            lasting.append(
                ChartLink(
                    90_000 + i, 1000 + a, 1000 + b, dice.choice(words), "link.kind", dice.random() > 0.4,
                    dice.choice([-1, 0, 1]), dice.choice(statuses), "", None, dice.choice(evidence),
                )
            )  # fmt: skip
        return ChartFacts("A crowd", people, happened, tuple(lasting))

    return make
