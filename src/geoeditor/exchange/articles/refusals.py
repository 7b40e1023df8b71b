"""The sentences with which a file is refused: what is wrong with it, and what to do about it."""

from typing import Final

from geoeditor.core.errors import UserError
from geoeditor.translation import tr

_MB: Final = 1_000_000


def unread_kind(name: str, kind: str, advice: str = "") -> UserError:
    """Refuse a kind of file that is not read."""
    return UserError(
        tr(
            "“{name}” is {kind}, which can not be read; {advice}; the project was not changed.",
            name=name,
            kind=kind,
            advice=advice or tr("copy its text into a .txt file and take that"),
        )
    )


def unknown_suffix(name: str, suffixes: tuple[str, ...]) -> UserError:
    """Refuse a file whose ending tells nothing, and whose beginning neither."""
    known = tr("{first} and {last}", first=", ".join(suffixes[:-1]), last=suffixes[-1])
    return UserError(
        tr(
            "“{name}” is of a kind that is not read; articles are files ending in {known}; "
            "the project was not changed.",
            name=name,
            known=known,
        )
    )


def too_large(name: str, limit: int) -> UserError:
    """Refuse what has more bytes than it may have."""
    return UserError(
        tr(
            "“{name}” is larger than the {limit} MB an article may have; split it; the project was not changed.",
            name=name,
            limit=limit // _MB,
        )
    )


def empty(name: str) -> UserError:
    """Refuse what holds no letter."""
    return UserError(tr("“{name}” is empty, so there is nothing to read; the project was not changed.", name=name))


def not_text(name: str) -> UserError:
    """Refuse data of some program."""
    return UserError(
        tr(
            "“{name}” is not text but data for some program; copy its text into a .txt file and take that; "
            "the project was not changed.",
            name=name,
        )
    )


def damaged_utf_8(name: str) -> UserError:
    """Refuse a text that is UTF-8 but for a few bytes."""
    return UserError(
        tr(
            "“{name}” has damaged characters (it is UTF-8 with wrong bytes in it); save it again from where "
            "it came; the project was not changed.",
            name=name,
        )
    )


def unknown_encoding(name: str) -> UserError:
    """Refuse a text whose bytes make no sense in any encoding known here."""
    return UserError(
        tr(
            "“{name}” is in an encoding that was not recognised, or is not text; save it as UTF-8 and try again; "
            "the project was not changed.",
            name=name,
        )
    )


def damaged(name: str, kind: str, reason: str) -> UserError:
    """Refuse a file that is not what its kind ought to be, or that breaks a limit."""
    return UserError(
        tr(
            "“{name}” can not be read as {kind}: {reason}; save it again from where it came, or copy its text; "
            "the project was not changed.",
            name=name,
            kind=kind,
            reason=reason,
        )
    )


def without_words(name: str, reason: str) -> UserError:
    """Refuse a file in which there is no text to be had."""
    return UserError(tr("“{name}” holds no text: {reason}; the project was not changed.", name=name, reason=reason))


def reader_ended(name: str) -> UserError:
    """Refuse a file by which the process that read it came to its end."""
    return UserError(
        tr(
            "“{name}” could not be read, as the process that reads it ended, which happens where a file needs too much "
            "memory; save it again from where it came, or copy its text; the project was not changed.",
            name=name,
        )
    )


def by_system(name: str, error: OSError) -> UserError:
    """Refuse a file that the system does not hand over."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            reason = tr("“{name}” does not exist; check the name; the project was not changed.", name=name)
        case PermissionError():
            reason = tr(
                "“{name}” may not be read by you; change its permissions; the project was not changed.", name=name
            )
        case _:
            reason = tr(
                "“{name}” could not be read ({reason}); the project was not changed.",
                name=name,
                reason=error.strerror or type(error).__name__,
            )
    return UserError(reason)
