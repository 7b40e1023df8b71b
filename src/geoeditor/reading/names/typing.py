"""What kind of actor a piece is: gazetteer first, then titles, head words, context, and at last its shape.

Types are weak where spans are strong: without evidence a single word stays untyped. May import the lexicon and
this package.
"""

import re

from geoeditor.reading.lexicon import Place, fold
from geoeditor.reading.names.evidence import (
    body_by_context,
    body_by_shape,
    has_surname_shape,
    is_given,
    place_by_context,
)
from geoeditor.reading.names.mentions import Mention
from geoeditor.reading.names.runs import Page, Piece, match_place, match_title

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&+-]{1,7}s?\Z|(?:[A-Z]\.){2,}\Z")
_QUOTES_OPEN, _QUOTES_CLOSE = '"“‘«', '"”’»'
_TITLE_REACH = 5


def _span(page: Page, piece: Piece) -> tuple[int, int]:
    return page.words[piece.first].start, page.words[piece.last - 1].end


def _make(page: Page, piece: Piece, kind: str, key: str, name: str, use: str, rule: str, strength: float) -> Mention:
    start, end = _span(page, piece)
    return Mention(
        start,
        end,
        piece.first,
        piece.last,
        kind,
        key,
        name,
        use,
        rule,
        strength,
        piece.title,
        piece.title_words,
        former=piece.former,
        initial=piece.initial,
    )


def _before(page: Page, number: int, back: int = 1) -> str:
    """Return the folded word that stands `back` words before, in the same sentence, or nothing."""
    place = number - back
    if place < 0 or page.words[place].sentence != page.words[number].sentence:
        return ""
    return page.words[place].low


def _after(page: Page, number: int) -> str:
    if number >= len(page.words) or page.words[number].sentence != page.words[number - 1].sentence:
        return ""
    return page.words[number].low


def _is_dateline(page: Page, piece: Piece) -> bool:
    """Tell whether a piece in capitals opens a paragraph before a dash, a bracket or a date."""
    start, end = _span(page, piece)
    text = page.text
    if not all(word.text.isupper() and len(word.text) > 2 for word in page.words[piece.first : piece.last]):
        return False
    opened = not text[max(0, start - 2) : start].strip() or "\n" in text[max(0, start - 2) : start]
    return opened and re.match(r",[ ]|[ ]?[-–—(]|[ ][-–—]", text[end : end + 4]) is not None


def _place_or_power(page: Page, piece: Piece) -> str:
    """Tell whether a capital stands for the city ("place") or for the power ("state")."""
    words = page.lexicon.words
    first, last = piece.first, piece.last
    if _is_dateline(page, piece):
        return "place"
    before, owner = _before(page, first), page.words[last - 1].owner
    if before == "the":
        before = _before(page, first, 2)
    if owner and before not in ("in", "at", "near", "outside"):
        return "state"
    if before in words["place_preps"] or before in ("capital", "city", "via"):
        return "place"
    if before in ("of", "capital") and _before(page, first, 2) in ("city", "capital", "streets", "mayor", "university"):
        return "place"
    if before in ("to", "from", "for", "towards", "toward", "into", "left", "leave", "visited", "visit", "reach"):
        near = {_before(page, first, back) for back in range(1, 6)}
        return "place" if near & words["motion"] or before == "into" else "state"
    if first and page.words[first].gap == ", " and _before(page, first) in ("capital",):
        return "place"
    if _is_called_a_city(page, last):
        return "place"
    found = match_place(page, last, last + 4) if last < len(page.words) and page.words[last].gap == ", " else None
    return "place" if found is not None and found[1].kind == "state" and found[1].use == "name" else "state"


def _is_called_a_city(page: Page, last: int) -> bool:
    """Tell whether "is a city" or ", the capital," follows."""
    words = page.words[last : last + 4]
    if not words or words[0].sentence != page.words[last - 1].sentence:
        return False
    lows = [word.low for word in words]
    called = words[0].low in ("is", "was", "remains") or words[0].gap == ", "
    return called and bool({"city", "capital", "town"} & set(lows[1:])) and ("a" in lows[:2] or "the" in lows[:2])


def _from_gazetteer(page: Page, piece: Piece, place: Place) -> Mention:
    start, end = _span(page, piece)
    surface = page.text[start:end]
    shown = surface.title() if surface.isupper() and len(surface) > 3 else surface
    if place.use == "capital":
        if _place_or_power(page, piece) == "place" or piece.title is not None:
            mention = _make(page, piece, "place", "city " + fold(surface), shown, "city", "capital as a place", 0.8)
            mention.country = place.country
            return mention
        return _make(page, piece, place.kind, place.key, place.name, "capital", "capital for its state", 0.75)
    if place.use == "city":
        mention = _make(page, piece, "place", "city " + fold(surface), shown, "city", "list of cities", 0.85)
        mention.country = place.country
        return mention
    rules = {
        "name": ("list of states", 0.97),
        "demonym": ("people's name", 0.9),
        "metonym": ("seat for its state", 0.85),
        "body": ("list of bodies", 0.93),
        "media": ("list of media", 0.6),
        "region": ("list of regions", 0.85),
        "adjective": ("people's name", 0.5),
    }
    rule, strength = rules[place.use]
    return _make(page, piece, place.kind, place.key, place.name, place.use, rule, strength)


def _title_before(page: Page, piece: Piece) -> bool:
    """Find a title in small letters before a name ("foreign minister, Marta …") and note it on the piece."""
    first = piece.first
    gap = page.words[first].gap
    if gap not in (" ", ", ", "\u00a0", "\n"):
        return False
    for back in range(_TITLE_REACH, 0, -1):
        start = first - back
        if start < 0 or page.words[start].sentence != page.words[first].sentence:
            continue
        found = match_title(page, start, first)
        if found is not None and found[0] == first:
            if gap == ", " and found[1].sector == "":
                return False
            piece.title, piece.title_words = found[1], found[2]
            earlier = {page.words[n].low for n in range(max(0, start - 2), start)}
            piece.former = piece.former or bool(earlier & {"former", "ex", "ousted", "late"})
            return True
    return False


def _apposition(page: Page, piece: Piece) -> bool:
    """Tell whether an office or trade follows after a comma ("Claire Hardouin, a French nurse")."""
    words, last = page.words, piece.last
    if last >= len(words) or words[last].gap != ", " or words[last].sentence != words[last - 1].sentence:
        return False
    if words[last].low in ("and", "but", "or", "while", "so", "yet"):
        return False
    if words[last].low == "who" or (words[last].low == "whose" and last - piece.first > 1):
        return True
    if words[last].text.isdigit() and len(words[last].text) == 2:
        return True
    for number in range(last, min(len(words), last + 6)):
        if number > last and not words[number].joined:
            return False
        if match_title(page, number, number + 3) is not None:
            return True
    return False


def _is_quoted_thing(page: Page, piece: Piece) -> bool:
    """Tell whether the piece is the name of a thing: in quotation marks of its own, or before a weapon."""
    start, end = _span(page, piece)
    text = page.text
    quoted = text[start - 1 : start] in tuple(_QUOTES_OPEN) and text[end : end + 1] in tuple(_QUOTES_CLOSE)
    follows = _after(page, piece.last)
    things = page.lexicon.words["weapon_nouns"]
    joined = piece.last < len(page.words) and len(page.words[piece.last].gap) <= 2
    return (quoted and text[end : end + 1] != "") or (joined and follows in things and not page.words[piece.last].upper)


def _head(page: Page, piece: Piece) -> tuple[str, str] | None:
    """Return the kind and the head word of a name that has one, in last place or before "of" and the like."""
    heads = page.lexicon.heads
    words = page.words
    ideal = piece.last - piece.first > 2 and words[piece.first + 1].low in page.lexicon.words["ideal_links"]
    if ideal and words[piece.last - 1].low in page.lexicon.words["ideals"]:
        return "organisation", words[piece.last - 1].text
    last = heads.get(words[piece.last - 1].text) if piece.last - piece.first > 1 else None
    topical = last is not None and last[0] == "event" and words[piece.last - 1].low in page.lexicon.words["topics"]
    if last is not None and not topical:
        return last[0], words[piece.last - 1].text
    for number in range(piece.first, piece.last - 1):
        found = heads.get(words[number].text)
        if found is not None and words[number + 1].low in found[1]:
            return found[0], words[number].text
    return (last[0], words[piece.last - 1].text) if last is not None else None


def _is_numbered_event(page: Page, piece: Piece) -> bool:
    """Tell whether a number ends the name of a thing that happened ("World War II")."""
    words = page.words
    if piece.last - piece.first < 2 or not set(words[piece.last - 1].text) <= set("IVX0123456789"):
        return False
    found = page.lexicon.heads.get(words[piece.last - 2].text)
    return found is not None and found[0] == "event"


def _may_be_surname(page: Page, piece: Piece, head: str) -> bool:
    """Tell whether a head word ends the name of a person ("Jonathan Hill"), who has a given name first."""
    if page.words[piece.first].low not in page.lexicon.given_names:
        return False
    return piece.last - piece.first <= 3 and fold(head) in page.lexicon.words["surname_heads"]


def _by_shape(page: Page, piece: Piece) -> tuple[str, str, float]:
    """Return kind, rule and strength of a name by its surroundings and its shape."""
    words, lists = page.words, page.lexicon.words
    length = piece.last - piece.first
    text = page.text[words[piece.first].start : words[piece.last - 1].end]
    before, after = _before(page, piece.first), _after(page, piece.last)
    follows = piece.last < len(words) and words[piece.last].joined
    if piece.title is not None or _title_before(page, piece):
        return "person", "title before", 0.95
    body = body_by_context(page, piece)
    if body is not None:
        return body
    if _ACRONYM.match(text):
        return "organisation", "acronym", 0.6
    if is_given(page, piece) and length <= 5:
        return "person", "given name", 0.9
    office = length <= 4 and before != "the" and _apposition(page, piece)
    if office and (before not in lists["place_preps"] or (length > 1 and before in ("around", "across", "inside"))):
        return "person", "office after", 0.85
    known = body_by_shape(page, piece) or place_by_context(page, piece)
    if known is not None:
        return known
    if words[piece.first].low in lists["geo_strong"] and 2 <= length <= 3:
        return "place", "name of a place", 0.65
    if (
        words[piece.first].low in lists["geo_before"]
        and length > 1
        and before in (*lists["place_preps"], "of", "to", "the")
    ):
        return "place", "name of a place", 0.75
    if before in lists["place_preps"] or (before in ("to", "from", "of", "the") and _moves(page, piece)):
        return "place", "place word before", 0.65
    if before == "the" and length > 1:
        return "untyped", "no evidence", 0.4
    if follows and after in lists["person_after"] and length <= 4:
        return ("person", "speech after", 0.8) if length > 1 else ("untyped", "speech after", 0.5)
    if 2 <= length <= 4 and not any(sign.isdigit() for sign in text):
        return "person", *(("surname", 0.75) if has_surname_shape(page, piece) else ("two or more capitals", 0.6))
    return "untyped", "no evidence", 0.4


def _moves(page: Page, piece: Piece) -> bool:
    near = {_before(page, piece.first, back) for back in range(1, 6)}
    follows = match_place(page, piece.last, piece.last + 4) if piece.last < len(page.words) else None
    in_state = follows is not None and page.words[piece.last].gap == ", " and follows[1].kind == "state"
    return bool(near & page.lexicon.words["motion"]) or in_state or bool(near & {"port", "town", "village", "island"})


def _is_credit(page: Page, piece: Piece) -> bool:
    """Tell whether a news agency is only credited: in brackets, or told something."""
    start, _ = _span(page, piece)
    return page.text[start - 1 : start] == "(" or _before(page, piece.first) in ("told", "tells", "by")


def _is_common_acronym(page: Page, piece: Piece) -> bool:
    """Tell whether capitals stand for a common word or a currency ("GDP", "MPs", "EUR1"), not for a body."""
    text = page.words[piece.first].text
    if piece.last - piece.first != 1 or not text[:2].isupper():
        return False
    lists = page.lexicon.words
    letters = text.rstrip("0123456789").lower()
    if letters in lists["currency_codes"]:
        following = page.words[piece.last] if piece.last < len(page.words) else None
        if len(letters) < len(text) or (following is not None and following.joined and following.text[0].isdigit()):
            return True
    return text.lower() in lists["not_actors"] and text not in page.lexicon.places


def _is_numbered_thing(page: Page, piece: Piece) -> bool:
    """Tell whether a number follows a word for a part of something ("Article 3", "Phase II", "Annex B")."""
    words, length = page.words, piece.last - piece.first
    if words[piece.first].low not in page.lexicon.words["numbered_things"] or piece.title is not None:
        return False
    if length == 2:
        return set(words[piece.last - 1].text) <= set("IVX0123456789") or len(words[piece.last - 1].text) == 1
    return length == 1 and piece.last < len(words) and words[piece.last].joined and words[piece.last].text[0].isdigit()


def _is_party_of_a_place(page: Page, piece: Piece, head: tuple[str, str]) -> bool:
    """Tell whether a cause stands before a geographic word, as in the names of parties ("Civic Coast")."""
    lists = page.lexicon.words
    if head[0] != "place" or piece.last - piece.first != 2 or fold(head[1]) in lists["built_heads"]:
        return False
    return page.words[piece.first].low in lists["party_openers"] and _before(page, piece.first) not in (
        *lists["place_preps"],
        "to",
        "from",
        "on",
    )


def type_piece(page: Page, piece: Piece) -> Mention | None:
    """Return the mention that a piece is, or None for what is no actor: things, treaties, bare common words."""
    if piece.place is not None:
        if piece.place.use == "media" and _is_credit(page, piece):
            return None
        return _from_gazetteer(page, piece, piece.place)
    start, end = _span(page, piece)
    text = page.text[start:end]
    if end - start < 2 or end - start > 160 or _is_quoted_thing(page, piece):
        return None
    key = fold(text)
    if sum(sign.isalpha() for sign in text) < 2 or _is_common_acronym(page, piece) or _is_numbered_thing(page, piece):
        return None
    if _is_dateline(page, piece):
        return _make(page, piece, "place", "city " + key, text.title(), "city", "dateline", 0.8)
    head = _head(page, piece)
    if head is None and _is_numbered_event(page, piece):
        return None
    if head is not None and piece.title is None and not _may_be_surname(page, piece, head[1]):
        if head[0] == "event":
            return None
        if _is_party_of_a_place(page, piece, head):
            return _make(page, piece, "organisation", key, text, "head", f"cause before “{head[1]}”", 0.6)
        return _make(page, piece, head[0], key, text, "head", f"head word “{head[1]}”", 0.85)
    if _ACRONYM.match(text) and _after(page, piece.last) in page.lexicon.words["programme_nouns"]:
        return None
    kind, rule, strength = _by_shape(page, piece)
    use = {"person": "person", "organisation": "acronym"}.get(kind, "plain")
    mention = _make(page, piece, kind, key, text, use, rule, strength)
    if piece.last - piece.first == 1 and kind != "person" and page.words[piece.first].text in page.lexicon.heads:
        mention.use = "bare head"
    return mention
