"""Date words of running English text: where they stand, what they come to, and what they come to from another anchor.

What the reading proposes and what a document dates anew when an anchor moves must be the same, so the rules live here,
where both can reach them. Years 1 to 9999, by Python's `datetime`; the rest of `when` knows no such bounds.
Imports `geoeditor.when` only.
"""

from geoeditor.when.habits import Habits
from geoeditor.when.phrases.again import Rereading, day_of_issue, find_dates_in
from geoeditor.when.phrases.finding import FoundDate, find_dates
from geoeditor.when.phrases.from_event import counted_from

__all__ = ["FoundDate", "Habits", "Rereading", "counted_from", "day_of_issue", "find_dates", "find_dates_in"]
