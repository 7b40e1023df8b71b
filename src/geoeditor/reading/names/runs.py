"""Runs of capitalised words, cut into what each piece can be: gazetteer name, title, or name to be typed.

Works on words, from left to right, without looking back, so its cost is in proportion to the text. Decides no type
beyond what the gazetteer says. May import the lexicon and the reader's words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from geoeditor.reading.lexicon import Lexicon, Place, Title, lexicon
from geoeditor.reading.words import Word

_MONTH_NAMES_OF_PEOPLE = frozenset(("may", "april", "june", "august"))
_MAX_RUN = 14


@dataclass(slots=True)
class Piece:
    """A stretch of words (half-open numbers): a place of the gazetteer, or a name nobody has told us about."""

    first: int
    last: int
    place: Place | None = None
    title: Title | None = None
    title_words: str = ""
    former: bool = False
    initial: bool = False


@dataclass(slots=True)
class Page:
    """The words of a text and what is looked up about them once."""

    text: str
    words: list[Word]
    lower: frozenset[str]
    lexicon: Lexicon = field(default_factory=lexicon)

    def is_initial(self, number: int) -> bool:
        """Tell whether a word begins a sentence, a quotation or a line, where a capital means nothing."""
        word = self.words[number]
        if number == 0 or self.words[number - 1].sentence != word.sentence:
            return True
        if any(sign in word.gap for sign in '"“‘:;•—–|[!?') or word.gap.strip() == "-" or "\n" in word.gap[1:]:
            return True
        return self._is_enumerated(number)

    def _is_enumerated(self, number: int) -> bool:
        """Tell whether only the number of a list item stands before the word ("2. Snap elections")."""
        label = self.words[number - 1]
        if self.words[number].gap not in (". ", ") ") or not (label.text.isdigit() or len(label.text) == 1):
            return False
        return len(label.text) <= 2 and (number < 2 or self.words[number - 2].sentence != label.sentence)

    def is_capital(self, number: int) -> bool:
        """Tell whether a word can be part of a name; weekdays and months can't, but for people called May."""
        word = self.words[number]
        if not word.upper:
            return False
        low = word.low.rstrip(".")
        words = self.lexicon.words
        if low in words["days"] or low in words["months"]:
            before = self.words[number - 1] if number else None
            return (
                low in _MONTH_NAMES_OF_PEOPLE
                and before is not None
                and word.joined
                and before.low in self.lexicon.given_names
                and not (number + 1 < len(self.words) and self.words[number + 1].text[0].isdigit())
            )
        return True

    def goes_on(self, number: int) -> bool:
        """Tell whether word `number` continues a name that the word before is part of."""
        word, before = self.words[number], self.words[number - 1]
        if word.sentence != before.sentence:
            return False
        owning = before.upper and before.low in self.lexicon.words["owning"]
        if before.owner or word.gap in ("' ", "’ "):
            return owning and word.upper and word.gap in (" ", "' ", "’ ")
        if word.joined:
            return True
        short = len(before.text) == 1 or before.low in self.lexicon.words["abbreviations"]
        return (word.gap == ". " and short) or word.gap == " & "

    def phrase(self, first: int, last: int) -> str:
        """Return the folded words from first to last, for look-up."""
        return " ".join(word.low for word in self.words[first:last])


def find_runs(page: Page) -> Iterator[tuple[int, int]]:
    """Yield stretches of capitalised words, name particles between them included."""
    words, particles = page.words, page.lexicon.words["particles"]
    number, count = 0, len(words)
    while number < count:
        if not page.is_capital(number):
            number += 1
            continue
        end = number + 1
        while end < count and end - number < _MAX_RUN:
            if page.is_capital(end) and page.goes_on(end):
                end += 1
                continue
            office = match_title(page, end - 1, end + 3) if words[end].low == "of" else None
            if office is not None and office[0] > end:
                end = office[0]
                continue
            step = end
            while step < count and step - end < 2 and words[step].low in particles and page.goes_on(step):
                step += 1
            if step > end and step < count and page.is_capital(step) and page.goes_on(step):
                end = step + 1
                continue
            break
        yield number, end
        number = end


def match_place(page: Page, first: int, limit: int) -> tuple[int, Place] | None:
    """Return the longest name of the gazetteer that begins at a word, and where it ends."""
    words, lex = page.words, page.lexicon
    limit = min(limit, len(words))
    end = first + 1
    while end < min(limit, first + lex.longest) and page.goes_on(end):
        end += 1
    for last in range(end, first, -1):
        text = words[first].text
        single_name = last == first + 1 and text.isupper()
        place = (lex.places.get(text) if single_name else None) or lex.places.get(page.phrase(first, last))
        if place is not None and not (place.use in ("demonym", "adjective") and _is_accented(page, first, last)):
            return last, place
        single = words[first].low
        if last == first + 1 and words[first].upper and single.endswith("s") and len(single) > 4:
            people = lex.places.get(single[:-1])
            if people is not None and people.use in ("demonym", "adjective"):
                return last, people
    return None


def _is_accented(page: Page, first: int, last: int) -> bool:
    """Tell whether accents set a word apart from the people's name it looks like ("Germán", no German)."""
    return any(not word.text.isascii() and word.low.isascii() for word in page.words[first:last])


def match_title(page: Page, first: int, limit: int) -> tuple[int, Title, str] | None:
    """Return the longest title that begins at a word, with the words it is made of."""
    if (
        first < 0
        or first >= len(page.words)
        or page.words[first].low.replace(".", "") not in page.lexicon.title_openers
    ):
        return None
    for last in range(min(limit, first + 4, len(page.words)), first, -1):
        if any(not page.words[number].joined and page.words[number].gap != ". " for number in range(first + 1, last)):
            continue
        phrase = page.phrase(first, last).replace(".", "")
        title = page.lexicon.titles.get(phrase)
        if title is not None:
            return last, title, phrase
    return None


def _is_org_tail(page: Page, first: int, last: int) -> bool:
    """Tell whether the last word of a piece makes it an organisation."""
    kind = page.lexicon.heads.get(page.words[last - 1].text)
    return kind is not None and kind[0] in ("organisation", "place", "state", "event") and last - first >= 1


def _reach(page: Page, first: int, last: int) -> int:
    """Widen a name over "of", "for" and "and" where its head word holds it together; return the new end."""
    lex, words = page.lexicon, page.words
    grown = True
    while grown and last - first < _MAX_RUN:
        grown = False
        joint = _joint_head(page, first, last)
        if joint:
            last, grown = joint, True
            continue
        head = lex.heads.get(words[last - 1].text)
        links = head[1] if head is not None else frozenset()
        if head is None and last - first <= 2 and _is_ideal(page, last):
            return _capital_end(page, last + 1)
        if last + 1 < len(words) and words[last].low in links and page.goes_on(last):
            step = last + 1
            if words[step].low == "the" and step + 1 < len(words):
                step += 1
            if page.is_capital(step) and page.goes_on(step) and not _is_state_after(page, first, last, step):
                last, grown = _capital_end(page, step), True
        elif words[last - 1].low in lex.words["topics"] and last - first > 1:
            step = _next_topic(page, last)
            if step:
                last, grown = step, True
    return last


def _is_ideal(page: Page, last: int) -> bool:
    """Tell whether "for Justice" or "Without Borders" follows, as in the names of movements."""
    words, lists = page.words, page.lexicon.words
    if last + 1 >= len(words) or words[last].low not in lists["ideal_links"] or not page.goes_on(last):
        return False
    after = words[last + 1]
    return (
        after.upper
        and page.goes_on(last + 1)
        and after.low in lists["ideals"]
        and match_place(page, last + 1, last + 2) is None
    )


def _joint_head(page: Page, first: int, last: int) -> int:
    """Return the end of "the Geopolitics and Security Studies Centre", one body in spite of its "and", or 0."""
    words = page.words
    if last - first != 1 or not first or words[first - 1].low != "the" or last + 2 >= len(words):
        return 0
    if (
        words[last].low != "and"
        or not page.goes_on(last)
        or not page.is_capital(last + 1)
        or not page.goes_on(last + 1)
    ):
        return 0
    end = _capital_end(page, last + 1)
    head = page.lexicon.heads.get(words[end - 1].text)
    return end if end - last > 2 and head is not None and head[0] == "organisation" else 0


def _is_state_after(page: Page, first: int, last: int, step: int) -> bool:
    """Tell whether "X of Y" is a body named by its state, so that the two are named apart."""
    found = match_place(page, step, step + 8)
    joined = page.words[last - 1].low in page.lexicon.words["join_states"]
    return found is not None and found[1].kind == "state" and found[1].use == "name" and not joined


def _capital_end(page: Page, step: int) -> int:
    end = step + 1
    while end < len(page.words) and page.is_capital(end) and page.goes_on(end):
        end += 1
    return end


def _next_topic(page: Page, last: int) -> int:
    """Return the end of ", Trade and Industry" or "and Defence" after a ministry's first topic, or 0."""
    words, topics = page.words, page.lexicon.words["topics"]
    step = last
    while (
        step < min(len(words), last + 4) and words[step].gap == ", " and words[step].upper and words[step].low in topics
    ):
        step += 1
    if step + 1 < len(words) and words[step].low == "and" and words[step].joined:
        after = words[step + 1]
        if after.joined and after.upper and after.low in topics:
            return _capital_end(page, step + 1)
    return 0


def _describes_place(page: Page, first: int, last: int) -> bool:
    """Tell whether a participle or adverb stands before a place ("Landlocked Mali")."""
    low = page.words[first].low
    shaped = low.endswith(("ing", "ed", "ly")) and low not in page.lexicon.given_names
    return shaped and first + 1 < last and match_place(page, first + 1, last) is not None


def _opens_body(page: Page, first: int, last: int) -> bool:
    """Tell whether a common adjective is the first word of a body's name ("National Council")."""
    if first + 1 >= last or page.words[first].low not in page.lexicon.words["name_adjectives"]:
        return False
    head = page.lexicon.heads.get(page.words[last - 1].text) or page.lexicon.heads.get(page.words[first + 1].text)
    return head is not None and head[0] == "organisation" and match_place(page, first + 1, last) is None


def _calls_on_place(page: Page, first: int, last: int) -> bool:
    """Tell whether an order opens a sentence before a listed name ("Ask Ankara")."""
    verb = page.lexicon.verbs.get(page.words[first].low)
    if verb is None or "base" not in verb.form or page.words[first].low in page.lexicon.given_names:
        return False
    found = match_place(page, first + 1, last) if first + 1 < last else None
    return found is not None and found[0] == last and found[1].use in ("name", "capital", "metonym", "body", "city")


def _only_opens(page: Page, first: int, last: int) -> bool:
    """Tell whether a verb or participle opens a sentence before a listed name or a given name."""
    if _describes_place(page, first, last) or _calls_on_place(page, first, last):
        return True
    given = page.lexicon.given_names
    low = page.words[first].low
    follows = first + 2 < last and page.words[first + 1].low in given
    return follows and low not in given and (low.endswith("ing") or low in page.lexicon.verbs)


def _skip_opening(page: Page, first: int, last: int) -> int:
    """Pass over words that carry a capital only because they begin a sentence."""
    lex = page.lexicon
    while first < last:
        word = page.words[first]
        low = word.low
        initial = page.is_initial(first)
        if match_title(page, first, last) is not None or _opens_body(page, first, last):
            return first
        place = match_place(page, first, min(last + 4, len(page.words)))
        if place is not None and not (initial and place[0] == first + 1 and low in lex.words["common_names"]):
            return first
        common = low in lex.words["stop"] and low not in lex.words["directions"] and low not in lex.words["topics"]
        if (
            common
            or (initial and low in lex.words["stop"] and last - first == 1)
            or (initial and low in page.lower and low not in lex.given_names and not word.text.isupper())
            or (initial and last - first == 1 and low.endswith(("ing", "ly")))
            or (initial and _only_opens(page, first, last))
        ):
            first += 1
        else:
            return first
        while first < last and not page.words[first].upper:
            first += 1
    return first


def cut_run(page: Page, first: int, last: int) -> Iterator[Piece]:
    """Yield the pieces of a run in order: titles go to the name after them, gazetteer names stand alone."""
    lex = page.lexicon
    title: Title | None = None
    title_words, former = "", False
    start = _skip_opening(page, first, last)
    while start < last:
        low = page.words[start].low
        if low in lex.words["title_modifiers"] and start + 1 < last and match_title(page, start + 1, last):
            former = former or low in ("former", "ex-president", "ousted", "late", "then")
            start += 1
            continue
        titled = match_title(page, start, last)
        placed = match_place(page, start, min(len(page.words), start + lex.longest))
        if titled is not None and (placed is None or placed[0] <= titled[0]):
            honorific = title is not None and titled[1].link in ("", "link.associated_with")
            title, title_words = (title, title_words) if honorific else titled[1:]
            start = titled[0]
            continue
        held = title is not None and placed is not None and placed[0] < last and placed[1].use != "demonym"
        if placed is not None and not held and (placed[0] >= last or _stands_alone(page, placed[0], last, placed[1])):
            initial = page.is_initial(start)
            yield Piece(start, placed[0], placed[1], title, title_words, former, initial)
            start, title, title_words, former = placed[0], None, "", False
            continue
        if placed is None and low in lex.words["directions"] and start + 1 < last:
            rest = match_place(page, start + 1, last)
            if rest is not None and rest[0] == last and rest[1].kind in ("state", "place"):
                start += 1
                continue
        end = _name_end(page, start, last)
        closed = end < last and page.words[end - 1].text in lex.heads
        reach = end if closed else _reach(page, start, end)
        yield Piece(start, reach, None, title, title_words, former, page.is_initial(start))
        start, title, title_words, former = reach, None, "", False


def _stands_alone(page: Page, end: int, last: int, place: Place) -> bool:
    """Tell whether a gazetteer name in a longer run is a name of its own ("NATO chief Rutte", "Russian …")."""
    if match_title(page, end, last) is not None or page.words[end].low in page.lexicon.words["title_modifiers"]:
        return True
    if _is_org_tail(page, end, last):
        return False
    if place.use in ("demonym", "adjective", "metonym"):
        return True
    return page.words[end].low in page.lexicon.given_names and place.use in ("name", "body", "media")


def _name_end(page: Page, start: int, last: int) -> int:
    """Return where a name ends inside a run: before a title that stands in the middle of it."""
    for number in range(start + 1, last):
        if match_title(page, number, last) is not None and page.words[number].low not in ("general", "justice", "head"):
            return number
    return last
