"""A date as far as it is typed: what is said, what a neighbour fills in, how it is written as EDTF.

`1` in `1–5 August 2025` is an item with a day only, until month and year come from the other end. Imports only
its neighbours and `translation`.
"""

from dataclasses import dataclass, replace

from geoeditor.translation import tr
from geoeditor.when.bounds import earliest_day, latest_day, parse
from geoeditor.when.grammar import WhenError
from geoeditor.when.gregorian import DAY, civil, days, weekday

_LARGEST_YEAR = 9_999
"""Above it a year is written with Y."""


@dataclass(frozen=True, slots=True)
class Item:
    """A date as far as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str = ""
    zone: str = ""
    weekday: int | None = None
    """Monday 0 to Sunday 6, when one was typed; it must be the right one."""
    phrase: str = ""
    """EDTF of a date that is not made of year, month and day: `2025-35`, `2024-01-01/2024-05~`."""
    inside: str = ""
    """What stands for the phrase inside a span or set, where a span of its own cannot."""
    mark: str = ""
    """`?`, `~`, `%` or ''."""

    def filled(self, other: "Item") -> "Item":
        """Take what is missing from a neighbour: the coarser parts, and the day for a lone time of day."""
        if self.phrase or other.phrase:
            return self
        lone_clock = bool(self.clock) and self.month is None and self.day is None
        day = other.day if lone_clock else self.day
        month = other.month if self.month is None and day is not None else self.month
        year = other.year if self.year is None else self.year
        zone = self.zone or (other.zone if self.clock else "")
        return replace(self, year=year, month=month, day=day, zone=zone)

    def edtf(self) -> str:
        """Write the date as EDTF, or say what is missing from it."""
        if self.phrase:
            return with_mark(self.phrase, self.mark)
        if self.clock and self.day is None:
            raise WhenError(tr("A time of day needs a day; write both, as in 7 Aug 2025 14:30."))
        if self.year is None or (self.day is not None and self.month is None):
            raise WhenError(tr("The month or the year is missing; write both, as in 7 August 2025 or Aug 2025."))
        if self.clock and self.mark:
            raise WhenError(
                tr("A time of day cannot be about or uncertain; leave the time out, as in about 7 Aug 2025.")
            )
        text = plain_date(self.year, self.month, self.day)
        if self.weekday is not None and self.day is not None and self.month is not None:
            parse(text)
            _check_weekday(text, days(self.year, self.month, self.day), self.weekday)
        return text + (f"T{self.clock}{self.zone}" if self.clock else self.mark)

    def edtf_inside(self) -> str:
        """Write the date as EDTF for one end of a span or one member of a set."""
        return with_mark(self.inside, self.mark) if self.inside else self.edtf()


def plain_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write year, month and day as EDTF text."""
    sign, width = ("-" if year < 0 else "", 4) if abs(year) <= _LARGEST_YEAR else ("Y-" if year < 0 else "Y", 5)
    text = f"{sign}{abs(year):0{width}d}"
    if month is not None:
        text += f"-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def with_mark(text: str, mark: str) -> str:
    """Add a mark to a date, or to both ends of a span, joined to the one that may be there."""
    return "/".join(_marked(end, mark) for end in text.split("/")) if mark else text


def joined_mark(marks: str) -> str:
    """Return the one mark that says the same as several."""
    if "%" in marks or ("?" in marks and "~" in marks):
        return "%"
    return "?" if "?" in marks else "~" if "~" in marks else ""


def before_item(item: Item) -> str:
    """Return the EDTF of the last day, month or year before an item."""
    text = item.edtf()
    if item.mark or item.clock:
        return text
    if not item.phrase:
        return _stepped(item, -1)
    if item.inside == latest_day(text):  # “before the end of 2025” reaches to the last day of 2025
        return item.inside
    return _day_at(parse(text).lo, -1)


def after_item(item: Item) -> str:
    """Return the EDTF of the first day, month or year after an item."""
    text = item.edtf()
    if item.mark or item.clock:
        return text
    if not item.phrase:
        return _stepped(item, 1)
    if item.inside == earliest_day(text):
        return item.inside
    return _day_at(parse(text).hi, 0)


def _check_weekday(text: str, day_number: int, typed: int) -> None:
    """Refuse a weekday that is not the one of the day."""
    actual = weekday(day_number)
    if actual == typed:
        return
    names = tr("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
    raise WhenError(
        tr(
            "{date} is a {actual}, not a {typed}; correct one of the two, as in {actual} {date}.",
            date=text,
            actual=names[actual],
            typed=names[typed],
        )
    )


def _marked(text: str, mark: str) -> str:
    bare = text.rstrip("?~%")
    return bare + joined_mark(text[len(bare) :] + mark)


def _stepped(item: Item, step: int) -> str:
    """Return the neighbouring day, month or year, whichever is the finest part of the item."""
    parse(item.edtf())
    year, month, day = item.year or 0, item.month, item.day
    if month is None:
        return plain_date(year + step)
    if day is None:
        years, month_before = divmod(year * 12 + month - 1 + step, 12)
        return plain_date(years, month_before + 1)
    return plain_date(*civil(days(year, month, day) + step))


def _day_at(seconds: int | None, step: int) -> str:
    """Return the day in which a bound lies, some days further."""
    return plain_date(*civil((seconds or 0) // DAY + step))
