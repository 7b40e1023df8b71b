"""Pronouns and descriptions on the annotated articles, against whom a reader judged them to mean.

Each row of references.json is [start, end, name], the name None where the words mean nobody of the article.
"""

import json
from pathlib import Path

from geoeditor.reading.names import find_actors, known_names
from geoeditor.reading.references import Reference, read_references
from geoeditor.reading.sentences import find_title, split_sentences
from geoeditor.reading.words import split_words

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
LEAST_RIGHT = 0.9
LEAST_FOUND = 165


def resolved(text: str) -> dict[tuple[int, int], str]:
    """Return whom the words mean that are no name themselves, by their place in a text."""
    sentences = split_sentences(text)
    title = find_title(text, sentences)
    actors, page = find_actors(text, split_words(text, sentences), title is not None, known_names(()))

    def is_name(reference: Reference) -> bool:
        start = page.words[reference.first].start
        return any(mention.start <= start < mention.end for mention in reference.actor.mentions)

    return {
        (page.words[r.first].start, page.words[r.last - 1].end): r.actor.name
        for view in read_references(page, actors)
        for r in view.references
        if r.role == "pronoun" or not is_name(r)
    }


def test_nine_in_ten_of_what_is_resolved_mean_whom_a_reader_says() -> None:
    right, wrong = 0, []
    for article, rows in json.loads((ARTICLES / "references.json").read_text(encoding="utf-8")).items():
        found = resolved(json.loads((ARTICLES / article).read_text(encoding="utf-8"))["text"])
        for start, end, name in rows:
            if (start, end) not in found:
                continue
            said = found[start, end]
            if name is not None and (said in name or name in said):
                right += 1
            else:
                wrong.append((article, start, said, name))
    assert right / (right + len(wrong)) >= LEAST_RIGHT, wrong
    assert right >= LEAST_FOUND
