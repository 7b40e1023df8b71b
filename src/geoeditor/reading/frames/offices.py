"""Offices where they stand: the title before a name, the body before or after it, whether it was held once.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.silent_states import names_state_elsewhere
from geoeditor.reading.lexicon import Title
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.references import Reference, SentenceView

BODIES = frozenset(("organisation", "state", "group"))
BODY_OF_OFFICE = {
    "commissioner": "commission",
    "eu commissioner": "commission",
    "european commissioner": "commission",
    "senator": "senate",
    "mep": "parliament",
    "councillor": "council",
    "city councillor": "council",
    "judge": "court",
    "justice": "court",
    "chief justice": "court",
}
"""The body of an office that hardly ever names it, by the last word of its name."""
_MOST_ACTORS = 200
LINKS = frozenset(("of", "for", "to", "in", "at"))


def make_tie(
    number: int, source: Actor, target: Actor, kind: str, label: str, rule: str, former: bool = False
) -> Frame:
    """Make the frame of a lasting tie, one of the past marked so."""
    status = "occurred" if former else "ongoing"
    label = f"former {label}" if former and not label.startswith("former") else label
    return Frame(number, [source], [target], "", kind, label, status, 0, "role", rule, lasting=True)


def suits(title: Title, actor: Actor) -> bool:
    """Tell whether an office can be one of that body."""
    if not title.link or actor.kind not in (*BODIES, "place", "untyped"):
        return False
    if title.sector == "organisation":
        return actor.kind in ("organisation", "group", "untyped")
    return title.sector != "state" or actor.kind in ("state", "organisation")


def titles_before(page: Page, view: SentenceView, reference: Reference) -> tuple[int, int, Title, str] | None:
    """Return (first word, end, title, its words) of the office right before a person, a comma allowed."""
    for start in range(max(view.first, reference.first - 5), reference.first):
        inside = any(r.first < start < r.last for r in view.references)
        if page.words[start].owner or inside:
            continue  # "the UN's envoy", "Green Party lawmaker": the body is no part of the office
        found = match_title(page, start, reference.first)
        if (
            found is not None
            and found[0] == reference.first
            and page.words[reference.first].gap in (" ", ", ", ". ", "\u00a0")
        ):
            return office_of(page, view, start, found)
    return None


def office_of(page: Page, view: SentenceView, start: int, found: tuple[int, Title, str]) -> tuple[int, int, Title, str]:
    """Pass over an honorific to the office before it ("Foreign Minister Sheikh …")."""
    if found[1].link in ("", "link.associated_with"):
        for earlier in range(max(view.first, start - 4), start):
            office = match_title(page, earlier, start)
            if office is not None and office[0] == start and office[1].link and not page.words[start - 1].owner:
                return earlier, found[0], office[1], office[2]
    return _office_over_article(page, view, start, found)


def _office_over_article(
    page: Page, view: SentenceView, start: int, found: tuple[int, Title, str]
) -> tuple[int, int, Title, str]:
    """Read the office of "its chairman, the retired admiral X", whose calling stands right before the name."""
    place = start
    while place > view.first and page.words[place - 1].low in page.lexicon.words["title_modifiers"]:
        place -= 1
    if place > view.first and page.words[place - 1].low in ("the", "a", "an") and page.words[place - 1].gap == ", ":
        for earlier in range(max(view.first, place - 5), place - 1):
            office = match_title(page, earlier, place - 1)
            if office is not None and office[0] == place - 1 and office[1].link:
                return earlier, found[0], office[1], office[2]
    return start, found[0], found[1], found[2]


def body_before(page: Page, view: SentenceView, start: int) -> Reference | None:
    """Return the state or body right before an office: "Belarusian", "Venezuela's", "NATO", "its"."""
    modifiers = page.lexicon.words["title_modifiers"] | {"chief", "national"}
    place = start
    while place > view.first and page.words[place - 1].low in modifiers:
        place -= 1
    place = _over_plain(page, view, place)
    for reference in view.references:
        if reference.last == place and (page.words[place].joined or page.words[place - 1].owner):
            owner = next((r for r in view.references if r.last == reference.first and r.role == "owner"), None)
            city = any(mention.use in ("capital", "city") for mention in reference.actor.mentions)
            return owner if owner is not None and city else reference  # "its Brussels head"
    return None


def _over_plain(page: Page, view: SentenceView, start: int) -> int:
    """Return where "refugee" begins in "the U.N. refugee chief", if a body stands right before it."""
    lists = page.lexicon.words
    closed = lists["prepositions"] | lists["auxiliaries"] | lists["boundaries"] | lists["stop"] | lists["modals"]
    for place in range(start, max(view.first, start - 3), -1):
        if any(r.last == place for r in view.references):
            return place
        word = page.words[place - 1]
        if word.low == "own" and page.words[place].joined:
            continue
        if word.upper or not page.words[place].joined or word.low in closed or word.low.endswith("ed"):
            return start
        if word.low in page.lexicon.verbs or word.low in page.lexicon.speech:
            return start
    return start


def _is_called(page: Page, start: int, body: Reference) -> bool:
    """Tell whether "the toll-road operator" right before a body says what it is."""
    if body.actor.kind not in ("organisation", "group") or not start < body.first <= start + 4:
        return False
    between = page.words[start : body.first]
    nouns = page.lexicon.words["org_nouns"] | page.lexicon.words["body_nouns"]
    plain = all(word.joined and not word.upper for word in [*between, page.words[body.first]][1:-1])
    return (
        plain and between[0].low in ("the", "a", "an") and (between[-1].low in nouns or between[-1].low.endswith("or"))
    )


def is_former(page: Page, view: SentenceView, start: int) -> bool:
    """Tell whether the words before an office say that it was held once."""
    return any(
        page.words[n].low in ("former", "ex", "then", "ousted", "late")
        for n in range(max(view.first, start - 3), start + 1)
    )


def body_after(page: Page, view: SentenceView, place: int) -> Reference | None:
    """Return the body after "of", "for", "in charge of"."""
    for number in range(place, min(view.last, place + 4)):
        if page.words[number].gap not in (" ", "\u00a0", "\n"):
            return None
        if page.words[number].low in LINKS:
            for reference in view.references:
                if reference.lead == number + 1 and reference.actor.kind in (*BODIES, "place"):
                    return reference
                if _is_called(page, number + 1, reference):
                    return reference
            if page.words[number].low != "in":
                return None
    return None


def only_body(actors: list[Actor], noun: str) -> Actor | None:
    """Return the one body of an article whose name has such a word in it."""
    found = [
        actor
        for actor in actors[:_MOST_ACTORS]
        if actor.kind == "organisation" and noun in (word.casefold() for word in actor.name.split())
    ]
    return found[0] if len(found) == 1 else None


def held_before(page: Page, actors: list[Actor], person: Actor, words: str) -> bool:
    """Tell whether another person named earlier has the same office, so that this one's is another state's."""
    first = min((mention.start for mention in person.mentions), default=0)
    for other in actors[:_MOST_ACTORS]:
        if other.kind != "person" or other is person or names_state_elsewhere(page, other):
            continue
        if any(m.title_words == words and m.start < first and not m.former for m in other.mentions):
            return True
    return False


def is_party(page: Page, actor: Actor) -> bool:
    """Tell whether the name of a body is a party's."""
    words = (word.casefold() for word in actor.name.split())
    return actor.kind == "organisation" and any(word in page.lexicon.words["body_party"] for word in words)
