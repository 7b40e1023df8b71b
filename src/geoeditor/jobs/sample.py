"""The sample project, its charts and its JSON, made from the article that comes with the program."""

import tempfile
from pathlib import Path

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.exchange.sample import build_sample
from geoeditor.jobs.exporting import (
    CHARTS,
    Look,
    chart_of,
    picture_bytes,
    project_identifier,
    qt_without_window,
    write_out,
)
from geoeditor.jobs.intake import new_project
from geoeditor.resources import resource_path
from geoeditor.translation import tr


def make_sample(to: str | None, out: str | None) -> list[str]:
    """Build the sample project into a file, a folder of charts and JSON, or both; return what was written."""
    written: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(to) if to else Path(temporary) / "sample.geoeditor"
        with new_project(path) as document:
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
    identifier = project_identifier(document)
    with qt_without_window():
        for name in CHARTS:
            picture = chart_of(document, name, Look())
            for suffix in (".svg", ".png"):
                path = folder / f"{name}{suffix}"
                write_out(path, picture_bytes(picture, suffix, 192, identifier))
                written.append(tr("Wrote {path}.", path=path))
    path = folder / "project.json"
    write_out(path, export_json(document))
    return [*written, tr("Wrote {path}.", path=path)]
