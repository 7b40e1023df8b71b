"""What people type into a date box, read as EDTF.

Here are the sentences around dates: spans, open ends, alternatives; `typed_dates` reads a single one. The
policy, so that the reader of articles can do the same:

- since X `X/..`, until X and by X `../X`, between or from X to Y `X/Y`; X or later `[X..]`.
- before X and after X leave X out: before March 2026 `../2026-02`, after 2019 `2020/..`.
- early, mid and late are thirds, soft (`~`) where they meet, and those of a year, decade or century share the
  month or year they meet in: early 2024 `2024-01-01/2024-05~`, mid `2024-05~/2024-08~`, late
  `2024-08~/2024-12-31`. Of a month they are the first ten days, the second ten and the rest. The start and the
  end of a year are its first and last two months.
- inside another sentence a third is one date: since early 2024 `2024-37~/..`; the start and the end are a day:
  by the end of 2025 `../2025-12-31`.
- X or Y `[X,Y]`, X and Y `{X,Y}`; about X `X~`, probably X `X?`.

Nothing is guessed: `01/08/2025` needs the project's order, a wrong weekday and words that depend on another day
(yesterday) are refused. English only. Imports only its neighbours and `translation`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from geoeditor.translation import tr
from geoeditor.when.bounds import parse
from geoeditor.when.calendar_words import MONTHS, WEEKDAYS
from geoeditor.when.grammar import WhenError, check_length, quoted
from geoeditor.when.typed_dates import read_item
from geoeditor.when.typed_items import Item, after_item, before_item

DATE_ORDERS = ("", "day-month", "month-day")
"""Ways a project can read `01/08/2025`; '' refuses it."""

_REWORDINGS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"[‐‑−]", "-"),
        (r"[‒–—―]", "–"),
        (r"[‘’ʼ]", "'"),
        (r"\s+", " "),
        (r"[,;]+$|(?<=[0-9])\.$", ""),
        (r"\bon or about\b", "about"),
        (r"\b(?:on or before|up to|not? later than|not after)\b", "until"),
        (r"\b(?:on or after|not? earlier than|not before)\b", "since"),
        (r"^(?:one of|either|both) ", ""),
        (r"\b(?:the|of|in|on|during)\b ?", ""),
        (rf"\b({'|'.join(WEEKDAYS)})(\.?), ?", r"\1\2 "),
        (r"(?<=[a-z.]), ?(?=[0-9]{4}\b)", " "),
        (r"((?<![0-9])[0-9]{1,2}(?:st|nd|rd|th)?), ?(?=[0-9]{4}\b)", r"\1 "),
        (r"\b(early|mid|late)-", r"\1 "),
        (r"(?<=[0-9])-(?=[a-wyz])|(?<=[a-wyz])(?<!utc)(?<!gmt)-(?=[0-9])|-(?=century)", " "),
        (rf"\b({'|'.join(MONTHS)})(\.?)-(?=(?:{'|'.join(MONTHS)})\b)", r"\1\2 – "),
        (r"(?<![0-9./-])([0-9]{1,2}(?:st|nd|rd|th)?)-(?=[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9./-]))", r"\1 – "),
        (r"(?<![0-9-])([0-9]{4})-(?=[0-9]{4}(?![0-9-]))", r"\1 – "),
        (r"(:[0-9]{2})-(?=[0-9]{1,2}:[0-9]{2})", r"\1 – "),
        (r" ?– ?| - ", " – "),
        (r"^([0-9]{2})([0-9]{2}) – ([0-9]{2})$", r"\1\2 – \1\3"),
    )
)
"""What is changed in a typed text before it is read, in this order."""

_ONGOING = re.compile(r"(?:(?:from|since) )?(.+?) (?:(?:to|until|till|–) (?:present|now|today|date)|onwards?)")
_SINCE = re.compile(r"(?:since|from|starting|as from|as) (.+?)(?:, (end unknown))?")
_UNTIL = re.compile(r"(?:until|till|to|through|by) (.+?)(?:, (start unknown))?")
_BEFORE = re.compile(r"(before|prior to|after|later than) (.+)")
_OR_OPEN = re.compile(r"(.+) or (later|after|earlier|before)")
_BETWEEN = re.compile(r" (?:to|until|till|thru|through|and|–) ")
_FROM_TO = re.compile(r" (?:to|until|till|thru|through|–) ")
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|currently|recent|recently|lately|soon|ago|last|next|this|past|"
    rf"coming|previous|following|earlier|later|same|weekend|{'|'.join(WEEKDAYS)})\b"
)
_UNKNOWN = re.compile(r"(?:unknown|undated|no date|none|never|n/?a|n\.a\.?|[?x-]+|uuuu)")


def read_typed(text: str, date_order: str = "") -> str:
    """Return what a person typed as EDTF, '' for an empty box, or raise a `WhenError` that says what to write.

    Text that is EDTF already comes back as it is. Show the result before storing it.
    """
    if date_order not in DATE_ORDERS:
        raise ValueError(f"unknown order of day and month: {date_order!r}")
    typed = text.strip()
    check_length(typed)
    for candidate in (typed, re.sub(r" ?([/,]) ?", r"\1", typed).upper()):
        if not candidate or _is_edtf(candidate):
            return candidate
    tidied = _tidy(typed)
    check_length(tidied)
    edtf = _read_sentence(tidied, date_order)
    if edtf is None:
        raise WhenError(_complaint(typed, tidied))
    parse(edtf)
    return edtf


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except WhenError:
        return False
    return True


def _tidy(text: str) -> str:
    """Bring a typed text to lower case, plain digits, one kind of dash and no filler words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    for pattern, words in _REWORDINGS:
        text = pattern.sub(words, text)
    return text.strip()


def _read_sentence(text: str, order: str) -> str | None:
    """Read a date or a sentence around dates; None when it is neither."""
    item = read_item(text, order)
    if item:
        return item.edtf()
    return (
        _read_open(text, order)
        or _read_stretch(text, order)
        or _read_before_or_after(text, order)
        or _read_set(text, order)
    )


def _read_open(text: str, order: str) -> str | None:
    """Read sentences with one end: since, until, or later."""
    if (match := _ONGOING.fullmatch(text)) and (item := read_item(match[1], order)):
        return f"{item.edtf_inside()}/.."
    if (match := _SINCE.fullmatch(text)) and (item := read_item(match[1], order)):
        return f"{item.edtf_inside()}/{'' if match[2] else '..'}"
    if (match := _UNTIL.fullmatch(text)) and (item := read_item(match[1], order)):
        return f"{'' if match[2] else '..'}/{item.edtf_inside()}"
    if (match := _OR_OPEN.fullmatch(text)) and (item := read_item(match[1], order)):
        date = item.edtf_inside()
        return f"[{date}..]" if match[2] in ("later", "after") else f"[..{date}]"
    return None


def _read_stretch(text: str, order: str) -> str | None:
    """Read `from A to B`, `between A and B` and `A – B`; what one end leaves out is taken from the other."""
    head, _, rest = text.partition(" ")
    separator = _BETWEEN if head == "between" else _FROM_TO
    dates = rest if head in ("between", "from", "since") else text
    for left, right in _splits(dates, separator):
        first, last = read_item(left, order), read_item(right, order)
        if first and last:
            start, end = _filled_pair(first, last)
            return f"{start.edtf_inside()}/{end.edtf_inside()}"
    return None


def _splits(text: str, separator: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for match in separator.finditer(text):
        yield text[: match.start()], text[match.end() :]


def _filled_pair(first: Item, last: Item) -> tuple[Item, Item]:
    """Fill in both ends of a stretch; the end without a year is in the year that keeps them in order."""
    start = first.filled(last)
    end = last.filled(start)
    if start.year is None or end.year is None or not start.month or not end.month:
        return start, end
    if start.year == end.year and start.month > end.month:
        if first.year is None:
            start = replace(start, year=start.year - 1)
        elif last.year is None:
            end = replace(end, year=end.year + 1)
    return start, end


def _read_before_or_after(text: str, order: str) -> str | None:
    match = _BEFORE.fullmatch(text)
    item = read_item(match[2], order) if match else None
    if match is None or item is None:
        return None
    if match[1] in ("before", "prior to"):
        return f"../{before_item(item)}"
    return f"{after_item(item)}/.."


def _read_set(text: str, order: str) -> str | None:
    """Read `1, 3 or 5 August 2025` (one of them) and `August and October 2025` (all of them)."""
    word, opening, closing = ("or", "[", "]") if " or " in text else ("and", "{", "}")
    parts = re.split(rf",? {word} |, ", text)
    if len(parts) < 2:
        return None
    items = [_read_member(part, order) for part in parts]
    filled: list[Item] = []
    for item in reversed(items):
        if item is None:
            return None
        filled.append(item.filled(filled[-1]) if filled else item.filled(items[0] or item))
    return opening + ",".join(item.edtf_inside() for item in reversed(filled)) + closing


def _read_member(text: str, order: str) -> Item | None:
    item = read_item(text, order)
    if item:
        return item
    stretch = _read_stretch(text, order)
    return Item(phrase=stretch.replace("/", "..")) if stretch else None


def _complaint(typed: str, tidied: str) -> str:
    """Say why a typed text is not read, with an example of what would be."""
    if _UNKNOWN.fullmatch(tidied):
        return tr("Leave the date empty when it is not known, or write the year at least, as in about 2005.")
    if _RELATIVE.search(tidied):
        return tr("{text} depends on another day; write the day itself, as in 7 August 2025.", text=quoted(typed))
    return tr(
        "{text} is not a date we can read; write it as in 7 August 2025, Aug 2025, 1–5 August 2025 or since 1994.",
        text=quoted(typed),
    )
