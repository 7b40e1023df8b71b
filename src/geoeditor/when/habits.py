"""How a project reads what a text leaves open: day or month first, and how many days vague words stand for.

Imports nothing of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

UNITS: Final = ("days", "weeks", "months", "years")
"""The units that vague words name, and the keys of their days in a project."""
MOST_DAYS: Final = 36_500


@dataclass(frozen=True, slots=True)
class Habits:
    """The days that "in recent …" and "in the coming …" stand for, by unit; "recently" and "soon" go by weeks."""

    date_order: str = ""
    days: int = 10
    weeks: int = 45
    months: int = 180
    years: int = 1500

    @classmethod
    def of(cls, date_order: str, vague_days: Mapping[str, object]) -> "Habits":
        """Return the habits of a project; what it does not say, or says wrongly, is as usual."""
        return cls(
            date_order, **{unit: days for unit in UNITS if (days := whole_days(vague_days.get(unit))) is not None}
        )

    def days_of(self, unit: str) -> int:
        """Return how many days a vague word of this unit ("day", "week" …; "" without one) stands for."""
        return {"day": self.days, "month": self.months, "year": self.years}.get(unit, self.weeks)


def whole_days(value: object) -> int | None:
    """Return a number of days that vague words may stand for, None where it is none."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_DAYS:
        return value
    return None


USUAL: Final = Habits()
