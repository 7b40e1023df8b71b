"""Who and what a text names: mentions gathered into actors, with the rule that found each.

Known actors win over every rule. In a headline nothing counts that the body does not name too. May import the
lexicon and the reader's words; knows no dates and no events.
"""

from collections import Counter, defaultdict

from geoeditor.reading.lexicon import fold
from geoeditor.reading.names.document import (
    drop_openers,
    find_bodies_by_short_forms,
    find_unknown_states,
    join_acronyms,
    join_persons,
    join_short_forms,
    share_types,
)
from geoeditor.reading.names.groups import find_groups
from geoeditor.reading.names.known import LEARNED, LEARNED_STRENGTH, KnownActor, KnownNames, is_short, known_names
from geoeditor.reading.names.mentions import Actor, Mention
from geoeditor.reading.names.runs import Page, cut_run, find_runs
from geoeditor.reading.names.typing import type_piece
from geoeditor.reading.words import Word

__all__ = ["LEARNED", "Actor", "KnownActor", "Mention", "find_actors", "known_names"]


def _known_mention(page: Page, first: int, last: int, actor: KnownActor) -> Mention:
    start, end = page.words[first].start, page.words[last - 1].end
    key = "known " + fold(actor.name)
    kind = actor.proposal_kind
    use = "person" if kind == "person" else "known"
    rule, strength = _rule_of(actor)
    return Mention(start, end, first, last, kind, key, actor.name, use, rule, strength, known=True)


def _rule_of(actor: KnownActor) -> tuple[str, float]:
    return (LEARNED, LEARNED_STRENGTH) if actor.learned else ("known actor", 1.0)


def _find_known(page: Page, names: KnownNames) -> tuple[list[Mention], list[Mention]]:
    """Return where the project's actors are named, and where only their people's name stands ("Russian")."""
    found: list[Mention] = []
    peoples: list[Mention] = []
    number = 0
    while number < len(page.words):
        match = names.match(page.words, number)
        if match is None:
            number += 1
            continue
        place = page.lexicon.places.get(page.words[number].low) if match[0] == number + 1 else None
        is_peoples = place is not None and place.use == "demonym" and is_short(match[1], page.words[number].text)
        (peoples if is_peoples else found).append(_known_mention(page, number, *match))
        number = match[0]
    return found, peoples


def _find_learned(page: Page, names: KnownNames) -> tuple[list[Mention], list[Mention]]:
    """Return where actors of other projects are named in full, and where there is one word of the name of such."""
    whole: list[Mention] = []
    short: list[Mention] = []
    for number in range(len(page.words)) if names.learned else ():
        match = names.match(page.words, number, learned=True)
        if match is not None:
            mention = _known_mention(page, number, *match)
            (short if is_short(match[1], page.text[mention.start : mention.end]) else whole).append(mention)
    return whole, short


def _give_way(mentions: list[Mention], soft: list[Mention]) -> list[Mention]:
    """Return the mentions with those soft ones that cut no longer name; they take the place of what they cover."""
    by_word: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for number in range(mention.first, mention.last):
            by_word[number].append(mention)
    gone: set[Mention] = set()
    kept: list[Mention] = []
    reach = 0
    for mention in sorted(soft, key=lambda each: (each.first, -each.last)):
        touched = {each for number in range(mention.first, mention.last) for each in by_word.get(number, ())}
        is_cut = any(each.known or each.first < mention.first or each.last > mention.last for each in touched)
        if mention.first < reach or is_cut or (touched and mention.kind == "untyped"):
            continue  # where the rules have found the same, they know better what it is
        gone |= touched
        kept.append(mention)
        reach = mention.last
    return [mention for mention in mentions if mention not in gone] + kept


def _with_soft(page: Page, names: KnownNames, mentions: list[Mention], peoples: list[Mention]) -> list[Mention]:
    """Add the peoples of the project's states and what other projects know, where the rules see no longer name."""
    mentions = _give_way(mentions, peoples)
    whole, short = _find_learned(page, names)
    if not whole:
        return mentions
    mentions = _give_way(mentions, whole)
    there = {mention.key for mention in mentions if mention.known}
    others: dict[str, set[str]] = defaultdict(set)
    """Whose longer names in this text hold a word."""
    for mention in mentions:
        if mention.last - mention.first > 1:
            for word in page.words[mention.first : mention.last]:
                others[word.text].add(mention.key)
    alone = [each for each in short if each.key in there and others[page.words[each.first].text] <= {each.key}]
    return _give_way(mentions, alone)


def _find_named(page: Page, taken: set[int], headline: int) -> list[Mention]:
    """Type the pieces of every run outside the headline and outside known names."""
    found: list[Mention] = []
    place = 0
    for first, last in find_runs(page):
        start = max(first, place)
        if page.words[first].sentence == headline:
            continue
        while start < last:
            while start < last and start in taken:
                start += 1
            stop = start
            while stop < last and stop not in taken:
                stop += 1
            for piece in cut_run(page, start, stop) if start < stop else ():
                place = max(place, piece.last)
                mention = type_piece(page, piece)
                if mention is not None and not any(number in taken for number in range(piece.first, piece.last)):
                    found.append(mention)
                    found.extend(_inner_people(page, mention))
            start = max(stop, place)
    return found


def _inner_people(page: Page, mention: Mention) -> list[Mention]:
    """Return the people whose name an organisation begins with: "Russian" in "Russian Foreign Ministry"."""
    if mention.use != "head" or mention.last - mention.first < 2:
        return []
    place = page.lexicon.places.get(page.words[mention.first].low)
    text = page.words[mention.first].text
    place = page.lexicon.places.get(text) if text.isupper() else place
    if place is None or place.kind != "state" or place.use not in ("demonym", "name"):
        return []
    word = page.words[mention.first]
    return [
        Mention(
            word.start,
            word.end,
            mention.first,
            mention.first + 1,
            "state",
            place.key,
            place.name,
            "demonym",
            "people's name",
            0.7,
        )
    ]


def _adopt_known(mentions: list[Mention], names: KnownNames) -> None:
    """Let a cluster whose name or alias is known take the known actor's name and kind."""
    owners: dict[str, KnownActor] = {}
    for mention in mentions:
        actor = names.by_name.get(fold(mention.name))
        if actor is not None:
            owners.setdefault(mention.key, actor)
    for mention in mentions:
        actor = owners.get(mention.key)
        if actor is not None and not mention.known:
            mention.key, mention.name = "known " + fold(actor.name), actor.name
            if not (actor.learned and actor.proposal_kind == "untyped"):
                mention.kind = actor.proposal_kind
            mention.known = True
            mention.rule, mention.strength = _rule_of(actor)


def _find_in_headline(page: Page, mentions: list[Mention], headline: int) -> list[Mention]:
    """Return the places in the headline where the body's names stand, the longest first."""
    forms: dict[str, list[tuple[tuple[str, ...], Mention]]] = defaultdict(list)
    for mention in mentions:
        parts = tuple(word.text for word in page.words[mention.first : mention.last])
        forms[parts[0]].append((parts, mention))
        if mention.use == "person" and len(parts) > 1:
            forms[parts[-1]].append((parts[-1:], mention))
    for entries in forms.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    found: list[Mention] = []
    number = 0
    while number < len(page.words) and page.words[number].sentence <= headline:
        step = number + 1
        for parts, mention in forms.get(page.words[number].text, ()):
            if tuple(word.text for word in page.words[number : number + len(parts)]) == parts:
                step = number + len(parts)
                found.append(
                    Mention(
                        page.words[number].start,
                        page.words[step - 1].end,
                        number,
                        step,
                        mention.kind,
                        mention.key,
                        mention.name,
                        mention.use,
                        mention.rule,
                        mention.strength,
                        country=mention.country,
                        known=mention.known,
                    )
                )
                break
        number = step
    return found


def _score(mentions: list[Mention], opening: int) -> float:
    """Weigh the best type evidence, the number of mentions and whether the first sentences name the actor."""
    strength = max(mention.strength for mention in mentions)
    often = (1 - strength) * 0.6 * (1 - 1 / len(mentions))
    lead = 0.03 if any(mention.start < opening for mention in mentions) else 0.0
    if mentions[0].known:
        return LEARNED_STRENGTH if any(mention.rule == LEARNED for mention in mentions) else 1.0
    return round(min(0.99, strength + often + lead), 2)


def _gather(mentions: list[Mention], opening: int) -> list[Actor]:
    """Turn mentions with one key into one actor, in order of first mention."""
    clusters: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        clusters[mention.key].append(mention)
    actors: list[Actor] = []
    for group in clusters.values():
        best = max(group, key=lambda mention: (mention.known, mention.strength))
        name = best.name if best.known or best.kind == "state" else _fullest(group, best)
        uses = Counter(mention.rule for mention in group)
        rule = best.rule if best.strength > 0.6 else uses.most_common(1)[0][0]
        actors.append(Actor(name, best.kind, group, _score(group, opening), rule, best.known, country=best.country))
    return actors


def _fullest(group: list[Mention], best: Mention) -> str:
    """Return the longest name the cluster was given, as the strongest mention's kind would write it."""
    same = [mention for mention in group if mention.kind == best.kind] or group
    return max((mention.name for mention in same), key=len)


def find_actors(text: str, words: list[Word], headline: bool, names: KnownNames) -> tuple[list[Actor], Page]:
    """Return the actors a text names and the page they were read from.

    `headline` tells whether sentence 0 is the headline.
    """
    page = Page(text, words, frozenset(word.low for word in words if not word.upper))
    title = 0 if headline else -2
    known, peoples = _find_known(page, names)
    taken = {number for mention in known for number in range(mention.first, mention.last)}
    mentions = _with_soft(page, names, known + _find_named(page, taken, title), peoples)
    known = [mention for mention in mentions if mention.known]
    mentions.sort(key=lambda mention: (mention.first, -mention.last))
    share_types(mentions)
    join_acronyms(mentions, page)
    find_bodies_by_short_forms(mentions, page)
    join_persons(mentions, page)
    find_unknown_states(mentions, page)
    join_short_forms(mentions, page)
    share_types(mentions)
    mentions = drop_openers(mentions, page)
    _adopt_known(mentions, names)
    body = [mention for mention in mentions if page.words[mention.first].sentence != title]
    body += find_groups(body, page)
    if headline:
        body += [m for m in _find_in_headline(page, body, title) if not any(k.first <= m.first < k.last for k in known)]
        body += [m for m in known if page.words[m.first].sentence == title]
    body.sort(key=lambda mention: (mention.start, -mention.end))
    opening = max((word.end for word in words if word.sentence in (0, 1, 2)), default=0)
    return _gather(body, opening), page
