"""Files in: articles and projects taken into a project, and proposals for a text. Prints nothing."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from geoeditor import when
from geoeditor.core.commands.acceptance import Proposals, import_article
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.queries.dating import date_habits
from geoeditor.core.queries.summary import known_names
from geoeditor.exchange.articles import Article, read_article
from geoeditor.reading import KnownActor, Suggestions, as_json, suggest
from geoeditor.translation import shown, tr, trn


@dataclass(slots=True)
class TakenIn:
    """What an import came to: lines to answer, lines that name problems, and lines on how a file was read."""

    answers: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


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
def new_project(path: Path, title: str = "") -> Iterator[Document]:
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


def suggestions(
    file: str, published: str, project: str | None, read: Callable[[str], Article] = read_article
) -> Suggestions:
    """Return the proposals for a text, made with the names that a project knows, if one is given.

    Without a date of publication, the one that the file gives counts, unless it is a guess.
    """
    article = read(file)
    published = published or _sure_date(article)
    if project is None:
        return suggest(article.text, published)
    with Document.open_copy(project) as document:
        return suggest(article.text, published, _known(document), date_habits(document))


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
    read_one: Callable[[str], Article] = read_article,
) -> TakenIn:
    """Take files into a project, all as one step; a project made for them goes again where nothing came in.

    `tell` hears of each file before it is worked on. All files are read before anything is made, so one that is refused
    leaves nothing behind. `read_one` reads an article, as in a process of its own.
    """
    read = [(file, _read(file, read_one)) for file in files]
    path = Path(project)
    if os.path.lexists(path):
        opened: AbstractContextManager[Document] = Document.open(path)
    else:
        name, first = read[0]
        opened = new_project(path, _title(name, first) if isinstance(first, Article) else "")
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


def _read(file: str, read_one: Callable[[str], Article]) -> Article | bytes:
    if Path(file).suffix.lower() != ".json":
        return read_one(file)
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
    certain = published or _sure_date(article)
    found = as_json(suggest(article.text, certain, _known(document), date_habits(document)))
    accepted = import_article(
        document,
        article.text,
        {
            "title": title,
            "kind": kind,
            "t": published or article.published,
            "published_from": "user" if published else article.published_from,
            "author": article.author,
            "publisher": article.publisher,
            "url": article.url,
            "language": article.language,
        },
        cast(Proposals, found),
        at_least,
    )
    done.notes += _told_of(article, title, published)
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


def _told_of(article: Article, title: str, published: str) -> Iterator[str]:
    """Yield what a person should know of how an article was read."""
    for warning in article.warnings:
        yield tr("“{title}”: {warning}", title=shown(title), warning=warning)
    if article.published and not published and article.published_from == "text":
        yield tr(
            "“{title}”: {date} is a guess from its text; give --published, so that “last week” can be counted from it.",
            title=shown(title),
            date=article.published,
        )


def _sure_date(article: Article) -> str:
    """Return when an article was published, '' where that is unknown or guessed: other dates are counted from it."""
    return "" if article.published_from == "text" else article.published


def _same_text(document: Document, article: Article) -> str:
    with document.read() as connection:
        row = connection.execute("SELECT title FROM source WHERE text_sha256 = ?", (article.sha256,)).fetchone()
    return "" if row is None else row[0]
