"""What leaves the window as a picture is what its filter shows, and says so; data stay whole."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands import actors, citations, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.queries.chart_limits import Omission
from geoeditor.core.queries.speakers import voice_of
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export import ExportDialog, copy_chart, print_chart
from geoeditor.ui.filtering import Filter
from geoeditor.ui.graph import GraphView
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme
from geoeditor.ui.timeline import TimelineView

SVG = "{http://www.w3.org/2000/svg}"
EVENTS = {"Signed", "Sailed", "Shut"}
LINKS = {"is allied with", "opposes"}
MARCH = 1_709_251_200
"""The beginning of March 2024."""
Opened = Callable[..., ExportDialog]


@pytest.fixture
def ames(bridge: Bridge) -> int:
    """Fill the empty project; Ames alone says that the fleet sailed and that there is an alliance."""
    document = bridge.document
    ames, orlov = (actors.add_actor(document, name=name, kind="actor.person") for name in ("Ames", "Orlov"))
    bay = actors.add_actor(document, name="The Bay", kind="actor.place")
    source = sources.add_source(document, "The treaty was signed. The fleet had sailed.", title="The paper")
    signed = events.add_event(document, title="Signed", t="2024-01", kind="event.consult")
    sailed = events.add_event(document, title="Sailed", t="2024-05")
    shut = events.add_event(document, title="Shut")
    for event, actor in ((signed, ames), (sailed, orlov), (shut, ames)):
        events.connect_actor(document, event, actor)
    ally = links.link_actors(document, ames, orlov, label="is allied with")
    rival = links.link_actors(document, orlov, ames, label="opposes", kind="link.opposes")
    links.link_actors(document, ames, bay, label="lives at")
    citations.cite(document, source, "event", signed)
    citations.cite(document, source, "event", sailed, None, [Speaker(actor_id=ames)])
    citations.cite(document, source, "link", ally, None, [Speaker(actor_id=ames)])
    citations.cite(document, source, "link", rival)
    return ames


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge, theme: Theme, filter_: Filter, store: Store, ames: int) -> Iterator[Opened]:
    """Return a function that opens the dialog over the project and the filter."""
    made: list[ExportDialog] = []

    def opening(what: str = "timeline", filter_or_none: Filter | None = filter_) -> ExportDialog:
        dialog = ExportDialog(bridge, theme, None, store, what, filter_or_none)
        made.append(dialog)
        dialog.open()
        dialog.form.form.setCurrentIndex(dialog.form.form.findData("svg"))
        _drawn(qtbot, dialog)
        return dialog

    yield opening
    for dialog in made:
        dialog.studio.stop()


def _drawn(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.draft is not None and not dialog.studio.is_drawing, timeout=20_000)


def _written(qtbot: QtBot, dialog: ExportDialog, path: Path) -> bytes:
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        dialog.write(path)
    return path.read_bytes()


def _words(svg: bytes) -> set[str]:
    return {"".join(text.itertext()).strip() for text in ET.XML(svg).iter(f"{SVG}text")}


def _titles(svg: bytes) -> str:
    return "\n".join("".join(title.itertext()) for title in ET.XML(svg).iter(f"{SVG}title"))


def _note(svg: bytes) -> str:
    """Return what the chart says of its filter, '' for nothing."""
    return next((line for line in _words(svg) if line.startswith("Filtered")), "")


def _disregard(bridge: Bridge, filter_: Filter, actor: int) -> None:
    voice = voice_of(bridge.document, actor)
    assert voice is not None
    filter_.disregard([voice])


def test_a_timeline_lacks_just_what_rests_on_a_disregarded_speaker_and_says_so(
    qtbot: QtBot, opened: Opened, bridge: Bridge, filter_: Filter, ames: int, tmp_path: Path
) -> None:
    _disregard(bridge, filter_, ames)
    dialog = opened()
    assert dialog.form.filtered.isVisible()
    assert dialog.form.filtered.isChecked()
    assert "Filtered (1 event hidden)" in dialog.facts.text()
    svg = _written(qtbot, dialog, tmp_path / "x.svg")
    titles = _titles(svg)
    assert {title for title in EVENTS if title in titles} == {"Signed", "Shut"}
    assert _note(svg) == "Filtered (1 event hidden): without what rests only on Ames."
    description = ET.XML(svg).find(f"{SVG}desc")
    assert description is not None
    assert "without what rests only on Ames" in (description.text or "")


def test_a_graph_lacks_just_the_links_that_rest_on_a_disregarded_speaker(
    qtbot: QtBot, opened: Opened, bridge: Bridge, filter_: Filter, ames: int, tmp_path: Path
) -> None:
    _disregard(bridge, filter_, ames)
    svg = _written(qtbot, opened("graph"), tmp_path / "x.svg")
    titles = _titles(svg)
    assert {title for title in (*LINKS, "lives at") if title in titles} == {"opposes", "lives at"}
    assert _note(svg) == "Filtered (1 link hidden): without what rests only on Ames."


def _sources(svg: bytes) -> str:
    return next((line for line in _words(svg) if line.startswith("Source")), "")


@pytest.fixture
def gazette(bridge: Bridge, ames: int) -> None:
    """Let a second paper tell that the port was shut; what else it says supports nothing."""
    document = bridge.document
    with document.read() as connection:
        found = dict(connection.execute("SELECT title, id FROM event"))
        rival = connection.execute("SELECT id FROM link WHERE label = 'opposes'").fetchone()[0]
    gazette = sources.add_source(document, "The port was shut.", title="The gazette")
    citations.cite(document, gazette, "event", found["Shut"])
    citations.cite(document, gazette, "event", found["Signed"], stance="mentions")
    citations.cite(document, gazette, "link", rival, stance="contradicts")


@pytest.mark.parametrize(("what", "named"), [("timeline", "Source: The gazette"), ("graph", "Source: The paper")])
def test_only_the_sources_that_the_shown_facts_rest_on_are_named(
    qtbot: QtBot, opened: Opened, filter_: Filter, gazette: None, tmp_path: Path, what: str, named: str
) -> None:
    filter_.hide_kinds(frozenset({"event.consult", "actor.place"}))
    filter_.limit(MARCH * 2, None)
    assert _sources(_written(qtbot, opened(what), tmp_path / "x.svg")) == named
    filter_.clear()
    assert _sources(_written(qtbot, opened(what), tmp_path / "y.svg")) == "Sources: The paper; The gazette"


def test_the_passage_of_who_is_not_believed_names_no_source(
    qtbot: QtBot, opened: Opened, bridge: Bridge, filter_: Filter, gazette: None, ames: int, tmp_path: Path
) -> None:
    with bridge.document.read() as connection:
        gone = connection.execute("SELECT id FROM event WHERE title = 'Signed'").fetchone()[0]
    events.remove_events(bridge.document, gone)
    _disregard(bridge, filter_, ames)
    assert _sources(_written(qtbot, opened(), tmp_path / "x.svg")) == "Source: The gazette"


def test_hidden_kinds_are_left_out_of_the_chart_that_they_are_of(
    qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path
) -> None:
    filter_.hide_kinds(frozenset({"event.consult", "actor.place"}))
    timeline = _written(qtbot, opened(), tmp_path / "t.svg")
    assert "Signed" not in _titles(timeline)
    assert "Sailed" in _titles(timeline)
    assert _note(timeline).startswith("Filtered (1 event hidden): no “Consult / meet”.")
    graph = _written(qtbot, opened("graph"), tmp_path / "g.svg")
    assert "The Bay" not in _titles(graph)
    assert "lives at" not in _titles(graph)
    assert {title for title in LINKS if title in _titles(graph)} == LINKS
    assert _note(graph).startswith("Filtered (1 actor and 1 link hidden): no “place”.")


def test_signs_and_times_are_left_out_and_what_has_no_date_stays(
    qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path
) -> None:
    filter_.limit(MARCH, None)
    svg = _written(qtbot, opened(), tmp_path / "t.svg")
    assert {title for title in EVENTS if title in _titles(svg)} == {"Sailed", "Shut"}
    assert _note(svg).startswith("Filtered (1 event hidden): only from 1 Mar 2024, or without a date.")
    filter_.clear()
    filter_.hide_signs(frozenset({-1}))
    svg = _written(qtbot, opened("graph"), tmp_path / "g.svg")
    assert "opposes" not in _titles(svg)
    assert _note(svg) == "Filtered (1 link hidden): no conflict."


def test_an_actor_keeps_its_colour_where_others_are_left_out(
    qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path
) -> None:
    whole = _written(qtbot, opened("graph"), tmp_path / "w.svg")
    filter_.hide_kinds(frozenset({"actor.person"}))
    part = _written(qtbot, opened("graph"), tmp_path / "p.svg")
    assert _fill(whole, "The Bay") == _fill(part, "The Bay")


def _fill(svg: bytes, name: str) -> str:
    for group in ET.XML(svg).iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if title is not None and (title.text or "").startswith(name):
            return next(style for shape in group.iter() if (style := shape.get("fill", "none")) != "none")
    raise AssertionError(name)


def test_without_a_filter_the_bytes_are_as_without_any_choice(
    qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path
) -> None:
    dialog = opened()
    assert not dialog.form.filtered.isVisible()
    plain = _written(qtbot, opened("timeline", None), tmp_path / "a.svg")
    assert _written(qtbot, dialog, tmp_path / "b.svg") == plain
    filter_.hide_kinds(frozenset({"event.consult"}))
    dialog = opened()
    dialog.form.filtered.setChecked(False)
    _drawn(qtbot, dialog)
    assert _written(qtbot, dialog, tmp_path / "c.svg") == plain
    assert not _note(plain)


def test_a_filter_that_does_not_bear_on_a_chart_leaves_it_alone(
    qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path
) -> None:
    plain = _written(qtbot, opened("graph", None), tmp_path / "a.svg")
    filter_.hide_kinds(frozenset({"event.consult"}))
    dialog = opened("graph")
    assert not dialog.form.filtered.isVisible()
    assert _written(qtbot, dialog, tmp_path / "b.svg") == plain


def test_a_filter_that_leaves_nothing_says_that_and_not_that_there_is_nothing(
    qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path
) -> None:
    filter_.hide_kinds(frozenset({"event"}))
    filter_.hide_signs(frozenset({0, 1, -1}))
    svg = _written(qtbot, opened(), tmp_path / "x.svg")
    assert "There is no event that the filter shows." in _words(svg)
    assert _note(svg).startswith("Filtered (3 events hidden)")


def test_data_stay_whole_and_say_so(qtbot: QtBot, opened: Opened, filter_: Filter, tmp_path: Path) -> None:
    filter_.hide_kinds(frozenset({"event.consult"}))
    dialog = opened()
    dialog.form.what.setCurrentIndex(dialog.form.what.findData("data.json"))
    assert not dialog.form.filtered.isVisible()
    assert "data are written whole" in dialog.preview.words
    data = orjson.loads(_written(qtbot, dialog, tmp_path / "x.json"))
    assert {event["title"] for event in data["events"]} >= EVENTS


@pytest.mark.parametrize("in_dialog", [True, False])
def test_a_copied_chart_is_what_the_filter_shows(
    qtbot: QtBot, opened: Opened, bridge: Bridge, theme: Theme, filter_: Filter, ames: int, in_dialog: bool
) -> None:
    _disregard(bridge, filter_, ames)
    with qtbot.waitSignal(bridge.announced, timeout=20_000):
        if in_dialog:
            opened().copy_button.click()
        else:
            copy_chart(bridge, theme, "timeline", filter_)
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data())
    assert "Sailed" not in _titles(svg)
    assert "Signed" in _titles(svg)
    assert "rests only on Ames" in _note(svg)


def test_a_printed_chart_is_what_the_filter_shows(qtbot: QtBot, bridge: Bridge, filter_: Filter, ames: int) -> None:
    pytest.importorskip("PySide6.QtPrintSupport", exc_type=ImportError)
    _disregard(bridge, filter_, ames)
    parent = QWidget()
    job = print_chart(bridge, parent, "timeline", filter_)
    with qtbot.waitSignal(job.studio.drafted, timeout=20_000) as drafted:
        pass
    titles = "\n".join(group.title for group in drafted.args[0].picture.groups)
    assert "Signed" in titles
    assert "Sailed" not in titles
    assert "rests only on Ames" in drafted.args[0].notes
    assert job.preview is not None
    job.preview.close()


def test_charts_leave_out_what_timeline_and_graph_of_the_window_hide(
    qtbot: QtBot, opened: Opened, bridge: Bridge, theme: Theme, filter_: Filter, selection: Selection,
    actions: Actions, ames: int,
) -> None:  # fmt: skip
    holder = QWidget()
    timeline = TimelineView(bridge, selection, actions, theme, filter_, holder)
    graph = GraphView(bridge, selection, actions, theme, filter_, holder)
    column = QVBoxLayout(holder)
    column.addWidget(timeline)
    column.addWidget(graph)
    holder.resize(700, 700)
    with qtbot.waitExposed(holder):
        holder.show()
    _disregard(bridge, filter_, ames)
    filter_.limit(MARCH, None)
    filter_.hide_kinds(frozenset({"actor.place"}))
    qtbot.waitUntil(lambda: graph.scene.hidden() == 3 and int(timeline.scene.hidden.sum()) == 2)
    events = {timeline.scene.id(place) for place in range(len(timeline.scene)) if timeline.scene.hidden[place]}
    shown = zip(graph.scene.link_ids, graph.scene.link_shown, strict=True)
    links_hidden = {link for link, is_shown in shown if not is_shown}
    holder.close()
    on_timeline, on_graph = opened().draft, opened("graph").draft
    assert on_timeline is not None
    assert on_graph is not None
    assert on_timeline.read.omitted is not None
    assert replace(on_timeline.read.omitted, sources=None) == Omission(events=frozenset(events))
    assert on_graph.read.omitted is not None
    assert on_graph.read.omitted.links == links_hidden
    assert len(on_graph.read.omitted.actors) == 1
