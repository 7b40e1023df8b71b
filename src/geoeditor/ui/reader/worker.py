"""What the reader needs of the worker that makes proposals in another process."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Proposer(Protocol):
    """Makes proposals for a text; a newer request takes the place of the one before."""

    def suggest(
        self,
        text: str,
        published: str,
        known: list[dict[str, Any]],
        done: Callable[[dict[str, Any]], None],
        failed: Callable[[str], None],
        *,
        habits: dict[str, Any],
        unwanted: Sequence[str],
    ) -> None:
        """Call `done` with proposals as `suggest --json` prints them, or `failed` with a sentence, some time later."""
