"""A source's text as it is read: its sentences, where known actors are named, and the dates its words give.

What the reading offers as pure functions is joined here to the ids of the project; the text's words are split once.
Knows no widget.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from geoeditor.core.queries.summary import KnownName
from geoeditor.reading import KnownActor
from geoeditor.reading.names import known_names
from geoeditor.reading.names.known import KnownNames
from geoeditor.reading.sentences import split_sentences
from geoeditor.reading.words import Word, split_words
from geoeditor.ui.reader.cast import words_of
from geoeditor.when.habits import USUAL, Habits
from geoeditor.when.phrases import day_of_issue, find_dates_in

Span = tuple[int, int]
MOST_SEARCHED: Final = 1_000_000
"""Characters of a text in which names are looked for on the window's thread."""
MOST_APART: Final = 400_000
"""Characters of a text, some two hundred pages, that are split into sentences at once and proposed from.

Behind them a sentence is looked for only where somebody asks for one.
"""
_NEAR: Final = 5_000
MOST_TITLE: Final = 90
"""Characters of a sentence that becomes a title."""


class Mention(NamedTuple):
    """A place where an actor of the project is named."""

    actor_id: int
    start: int
    end: int


class DateFound(NamedTuple):
    """Date words with what they come to; `t` is '' where nothing anchors them."""

    start: int
    end: int
    words: str
    t: str
    rule: str
    anchored: bool


class Page:
    """One text; `know` says who is known."""

    def __init__(self, text: str, habits: Habits = USUAL) -> None:
        self.text = text
        self.habits = habits
        self.mentions: tuple[Mention, ...] = ()
        self._starts: list[int] = []

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences in order, the headline included; of a very long text, those of its beginning."""
        return tuple(split_sentences(self.beginning))

    @property
    def beginning(self) -> str:
        """Return the part of the text that is split into sentences and proposed from; most texts whole."""
        return self.text[: self._apart]

    @cached_property
    def _apart(self) -> int:
        """Return where the part ends that is split into sentences."""
        if len(self.text) <= MOST_APART:
            return len(self.text)
        return self.text.rfind("\n", MOST_APART - _NEAR, MOST_APART) + 1 or MOST_APART

    @property
    def is_cut(self) -> bool:
        """Tell whether there is text behind the sentences."""
        return self._apart < len(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _words(self) -> list[Word]:
        return split_words(self.text, list(self.sentences))

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the folded words of the text; none of one that is too long to be searched."""
        return words_of(self.text) if len(self.text) <= MOST_SEARCHED else frozenset()

    def know(self, known: Sequence[KnownName]) -> None:
        """Find the places where these actors are named."""
        if len(self.text) > MOST_SEARCHED or not known:
            self.mentions, self._starts = (), []
            return
        ids: dict[KnownActor, int] = {}
        for actor in known:
            ids.setdefault(KnownActor(actor.name, actor.kind, actor.names), actor.id)
        self.mentions = tuple(_found(self._words, known_names(list(ids)), ids))
        self._starts = [mention.start for mention in self.mentions]

    def sentence_at(self, place: int) -> int | None:
        """Return the number of the sentence that holds a place, or of the one before it; None where there is none."""
        number = bisect_right(self._sentence_starts, place) - 1
        if number < 0:
            return 0 if self.sentences else None
        return number

    def around(self, span: Span) -> Span | None:
        """Return the stretch of whole sentences that a selection touches."""
        if span[1] > self._apart:
            return self._around_far(span)
        first, last = self.sentence_at(span[0]), self.sentence_at(max(span[0], span[1] - 1))
        if first is None or last is None:
            return None
        if self.sentences[first][1] <= span[0] and first < last:
            first += 1  # it began in the white space between two sentences
        return self.sentences[first][0], self.sentences[last][1]

    def _around_far(self, span: Span) -> Span | None:
        """Return the sentences around a stretch behind those that were split, from its own paragraphs."""
        low, high = max(span[0] - _NEAR, 0), min(span[1] + _NEAR, len(self.text))
        begin = self.text.rfind("\n", low, span[0]) + 1 or low
        end = self.text.find("\n", max(span[1] - 1, begin), high)
        found = split_sentences(self.text[begin : high if end < 0 else end])
        touched = [each for each in found if each[1] > span[0] - begin and each[0] < span[1] - begin]
        return (touched[0][0] + begin, touched[-1][1] + begin) if touched else None

    def mentions_in(self, span: Span) -> list[Mention]:
        """Return who is named within a stretch, in the order of the text."""
        place = max(bisect_right(self._starts, span[0]) - 1, 0)
        found: list[Mention] = []
        for mention in self.mentions[place:]:
            if mention.start >= span[1]:
                break
            if mention.start >= span[0] and mention.end <= span[1]:
                found.append(mention)
        return found

    def known_as(self, span: Span) -> int | None:
        """Return the actor that exactly these words name, if the project knows it."""
        return next((mention.actor_id for mention in self.mentions_in(span) if mention[1:] == span), None)

    def dates_in(self, span: Span, published: str) -> list[DateFound]:
        """Return the date words within a stretch; relative ones count from the day of publication."""
        return [
            DateFound(each.start, each.end, self.text[each.start : each.end], each.edtf, each.rule, each.anchored)
            for each in find_dates_in(self.text, span, day_of_issue(published), self.habits)
        ]


def _found(words: list[Word], names: KnownNames, ids: Mapping[KnownActor, int]) -> list[Mention]:
    mentions: list[Mention] = []
    number = 0
    while number < len(words):
        match = names.match(words, number)
        if match is None:
            number += 1
            continue
        after, actor = match
        mentions.append(Mention(ids[actor], words[number].start, words[after - 1].end))
        number = after
    return mentions


def as_title(sentence: str) -> str:
    """Return a sentence as the title of an event: one line, short, without its full stop."""
    line = " ".join(sentence.split()).strip(" .…\"“”'‘’")
    if len(line) <= MOST_TITLE:
        return line
    cut = line[:MOST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut}…"
