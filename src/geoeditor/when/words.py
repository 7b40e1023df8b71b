"""EDTF as short readable words for labels: `7 Aug – 31 Dec 2025`, `since 1994`, `about 2005`.

`labels` puts a single date in words; here dates become spans and sets. Neighbouring dates share what they
have in common (`1–5 Aug 2025`), and no two kinds of expression look alike: a span has a dash, masked days have
*between*, a set has *one of* or *and*. Times of day are quoted as written, with their own offset. Imports only
its neighbours and `translation`.
"""

from geoeditor.translation import tr, trn
from geoeditor.when.bounds import parse
from geoeditor.when.grammar import Expression, Kind, Member, WrittenDate, read
from geoeditor.when.labels import Label, label

_MOST_MEMBERS = 4
"""A set with more dates than this is summed up."""


def describe(text: str) -> str:
    """Return an EDTF text in short words; '' stays ''. Raises a `WhenError` for what `parse` refuses."""
    if not text:
        return ""
    parse(text)
    expression = read(text)
    if expression.kind == "span":
        return _span_words(expression)
    if expression.kind == "point":
        return _member_words(expression.members[0])
    return _set_words(expression.kind, expression.members)


def _span_words(expression: Expression) -> str:
    first, last = expression.members[0]
    if first and last:
        return _stretch_words(first, last)
    if first:
        date = label(first).in_full()
        return tr("since {date}", date=date) if expression.open_end else tr("since {date}, end unknown", date=date)
    date = label(last).in_full() if last else ""
    return tr("until {date}", date=date) if expression.open_start else tr("until {date}, start unknown", date=date)


def _stretch_words(first: WrittenDate, last: WrittenDate) -> str:
    """Return `1–5 Aug 2025` or `7 Aug – 31 Dec 2025`: a dash without blanks joins single words."""
    start, end = label(first), label(last)
    if start.clock and start[:3] == end[:3] and start.zone == end.zone and end.clock:
        times = tr("{start}–{end}", start=start.clock, end=end.clock + end.zone)
        return tr("{day}, {time}", day=start.date_words(), time=times)
    beginning = start.beside(end).in_full()
    single_words = " " not in beginning and start.shape() == end.shape()
    if single_words and not end.phrase and not end.approximate:
        return tr("{start}–{end}", start=beginning, end=end.in_full())
    return tr("{start} – {end}", start=beginning, end=end.in_full())


def _member_words(member: Member) -> str:
    """Put a member of a set, or a single date, in words."""
    first, last = member
    if first and last:
        return label(first).in_full() if first is last else _stretch_words(first, last)
    if first:
        return tr("{date} or later", date=label(first).in_full())
    return tr("{date} or earlier", date=label(last).in_full()) if last else ""


def _set_words(kind: Kind, members: tuple[Member, ...]) -> str:
    if len(members) > _MOST_MEMBERS:
        return _long_set_words(kind, members)
    if len(members) == 1:
        return _lone_member_words(kind, members[0])
    *earlier, last = _listed(members)
    dates = ", ".join(earlier)
    if kind == "one_of":
        return tr("one of {dates} or {last}", dates=dates, last=last)
    return tr("{dates} and {last}", dates=dates, last=last)


def _lone_member_words(kind: Kind, member: Member) -> str:
    """Put the only member of a set in words: a stretch of which one or all are meant."""
    words = _member_words(member)
    if member.first is member.last:
        return words
    if kind == "all_of":
        return tr("all of {dates}", dates=words)
    return tr("one of {dates}", dates=words) if None not in member else words


def _long_set_words(kind: Kind, members: tuple[Member, ...]) -> str:
    """Sum up a set that is too long for a label."""
    count = (
        trn("one of {n} date", "one of {n} dates", len(members))
        if kind == "one_of"
        else trn("{n} date", "{n} dates", len(members))
    )
    first, last = _member_words(members[0]), _member_words(members[-1])
    return tr("{count}: {first} … {last}", count=count, first=first, last=last)


def _listed(members: tuple[Member, ...]) -> list[str]:
    """Put each member of a set in words, without what it shares with the next one."""
    words: list[str] = []
    following: Label | None = None
    for member in reversed(members):
        if member.first and member.first is member.last:
            this = label(member.first)
            words.append(this.beside(following).in_full())
            following = this
        else:
            words.append(_member_words(member))
            following = None
    return words[::-1]
