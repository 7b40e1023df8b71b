"""The undo steps of a project in pages, however many there are; newest first, those undone before those done."""

from geoeditor.core.document import Document
from geoeditor.core.journal import Step

_COLUMNS = "n, id, label, origin, author, at, undone, first, last"


def history_extent(document: Document) -> tuple[int, int]:
    """Return how many steps there are, and how many of them are undone."""
    with document.read() as connection:
        count: int = connection.execute("SELECT count(*) FROM journal_step").fetchone()[0]
        # what is undone is newer than all that is done
        undone: int = connection.execute(
            "SELECT count(*) FROM journal_step WHERE n > coalesce((SELECT n FROM journal_step WHERE NOT undone"
            " ORDER BY n DESC LIMIT 1), 0)"
        ).fetchone()[0]
    return count, undone


def history_page(document: Document, first: int, count: int) -> list[Step]:
    """Return so many steps from a place in the order of newest first."""
    with document.read() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM journal_step ORDER BY n DESC LIMIT ? OFFSET ?", (count, first)
        ).fetchall()
    return [
        Step(n, step_id, label, origin, author, at, bool(undone), begin, end)
        for n, step_id, label, origin, author, at, undone, begin, end in rows
    ]


def step_labels(document: Document) -> list[str]:
    """Return the names of all steps, newest first."""
    with document.read() as connection:
        return [label for (label,) in connection.execute("SELECT label FROM journal_step ORDER BY n DESC")]


def last_done(document: Document) -> int:
    """Return the number of the last step that is done, 0 where none is."""
    step = document.next_step("undo")
    return 0 if step is None else step.n


def steps_between(document: Document, one: int, other: int) -> int:
    """Return how many steps lie on the way from one number to another."""
    low, high = sorted((one, other))
    with document.read() as connection:
        count: int = connection.execute(
            "SELECT count(*) FROM journal_step WHERE n > ? AND n <= ?", (low, high)
        ).fetchone()[0]
    return count
