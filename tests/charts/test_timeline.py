"""The timeline: who has a storyline, where events lie in time, and how doubt, status and evidence show."""

import numpy as np
import pytest

from geoeditor import when
from geoeditor.charts.display import Dash, DisplayList, Drawing, Shape, Style
from geoeditor.charts.lettering import estimated
from geoeditor.charts.timeline import timeline_chart
from geoeditor.charts.timeline.bars import BarPainter, forms_of
from geoeditor.charts.timeline.cast import choose_cast
from geoeditor.charts.timeline.moments import place_moments, scale_for
from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartFacts, Evidence
from geoeditor.layout.boxes import Floats

PEOPLE = tuple(ChartActor(i, f"Person {i}", "actor.person") for i in range(1, 5))


def _event(t: str, status: str = "occurred", evidence: Evidence | None = None) -> ChartEvent:
    return ChartEvent(
        50, "Talks", "", "", 1, status, t, ((1, "role.actor"), (2, "role.actor")), evidence or Evidence(1, 1)
    )


def _drawn(event: ChartEvent) -> DisplayList:
    other = ChartEvent(51, "Other", t="2020/2024", participants=((3, "role.actor"),), evidence=Evidence(1, 1))
    return timeline_chart(ChartFacts("T", PEOPLE, (event, other)), None, estimated, legend=False)


def _group(picture: DisplayList, fact: int) -> int:
    return next(i for i, group in enumerate(picture.groups) if group.fact == fact)


def _shapes(picture: DisplayList, fact: int) -> list[tuple[Shape, Style, Floats]]:
    mine = np.flatnonzero(picture.group_of == _group(picture, fact))
    return [
        (
            Shape(int(picture.kinds[i])),
            picture.styles[picture.style_of[i]],
            picture.numbers[picture.starts[i] : picture.starts[i + 1]],
        )
        for i in mine
    ]


def _label(picture: DisplayList, fact: int) -> str:
    group = _group(picture, fact)
    return " ".join(text.text for text in picture.texts if text.group == group)


def test_places_have_no_storyline_and_are_named_with_the_event(story: ChartFacts) -> None:
    picture = timeline_chart(story, None, estimated)
    assert not any(group.fact == 108 for group in picture.groups)
    assert "Port Selin" in _label(picture, 205)
    assert "at Port Selin" in picture.groups[_group(picture, 205)].title


def test_actors_without_events_are_counted(story: ChartFacts) -> None:
    cast = choose_cast(story, 100)
    assert cast.idle == 2
    words = " ".join(text.text for text in timeline_chart(story, None, estimated).texts)
    assert "2 actors without events are not shown." in words


def test_events_of_nobody_have_a_line_of_their_own_at_the_bottom(story: ChartFacts) -> None:
    cast = choose_cast(story, 100)
    assert cast.actors[-1] is None
    assert cast.lanes[[event.id for event in cast.events].index(211)] == (len(cast.actors) - 1,)


def test_a_low_picture_keeps_the_busiest_storylines(story: ChartFacts) -> None:
    cast = choose_cast(story, 3)
    assert len(cast.actors) == 3
    assert {actor.id for actor in cast.actors if actor} >= {101}
    assert cast.squeezed_actors == 6
    assert cast.squeezed_events == len(story.events) - len(cast.events)


def test_undated_events_lie_in_the_tray_left_of_the_axis(story: ChartFacts) -> None:
    picture = timeline_chart(story, None, estimated)
    tray = next(i for i, group in enumerate(picture.groups) if "tray" in group.classes)
    x0, _, width, _, _ = picture.numbers[picture.starts[np.flatnonzero(picture.group_of == tray)[0]] :][:5]
    marks = [values[0] for kind, _, values in _shapes(picture, 209) if kind == Shape.CIRCLE]
    assert marks
    assert all(x0 < x < x0 + width for x in marks)
    dated = [values[0] for kind, _, values in _shapes(picture, 201) if kind == Shape.CIRCLE]
    assert all(x > x0 + width for x in dated)


@pytest.mark.parametrize("t", ["2021", "2021-03~", "2021-03/2021-09", "[2021-02,2022-05]", "2022/..", "../2022"])
def test_a_connector_stands_within_the_time_the_event_may_have(t: str) -> None:
    dates = [when.parse("2020-01-01/2023-12-31"), when.parse(t)]
    scale = scale_for(dates, 0.0, 1000.0)
    assert scale is not None
    moment = place_moments([_event(t)], scale, (0.0, 1000.0), (0.0, 0.0))[0]
    assert moment.bar is not None
    assert moment.bar[0] < moment.x < moment.bar[1]


def test_events_of_one_day_stand_side_by_side() -> None:
    events = [_event("2021-05-05") for _ in range(3)]
    scale = scale_for([when.parse("2000/2024"), when.parse("2021-05-05")], 0.0, 1000.0)
    xs = sorted(moment.x for moment in place_moments(events, scale, (0.0, 1000.0), (0.0, 0.0)))
    assert np.diff(xs).min() >= 11.9
    assert xs[2] - xs[0] < 30


def test_no_two_kinds_of_time_look_alike() -> None:
    looks = {}
    for t in (
        "2021",
        "2021~",
        "2021/2022",
        "2021-01-01/2022-01-01",
        "2021~/2022",
        "[2021,2022]",
        "{2021,2022}",
        "2021/..",
        "../2022",
    ):
        drawing = Drawing()
        drawing.begin()
        date = when.parse(t)
        scale = scale_for([when.parse("2019/2024")], 0.0, 1000.0)
        assert scale is not None
        BarPainter(drawing, scale, (0.0, 1000.0), "#ffffff").draw(date, 50, 7, "#c2452d")
        picture = drawing.finish(1000, 100, "", "", "#ffffff")
        looks[t] = (picture.kinds.tobytes(), picture.numbers.tobytes(), picture.styles)
    assert len(set(looks.values())) == len(looks)


def test_a_day_needs_no_bar_and_a_year_is_hollow() -> None:
    assert not [s for kind, s, _ in _shapes(_drawn(_event("2022-05-05")), 50) if kind == Shape.RECT and s.stroke]
    bars = [s for kind, s, _ in _shapes(_drawn(_event("2022")), 50) if kind == Shape.RECT and s.stroke]
    assert [bar.fill for bar in bars] == ["#fbfaf8"]


def test_doubt_fades_towards_both_bounds() -> None:
    fades = [(s.opacity, s.fade) for _, s, _ in _shapes(_drawn(_event("2022~")), 50) if s.fade is not None]
    assert fades == [(0.0, 0.5), (0.5, 0.0)]


def test_an_open_end_runs_to_the_edge_of_the_axis_with_an_arrow() -> None:
    picture = _drawn(_event("2022/.."))
    heads = [values for kind, _, values in _shapes(picture, 50) if kind == Shape.POLYGON]
    assert max(values[0] for values in heads) == pytest.approx(picture.width - 24)
    assert forms_of(when.parse("2022/..")) >= {"span", "open"}


@pytest.mark.parametrize(
    ("status", "dash"),
    [("occurred", Dash.SOLID), ("planned", Dash.LONG), ("hypothetical", Dash.SHORT), ("negated", Dash.SOLID)],
)
def test_the_status_is_the_dash_of_the_connector(status: str, dash: Dash) -> None:
    picture = _drawn(_event("2022-05-05", status))
    lines = [
        s for kind, s, n in _shapes(picture, 50) if kind == Shape.POLYLINE and n[0] == n[2] and abs(n[3] - n[1]) > 8
    ]
    assert dash in {s.dash for s in lines}
    assert f"status-{status}" in picture.groups[_group(picture, 50)].classes


def test_what_was_denied_is_struck_and_what_is_only_possible_has_a_question_mark() -> None:
    picture = _drawn(_event("2022-05-05", "negated"))
    assert all(text.strike for text in picture.texts if text.group == _group(picture, 50))
    assert _label(_drawn(_event("2022-05-05", "hypothetical")), 50) == "Talks?"


def test_a_claim_is_ringed_with_dots_and_names_its_speaker() -> None:
    picture = _drawn(
        _event("2022-05-05", evidence=Evidence(1, 1, ("Dana Whitfield", "Tomas Reinholt", "Mara Velkova")))
    )
    rings = [s for kind, s, _ in _shapes(picture, 50) if kind == Shape.CIRCLE and s.dash is Dash.DOTTED]
    assert len(rings) == 2
    assert _label(picture, 50) == "Talks\u00a0(DW, TR +1)"


def test_what_a_passage_contradicts_is_marked_and_the_mark_is_explained() -> None:
    disputed = _drawn(_event("2022-05-05", evidence=Evidence(1, 1, disputed=True)))
    assert _label(disputed, 50) == "Talks\u00a0≠"
    for evidence, explained in ((Evidence(1, 1, disputed=True), True), (Evidence(1, 1), False)):
        event = _event("2022-05-05", evidence=evidence)
        words = {text.text for text in timeline_chart(ChartFacts("T", PEOPLE, (event,)), None, estimated).texts}
        assert ("contradicted by a passage" in words) is explained


def test_without_evidence_marks_are_hollow_and_with_more_lines_are_thicker() -> None:
    def fills(evidence: Evidence) -> set[str]:
        shapes = _shapes(_drawn(_event("2022-05-05", evidence=evidence)), 50)
        return {s.fill for kind, s, n in shapes if kind == Shape.CIRCLE and n[2] > 5}

    def width(evidence: Evidence) -> float:
        shapes = _shapes(_drawn(_event("2022-05-05", evidence=evidence)), 50)
        return max(s.width for kind, s, n in shapes if kind == Shape.POLYLINE and abs(n[3] - n[1]) > 20)

    assert fills(Evidence()) == {"#ffffff"}
    assert fills(Evidence(1, 1)) == {"#2a7f7a"}
    assert [width(Evidence(n, 1)) for n in (0, 1, 3, 40)] == [1.0, 1.8, 2.6, 3.5]


def test_a_sign_is_more_than_a_colour(story: ChartFacts) -> None:
    picture = timeline_chart(story, None, estimated)
    strokes = {
        fact: [s for kind, s, n in _shapes(picture, fact) if kind == Shape.POLYLINE and s.width == 1.4]
        for fact in (201, 203, 210)
    }
    assert len(strokes[201]) == 4
    assert len(strokes[203]) == 2
    assert strokes[210] == []


def test_time_left_out_is_named() -> None:
    event = _event("1990-05")
    words = " ".join(text.text for text in _drawn(event).texts)
    assert "Left out at the breaks of the axis: 29 years." in words


@pytest.mark.parametrize("t", ["Y-17E7", "-0500", "1066-10-14T09:00:00Z", "Y170000002"])
def test_any_age_can_be_drawn(t: str) -> None:
    picture = _drawn(_event(t))
    assert _label(picture, 50) == "Talks"
