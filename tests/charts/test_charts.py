"""What holds for every chart: nothing clipped, no two labels touching, every fact there with its title."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from geoeditor.charts.display import DisplayList, Shape
from geoeditor.charts.graph import graph_chart
from geoeditor.charts.lettering import estimated
from geoeditor.charts.timeline import timeline_chart
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.queries.chart_facts import ChartActor, ChartEvent, ChartFacts, ChartLink, Evidence
from geoeditor.core.queries.chart_reading import chart_facts
from geoeditor.exchange.sample import build_sample
from geoeditor.jobs import take_in
from geoeditor.layout.boxes import Floats, touching_pairs
from geoeditor.resources import resource_path

Chart = Callable[[ChartFacts, tuple[int, int] | None], DisplayList]
Crowd = Callable[[int, int, int], ChartFacts]


def _timeline(facts: ChartFacts, size: tuple[int, int] | None) -> DisplayList:
    return timeline_chart(facts, size, estimated, today="2024-10-03")


def _graph(facts: ChartFacts, size: tuple[int, int] | None) -> DisplayList:
    return graph_chart(facts, size, estimated, today="2024-10-03")


BOTH = pytest.mark.parametrize("chart", [_timeline, _graph])
SIZES = pytest.mark.parametrize("size", [None, (1200, 700), (500, 900), (1900, 420), (320, 240)])


def check(picture: DisplayList) -> None:
    """Fail where something leaves the canvas, or a text touches another text or a mark of a fact."""
    canvas = np.array([0, 0, picture.width, picture.height])
    shapes = picture.boxes()
    texts = np.array([text.box for text in picture.texts]).reshape(-1, 4)
    for boxes in (shapes, texts):
        assert (boxes[:, :2] >= canvas[:2] - 0.01).all()
        assert (boxes[:, 2:] <= canvas[2:] + 0.01).all()
    pairs = [(picture.texts[a].text, picture.texts[b].text) for a, b in touching_pairs(texts)]
    assert pairs == []
    _check_marks(picture, shapes)


def _check_marks(picture: DisplayList, shapes: Floats) -> None:
    """No label lies on a mark: circles and filled polygons of facts, except the letter inside its own mark."""
    labels = [text for text in picture.texts if picture.groups[text.group].fact is not None and len(text.text) > 1]
    facts = np.array([group.fact is not None for group in picture.groups])
    marks = shapes[(picture.kinds == Shape.CIRCLE) & facts[picture.group_of]]
    for text in labels:
        x0, y0, x1, y1 = text.box
        hit = (marks[:, 0] < x1) & (marks[:, 2] > x0) & (marks[:, 1] < y1) & (marks[:, 3] > y0)
        assert not hit.any(), text.text


@BOTH
@SIZES
def test_nothing_is_clipped_and_no_labels_touch(chart: Chart, size: tuple[int, int] | None, story: ChartFacts) -> None:
    picture = chart(story, size)
    check(picture)
    if size:
        assert (picture.width, picture.height) == size


@BOTH
@SIZES
def test_the_sample_fits_every_canvas(chart: Chart, size: tuple[int, int] | None, tmp_path: Path) -> None:
    with Document.create(tmp_path / "sample.geoeditor") as document:
        build_sample(document, resource_path("sample"))
        facts = chart_facts(document)
    assert len(facts.events) >= 10
    assert len(facts.links) >= 12
    check(chart(facts, size))


@BOTH
@SIZES
def test_the_seed_article_as_it_is_read_fits_every_canvas(
    chart: Chart, size: tuple[int, int] | None, shared: Path, tmp_path: Path
) -> None:
    project = tmp_path / "seed.geoeditor"
    take_in(str(project), [str(shared / "reading" / "seed.txt")], "2025-08-07", "article", 0.5)
    with Document.open_copy(project) as document:
        facts = chart_facts(document)
    assert len(facts.events) >= 10
    check(chart(facts, size))


@BOTH
@pytest.mark.parametrize("size", [None, (1600, 1000)])
def test_a_crowd_has_no_touching_labels(chart: Chart, size: tuple[int, int] | None, crowd: Crowd) -> None:
    check(chart(crowd(40, 60, 90), size))


@BOTH
def test_every_fact_is_a_group_with_classes_and_a_title(chart: Chart, story: ChartFacts) -> None:
    picture = chart(story, None)
    found = {group.fact: group for group in picture.groups if group.fact is not None}
    wanted = {e.id: "event" for e in story.events} if chart is _timeline else {k.id: "link" for k in story.links}
    for fact, word in wanted.items():
        assert word in found[fact].classes
        assert any(name.startswith("status-") for name in found[fact].classes)
        assert found[fact].title


@BOTH
@SIZES
def test_an_empty_project_gets_a_friendly_chart(chart: Chart, size: tuple[int, int] | None) -> None:
    picture = chart(ChartFacts(""), size)
    check(picture)
    assert any("add one" in text.text for text in picture.texts)


@BOTH
def test_one_fact_is_enough(chart: Chart) -> None:
    event = ChartEvent(2, "Only event", t="2024-05-01", participants=((1, "role.actor"),))
    picture = chart(ChartFacts("One", (ChartActor(1, "Only actor", "actor.person"),), (event,)), None)
    check(picture)
    assert any("Only actor" in text.text for text in picture.texts)


LONG = "The Interministerial Commission for the Coordination of Strait Crossings and Cable Affairs"
NAMES = [
    LONG,
    f"{LONG} (Second Chamber)",
    "محمد بن عبد الله الراشد",
    "国家発展改革委員会",
    "דוד לוי",
    "Þórunn",
    "x",
    "é" * 70,
]


@BOTH
@SIZES
def test_names_of_any_length_and_script_fit(chart: Chart, size: tuple[int, int] | None, story: ChartFacts) -> None:
    actors = tuple(dataclasses.replace(actor, name=NAMES[i % len(NAMES)]) for i, actor in enumerate(story.actors))
    events = tuple(dataclasses.replace(event, title=f"{event.title} {LONG}") for event in story.events)
    links = tuple(dataclasses.replace(link, label=f"{link.label} {LONG}") for link in story.links)
    check(chart(dataclasses.replace(story, actors=actors, events=events, links=links, title=LONG * 3), size))


@BOTH
def test_a_name_of_ten_thousand_letters_is_cut_and_whole_in_its_title(chart: Chart) -> None:
    name = "Very long name " * 700
    actors = (ChartActor(1, name, "actor.person"), ChartActor(2, "Short", "actor.state"))
    event = ChartEvent(3, name, t="2024", participants=((1, "role.actor"), (2, "role.actor")))
    picture = chart(ChartFacts("Long", actors, (event,), (ChartLink(4, 1, 2, name),)), None)
    check(picture)
    assert max(len(text.text) for text in picture.texts) < 400
    assert any(name in group.title for group in picture.groups)


@BOTH
def test_dates_nobody_can_read_do_not_stop_the_chart(chart: Chart, story: ChartFacts) -> None:
    events = tuple(dataclasses.replace(event, t="about noon") for event in story.events)
    check(chart(dataclasses.replace(story, events=events), None))


@BOTH
def test_links_and_participants_that_are_not_there_are_passed_over(chart: Chart) -> None:
    event = ChartEvent(2, "Event", t="2024", participants=((99, "role.actor"), (1, "role.actor")))
    links = (ChartLink(3, 1, 99, "to nobody"), ChartLink(4, 1, 1, "to itself"))
    check(chart(ChartFacts("", (ChartActor(1, "A"),), (event,), links), None))


@BOTH
def test_a_size_too_small_is_refused_with_the_smallest_that_works(chart: Chart, story: ChartFacts) -> None:
    with pytest.raises(UserError, match="320×240"):
        chart(story, (319, 900))


@BOTH
def test_the_same_facts_give_the_same_chart(chart: Chart, story: ChartFacts) -> None:
    first, second = chart(story, None), chart(story, None)
    assert np.array_equal(first.numbers, second.numbers)
    assert first.texts == second.texts


@BOTH
def test_sources_and_the_date_of_the_chart_stand_under_it(chart: Chart, story: ChartFacts) -> None:
    words = " ".join(text.text for text in chart(story, None).texts)
    assert "As of 3 Oct 2024." in words
    assert "Sources: Strait talk, The Selin Courier, 2 Oct 2024; Cable deal" in words


@BOTH
def test_labels_without_room_are_counted(chart: Chart, crowd: Crowd) -> None:
    picture = chart(crowd(40, 60, 90), (700, 500))
    check(picture)
    assert any("not shown" in text.text for text in picture.texts)


@BOTH
def test_the_legend_names_only_what_occurs(chart: Chart, story: ChartFacts) -> None:
    def words(facts: ChartFacts) -> set[str]:
        picture = chart(facts, None)
        legend = {i for i, group in enumerate(picture.groups) if "legend" in group.classes}
        return {text.text for text in picture.texts if text.group in legend}

    assert {"cooperation", "conflict", "planned", "hypothetical (?)", "no evidence yet"} <= words(story)
    plain = Evidence(2, 1)
    events = tuple(
        dataclasses.replace(e, sign=1, status="occurred", t="2024-05-01", evidence=plain) for e in story.events
    )
    links = tuple(dataclasses.replace(k, sign=1, status="occurred", evidence=plain) for k in story.links)
    assert not {"conflict", "planned", "no evidence yet"} & words(
        dataclasses.replace(story, events=events, links=links)
    )


@BOTH
def test_a_legend_can_be_left_out(chart: Chart, story: ChartFacts) -> None:
    function = timeline_chart if chart is _timeline else graph_chart
    picture = function(story, None, estimated, legend=False, title="Other title")
    assert not any("legend" in group.classes for group in picture.groups)
    assert picture.title == "Other title"
