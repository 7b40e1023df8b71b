"""What proposals are asked for with beside the project's own names: those of other projects, and a pipeline.

Our own proposals come first and stay. The pipeline of the user's choice is asked after them, in a child process of
its own with other limits; where it fails, is too slow or too large, a sentence says so and nothing is lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from geoeditor import worker
from geoeditor.core.queries.learned import skipped_names
from geoeditor.translation import shown, tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.kept_names.entries import key_of
from geoeditor.ui.kept_names.names import KeptNames
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.workers import LIMIT_S, Worker

PIPELINE_LIMIT_S: Final = 2 * LIMIT_S
"""Clock time that a pipeline may take; to load the first time takes most of it."""
MOST_FAULTS: Final = 2
"""Faults in a row after which a pipeline is left alone until it is chosen anew or the program starts again."""

Values = dict[str, Any]
Done = Callable[[Values], object]
Failed = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class _Request:
    """Proposals that somebody waits for."""

    number: int
    text: str
    published: str
    known: list[Values]
    done: Done
    failed: Failed
    how: Values
    pipeline: str


class Proposing(QObject):
    """Asks for proposals as `Worker.suggest` does; `done` may be called twice, the second time with more."""

    told = Signal(str)
    """A sentence for the user."""
    wanted = Signal()
    """Proposals would be others now, as the preferences are."""
    pipelines_found = Signal(object)
    """What `look_for_pipelines` found: `is_there`, `names` and a `fault`."""
    pipelines_not_found = Signal(str)
    """Why it found nothing."""

    def __init__(
        self, own: Worker, bridge: Bridge, store: Store, names: KeptNames, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._own, self._bridge, self._store, self._names = own, bridge, store, names
        self.pipelines = Worker(self, limit_s=PIPELINE_LIMIT_S, arguments=[worker.PIPELINE_FLAG])
        """The child that uses a pipeline; it is started when the first is asked for."""
        self._faults = 0
        self._pipeline = store.preferences.pipeline
        self._was_on = names.is_on
        self._number = 0
        self._read = ("", "")
        """The text that a pipeline has read last, and the pipeline."""
        store.changed.connect(self._heed)
        names.came.connect(self._heed_names)

    def suggest(
        self,
        text: str,
        published: str,
        known: list[Values],
        done: Done,
        failed: Failed,
        *,
        habits: Values,
        unwanted: Sequence[str],
    ) -> None:
        """Ask for proposals; of an earlier request that is still open nothing more is heard."""
        self._number += 1
        self._names.load_if_on()
        how: Values = {
            "habits": habits,
            "unwanted": [*unwanted, *self._refused(unwanted)],
            "learned": self._names.learned(),
        }
        pipeline = self._pipeline if self._faults < MOST_FAULTS else ""
        request = _Request(self._number, text, published, known, done, failed, how, pipeline)
        if pipeline and self._read == (text, pipeline):
            # all at once: else its names would go and come again while somebody decides on proposals
            self._ask_pipeline(request, is_first=True)
        else:
            self._ask_own(request)

    def look_for_pipelines(self) -> None:
        """Find out which pipelines are installed; a signal tells."""
        self.pipelines.find_pipelines(self._tell_pipelines, self.pipelines_not_found.emit)

    def _tell_pipelines(self, found: Values) -> None:
        self.pipelines_found.emit(found)
        if not self._pipeline:
            self.pipelines.rest()  # what was loaded to look is needed no longer

    def stop(self) -> None:
        """End the child for good."""
        self.pipelines.stop()

    def _refused(self, unwanted: Sequence[str]) -> list[str]:
        """Return what is no actor in other projects, unless this one has decided on the name itself."""
        refused = self._names.refused()
        if not refused or not self._bridge.is_open:
            return []
        decided = {key_of(name) for name in (*unwanted, *skipped_names(self._bridge.document))}
        return [name for key, name in refused.items() if key not in decided]

    def _ask_own(self, request: _Request) -> None:
        done, failed = partial(self._take_own, request), partial(self._fail, request)
        self._own.suggest(request.text, request.published, request.known, done, failed, **request.how)

    def _ask_pipeline(self, request: _Request, *, is_first: bool) -> None:
        self.pipelines.suggest(
            request.text,
            request.published,
            request.known,
            partial(self._take_all, request),
            partial(self._give_up, request, is_first),
            **request.how,
            pipeline=request.pipeline,
        )

    def _is_awaited(self, request: _Request) -> bool:
        return request.number == self._number

    def _take_own(self, request: _Request, found: Values) -> None:
        if self._is_awaited(request):
            request.done(found)
            if request.pipeline and request.pipeline == self._pipeline and self._faults < MOST_FAULTS:
                self._ask_pipeline(request, is_first=False)

    def _fail(self, request: _Request, sentence: str) -> None:
        if self._is_awaited(request):
            request.failed(sentence)

    def _take_all(self, request: _Request, found: Values) -> None:
        self._faults, self._read = 0, (request.text, request.pipeline)
        if self._is_awaited(request):
            request.done(found)

    def _give_up(self, request: _Request, is_first: bool, sentence: str) -> None:
        """Say that a pipeline did not work, once, and make our own proposals where they are not there yet."""
        self._read = ("", "")
        if request.pipeline == self._pipeline:
            self._faults += 1
            if self._faults == 1:
                self.told.emit(_fault(request.pipeline, sentence))
        if is_first and self._is_awaited(request):
            self._ask_own(request)

    def _heed(self) -> None:
        """Ask anew where another pipeline is preferred, or the names of other projects are used now or no longer."""
        pipeline, is_on = self._store.preferences.pipeline, self._names.is_on
        if (pipeline, is_on) == (self._pipeline, self._was_on):
            return
        if pipeline != self._pipeline:
            self._faults = 0
            self.pipelines.cancel()
            self.pipelines.rest()
        self._pipeline, self._was_on = pipeline, is_on
        self._want()

    def _heed_names(self) -> None:
        if self._names.is_on:
            self._want()

    def _want(self) -> None:
        if self._bridge.is_open:
            self.wanted.emit()


def _fault(pipeline: str, sentence: str) -> str:
    """Return what went wrong with a pipeline; where its process ended, in other words than the worker's."""
    if pipeline in sentence:
        return sentence
    return tr(
        "“{name}” took too much time or memory and was stopped; the proposals of the program itself are complete.",
        name=shown(pipeline),
    )
