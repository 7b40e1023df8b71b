"""Charts and data out: what a file is to hold, and the writing of it. Prints nothing, knows no window.

The command line asks for a whole export by the name of a file; the window for charts and bytes one by one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geoeditor.charts.display import DisplayList
from geoeditor.charts.lettering import Measure
from geoeditor.charts.palette import DARK, LIGHT
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import to_text
from geoeditor.core.queries.chart_facts import ChartFacts
from geoeditor.core.queries.chart_limits import Omission
from geoeditor.core.queries.chart_reading import chart_facts
from geoeditor.core.queries.graph import default_graph_view
from geoeditor.exchange.writer import write_atomically
from geoeditor.translation import tr

PICTURES: Final = (".svg", ".png", ".pdf")
DATA: Final = (".json", ".csv", ".zip", ".xlsx", ".gexf", ".graphml")
CHARTS: Final = ("timeline", "graph")
Size = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a project: its name, whether it is a timeline or graph, and the saved view that has its places."""

    name: str
    kind: str
    view_id: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is to look; no size takes what the content needs, no title the project's."""

    size: Size = None
    title: str = ""
    legend: bool = True
    sources: bool = True
    """The line that names the sources is shown."""
    dark: bool = False


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
            with qt_without_window():
                picture = chart_of(document, view or "timeline", Look(size, title))
                return picture_bytes(picture, suffix, dpi, project_identifier(document))
        return data_bytes(document, suffix, view)


def data_bytes(document: Document, suffix: str, table: str = "") -> bytes:
    """Return the data of a project in the form that a suffix stands for; CSV holds one table, events unless named."""
    if suffix == ".json":
        from geoeditor.exchange.project_json import export_json

        return export_json(document)
    if suffix in (".gexf", ".graphml"):
        from geoeditor.exchange.graph_formats import gexf_bytes, graphml_bytes

        return gexf_bytes(document) if suffix == ".gexf" else graphml_bytes(document)
    if suffix == ".xlsx":
        from geoeditor.exchange.spreadsheet import xlsx_bytes

        return xlsx_bytes(document)
    from geoeditor.exchange.csv_tables import csv_bundle, csv_table

    return csv_bundle(document) if suffix == ".zip" else csv_table(document, table or "events")


@contextmanager
def qt_without_window() -> Iterator[None]:
    """Keep Qt running, without a window, for as long as a picture is measured and painted."""
    from geoeditor.pictures.measure import start_qt

    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a display that is named but not there would end the program
    application = start_qt()
    yield
    del application


def chart_of(document: Document, view: str, look: Look) -> DisplayList:
    """Return a saved view, or the timeline or graph, as a picture; QtGui must run.

    Raises: UserError where there is none of this name, or the size is too small.
    """
    from geoeditor.pictures.measure import qt_measure

    chart = _named(document, view)
    return drawn(chart, chart_facts(document, chart.view_id), look, qt_measure())


def drawn(
    chart: Chart, facts: ChartFacts, look: Look, measure: Measure, omitted: Omission | None = None, words: str = ""
) -> DisplayList:
    """Return facts, or what an omission leaves of them, as a picture; needs no document and may run in a thread.

    `words` say under the chart what is left out.

    Raises: UserError where the size is too small.
    """
    from geoeditor.charts.graph import graph_chart
    from geoeditor.charts.timeline import timeline_chart

    draw = timeline_chart if chart.kind == "timeline" else graph_chart
    shown = facts if omitted is None else omitted.applied(facts)
    if not look.sources:
        shown = replace(shown, sources=())
    palette = DARK if look.dark else LIGHT
    return draw(shown, look.size, measure, title=look.title, legend=look.legend, palette=palette, omitted=words)


def charts_of(document: Document) -> list[Chart]:
    """Return the charts of a project: timeline and graph, which are always there, then the saved views by name."""
    with document.read() as connection:
        places = default_graph_view(connection)
        saved = connection.execute("SELECT name, kind, id FROM view WHERE kind <> 'table' ORDER BY name").fetchall()
    always = [Chart("timeline", "timeline", None), Chart("graph", "graph", places)]
    return always + [Chart(name, kind, row) for name, kind, row in saved if kind in CHARTS and row != places]


def _named(document: Document, name: str) -> Chart:
    with document.read() as connection:
        row = connection.execute("SELECT kind, id FROM view WHERE name = ?", (name,)).fetchone()
        saved = [saved for (saved,) in connection.execute("SELECT name FROM view WHERE kind <> 'table' ORDER BY name")]
        places = default_graph_view(connection) if name == "graph" else None
    if row is not None and row[0] in CHARTS:
        return Chart(name, str(row[0]), int(row[1]))
    if name in CHARTS:
        return Chart(name, name, places)
    raise UserError(
        tr(
            "There is no chart “{name}” in this project, so nothing was written; choose one of {known}.",
            name=name[:60],
            known=", ".join((*CHARTS, *saved)),
        )
    )


def project_identifier(document: Document) -> str:
    """Return the id of the project, as it is noted in pictures."""
    with document.read() as connection:
        return to_text(connection.execute("SELECT id FROM project").fetchone()[0])


def picture_bytes(picture: DisplayList, suffix: str, dpi: int, identifier: str) -> bytes:
    """Return a picture as a file of the form that a suffix stands for; QtGui must run.

    Raises: UserError where the picture is too large for that form.
    """
    from geoeditor.pictures.pdf import pdf_bytes
    from geoeditor.pictures.png import png_bytes
    from geoeditor.pictures.svg import svg_bytes

    metadata = {"identifier": identifier}
    if suffix == ".svg":
        return svg_bytes(picture, to_text, metadata)
    if suffix == ".png":
        return png_bytes(picture, dpi, metadata)
    return pdf_bytes(picture)
