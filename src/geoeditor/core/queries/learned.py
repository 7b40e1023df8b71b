"""What the user's decisions teach for the reading of further texts. Plain values; writes nothing."""

from geoeditor.core.document import Document
from geoeditor.core.search import fold


def unwanted_names(document: Document, source_id: int = 0) -> list[str]:
    """Return the names that were skipped as actors and are none of the project; those of one source do not count.

    The source that is being read keeps its other proposals as they are: what was skipped in it is decided there.
    """
    with document.read() as connection:
        skipped = connection.execute(
            "SELECT DISTINCT value FROM decision"
            " WHERE what = 'actor' AND verdict = 'skipped' AND value <> '' AND source_id <> ? ORDER BY value",
            (source_id,),
        ).fetchall()
        if not skipped:
            return []
        names = connection.execute("SELECT name FROM actor UNION SELECT name FROM actor_name")
        known = {_key(name) for (name,) in names}
    return [name for (name,) in skipped if _key(name) not in known]


def _key(name: str) -> str:
    return " ".join(fold(name).split())
