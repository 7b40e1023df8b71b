"""The second reading of the names: what one place in the text says about another place's name.

Short forms join full names, acronyms their long forms, an adjective its unknown state; one strong type serves all
mentions of a name. Nothing is joined on likeness alone. May import the lexicon and this package.
"""

import re
from collections import defaultdict

from geoeditor.reading.lexicon import fold
from geoeditor.reading.names.mentions import Mention
from geoeditor.reading.names.runs import Page, match_title
from geoeditor.reading.names.spellings import same_person, skeleton

_LOOSE = frozenset(("plain", "person", "acronym", "bare head"))
_SURE_PERSONS = frozenset(("given name", "title before", "office after"))
_LITTLE = frozenset("of the for and in de des du la le les der die das und del y e i".split())
_MOST_NAMESAKES = 20
_SHAPES = frozenset(("two or more capitals", "surname"))
_SHARE_OF = re.compile(r"(?:%|per ?cent|stake|shares?|subsidiary|shareholders?) (?:of|in) \Z")
_LED = frozenset(("executive", "chairman", "chairwoman", "chair", "director", "ceo", "founder", "president", "cfo"))
_ADJECTIVES = ("n", "i", "an", "ian", "ese", "ean", "ite", "ish")


def _parts(mention: Mention, page: Page) -> tuple[str, ...]:
    return tuple(word.low for word in page.words[mention.first : mention.last])


def _take(mention: Mention, other: Mention, rule: str) -> None:
    """Make a mention stand for the same actor as another."""
    mention.kind, mention.key, mention.name, mention.country = other.kind, other.key, other.name, other.country
    mention.rule, mention.strength = rule, max(mention.strength, other.strength - 0.05)
    mention.use = other.use if other.use in ("person", "head", "acronym") else "head"
    mention.known = other.known


def _bracketed(page: Page, number: int) -> str:
    """Return the acronym that stands alone in brackets at a word, or ""."""
    if number >= len(page.words):
        return ""
    word = page.words[number]
    capitals = word.text[0].isupper() and sum(sign.isupper() for sign in word.text) > 1
    alone = word.gap == " (" and page.text[word.end : word.end + 1] == ")"
    return word.text if alone and capitals and len(word.text) <= 10 else ""


def _make_body(mention: Mention) -> None:
    mention.kind, mention.use, mention.rule, mention.strength = "organisation", "head", "acronym in brackets", 0.9


def _is_tag(mention: Mention, page: Page, short: str) -> bool:
    """Tell whether an acronym says which party a person is of ("Anna Tamm (SDE)"), not what the name is in short."""
    if mention.kind != "person" or mention.rule not in _SURE_PERSONS:
        return False
    return not {sign for sign in short.lower() if sign.isalpha()} <= {part[0] for part in _parts(mention, page)}


def _widen_to_initials(mention: Mention, page: Page) -> None:
    """Let "Mouvement" take in the small words after it that the acronym in brackets spells: "civique (MC)"."""
    if mention.kind == "person" or mention.known or mention.use not in ("plain", "head"):
        return
    for last in range(mention.last + 1, min(mention.last + 4, len(page.words))):
        if not page.words[last - 1].joined or page.words[last - 1].upper:
            return
        short = _bracketed(page, last).lower()
        letters = [word.low[0] for word in page.words[mention.first : last] if word.low not in _LITTLE]
        if short and short == "".join(letters):
            mention.last, mention.end = last, page.words[last - 1].end
            mention.name = page.text[mention.start : mention.end]
            mention.key = fold(mention.name)
            _make_body(mention)
            return


def join_acronyms(mentions: list[Mention], page: Page) -> None:
    """Join acronyms that are explained in brackets, or that spell the initials of one organisation."""
    explained: dict[str, Mention] = {}
    starts = {mention.first: mention for mention in mentions}
    for mention in mentions:
        _widen_to_initials(mention, page)
        following = mention.last
        if mention.last - mention.first < 2 or mention.use == "demonym":
            continue
        short = _bracketed(page, following)
        if not short or _is_tag(mention, page, short):
            continue
        if mention.kind in ("person", "untyped", "place") and mention.use in ("person", "plain"):
            _make_body(mention)
        explained[short] = mention
        bracketed = starts.get(following)
        if bracketed is not None and not bracketed.known:
            _take(bracketed, mention, "acronym in brackets")
    initials: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        if mention.kind in ("organisation", "group") and mention.last - mention.first > 2:
            letters = "".join(
                sorted(part[0] for part in _parts(mention, page) if part not in ("of", "the", "for", "and", "in"))
            )
            initials[letters][mention.key] = mention
    for mention in mentions:
        if mention.use not in ("acronym", "plain") or mention.last - mention.first != 1:
            continue
        text = page.words[mention.first].text
        if text in explained:
            _take(mention, explained[text], "acronym in brackets")
        elif len(text) > 2 and mention.use == "acronym":
            owners = initials.get("".join(sorted(text.lower())), {})
            if len(owners) == 1:
                _take(mention, next(iter(owners.values())), "initials")


def _keys(parts: tuple[str, ...]) -> tuple[str, str, str]:
    """Return what two spellings of one full name have in common: the surname, its sound, or the first two words."""
    return "last " + parts[-1], "sound " + skeleton(parts[-1]), "first " + " ".join(parts[:2])


def _candidates(
    parts: tuple[str, ...], by_part: dict[str, list[tuple[tuple[str, ...], Mention]]]
) -> list[tuple[tuple[str, ...], Mention]]:
    """Return the full names before that may be the same person's, few enough to compare one by one."""
    return [entry for key in _keys(parts) for entry in by_part.get(key, [])[:_MOST_NAMESAKES]]


def find_bodies_by_short_forms(mentions: list[Mention], page: Page) -> None:
    """Make bodies of names that only their shape made people, where their first word alone is a body's.

    People are called by their surnames; "Elvaro Systemik" that is later "Elvaro's shareholders" is a company.
    """
    singles: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.last - mention.first == 1:
            singles[page.words[mention.first].low].append(mention)
    for mention in mentions:
        parts = _parts(mention, page)
        if mention.kind != "person" or mention.rule not in _SHAPES or mention.known or len(parts) != 2:
            continue
        if singles.get(parts[1]) or any(sign in "-'’" for sign in parts[1]):
            continue
        shorts = singles.get(parts[0], [])
        if any(short.kind == "organisation" and short.use == "acronym" for short in shorts) or any(
            _is_owned_or_led(short, page) for short in shorts
        ):
            mention.kind, mention.use, mention.rule, mention.strength = "organisation", "head", "short form", 0.65


def _is_owned_or_led(mention: Mention, page: Page) -> bool:
    """Tell whether someone holds an office in what is named, or a share of it ("X's chief executive", "18% of X")."""
    words, number = page.words, mention.last
    if page.words[mention.first].text[0].islower() or page.words[mention.first].low in page.lexicon.given_names:
        return False
    if _SHARE_OF.search(page.text[max(0, mention.start - 40) : mention.start]):
        return True
    if not words[number - 1].owner or number >= len(words):
        return False
    led = match_title(page, number, number + 3)
    return led is not None and any(word.low in _LED for word in words[number : led[0]])


def join_persons(mentions: list[Mention], page: Page) -> None:
    """Join spellings of one full name, and single names that only one person of the article bears."""
    bearers: dict[str, list[tuple[bool, Mention]]] = defaultdict(list)
    for parts, head in _join_full_names(mentions, page):
        for number, part in enumerate(parts):
            if len(part) > 1:
                bearers[part].append((number == len(parts) - 1, head))
    latest: dict[str, int] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.last - mention.first > 1:
            latest[mention.key] = mention.first
            continue
        if mention.last - mention.first != 1 or mention.use not in _LOOSE or mention.known:
            continue
        found = bearers.get(page.words[mention.first].low, [])
        owners = {head.key: head for last, head in found if last} or {head.key: head for _, head in found}
        if owners:
            head = max(owners.values(), key=lambda owner: latest.get(owner.key, -1))
            _take(mention, head, "surname of a full name" if len(owners) == 1 else "surname, nearest full name")


def _join_full_names(mentions: list[Mention], page: Page) -> list[tuple[tuple[str, ...], Mention]]:
    """Give each spelling of a full name the key of the first, known actors before all; return one of each person."""
    heads: list[tuple[tuple[str, ...], Mention]] = []
    by_part: dict[str, list[tuple[tuple[str, ...], Mention]]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda other: not other.known):
        parts = _parts(mention, page)
        if mention.kind != "person" or len(parts) < 2:
            continue
        head = None if mention.known else _namesake(parts, _candidates(parts, by_part))
        if head is None:
            heads.append((parts, mention))
            for key in _keys(parts):
                by_part[key].append((parts, mention))
            continue
        if mention.last - mention.first > head.last - head.first and not head.known:
            head.name = mention.name
        mention.key, mention.name, mention.known = head.key, head.name, head.known
        mention.strength = max(mention.strength, head.strength)
    return heads


def _namesake(parts: tuple[str, ...], candidates: list[tuple[tuple[str, ...], Mention]]) -> Mention | None:
    for others, head in candidates:
        if same_person(parts, others) or _is_tail(parts, others) or _is_tail(others, parts):
            return head
    return None


def _is_tail(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether the short name is the end of the long one, a double surname such as "Diallo Ba"."""
    return 2 <= len(short) < len(long) and long[-len(short) :] == short


def join_short_forms(mentions: list[Mention], page: Page) -> None:
    """Join "Meridian" to "Meridian Relief", "Alvor" to "Porto de Alvor", "the Council" to the council named before."""
    openings: dict[tuple[str, ...], dict[str, Mention]] = defaultdict(dict)
    endings: dict[str, dict[str, Mention]] = defaultdict(dict)
    tails: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        parts = _parts(mention, page)
        long = mention.use == "acronym" and mention.kind == "organisation" and len(parts) > 1
        if mention.kind in ("organisation", "state", "group") and (mention.use == "head" or long):
            for length in range(1, len(parts)):
                openings[parts[:length]][mention.key] = mention
            if len(parts) == 2 and mention.kind != "state" and len(parts[1]) > 3:
                tails[parts[1]][mention.key] = mention
        if mention.kind == "place" and len(parts) > 1:
            endings[parts[-1]][mention.key] = mention
    for mention in mentions:
        if mention.use not in _LOOSE or mention.known or mention.rule in ("surname of a full name", "title before"):
            continue
        parts = _parts(mention, page)
        owners = openings.get(parts, {}) or (tails.get(parts[0], {}) if len(parts) == 1 else {})
        if len(owners) == 1 and mention.use != "bare head":
            _take(mention, next(iter(owners.values())), "short form")
            continue
        places = endings.get(parts[0], {}) if len(parts) == 1 and mention.kind in ("place", "untyped") else {}
        if len(places) == 1 and mention.use != "bare head":
            _take(mention, next(iter(places.values())), "short form")
    _join_bare_heads(mentions, page)


def _join_bare_heads(mentions: list[Mention], page: Page) -> None:
    """Give "the Council", "the Gap" the last actor named so; what finds none is dropped by its strength."""
    latest: dict[str, Mention] = {}
    for mention in mentions:
        words = page.words[mention.first : mention.last]
        if mention.use == "bare head":
            owner = latest.get(words[0].low)
            the = mention.first > 0 and page.words[mention.first - 1].low == "the"
            if owner is not None and the:
                _take(mention, owner, "short form")
            elif mention.strength < 0.6 or mention.kind != "organisation" or mention.rule.endswith(" of”"):
                mention.strength = 0.0
        elif mention.use in ("head", "body", "region") and len(words) > 1:
            for word in words:
                if word.text in page.lexicon.heads:
                    latest[word.low] = mention


def find_unknown_states(mentions: list[Mention], page: Page) -> None:
    """Make states of names that the gazetteer lacks but whose adjective or government the article speaks of."""
    singles: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if (
            mention.last - mention.first == 1
            and mention.use == "plain"
            and mention.kind in ("untyped", "place", "person")
        ):
            singles[page.words[mention.first].low].append(mention)
    capital_words = {word.low for word in page.words if word.upper}
    for base in list(singles):
        group = singles[base]
        forms = {base + ending for ending in _ADJECTIVES} | {
            base[:-1] + ending for ending in ("ian", "an", "ish", "ese")
        }
        adjectives = {form for form in forms & capital_words if form != base}
        if len(base) < 4 or not (adjectives or any(_governs(mention, page) for mention in group)):
            continue
        name = group[0].name
        for mention in group + [adjective for form in adjectives for adjective in singles.get(form, [])]:
            mention.kind, mention.key, mention.name = "state", base, name
            mention.use, mention.rule, mention.strength = (
                "name",
                "its people or government",
                max(0.75, mention.strength),
            )


def _governs(mention: Mention, page: Page) -> bool:
    """Tell whether the words around a name speak of a government ("the parliament of X", "X's ambassador")."""
    contexts = page.lexicon.words["state_contexts"]
    words = page.words
    if words[mention.last - 1].owner and mention.last < len(words) and words[mention.last].low in contexts:
        return True
    return mention.first > 1 and words[mention.first - 1].low == "of" and words[mention.first - 2].low in contexts


def share_types(mentions: list[Mention]) -> None:
    """Give every mention of one name the type of the strongest."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        known = best.get(mention.key)
        if known is None or mention.strength > known.strength:
            best[mention.key] = mention
    for mention in mentions:
        strongest = best[mention.key]
        if mention.use == "bare head" and strongest.use == "bare head":
            continue
        if strongest is not mention and strongest.kind != mention.kind and mention.use in _LOOSE:
            _take(mention, strongest, strongest.rule)


def drop_openers(mentions: list[Mention], page: Page) -> list[Mention]:
    """Leave out words that only begin sentences, and adjectives of regions that the text does not name."""
    named = {mention.key for mention in mentions if mention.use != "adjective"}
    mentions = [mention for mention in mentions if mention.use != "adjective" or mention.key in named]
    inner = {
        fold(page.words[mention.first].text) for mention in mentions if not mention.initial and mention.strength > 0
    }
    kept = []
    for mention in mentions:
        loose = mention.use == "plain" and mention.kind == "untyped" and mention.last - mention.first == 1
        described = mention.use == "plain" and mention.last - mention.first == 1 and mention.rule.startswith("before “")
        described = described or (mention.use in ("acronym", "bare head") and mention.rule.startswith("before “"))
        doubtful = mention.initial and (described or (loose and mention.rule != "speech after"))
        if mention.strength > 0 and not (doubtful and page.words[mention.first].low not in inner):
            kept.append(mention)
    return kept
