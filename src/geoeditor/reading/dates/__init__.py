"""Date expressions of a text, by the policy table of the reader.

The rules are those of `geoeditor.when.phrases`, which the document shares to date words anew. Imports nothing else.
"""

from geoeditor.when.phrases import FoundDate, Habits, find_dates

__all__ = ["FoundDate", "Habits", "find_dates"]
