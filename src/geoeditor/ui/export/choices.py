"""What can be exported, in which forms and sizes, and what was chosen last. Plain values; imports no Qt."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from geoeditor.translation import tr

DPIS: Final = (96, 150, 300)
LEAST: Final = (320, 240)
MOST: Final = 20_000
"""Px a side that can be asked for."""
PX_PER_MM: Final = 96 / 25.4
CHART_FORMS: Final = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True)
class Preset:
    """A size of a picture: px at 96 dots an inch; None for what the content needs, or for one's own."""

    key: str
    words: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """A form in which the data leave the program."""

    key: str
    words: str
    suffix: str
    why: str
    table: str = ""


def presets() -> tuple[Preset, ...]:
    """Return the sizes that are offered."""
    return (
        Preset("fit", tr("Fit content")),
        Preset("half", tr("Half a page of a report"), _px(170, 120)),
        Preset("page", tr("Full page, A4 landscape"), _px(297, 210)),
        Preset("slide", tr("Slide, 16:9"), (1280, 720)),
        Preset("own", tr("Own size")),
    )


def _px(width: float, height: float) -> tuple[int, int]:
    return round(width * PX_PER_MM), round(height * PX_PER_MM)


A4: Final = _px(297, 210)


def form_words(form: str) -> str:
    """Return what a form of picture is called, and what it is good for."""
    return {
        "png": tr("PNG – picture for web and slides"),
        "svg": tr("SVG – vectors that can be edited"),
        "pdf": tr("PDF – vectors for print"),
    }[form]


def data_forms() -> tuple[Data, ...]:
    """Return the forms of data that are offered."""
    tables = (
        ("actors", tr("Actors as CSV")),
        ("events", tr("Events as CSV")),
        ("links", tr("Links as CSV")),
        ("participations", tr("Participations as CSV")),
        ("sources", tr("Sources as CSV")),
        ("citations", tr("Passages as CSV")),
    )
    csv = tr("One table, one row a record, for spreadsheets and statistics. Names stand beside ids.")
    return (
        Data(
            "json",
            tr("Whole project as JSON"),
            ".json",
            tr("Everything the project holds, without loss; GeoEditor can import it again."),
        ),
        Data("xlsx", tr("All tables as a workbook"), ".xlsx", tr("One sheet a table, for Excel and LibreOffice.")),
        Data("zip", tr("All tables as CSV"), ".zip", tr("One CSV file a table, packed into a ZIP archive.")),
        Data("gexf", tr("Network as GEXF"), ".gexf", tr("Actors and links with their times, for Gephi.")),
        Data(
            "graphml",
            tr("Network as GraphML"),
            ".graphml",
            tr("Actors and links, for yEd, Cytoscape, igraph and others."),
        ),
        *(Data(f"csv.{table}", words, ".csv", csv, table) for table, words in tables),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen last in the dialog; the title is not kept, as it belongs to one chart."""

    what: str = "timeline"
    form: str = "png"
    preset: str = "fit"
    width: int = 1280
    height: int = 720
    dpi: int = 150
    legend: bool = True
    sources: bool = True
    dark: bool = False
    folder: str = ""

    def as_values(self) -> dict[str, object]:
        """Return plain values by the names of the fields."""
        return asdict(self)


def read_choice(values: Mapping[str, object]) -> Choice:
    """Return a choice from plain values of a file; what does not fit is as by default."""
    default = Choice()
    found = {
        field.name: values[field.name]
        if type(values.get(field.name)) is type(field.default) and _fits(field.name, values[field.name])
        else field.default
        for field in fields(Choice)
    }
    return Choice(
        what=str(found["what"]),
        form=str(found["form"]),
        preset=str(found["preset"]),
        width=int(str(found["width"])),
        height=int(str(found["height"])),
        dpi=int(str(found["dpi"])),
        legend=bool(found["legend"]),
        sources=bool(found["sources"]),
        dark=bool(found["dark"]),
        folder=str(found["folder"]) or default.folder,
    )


def _fits(name: str, value: object) -> bool:
    allowed: dict[str, tuple[object, ...]] = {
        "form": CHART_FORMS,
        "preset": tuple(preset.key for preset in presets()),
        "dpi": DPIS,
    }
    if name in allowed:
        return value in allowed[name]
    if name in ("width", "height"):
        least = LEAST[0] if name == "width" else LEAST[1]
        return isinstance(value, int) and least <= value <= MOST
    return True
