"""The named actors of the open project as a field offers them, looked for anew at every key: none is held ready."""

from geoeditor.core.queries.details import name_of
from geoeditor.core.queries.names import actors_called, named_actors
from geoeditor.core.queries.vocabulary import ActorWord
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import Choice


class SoughtActors:
    """Offers whoever has a name in the project that is open."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def find(self, text: str, most: int) -> list[Choice]:
        """Return up to so many actors for what was typed, the best first."""
        return list(map(_choice, named_actors(self._bridge.document, text, most))) if self._bridge.is_open else []

    def exact(self, text: str) -> Choice | None:
        """Return the one actor who is called so but for case and accents."""
        found = self._called(text)
        return _choice(found[0]) if len(found) == 1 else None

    def count(self, text: str) -> int:
        """Return how many actors are called so."""
        return len(self._called(text))

    def label(self, value: object) -> str:
        """Return the name of an actor, '' where there is none."""
        if not isinstance(value, int) or not self._bridge.is_open:
            return ""
        return name_of(self._bridge.document, "actor", value)

    def _called(self, text: str) -> list[ActorWord]:
        return actors_called(self._bridge.document, text) if self._bridge.is_open and text.strip() else []


def _choice(word: ActorWord) -> Choice:
    return Choice(word.id, word.name, " · ".join(part for part in (word.kind, ", ".join(word.names)) if part))
