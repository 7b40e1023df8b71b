"""When a source was published: the date, and the facts whose date words count from it, in one step."""

from collections.abc import Iterable
from typing import NamedTuple

from geoeditor.core.commands.dating import date_in_words
from geoeditor.core.commands.sources import change_source
from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.translation import tr


class Redated(NamedTuple):
    """An event or link whose date words come to another date now."""

    fact: str
    id: int
    words: str
    t: str
    rule: str


def set_published(
    document: Document, source_id: SourceId, t: str, redated: Iterable[Redated] = (), *, origin: str = "user"
) -> None:
    """Say when a source was published (EDTF; '' for unknown), and date anew what counts from it.

    Facts dated by hand have no date words and stay where they are.
    """
    with document.edit(tr("Set publication date")):
        change_source(document, source_id, t=t, published_from=origin if t else "")
        for fact in redated:
            date_in_words(document, fact.fact, fact.id, fact.words, t=fact.t, rule=fact.rule, anchor_source=source_id)
