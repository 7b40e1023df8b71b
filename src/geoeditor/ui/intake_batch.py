"""What was dropped, pasted or chosen at one time: read piece by piece, then written into the document as one step.

Knows the document's commands, no widgets. The writing is in slices, because a project's JSON may hold a lot.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, cast

from geoeditor.core.commands.slices import Slices
from geoeditor.core.commands.sources import SourceValues
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import SourceId, new_id
from geoeditor.core.queries.same_text import Twin, source_with_text
from geoeditor.core.queries.similar_text import Similar, similar_source
from geoeditor.translation import shown, tr, trn
from geoeditor.ui.fetching import Fetched
from geoeditor.ui.intake_preview.incoming import Incoming, NewSource, Values, fields_of, is_plain, unseen
from geoeditor.ui.intake_preview.original import bytes_of
from geoeditor.ui.intake_preview.versions import beside, report_words
from geoeditor.ui.workers import Done, Failed, Worker

_LONGEST_TITLE: Final = 60
_UNREAD: Final = frozenset(
    ".csv .xlsx .xls .ods .pptx .ppt"
    " .png .jpg .jpeg .gif .webp .heic .tif .tiff .bmp .svg .mp3 .mp4 .m4a .mov .wav .xml .xps .tex".split()
)
"""Endings of files that people have articles in and that can't be read; the reader tells of others itself."""


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project's JSON, read and taken apart, to be stored."""

    name: str
    values: Values


Item = NewSource | NewProject


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to take in: a file, or a text that has none."""

    name: str
    path: Path | None = None
    text: str = ""
    is_page: bool = False
    fetched: Fetched | None = None

    def read(self, worker: Worker, done: Done, failed: Failed) -> None:
        """Let the worker read it; what is known to be unreadable is refused without a look."""
        if self.fetched is not None:
            found = self.fetched
            told = partial(_with_address, done, found.address)
            worker.read_bytes(found.data, self.name, told, failed, charset=found.charset)
        elif self.path is None:
            (worker.read_page if self.is_page else worker.read_text)(self.text, self.name, done, failed)
        elif self.path.suffix.lower() in _UNREAD:
            failed(
                tr(
                    "GeoEditor can not read {suffix} files (“{name}”); copy the text and paste it with Ctrl+V.",
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

    @property
    def is_pasted(self) -> bool:
        """Tell whether it is a plain text that was pasted."""
        return self.path is None and not self.is_page and self.fetched is None

    def can_go_in(self, values: Values) -> bool:
        """Tell whether what was read needs no look before it is stored."""
        return self.fetched is None and (self.is_project or is_plain(values, self.path, is_page=self.is_page))

    def item(self, values: Values) -> Item:
        """Return what is to be stored of what was read, where nobody looks at it before."""
        if self.is_project:
            return NewProject(self.name, values)
        fields = unseen(fields_of(values))
        return NewSource(self.name, self.title(values), values["text"], values["sha256"], fields)

    def incoming(self, values: Values, document: Document | None) -> Incoming:
        """Return what was read as the preview shows it."""
        made = Incoming(self.name, self.title(values), values, document)
        made.path, made.html, made.fetched = self.path, self.text if self.is_page else "", self.fetched
        return made

    def title(self, values: Values) -> str:
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
    """What is taken in at one moment; `document` is the project it is for, None for the one that is open then.

    It begins as wishes, which are read one by one; what is `ready` may also come by itself, from the preview, whose
    texts it then names.
    """

    wishes: list[Wish]
    document: Document | None
    read: list[tuple[Wish, Values]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ready: list[Item] = field(default_factory=list)
    incoming: list[Incoming] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the title of the first text, '' where there is none."""
        if self.ready:
            first = self.ready[0]
            return first.title if isinstance(first, NewSource) else str(first.values.get("title", ""))
        return self.read[0][0].title(self.read[0][1]) if self.read else ""


@dataclass(slots=True)
class Written:
    """What came of a batch: new sources with their titles, texts that were there, projects with their counts.

    `similar` are those left out because they look like a later version of a source, which the user has to say.
    """

    sources: list[tuple[int, str]] = field(default_factory=list)
    versions: list[tuple[int, str]] = field(default_factory=list)
    """New versions, with what became of the evidence."""
    twins: list[Twin] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    similar: list[tuple[NewSource, Similar]] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    """What was stored, or was there already."""

    def words(self) -> str:
        """Return what to say of what came in, '' for nothing."""
        titles = [title for _, title in self.sources]
        what = [
            tr("Imported “{title}”", title=shown(titles[0]))
            if len(titles) == 1
            else trn("Imported {n} article", "Imported {n} articles", len(titles))
        ]
        return "; ".join((*(what if titles else ()), *(words for _, words in self.versions), *self.projects))


def write(document: Document, items: Sequence[Item]) -> Slices[Written]:
    """Write what was read as one step, in slices; what is refused, or needs a word of the user, is left out and told.

    Raises: UserError where nothing could be stored at all.
    """
    similar = yield from _similar(document, items)
    undecided = {id(source) for source, _ in similar}
    left = [item for item in items if id(item) not in undecided]
    count = len(left)
    problems: list[str] = []
    while left:
        written = Written(problems=problems, similar=similar)
        current: Item | None = None
        try:
            with _together(document, len(left)):
                for current in left:
                    yield from _write_one(document, current, written)
                current = None
        except UserError as refusal:
            if current is None or count == 1:  # it is the disk that refused, or there is nothing else
                raise
            problems.append(_told(current.name, str(refusal)))
            left.remove(current)
        else:
            written.gone += left
            return written
    return Written(problems=problems, similar=similar)


def _similar(document: Document, items: Sequence[Item]) -> Slices[list[tuple[NewSource, Similar]]]:
    """Return the sources that look like a later version of one that is there, where nobody has said what they are."""
    found: list[tuple[NewSource, Similar]] = []
    for item in items:
        if isinstance(item, NewSource) and not item.is_decided and source_with_text(document, item.sha256) is None:
            similar = similar_source(document, item.title, item.text)
            if similar is not None:
                found.append((item, similar))
            yield
    return found


def _together(document: Document, count: int) -> AbstractContextManager[None]:
    if count == 1:
        return nullcontext()
    return one_step(document, trn("Import {n} file", "Import {n} files", count), origin="import")


def _write_one(document: Document, item: Item, written: Written) -> Slices[None]:
    if isinstance(item, NewProject):
        from geoeditor.core.commands.bulk import import_in_slices
        from geoeditor.exchange.project_json import together

        found = yield from together(item.values)
        counts = yield from import_in_slices(document, found.label, found.project, found.kinds, found.batches)
        written.projects.append(tr("Imported “{name}”: {counts}", name=shown(item.name), counts=counts.described()))
        return
    twin = source_with_text(document, item.sha256)
    if twin is not None:
        written.twins.append(twin)
        return
    data = b"" if item.original is None else (yield from bytes_of(item.original))
    if item.version_of:
        yield from _write_version(document, item, data, written)
    else:
        yield from _write_source(document, item, data, written)


def _write_source(document: Document, item: NewSource, data: bytes, written: Written) -> Slices[None]:
    # in bulk, which unlike a single record does not wait for the store's classes to be loaded
    from geoeditor.core.commands.bulk import Batch as Records
    from geoeditor.core.commands.bulk import add_in_slices

    source, file = new_id(), new_id()
    values: dict[str, object] = {**item.values, "title": item.title, "text": item.text}
    records: list[Records] = []
    if item.original is not None:
        kept = {"media_type": item.original.media_type, "name": shown(item.original.path.name, 200), "data": data}
        records.append(Records("attachment", [{**kept, "sha256": item.original.sha256}], [file]))
        values["file"] = file
    records.append(Records("source", [values], [source]))
    yield from add_in_slices(document, tr("Import “{title}”", title=shown(item.title, 40)), records)
    written.sources.append((source, item.title))


def _write_version(document: Document, item: NewSource, data: bytes, written: Written) -> Slices[None]:
    from geoeditor.core.commands.project import attach
    from geoeditor.core.commands.versions import add_version, answer
    from geoeditor.core.queries.versions import asked

    now = asked(document, item.version_of)
    answered = None if now is None else (yield from beside(partial(answer, now, item.text)))
    values: dict[str, object] = {**item.values, "title": item.title}
    if (
        values.get("kind") == "article"
    ):  # no more than a guess; what the earlier version is was perhaps said by a person
        del values["kind"]
    with one_step(document, tr("Import new version “{title}”", title=shown(item.title, 40)), origin="import"):
        if item.original is not None:
            name = shown(item.original.path.name, 200)
            values["file"] = attach(document, data, item.original.media_type, name=name)
        report = add_version(
            document, SourceId(item.version_of), item.text, answered=answered, **cast(SourceValues, values)
        )
    written.versions.append((report.source_id, report_words(item.title, report)))


def _with_address(done: Done, address: str, values: Values) -> None:
    """Hand on what was read with where it came from, which is known, whatever the page says of itself."""
    done({**values, "url": address})


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
