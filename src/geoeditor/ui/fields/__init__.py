"""The fields that all forms and cells share: choose from a list as one types, type a date, type text."""

from geoeditor.ui.fields.choices import (
    Choice,
    actor_choices,
    credibility_choices,
    kind_choices,
    kind_label,
    mode_choices,
    name_kind_choices,
    reliability_choices,
    sign_choices,
    stance_choices,
    status_choices,
    status_label,
)
from geoeditor.ui.fields.date_field import DateField
from geoeditor.ui.fields.offers import Offer
from geoeditor.ui.fields.text_field import LineField, ProseField, TitleField
from geoeditor.ui.fields.type_ahead import TypeAhead

__all__ = [
    "Choice",
    "DateField",
    "LineField",
    "Offer",
    "ProseField",
    "TitleField",
    "TypeAhead",
    "actor_choices",
    "credibility_choices",
    "kind_choices",
    "kind_label",
    "mode_choices",
    "name_kind_choices",
    "reliability_choices",
    "sign_choices",
    "stance_choices",
    "status_choices",
    "status_label",
]
