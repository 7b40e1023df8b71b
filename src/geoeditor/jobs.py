"""The work behind the command line: files in, proposals, charts and data out. Prints nothing."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from geoeditor import when
from geoeditor.charts.display import DisplayList
from geoeditor.core.commands.acceptance import Proposals, import_article
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import to_text
from geoeditor.core.queries.chart_reading import chart_facts
from geoeditor.core.queries.summary import known_names
from geoeditor.exchange.articles import Article, read_article
from geoeditor.exchange.sample import build_sample
from geoeditor.exchange.writer import write_atomically
from geoeditor.reading import KnownActor, Suggestions, as_json, suggest
from geoeditor.resources import resource_path
from geoeditor.translation import tr, trn

__all__ = ["as_json", "described", "exported", "make_sample", "suggestions", "take_in", "typed_date", "write_out"]

PICTURES: Final = (".svg", ".png", ".pdf")
DATA: Final = (".json", ".csv", ".zip", ".xlsx", ".gexf", ".graphml")
CHARTS: Final = ("timeline", "graph")
Size = tuple[int, int] | None


@dataclass(slots=True)
class TakenIn:
    """What an import came to: lines to answer, and lines that name problems."""

    answers: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def typed_date(text: str) -> str:
    """Return a date typed by a person as EDTF, '' for none.

    Raises: UserError where it is no date.
    """
    if not text:
        return ""
    try:
        return when.read_typed(text)
    except when.WhenError as problem:
        raise UserError(tr("{problem}; nothing was changed.", problem=str(problem).rstrip("."))) from problem


@contextmanager
def _new_project(path: Path, title: str = "") -> Iterator[Document]:
    """Make a project and give it open; where filling it fails or nothing is put in, it goes again."""
    document = Document.create(path, title)
    filled = False
    try:
        with document:
            yield document
            filled = bool(document.history())
    finally:
        if not filled:
            document.path.unlink(missing_ok=True)


def make_sample(to: str | None, out: str | None) -> list[str]:
    """Build the sample project into a file, a folder of charts and JSON, or both; return what was written."""
    written: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(to) if to else Path(temporary) / "sample.geoeditor"
        with _new_project(path) as document:
            build_sample(document, resource_path("sample"))
        if to:
            written.append(tr("Wrote {path}.", path=to))
        if out:
            with Document.open_copy(path) as document:
                written += _write_all(document, Path(out))
    return written


def _write_all(document: Document, folder: Path) -> list[str]:
    from geoeditor.exchange.project_json import export_json

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            tr("The folder “{name}” can't be made here, so nothing was written; choose another.", name=folder.name)
        ) from problem
    written = []
    with _qt():
        for name in CHARTS:
            picture = _chart(document, name, None, "")
            for suffix in (".svg", ".png"):
                path = folder / f"{name}{suffix}"
                write_out(path, _drawn(document, picture, suffix, 192))
                written.append(tr("Wrote {path}.", path=path))
    path = folder / "project.json"
    write_out(path, export_json(document))
    return [*written, tr("Wrote {path}.", path=path)]


def write_out(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all, but never over a project, whatever that is called.

    Raises: UserError where it can't or must not be written; what was there is unchanged.
    """
    if _is_database(path):
        raise UserError(
            tr("“{name}” holds a database or a project and was left as it is; choose another name.", name=path.name)
        )
    write_atomically(path, data)


def _is_database(path: Path) -> bool:
    with suppress(OSError):  # what can't be looked at is refused by the writer, with the reason
        if path.is_file():
            with path.open("rb") as file:
                return file.read(16) == b"SQLite format 3\0"
    return False


def suggestions(file: str, published: str, project: str | None) -> Suggestions:
    """Return the proposals for a text, made with the names that a project knows, if one is given."""
    article = read_article(file)
    known: list[KnownActor] = []
    if project is not None:
        with Document.open_copy(project) as document:
            known = _known(document)
    return suggest(article.text, published, known)


def _known(document: Document) -> list[KnownActor]:
    return [
        KnownActor(actor.name, (actor.kind or "actor.untyped").split(".")[1], actor.names)
        for actor in known_names(document)
    ]


def described(found: Suggestions) -> list[str]:
    """Return the proposals for a person to read, in the order of the text."""
    parts = (
        (tr("Actors"), [f"{actor.score:.2f}  {actor.name} ({actor.kind})" for actor in found.actors]),
        (tr("Dates"), [f"{date.text}: {date.edtf or '–'}" for date in found.dates]),
        (tr("Events"), [_in_columns(event.score, event.title, event.edtf, event.status) for event in found.events]),
        (
            tr("Links"),
            [
                _in_columns(link.score, f"{link.source} – {link.label} → {link.target}", link.edtf, link.status)
                for link in found.links
            ],
        ),
    )
    return [line for heading, lines in parts if lines for line in (heading, *(f"  {line}" for line in lines))] or [
        tr("Nothing was found in this text.")
    ]


def _in_columns(score: float, *texts: str) -> str:
    return "  ".join((f"{score:.2f}", *filter(None, texts)))


def take_in(
    project: str,
    files: Sequence[str],
    published: str,
    kind: str,
    at_least: float | None,
    tell: Callable[[str], None] | None = None,
) -> TakenIn:
    """Take files into a project, all as one step; a project made for them goes again where nothing came in.

    `tell` hears of each file before it is worked on. All files are read before anything is made, so one that is refused
    leaves nothing behind.
    """
    read = [(file, _read(file)) for file in files]
    path = Path(project)
    if os.path.lexists(path):
        opened: AbstractContextManager[Document] = Document.open(path)
    else:
        name, first = read[0]
        opened = _new_project(path, _title(name, first) if isinstance(first, Article) else "")
    done = TakenIn()
    with opened as document, _together(document, len(read)):
        for file, content in read:
            if tell is not None:
                tell(tr("Working on “{name}” …", name=Path(file).name))
            if isinstance(content, Article):
                _take_article(document, file, content, published, kind, at_least, done)
            else:
                _take_json(document, file, content, done)
    return done


def _together(document: Document, count: int) -> AbstractContextManager[None]:
    """Make the import of several files one step; that of a single one names itself."""
    if count == 1:
        return nullcontext()
    return one_step(document, trn("Import {n} file", "Import {n} files", count), origin="import")


def _read(file: str) -> Article | bytes:
    if Path(file).suffix.lower() != ".json":
        return read_article(file)
    from geoeditor.exchange.project_json import read_json_file

    return read_json_file(Path(file))


def _title(file: str, article: Article) -> str:
    return article.title or (tr("Untitled text") if file == "-" else Path(file).stem)


def _take_json(document: Document, file: str, data: bytes, done: TakenIn) -> None:
    from geoeditor.exchange.project_json import import_json

    counts = import_json(document, data)
    done.answers.append(f"{Path(file).name}: {counts.described()}")


def _take_article(
    document: Document,
    file: str,
    article: Article,
    published: str,
    kind: str,
    at_least: float | None,
    done: TakenIn,
) -> None:
    title = _title(file, article)
    if twin := _same_text(document, article):
        done.problems.append(
            tr("“{title}” was left out, as its text is in the project already.", title=title)
            if title == twin
            else tr("“{title}” was left out, as its text is in the project already (“{twin}”).", title=title, twin=twin)
        )
        return
    found = as_json(suggest(article.text, published, _known(document)))
    accepted = import_article(
        document,
        article.text,
        {"title": title, "kind": kind, "t": published, "published_from": "user" if published else ""},
        cast(Proposals, found),
        at_least,
    )
    done.answers.append(
        tr("“{title}”: the text is kept, nothing was accepted", title=title)
        if at_least is None
        else tr(
            "“{title}”: {actors}, {events}, {links}",
            title=title,
            actors=trn("{n} new actor", "{n} new actors", accepted.actors),
            events=trn("{n} new event", "{n} new events", accepted.events),
            links=trn("{n} new link", "{n} new links", accepted.links),
        )
    )


def _same_text(document: Document, article: Article) -> str:
    with document.read() as connection:
        row = connection.execute("SELECT title FROM source WHERE text_sha256 = ?", (article.sha256,)).fetchone()
    return "" if row is None else row[0]


def exported(project: str, out: str, view: str, size: Size, dpi: int, title: str) -> bytes:
    """Return what `out` is to hold; its ending decides, and “-” means JSON.

    Raises: UserError for an unknown ending or view, or where the project is refused.
    """
    suffix = ".json" if out == "-" else Path(out).suffix.lower()
    if suffix not in (*PICTURES, *DATA):
        raise UserError(
            tr(
                "Nothing was written, because the name of the file must end in one of {known}.",
                known=", ".join((*PICTURES, *DATA)),
            )
        )
    if view and suffix in DATA and suffix != ".csv":
        raise UserError(
            tr("Nothing was written, because {suffix} holds the whole project; leave out --view.", suffix=suffix)
        )
    with Document.open_copy(project) as document:
        if suffix in PICTURES:
            with _qt():
                return _drawn(document, _chart(document, view or "timeline", size, title), suffix, dpi)
        return _data(document, suffix, view)


def _data(document: Document, suffix: str, view: str) -> bytes:
    if suffix == ".json":
        from geoeditor.exchange.project_json import export_json

        return export_json(document)
    if suffix in (".gexf", ".graphml"):
        from geoeditor.exchange.graph_formats import gexf_bytes, graphml_bytes

        return gexf_bytes(document) if suffix == ".gexf" else graphml_bytes(document)
    if suffix == ".xlsx":
        from geoeditor.exchange.spreadsheet import xlsx_bytes

        return xlsx_bytes(document)
    if suffix == ".xlsx":
        return _workbook(document)
    from geoeditor.exchange.csv_tables import csv_bundle, csv_table

    return csv_bundle(document) if suffix == ".zip" else csv_table(document, view or "events")


def _workbook(document: Document) -> bytes:
    from geoeditor.core.queries.tables import TABLES, plain_table
    from geoeditor.exchange.spreadsheet import Sheet, workbook_bytes

    with document.read():
        tables = [plain_table(document, name) for name in TABLES]
    return workbook_bytes(
        [Sheet(table.name, [column.name for column in table.columns], table.rows) for table in tables]
    )


@contextmanager
def _qt() -> Iterator[None]:
    """Keep Qt running, without a window, for as long as a picture is measured and painted."""
    from geoeditor.pictures.measure import start_qt

    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a display that is named but not there would end the program
    application = start_qt()
    yield
    del application


def _chart(document: Document, view: str, size: Size, title: str) -> DisplayList:
    from geoeditor.charts.graph import graph_chart
    from geoeditor.charts.timeline import timeline_chart
    from geoeditor.pictures.measure import qt_measure

    kind, view_id = _view(document, view)
    facts = chart_facts(document, view_id)
    draw = timeline_chart if kind == "timeline" else graph_chart
    return draw(facts, size, qt_measure(), title=title)


def _view(document: Document, name: str) -> tuple[str, int | None]:
    """Return kind and id of a saved view, or one of the two that are always there."""
    with document.read() as connection:
        row = connection.execute("SELECT kind, id FROM view WHERE name = ?", (name,)).fetchone()
        saved = [saved for (saved,) in connection.execute("SELECT name FROM view WHERE kind <> 'table' ORDER BY name")]
    if row is not None and row[0] in CHARTS:
        return str(row[0]), int(row[1])
    if name in CHARTS:
        return name, None
    raise UserError(
        tr(
            "There is no chart “{name}” in this project, so nothing was written; choose one of {known}.",
            name=name[:60],
            known=", ".join((*CHARTS, *saved)),
        )
    )


def _drawn(document: Document, picture: DisplayList, suffix: str, dpi: int) -> bytes:
    from geoeditor.pictures.pdf import pdf_bytes
    from geoeditor.pictures.png import png_bytes
    from geoeditor.pictures.svg import svg_bytes

    with document.read() as connection:
        project_id = connection.execute("SELECT id FROM project").fetchone()[0]
    metadata = {"identifier": to_text(project_id)}
    if suffix == ".svg":
        return svg_bytes(picture, to_text, metadata)
    if suffix == ".png":
        return png_bytes(picture, dpi, metadata)
    return pdf_bytes(picture)
