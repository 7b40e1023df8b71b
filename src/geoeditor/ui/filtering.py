"""What the charts leave out, by choice: signs, kinds and times. A setting of the window, not part of the document."""

from PySide6.QtCore import QObject, Signal


class Filter(QObject):
    """What is hidden in timeline and graph; empty hides nothing."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.signs: frozenset[int] = frozenset()
        """Hidden signs: +1 cooperation, -1 conflict, 0 neutral."""
        self.kinds: frozenset[str] = frozenset()
        """Hidden kinds of events, links and actors, by key; kinds below a hidden one are hidden too."""
        self.since: int | None = None
        """Seconds since 1970; what ends before is hidden. What has no date stays."""
        self.until: int | None = None
        """Seconds since 1970; what begins at or after is hidden."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is hidden."""
        return not self.signs and not self.kinds and self.since is None and self.until is None

    def hide_signs(self, signs: frozenset[int]) -> None:
        """Hide these signs and no others."""
        self._set(signs, self.kinds, self.since, self.until)

    def hide_kinds(self, kinds: frozenset[str]) -> None:
        """Hide these kinds and no others."""
        self._set(self.signs, kinds, self.since, self.until)

    def limit(self, since: int | None, until: int | None) -> None:
        """Show only what may lie between two moments."""
        self._set(self.signs, self.kinds, since, until)

    def clear(self) -> None:
        """Hide nothing."""
        self._set(frozenset(), frozenset(), None, None)

    def hides_kind(self, kind: str) -> bool:
        """Tell whether a kind, or one above it by its key, is hidden."""
        return any(kind == hidden or kind.startswith(f"{hidden}.") for hidden in self.kinds)

    def _set(self, signs: frozenset[int], kinds: frozenset[str], since: int | None, until: int | None) -> None:
        if (signs, kinds, since, until) != (self.signs, self.kinds, self.since, self.until):
            self.signs, self.kinds, self.since, self.until = signs, kinds, since, until
            self.changed.emit()
