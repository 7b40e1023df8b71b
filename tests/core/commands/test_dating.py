"""Date words move with what they count from, on every path and in its own step; dates typed by hand never do."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from tests.core.commands.project import done, opened, state, undoes_and_redoes
from tests.proofs.soundness import facts

from geoeditor.core.commands import dating, events, links, project, sources
from geoeditor.core.commands.acceptance import Dated, EventEntry, LinkEntry, Who, enter_event, enter_link, set_published
from geoeditor.core.commands.table_edits import set_cells
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import EventId, SourceId
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.dating import anchors_for, dated_by, moved_dates

TEXT: Final = (
    "Riga takes delivery of the missiles before the end of the year.\n"
    "The ministers will meet on Friday. They recently spoke in Oslo."
)
DELIVERY: Final = (0, 63)
MEETING: Final = (64, 98)
TALKS: Final = (99, len(TEXT))
WORDS: Final = Dated("2025-08-05/2025-12-31", "before the end of the year", "deadline", anchored=True)
FRIDAY: Final = Dated("2025-08-08", "Friday", "weekday, ahead", anchored=True)
RECENTLY: Final = Dated("2025-06-21~/2025-08-05", "recently", "vague past", anchored=True)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


@pytest.fixture
def source(document: Document) -> SourceId:
    return sources.add_source(document, TEXT, title="An article", t="2025-08-05")


@pytest.fixture
def delivery(document: Document, source: SourceId) -> EventId:
    return enter_event(document, source, DELIVERY, EventEntry("Delivery", date=WORDS))


def _t(document: Document, table: str, row: int) -> str:
    with document.read() as connection:
        return str(connection.execute(f"SELECT t FROM {table} WHERE id = ?", (row,)).fetchone()[0])


def _latest(document: Document, row: int) -> str:
    return _t(document, "event", row).split("/")[-1]


def _event_counting(document: Document, title: str, words: str, anchor: EventId) -> EventId:
    made = events.add_event(document, title=title)
    dating.date_in_words(document, "event", made, words)
    dating.count_from(document, "event", made, event=anchor)
    return made


def _told(document: Document, work: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Return what moved in the step that the work makes, as a view hears of it."""
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    work()
    document.changed.disconnect(heard.append)
    return [(moved.name, moved.old, moved.new) for changes in heard for moved in moved_dates(document, changes)]


PATHS: Final[dict[str, Callable[[Document, SourceId], object]]] = {
    "the reader": lambda document, source: set_published(document, source, "2024-08-05"),
    "the inspector": lambda document, source: sources.change_source(document, source, t="2024-08-05"),
    "the table": lambda document, source: set_cells(document, "source", [source], {"t": "2024-08-05"}),
}


@pytest.mark.parametrize("path", PATHS)
def test_a_new_day_of_publication_moves_the_words_in_its_own_step(
    document: Document, source: SourceId, delivery: EventId, path: str
) -> None:
    assert _latest(document, delivery) == "2025-12-31"
    before, steps = facts(document), len(done(document))
    PATHS[path](document, source)
    assert _latest(document, delivery) == "2024-12-31"
    assert len(done(document)) == steps + 1
    document.undo()
    assert facts(document) == before


def test_words_are_read_again_where_they_stand(document: Document, source: SourceId) -> None:
    """Friday was to come when the article said so, and is to come on another day of publication."""
    meeting = enter_event(document, source, MEETING, EventEntry("Meeting", date=FRIDAY))
    set_published(document, source, "2024-08-05")
    assert _t(document, "event", meeting) == "2024-08-09"


def test_words_without_their_text_keep_their_tense(document: Document) -> None:
    bare = sources.add_source(document, title="No text", t="2025-08-05")
    meeting = events.add_event(document, title="Meeting")
    dating.date_in_words(
        document, "event", meeting, "Friday", t="2025-08-08", rule="weekday, ahead", anchor_source=bare
    )
    set_published(document, bare, "2024-08-05")
    assert _t(document, "event", meeting) == "2024-08-09"


def test_without_a_day_of_publication_the_words_stay_and_the_date_waits(
    document: Document, source: SourceId, delivery: EventId
) -> None:
    set_published(document, source, "")
    assert _t(document, "event", delivery) == ""
    assert dated_by(document, "event", delivery) is not None
    set_published(document, source, "2023-01-10")
    assert _t(document, "event", delivery) == "2023-01-10/2023-12-31"


BY_HAND: Final[dict[str, Callable[[Document, EventId], object]]] = {
    "date": lambda document, event: dating.date_event(document, event, "2025-10"),
    "change": lambda document, event: events.change_event(document, event, t="2025-10"),
    "cell": lambda document, event: set_cells(document, "event", [event], {"t": "2025-10"}),
}


@pytest.mark.parametrize("path", BY_HAND)
def test_a_date_typed_by_hand_never_moves(document: Document, source: SourceId, delivery: EventId, path: str) -> None:
    BY_HAND[path](document, delivery)
    assert dated_by(document, "event", delivery) is None
    assert set_published(document, source, "2024-08-05") == []
    assert _t(document, "event", delivery) == "2025-10"


def test_a_date_of_a_link_typed_by_hand_never_moves(document: Document, source: SourceId) -> None:
    ends = Who("Riga"), Who("Oslo")
    link = enter_link(document, source, DELIVERY, LinkEntry(*ends, date=WORDS))
    set_published(document, source, "2024-08-05")
    assert _t(document, "link", link) == "2024-08-05/2024-12-31"
    links.change_link(document, link, t="2020")
    set_published(document, source, "2023-08-05")
    assert _t(document, "link", link) == "2020"


def test_what_counts_from_an_event_moves_with_it_through_any_number_of_others(document: Document) -> None:
    coup = events.add_event(document, title="Coup", t="2023-07-26")
    summit = _event_counting(document, "Summit", "two days after the coup", coup)
    return_ = _event_counting(document, "Return", "the day after the summit", summit)
    assert (_t(document, "event", summit), _t(document, "event", return_)) == ("2023-07-28", "2023-07-29")
    undoes_and_redoes(document, lambda: dating.date_event(document, coup, "2023-08-01"), "Set date")
    assert (_t(document, "event", summit), _t(document, "event", return_)) == ("2023-08-03", "2023-08-04")
    set_cells(document, "event", [coup], {"t": ""})
    assert (_t(document, "event", summit), _t(document, "event", return_)) == ("", "")
    events.change_event(document, coup, t="2024")
    assert _t(document, "event", summit) == "2024-01-03~/2025-01-02~"


def test_a_publication_moves_through_an_event_to_what_counts_from_it(
    document: Document, source: SourceId, delivery: EventId
) -> None:
    after = _event_counting(document, "Drill", "a month later", delivery)
    told = _told(document, lambda: set_published(document, source, "2024-08-05"))
    assert [(name, new) for name, _, new in told] == [
        ("Delivery", "2024-08-05/2024-12-31"),
        ("Drill", _t(document, "event", after)),
    ]
    assert _t(document, "event", after).startswith("2024-09")


def test_a_circle_of_dates_is_refused_and_nothing_changes(document: Document) -> None:
    coup = events.add_event(document, title="Coup", t="2023-07-26")
    summit = _event_counting(document, "Summit", "two days after the coup", coup)
    return_ = _event_counting(document, "Return", "the day after the summit", summit)
    dating.date_in_words(document, "event", coup, "the day before", t="2023-07-26")
    before = state(document)
    for anchor in (coup, summit, return_):
        with pytest.raises(UserError, match="can't count from itself"):
            dating.count_from(document, "event", coup, event=anchor)
    with pytest.raises(UserError, match="can't count from itself"):
        dating.date_in_words(document, "event", coup, "a day later", anchor_event=return_)
    assert state(document) == before


def test_what_counts_from_nothing_keeps_its_date(document: Document) -> None:
    coup = events.add_event(document, title="Coup", t="2023-07-26")
    summit = _event_counting(document, "Summit", "two days after the coup", coup)
    assert dating.count_from(document, "event", summit) == []
    dating.date_event(document, coup, "2020-01-01")
    assert _t(document, "event", summit) == "2023-07-28"


def test_what_moved_is_returned_with_its_words_and_both_dates(
    document: Document, source: SourceId, delivery: EventId
) -> None:
    (moved,) = set_published(document, source, "2024-08-05")
    assert moved == ("event", delivery, WORDS.words, "2025-08-05/2025-12-31", "2024-08-05/2024-12-31")


def test_words_that_say_no_date_can_count_from_nothing(document: Document) -> None:
    coup = events.add_event(document, title="Coup", t="2023-07-26")
    dawn = events.add_event(document, title="Dawn")
    dating.date_in_words(document, "event", dawn, "when the cock crows")
    before = state(document)
    with pytest.raises(UserError, match="can't be counted from anything"):
        dating.count_from(document, "event", dawn, event=coup)
    assert state(document) == before


def test_a_date_typed_by_hand_can_count_from_nothing(document: Document) -> None:
    coup = events.add_event(document, title="Coup", t="2023-07-26")
    other = events.add_event(document, title="Other", t="2024")
    with pytest.raises(UserError, match="typed by hand"):
        dating.count_from(document, "event", other, event=coup)


def test_the_days_of_vague_words_are_the_projects_own(document: Document, source: SourceId, delivery: EventId) -> None:
    talks = enter_event(document, source, TALKS, EventEntry("Talks", date=RECENTLY))
    told = _told(document, lambda: project.change_project(document, vague_days={"weeks": 20}))
    assert told == [("Talks", "2025-06-21~/2025-08-05", "2025-07-16~/2025-08-05")]
    assert _t(document, "event", delivery) == WORDS.t
    set_published(document, source, "2024-08-05")
    assert _t(document, "event", talks) == "2024-07-16~/2024-08-05"


@pytest.mark.parametrize("days", [0, -3, 2.5, "a week", True, 1_000_000])
def test_days_that_are_none_are_refused(document: Document, days: object) -> None:
    before = state(document)
    with pytest.raises(UserError, match="Vague words stand for"):
        project.change_project(document, vague_days={"weeks": days})
    assert state(document) == before


def test_a_step_that_dates_by_words_tells_of_nothing_moved(document: Document) -> None:
    event = events.add_event(document, title="Delivery", t="2024")
    told = _told(document, partial(dating.date_in_words, document, "event", event, "last week", t="2025-07"))
    assert told == []


def test_undo_and_redo_tell_of_nothing_moved(document: Document, source: SourceId, delivery: EventId) -> None:
    set_published(document, source, "2024-08-05")
    assert _told(document, document.undo) == []
    assert _told(document, document.redo) == []


def test_anchors_are_the_sources_of_a_fact_and_all_events_but_those_that_count_from_it(
    document: Document, source: SourceId, delivery: EventId
) -> None:
    other = events.add_event(document, title="Coup", t="2023-07-26")
    _event_counting(document, "Drill", "a month later", delivery)
    assert [(anchor.table, anchor.id) for anchor in anchors_for(document, "event", delivery)] == [
        ("source", source),
        ("event", other),
    ]
    link = enter_link(document, source, DELIVERY, LinkEntry(Who("Riga"), Who("Oslo"), date=WORDS))
    assert len(anchors_for(document, "link", link)) == 4


def test_a_removed_anchor_leaves_words_and_date(document: Document, source: SourceId, delivery: EventId) -> None:
    sources.remove_sources(document, source)
    found = dated_by(document, "event", delivery)
    assert found is not None
    assert (found.words, found.anchor, _t(document, "event", delivery)) == (WORDS.words, "", WORDS.t)
