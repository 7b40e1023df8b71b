"""A text that is edited at random and knows of every letter whether it is an old one, and which."""

from collections.abc import Callable
from random import Random
from typing import Final

from geoeditor.core.anchors.units import Span, pieces, word_spans

_WORDS: Final = (
    "officials envoys delegation summit Minsk Moscow Washington sanctions border treaty council minister deadline"
    " reported agreed rejected postponed talks observers quietly reportedly on of the a with after against"
).split()
_SIGNS: Final = {"'": "’", "’": "'", '"': "“", "“": '"', "”": '"', "-": "–", "–": "-", "—": "-", " ": "\u00a0"}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"

KINDS: Final = ("typography", "white space", "inserted paragraph", "deleted paragraph", "typos", "swapped paragraphs")
"""Changes of one kind to a whole text."""

Letter = tuple[str, int]
"""A letter, and its place in the old text; -1 for one that is new."""


class EditedText:
    """A text with its history, a letter at a time."""

    def __init__(self, text: str, random: Random) -> None:
        self.letters: list[Letter] = [(letter, place) for place, letter in enumerate(text)]
        self._random = random
        self.deeds: Final[dict[str, Callable[[], None]]] = {
            "insert": self.insert,
            "delete": self.delete,
            "replace": self.replace,
            "swap": self.swap,
            "typo": self.typo,
            "typography": self.typography,
        }

    @property
    def text(self) -> str:
        """Return the text as it is now."""
        return "".join(letter for letter, _ in self.letters)

    def _words(self, least: int, most: int) -> str:
        return " ".join(self._random.choice(_WORDS) for _ in range(self._random.randint(least, most)))

    def _fresh(self, text: str) -> list[Letter]:
        return [(letter, -1) for letter in text]

    def _sentences(self) -> list[Span]:
        text = self.text
        return pieces(text, 0, len(text))

    def _paragraphs(self) -> list[Span]:
        found, start = [], 0
        for paragraph in self.text.split("\n"):
            if paragraph.strip():
                found.append((start, start + len(paragraph)))
            start += len(paragraph) + 1
        return found

    def insert(self) -> None:
        """Put in some words, a sentence or a paragraph."""
        spans = self._sentences()
        size = self._random.choice(("words", "sentence", "paragraph"))
        if size == "words":
            words = word_spans(self.text, 0, len(self.letters))
            place = self._random.choice(words)[0] if words else 0
            self.letters[place:place] = self._fresh(f"{self._words(1, 4)} ")
        elif size == "sentence":
            place = self._random.choice(spans)[0] if spans else 0
            self.letters[place:place] = self._fresh(f"{self._words(5, 14).capitalize()}. ")
        else:
            place = self._random.choice(self._paragraphs() or [(0, 0)])[0]
            said = ". ".join(self._words(6, 12).capitalize() for _ in range(self._random.randint(1, 3)))
            self.letters[place:place] = self._fresh(f"{said}.\n")

    def delete(self) -> None:
        """Take out some words, a sentence or a paragraph."""
        spans = self._random.choice((self._sentences(), self._sentences(), self._paragraphs()))
        if len(spans) > 1 and self._random.random() < 0.6:
            place = self._random.randrange(len(spans))
            end = spans[place + 1][0] if place + 1 < len(spans) else len(self.letters)
            del self.letters[spans[place][0] : end]
            return
        words = word_spans(self.text, 0, len(self.letters))
        if len(words) > 8:
            place = self._random.randrange(len(words) - 5)
            del self.letters[words[place][0] : words[place + self._random.randint(1, 5)][0]]

    def replace(self) -> None:
        """Put other words in the place of some."""
        words = word_spans(self.text, 0, len(self.letters))
        if len(words) > 6:
            place = self._random.randrange(len(words) - 4)
            end = words[place + self._random.randint(0, 3)][1]
            self.letters[words[place][0] : end] = self._fresh(self._words(1, 4))

    def swap(self) -> None:
        """Let two sentences or two paragraphs change places."""
        spans = self._random.choice((self._sentences, self._paragraphs))()
        if len(spans) < 2:
            return
        (one, one_end), (other, other_end) = sorted(self._random.sample(spans, 2))
        letters = self.letters
        here, there = letters[one:one_end], letters[other:other_end]
        self.letters = [*letters[:one], *there, *letters[one_end:other], *here, *letters[other_end:]]

    def typo(self) -> None:
        """Change, double, drop or transpose a letter."""
        if len(self.letters) < 2:
            return
        place = self._random.randrange(len(self.letters) - 1)
        kind = self._random.choice(("change", "double", "drop", "transpose"))
        letters = self.letters
        if letters[place][0].isspace():
            return
        if kind == "change":
            letters[place] = (self._random.choice(_LETTERS), -1)
        elif kind == "double":
            letters.insert(place, (letters[place][0], -1))
        elif kind == "drop":
            del letters[place]
        else:
            letters[place], letters[place + 1] = (letters[place + 1][0], -1), (letters[place][0], -1)

    def typography(self) -> None:
        """Change some quotation marks, dashes or spaces to others that say the same."""
        sign = self._random.choice(list(_SIGNS))
        for place, (letter, origin) in enumerate(self.letters):
            if letter == sign and self._random.random() < 0.5:
                self.letters[place] = (_SIGNS[sign], origin)

    def change(self, kind: str) -> None:
        """Change the whole text in one of `KINDS`."""
        paragraphs = self._paragraphs()
        if kind == "typography":
            self.letters = [(_SIGNS.get(letter, letter), origin) for letter, origin in self.letters]
        elif kind == "white space":
            self._rewrap()
        elif kind == "inserted paragraph":
            place = self._random.choice(paragraphs)[0]
            self.letters[place:place] = self._fresh(f"{self._words(8, 14).capitalize()}. {self._words(8, 14)}.\n\n")
        elif kind == "deleted paragraph":
            start, end = self._random.choice(paragraphs)
            del self.letters[start:end]
        elif kind == "typos":
            for _ in range(len(self.letters) // 25):
                self.typo()
        else:
            (one, one_end), (other, other_end) = sorted(self._random.sample(paragraphs, 2))
            letters = self.letters
            middle = letters[one_end:other]
            self.letters = [
                *letters[:one], *letters[other:other_end], *middle, *letters[one:one_end], *letters[other_end:]
            ]  # fmt: skip

    def _rewrap(self) -> None:
        """Break lines after some seventy letters, and double ends of lines and some blanks."""
        wrapped: list[Letter] = []
        width = 0
        for letter, origin in self.letters:
            if letter == "\n":
                wrapped += [(letter, origin), ("\n", -1)]
                width = 0
            elif letter == " " and width > 70:
                wrapped.append(("\n", origin))
                width = 0
            else:
                wrapped.append((letter, origin))
                if letter == " " and self._random.random() < 0.05:
                    wrapped.append((" ", -1))
                width += 1
        self.letters = wrapped

    def edit(self, count: int) -> None:
        """Edit so many times."""
        for _ in range(count):
            self.deeds[self._random.choice(list(self.deeds))]()

    def rest_of(self, span: Span) -> list[int]:
        """Return where the old letters of a stretch stand now, in order."""
        return [place for place, (_, origin) in enumerate(self.letters) if span[0] <= origin < span[1]]
