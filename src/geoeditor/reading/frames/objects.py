"""Objects that do not simply follow their verb: "X, whom Y chose", "courted Chinese investors", verbs of no table.

May import the lexicon, names and references of the reader.
"""

from geoeditor.reading.lexicon import Verb
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_RELATIVES = frozenset(("that", "which", "whom"))
_MOST_BETWEEN, _APPOSITION_REACH = 4, 12
_JUDGING = frozenset(("link.criticises", "link.opposes", "link.supports", "link.threatens"))
"""Links that whatever a state does is enough for: "condemned Chinese patrols"."""
_GOODS_LINKS = frozenset(("link.sanctions", "link.trades_with", "link.occupies"))
"""Links that what a state makes or claims is enough for: "banned Indonesian coffee"."""
_NO_VERBS = ("eed", "red", "ied")
_PUT_FORWARD = frozenset(
    "proposed offered brokered tabled drafted submitted suggested mediated negotiated sponsored drawn-up floated "
    "demanded imposed issued made signed".split()
)
_ENDS_ASIDE = frozenset(("who", "which", "that", "whom", "and"))
_ENDS_ASIDE = frozenset(("who", "which", "that", "whom", "and"))
_SHORTEST, _STRUCK_REACH = 5, 6


def described(page: Page, view: SentenceView, end: int) -> Reference | None:
    """Return X of "X, the pipeline" where such an apposition ends right before a word."""
    for start in range(end - 1, max(view.first, end - _APPOSITION_REACH), -1):
        word = page.words[start]
        if word.gap == ", " and word.low in ("a", "an", "the", "one"):
            named = (r for r in view.references if r.last == start and r.role == "name")
            bracket = (r for r in view.references if r.last == start and "(" in page.words[r.first].gap)
            short = next(bracket, None)
            if short is not None:
                return next((r for r in view.references if r.last == short.first and r.role == "name"), None)
            return next(named, None)
        verb = page.lexicon.verbs.get(word.low)
        told = verb is not None and "third" in verb.form.split("+")
        if word.gap == "," and word.text[:1].isdigit():
            continue  # "the 1,900km pipeline"
        if told or word.low in _ENDS_ASIDE or any(sign in word.gap for sign in ",;:—–("):
            return None
    return None


def _before_relative(page: Page, view: SentenceView, place: int) -> Reference | None:
    """Return the name right before ", which" and "whom", a short form in brackets passed over."""
    found = [r for r in view.references if r.last == place and r.role in ("name", "pronoun")]
    bracket = [r for r in view.references if r.last == place and "(" in page.words[r.first].gap]
    if bracket:
        found = [r for r in view.references if r.last == bracket[0].first and r.role == "name"]
    return found[0] if found else None


def relative_object(page: Page, view: SentenceView, lead: int, subject: Reference, number: int) -> Reference | None:
    """Return X of "X, whom Y chose", "X, which Y opposes" and "X, the pipeline that Y blessed".

    `lead` is where the subject begins, the first of several joined.
    """
    place = lead - 1
    between = (r for r in view.references if r.first >= subject.last and r.last <= number and r.role != "attribute")
    if place <= view.first or any(between):
        return None
    low = page.words[place].low
    if low not in _RELATIVES:
        noun = low not in page.lexicon.verbs and low not in page.lexicon.speech
        return described(page, view, lead) if noun and page.words[lead].joined else None
    named = described(page, view, place)
    if named is not None:
        return named
    comma = "," in page.words[place].gap
    return _before_relative(page, view, place) if low == "whom" or (low == "which" and comma) else None


def fronted_object(page: Page, view: SentenceView, subject: Reference, places: tuple[str, ...]) -> Reference | None:
    """Return X of "X, in which Y took a stake": what the preposition before "which" governs."""
    place = subject.lead - 1
    if place - 1 <= view.first or page.words[place].low not in ("which", "whom"):
        return None
    if page.words[place - 1].low not in {each.rstrip("<") for each in places}:
        return None
    return _before_relative(page, view, place - 1)


def _head_after(page: Page, view: SentenceView, reference: Reference) -> str:
    """Return the noun that a demonym and what else stands before it describe, or ""."""
    closed = page.lexicon.words["prepositions"] | page.lexicon.words["auxiliaries"] | page.lexicon.words["boundaries"]
    closed = closed | page.lexicon.words["determiners"] | {"and", "or", "but"}
    head = ""
    for number in range(reference.last, min(view.last, reference.last + _MOST_BETWEEN)):
        word = page.words[number]
        if not word.joined or word.low in closed:
            return head
        if word.upper:
            return ""
        head = word.low
        if word.owner or head in page.lexicon.words["people_nouns"]:
            following = page.words[number + 1] if number + 1 < view.last else None
            if following is not None and any(r.first == number + 1 and following.gap == ", " for r in view.references):
                return ""  # "his Azeri counterpart, X,": X is meant
            return "" if following is not None and following.upper and following.joined else head
    return head


def people_of(page: Page, view: SentenceView, reference: Reference, link: str) -> bool:
    """Tell whether a demonym stands for its state as an object: "Chinese investors", and "Indonesian coffee" banned."""
    if reference.role != "attribute" or reference.actor.kind != "state":
        return False
    joint = reference.last + 1 < view.last and page.words[reference.last].low == "and"
    other = next((r for r in view.references if r.first == reference.last + 1 and r.role == "attribute"), None)
    if joint and other is not None:
        return people_of(page, view, other, link)
    head = _head_after(page, view, reference)
    return bool(head) and (head in page.lexicon.words["people_nouns"] or link in _GOODS_LINKS | _JUDGING)


def with_joint(page: Page, view: SentenceView, reference: Reference) -> list[Actor]:
    """Return the states of "Australian and Vietnamese suppliers"."""
    actors = [reference.actor]
    for other in view.references:
        if other.first == reference.last + 1 and other.role == "attribute" and page.words[reference.last].low == "and":
            actors.append(other.actor)
    return actors


def only_names_a_thing(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a place only says which thing is meant: "runs the Kiel office of X"."""
    if reference.actor.kind != "place" or reference.lead == reference.first or reference.last >= view.last:
        return False
    word, lists = page.words[reference.last], page.lexicon.words
    closed = lists["prepositions"] | lists["auxiliaries"] | lists["boundaries"] | lists["adverbs"] | lists["stop"]
    verb = page.lexicon.verbs.get(word.low)
    return word.joined and not word.upper and word.low not in closed and (verb is None or verb.form == "base")


def struck_in(page: Page, view: SentenceView, end: int) -> Reference | None:
    """Return the state of "struck two villages in Y": what is hit there is its own."""
    for number in range(end + 2, min(view.last - 1, end + _STRUCK_REACH)):
        word = page.words[number]
        if word.upper or not word.joined:
            return None
        if word.low in page.lexicon.words["prepositions"]:
            states = (r for r in view.references if r.lead == number + 1 and r.actor.kind == "state")
            return next(states, None) if word.low in ("in", "inside") else None
    return None


def proposer(page: Page, view: SentenceView, end: int) -> Reference | None:
    """Return X of "rejected a truce proposed by X": who put forward what is answered."""
    for number in range(end + 2, min(view.last - 2, end + _STRUCK_REACH + 2)):
        word = page.words[number]
        if not word.joined or word.low in page.lexicon.words["boundaries"]:
            return None
        if word.low in _PUT_FORWARD and page.words[number + 1].low == "by":
            return next((r for r in view.references if r.lead == number + 2 and r.role in ("name", "agent")), None)
    return None


def unlisted_verb(page: Page, view: SentenceView, number: int) -> Verb | None:
    """Return a past form of no table as a verb that only ties two actors, where both stand right beside it."""
    word = page.words[number]
    low = word.low
    if word.upper or len(low) < _SHORTEST or not low.endswith("ed") or low.endswith(_NO_VERBS):
        return None
    if number + 1 >= view.last or not word.joined or not page.words[number + 1].joined:
        return None
    lists = page.lexicon.words
    if low in lists["adverbs"] or low in lists["prepositions"] or low in page.lexicon.speech:
        return None
    beside = number + 2 if page.words[number + 1].low == "by" else number + 1
    if not any(r.lead == beside and r.role in ("name", "agent", "owner") for r in view.references):
        return None
    return Verb(low, "past+participle", low, "event.other", "link.associated_with", low, ("obj",), 0)
