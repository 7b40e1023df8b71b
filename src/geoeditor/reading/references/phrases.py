"""The phrases of a sentence that stand for actors: where each begins, its role, what governs it.

May import the lexicon, names and words of the reader.
"""

from dataclasses import dataclass, field

from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page, match_title

_UNNAMED = frozenset("i you we they he she nobody somebody".split())
_DONE_TO = frozenset(("ousted", "exiled", "jailed", "retired"))
_DOERS = frozenset("who that which they he she it had has have and then also later forces troops police court".split())
_ARTICLES = frozenset(("a", "an", "the", "his", "her", "its", "their", "our"))


@dataclass(slots=True, eq=False)
class Reference:
    """An actor at some words of a sentence (half-open numbers).

    role: name, pronoun, agent ("U.S. envoys"), owner ("Moscow's", "his"), attribute ("Belarusian" before a noun).
    `lead` is the first word of the whole phrase, titles and articles included; `also` are more actors,
    as "both" means them.
    """

    first: int
    last: int
    actor: Actor
    role: str
    lead: int
    governed: bool = False
    also: tuple[Actor, ...] = ()


@dataclass(slots=True, eq=False)
class SentenceView:
    """One sentence: its words (half-open numbers), its references in order, its subject.

    `topic` is who the sentence before was about, `home` the state the article is about,
    `states` all it names, by their codes.
    """

    number: int
    first: int
    last: int
    references: list[Reference] = field(default_factory=list)
    subject: Reference | None = None
    topic: Actor | None = None
    home: Actor | None = None
    states: dict[str, Actor] = field(default_factory=dict)


def _has_doer(page: Page, number: int) -> bool:
    """Tell "Estonia exiled X" and "the coup that ousted X" from "the exiled X"."""
    before = page.words[number - 1]
    if not page.words[number].joined or before.owner:
        return False
    return before.low in _DOERS or (before.upper and before.low not in page.lexicon.titles and before.low != "the")


def phrase_start(page: Page, first: int, begin: int) -> int:
    """Return where the phrase of a name begins: over titles, trades, adjectives and the article before it."""
    start = first
    lists = page.lexicon.words
    for _ in range(8):
        before = start - 1
        if before < begin or page.words[start].gap not in (" ", "\u00a0", ". ", ", ", "-"):
            return start
        found = next(
            (n for n in range(max(begin, start - 4), start) if (t := match_title(page, n, start)) and t[0] == start),
            None,
        )
        if found is not None:
            start = found
            continue
        word = page.words[before]
        if page.words[start].gap == ", ":
            return start
        place = page.lexicon.places.get(word.low)
        adjective = place is not None and place.use in ("demonym", "adjective", "name")
        if word.low in _DONE_TO and before > begin and _has_doer(page, before):
            return start
        if adjective or word.low in lists["title_modifiers"] or word.low == "u.s.":
            start = before
            continue
        if word.low in lists["body_nouns"] and not word.upper and before > begin:
            start = before
            continue
        return before if word.low in _ARTICLES else start
    return start


def role_end(page: Page, reference: Reference, end: int) -> int:
    """Return where "Kazakh energy ministry" or "U.S. envoys" ends: after the noun that acts for the state."""
    words, lists = page.words, page.lexicon.words
    for number in range(reference.last, min(end, reference.last + 3)):
        word = words[number]
        closed = word.low in lists["stop"] - lists["role_nouns"] or word.low in lists["auxiliaries"]
        if word.upper or not word.joined or closed or word.low in lists["prepositions"]:
            break
        if word.low in lists["role_nouns"] and reference.actor.kind in ("state", "organisation"):
            person = match_title(page, number, number + 2) is not None and word.low not in ("ambassador", "envoy")
            return reference.last if person else number + 1
    return reference.last


def government_start(page: Page, reference: Reference, begin: int) -> int:
    """Return where "the government of X" begins, so that X acts itself."""
    lead = reference.lead
    if lead - 2 >= begin and page.words[lead - 1].low == "of" and reference.actor.kind == "state":
        noun = page.words[lead - 2]
        if noun.low in ("government", "parliament", "authorities", "leadership") and not noun.upper:
            return lead - 3 if lead - 3 >= begin and page.words[lead - 3].low == "the" else lead - 2
    return lead


def role_of(page: Page, reference: Reference, end: int) -> str:
    """Tell how a state, or any owner, stands before the next word."""
    words, lists = page.words, page.lexicon.words
    last = reference.last
    if "(" in words[reference.first].gap:
        return "attribute"
    if words[last - 1].owner:
        noun = words[last].low if last < end else ""
        acts = noun in lists["role_nouns"] or role_end(page, reference, end) > last
        return "agent" if acts and reference.actor.kind == "state" else "owner"
    if last >= end or not words[last].joined or reference.actor.kind == "person":
        return "name"
    follows = words[last]
    if role_end(page, reference, end) > last:
        return "agent"
    surface = page.phrase(reference.first, last)
    place = page.lexicon.places.get(surface)
    demonym = place is not None and place.use in ("demonym", "adjective")
    if follows.upper or match_title(page, last, last + 3) is not None:
        return "attribute"
    if demonym:
        return "attribute"
    common = follows.low.isalpha() and follows.low not in lists["auxiliaries"] | lists["stop"]
    common = common and reference.lead < reference.first
    return (
        "attribute" if common and follows.low not in page.lexicon.verbs and reference.actor.kind == "state" else "name"
    )


def _acts(page: Page, reference: Reference) -> bool:
    """Tell whether a finite verb follows a reference."""
    if reference.last >= len(page.words):
        return False
    low = page.words[reference.last].low
    verb = page.lexicon.verbs.get(low)
    finite = verb is not None and ("past" in verb.form.split("+") or verb.form == "third")
    return finite or low in page.lexicon.words["auxiliaries"]


def _passes_for(page: Page, view: SentenceView, reference: Reference) -> bool:
    """Tell whether a name is what another is called: "he lived there as X when …", not "as X was leaving"."""
    if reference.lead <= view.first or page.words[reference.lead - 1].low != "as" or reference.actor.kind != "person":
        return False
    following = page.words[reference.last] if reference.last < view.last else None
    return following is None or not following.joined or following.low in ("when", "until", "and", "before", "after")


def mark_governed(page: Page, view: SentenceView) -> None:
    """Note which references a preposition governs, also through "between A and B"."""
    previous: Reference | None = None
    for reference in view.references:
        reference.governed = is_governed(page, reference, view.first) or _passes_for(page, view, reference)
        if previous is not None and previous.governed and previous.last <= reference.lead:
            between = [word.low for word in page.words[previous.last : reference.lead]]
            clause = "," in page.words[previous.last].gap and _acts(page, reference)
            if between == ["and"] and previous.role != "attribute" and not clause:
                reference.governed = True
        previous = reference


def mark_appositions(page: Page, view: SentenceView) -> None:
    """Make "American" in "X, the American ambassador," and "Y, an American firm," say only who that is."""
    for before, reference in zip(view.references, view.references[1:], strict=False):
        follows = before.last == reference.lead and page.words[reference.lead].gap == ", "
        if follows and reference.role == "agent" and reference.lead < reference.first:
            reference.role = "attribute"


def mark_shared(page: Page, view: SentenceView) -> None:
    """Let "Chinese" act in "Chinese and Indian troops" as "Indian" does."""
    for before, reference in zip(view.references, view.references[1:], strict=False):
        joint = before.last + 1 == reference.first and page.words[before.last].low == "and"
        if joint and before.role == "attribute" and reference.role == "agent":
            before.role = "agent"


def mark_dateline(page: Page, view: SentenceView) -> None:
    """Set apart the places before the dash or bracket that opens a report ("BAMAKO, Mali (AP) —")."""
    if not view.references or not page.words[view.references[0].first].text.isupper():
        return
    if view.references[0].first != view.first:
        return
    for number in range(view.first + 1, min(view.last, view.first + 10)):
        gap = page.words[number].gap
        if any(sign in gap for sign in "—–") or " - " in gap or gap.startswith(") "):
            for reference in view.references:
                if reference.first < number:
                    reference.role = "dateline"
            return


def is_governed(page: Page, reference: Reference, begin: int) -> bool:
    """Tell whether a preposition stands before the phrase of a reference."""
    before = reference.lead - 1
    if before < begin or page.words[before].low not in page.lexicon.words["prepositions"]:
        return False
    acts = page.words[before].low in ("as", "with", "since", "after", "before") and reference.last < len(page.words)
    following = page.words[reference.last].low if acts else ""
    verb = page.lexicon.verbs.get(following)
    return not (following.endswith("ing") or (verb is not None and verb.form != "base"))


def _is_met(page: Page, reference: Reference, begin: int) -> bool:
    """Tell whether a reference is the object of one who is not named: "You met X"."""
    before = reference.lead - 1
    if before <= begin or page.words[before - 1].low not in _UNNAMED:
        return False
    verb = page.lexicon.verbs.get(page.words[before].low)
    told = page.words[before].low in page.lexicon.speech
    return verb is not None and not told and ("past" in verb.form.split("+") or verb.form == "base")


def find_opening_subject(page: Page, view: SentenceView) -> Reference | None:
    """Return the first reference of a sentence that can be its subject."""
    mark_governed(page, view)
    free = [
        r
        for r in view.references
        if r.role in ("name", "pronoun", "agent") and not r.governed and not _is_met(page, r, view.first)
    ]
    return free[0] if free else None


def is_inside_quotation(page: Page, number: int, view: SentenceView) -> bool:
    """Tell whether a word stands inside quotation marks of its sentence."""
    begin = page.words[view.first].start - len(page.words[view.first].gap)
    before = page.text[max(0, begin) : page.words[number].start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_finite(page: Page, number: int) -> bool:
    """Tell whether a word is a verb that has a subject of its own, as far as its form and the lexicon tell."""
    low = page.words[number].low
    verb = page.lexicon.verbs.get(low)
    form = verb.form.split("+") if verb is not None else []
    told = low in page.lexicon.speech and not low.endswith("ing")
    helps = low in page.lexicon.words["auxiliaries"] or low == "cannot" or low.endswith("n't")
    ends = low.endswith("ed") or low in page.lexicon.words["irregular_pasts"]
    return "past" in form or "third" in form or told or helps or ends
