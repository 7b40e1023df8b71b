"""A text that looks like a later version of a source: what is asked, what is told, and the search beside the window."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, Final, TypeVar

from geoeditor.core.commands.slices import Slices
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.intake_preview.offer_bar import Answer

if TYPE_CHECKING:
    from geoeditor.core.commands.versions import VersionReport

T = TypeVar("T")
_NAP_S: Final = 0.004


def looks_like(title: str) -> str:
    """Return the sentence that asks."""
    return tr("This looks like a new version of “{title}”.", title=shown(title))


def version_answers(as_version: Callable[[], object], apart: Callable[[], object]) -> list[Answer]:
    """Return the two ways to go on."""
    return [
        Answer(tr("Take as New Version"), as_version, tr("Keep both texts; the evidence follows to the new one")),
        Answer(tr("Take as Separate Source"), apart, tr("Take it in as a source of its own")),
    ]


def report_words(title: str, report: "VersionReport") -> str:
    """Return what became of the passages of the earlier version."""
    kept = len(report.exact) + len(report.moved)
    parts = [trn("{n} passage kept", "{n} passages kept", kept)]
    if report.near:
        parts.append(trn("{n} waits for a yes", "{n} wait for a yes", len(report.near)))
    if report.lost:
        parts.append(trn("{n} lost", "{n} lost", len(report.lost)))
    return tr("New version of “{title}”: {counts}", title=shown(title), counts=", ".join(parts))


def beside(work: Callable[[], T]) -> Slices[T]:
    """Do work that touches no document in a thread of its own, and yield until it is done."""
    threads = ThreadPoolExecutor(1, "beside")
    try:
        future = threads.submit(work)
        while True:
            try:
                return future.result(_NAP_S)
            except NotYet:
                yield
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
