"""The project's own row, and files kept inside it."""

import hashlib
from collections.abc import Mapping
from typing import Final, TypedDict, Unpack

from geoeditor.core.commands.moving_dates import move_vague
from geoeditor.core.commands.records import change, insert, remove
from geoeditor.core.commands.values import refusal
from geoeditor.core.document import Document
from geoeditor.core.identifiers import AttachmentId, new_id
from geoeditor.core.queries.dating import habits_of
from geoeditor.translation import tr, trn
from geoeditor.when.habits import MOST_DAYS, UNITS, whole_days

ATTACHMENT_LIMIT: Final = 100 * 1024 * 1024
"""The largest file that can be kept inside a project, in bytes."""


class ProjectValues(TypedDict, total=False):
    """What can be given of the project; `date_order` is '', day-month or month-day."""

    title: str
    description: str
    language: str
    timezone: str
    date_order: str
    vague_days: dict[str, object]
    copy_of: int | None
    extra: dict[str, object]


class AttachmentValues(TypedDict, total=False):
    """What can be given of a file kept inside."""

    name: str
    credit: str
    licence: str


def change_project(document: Document, **values: Unpack[ProjectValues]) -> None:
    """Change title, description and the like of the project; dates by vague words move where these mean other days."""
    with document.edit(tr("Change project")) as edit:
        project_id, *row = edit.execute("SELECT id, date_order, vague_days FROM project").fetchone()
        _look_at_days(values.get("vague_days", {}))
        change(edit, "project", project_id, values)
        move_vague(edit, habits_of((row[0], row[1])))


def _look_at_days(vague_days: object) -> None:
    """Refuse days of vague words that stand for no stretch of time."""
    given = vague_days if isinstance(vague_days, Mapping) else {}
    for unit in UNITS:
        if unit in given and whole_days(given[unit]) is None:
            raise refusal("Vague words stand for 1 to {most:,} days.", most=MOST_DAYS)


def attach(document: Document, data: bytes, media_type: str, **values: Unpack[AttachmentValues]) -> AttachmentId:
    """Keep a file inside the project and return its id; the same bytes are kept once."""
    with document.edit(tr("Attach file")) as edit:
        if type(data) is not bytes or not 0 < len(data) <= ATTACHMENT_LIMIT:
            raise refusal("The file is empty or too large (at most 100 MB fit).")
        sha256 = hashlib.sha256(data).hexdigest()
        found = edit.execute("SELECT id FROM attachment WHERE sha256 = ?", (sha256,)).fetchone()
        if found:
            return AttachmentId(found[0])
        attachment_id = insert(edit, "attachment", {"sha256": sha256, "media_type": media_type, **values})
        edit.execute(
            "INSERT INTO attachment_data(id, attachment_id, data) VALUES(?, ?, ?)", (new_id(), attachment_id, data)
        )
        return AttachmentId(attachment_id)


def change_attachment(document: Document, attachment_id: AttachmentId, **values: Unpack[AttachmentValues]) -> None:
    """Change name, credit or licence of a file kept inside."""
    with document.edit(tr("Change attachment")) as edit:
        change(edit, "attachment", attachment_id, values)


def remove_attachments(document: Document, *attachment_ids: AttachmentId) -> None:
    """Remove files kept inside; sources and actors that used them stay."""
    with document.edit(trn("Remove attachment", "Remove {n} attachments", len(attachment_ids))) as edit:
        remove(edit, "attachment", attachment_ids)
