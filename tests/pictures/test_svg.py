"""SVG: strict XML, one group a fact, real text, nothing that runs, whatever the strings hold."""

import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.charts.display import DisplayList, Drawing, Style
from geoeditor.charts.lettering import estimated
from geoeditor.core.identifiers import to_text
from geoeditor.pictures.svg import svg_bytes

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg", "title", "desc", "metadata", "defs", "style", "linearGradient", "stop",
    "g", "rect", "circle", "line", "polyline", "polygon", "path", "text",
}  # fmt: skip
NASTY = [
    "]]>",
    "</style><script>x()</script>",
    "javascript:alert(1)",
    '" onload="x()',
    "\x00",
    "\ufffe",
    "\ud800",
    "&lt;",
]


def _parsed(picture: DisplayList, **metadata: str) -> ET.Element:
    return _strictly(svg_bytes(picture, to_text, metadata).decode("utf-8", "strict"))


def _strictly(svg: str) -> ET.Element:
    parser = ET.XMLParser()  # noqa: S314 - it reads what we have just written ourselves
    parser.feed(svg)
    root: ET.Element = parser.close()
    return root


def _named(text: str) -> DisplayList:
    drawing = Drawing()
    drawing.begin(1, ("event", text), text)
    drawing.circle(5, 5, 2, Style(fill="#000000"))
    drawing.text(10, 20, text, 12, estimated(text, 12), "#1f2328")
    return drawing.finish(100, 50, text, text, "#ffffff")


def test_each_fact_is_a_group_with_its_id_classes_and_title(picture: DisplayList) -> None:
    groups = {g.get("id"): g for g in _parsed(picture).iter(f"{SVG}g") if g.get("id")}
    assert list(groups) == [f"f-{to_text(7)}", f"f-{to_text(8)}", f"f-{to_text(7)}-2"]
    event = groups["f-0000000000007"]
    assert event.get("class") == "event kind-event-consult status-planned"
    assert event.findtext(f"{SVG}title") == "Talks & <tea>\n4 March 2024"


def test_ids_are_unique(picture: DisplayList) -> None:
    ids = [element.get("id") for element in _parsed(picture).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_texts_are_texts_with_fonts_for_many_scripts(picture: DisplayList) -> None:
    root = _parsed(picture)
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Talks & <tea> “10%”", "国家 محمد"]
    style = root.findtext(f"{SVG}defs/{SVG}style") or ""
    assert "sans-serif" in style
    assert "CJK" in style


def test_every_shape_is_there(picture: DisplayList) -> None:
    root = _parsed(picture)
    counts = {
        name: len(list(root.iter(f"{SVG}{name}"))) for name in ("rect", "circle", "line", "path", "polyline", "polygon")
    }
    assert counts == {"rect": 3, "circle": 2, "line": 1, "path": 1, "polyline": 1, "polygon": 1}


def test_a_fade_is_a_gradient_that_exists(picture: DisplayList) -> None:
    root = _parsed(picture)
    style = root.findtext(f"{SVG}defs/{SVG}style") or ""
    names = [gradient.get("id") for gradient in root.iter(f"{SVG}linearGradient")]
    assert names == ["fade1"]
    assert "url(#fade1)" in style


def test_the_file_says_what_it_is(picture: DisplayList) -> None:
    svg = svg_bytes(picture, to_text, {"identifier": "Q&A", "date": "2024-10-03", "not a name<": "x"}).decode()
    _strictly(svg)
    assert "<dc:title>A title</dc:title>" in svg
    assert "<dc:identifier>Q&amp;A</dc:identifier>" in svg
    assert "<dc:date>2024-10-03</dc:date>" in svg
    assert "not a name" not in svg


@given(
    st.text()
    | st.sampled_from(NASTY)
    | st.text(alphabet=st.characters(codec=None, categories=["Cs", "Cc", "Co", "Cn"]))
)
def test_no_string_breaks_the_file_or_brings_in_anything_that_runs(text: str) -> None:
    root = _parsed(_named(text), description=text)
    for element in root.iter():
        if element.tag.startswith(SVG):
            assert element.tag.removeprefix(SVG) in ALLOWED
        assert not any(name.startswith("on") or name.endswith("href") for name in element.attrib)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\uffff", "\ud800", "\udfff"])
def test_characters_that_xml_cannot_hold_are_shown_as_replaced(character: str) -> None:
    root = _parsed(_named(f"a{character}b"))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["a\ufffdb"]


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0xD7FF)))
def test_every_other_string_reads_back_as_it_was(text: str) -> None:
    root = _parsed(_named(text))
    assert (next(root.iter(f"{SVG}text")).text or "") == text


def test_the_same_picture_gives_the_same_bytes(picture: DisplayList) -> None:
    assert svg_bytes(picture, to_text) == svg_bytes(picture, to_text)


def test_a_chart_becomes_svg_without_qt() -> None:
    program = (
        "import sys\n"
        "from geoeditor.charts.lettering import estimated\n"
        "from geoeditor.charts.timeline import timeline_chart\n"
        "from geoeditor.core.identifiers import to_text\n"
        "from geoeditor.core.queries.chart_facts import ChartEvent, ChartFacts\n"
        "from geoeditor.pictures.svg import svg_bytes\n"
        "facts = ChartFacts('A', (), (ChartEvent(5, 'Talks', t='2024'),))\n"
        "assert b'f-0000000000005' in svg_bytes(timeline_chart(facts, None, estimated), to_text)\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
