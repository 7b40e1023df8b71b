"""Passages over many random edits of their text: none may end up at words that are not its own without saying so.

    python -m tests.proofs.anchor_edits --edits 2000 --seed 1

Then the same in projects, where each new version is checked for damage and taken back, and the changes of one kind over
the annotated texts of the reference material.

Texts are the sample article and, where it lies beside the checkout, the seed article of the reference material.
A verdict on a passage after an edit is
- right: untouched and found at its place; changed and offered as near where it is now; deleted and lost;
- listed: not found although something of it is there, which the user is told;
- wrong: anything else, such as a passage found at words of another one.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from tests.proofs.edited_text import KINDS, EditedText
from tests.proofs.soundness import facts, problems

from geoeditor.core.anchors import Passage, Place, reanchor
from geoeditor.core.anchors.units import Span, pieces
from geoeditor.core.commands import citations, events, sources
from geoeditor.core.commands.versions import add_version
from geoeditor.core.document import Document

_CHECKOUT: Final = Path(__file__).resolve().parents[2]
SAMPLE: Final = _CHECKOUT / "resources" / "sample" / "article.md"
SEED: Final = _CHECKOUT.parent / "shared" / "reading" / "seed.json"
ANNOTATED: Final = [*sorted(SEED.parent.glob("articles/*.json")), *[SEED][: SEED.exists()]]
ANCHORS: Final = 23


def sample_text() -> str:
    """Return the text of the sample article."""
    return SAMPLE.read_text("utf-8").removeprefix("# ")


def seed_text() -> str | None:
    """Return the text of the seed article, None where it is not at hand."""
    return json.loads(SEED.read_text("utf-8"))["text"] if SEED.exists() else None


def anchors_of(text: str, random: Random, count: int = ANCHORS) -> list[Span]:
    """Return passages as people take them: sentences, clauses of them, and names, also such as occur often."""
    spans = pieces(text, 0, len(text))
    found: list[Span] = []
    while len(found) < count:
        start, end = random.choice(spans)
        words = [
            place for place in range(start, end) if text[place].isalnum() and not text[place - 1 : place].isalnum()
        ]
        kind = random.choice(("sentence", "clause", "name"))
        if kind == "sentence" or len(words) < 6:
            found.append((start, end))
            continue
        first = random.randrange(len(words) - 4)
        last = first + (random.randint(0, 1) if kind == "name" else random.randint(2, 12))
        stop = words[min(last, len(words) - 1)]
        while stop < end and text[stop].isalnum():
            stop += 1
        found.append((words[first], stop))
    return found


def verdict(edited: EditedText, old: str, span: Span, place: Place) -> str:
    """Return what became of a passage and how it was told: `untouched right`, `deleted wrong` and the like."""
    new = edited.text
    quote = old[slice(*span)]
    rest = edited.rest_of(span)
    found = new[place.start : place.end]
    if place.anchor in ("exact", "moved") and found != quote:
        return "any wrong"
    is_whole = len(rest) == len(quote) and rest == list(range(rest[0], rest[0] + len(rest)))
    is_same = is_whole and [edited.letters[at][1] for at in rest] == list(range(*span))
    if is_same and new[rest[0] : rest[-1] + 1] == quote:
        if place.anchor == "lost":
            return "untouched listed"
        at_home = (place.start, place.end) == (rest[0], rest[-1] + 1)
        if place.anchor == "near":
            return "untouched near" if _covers(place, rest) else "untouched wrong"
        return "untouched right" if at_home else "untouched wrong"
    if len(rest) * 4 <= len(quote):
        return "deleted right" if place.anchor == "lost" else "deleted wrong"
    if place.anchor == "lost":
        return "changed listed"
    return "changed right" if _covers(place, rest) else "changed wrong"


def _covers(place: Place, rest: Sequence[int]) -> bool:
    """Tell whether a place holds most of what is left of a passage."""
    return sum(1 for at in rest if place.start <= at < place.end) * 2 > len(rest)


def run(text: str, edits: int, seed: int, anchors: int = ANCHORS) -> tuple[Counter[str], list[str]]:
    """Edit a text so many times from the beginning, several edits at a time; return verdicts and what was wrong."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(edits):
        random = Random(f"{seed}/{number}")
        spans = anchors_of(text, random, anchors)
        edited = EditedText(text, random)
        edited.edit(random.randint(1, 6))
        places = reanchor(text, edited.text, [Passage(*span, text[slice(*span)]) for span in spans])
        for span, place in zip(spans, places, strict=True):
            found = verdict(edited, text, span, place)
            counts[found] += 1
            if found.endswith("wrong"):
                now = edited.text[place.start : place.end]
                wrong.append(f"{number}: {found}: {text[slice(*span)]!r} -> {place.anchor} {now!r}")
    return counts, wrong


def run_in_project(text: str, edits: int, seed: int, folder: Path) -> Counter[str]:
    """Store 23 passages and edit their text in a project; count what became of them and every row that is wrong."""
    counts: Counter[str] = Counter()
    random = Random(f"project/{seed}")
    with Document.create(folder / f"edits-{seed}.geoeditor") as document:
        source = sources.add_source(document, text, title="Text")
        for span in anchors_of(text, random):
            event = events.add_event(document, title="Event")
            citations.cite(document, source, "event", event, span)
        for _ in range(edits):
            before = facts(document)
            edited = EditedText(text, random)
            edited.edit(random.randint(1, 6))
            if edited.text == text or not edited.text.strip():
                continue
            report = add_version(document, source, edited.text)
            counts.update({name: len(getattr(report, name)) for name in ("exact", "moved", "near", "lost")})
            counts["unsound"] += len(problems(document)) + _misplaced(document)
            document.undo()
            counts["not as before"] += facts(document) != before
    return counts


def _misplaced(document: Document) -> int:
    """Count passages that say something else than their place and do not wait for an answer."""
    with document.read() as connection:
        rows = connection.execute(
            'SELECT c.quote, c.anchor, substr(x.text, c.start + 1, c."end" - c.start) FROM citation c'
            " JOIN source_text x ON x.source_id = c.source_id"
        ).fetchall()
    return ANCHORS - len(rows) + sum(1 for quote, anchor, found in rows if quote != found and anchor != "near")


def run_kinds(seed: int = 1) -> dict[str, Counter[str]]:
    """Change the annotated texts in one way at a time; return verdicts on their sentences and mentions by kind."""
    found: dict[str, Counter[str]] = {}
    for number, path in enumerate(ANNOTATED):
        annotated = json.loads(path.read_text("utf-8"))
        text = annotated["text"]
        spans = pieces(text, 0, len(text))
        mentions: list[Span] = [(start, end) for actor in annotated["actors"] for start, end in actor["mentions"]]
        for kind in KINDS:
            edited = EditedText(text, Random(f"{kind}/{seed}/{number}"))
            edited.change(kind)
            for what, asked in (("sentences", spans), ("mentions", mentions)):
                places = reanchor(text, edited.text, [Passage(span[0], span[1], text[slice(*span)]) for span in asked])
                verdicts = [verdict(edited, text, span, place) for span, place in zip(asked, places, strict=True)]
                found.setdefault(f"{kind}, {what}", Counter()).update(word.split()[-1] for word in verdicts)
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for name, text in (("sample", sample_text()), ("seed", seed_text())):
        if text is None:
            _say(f"{name}: not at hand")
            continue
        counts, wrong = run(text, given.edits, given.seed)
        _say(f"{name}: {given.edits} edits of {ANCHORS} passages: {dict(sorted(counts.items()))}")
        _say("\n".join(wrong))
        with TemporaryDirectory() as folder:
            _say(f"{name} in a project: {dict(run_in_project(text, given.edits, given.seed, Path(folder)))}")
    for kind, counts in run_kinds(given.seed).items():
        _say(f"{kind}: {dict(sorted(counts.items()))}")


if __name__ == "__main__":
    main()
