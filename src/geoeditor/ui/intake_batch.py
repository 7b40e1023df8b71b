"""What was dropped, pasted or chosen at one time: read piece by piece, then written into the document as one step.

Knows the document's commands, no widgets. The writing is in slices, because a project's JSON may hold a lot.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from geoeditor.core.commands.slices import Slices
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import new_id
from geoeditor.core.queries.same_text import Twin, source_with_text
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.workers import Done, Failed, Worker

_LONGEST_TITLE: Final = 60
_UNREAD: Final = frozenset(
    ".pdf .docx .doc .odt .rtf .pages .html .htm .xhtml .mht .mhtml .eml .msg .epub .csv .xlsx .xls .ods .pptx .ppt"
    " .zip .png .jpg .jpeg .gif .webp .heic .tif .tiff .bmp .svg .mp3 .mp4 .m4a .mov .wav .xml .xps .tex".split()
)
"""Endings of files that people have articles in and that can't be read."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to take in: a file, or a text that has none."""

    name: str
    path: Path | None = None
    text: str = ""
    is_page: bool = False

    def read(self, worker: Worker, done: Done, failed: Failed) -> None:
        """Let the worker read it; what is known to be unreadable is refused without a look."""
        if self.path is None:
            (worker.read_page if self.is_page else worker.read_text)(self.text, self.name, done, failed)
        elif self.path.suffix.lower() in _UNREAD:
            failed(
                tr(
                    "GeoEditor can not read {suffix} files yet (“{name}”); copy the text and paste it with Ctrl+V.",
                    suffix=self.path.suffix.lower(),
                    name=shown(self.name),
                )
            )
        elif self.is_project:
            worker.read_project(self.path, done, partial(_named, failed, self.name))
        else:
            worker.read_article(self.path, done, failed)

    @property
    def is_project(self) -> bool:
        """Tell whether it is a project's JSON."""
        return self.path is not None and self.path.suffix.lower() == ".json"

    def title(self, values: dict[str, Any]) -> str:
        """Return what the source, or the project, is called: by itself, by its file, or by its first words."""
        from geoeditor.core.commands.values import is_blank, one_line

        stem = "" if self.path is None else self.path.stem.encode(errors="replace").decode()  # it may be no text
        titles = (one_line(str(title)) for title in (values["title"], stem, first_words(values.get("text", ""))))
        return next((title for title in titles if not is_blank(title)), tr("Untitled text"))


def first_words(text: str) -> str:
    """Return so many words of a text's beginning as make a title."""
    start = " ".join(text.lstrip()[:1_000].split())
    if len(start) <= _LONGEST_TITLE:
        return start
    cut = start[:_LONGEST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut}…"


@dataclass(slots=True)
class Batch:
    """Wishes of one moment, what was read of them, and what went wrong; `document` is the one they were for."""

    wishes: list[Wish]
    document: Document | None
    read: list[tuple[Wish, dict[str, Any]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the title of the first that was read, '' where none was."""
        return self.read[0][0].title(self.read[0][1]) if self.read else ""


@dataclass(slots=True)
class Written:
    """What came of a batch: new sources with their titles, texts that were there, projects with their counts."""

    sources: list[tuple[int, str]] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Return what to say of what came in, '' for nothing."""
        if not self.sources:
            return "; ".join(self.projects)
        titles = [title for _, title in self.sources]
        what = (
            tr("Imported “{title}”", title=shown(titles[0]))
            if len(titles) == 1
            else trn("Imported {n} article", "Imported {n} articles", len(titles))
        )
        return "; ".join((what, *self.projects))


def write(document: Document, batch: Batch) -> Slices[Written]:
    """Write all that was read as one step, in slices; what is refused is left out and told.

    Raises: UserError where nothing could be stored at all.
    """
    left = list(batch.read)
    problems: list[str] = []
    while left:
        written = Written()
        current: tuple[Wish, dict[str, Any]] | None = None
        try:
            with _together(document, len(left)):
                for current in left:
                    yield from _write_one(document, *current, written)
                current = None
        except UserError as refusal:
            if current is None or len(batch.read) == 1:  # it is the disk that refused, or there is nothing else
                raise
            problems.append(_told(current[0].name, str(refusal)))
            left.remove(current)
        else:
            return Written(written.sources, written.twins, written.projects, problems)
    return Written(problems=problems)


def _together(document: Document, count: int) -> AbstractContextManager[None]:
    if count == 1:
        return nullcontext()
    return one_step(document, trn("Import {n} file", "Import {n} files", count), origin="import")


def _write_one(document: Document, wish: Wish, values: dict[str, Any], written: Written) -> Slices[None]:
    if wish.is_project:
        from geoeditor.core.commands.bulk import import_in_slices
        from geoeditor.exchange.project_json import together

        found = yield from together(values)
        counts = yield from import_in_slices(document, found.label, found.project, found.kinds, found.batches)
        written.projects.append(tr("Imported “{name}”: {counts}", name=shown(wish.name), counts=counts.described()))
        return
    # in bulk, which unlike a single record does not wait for the store's classes to be loaded
    from geoeditor.core.commands.bulk import Batch as Records
    from geoeditor.core.commands.bulk import add_in_slices

    twin = source_with_text(document, values["sha256"])
    if twin is not None:
        written.twins.append(twin)
        return
    title = wish.title(values)
    source = new_id()
    records = Records("source", [{"kind": "article", "title": title, "text": values["text"]}], [source])
    yield from add_in_slices(document, tr("Import “{title}”", title=shown(title, 40)), [records])
    written.sources.append((source, title))


def _named(failed: Failed, name: str, sentence: str) -> None:
    failed(_told(name, sentence))


def _told(name: str, sentence: str) -> str:
    """Return a refusal with the name of the file it is about."""
    return sentence if shown(name) in sentence else tr("“{name}”: {problem}", name=shown(name), problem=sentence)


def twins_told(twins: Iterable[Twin]) -> list[str]:
    """Return a sentence for each text that was in the project already."""
    return [
        tr("The text is in the project already, as “{title}”; nothing was changed.", title=shown(twin.title))
        for twin in twins
    ]
