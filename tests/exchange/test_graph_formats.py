"""GEXF and GraphML: what they hold, that they are valid, and that every name survives."""

import importlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.core.commands import actors, citations, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.project import change_project
from geoeditor.core.document import Document
from geoeditor.core.identifiers import ActorId, LinkId, to_text
from geoeditor.core.queries import rows
from geoeditor.core.queries.chart_reading import chart_facts
from geoeditor.exchange.graph_formats import gexf_bytes, graphml_bytes

NX = importlib.import_module("networkx")  # it has no types
GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
# The grammar of GEXF 1.3 for static attributes: the attributes an element must and may have.
REQUIRED = {
    "gexf": {"version"},
    "attributes": {"class"},
    "attribute": {"id", "title", "type"},
    "node": {"id"},
    "edge": {"source", "target"},
    "attvalue": {"for", "value"},
}
ALLOWED = {
    "gexf": {"variant"},
    "meta": {"lastmodifieddate"},
    "graph": {"defaultedgetype", "idtype", "timeformat", "mode", "timerepresentation", "timezone"},
    "nodes": {"count"},
    "edges": {"count"},
    "node": {"label", "start", "end"},
    "edge": {"id", "type", "label", "weight", "kind", "start", "end"},
}
CHILDREN = {
    "gexf": "(meta )?graph ",
    "meta": "(creator )?(description )?",
    "graph": "(attributes )*nodes edges ",
    "attributes": "(attribute )*",
    "nodes": "(node )*",
    "edges": "(edge )*",
    "node": "(attvalues )?",
    "edge": "(attvalues )?",
    "attvalues": "(attvalue )*",
}
CHOICES = {
    "version": {"1.3"},
    "class": {"node", "edge"},
    "defaultedgetype": {"directed", "undirected", "mutual"},
    "idtype": {"integer", "string"},
    "timeformat": {"integer", "double", "date", "dateTime"},
    "mode": {"static", "dynamic", "slice"},
    "timerepresentation": {"interval", "timestamp"},
}
TYPES = {"string": r"(?s).+", "integer": r"-?\d+", "double": r"-?\d+(\.\d+)?(e-?\d+)?", "boolean": "true|false"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """Give the project of all tests that do not build their own; tests leave it with its two actors and one link."""
    with Document.create(tmp_path_factory.mktemp("graph") / "any.geoeditor") as fresh:
        ends = [actors.add_actor(fresh, name=name) for name in ("A", "B")]
        links.link_actors(fresh, *ends, label="x")
        yield fresh


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Document]:
    """Give an empty project with a title."""
    with Document.create(tmp_path / "p.geoeditor", "Envoys & missiles <2025>") as fresh:
        yield fresh


def _pair(project: Document) -> tuple[ActorId, ActorId]:
    return actors.add_actor(project, name="Russia", kind="actor.state"), actors.add_actor(project, name="Belarus")


def _local(element: ET.Element) -> str:
    assert element.tag.startswith(GEXF)
    return element.tag.removeprefix(GEXF)


def _check_grammar(data: bytes) -> ET.Element:
    """Return the root of a GEXF file that keeps to the grammar in structure, choices, types and references."""
    root = ET.XML(data)
    assert _local(root) == "gexf"
    for element in root.iter():
        name = _local(element)
        required, allowed = REQUIRED.get(name, set()), ALLOWED.get(name, set())
        assert required <= set(element.keys()) <= required | allowed, name
        if name not in {"creator", "description"}:
            assert not (element.text or "").strip()
        assert not (element.tail or "").strip()
        children = "".join(f"{_local(child)} " for child in element)
        assert re.fullmatch(CHILDREN.get(name, ""), children), name
        for attribute, choices in CHOICES.items():
            assert element.get(attribute) in {*choices, None}
    _check_references(root)
    return root


def _check_references(root: ET.Element) -> None:
    nodes, edges = [list(root.iter(f"{GEXF}{name}")) for name in ("node", "edge")]
    ids = [element.attrib["id"] for element in (*nodes, *edges)]
    assert len(set(ids)) == len(ids)
    known = {node.get("id") for node in nodes}
    for name, elements in (("node", nodes), ("edge", edges)):
        group = root.find(f"{GEXF}graph/{GEXF}{name}s")
        assert group is not None
        assert group.get("count") == str(len(elements))
        declared = root.findall(f"{GEXF}graph/{GEXF}attributes[@class='{name}']/{GEXF}attribute")
        types = {each.attrib["id"]: each.attrib["type"] for each in declared}
        assert len(types) == len(declared)
        for element in elements:
            for value in element.iter(f"{GEXF}attvalue"):
                assert re.fullmatch(TYPES[types[value.attrib["for"]]], value.attrib["value"])
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= known
        assert edge.get("type") in {"directed", "undirected"}
        days = [date.fromisoformat(edge.attrib[end]) for end in ("start", "end") if end in edge.attrib]
        assert days == sorted(days)


def _gexf_edge(project: Document) -> ET.Element:
    edge = _check_grammar(gexf_bytes(project)).find(f"{GEXF}graph/{GEXF}edges/{GEXF}edge")
    assert edge is not None
    return edge


def _gexf_values(element: ET.Element) -> dict[str, str]:
    return {value.attrib["for"]: value.attrib["value"] for value in element.iter(f"{GEXF}attvalue")}


@dataclass(frozen=True)
class Read:
    """A graph as networkx read it; edges are (id, source, target, attributes)."""

    title: object
    directed: bool
    nodes: dict[str, dict[str, object]]
    edges: list[tuple[str, str, str, dict[str, object]]]


def _read_graphml(project: Document) -> Read:
    graph = NX.read_graphml(io.BytesIO(graphml_bytes(project)), edge_key_type=str, force_multigraph=True)
    edges = [(key, *ends, data) for *ends, key, data in graph.edges(keys=True, data=True)]
    return Read(graph.graph.get("title"), graph.is_directed(), dict(graph.nodes(data=True)), edges)


class _BackError(Exception):
    """Raised to leave an edit without trace."""


@contextmanager
def _passing_edit(document: Document) -> Iterator[None]:
    """Let a block change the document and read it, and take the changes back without a write to the disk."""
    with suppress(_BackError), document.edit("Try"):
        yield
        raise _BackError


def _shown(text: str) -> str:
    """Return the text as XML can hold it, by the definition of a character in XML 1.0."""

    def is_legal(code: int) -> bool:
        return code in {0x9, 0xA, 0xD} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000

    return "".join(letter if is_legal(ord(letter)) else "\ufffd" for letter in text)


def _fill(project: Document) -> tuple[LinkId, LinkId]:
    """Write two actors and two links with everything that goes out."""
    russia, belarus = _pair(project)
    actors.change_actor(project, belarus, country="BY", description="A state.\nIn Europe.", t="1991-08-25/..")
    actors.add_name(project, belarus, name="Беларусь")
    actors.add_name(project, belarus, name="Minsk & allies")
    supplies = links.link_actors(
        project,
        russia,
        belarus,
        kind="link.supplies",
        label="missiles",
        status="planned",
        t="2025-08-07/2025-12-31",
        strength=0.25,
        sign=-1,
        description="Oreshnik",
    )
    allied = links.link_actors(project, belarus, russia, kind="link.allied_with", t="1999~/..")
    source = sources.add_source(project, "It will arrive. It will not.", title="News", publisher="Agency")
    speaker = Speaker("Lukashenko", "states")
    citations.cite(project, source, "link", supplies, (0, 15), [speaker])
    citations.cite(project, source, "link", supplies, (16, 28), stance="contradicts")
    citations.cite(project, source, "link", allied, (0, 2))
    return supplies, allied


def test_an_empty_project_is_a_valid_graph_without_nodes(project: Document) -> None:
    root = _check_grammar(gexf_bytes(project))
    assert list(root.iter(f"{GEXF}node")) == []
    assert _read_graphml(project).nodes == {}


def test_gexf_holds_actors_links_and_their_evidence(project: Document) -> None:
    supplies, allied = _fill(project)
    root = _check_grammar(gexf_bytes(project))
    assert [(each.tag.removeprefix(GEXF), each.text) for each in root[0]] == [
        ("creator", "GeoEditor"),
        ("description", "Envoys & missiles <2025>"),
    ]
    russia, belarus = root.iter(f"{GEXF}node")
    assert (russia.get("label"), belarus.get("label")) == ("Russia", "Belarus")
    assert _gexf_values(belarus) == {
        "named": "true",
        "names": "Беларусь; Minsk & allies",
        "country": "BY",
        "description": "A state.\nIn Europe.",
        "t": "1991-08-25/..",
        "passages": "0",
        "publishers": "0",
        "disputed": "false",
    }
    assert _gexf_values(russia)["kind"] == "actor.state"
    first, second = root.iter(f"{GEXF}edge")
    assert first.attrib == {
        "id": to_text(supplies),
        "source": russia.get("id"),
        "target": belarus.get("id"),
        "type": "directed",
        "label": "missiles",
        "kind": "link.supplies",
        "start": "2025-08-07",
        "end": "2025-12-31",
    }
    assert _gexf_values(first) == {
        "kind": "link.supplies",
        "status": "planned",
        "sign": "-1",
        "strength": "0.25",
        "description": "Oreshnik",
        "t": "2025-08-07/2025-12-31",
        "passages": "1",
        "publishers": "1",
        "rests_on": "Lukashenko",
        "disputed": "true",
    }
    assert (second.get("id"), second.get("type"), second.get("start")) == (to_text(allied), "undirected", "1999-01-01")
    assert "end" not in second.attrib
    assert "rests_on" not in _gexf_values(second)


def test_graphml_holds_the_same_and_networkx_reads_it(project: Document) -> None:
    supplies, allied = _fill(project)
    root = _check_grammar(gexf_bytes(project))
    graph = _read_graphml(project)
    assert graph.title == "Envoys & missiles <2025>"
    assert list(graph.nodes) == [node.get("id") for node in root.iter(f"{GEXF}node")]
    for node in root.iter(f"{GEXF}node"):
        read = {name: str(value) for name, value in graph.nodes[node.attrib["id"]].items()}
        assert read.pop("label") == node.get("label")
        assert read == {
            name: text.replace("true", "True").replace("false", "False") for name, text in _gexf_values(node).items()
        }
    edges = {key: (source, target, data) for key, source, target, data in graph.edges}
    russia, belarus = graph.nodes
    assert edges[to_text(supplies)] == (
        russia,
        belarus,
        {
            "label": "missiles",
            "directed": True,
            "kind": "link.supplies",
            "status": "planned",
            "sign": -1,
            "strength": 0.25,
            "description": "Oreshnik",
            "t": "2025-08-07/2025-12-31",
            "passages": 1,
            "publishers": 1,
            "rests_on": "Lukashenko",
            "disputed": True,
        },
    )
    source, target, data = edges[to_text(allied)]
    assert (source, target, data["directed"], data["sign"]) == (belarus, russia, False, 1)


def test_graphml_is_well_formed_by_its_schema(project: Document) -> None:
    _fill(project)
    root = ET.XML(graphml_bytes(project))
    assert root.tag == f"{GRAPHML}graphml"
    *keys, graph = root
    declared = {(key.attrib["for"], key.attrib["id"]) for key in keys}
    assert len(declared) == len(keys)
    assert {key.get("attr.type") for key in keys} <= {"boolean", "int", "long", "float", "double", "string"}
    for element in graph.iter():
        if element.tag == f"{GRAPHML}data":
            continue
        owner = element.tag.removeprefix(GRAPHML)
        if "id" in element.attrib:
            assert re.fullmatch(r"[-.:\w]+", element.attrib["id"], re.ASCII)
        used = [data.attrib["key"] for data in element.findall(f"{GRAPHML}data")]
        assert len(set(used)) == len(used)
        assert {(owner, key) for key in used} <= declared
    assert [edge.get("directed") for edge in graph.iter(f"{GRAPHML}edge")] == [None, "0"]


@pytest.mark.parametrize(("kind", "directed"), [("link.supplies", True), ("link.allied_with", False)])
def test_networkx_reads_gexf_where_all_edges_are_of_one_sort(project: Document, kind: str, directed: bool) -> None:
    russia, belarus = _pair(project)
    link = links.link_actors(project, russia, belarus, kind=kind, t="2025-08")
    graph = NX.read_gexf(io.BytesIO(gexf_bytes(project)))
    assert graph.is_directed() is directed
    assert _read_graphml(project).directed is directed
    (edge,) = graph.edges(data=True)
    assert edge[2]["id"] == to_text(link)
    assert (edge[2]["start"], edge[2]["end"], edge[2]["t"]) == ("2025-08-01", "2025-08-31", "2025-08")


def test_links_of_one_pair_stay_apart(project: Document) -> None:
    russia, belarus = _pair(project)
    made = [links.link_actors(project, russia, belarus, label=label) for label in ("first", "second")]
    assert [key for key, *_ in _read_graphml(project).edges] == [to_text(link) for link in made]
    assert [edge.get("id") for edge in ET.XML(gexf_bytes(project)).iter(f"{GEXF}edge")] == [*map(to_text, made)]


@pytest.mark.parametrize(
    ("t", "start", "end"),
    [
        ("", None, None),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2025-08-01", "2025-08-01", "2025-08-01"),
        ("2025-06-23~/2025-08-07", "2025-06-23", "2025-08-07"),
        ("/2025~", None, "2025-12-31"),
        ("1994-07-20/..", "1994-07-20", None),
        ("[2025-08-01,2025-08-05]", "2025-08-01", "2025-08-05"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2025-08-01T10:00:00", None, None),
        ("2025-08-01T00:00", None, None),
        ("2025-08-01T10:00/2025-08-05", None, "2025-08-05"),
        ("0000/0001-02", None, "0001-02-28"),
        ("-0044", None, None),
        ("2025/Y12000", "2025-01-01", None),
    ],
)
def test_start_and_end_are_only_the_closed_bounds_of_whole_days(
    document: Document, t: str, start: str | None, end: str | None
) -> None:
    (link,) = rows.links(document)
    links.change_link(document, LinkId(link.id), t=t)
    edge = _gexf_edge(document)
    assert (edge.get("start"), edge.get("end")) == (start, end)
    assert _gexf_values(edge).get("t", "") == t
    graph = ET.XML(gexf_bytes(document)).find(f"{GEXF}graph")
    assert graph is not None
    assert graph.get("mode") == ("dynamic" if start or end else None)


@given(name=TEXTS, label=TEXTS, description=TEXTS)
def test_any_text_survives(document: Document, name: str, label: str, description: str) -> None:
    with _passing_edit(document):
        change_project(document, title=f"T{name}")
        actor_id, link_id = ActorId(rows.actors(document)[0].id), LinkId(rows.links(document)[0].id)
        actors.change_actor(document, actor_id, name=f"A{name}", description=description)
        links.change_link(document, link_id, label=f"L{label}", description=description)
        actor, link, title = rows.actors(document)[0], rows.links(document)[0], chart_facts(document).title
        root = _check_grammar(gexf_bytes(document))
        graph = _read_graphml(document)
    node, edge = next(root.iter(f"{GEXF}node")), next(root.iter(f"{GEXF}edge"))
    assert node.get("label") == _shown(actor.name)
    assert edge.get("label") == _shown(link.label)
    assert {_gexf_values(each).get("description", "") for each in (node, edge)} == {_shown(description)}
    read = graph.nodes[to_text(actor_id)]
    ((_, _, _, data),) = graph.edges
    assert (read["label"], data["label"]) == (_shown(actor.name), _shown(link.label))
    assert {each.get("description", "") for each in (read, data)} == {_shown(description)}
    assert graph.title == root.findtext(f"{GEXF}meta/{GEXF}description") == _shown(title)


def test_the_same_project_gives_the_same_bytes(project: Document) -> None:
    _fill(project)
    with Document.open_copy(project.path) as copy:
        assert gexf_bytes(copy) == gexf_bytes(project)
        assert graphml_bytes(copy) == graphml_bytes(project)
