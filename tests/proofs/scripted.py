"""A session of edits that is the same each time: step n follows from the seed and from what is there before it.

So the project that a crash leaves can be compared, as a whole, with what it was after each step.
"""

from pathlib import Path
from random import Random
from typing import Final

from tests.proofs.soundness import state

from geoeditor.core.document import Document
from geoeditor.core.edit import Edit

_LONG: Final = "peace talks in town "


def make(path: Path) -> None:
    """Make a project with some facts and no history worth mentioning."""
    with Document.create(path, "A script") as document, document.edit("start") as edit:
        edit.executemany(
            "INSERT INTO actor(id, name) VALUES(?, ?)", [(number, f"Actor {number}") for number in range(1000, 1020)]
        )


def step(document: Document, seed: int, number: int) -> None:
    """Take the step of this number; each is one transaction that changes something."""
    random = Random(f"{seed} {number}")
    choice = random.random()
    if choice < 0.2 and len([entry for entry in document.history() if not entry.undone]) > 1:
        document.undo()
    elif choice < 0.35 and document.next_step("redo") is not None:
        document.redo()
    else:
        with document.edit(f"step {number}") as edit:
            _edit(edit, random, 10_000 + 1_000 * number)


def _edit(edit: Edit, random: Random, free: int) -> None:
    """Write something; ids from `free` on are not in use."""
    actors = [row for (row,) in edit.execute("SELECT id FROM actor ORDER BY id")]
    events = [row for (row,) in edit.execute("SELECT id FROM event ORDER BY id")]
    # a counter in two tables, so that half an edit shows
    edit.execute("INSERT OR REPLACE INTO tag(id, name) VALUES(1, ?)", (f"step {free}",))
    edit.execute("INSERT OR REPLACE INTO view(id, name, kind) VALUES(1, ?, 'graph')", (f"step {free}",))
    deed = random.randrange(6)
    if deed == 0:
        edit.executemany(
            "INSERT INTO event(id, title, description, score) VALUES(?, ?, ?, ?)",
            [(free + place, f"Zürich {place}", _LONG * random.randrange(60), random.random()) for place in range(40)],
        )
    elif deed == 1 and len(actors) > 5:
        edit.execute("DELETE FROM actor WHERE id = ?", (random.choice(actors),))
    elif deed == 2 and len(events) > 20:
        edit.execute("DELETE FROM event WHERE id % 3 = ?", (random.randrange(3),))
    elif deed == 3:
        edit.execute("UPDATE event SET score = score * 1.1, title = title || '!'")
    elif deed == 4 and len(actors) > 2:
        for place in range(5):
            one, two = random.sample(actors, 2)
            edit.execute("INSERT INTO link(id, from_id, to_id) VALUES(?, ?, ?)", (free + place, one, two))
    else:
        edit.execute("INSERT INTO actor(id, name) VALUES(?, ?)", (free, f"Actor {free}"))


def states(path: Path, seed: int, count: int) -> list[str]:
    """Take all steps on the project at this path; return its state before the first and after each."""
    with Document.open(path) as document:
        found = [state(document)]
        for number in range(count):
            step(document, seed, number)
            found.append(state(document))
    return found
