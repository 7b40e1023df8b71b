"""Numpy columns: their types, open ends, undated facts and the empty project."""

import numpy as np
from tests.core.queries.random_projects import table

from geoeditor import when
from geoeditor.core.commands import actors, events, links
from geoeditor.core.document import Document
from geoeditor.core.queries.columns import event_columns, event_titles, link_columns


def test_an_empty_project_has_columns_without_entries(document: Document) -> None:
    found, between = event_columns(document), link_columns(document)
    for column in (found.ids, found.t_lo, found.t_hi, found.kind_ids, between.ids, between.from_ids, between.kind_ids):
        assert (column.dtype, column.shape) == (np.dtype(np.int64), (0,))
    assert (found.dated.dtype, found.dated.shape) == (np.dtype(np.bool_), (0,))
    assert event_titles(document) == []


def test_open_ends_are_the_limits_of_the_integers_and_undated_events_have_none(document: Document) -> None:
    for t in ("../1970", "1970-01-01/..", "1970-01-01", ""):
        events.add_event(document, title=t or "undated", t=t)
    found = event_columns(document)
    assert found.t_lo.tolist() == [when.OPEN_START, 0, 0, 0]
    assert found.t_hi.tolist() == [365 * when.DAY, when.OPEN_END, when.DAY, 0]
    assert found.dated.tolist() == [True, True, True, False]
    assert found.t_lo.dtype == found.t_hi.dtype == np.dtype(np.int64)
    assert (found.t_lo.min(), found.t_hi.max()) == (np.iinfo(np.int64).min, np.iinfo(np.int64).max)


def test_ids_keep_all_their_63_bits(document: Document) -> None:
    one, two = actors.add_actor(document, name="A"), actors.add_actor(document, name="B")
    link = links.link_actors(document, one, two)
    found = link_columns(document)
    assert (found.ids.tolist(), found.from_ids.tolist(), found.to_ids.tolist()) == ([link], [one], [two])
    assert link > 2**53


def test_columns_are_those_of_the_calculation(at_random: Document) -> None:
    found, rows = event_columns(at_random), table(at_random, "event")
    assert found.ids.tolist() == [row["id"] for row in rows]
    assert found.t_lo.tolist() == [row["t_lo"] or 0 for row in rows]
    assert found.t_hi.tolist() == [row["t_hi"] or 0 for row in rows]
    assert found.dated.tolist() == [row["t"] != "" for row in rows]
    assert found.kind_ids.tolist() == [row["kind_id"] or 0 for row in rows]
    assert event_titles(at_random) == [row["title"] for row in rows]
    between, rows = link_columns(at_random), table(at_random, "link")
    columns = [between.ids, between.from_ids, between.to_ids, between.kind_ids]
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == [
        (row["id"], row["from_id"], row["to_id"], row["kind_id"] or 0) for row in rows
    ]
