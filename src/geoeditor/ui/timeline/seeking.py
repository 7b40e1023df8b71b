"""Search in the titles of events, hit after hit in order of time."""

from geoeditor.charts.timeline.scene import Scene
from geoeditor.core.queries.timeline import TimelineEvents
from geoeditor.core.search import fold
from geoeditor.ui.view import Found


class Seeker:
    """Remembers what was sought, so that going on is told from beginning anew."""

    def __init__(self) -> None:
        self._sought = ""
        self._events: TimelineEvents | None = None
        self._folded: list[str] = []

    def seek(self, scene: Scene, current: int, text: str, step: int) -> tuple[int | None, Found]:
        """Return the place of the event to show, and where the search stands; '' ends it."""
        wanted = fold(text.strip())
        is_new, self._sought = wanted != self._sought, wanted
        if not wanted:
            return None, Found(0, 0)
        if self._events is not scene.columns.events:
            self._events = scene.columns.events
            self._folded = [fold(title) for title in self._events.titles]
        order: list[int] = scene.in_time.tolist()
        hits = [place for place, event in enumerate(order) if wanted in self._folded[event]]
        if not hits:
            return None, Found(0, 0)
        at = order.index(current) if current in order else -1
        if at in hits:
            chosen = hits.index(at) + (0 if is_new else step)
        else:
            after = next((i for i, place in enumerate(hits) if place >= at), 0)
            chosen = after - 1 if step < 0 else after
        chosen %= len(hits)
        return order[hits[chosen]], Found(chosen + 1, len(hits))
