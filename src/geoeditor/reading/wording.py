"""Titles of events and words on links, as a person would write them on a timeline: short, whole, specific.

A title is built from the frame and cut only where a phrase ends. Shows names of actors and words of the text, so
nothing here is translated. May import frames, names and references of the reader.
"""

from collections import Counter

from geoeditor.reading.frames import Frame
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView, role_end

LONGEST_TITLE = 70
_SHORT_STATES = {"US": "the US", "GB": "the UK", "AE": "the UAE", "CD": "DR Congo"}
_WITH_ARTICLE = frozenset(("West", "Gulf", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Holy See"))
_FIRST_BASES = {"has": "have", "is": "be", "does": "do"}
_FINITE = frozenset("is are was were would will could should has had".split())
_NO_THINGS = frozenset("who which that she he it they this these those whom we i you there".split())
_MEETINGS = ("event.consult",)


def short_name(actor: Actor, page: Page) -> str:
    """Return the name by which a headline would call the actor."""
    if actor.kind == "person":
        singles = Counter(
            page.text[m.start : m.end] for m in actor.mentions if m.last - m.first == 1 and m.use in ("person", "head")
        )
        if singles:
            return singles.most_common(1)[0][0]
        words = actor.name.split()
        if len(words) == 2 and "-" in words[1] and words[1].partition("-")[2].islower():
            return words[0]
        return words[-1] if len(words) == 2 or len(actor.name) > 24 else actor.name
    for mention in actor.mentions:
        if mention.key in _SHORT_STATES and actor.kind == "state":
            return _SHORT_STATES[mention.key]
    if len(actor.name) > 24:
        forms = [page.text[m.start : m.end] for m in actor.mentions]
        acronyms = [form for form in forms if form.isupper() and len(form) > 1]
        if acronyms:
            return acronyms[0]
        return min(forms, key=len) if actor.kind != "state" else actor.name
    group = actor.kind == "group" and actor.mentions[0].use == "group"
    return f"the {actor.name}" if actor.name in _WITH_ARTICLE or group else actor.name


def _listed(actors: list[Actor], page: Page) -> str:
    names = [short_name(actor, page) for actor in actors[:3]]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _with_signs(page: Page, number: int) -> str:
    """Return a word with its possessive, currency or per cent sign."""
    word = page.words[number]
    money = word.gap[-1:] if word.gap[-1:] in ("$", "€", "£", "¥") and word.text[0].isdigit() else ""
    share = "%" if page.text[word.end : word.end + 1] == "%" else ""
    return money + word.text + share + ("’s" if word.owner else "")


def _shown(page: Page, view: SentenceView, reference: Reference, last: int) -> tuple[list[str], int]:
    """Return how a title shows a reference, and the number of the word after it."""
    if reference.role == "agent":
        end = min(last, role_end(page, reference, view.last))
        return [word.text + ("’s" if word.owner else "") for word in page.words[reference.lead : end]], end
    owner = page.words[reference.last - 1].owner
    if reference.role == "owner" and not owner:
        return [page.words[reference.first].text], reference.last
    name = short_name(reference.actor, page)
    article = (
        page.words[reference.lead].low == "the" and reference.actor.kind != "person" and not name.startswith("the ")
    )
    return [("the " if article else "") + name + ("’s" if owner else "")], reference.last


def _starts(view: SentenceView, first: int) -> dict[int, Reference]:
    """Return the references that a title names in its own way, by the first word of their phrase."""
    starts: dict[int, Reference] = {}
    for reference in view.references:
        person = reference.actor.kind == "person"
        pronoun = reference.role == "pronoun" and person and reference.first == first
        several = reference.last - reference.lead > 1 or reference.role == "agent"
        named = reference.role in ("name", "agent", "owner") and (person or several)
        if (named or pronoun) and reference.lead >= first:
            starts.setdefault(reference.lead, reference)
    return starts


def _tokens(page: Page, view: SentenceView, first: int, last: int, skipped: set[int]) -> list[str]:
    """Return the words of a clause with names shortened, dates left out, up to where the clause ends."""
    starts = _starts(view, first)
    tokens: list[str] = []
    number = first
    while number < last:
        word = page.words[number]
        inside_number = word.gap in (",", ".") and word.text[0].isdigit() and number > first
        if number > first and not inside_number and any(sign in word.gap for sign in ".;:—–()!?|…\n"):
            break
        if number in skipped:
            while tokens and tokens[-1] in page.lexicon.words["date_leads"]:
                tokens.pop()
            number += 1
            continue
        if "," in word.gap and number > first and not inside_number:
            tokens.append(",")
        reference = starts.get(number)
        if reference is not None:
            shown, number = _shown(page, view, reference, last)
            tokens += shown
            continue
        if inside_number and tokens:
            tokens[-1] += word.gap + word.text
        else:
            tokens.append(_with_signs(page, number))
        number += 1
    return tokens


def _join(tokens: list[str]) -> str:
    return " ".join(tokens).replace(" ,", ",")


def _begins_predicate(token: str, page: Page) -> bool:
    """Tell whether what follows "and" is another thing done, not another thing named."""
    low = token.lower()
    verb = page.lexicon.verbs.get(low)
    if verb is None and low in page.lexicon.phrasals:
        verb = next(iter(page.lexicon.phrasals[low].values()))
    finite = verb is not None and ("past" in verb.form or verb.form == "third")
    return finite or low in page.lexicon.words["auxiliaries"] or low in ("then", "that", "also", "later", "now")


def _clause_end(tokens: list[str], page: Page) -> int:
    """Return where the clause that a title shows ends: before a comma, a relative, or another thing done."""
    for number, sign in enumerate(tokens):
        if number and (sign == "," or sign in page.lexicon.words["cut_words"]):
            return number
        if sign == "and" and number + 1 < len(tokens) and _begins_predicate(tokens[number + 1], page):
            return number
    return len(tokens)


def _without_weak_end(tokens: list[str], page: Page) -> list[str]:
    end = len(tokens)
    while end and (tokens[end - 1].lower() in page.lexicon.words["weak_ends"] or tokens[end - 1] == ","):
        end -= 1
    return tokens[:end]


def _trimmed(tokens: list[str], room: int, page: Page) -> list[str]:
    """Cut a clause at its last whole phrase that fits."""
    ends = page.lexicon.words["prepositions"] | page.lexicon.words["boundaries"] | {"and", ","}
    if tokens[:1] == [","]:
        return []
    kept = _without_weak_end(tokens[: _clause_end(tokens, page)], page)
    if any(token in _FINITE for token in kept):
        return []  # the words of another clause
    while kept and len(_join(kept)) > room:
        cut = next((n for n in range(len(kept) - 1, 0, -1) if kept[n].lower() in ends - {"by"}), 0)
        kept = _without_weak_end(kept[:cut], page)
    return kept


def _place_after(page: Page, view: SentenceView, frame: Frame) -> str:
    """Return " in Vienna" or " on Valaam" for a meeting whose place the sentence names."""
    if not frame.event.startswith(_MEETINGS) or frame.target_reference is None:
        return ""
    for reference in view.references:
        if reference.actor.kind != "place" or not 0 < reference.first - frame.target_reference.last <= 8:
            continue
        between = [word.low for word in page.words[frame.target_reference.last : reference.first]]
        if between and between[0] in ("in", "on", "at", "near"):
            island = "island" in between
            return f" {'on' if island else 'in' if between[0] == 'on' else between[0]} {reference.actor.name}"
    return ""


def _base(word: str) -> str:
    """Return the base of a third person: "holds" to "hold", "goes" to "go"."""
    if word.endswith(("ches", "shes", "sses")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _noun_title(page: Page, view: SentenceView, frame: Frame) -> str:
    subject = _listed(frame.sources, page)
    if not frame.targets:
        return ""
    target = _listed(frame.targets, page)
    phrase = frame.phrase
    first, _, rest = phrase.partition(" ")
    base = f"{_FIRST_BASES.get(first, _base(first))} {rest}".strip()
    if frame.status == "hypothetical":
        phrase = f"may {base}"
    elif frame.status == "planned":
        phrase = f"to {base}"
    elif frame.status == "negated":
        phrase = f"does not {base}"
    elif len(frame.sources) > 1:
        phrase = f"are {rest}" if first == "is" else base
    return f"{subject} {phrase} {target}{_place_after(page, view, frame)}"


def _verb_words(page: Page, frame: Frame, plural: bool) -> str:
    """Return the verb of a title, by status and voice."""
    participle = page.words[frame.trigger].text
    if frame.voice == "passive":
        return {
            "planned": f"to be {participle}",
            "hypothetical": f"may be {participle}",
            "negated": f"not {participle}",
        }.get(frame.status, participle)
    base = frame.base
    words = {"planned": f"to {base}", "hypothetical": f"may {base}", "negated": f"does not {base}"}
    return words.get(frame.status, base if plural else frame.present)


def _subject_words(page: Page, view: SentenceView, frame: Frame) -> str:
    reference = frame.subject
    if frame.voice == "passive":
        if not frame.targets:
            return ""
        return _listed(frame.targets, page)
    actors = frame.targets if reference is not None and reference.actor in frame.targets else frame.sources
    if reference is not None and reference.role == "aide":
        start = reference.first + 1 if page.words[reference.first].low in ("his", "her", "its") else reference.first
        own = " ".join(word.text for word in page.words[start : reference.last])
        return f"{short_name(reference.actor, page)}’s {own}" if start > reference.first else own
    if reference is not None and reference.role == "agent" and reference.last < view.last:
        end = role_end(page, reference, view.last)
        return page.text[page.words[reference.first].start : page.words[end - 1].end]
    if reference is not None and actors and reference.actor in actors:
        return _listed(actors, page)
    return short_name(reference.actor, page) if reference is not None else ""


def _thing_before(page: Page, view: SentenceView, frame: Frame) -> str:
    """Return the noun phrase a participle belongs to: "a prisoner exchange" before "brokered by"."""
    lists = page.lexicon.words
    end = frame.trigger
    while end > view.first and (
        page.words[end - 1].low in lists["auxiliaries"] or page.words[end - 1].low.endswith("ly")
    ):
        end -= 1
    for start in range(end - 1, max(view.first, end - 5) - 1, -1):
        word = page.words[start]
        if word.low in lists["determiners"] or start == view.first:
            words = [w.text for w in page.words[start:end]]
            return " ".join([words[0].lower(), *words[1:]])
        verb = page.lexicon.verbs.get(page.words[start + 1].low)
        if word.low == "to" and verb is not None and "base" in verb.form.split("+"):
            return ""  # "an application to join X was approved" names no thing that is short enough
        if word.low in lists["prepositions"] or not word.joined:
            return " ".join(w.text for w in page.words[start + (word.low in lists["prepositions"]) : end])
    return ""


def _verb_title(page: Page, view: SentenceView, frame: Frame, skipped: set[int]) -> str:
    if "noun before" in frame.rule:
        thing = _thing_before(page, view, frame)
        thing = "" if thing.lower() in _NO_THINGS else thing
        verb = {"planned": f"to {frame.base}", "hypothetical": f"may {frame.base}"}.get(frame.status, frame.present)
        after = "".join(f" {word.text}" for word in page.words[frame.trigger + 1 : frame.last + 1])
        return f"{_listed(frame.sources, page)} {verb}{after} {thing}" if thing else ""
    subject = _subject_words(page, view, frame)
    if not subject:
        return ""
    several = frame.subject is not None and frame.subject.role == "agent" and subject.endswith(("s", "police"))
    plural = frame.voice != "passive" and (several or (len(frame.sources) > 1 and " and " in subject))
    verb = _verb_words(page, frame, plural)
    room = LONGEST_TITLE - len(subject) - len(verb) - 2
    tokens = _tokens(page, view, frame.trigger + 1, view.last, skipped)
    if tokens[:1] == ["that"]:
        kept = ["that", *_trimmed(tokens[1:], room - 5, page)]
        kept = kept if len(kept) > 3 else []
    else:
        kept = _trimmed(tokens, room, page)
    if (
        frame.voice == "active"
        and frame.targets
        and frame.target_reference is None
        and kept
        and "said of" not in frame.rule
    ):
        kept = [_listed(frame.targets, page), *kept]
    if len(kept) == 1 and kept[0].lower() in ("it", "them", "this", "him", "her", "so"):
        kept = []
    if not kept and frame.targets and frame.voice != "passive":
        label = f"{subject} {frame.label} {_listed(frame.targets, page)}"
        return label if frame.status in ("occurred", "ongoing") else ""
    if not kept and frame.base not in ("protest", "resign", "retaliate", "surrender") and frame.voice != "passive":
        return ""
    return f"{subject} {verb} {_join(kept)}".strip()


def event_title(page: Page, view: SentenceView, frame: Frame, skipped: set[int]) -> str:
    """Return the title of the event a frame stands for, or "" where none can be made that says something."""
    title = _noun_title(page, view, frame) if frame.voice == "noun" else _verb_title(page, view, frame, skipped)
    title = " ".join(title.replace("“", "").replace("”", "").replace('"', "").split())
    title = title.removeprefix("the ")
    if not title or len(title) > LONGEST_TITLE:
        return ""
    return title[0].upper() + title[1:]
