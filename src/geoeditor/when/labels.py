"""A single written date in words, in pieces so that neighbours can share them. Imports only its neighbours."""

from typing import NamedTuple

from geoeditor.translation import tr
from geoeditor.when.extents import extent, year_range
from geoeditor.when.grammar import WrittenDate
from geoeditor.when.gregorian import DAY, civil

_CROSSES_NEW_YEAR = (24, 28, 30)
"""Seasons that run from December to February."""


class Label(NamedTuple):
    """A date in words; a following date of the same shape may make day, month or year superfluous."""

    day: str = ""
    month: str = ""
    year: str = ""
    clock: str = ""
    zone: str = ""
    phrase: str = ""
    """The whole date, where it has no such pieces: `spring 2001`."""
    uncertain: bool = False
    approximate: bool = False

    def shape(self) -> tuple[bool, ...]:
        """Tell which pieces are there."""
        return tuple(bool(piece) for piece in self[:6])

    def date_words(self) -> str:
        """Return the date without its time of day and marks."""
        return self.phrase or " ".join(piece for piece in (self.day, self.month, self.year) if piece)

    def in_full(self) -> str:
        """Return all that the label still holds, with its marks."""
        words = self.date_words()
        if self.clock:
            words = tr("{day}, {time}", day=words, time=self.clock + self.zone)
        if self.approximate:
            words = tr("about {date}", date=words)
        return tr("{date}?", date=words) if self.uncertain else words

    def beside(self, following: "Label | None") -> "Label":
        """Return the label without what the following date says again: `1` beside `5 Aug 2025`."""
        if following is None or self.clock or not self.month or self.shape() != following.shape():
            return self
        if self.year != following.year or self[:3] == following[:3]:
            return self
        if self.month == following.month:
            return self._replace(year="", month="")
        return self._replace(year="")


def label(date: WrittenDate) -> Label:
    """Put one date in words."""
    return _unmarked_label(date)._replace(uncertain=date.uncertain, approximate=date.approximate)


def _unmarked_label(date: WrittenDate) -> Label:
    month = "" if date.month == "XX" and date.day in ("", "XX") else date.month
    day = "" if date.day == "XX" else date.day
    if "X" in month or "X" in day:
        return Label(phrase=_between_words(date))
    if "X" in date.year:
        return Label(phrase=_masked_year_words(date, month, day))
    if date.significant:
        return Label(phrase=_rounded_year_words(date))
    year = year_range(date).lo
    if month and int(month) > 12:
        return Label(phrase=_season_words(int(month), year))
    return Label(
        day=str(int(day)) if day else "",
        month=_month_name(int(month)) if month else "",
        year=_year_words(year),
        clock=date.clock.removesuffix(":00") if len(date.clock) == 8 else date.clock,
        zone=_zone_words(date.zone),
    )


def _month_name(month: int) -> str:
    return tr("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[month - 1]


def _year_words(year: int) -> str:
    if year > 9_999:
        return tr("year {year}", year=f"{year:,}")
    if year < -9_998:
        return tr("year −{year}", year=f"{-year:,}")
    if year <= 0:
        return tr("{year} BC", year=1 - year)
    return tr("AD {year}", year=year) if year < 1_000 else str(year)


def _zone_words(zone: str) -> str:
    if not zone:
        return ""
    if zone == "Z":
        return tr(" UTC")
    hours, _, minutes = zone[1:].partition(":")
    rest = f":{minutes}" if minutes.strip("0") else ""
    return tr(" UTC{offset}", offset=f"{zone[0].replace('-', '−')}{int(hours)}{rest}")


def _season_words(code: int, year: int) -> str:
    """Put a season, quarter, third or half of a year in words; northern and southern ones say so."""
    words = _year_words(year)
    if code >= 40:
        halves = (tr("first half of {year}", year=words), tr("second half of {year}", year=words))
        return halves[code - 40]
    if code >= 37:
        thirds = (
            tr("first third of {year}", year=words),
            tr("second third of {year}", year=words),
            tr("last third of {year}", year=words),
        )
        return thirds[code - 37]
    if code >= 33:
        return tr("Q{quarter} {year}", quarter=code - 32, year=words)
    if code in _CROSSES_NEW_YEAR and 1_000 <= year < 9_999:
        words = tr("{year}–{next}", year=year, next=f"{(year + 1) % 100:02d}")
    seasons = (
        tr("spring {year}", year=words),
        tr("summer {year}", year=words),
        tr("autumn {year}", year=words),
        tr("winter {year}", year=words),
    )
    season = seasons[(code - 21) % 4]
    if code >= 29:
        return tr("{season} (south)", season=season)
    return tr("{season} (north)", season=season) if code >= 25 else season


def _rounded_year_words(date: WrittenDate) -> str:
    """Put a year with significant digits in words: `1950 or so (1900 – 1999)`."""
    exact = _year_words(year_range(date._replace(significant=0)).lo)
    years = year_range(date)
    if years.lo == years.hi:
        return exact
    first, last = _year_words(years.lo), _year_words(years.hi)
    return tr("{year} or so ({first} – {last})", year=exact, first=first, last=last)


def _masked_year_words(date: WrittenDate, month: str, day: str) -> str:
    """Put a date with masked digits of the year in words: `1990s`, `25 Dec, 16th century`."""
    years = _masked_years(date)
    if not month:
        return years
    if int(month) > 12:
        return _between_words(date)
    name = _month_name(int(month))
    part = f"{int(day)} {name}" if day else name
    return tr("{date}, {years}", date=part, years=years)


def _masked_years(date: WrittenDate) -> str:
    """Put a masked year in words."""
    years = year_range(date)
    negative = date.year[0] == "-"
    digits = date.year.lstrip("-")
    if digits == "XXXX":
        return tr("year unknown, BC") if negative else tr("year unknown")
    if digits[:3].isdigit() and years.lo >= 1_000:
        return tr("{decade}s", decade=years.lo)
    if digits[:2].isdigit() and digits[2:] == "XX":
        century = _ordinal(int(digits[:2]) + 1)
        return tr("{ordinal} century BC", ordinal=century) if negative else tr("{ordinal} century", ordinal=century)
    return tr("between {first} and {last}", first=_year_words(years.lo), last=_year_words(years.hi))


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return tr("{number}th", number=number)
    endings = {1: tr("{number}st", number=number), 2: tr("{number}nd", number=number)}
    endings[3] = tr("{number}rd", number=number)
    return endings.get(number % 10, tr("{number}th", number=number))


def _between_words(date: WrittenDate) -> str:
    """Put a date with masked digits in words by its first and last possible day."""
    limits = extent(date)
    first, last = (_day_label(seconds // DAY) for seconds in (limits.lo, limits.hi - 1))
    return tr("between {first} and {last}", first=first.beside(last).in_full(), last=last.in_full())


def _day_label(day_number: int) -> Label:
    year, month, day = civil(day_number)
    return Label(day=str(day), month=_month_name(month), year=_year_words(year))
