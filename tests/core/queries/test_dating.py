"""What is told of date words: the words and their anchor, the habits of a project, and what moved in a step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.project import opened

from geoeditor.core.commands import actors, dating, events, links, project, sources
from geoeditor.core.document import Document
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries.dating import DatedBy, date_habits, dated_by, moved_dates
from geoeditor.when.habits import Habits


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with opened(tmp_path / "project.geoeditor") as made:
        yield made


def test_date_words_come_with_their_rule_and_what_they_count_from(document: Document) -> None:
    source = sources.add_source(document, title="An article", t="2025-08-05")
    coup = events.add_event(document, title="Coup", t="2023-07-26")
    talks = events.add_event(document, title="Talks", t="2025")
    assert dated_by(document, "event", talks) is None
    dating.date_in_words(document, "event", talks, "last week", t="2025", rule="period")
    assert dated_by(document, "event", talks) == DatedBy("last week", "period")
    dating.count_from(document, "event", talks, source=source)
    assert dated_by(document, "event", talks) == ("last week", "period", "source", source, "An article", "2025-08-05")
    dating.count_from(document, "event", talks, event=coup)
    assert dated_by(document, "event", talks) == ("last week", "period", "event", coup, "Coup", "2023-07-26")


def test_habits_are_those_of_the_project_and_the_usual_ones_elsewhere(document: Document) -> None:
    assert date_habits(document) == Habits()
    project.change_project(document, date_order="day-month", vague_days={"weeks": 30, "other": "kept"})
    assert date_habits(document) == Habits("day-month", weeks=30)


def test_days_that_make_no_sense_are_as_usual() -> None:
    assert Habits.of("", {"days": -1, "weeks": "many", "months": True, "years": 2.5}) == Habits()


def test_what_moved_is_told_of_links_with_both_names(document: Document) -> None:
    source = sources.add_source(document, title="An article", t="2025-08-05")
    ends = (actors.add_actor(document, name=name) for name in ("Ann", "Bob"))
    link = links.link_actors(document, *ends)
    dating.date_in_words(document, "link", link, "last week", t="2025-07-28/2025-08-03", anchor_source=source)
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    sources.change_source(document, source, t="2025-08-12")
    (moved,) = moved_dates(document, heard[0])
    assert moved == ("link", link, "Ann – Bob", "last week", "2025-07-28/2025-08-03", "2025-08-04/2025-08-10")


def test_nothing_is_told_of_a_step_that_was_taken_back(document: Document) -> None:
    source = sources.add_source(document, title="An article", t="2025-08-05")
    talks = events.add_event(document, title="Talks")
    dating.date_in_words(document, "event", talks, "last week", t="2025-07-28/2025-08-03", anchor_source=source)
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    sources.change_source(document, source, t="2025-08-12")
    document.undo()
    assert [moved_dates(document, changes) for changes in heard] == [[], []]
