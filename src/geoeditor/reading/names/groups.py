"""Groups written in small letters ("the Belarusian opposition") and the short forms that come after them.

May import the lexicon and this package.
"""

from geoeditor.reading.names.mentions import Mention
from geoeditor.reading.names.runs import Page


def find_groups(mentions: list[Mention], page: Page) -> list[Mention]:
    """Return mentions of groups named by their people; "the opposition" alone counts once one was so named."""
    lists = page.lexicon.words
    before = {mention.last: mention for mention in mentions if mention.kind == "state"}
    places: list[tuple[int, Mention | None]] = []
    for number, word in enumerate(page.words):
        if word.low not in lists["group_nouns"] or word.upper:
            continue
        following = page.words[number + 1] if number + 1 < len(page.words) else None
        if following is not None and following.joined and following.low in (lists["group_blockers"] | {"to", "from"}):
            continue
        state = before.get(number)
        if state is not None and (state.use in ("demonym", "adjective") or page.words[number - 1].owner):
            places.append((number, state))
        elif number and page.words[number - 1].low == "the" and word.joined:
            places.append((number, None))
    owners = {page.words[number].low: state for number, state in reversed(places) if state is not None}
    found: list[Mention] = []
    for number, state in places:
        noun = page.words[number].low
        if noun not in owners:
            continue
        named = owners[noun]
        start = page.words[state.first].start if state is not None else page.words[number - 1].start
        adjective = page.text[named.start : named.end]
        name = f"{adjective.removesuffix('’s')} {noun}".strip()
        found.append(
            Mention(
                start,
                page.words[number].end,
                state.first if state is not None else number - 1,
                number + 1,
                "group",
                f"group {named.key} {noun}",
                name,
                "group",
                "group of a people",
                0.7,
                country=named.key,
            )
        )
    return found
