"""The actions of the window as the palette finds them, by the words of their menu items and what they say they do."""

from collections.abc import Mapping

from geoeditor.core.queries.finding import Rank, key
from geoeditor.translation import tr
from geoeditor.ui.action_table import menus
from geoeditor.ui.actions import Actions
from geoeditor.ui.finding.answers import Row


def plain(text: str) -> str:
    """Return the words of a menu item without the mark of its mnemonic."""
    return "&".join(part.replace("&", "") for part in text.split("&&"))


def action_row(actions: Actions, name: str, group: str, enabled: bool) -> Row:
    """Return the row of an action, with its keys or else its menu at the right."""
    action = actions[name]
    titles = {menu: plain(title) for menu, title in menus()}
    menu = tr("menu {title}", title=titles[actions.spec(name).menu])
    keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    return Row(group, plain(action.text()), menu, None, name, keys, enabled)


def found_actions(actions: Actions, asked: str, can_run: Mapping[str, bool]) -> list[tuple[Rank, str]]:
    """Return the actions that have all the words, those that can run now first among equals, best first."""
    words = key(asked).split()
    found: list[tuple[Rank, bool, int, str]] = []
    for place, name in enumerate(actions.keys):
        rank = _rank(words, key(plain(actions[name].text())), key(actions.spec(name).tip))
        if rank is not None and name in can_run:
            found.append((rank, not can_run[name], place, name))
    return [(rank, name) for rank, _, _, name in sorted(found)]


def _rank(words: list[str], text: str, about: str) -> Rank | None:
    if not words or not all(word in text or f" {word}" in about for word in words):
        return None
    if text == f" {' '.join(words)}":
        return Rank.EXACT
    if all(f" {word}" in text for word in words):
        return Rank.WORDS
    return Rank.INSIDE if all(word in text for word in words) else Rank.TEXT
