"""Actors and links as a graph for other programs: GEXF 1.3 (Gephi) and GraphML (networkx, igraph, Cytoscape, yEd).

May import core.queries, core.identifiers and `when`. Both formats carry the same nodes, edges and attributes; events
and passages have no place in them, so evidence goes out as counts. The same project always gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from geoeditor import when
from geoeditor.core.document import Document
from geoeditor.core.identifiers import to_text
from geoeditor.core.queries import rows
from geoeditor.core.queries.chart_facts import ChartLink, Evidence
from geoeditor.core.queries.chart_reading import chart_facts
from geoeditor.exchange.xml_text import attributes, content

SEPARATOR: Final = "; "
"""What stands between several names in one attribute."""

Value = str | int | float | bool | None
Columns = Mapping[str, str]

_EVIDENCE: Final[Columns] = {
    "passages": "integer",
    "publishers": "integer",
    "rests_on": "string",
    "disputed": "boolean",
}
_NODE_COLUMNS: Final[Columns] = {
    "kind": "string",
    "named": "boolean",
    "names": "string",
    "country": "string",
    "description": "string",
    "t": "string",
    **_EVIDENCE,
}
_EDGE_COLUMNS: Final[Columns] = {
    "kind": "string",
    "status": "string",
    "sign": "integer",
    "strength": "double",
    "description": "string",
    "t": "string",
    **_EVIDENCE,
}
_GRAPHML_TYPES: Final = {"string": "string", "integer": "int", "double": "double", "boolean": "boolean"}


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Edge:
    id: str
    source: str
    target: str
    label: str
    directed: bool
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Graph:
    title: str
    nodes: list[_Node]
    edges: list[_Edge]

    @property
    def default_direction(self) -> str:
        """Return `undirected` where no edge has a direction, else `directed`."""
        return "undirected" if self.edges and not any(edge.directed for edge in self.edges) else "directed"


def gexf_bytes(document: Document) -> bytes:
    """Return actors and links as GEXF 1.3; each edge says whether it is directed.

    A closed bound of day precision or coarser is also an edge's `start` or `end` (inclusive days); attribute `t`
    always holds the date as it was entered.
    """
    return "".join(f"{line}\n" for line in _gexf(_read(document))).encode("utf-8")


def graphml_bytes(document: Document) -> bytes:
    """Return actors and links as GraphML; the boolean `directed` among an edge's data tells mixed edges apart."""
    return "".join(f"{line}\n" for line in _graphml(_read(document))).encode("utf-8")


def _read(document: Document) -> _Graph:
    with document.read():
        facts = chart_facts(document)
        actor_rows = rows.actors(document)
        descriptions = {row.id: row.description for row in rows.links(document)}
    evidence = {actor.id: actor.evidence for actor in facts.actors}
    return _Graph(
        title=facts.title,
        nodes=[_node(row, evidence[row.id]) for row in actor_rows],
        edges=[_edge(link, descriptions[link.id]) for link in facts.links],
    )


def _node(row: rows.ActorRow, evidence: Evidence) -> _Node:
    values: dict[str, Value] = {
        "kind": row.kind,
        "named": row.named,
        "names": SEPARATOR.join(row.names),
        "country": row.country,
        "description": row.description,
        "t": row.t,
        **_evidence(evidence),
    }
    return _Node(to_text(row.id), row.name, values)


def _edge(link: ChartLink, description: str) -> _Edge:
    values: dict[str, Value] = {
        "kind": link.kind,
        "status": link.status,
        "sign": link.sign,
        "strength": link.strength,
        "description": description,
        "t": link.t,
        **_evidence(link.evidence),
    }
    return _Edge(
        to_text(link.id), to_text(link.from_id), to_text(link.to_id), link.label, directed=link.directed, values=values
    )


def _evidence(evidence: Evidence) -> dict[str, Value]:
    return {
        "passages": evidence.passages,
        "publishers": evidence.publishers,
        "rests_on": SEPARATOR.join(evidence.speakers),
        "disputed": evidence.disputed,
    }


def _written(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Yield the values as text, without those that are not given."""
    for name, value in values.items():
        if isinstance(value, bool):
            yield name, "true" if value else "false"
        elif value not in (None, ""):
            yield name, str(value)


def _days(t: str) -> dict[str, str]:
    """Return the `start` and `end` that xsd:date can hold: closed bounds that fall between two days."""
    date = when.parse(t) if t else None
    if date is None or date.precision in ("second", "minute"):
        return {}
    bounds = {"start": (date.lo, when.earliest_day(t)), "end": (date.hi, when.latest_day(t))}
    return {
        name: day
        for name, (second, day) in bounds.items()
        # years outside 1 to 9999 are written in different ways by different readers of xsd:date
        if second is not None and second % when.DAY == 0 and day and day[0] not in "+-" and day[:4] != "0000"
    }


def _gexf(graph: _Graph) -> Iterator[str]:
    spans = [_days(str(edge.values["t"])) for edge in graph.edges]
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if any(spans) else {}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield f"<meta><creator>GeoEditor</creator><description>{content(graph.title)}</description></meta>"
    yield f"<graph{attributes({'defaultedgetype': graph.default_direction, 'idtype': 'string', **time})}>"
    for owner, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        yield f'<attributes class="{owner}">'
        for name, kind in columns.items():
            yield f"<attribute{attributes({'id': name, 'title': name, 'type': kind})}/>"
        yield "</attributes>"
    yield f'<nodes count="{len(graph.nodes)}">'
    for node in graph.nodes:
        yield f"<node{attributes({'id': node.id, 'label': node.label})}>{_attvalues(node.values)}</node>"
    yield "</nodes>"
    yield f'<edges count="{len(graph.edges)}">'
    for edge, span in zip(graph.edges, spans, strict=True):
        tag = {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "type": "directed" if edge.directed else "undirected",
            "label": edge.label,
            "kind": str(edge.values["kind"]),  # Gephi merges parallel edges of one kind only
            **span,
        }
        yield f"<edge{attributes(tag)}>{_attvalues(edge.values)}</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _attvalues(values: Mapping[str, Value]) -> str:
    each = (f"<attvalue{attributes({'for': name, 'value': text})}/>" for name, text in _written(values))
    return f"<attvalues>{''.join(each)}</attvalues>"


def _graphml(graph: _Graph) -> Iterator[str]:
    default = graph.default_direction
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    keys = (
        ("graph", {"title": "string"}),
        ("node", {"label": "string", **_NODE_COLUMNS}),
        ("edge", {"label": "string", "directed": "boolean", **_EDGE_COLUMNS}),
    )
    for owner, columns in keys:
        for name, kind in columns.items():
            key = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": _GRAPHML_TYPES[kind]}
            yield f"<key{attributes(key)}/>"
    yield f'<graph id="graph" edgedefault="{default}">'
    yield _data("graph", {"title": graph.title})
    for node in graph.nodes:
        yield f"<node{attributes({'id': node.id})}>{_data('node', {'label': node.label, **node.values})}</node>"
    for edge in graph.edges:
        tag = {"id": edge.id, "source": edge.source, "target": edge.target}
        if default == "directed" and not edge.directed:
            # The boolean is written as a digit because networkx refuses a whole file for one “false” among directed
            # edges, and takes the digit.
            tag["directed"] = "0"
        data = _data("edge", {"label": edge.label, "directed": edge.directed, **edge.values})
        yield f"<edge{attributes(tag)}>{data}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(owner: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{owner}-{name}">{content(text)}</data>' for name, text in _written(values))
