"""The graph: nodes by kind, links by sign, status and evidence, nobody lost, given places kept."""

import dataclasses

import numpy as np
import pytest

from geoeditor.charts.display import Dash, DisplayList, Shape, Style
from geoeditor.charts.graph import graph_chart
from geoeditor.charts.graph.links import outline
from geoeditor.charts.graph.nodes import Nodes, assemble, lay_out
from geoeditor.charts.lettering import estimated
from geoeditor.core.queries.chart_facts import ChartActor, ChartFacts, ChartLink, Evidence
from geoeditor.layout.boxes import Floats
from geoeditor.layout.routes import points


def _group(picture: DisplayList, fact: int) -> int:
    return next(i for i, group in enumerate(picture.groups) if group.fact == fact)


def _shapes(picture: DisplayList, fact: int) -> list[tuple[Shape, Style, Floats]]:
    return [
        (
            Shape(int(picture.kinds[i])),
            picture.styles[picture.style_of[i]],
            picture.numbers[picture.starts[i] : picture.starts[i + 1]],
        )
        for i in np.flatnonzero(picture.group_of == _group(picture, fact))
    ]


def _centre(picture: DisplayList, fact: int) -> tuple[float, float]:
    x0, y0, x1, y1 = picture.boxes()[np.flatnonzero(picture.group_of == _group(picture, fact))[-1]]
    return (x0 + x1) / 2, (y0 + y1) / 2


def _pair(*links: ChartLink) -> DisplayList:
    actors = (ChartActor(1, "Anna", "actor.person"), ChartActor(2, "Ostland", "actor.state"))
    return graph_chart(ChartFacts("", actors, (), links), None, estimated, legend=False)


@pytest.mark.parametrize(
    ("kind", "named", "shapes"),
    [
        ("actor.person", True, [Shape.CIRCLE]),
        ("actor.person.official", True, [Shape.CIRCLE]),
        ("actor.state", True, [Shape.RECT]),
        ("actor.organisation", True, [Shape.RECT]),
        ("actor.group", True, [Shape.CIRCLE, Shape.CIRCLE]),
        ("actor.place", True, [Shape.POLYGON]),
        ("", True, [Shape.POLYGON]),
        ("actor.person", False, [Shape.CIRCLE]),
    ],
)
def test_a_kind_is_a_shape(kind: str, named: bool, shapes: list[Shape]) -> None:
    facts = ChartFacts("", (ChartActor(1, "A", kind, named=named),))
    found = _shapes(graph_chart(facts, None, estimated), 1)
    assert [shape for shape, _, _ in found] == shapes
    assert (found[0][1].dash is Dash.SHORT) == (not named)


def test_states_are_rounded_and_organisations_are_not() -> None:
    facts = ChartFacts("", (ChartActor(1, "A", "actor.state"), ChartActor(2, "B", "actor.organisation")))
    picture = graph_chart(facts, None, estimated)
    assert _shapes(picture, 1)[0][2][4] > 0
    assert _shapes(picture, 2)[0][2][4] == 0


def test_who_has_more_links_is_larger(story: ChartFacts) -> None:
    picture = graph_chart(story, None, estimated)
    assert _shapes(picture, 101)[0][2][2] > _shapes(picture, 110)[0][2][2] > 0


def test_actors_without_links_stand_in_a_row_below() -> None:
    actors = tuple(ChartActor(i, f"Actor {i}", "actor.person") for i in range(1, 7))
    picture = graph_chart(ChartFacts("", actors, (), (ChartLink(9, 1, 2, "knows"),)), None, estimated)
    heights = {_centre(picture, fact)[1] for fact in range(3, 7)}
    assert len(heights) == 1
    assert min(heights) > max(_centre(picture, 1)[1], _centre(picture, 2)[1])


def test_given_places_are_kept_to_each_other(story: ChartFacts) -> None:
    spots = {100: (0.0, 0.0), 101: (400.0, 0.0), 103: (0.0, 300.0), 104: (420.0, 320.0)}
    picture = graph_chart(dataclasses.replace(story, positions=spots), None, estimated)
    base = np.array(_centre(picture, 100))
    for fact, spot in spots.items():
        assert np.array(_centre(picture, fact)) - base == pytest.approx(np.array(spot), abs=0.01)


def test_a_link_begins_and_ends_at_the_outlines() -> None:
    picture = _pair(ChartLink(5, 1, 2, "", directed=False))
    curve = next(n for kind, _, n in _shapes(picture, 5) if kind == Shape.CURVE)
    radius = _shapes(picture, 1)[0][2][2]
    assert np.hypot(*(curve[:2] - _centre(picture, 1))) == pytest.approx(radius, abs=1.5)
    half = _shapes(picture, 2)[0][2][2] / 2
    assert np.abs(curve[6:] - _centre(picture, 2)).max() == pytest.approx(half, abs=1.5)


def test_outlines_differ_by_shape() -> None:
    assert outline("actor.person", 10, 0.7) == 10
    assert outline("actor.place", 10, 0) == pytest.approx(10)
    assert outline("actor.place", 10, np.pi / 4) == pytest.approx(7.07, abs=0.01)
    assert outline("actor.organisation", 10, np.pi / 4) == pytest.approx(12.73, abs=0.01)


def test_directed_links_have_one_arrow_head_at_their_end() -> None:
    picture = _pair(ChartLink(5, 2, 1, "leads"))
    heads = [n for kind, _, n in _shapes(picture, 5) if kind == Shape.POLYGON]
    assert len(heads) == 1
    tip = heads[0][:2]
    assert np.hypot(*(tip - _centre(picture, 1))) < np.hypot(*(tip - _centre(picture, 2)))
    both = _pair(ChartLink(5, 2, 1, "allied with", directed=False, evidence=Evidence(1, 1)))
    assert not [n for kind, _, n in _shapes(both, 5) if kind == Shape.POLYGON]


def test_parallel_links_lie_apart_whichever_way_they_go() -> None:
    picture = _pair(*(ChartLink(5 + i, 1 + i % 2, 2 - i % 2, "", directed=False) for i in range(3)))
    middles = []
    for fact in (5, 6, 7):
        curve = next(n for kind, _, n in _shapes(picture, fact) if kind == Shape.CURVE)
        middles.append(points(curve, np.array([0.5]))[0])
    gaps = [np.hypot(*(middles[a] - middles[b])) for a, b in ((0, 1), (1, 2), (0, 2))]
    assert min(gaps) > 25


def test_a_link_goes_around_a_node_that_stands_in_its_way() -> None:
    actors = tuple(ChartActor(i, "", "actor.person") for i in (1, 2, 3))
    spots = {1: (0.0, 0.0), 2: (200.0, 0.0), 3: (400.0, 0.0)}
    facts = ChartFacts("", actors, (), (ChartLink(9, 1, 3, "", directed=False),), positions=spots)
    picture = graph_chart(facts, None, estimated)
    middle = np.array(_centre(picture, 2))
    curves = [n for kind, _, n in _shapes(picture, 9) if kind == Shape.CURVE]
    ways = np.vstack([points(curve, np.linspace(0, 1, 50)) for curve in curves])
    assert np.hypot(*(ways - middle).T).min() > 10


FUNDS = ChartLink(5, 1, 2, "funds", sign=1, evidence=Evidence(2, 2))


@pytest.mark.parametrize(
    ("link", "dash", "label"),
    [
        (dataclasses.replace(FUNDS, status="planned"), Dash.LONG, "+\u00a0funds"),
        (dataclasses.replace(FUNDS, status="hypothetical"), Dash.SHORT, "+\u00a0funds?"),
        (dataclasses.replace(FUNDS, sign=-1), Dash.SOLID, "−\u00a0funds"),
        (dataclasses.replace(FUNDS, sign=0), Dash.SOLID, "funds"),
        (
            dataclasses.replace(FUNDS, evidence=Evidence(1, 1, ("Dana Whitfield",))),
            Dash.DOTTED,
            "+\u00a0funds\u00a0(DW)",
        ),
        (
            dataclasses.replace(FUNDS, evidence=Evidence(1, 1, ("Dana Whitfield",), disputed=True)),
            Dash.DOTTED,
            "+\u00a0funds\u00a0≠\u00a0(DW)",
        ),
    ],
)
def test_sign_status_and_claims_show_in_line_and_label(link: ChartLink, dash: Dash, label: str) -> None:
    picture = _pair(link)
    assert {s.dash for kind, s, _ in _shapes(picture, 5) if kind == Shape.CURVE} == {dash}
    assert [text.text for text in picture.texts if text.group == _group(picture, 5)] == [label]


def test_without_evidence_the_arrow_is_hollow_and_the_line_thin() -> None:
    hollow = _pair(ChartLink(5, 1, 2, "funds"))
    head = next(s for kind, s, _ in _shapes(hollow, 5) if kind == Shape.POLYGON)
    assert head.fill == hollow.ground
    assert {s.width for kind, s, _ in _shapes(hollow, 5) if kind == Shape.CURVE} == {1.0}


def test_lines_stop_at_labels(story: ChartFacts) -> None:
    picture = graph_chart(story, None, estimated)
    words = [text.box for text in picture.texts if "link" in picture.groups[text.group].classes]
    for link in story.links:
        for kind, _, values in _shapes(picture, link.id):
            if kind == Shape.CURVE:
                way = points(values, np.linspace(0, 1, 60))
                for x0, y0, x1, y1 in words:
                    inside = (way[:, 0] > x0) & (way[:, 0] < x1) & (way[:, 1] > y0) & (way[:, 1] < y1)
                    assert not inside.any()


@pytest.mark.parametrize("sign", [1, -1])
def test_no_line_ends_with_the_sign(sign: int) -> None:
    label = "integrationsverhandlungen with the other side of the strait"
    picture = _pair(ChartLink(5, 1, 2, label, sign=sign, directed=False))
    lines = [text.text for text in picture.texts if text.group == _group(picture, 5)]
    assert len(lines) > 1
    assert lines[0].startswith(("+\u00a0integr", "−\u00a0integr"))
    assert not any(line.strip() in ("+", "−", "·") for line in lines)


def test_labels_of_parallel_links_lie_on_no_neighbour() -> None:
    words = ("maintains ties with", "reaffirms ties to", "deepens ties with", "expresses concern over")
    picture = _pair(*(ChartLink(5 + i, 1, 2, label, evidence=Evidence(1, 1)) for i, label in enumerate(words)))
    for fact in range(5, 9):
        boxes = [text.box for text in picture.texts if text.group == _group(picture, fact)]
        assert boxes
        for other in range(5, 9):
            curves = [n for kind, _, n in _shapes(picture, other) if kind == Shape.CURVE and other != fact]
            for curve in curves:
                way = points(curve, np.linspace(0, 1, 80))
                for x0, y0, x1, y1 in boxes:
                    assert not ((way[:, 0] > x0) & (way[:, 0] < x1) & (way[:, 1] > y0) & (way[:, 1] < y1)).any()
                # Cut in two is its own line, by its own label alone.
            assert len(curves) <= 2


def test_a_wide_layout_sets_loners_beside_the_others() -> None:
    boxes = np.tile((-40.0, -10.0, 40.0, 30.0), (8, 1))
    pairs = np.array([[0, 1], [1, 2], [2, 3]])
    tall = assemble(lay_out(Nodes(boxes, pairs, np.full(3, 150.0), {}, aspect=0.5)), 1.0)
    wide = assemble(lay_out(Nodes(boxes, pairs, np.full(3, 150.0), {}, aspect=40.0)), 1.0)
    assert tall[4:, 1].min() > tall[:4, 1].max()
    assert wide[4:, 0].min() > wide[:4, 0].max()
