"""Splitting a text into sentences, the unit of evidence, headline included.

A false split is worse than a missed one: where a full stop may belong to an abbreviation, nothing is split
unless the next word can only begin a sentence. Imports the lexicon only; changes no character.
"""

import re

from geoeditor.reading.lexicon import fold, lexicon, word_lists

_STOP = re.compile(r"(?:[.!?…]+|[。！？؟])[\"'”’»)\]]{0,3}")
_BLANK_LINE = re.compile(r"[ \t\r\u00a0]{0,40}(?:\n|\Z)")
_OPENING = "\"'“‘«([—–-•"
_CLOSING = "\"'”’»)]"
_ENDINGS = ".!?…。！？؟:;"
_LONGEST_TITLE = 200
_LONGEST_ASIDE = 400
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 24 and (text[start - 1].isalnum() or text[start - 1] in ".-'’"):
        start -= 1
    return text[start:end]


def _word_after(text: str, start: int, limit: int) -> tuple[str, bool]:
    """Return the next word and whether it stands in opening quotes or brackets."""
    opened = False
    while start < limit and text[start] in _OPENING:
        opened, start = True, start + 1
    end = start
    while end < limit and end - start < 40 and text[end].isalnum():
        end += 1
    return text[start:end], opened


def _begins_sentence(word: str) -> bool:
    return word[:1].isupper() and word.lower() in word_lists()["starters"]


def _is_end(text: str, mark: re.Match[str], after: int, limit: int, begin: int) -> bool:
    """Decide whether the stop at `mark` ends a sentence; `after` is where the next word begins."""
    words = word_lists()
    following, opened = _word_after(text, after, limit)
    if following and following[0].islower():
        return False
    sign = mark[0]
    if sign[0] in "!?" and sign[-1] in _CLOSING and following:
        rest, _ = _word_after(text, after + len(following) + 1, limit)
        return not (rest in lexicon().speech or following in lexicon().speech)
    if sign[0] != "." or sign.startswith(".."):
        return True
    if sign[-1] in "\"”’»'":
        return True
    before = _word_before(text, mark.start())
    plain = fold(before).rstrip(".")
    if before.isdigit():
        return mark.start() - len(before) > begin or len(before) > 2
    if "." in before:
        parts = [part for part in before.split(".") if part]
        if parts and all(len(part) == 1 for part in parts):
            return _begins_sentence(following) and not opened
    if len(before) == 1 and before.isalpha():
        return False
    if plain in words["unsplit"]:
        return False
    if plain in words["counted"] and following[:1].isdigit():
        return False
    if plain in words["abbreviations"]:
        return _begins_sentence(following)
    return True


def _goes_on_after(text: str, close: int, limit: int) -> bool:
    """Tell whether the sentence goes on behind a closing mark: a comma before or after it, or a small letter."""
    if text[close - 1] == ",":
        return True
    step = close + 1
    if step < limit and text[step] in ",;":
        return True
    while step < limit and text[step] in " \u00a0":
        step += 1
    return step > close + 1 and step < limit and text[step].islower()


def _is_inside(text: str, begin: int, after: int, limit: int) -> bool:
    """Tell whether a stop stands in a quotation or bracket of a sentence that goes on when it closes."""
    begin = max(begin, after - _LONGEST_ASIDE)
    end = min(limit, after + _LONGEST_ASIDE)
    for opening, closing in _PAIRS:
        if text.count(opening, begin, after) <= text.count(closing, begin, after):
            continue
        close = text.find(closing, after, end)
        if close < 0 or "\n" in text[after:close]:
            continue
        # A bracket or quotation that opens the sentence may hold whole sentences of its own.
        alone = opening in "([" and text[begin] == opening
        if not alone and _goes_on_after(text, close, limit):
            return True
    last = text.rfind('"', begin, after)
    # A mark right behind a letter or number closes, or is an inch.
    opens = last == begin or (last > begin and not text[last - 1].isalnum())
    if opens and text.count('"', begin, after) % 2:
        close = text.find('"', after, end)
        if close > 0 and "\n" not in text[after:close] and not text[close - 1].isspace():
            return _goes_on_after(text, close, limit)
    return False


def _is_wrapped(text: str) -> bool:
    """Tell whether lines end because the page did: many middling lines that end without a stop."""
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines[:-1] if line]
    open_ended = sum(1 for line in filled if 40 <= len(line) <= 120 and line[-1] not in _ENDINGS + _CLOSING)
    return len(filled) >= 4 and open_ended * 2 > len(filled)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return the spans of headline, paragraphs and list items."""
    wrapped = _is_wrapped(text)
    spans: list[tuple[int, int]] = []
    start = 0
    place = text.find("\n")
    while place >= 0:
        blank = _BLANK_LINE.match(text, place + 1) is not None
        if not wrapped or blank:
            spans.append((start, place))
            start = place + 1
        place = text.find("\n", place + 1)
    spans.append((start, len(text)))
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\x00"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\x00"):
        end -= 1
    return start, end


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in order, without the white space around them."""
    spans: list[tuple[int, int]] = []
    for first, last in _blocks(text):
        begin, end = _trim(text, first, last)
        start = begin
        for mark in _STOP.finditer(text, begin, end):
            after = mark.end()
            while after < end and text[after].isspace():
                after += 1
            spaced = after > mark.end() or mark[0][0] in "。！？؟"
            if not (after < end and spaced and _is_end(text, mark, after, end, start)):
                continue
            if not _is_inside(text, start, after, end):
                spans.append((start, mark.end()))
                start = after
        if start < end:
            spans.append((start, end))
    return spans


def find_title(text: str, sentences: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of the headline: a first line of its own that does not end like a sentence."""
    if len(sentences) < 2:
        return None
    start, end = sentences[0]
    line_end = text.find("\n", start)
    if line_end < 0 or text[start:line_end].rstrip() != text[start:end] or end - start > _LONGEST_TITLE:
        return None
    return None if text[end - 1] in ".…。" else (start, end)
