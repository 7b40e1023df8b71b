"""What went wrong while writing, in words: the user's disk or our mistake. Never shows what was being written."""

import sqlite3
from typing import Final

from geoeditor.core.errors import BugError, UserError
from geoeditor.translation import shown, tr

_SAME_AS: Final = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOTADB: sqlite3.SQLITE_CORRUPT,
}


def _cause(problem: BaseException) -> sqlite3.Error | None:
    """Return SQLite's own error, also from inside the one that SQLAlchemy makes of it."""
    if isinstance(problem, sqlite3.Error):
        return problem
    inner = getattr(problem, "orig", None)
    return inner if isinstance(inner, sqlite3.Error) else None


def explained(problem: BaseException, name: str) -> UserError | BugError | None:
    """Return the error to raise in the place of SQLite's, or None where the problem is none of SQLite's."""
    cause = _cause(problem)
    if cause is None:
        return None
    name = shown(name)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    # a text that is no UTF-8, for which the driver gives no code; or a file overwritten while it was open
    if "Could not decode" in str(cause) or "no such table" in str(cause):
        code = sqlite3.SQLITE_CORRUPT
    if code in _SAME_AS:
        code = _SAME_AS[code]
    sentences = {
        sqlite3.SQLITE_BUSY: tr(
            "“{name}” is busy in another program, so the change was not stored; try again.", name=name
        ),
        sqlite3.SQLITE_FULL: tr(
            "The disk is full, so the change was not stored; all earlier ones are kept, free some space and try again.",
            name=name,
        ),
        sqlite3.SQLITE_IOERR: tr(
            "The disk did not answer, so the change was not stored; all earlier ones are kept, check the disk."
        ),
        sqlite3.SQLITE_READONLY: tr(
            "“{name}” can't be written to any more, so the change was not stored; all earlier ones are kept.", name=name
        ),
        sqlite3.SQLITE_CORRUPT: tr(
            "“{name}” is damaged, so this could not be done; take an older copy or see “geoeditor check”.",
            name=name,
        ),
        sqlite3.SQLITE_TOOBIG: tr("That text is too long for a project, so the change was not stored."),
    }
    if code in sentences:
        return UserError(sentences[code])
    return BugError(f"SQLite refused a change: {getattr(cause, 'sqlite_errorname', type(cause).__name__)}")
