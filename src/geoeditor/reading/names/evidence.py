"""What the words around a name, and its own shape, say of its kind: bodies, places and people nobody has listed.

Each answer is a kind, the rule that gave it and how sure it is, or None where the words are silent. May import the
lexicon and the runs of this package.
"""

import re

from geoeditor.reading.names.runs import Page, Piece, match_title

Evidence = tuple[str, str, float]

_CAMEL = re.compile(r"[A-Z][a-z]{1,}[A-Z][A-Za-z]+\Z")
_PERSON_CAMEL = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|Le|La|Lo|Van|Von|Fitz|Del|Ten|Ben|Abu|Al|El|Bin|Ibn)[A-Z]")
_BODY_ENDING = re.compile(
    r"\w{2,}(?:neft|neftegaz|gaz|nafta|naft|energo|energia|atom|atomprom|eksport|export|prom|mash|bank|banka|telecom|"
    r"telekom|media|corp|tech|soft|pharm|pharma|farma|khim|chem|invest|finance|capital|stroi|stroy|transgaz|avia|metall|"
    r"ugol|vodokanal|oblgaz|leaks|watch|press|news|tv|trans|agro|holding|group|petrol|oil|werke|werk|verband|partei|"
    r"projekt|bund|stiftung|gesellschaft|banken|partiet|partij|puolue|párt|erakond)\Z",
    re.IGNORECASE,
)
_STATE_BODY = re.compile(
    r"(?:bundes(?:amt|rat|tag|bank|wehr|regierung|ministerium|polizei|gericht|verband|\w*amt|\w*agentur|\w*anstalt|\w*kammer|\w*zentrale|\w*schutz|\w*dienst)|rijks\w{4,}|riks(?:dag|bank)\w*|"
    r"(?:euro|petro|trans|inter|nord|sud|\w+ija)gas|ukr(?:ener|oboron|naf|zaliz|trans|spets|hydro)\w+|ros(?:kom|neft|atom|tec|oboron|finmon|stat|gvard|kosmos)\w+|"
    r"kaz(?:munai|munay|atom|trans|post|tele)\w+|bel(?:neft|trans|energo|shina|kali)\w+|uz(?:bek)?neft\w+|"
    r"az(?:er)?(?:energ|neft)\w+|petro(?:bras|china|ecuador|vietnam|kazakhstan|perú|peru|caribe|sa|nas|gal|ci|jam)\w*)\Z",
    re.IGNORECASE,
)
_PLACE_ENDING = re.compile(
    r"\w{3,}(?:abad|grad|gorod|burg|burgh|pur|pura|puram|polis|nagar|ville|shire|stadt|dorf|hafen|furt|fjord|fjorden|"
    r"varna|kent|kand|mouth|haven|bulak|bulun|kol|darya|dağ|dag|koy|köy|hisar|tepe|saray|chay|stan|land|ivka|yivka|"
    r"ivtsi|ovka|sk|tsk|opol|opil|vtsi|ohrad|hirsk|górsk|szcz|owice|ovice|burun|gord|holm|holmen|borg|vik|vík|sund)\Z",
    re.IGNORECASE,
)
_SHARE = re.compile(r" (?:at|on) \d{1,2}(?:[.,]\d)?(?: ?%| per ?cent)")
_NEAR = 4


def _low(page: Page, number: int, sentence: int) -> str:
    """Return the folded word at a number while it is in the sentence, else nothing."""
    if 0 <= number < len(page.words) and page.words[number].sentence == sentence:
        return page.words[number].low
    return ""


def _near(page: Page, number: int, back: int, sentence: int) -> set[str]:
    """Return the words that stand close before a word."""
    return {_low(page, place, sentence) for place in range(number - back, number)}


def _follows(page: Page, piece: Piece) -> str:
    """Return the word written right after a name with one blank between, in small letters, or nothing."""
    last = piece.last
    end = page.words[last - 1].end
    if page.text[end : end + 1] in ("-", "‑"):
        return ""
    if last < len(page.words) and page.words[last].joined and not page.words[last].upper:
        return _low(page, last, page.words[last - 1].sentence)
    return ""


def is_given(page: Page, piece: Piece) -> bool:
    """Tell whether a name of two words or more begins with a given name or an initial."""
    word = page.words[piece.first]
    if piece.last - piece.first < 2:
        return False
    if _low(page, piece.first - 1, word.sentence) in ("in", "near", "outside") and word.joined:
        earlier = _low(page, piece.first - 2, word.sentence)
        return page.words[piece.last - 1].owner or earlier in page.lexicon.words["trust_words"]
    return word.low in page.lexicon.given_names or (len(word.text) == 1 and piece.last - piece.first <= 4)


def has_surname_shape(page: Page, piece: Piece) -> bool:
    """Tell whether the last word ends as surnames do ("…enko", "…shvili", "…sson")."""
    word = page.words[piece.last - 1]
    parts = word.low.split("-")
    return any(
        len(part) > 4 and part[-size:] in page.lexicon.words["surname_ends"] for part in parts for size in _SIZES
    )


_SIZES = (2, 3, 4, 5, 6)


def body_by_shape(page: Page, piece: Piece) -> Evidence | None:
    """Read a body off the name: a leading head word of its language, a compound, capitals within the word."""
    words, lists = page.words, page.lexicon.words
    length = piece.last - piece.first
    first, last = words[piece.first], words[piece.last - 1]
    if length > 1 and first.low in lists["lead_heads"] and first.low not in page.lexicon.given_names:
        return "organisation", f"leading word “{first.text}”", 0.75
    if is_given(page, piece):
        return None
    country = page.lexicon.places.get(last.low) if length == 2 else None
    if country is not None and country.use in ("name", "region") and last.low not in lists["surname_states"]:
        return "organisation", "name with a country", 0.6
    if length == 2 and len(first.low) > 6 and _body_ending(page, first.text):
        return "organisation", "compound of a body", 0.6
    if length <= 2 and _CAMEL.match(last.text) and not _PERSON_CAMEL.match(last.text):
        return "organisation", "capitals within a word", 0.65
    if _STATE_BODY.match(last.text) or (length <= 2 and len(last.low) > 5 and _body_ending(page, last.text)):
        return "organisation", "compound of a body", 0.7
    if any(sign in page.text[first.start : last.end] for sign in "&+") or (length > 1 and last.text.isdigit()):
        return "organisation", "sign in the name", 0.6
    return None


def _body_ending(page: Page, text: str) -> bool:
    return _BODY_ENDING.match(text) is not None and text.lower() not in page.lexicon.given_names


def body_by_context(page: Page, piece: Piece) -> Evidence | None:
    """Read a body off the words before and after a name ("the newspaper X", "members of X", "X lawmakers")."""
    found = _noun_before(page, piece) or _described_after(page, piece)
    if found is not None:
        return found
    if is_given(page, piece):
        return None
    return _owned_after(page, piece) or _role_before(page, piece) or _party_before(page, piece) or _joined(page, piece)


def _noun_before(page: Page, piece: Piece) -> Evidence | None:
    """Find the noun of a body right before a name: "the newspaper X", "rights group X"."""
    words, lists = page.words, page.lexicon.words
    first = piece.first
    if not first or words[first].gap not in (" ", "\u00a0", " “", ' "', " ‘", ", "):
        return None
    noun = words[first - 1]
    if noun.sentence != words[first].sentence or noun.upper or noun.owner or noun.low not in lists["org_nouns"]:
        return None
    comma = words[first].gap == ", "
    if comma or (is_given(page, piece) and noun.low not in lists["sure_org_nouns"]):
        return None
    before = _low(page, first - 2, noun.sentence)
    if is_given(page, piece) and _follows(page, piece) in page.lexicon.verbs:
        return None
    if noun.low in ("carrier", "operator") and before == "aircraft":
        return None
    if before in ("his", "her", "their", "of") and is_given(page, piece):
        return None
    return "organisation", f"after “{noun.text}”", 0.8


def _described_after(page: Page, piece: Piece) -> Evidence | None:
    """Find a body's noun in an apposition: "X, a Geneva-based think tank,"."""
    words, lists = page.words, page.lexicon.words
    last = piece.last
    if (
        last >= len(words)
        or words[last].sentence != words[last - 1].sentence
        or words[last].gap not in (", ", " – ", " — ")
    ):
        return None
    if words[last].low == "which":
        return ("organisation", "“which” after", 0.55) if piece.last - piece.first > 1 else None
    if words[last].low not in ("a", "an", "the", "one", "its"):
        return None
    for number in range(last + 1, min(len(words), last + 9)):
        word = words[number]
        if word.sentence != words[last].sentence or (not word.joined and word.gap not in ("-", " “", " ‘")):
            return None
        after = _low(page, number + 1, word.sentence)
        goes_on = number + 1 < len(words) and words[number + 1].joined
        if match_title(page, number, number + 3) is not None:
            if goes_on and after in lists["org_nouns"]:
                continue
            return None
        bodied = goes_on and (after in lists["org_nouns"] or after in lists["described_bodies"])
        if word.low in lists["place_after"] and not bodied:
            return "place", f"“{word.text}” after", 0.75
        if word.low in lists["org_nouns"] and not word.upper:
            if (goes_on and after in lists["org_nouns"]) or (goes_on and match_title(page, number + 1, number + 3)):
                continue
            return "organisation", f"“{word.text}” after", 0.8
        if word.low in lists["described_bodies"] and not word.upper and _noun_ends(page, number):
            return "organisation", f"“{word.text}” after", 0.75
        if word.low in lists["prepositions"] or word.low in lists["clause_words"]:
            return None
    return None


def _noun_ends(page: Page, number: int) -> bool:
    """Tell whether a noun is the last of its group: no other noun follows, as in "court clerk"."""
    words, lists = page.words, page.lexicon.words
    if number + 1 >= len(words) or not words[number + 1].joined:
        return True
    after = _low(page, number + 1, words[number].sentence)
    return not after or after in lists["prepositions"] or after in lists["clause_words"]


def _owned_after(page: Page, piece: Piece) -> Evidence | None:
    """Find what only a body has or is followed by: "X's shareholders", "X lawmakers", "the X bloc"."""
    words, lists = page.words, page.lexicon.words
    after = _follows(page, piece)
    if not after:
        return None
    if _SHARE.match(page.text[words[piece.last - 1].end : words[piece.last - 1].end + 12]):
        return "organisation", "a share of votes after", 0.6
    if words[piece.last - 1].owner:
        return ("organisation", f"its “{after}”", 0.7) if after in lists["org_owned"] else None
    if after in lists["org_after"]:
        return "organisation", f"before “{after}”", 0.7
    if after in ("are", "were", "have") and piece.last - piece.first > 1:
        before = _low(page, piece.first - 1, words[piece.first].sentence)
        if before not in ("and", "or", "the") and not (piece.first and words[piece.first].gap == ", "):
            return "organisation", "takes a plural verb", 0.55
    return None


def _role_before(page: Page, piece: Piece) -> Evidence | None:
    """Find an office that is held in bodies: "a spokesman for X", "members of the X"."""
    words, lists = page.words, page.lexicon.words
    sentence = words[piece.first].sentence
    number = piece.first - 1
    if _low(page, number, sentence) == "the":
        number -= 1
    link = _low(page, number, sentence)
    if link not in lists["org_role_links"] or link in ("in", "from", "by"):
        return _owner_before(page, number, link, sentence)
    role = _low(page, number - 1, sentence)
    if role in lists["org_roles"] and not (link == "with" and role == "contract"):
        return "organisation", f"after “{role} {link}”", 0.65
    return None


def _owner_before(page: Page, number: int, link: str, sentence: int) -> Evidence | None:
    """Find "stake in X" and "commissioned by X"."""
    role = _low(page, number - 1, sentence)
    if link == "in" and role in ("stake", "shares", "shareholder", "investor", "stakes", "investors"):
        return "organisation", f"after “{role} in”", 0.65
    made = ("commissioned", "compiled", "operated", "published", "insured", "manufactured", "distributed", "licensed")
    if link == "by" and role in made:
        return "organisation", f"after “{role} by”", 0.55
    return None


def _party_before(page: Page, piece: Piece) -> Evidence | None:
    """Find the colour of a party before a name: "the opposition X", "the far-right X"."""
    words, lists = page.words, page.lexicon.words
    number = piece.first - 1
    if number < 0 or not words[piece.first].joined or words[number].upper:
        return None
    sentence = words[piece.first].sentence
    if _low(page, number, sentence) not in lists["party_adjectives"]:
        return None
    for back in range(number - 1, max(-1, number - 4), -1):
        low = _low(page, back, sentence)
        if low in ("the", "its", "their") or words[number - 1].owner:
            return "organisation", f"after “{words[number].text}”", 0.75
        if (
            low not in lists["party_adjectives"]
            and not words[back].upper
            and low not in ("small", "new", "and", "main")
        ):
            return None
    return None


def _joined(page: Page, piece: Piece) -> Evidence | None:
    words, lists = page.words, page.lexicon.words
    before = _low(page, piece.first - 1, words[piece.first].sentence)
    if before == "the":
        before = _low(page, piece.first - 2, words[piece.first].sentence)
    strong = before in lists["join_verbs"] and before not in ("found", "acquired", "banned", "sued", "owns")
    return ("organisation", f"after “{before}”", 0.5) if strong and piece.last - piece.first == 1 else None


def place_by_context(page: Page, piece: Piece) -> Evidence | None:
    """Read a place off the words around it: "the X river", "a village called X", "shelled X", "X-based"."""
    words, lists = page.words, page.lexicon.words
    first, last = piece.first, piece.last
    sentence = words[first].sentence
    end = words[last - 1].end
    after = _follows(page, piece)
    if page.text[end : end + 6] in ("-based", "-born ", "‑based"):
        return "place", "“-based” after", 0.85
    if last - first == 2 and words[last - 1].low in lists["place_tails"] and not is_given(page, piece):
        return "place", f"ends with “{words[last - 1].text}”", 0.65
    if after in lists["place_after"] and not words[last - 1].owner and not is_given(page, piece):
        return "place", f"before “{after}”", 0.7
    before, earlier = _low(page, first - 1, sentence), _low(page, first - 2, sentence)
    joined = words[first].joined
    if joined and before in lists["place_before"] and not is_given(page, piece):
        return "place", f"after “{before}”", 0.75
    if before in ("of", "called", "named") and earlier in lists["place_before"] and not is_given(page, piece):
        return "place", f"after “{earlier} {before}”", 0.75
    if last - first > 2 or not joined or is_given(page, piece):
        return None
    if before == "of" and _near(page, first - 1, 5, sentence) & lists["see_roles"] and last - first == 1:
        return "place", "office of a place before", 0.6
    if before == "from" and earlier in lists["from_people"]:
        return "place", f"after “{earlier} from”", 0.65
    over = {_low(page, first - back, sentence) for back in range(2, 2 + _NEAR)}
    if before in ("over", "above") and over & lists["smoke_over"]:
        return "place", f"after “{before}”", 0.6
    if before in lists["place_verbs"] and last - first == 1:
        return "place", f"after “{before}”", 0.55
    if last - first == 1 and before in lists["place_preps"] | {"from", "to"} and _PLACE_ENDING.match(words[first].text):
        return "place", "ending of a place", 0.65
    return None
