"""The work behind command line and window: files in, proposals, charts and data out. Prints nothing."""

from geoeditor.jobs.exporting import exported, write_out
from geoeditor.jobs.intake import described, suggestions, take_in, typed_date
from geoeditor.jobs.sample import make_sample
from geoeditor.reading import as_json

__all__ = ["as_json", "described", "exported", "make_sample", "suggestions", "take_in", "typed_date", "write_out"]
