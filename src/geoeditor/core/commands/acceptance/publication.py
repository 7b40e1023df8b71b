"""When a source was published: the date, and the facts whose date words count from it, in one step."""

from geoeditor.core.commands.moving_dates import Moved
from geoeditor.core.commands.sources import change_source
from geoeditor.core.document import Document
from geoeditor.core.identifiers import SourceId
from geoeditor.translation import tr


def set_published(document: Document, source_id: SourceId, t: str, *, origin: str = "user") -> list[Moved]:
    """Say when a source was published (EDTF; '' for unknown); return what was dated anew because of it.

    Facts dated by hand have no date words and stay where they are.
    """
    with document.edit(tr("Set publication date")):
        return change_source(document, source_id, t=t, published_from=origin if t else "")
