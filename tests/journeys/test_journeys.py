"""From a text to charts and back, by commands alone."""

import json
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.journeys.command_line import Here

from geoeditor.core.commands.views import add_view
from geoeditor.core.document import Document

SUFFIXES = ("svg", "png", "pdf", "json", "csv", "zip", "xlsx", "gexf", "graphml")


def _xml(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - our own file


def _assert_whole(path: Path) -> None:
    """Make sure that a file is what its ending says, by reading it."""
    data = path.read_bytes()
    match path.suffix:
        case ".svg" | ".gexf" | ".graphml":
            assert len(list(_xml(data).iter())) > 30
        case ".png":
            assert data.startswith(b"\x89PNG\r\n\x1a\n") and data.endswith(b"IEND\xaeB`\x82")
        case ".pdf":
            assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
        case ".zip" | ".xlsx":
            assert zipfile.ZipFile(BytesIO(data)).testzip() is None
        case ".json":
            assert json.loads(data)["format"] == "geoeditor-project"
        case _:
            assert data.decode().count("\n") > 10


def test_the_sample_goes_out_in_every_form_and_comes_back_the_same(here: Here, tmp_path: Path) -> None:
    assert here("sample", "--to", "s.geoeditor").code == 0
    for suffix in SUFFIXES:
        out = tmp_path / f"out.{suffix}"
        assert here("export", "s.geoeditor", out).talk == ""
        _assert_whole(out)
    assert here("import", "again.geoeditor", "out.json").code == 0
    first = (tmp_path / "out.json").read_bytes()
    assert here("export", "again.geoeditor", "-").out == first
    assert here("check", "again.geoeditor").out == b"The project is sound.\n"
    assert here("undo", "again.geoeditor").code == 0
    assert json.loads(here("info", "again.geoeditor", "--json").out)["counts"]["actor"] == 0
    assert here("redo", "again.geoeditor").code == 0
    assert here("export", "again.geoeditor", "-").out == first


def test_an_article_becomes_charts_and_undoing_all_leaves_an_empty_project(
    here: Here, article: Path, tmp_path: Path
) -> None:
    with Document.create(tmp_path / "p.geoeditor", "Fish"):
        pass
    empty = here("export", "p.geoeditor", "-").out
    done = here("import", "p.geoeditor", article, "--published", "14 March 2025", "--accept", "0.5")
    assert done.code == 0
    assert "new actors" in done.out.decode()
    for view in ("timeline", "graph"):
        drawn = here("export", "p.geoeditor", f"{view}.svg", "--view", view, "--title", "Fish & ships")
        assert drawn.code == 0, drawn
        chart = (tmp_path / f"{view}.svg").read_text("utf-8")
        assert "Støre" in chart
        assert "Fish &amp; ships" in chart
    assert here("undo", "p.geoeditor", "9").code == 1
    assert here("export", "p.geoeditor", "-").out == empty


def test_a_json_import_into_a_project_with_facts_keeps_them(here: Here, project: Path, article: Path) -> None:
    assert here("import", "fish.geoeditor", article, "--accept", "0").code == 0
    assert here("export", project, "sample.json").code == 0
    before = json.loads(here("info", "fish.geoeditor", "--json").out)["counts"]
    added = json.loads(here("info", project, "--json").out)["counts"]
    assert here("import", "fish.geoeditor", "sample.json").code == 0
    after = json.loads(here("info", "fish.geoeditor", "--json").out)["counts"]
    assert {name: before[name] + added[name] for name in ("actor", "event", "link", "source")} == {
        name: after[name] for name in ("actor", "event", "link", "source")
    }
    assert here("undo", "fish.geoeditor").code == 0
    assert json.loads(here("info", "fish.geoeditor", "--json").out)["counts"] == before


@pytest.mark.parametrize("kind", ["timeline", "graph"])
def test_a_saved_view_is_drawn_by_its_name(here: Here, project: Path, tmp_path: Path, kind: str) -> None:
    with Document.open(project) as document:
        add_view(document, name="For the report", kind=kind)
    assert here("export", project, "saved.svg", "--view", "For the report").code == 0
    assert here("export", project, "plain.svg", "--view", kind).code == 0
    saved, plain = ((tmp_path / name).read_bytes() for name in ("saved.svg", "plain.svg"))
    assert saved.count(b"<g ") == plain.count(b"<g ")


def test_size_resolution_and_title_are_those_asked_for(here: Here, project: Path, tmp_path: Path) -> None:
    assert here("export", project, "t.png", "--size", "1500x1300", "--dpi", "192").code == 0
    data = (tmp_path / "t.png").read_bytes()
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (3000, 2600)
    assert here("export", project, "t.svg", "--size", "1500x1300", "--title", "Two capitals").code == 0
    root = _xml((tmp_path / "t.svg").read_bytes())
    assert root.get("viewBox") == "0 0 1500 1300"
    assert "Two capitals" in "".join(root.itertext())


def test_the_sample_folder_holds_the_charts_and_the_json(here: Here, tmp_path: Path) -> None:
    answer = here("sample", "--headless", "--out", "pictures")
    assert answer.code == 0
    names = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert names == {"timeline.png", "timeline.svg", "graph.png", "graph.svg", "project.json"}
    assert all(f"pictures/{name}" in answer.out.decode() for name in names)
    for path in (tmp_path / "pictures").iterdir():
        _assert_whole(path)


def test_a_damaged_project_is_saved_as_far_as_it_can_be_read(here: Here, project: Path, tmp_path: Path) -> None:
    data = bytearray(project.read_bytes())
    data[200_000:204_096] = bytes(4096)
    project.write_bytes(data)
    answer = here("check", project, "--recover", "new.geoeditor")
    assert answer.code in (0, 1), answer
    assert answer.out.decode().startswith("Wrote new.geoeditor with ")
    assert here("check", "new.geoeditor").code == 0
    assert project.read_bytes() == data
