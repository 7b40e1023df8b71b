"""The tables of a project, one class a table: what the document holds, and the glossary of its words.

Structural rules (exactly one of, not blank, ends in order) are constraints here; lists of allowed words
live in the commands, so that a new word needs no table rebuilt. Classes do not validate: commands do.
The four time columns: `t` is EDTF text and the only authority; `t_lo` and `t_hi` are its bounds in seconds
since 1970-01-01Z, half-open, open ends at the limits of 63 bits; `t_prec` is its precision.
"""

from geoeditor.core.entities.base import Entity
from geoeditor.core.entities.evidence import Attribution, Citation, Decision, SetAside, Source, SourceText
from geoeditor.core.entities.facts import Actor, ActorName, Dating, Event, Link, Participation, Relation
from geoeditor.core.entities.project import Attachment, AttachmentData, Kind, Merge, Project, Tag, Tagging, UserField
from geoeditor.core.entities.views import Annotation, Placement, View

__all__ = [
    "Actor",
    "ActorName",
    "Annotation",
    "Attachment",
    "AttachmentData",
    "Attribution",
    "Citation",
    "Dating",
    "Decision",
    "Entity",
    "Event",
    "Kind",
    "Link",
    "Merge",
    "Participation",
    "Placement",
    "Project",
    "Relation",
    "SetAside",
    "Source",
    "SourceText",
    "Tag",
    "Tagging",
    "UserField",
    "View",
]
