"""Actors without a name: "her diplomatic advisor", "U.S. envoys", "two aid workers", with the actor that defines them.

Only descriptions that act or are acted on by the look of it, and that stand for nobody the text names. May import the
lexicon, names, words and references of the reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from geoeditor.reading.lexicon import fold
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

_MOST_MODIFIERS = 4
_SAID_OF = frozenset(
    ("is", "was", "as", "became", "become", "remains", "being", "be", "like", "called", "named", "or", "than")
)
_OPENERS = frozenset(("a", "an"))
_DESCRIBING = frozenset(("a", "an", "the", "exiled", "former", "then", "political", "military", "senior", "late"))
_ENDINGS = ("al", "ic", "an", "ar", "ary", "ive", "ous", "ish", "ese", "ed", "ior", "based", "born", "backed", "led")


@dataclass(slots=True)
class Unnamed:
    """A description: the words it begins and ends with (half-open numbers), its noun and who defines it."""

    name: str
    head: str
    plural: bool
    owner: Actor | None
    spans: list[tuple[int, int]]
    score: float
    rule: str


def _short_name(page: Page, owner: Actor) -> str:
    """Return the surname of a person the text so calls, else the whole name."""
    if owner.kind != "person":
        return owner.name
    single = {page.text[mention.start : mention.end] for mention in owner.mentions if mention.last - mention.first == 1}
    last = owner.name.split(" ")[-1]
    return last if last in single else owner.name


def _is_plural(page: Page, low: str) -> bool:
    lists = page.lexicon.words
    return low in lists["unnamed_plural"] or (low.endswith("s") and not low.endswith("ss"))


def _is_modifier(page: Page, number: int) -> bool:
    """Tell whether a word in small letters describes the noun after it."""
    word, lists = page.words[number], page.lexicon.words
    low = word.low
    place = page.lexicon.places.get(low) if word.upper else None
    if place is not None and place.use in ("demonym", "adjective") and not word.owner:
        return True
    if word.upper or word.owner or (low in lists["stop"] and low not in lists["unnamed_modifiers"]):
        return False
    if low in lists["unnamed_modifiers"]:
        return True
    if low in lists["prepositions"] or low in lists["auxiliaries"] or low in lists["clause_words"]:
        return False
    verb = page.lexicon.verbs.get(low)
    if verb is not None and not (low.endswith("ed") and number and page.words[number - 1].low in lists["determiners"]):
        return False
    return low.endswith(_ENDINGS) or low in lists["org_nouns"] or low in lists["topics"] or "-" in low


def _noun_at(page: Page, number: int) -> bool:
    """Tell whether a word is the noun of a description: a role in small letters, last of its phrase."""
    words, lists = page.words, page.lexicon.words
    word = words[number]
    if word.upper or word.owner or word.low not in lists["unnamed_heads"]:
        return False
    after = words[number + 1] if number + 1 < len(words) and words[number + 1].sentence == word.sentence else None
    if after is None or not after.joined:
        return True
    return not (after.upper or after.low in lists["unnamed_heads"] or after.low in ("party", "group", "system", "camp"))


def _tells_of_named(page: Page, start: int, end: int, named: set[int], begins: set[int]) -> bool:
    """Tell whether a name stands beside the description, which then only says who that is."""
    words = page.words
    before_comma = words[start].gap.startswith((",", " (", "—", " —", " –")) and start in named
    aged = words[start].gap == ", " and start > 0 and words[start - 1].text.isdigit() and start - 1 in named
    before_comma = before_comma or aged
    after_comma = end < len(words) and end in begins and words[end].gap in (", ", " ", " (", " — ", " – ")
    after_comma = after_comma or _explained_after(page, end, begins)
    said_of = start > 0 and words[start - 1].low in _SAID_OF and words[start - 1].sentence == words[start].sentence
    return before_comma or after_comma or said_of


def _explained_after(page: Page, end: int, begins: set[int]) -> bool:
    """Tell whether a titled name follows after a comma: "his rival, exiled opposition leader Anna Berg"."""
    words = page.words
    if end >= len(words) or words[end].gap != ", ":
        return False
    for number in range(end, min(len(words), end + 6)):
        if number in begins:
            return words[number].sentence == words[end - 1].sentence
        if (number > end and not words[number].joined) or words[number].low in page.lexicon.words["stop"] - _DESCRIBING:
            return False
    return False


def _score(page: Page, view: SentenceView, start: int, end: int, plural: bool, owned: bool) -> float:
    """Weigh how much a description acts: before a verb most, then after "by" or a verb."""
    words, lists = page.words, page.lexicon.words
    score = 0.5 + (0.1 if owned else 0.0)
    for number in range(end, min(view.last, end + 2)):
        verb = page.lexicon.verbs.get(words[number].low)
        acts = verb is not None and ("past" in verb.form or "third" in verb.form or (plural and "base" in verb.form))
        acts = acts or (words[number].low.endswith("ed") and words[number].joined)
        if acts or words[number].low in lists["modals"] - {"to", "and"} | lists["auxiliaries"]:
            score += 0.2
            break
        if not (words[number].joined and words[number].low in lists["adverbs"] | {"who"}):
            break
    before = words[start - 1].low if start > view.first else ""
    if before in ("by", "through", "via"):
        score += 0.15
    elif before in page.lexicon.verbs or before in ("of", "with", "to", "from"):
        score += 0.1
    return score


class _Search:
    """What is known of one text while its sentences are read in turn."""

    def __init__(self, page: Page, actors: Iterable[Actor]) -> None:
        self.page = page
        self.found: dict[str, Unnamed] = {}
        mentions = [mention for actor in actors for mention in actor.mentions]
        self.ends = {mention.last for mention in mentions}
        self.taken = {n for m in mentions if m.kind == "group" for n in range(m.first, m.last)}
        people = [mention for mention in mentions if mention.kind == "person"]
        self.begins = {mention.first for mention in people}
        self.roles = {mention.title_words.split(" ")[-1] for mention in people if mention.title_words}
        self.owned: set[str] = set()
        for mention in people:
            self._note_roles(mention.first, mention.last)

    def _note_roles(self, first: int, last: int) -> None:
        """Note the nouns that say in apposition who a named person is, those with an owner apart."""
        page, lists = self.page, self.page.lexicon.words
        around = list(range(max(0, first - 3), first)) + list(range(last, min(len(page.words), last + 7)))
        comma = last < len(page.words) and page.words[last].gap == ", "
        for number in around:
            low = page.words[number].low
            if low not in lists["unnamed_heads"] or (number > first and not comma):
                continue
            owners = page.words[max(0, number - 3) : number]
            owned = any(word.owner or word.low in lists["possessives"] for word in owners)
            (self.owned if owned else self.roles).add(low)

    def read(self, view: SentenceView) -> None:
        """Note the descriptions of one sentence."""
        for number in range(view.first, view.last):
            if number not in self.taken and _noun_at(self.page, number):
                self._note(view, number)

    def _note(self, view: SentenceView, number: int) -> None:
        words, lists = self.page.words, self.page.lexicon.words
        by_end = {reference.last: reference for reference in view.references}
        by_first = {reference.first: reference for reference in view.references}
        start, modifiers, owner = number, 0, None
        while start > view.first and words[start].joined and modifiers < _MOST_MODIFIERS:
            reference = by_end.get(start)
            if reference is not None and owner is None and self._defines(reference):
                owner, start = reference, reference.first
                continue
            if not _is_modifier(self.page, start - 1):
                break
            start, modifiers = start - 1, modifiers + 1
        phrase, before = start, words[start - 1].low if start > view.first and words[start].joined else ""
        pronoun = by_first.get(start - 1) if before in lists["possessives"] else None
        if before in lists["possessives"] | lists["quantities"] | _OPENERS | {"the"}:
            start -= 1
        plural = _is_plural(self.page, words[number].low)
        rule = self._rule(before, owner, modifiers, plural, words[number].low)
        if not rule or _tells_of_named(self.page, start, number + 1, self.ends, self.begins):
            return
        borne = self.owned if rule == "whose it is" else self.roles
        if not plural and words[number].low in borne and before not in _OPENERS | {"another"}:
            return
        possessor = pronoun if pronoun is not None and pronoun.role == "owner" else owner
        self._keep(view, (start, phrase, number + 1), before, possessor, plural, rule)

    def _defines(self, reference: Reference) -> bool:
        """Tell whether a name before the noun says whose or whence it is."""
        if self.page.words[reference.first].low in self.page.lexicon.words["possessives"]:
            return False
        return reference.role in ("agent", "attribute", "owner") or reference.actor.kind in (
            "state",
            "organisation",
            "place",
        )

    def _rule(self, before: str, owner: Reference | None, modifiers: int, plural: bool, head: str) -> str:
        """Return why a phrase counts as an actor without a name, or nothing."""
        lists = self.page.lexicon.words
        if before in lists["possessives"]:
            return "whose it is"
        if owner is not None and self.page.words[owner.last - 1].owner:
            return "whose it is"
        if owner is not None:
            collective = plural or head in lists["unnamed_collective"]
            return "people's name before" if collective or before in _OPENERS else ""
        if before in lists["quantities"]:
            return "number before" if plural or before in ("another", "unnamed", "unidentified", "masked") else ""
        if before in _OPENERS and (modifiers or head not in lists["kin"]):
            return "a role without a name"
        return "described group" if plural and modifiers and before not in lists["determiners"] - {"the", "all"} else ""

    def _keep(
        self,
        view: SentenceView,
        place: tuple[int, int, int],
        before: str,
        owner: Reference | None,
        plural: bool,
        rule: str,
    ) -> None:
        start, phrase, end = place
        page = self.page
        lists = page.lexicon.words
        actor = owner.actor if owner is not None else None
        spoken = page.text[page.words[phrase].start : page.words[end - 1].end]
        name = spoken
        if before in lists["possessives"]:
            if actor is not None:
                name = f"{_short_name(page, actor)}’s {spoken}"
            else:
                name = f"{page.words[start].text} {spoken}"
        elif before in lists["quantities"] and before not in ("some", "all", "many", "more"):
            name = f"{before} {spoken}"
        score = _score(page, view, start, end, plural, rule == "whose it is")
        if score < 0.6 and before in _OPENERS and phrase == end - 1:
            return
        span = (page.words[start].start, page.words[end - 1].end)
        known = self.found.setdefault(fold(name), Unnamed(name, page.words[end - 1].low, plural, actor, [], 0.0, rule))
        known.spans.append(span)
        known.score = max(known.score, score)


def find_unnamed(page: Page, actors: list[Actor], views: Iterable[SentenceView]) -> list[Unnamed]:
    """Return the actors without a name in the order of the text, each with every place that so describes it."""
    search = _Search(page, actors)
    for view in views:
        search.read(view)
    for found in search.found.values():
        found.score = round(min(0.9, found.score + 0.05 * (len(found.spans) - 1)), 2)
    return sorted(search.found.values(), key=lambda found: found.spans[0])
