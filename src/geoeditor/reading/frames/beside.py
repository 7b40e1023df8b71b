"""What stands beside a name: "X, " before an apposition, the adjectives of a phrase and where it ends.

May import the lexicon, names and references of the reader.
"""

import re

from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.names import Actor
from geoeditor.reading.names.runs import Page
from geoeditor.reading.references import Reference, SentenceView

BODIES = ("organisation", "group", "untyped")
MOST_ADJECTIVES, NOUN_REACH = 3, 6
_TAIL = re.compile(r"[-‐‑](?P<tail>[a-z]{3,14})\b")


def beside_frame(
    number: int, source: Actor, target: Actor, kind: str, label: str, rule: str, status: str = ""
) -> Frame:
    """Make the frame of a lasting tie that a phrase beside a name states."""
    return Frame(number, [source], [target], "", kind, label, status or "ongoing", 0, "role", rule, lasting=True)


def named_before(page: Page, view: SentenceView, number: int) -> Reference | None:
    """Return X where "X, " ends right before a word, a short form in brackets passed over."""
    if page.words[number].gap not in (", ", "), "):
        return None
    found = [r for r in view.references if r.last == number]
    if found and "(" in page.words[found[-1].first].gap:
        found = [r for r in view.references if r.last == found[-1].first]
    return next((r for r in found if r.role in ("name", "pronoun")), None)


def is_plain(page: Page, start: int, end: int) -> bool:
    """Tell whether only a few adjectives stand from a word up to another."""
    lists = page.lexicon.words
    closed = lists["prepositions"] | lists["auxiliaries"] | lists["boundaries"] | {"and", "or", "not", "no"}
    words = page.words[start:end]
    return len(words) <= MOST_ADJECTIVES and all(w.joined and not w.upper and w.low not in closed for w in words)


def ends_phrase(page: Page, view: SentenceView, number: int) -> bool:
    """Tell whether a noun before a word ends its phrase: no name or noun goes on with it."""
    if number >= view.last:
        return True
    word, lists = page.words[number], page.lexicon.words
    closed = lists["prepositions"] | lists["auxiliaries"] | lists["boundaries"] | {"and", "or", "to", "then", "now"}
    verb = page.lexicon.verbs.get(word.low)
    done = verb is not None and "participle" in verb.form.split("+") and not word.upper
    return not word.joined or word.low in closed or done


def compound_tail(page: Page, reference: Reference) -> str:
    """Return "owned" for a name in "Emirati-owned", which the words leave out, else ""."""
    end = page.words[reference.last - 1].end
    found = _TAIL.match(page.text, end)
    return found["tail"] if found is not None else ""
