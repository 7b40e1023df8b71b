"""What a user may give of each record: field by field, with its check. Lists of allowed words live here.

Fields have the names of the project's JSON form; a field that points at a record has the column's name without `_id`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geoeditor.core.commands.values import (
    Check,
    colour,
    date,
    json_object,
    kind,
    line,
    number,
    one_of,
    prose,
    reference,
    required_reference,
    truth,
    whole,
)

STATUSES: Final = ("occurred", "ongoing", "planned", "hypothetical", "negated")
STANCES: Final = ("supports", "contradicts", "mentions")
ANCHORS: Final = ("exact", "moved", "near", "lost")
MODES: Final = ("states", "claims", "alleges", "denies", "suggests", "promises", "threatens", "quotes")
NAME_KINDS: Final = ("alias", "native", "transliteration", "former", "acronym", "metonym", "description")
RELIABILITIES: Final = ("", "A", "B", "C", "D", "E", "F")
VERDICTS: Final = ("accepted", "skipped", "corrected")
SCOPES: Final = ("actor", "event", "link", "role", "relation")
FIELD_SCOPES: Final = ("actor", "event", "link", "source")
FIELD_TYPES: Final = ("text", "number", "date", "choice", "actor")
PROPOSALS: Final = ("actor", "date", "event", "link")
VIEW_KINDS: Final = ("table", "timeline", "graph")
SHAPES: Final = ("text", "rectangle", "ellipse", "line", "arrow")
DATE_ORDERS: Final = ("", "day-month", "month-day")
_FAR: Final = 1e9
_LONG: Final = 2**31


@dataclass(frozen=True, slots=True)
class Record:
    """A table as its user sees it: the fields, and which of them must be given."""

    table: str
    fields: Mapping[str, Check]
    required: tuple[str, ...] = ()


_ordinal = whole(-_LONG, _LONG, optional=False)
_place = number(-_FAR, _FAR, optional=False)
_likelihood = whole(0, 100)
_start = whole(0, _LONG)
_end = whole(1, _LONG)
_id = whole(0, 2**63 - 1)

RECORDS: Final = {
    record.table: record
    for record in (
        Record(
            "project",
            {
                "title": line(),
                "description": prose,
                "language": line(),
                "timezone": line(),
                "date_order": one_of(*DATE_ORDERS),
                "vague_days": json_object,
                "copy_of": _id,
                "extra": json_object,
            },
        ),
        Record(
            "field",
            {
                "scope": one_of(*FIELD_SCOPES),
                "key": line(required=True),
                "label": line(required=True),
                "type": one_of(*FIELD_TYPES),
                "options": json_object,
                "ordinal": _ordinal,
            },
            ("scope", "key", "label"),
        ),
        Record(
            "kind",
            {
                "key": line(required=True),
                "scope": one_of(*SCOPES),
                "label": line(required=True),
                "inverse": line(),
                "parent": reference,
                "directed": truth,
                "sign": whole(-1, 1, optional=False),
                "score": number(-10, 10),
                "colour": colour,
                "icon": line(),
                "ordinal": _ordinal,
                "hidden": truth,
                "map": json_object,
            },
            ("key", "scope", "label"),
        ),
        Record(
            "attachment",
            {
                "sha256": line(required=True),
                "media_type": line(required=True),
                "name": line(),
                "credit": line(),
                "licence": line(),
            },
            ("sha256", "media_type"),
        ),
        Record(
            "actor",
            {
                "kind": kind("actor"),
                "name": line(required=True),
                "named": truth,
                "description": prose,
                "country": line(),
                "lat": number(-90, 90),
                "lon": number(-180, 180),
                "colour": colour,
                "t": date,
                "portrait": reference,
                "ext_ids": json_object,
                "extra": json_object,
            },
            ("name",),
        ),
        Record(
            "actor_name",
            {
                "actor": required_reference,
                "name": line(required=True),
                "language": line(),
                "kind": one_of(*NAME_KINDS),
                "t": date,
            },
            ("actor", "name"),
        ),
        Record(
            "event",
            {
                "kind": kind("event"),
                "title": line(required=True),
                "description": prose,
                "status": one_of(*STATUSES),
                "t": date,
                "score": number(-10, 10),
                "likelihood": _likelihood,
                "colour": colour,
                "extra": json_object,
            },
            ("title",),
        ),
        Record(
            "participation",
            {
                "event": required_reference,
                "actor": required_reference,
                "role": kind("role", required=True),
                "ordinal": _ordinal,
                "note": prose,
            },
            ("event", "actor", "role"),
        ),
        Record(
            "link",
            {
                "kind": kind("link"),
                "from": required_reference,
                "to": required_reference,
                "label": line(),
                "description": prose,
                "status": one_of(*STATUSES),
                "t": date,
                "sign": whole(-1, 1),
                "strength": number(0, 1),
                "likelihood": _likelihood,
                "extra": json_object,
            },
            ("from", "to"),
        ),
        Record(
            "relation",
            {
                "kind": kind("relation", required=True),
                "from": required_reference,
                "to": required_reference,
                "note": prose,
            },
            ("kind", "from", "to"),
        ),
        Record(
            "source",
            {
                "kind": line(required=True),
                "title": line(required=True),
                "author": line(),
                "publisher": line(),
                "language": line(),
                "url": line(limit=10_000),
                "archived_url": line(limit=10_000),
                "t": date,
                "published_from": line(),
                "accessed": line(),
                "reliability": one_of(*RELIABILITIES),
                "file": reference,
                "csl": json_object,
                "version_of": whole(0, 2**63 - 1),
                "extra": json_object,
            },
            ("title",),
        ),
        Record(
            "citation",
            {
                "source": required_reference,
                "actor": reference,
                "event": reference,
                "participation": reference,
                "link": reference,
                "relation": reference,
                "field": line(),
                "value": prose,
                "quote": prose,
                "prefix": prose,
                "suffix": prose,
                "start": _start,
                "end": _end,
                "locator": line(),
                "anchor": one_of(*ANCHORS),
                "stance": one_of(*STANCES),
                "credibility": whole(1, 6),
                "note": prose,
                "origin": line(),
            },
            ("source",),
        ),
        Record(
            "attribution",
            {
                "citation": required_reference,
                "ordinal": _ordinal,
                "actor": reference,
                "name": line(required=True),
                "mode": one_of(*MODES),
            },
            ("citation", "name"),
        ),
        Record(
            "dating",
            {
                "event": reference,
                "link": reference,
                "words": line(required=True),
                "rule": line(),
                "anchor_source": reference,
                "anchor_event": reference,
            },
            ("words",),
        ),
        Record(
            "set_aside",
            {"source": required_reference, "start": _start, "end": _end, "reason": line()},
            ("source", "start", "end"),
        ),
        Record("tag", {"name": line(required=True), "colour": colour}, ("name",)),
        Record(
            "tagging",
            {
                "tag": required_reference,
                "actor": reference,
                "event": reference,
                "link": reference,
                "source": reference,
            },
            ("tag",),
        ),
        Record(
            "decision",
            {
                "source": required_reference,
                "start": _start,
                "end": _end,
                "what": one_of(*PROPOSALS),
                "value": prose,
                "verdict": one_of(*VERDICTS),
                "correction": prose,
            },
            ("source", "start", "end", "what", "verdict"),
        ),
        Record(
            "view",
            {"name": line(required=True), "kind": one_of(*VIEW_KINDS), "ordinal": _ordinal, "state": json_object},
            ("name", "kind"),
        ),
        Record(
            "placement",
            {
                "view": required_reference,
                "actor": reference,
                "event": reference,
                "lane": line(required=True),
                "x": _place,
                "y": _place,
                "pinned": truth,
            },
            ("view",),
        ),
        Record(
            "annotation",
            {
                "view": required_reference,
                "shape": one_of(*SHAPES),
                "text": prose,
                "x": _place,
                "y": _place,
                "w": _place,
                "h": _place,
                "style": json_object,
            },
            ("view",),
        ),
        Record(
            "merge",
            {
                "old": required_reference,
                "new": required_reference,
                "at": line(),
                "reason": line(),
                "same": truth,
                "moved": json_object,
            },
            ("old", "new"),
        ),
    )
}
