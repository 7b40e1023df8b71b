"""Rules for dates that count from an event: "two days after the vote", "the eve of the summit", "a month after that".

The words are always found. They come to a date where the text has dated the event before: the latest sentence with
both a date and the event's word. Imports nothing of ours outside this package.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from geoeditor.when.phrases import spans
from geoeditor.when.phrases.context import Context, NoAnchorError
from geoeditor.when.phrases.rules import Rule, rule
from geoeditor.when.phrases.spans import Stretch
from geoeditor.when.phrases.wordings import NUMBER, PART_OF_DAY, UNIT, number, unit_name

Found = re.Match[str]
_LOOKED_BACK: Final = 4_000
_MOST: Final = 12
_SENTENCE: Final = 240
_WIDEST: Final = {
    **dict.fromkeys(("day", "eve", "morning", "afternoon", "evening", "night"), timedelta(6)),
    **dict.fromkeys(("week", "fortnight"), timedelta(13)),
    "month": timedelta(31),
}
"""How long an event may have taken for units to be counted from it; nobody counts days from a summer."""
_BREAK: Final = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z\"“])|\n")
_ENDINGS: Final = re.compile(r"(?:ations?|ions?|ments?|ings?|ures?|als?|es|s|e)\Z")
_COUNTED_FROM: Final = re.compile(r"\b(?:after|before|following|since|until|of|to)[ ](?:\w+[ ]){0,2}\Z", re.IGNORECASE)

_NOUNS: Final = (
    "abduction|accession|accident|agreement|ambush|annexation|appointment|arrest|assassination|assault|attack|attempt"
    "|ballot|battle|blast|blockade|bombardment|bombing|breakthrough|broadcast|capture|ceasefire|cease-fire|ceremony"
    "|clash|collapse|collision|conference|conviction|coronation|coup|crackdown|crash|crisis|death|deal|debate|decision"
    "|declaration|defeat|deployment|deportation|disappearance|disaster|dismissal|earthquake|election|eruption|escape"
    "|evacuation|execution|explosion|expulsion|fall|fire|flood|funeral|handover|hearing|hijacking|impeachment|inauguration"
    "|incident|incursion|independence|invasion|kidnapping|killing|landslide|launch|liberation|march|massacre|meeting"
    "|murder|mutiny|offensive|operation|outbreak|parade|poll|premiere|protest|publication|putsch|quake|raid|rally"
    "|rebellion|referendum|release|resignation|revolt|revolution|riot|ruling|sabotage|seizure|sentencing|shelling"
    "|shooting|shooting-down|siege|signing|sinking|speech|stabbing|strike|summit|surrender|takeover|talk|test|tragedy"
    "|trial|truce|uprising|verdict|visit|vote|war|withdrawal|wedding"
)
_NOUN: Final = rf"(?:{_NOUNS})(?:es|s)?"
_OWNER: Final = r"(?-i:(?:[A-Z][\w.-]{0,20}[ ]){0,2}[A-Z][\w-]{0,20}(?:['’]s|s['’]))"
_EVENT: Final = (
    rf"(?P<event>(?:the|an?|his|her|its|their|our|this|that|{_OWNER})[ ]"
    rf"(?:(?!after\b|before\b|of\b|the\b|and\b|to\b|was\b|had\b|were\b|who\b|that\b)[\w'’-]{{1,20}}[ ]){{0,2}}?"
    rf"{_NOUN}(?:[ ]{_NOUN})?)(?![\w-])"
)
_THAT: Final = r"(?P<event>that|this|then)(?=[.,;:)]|[ ](?:and|but|he|she|it|they|the)\b|\Z)"
_ABOUT: Final = r"(?:(?:about|around|nearly|almost|some|roughly|just|exactly|only|barely|more[ ]than|less[ ]than)[ ])?"
_SIDE: Final = r"(?P<side>after|before|following|prior[ ]to|ahead[ ]of)"


def _around(context: Context, start: int, end: int) -> tuple[int, int]:
    """Return the sentence that a date stands in, as far as is looked for its ends."""
    known = context.sentences.get((start, end))
    if known is None:
        first, last = max(0, start - _SENTENCE), min(len(context.text), end + _SENTENCE)
        breaks = [each.end() for each in _BREAK.finditer(context.text, first, start)]
        stop = _BREAK.search(context.text, end, last)
        known = (breaks[-1] if breaks else first), (stop.start() if stop is not None else last)
        context.sentences[start, end] = known
    return known


def _mentions(noun: str, text: str, start: int, end: int) -> Iterator[Found]:
    """Yield where a stretch of text speaks of the event itself, as a thing or an act."""
    stem = re.escape(_ENDINGS.sub("", noun) if len(noun) > 4 else noun)
    pattern = re.compile(rf"\b{stem}(?:e|s|es|d|ed|ing|ings|ion|ions|ation|ations|ment|ments|al|ure)?\b", re.IGNORECASE)
    for each in pattern.finditer(text, start, end):
        if _COUNTED_FROM.search(text[max(0, each.start() - 40) : each.start()]) is None:
            yield each


def _tells_of(noun: str, context: Context, start: int, end: int, limit: int) -> bool:
    """Tell whether the sentence of a date speaks of the event, before the expression that counts from it."""
    first, last = _around(context, start, end)
    if last > limit:
        return any(_mentions(noun, context.text, first, limit))
    if (noun, start) not in context.told:
        context.told[noun, start] = any(_mentions(noun, context.text, first, last))
    return context.told[noun, start]


def _dated_event(found: Found, context: Context) -> tuple[Stretch, bool]:
    """Return when the event of an expression was, and whether that moves with the day of issue.

    Raises: NoAnchorError where the text has not dated it.
    """
    words = found["event"].lower()
    if words in ("that", "this", "then"):
        if context.last is None or context.last.first is None or context.last.last is None:
            raise NoAnchorError
        return context.last, context.last_moves
    noun = words.split()[-1]
    widest = _WIDEST.get(unit_name(found["unit"]), timedelta(366))
    for start, end, stretch, moves in reversed(context.dated[-_MOST:]):
        if start < found.start() - _LOOKED_BACK:
            break
        if stretch.first is None or stretch.last is None or stretch.last - stretch.first > widest:
            continue
        if _tells_of(noun, context, start, end, found.start()):
            return stretch, moves
    raise NoAnchorError


def _ends(found: Found, context: Context) -> Stretch:
    stretch, moves = _dated_event(found, context)
    context.moves |= moves
    return stretch


def _counted(found: Found, context: Context) -> Stretch | None:
    """Read "two days after the vote"."""
    event = _ends(found, context)
    if event.first is None or event.last is None:
        return None
    n = number(found["n"]) * (1 if found["side"].lower() in ("after", "following") else -1)
    return spans.away(event.first, event.last, unit_name(found["unit"]), n)


def _near(found: Found, context: Context) -> Stretch | None:
    """Read "weeks before the vote" as far as such words reach."""
    event = _ends(found, context)
    if event.first is None or event.last is None:
        return None
    days = timedelta(context.habits.days_of(unit_name(found["unit"])))
    if found["side"].lower() in ("after", "following"):
        return spans.between(event.last, event.last + days, ">")
    return spans.between(event.first - days, event.first, "<")


def _beside(found: Found, context: Context) -> Stretch | None:
    """Read "the day after the vote", "the week of the talks", "the eve of the summit"."""
    event = _ends(found, context)
    unit = unit_name(found["unit"])
    if event.first is None or event.last is None:
        return None
    if unit == "eve":
        return spans.of_day(event.first - timedelta(1))
    side = found["side"].lower()
    step = 0 if side == "of" else 1 if side in ("after", "following") else -1
    day = event.last if step > 0 else event.first
    if unit == "week":
        return spans.of_week(day + timedelta(7 * step))
    if unit == "month":
        there = spans.add_months(day.replace(day=1), step)
        return spans.of_month(there.year, there.month)
    if unit == "year":
        return spans.of_year(day.year + step)
    return event if step == 0 else spans.of_day(day + timedelta(step))


def _within(found: Found, context: Context) -> Stretch | None:
    """Read "within a month of the coup"."""
    event = _ends(found, context)
    if event.first is None or event.last is None:
        return None
    return spans.between(event.first, spans.move(event.last, unit_name(found["unit"]), number(found["n"])), ">")


_NUMBERED: Final = rf"\b{_ABOUT}(?P<n>{NUMBER})[ -](?P<unit>{UNIT})s?[ ]{_SIDE}[ ]"

EVENTS: tuple[Rule, ...] = (
    rule("counted from an event", rf"{_NUMBERED}{_EVENT}", _counted),
    rule("counted from an event", rf"{_NUMBERED}{_THAT}", _counted),
    rule(
        "near an event",
        rf"\b(?:the[ ]|(?:an?[ ])?(?:few|several|couple[ ]of)[ ])?(?P<unit>day|week|month|year)s[ ]{_SIDE}[ ]{_EVENT}",
        _near,
        vague=True,
        needs="unit",
    ),
    rule(
        "beside an event",
        rf"\bthe[ ](?:very[ ])?(?P<unit>day|{PART_OF_DAY}|week|month|year)[ ]"
        rf"(?P<side>after|before|following|of)[ ]{_EVENT}",
        _beside,
        needs="unit",
    ),
    rule("beside an event", rf"\b(?:the[ ])?(?P<unit>eve)[ ](?P<side>of)[ ]{_EVENT}", _beside, needs="unit"),
    rule("within", rf"\bwithin[ ]{_ABOUT}(?P<n>{NUMBER})[ ](?P<unit>{UNIT})s?[ ](?:of|after)[ ]{_EVENT}", _within),
)
