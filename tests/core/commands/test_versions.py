"""A new version of a text: what goes over, what waits for an answer, what is lost, and the way back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.proofs.soundness import facts, problems

from geoeditor.core.commands import actors, citations, dating, events, sources, tags
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.commands.versions import add_version, answer, confirm_near, keep_old, point_citation
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.identifiers import ActorId, CitationId, EventId, SourceId
from geoeditor.core.inspection import inspect_project
from geoeditor.core.queries.attention import attention
from geoeditor.core.queries.details import evidence_of
from geoeditor.core.queries.speakers import footing
from geoeditor.core.queries.titles import dated_sources
from geoeditor.core.queries.version_checks import lost_items, near_items, unsupported_items
from geoeditor.core.queries.versions import asked, earlier_versions, newer_version, version_figures
from geoeditor.exchange.project_json import export_json, import_json

HEAD = "Talks on the river dam"
MET = "Anna Berg met the ministers of both states in Vienna on Friday."
PLAN = "The dam is to be opened before the end of the year, her office said."
DOUBT = "Fishermen downstream doubt that the water will ever reach them."
TEXT = f"{HEAD}\n\n{MET} {PLAN}\n\n{DOUBT}"


class Made(NamedTuple):
    """A source with a passage of each sentence."""

    document: Document
    source: SourceId
    anna: ActorId
    met: EventId
    plan: EventId
    doubt: EventId
    cited: dict[str, CitationId]


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Return a project with one source, an actor, three events and a citation for each."""
    with Document.create(tmp_path / "dam.geoeditor") as document:
        source = sources.add_source(
            document, TEXT, title=HEAD, t="2025-08-08", publisher="The Courier", reliability="B"
        )
        anna = actors.add_actor(document, name="Anna Berg")
        found = [events.add_event(document, title=title) for title in ("Talks", "Dam opens", "Doubts")]
        met, plan, doubt = found
        cited = {"anna": citations.cite(document, source, "actor", anna, _span(TEXT, "Anna Berg"))}
        for name, event, words in (("met", met, MET), ("plan", plan, PLAN), ("doubt", doubt, DOUBT)):
            cited[name] = citations.cite(document, source, "event", event, _span(TEXT, words), note=f"Note on {name}")
        citations.set_speakers(document, cited["plan"], [Speaker("her office", "promises")])
        sources.set_aside(document, source, *_span(TEXT, HEAD), "headline")
        yield Made(document, source, anna, met, plan, doubt, cited)


def _row(document: Document, citation: int) -> tuple[int, int, int, str, str]:
    with document.read() as connection:
        row: tuple[int, int, int, str, str] = connection.execute(
            'SELECT source_id, start, "end", anchor, quote FROM citation WHERE id = ?', (citation,)
        ).fetchone()
    return row


def _is_sound(document: Document) -> bool:
    return not problems(document) and not inspect_project(document.path)


def test_what_still_stands_goes_over_exact_or_moved_with_all_that_was_said_of_it(made: Made) -> None:
    text = f"{HEAD}\n\n{MET} Nobody else was invited. {PLAN}\n\n{DOUBT}"
    report = add_version(made.document, made.source, text)
    assert set(report.exact) == {made.cited["anna"], made.cited["met"]}
    assert set(report.moved) == {made.cited["plan"], made.cited["doubt"]}
    for name, words in (("anna", "Anna Berg"), ("met", MET), ("plan", PLAN), ("doubt", DOUBT)):
        source, start, end, _, quote = _row(made.document, made.cited[name])
        assert source == report.source_id
        assert text[start:end] == quote == words
    with made.document.read() as connection:
        kept = connection.execute(
            "SELECT c.note, a.name, a.mode FROM citation c JOIN attribution a ON a.citation_id = c.id"
        ).fetchall()
        aside = connection.execute('SELECT source_id, start, "end", reason FROM set_aside').fetchall()
    assert kept == [("Note on plan", "her office", "promises")]
    assert aside == [(report.source_id, 0, len(HEAD), "headline")]
    assert _is_sound(made.document)


def test_a_new_version_is_what_the_one_before_was_but_for_what_is_given(made: Made) -> None:
    tags.tag(made.document, tags.add_tag(made.document, name="water"), "source", made.source)
    report = add_version(made.document, made.source, TEXT + " More.", title="Talks, updated", url="")
    with made.document.read() as connection:
        row = connection.execute(
            "SELECT title, publisher, reliability, t, version_of FROM source WHERE id = ?", (report.source_id,)
        ).fetchone()
        tagged = connection.execute("SELECT source_id FROM tagging ORDER BY source_id").fetchall()
        old = connection.execute("SELECT text FROM source_text WHERE source_id = ?", (made.source,)).fetchone()
    assert row == ("Talks, updated", "The Courier", "B", "2025-08-08", made.source)
    assert tagged == [(made.source,), (report.source_id,)]
    assert old == (TEXT,)
    assert earlier_versions(made.document) == {made.source: report.source_id}


def test_changed_words_wait_for_a_yes_and_the_passage_keeps_its_quote_until_then(made: Made) -> None:
    new = "The dam will be opened by the end of the year, her office has said."
    report = add_version(made.document, made.source, TEXT.replace(PLAN, new))
    assert report.near == (made.cited["plan"],)
    source, start, end, anchor, quote = _row(made.document, made.cited["plan"])
    assert (source, anchor, quote) == (report.source_id, "near", PLAN)
    assert TEXT.replace(PLAN, new)[start:end] == new
    figures = version_figures(made.document, report.source_id)
    assert figures is not None
    assert [(row.quote, row.now, row.name, row.typographic) for row in figures.near] == [
        (PLAN, new, "Dam opens", False)
    ]
    assert [item.id for found in near_items(made.document, 10) for item in found.items] == [made.cited["plan"]]
    assert _is_sound(made.document)

    confirm_near(made.document, made.cited["plan"])
    assert _row(made.document, made.cited["plan"])[3:] == ("exact", new)
    assert made.document.history()[0].label == "Take new words"
    made.document.undo()
    assert keep_old(made.document, made.cited["plan"]) == ()
    assert _row(made.document, made.cited["plan"]) == (made.source, *_span(TEXT, PLAN), "exact", PLAN)
    assert _is_sound(made.document)
    with pytest.raises(UserError, match="does not wait"):
        confirm_near(made.document, made.cited["plan"])


def test_a_refused_passage_goes_back_to_its_own_of_several_places_with_the_same_words(made: Made) -> None:
    twice = f"{PLAN}\n\n{PLAN}\n\n{PLAN}"
    source = sources.add_source(made.document, twice, title="Thrice")
    middle = (len(PLAN) + 2, 2 * len(PLAN) + 2)
    citation = citations.cite(made.document, source, "event", made.plan, middle)
    changed = PLAN.replace("opened", "opened with great ceremony")
    report = add_version(made.document, source, f"{PLAN}\n\n{changed}\n\n{PLAN}")
    assert report.near == (citation,)
    keep_old(made.document, citation)
    assert _row(made.document, citation) == (source, *middle, "exact", PLAN)


def test_old_words_that_are_kept_go_on_bearing_the_fact_in_the_earlier_version(made: Made) -> None:
    report = add_version(made.document, made.source, TEXT.replace("is to be opened", "will be opened"))
    assert footing(made.document, "event", made.plan).standing == "claimed"
    keep_old(made.document, made.cited["plan"])
    assert footing(made.document, "event", made.plan).standing == "claimed"
    assert not [item for found in lost_items(made.document, 10) for item in found.items]
    assert not [item for found in unsupported_items(made.document, 10) for item in found.items]
    assert not [item for found in near_items(made.document, 10) for item in found.items]
    assert "Rests only on an earlier version of its text." in attention(made.document, "event", made.plan)
    assert [row.version for row in evidence_of(made.document, "event", made.plan)] == ["earlier"]
    assert [row.version for row in evidence_of(made.document, "event", made.met)] == [""]
    figures = version_figures(made.document, report.source_id)
    assert figures is not None
    assert (figures.kept, figures.near, figures.lost) == (1, (), ())
    later = add_version(made.document, made.source, TEXT.replace("is to be opened", "is opened"))
    assert made.cited["plan"] not in {*later.near, *later.lost}
    assert _row(made.document, made.cited["plan"])[:1] == (made.source,)


def test_old_words_are_kept_in_one_step_and_dates_count_from_their_version_again(made: Made) -> None:
    document, before = made.document, facts(made.document)
    twin = citations.cite(document, made.source, "actor", made.anna, _span(TEXT, PLAN))
    dating.date_in_words(
        document, "event", made.plan, "on Friday", t="2025-08-08", rule="weekday", anchor_source=made.source
    )
    add_version(document, made.source, TEXT.replace("is to be opened", "will be opened"), t="2025-08-18")
    with document.read() as connection:
        assert connection.execute("SELECT t FROM event WHERE id = ?", (made.plan,)).fetchone() == ("2025-08-15",)
    waiting = facts(document)
    keep_old(document, made.cited["plan"], twin)
    assert document.history()[0].label == "Keep old words of 2 passages"
    with document.read() as connection:
        assert connection.execute("SELECT t FROM event WHERE id = ?", (made.plan,)).fetchone() == ("2025-08-08",)
        assert connection.execute("SELECT anchor_source_id FROM dating").fetchall() == [(made.source,)]
    document.undo()
    assert facts(document) == waiting
    for _ in range(3):
        document.undo()
    assert facts(document) == before


def test_old_words_that_stand_nowhere_any_more_are_told_as_lost(made: Made) -> None:
    add_version(made.document, made.source, TEXT.replace("is to be opened", "will be opened"))
    with made.document.edit("Cut") as edit:
        edit.execute("UPDATE source SET version_of = NULL")
    assert keep_old(made.document, made.cited["plan"]) == (made.cited["plan"],)
    assert [*_row(made.document, made.cited["plan"])[1:4]] == [None, None, "lost"]
    assert _is_sound(made.document)


def test_facts_of_one_changed_sentence_are_one_thing_to_decide(made: Made) -> None:
    second = citations.cite(made.document, made.source, "event", made.met, _span(TEXT, PLAN))
    add_version(made.document, made.source, TEXT.replace("is to be opened", "will be opened"))
    found = [item for piece in near_items(made.document, 10) for item in piece.items]
    assert [item.ids for item in found] == [(made.cited["plan"], second)]
    assert found[0].facts == (("event", made.plan), ("event", made.met))
    assert found[0].detail.startswith("2 facts: Dam opens, Talks · was “The dam is to be opened")
    assert [(part.words, part.within) for part in found[0].parts] == [("Dam opens", True), ("Talks", True)]


def test_a_source_is_superseded_by_the_newest_of_its_versions(made: Made) -> None:
    assert newer_version(made.document, made.source) == 0
    second = add_version(made.document, made.source, f"{TEXT} More.")
    third = add_version(made.document, made.source, f"{TEXT} Even more.")
    assert newer_version(made.document, made.source) == third.source_id
    assert newer_version(made.document, second.source_id) == third.source_id
    assert newer_version(made.document, third.source_id) == 0
    assert newer_version(made.document, 7) == 0
    assert list(dated_sources(made.document)) == [third.source_id]


def test_typography_alone_is_near_and_says_that_it_is_nothing_else(made: Made) -> None:
    report = add_version(made.document, made.source, TEXT.replace("in Vienna on", "in\u00a0Vienna on"))
    figures = version_figures(made.document, report.source_id)
    assert figures is not None
    assert report.near == (made.cited["met"],)
    assert [row.typographic for row in figures.near] == [True]


def test_what_is_gone_is_lost_and_stays_to_be_seen_where_it_stood(made: Made) -> None:
    report = add_version(made.document, made.source, TEXT.replace(DOUBT, "No other voices were heard."))
    assert report.lost == (made.cited["doubt"],)
    assert _row(made.document, made.cited["doubt"]) == (made.source, *_span(TEXT, DOUBT), "lost", DOUBT)
    assert [item.id for found in lost_items(made.document, 10) for item in found.items] == [made.cited["doubt"]]
    alone = [item.fact for found in unsupported_items(made.document, 10) for item in found.items]
    assert alone == [("event", made.doubt)]
    assert attention(made.document, "event", made.doubt)[0].startswith("Unsupported")
    assert _is_sound(made.document)


def test_a_lost_passage_can_be_pointed_to_other_words(made: Made) -> None:
    text = TEXT.replace(DOUBT, "No other voices were heard.")
    report = add_version(made.document, made.source, text)
    point_citation(made.document, made.cited["doubt"], report.source_id, _span(text, "No other voices were heard."))
    assert _row(made.document, made.cited["doubt"])[3:] == ("exact", "No other voices were heard.")
    assert not [item for found in unsupported_items(made.document, 10) for item in found.items]


def test_words_that_come_back_in_a_later_version_are_found_again(made: Made) -> None:
    add_version(made.document, made.source, TEXT.replace(DOUBT, "No other voices were heard."))
    report = add_version(made.document, made.source, f"{HEAD}\n\n{DOUBT}\n\n{MET}")
    assert made.cited["doubt"] in report.moved
    assert made.cited["plan"] in report.lost
    with made.document.read() as connection:
        line = connection.execute("SELECT version_of FROM source ORDER BY id").fetchall()
    assert line == [(None,), (made.source,), (report.earlier_id,)]
    assert _is_sound(made.document)


def test_a_passage_that_waits_can_be_lost_by_the_version_after(made: Made) -> None:
    second = TEXT.replace(PLAN, "The dam will be opened by the end of the year, her office has said.")
    add_version(made.document, made.source, second)
    report = add_version(made.document, made.source, f"{HEAD}\n\n{MET}\n\n{DOUBT}")
    assert report.lost == (made.cited["plan"],)
    assert _row(made.document, made.cited["plan"]) == (made.source, *_span(TEXT, PLAN), "lost", PLAN)
    assert _is_sound(made.document)


def test_a_passage_that_waits_is_found_when_its_old_words_come_back(made: Made) -> None:
    second = TEXT.replace(PLAN, "The dam will be opened by the end of the year, her office has said.")
    add_version(made.document, made.source, second)
    report = add_version(made.document, made.source, TEXT)
    assert made.cited["plan"] in report.exact
    assert _row(made.document, made.cited["plan"]) == (report.source_id, *_span(TEXT, PLAN), "exact", PLAN)


def test_a_sentence_set_aside_whose_words_changed_is_open_again(made: Made) -> None:
    report = add_version(made.document, made.source, TEXT.replace(HEAD, "Talks fail over the river"))
    assert report.reopened == 1
    with made.document.read() as connection:
        assert connection.execute("SELECT source_id FROM set_aside").fetchall() == [(made.source,)]


def test_evidence_without_a_place_goes_over_as_it_is(made: Made) -> None:
    whole = citations.cite(made.document, made.source, "event", made.met)
    report = add_version(made.document, made.source, f"{TEXT} More.")
    assert report.whole == (whole,)
    assert [*_row(made.document, whole)] == [report.source_id, None, None, "exact", ""]


def test_date_words_count_from_the_new_version_and_move_with_its_day(made: Made) -> None:
    document = made.document
    dating.date_in_words(
        document, "event", made.met, "on Friday", t="2025-08-08", rule="weekday", anchor_source=made.source
    )
    dating.date_in_words(
        document, "event", made.doubt, "on Friday", t="2025-08-08", rule="weekday", anchor_source=made.source
    )
    text = TEXT.replace(DOUBT, "")
    report = add_version(document, made.source, text, t="2025-08-18")
    with document.read() as connection:
        anchors = dict(connection.execute("SELECT event_id, anchor_source_id FROM dating").fetchall())
        dates = dict(connection.execute("SELECT id, t FROM event").fetchall())
    assert anchors == {made.met: report.source_id, made.doubt: made.source}
    assert dates[made.met] == "2025-08-15"
    assert dates[made.doubt] == "2025-08-08"
    assert [(moved.id, moved.old, moved.new) for moved in report.dates] == [(made.met, "2025-08-08", "2025-08-15")]


def test_a_version_is_one_step_and_undo_brings_every_row_back(made: Made) -> None:
    before = facts(made.document)
    add_version(made.document, made.source, f"New.\n\n{PLAN.replace('opened', 'finished')}\n\n{MET}")
    assert made.document.history()[0].label == f"New version of “{HEAD}”"
    after = facts(made.document)
    made.document.undo()
    assert facts(made.document) == before
    made.document.redo()
    assert facts(made.document) == after


def test_answers_found_beforehand_count_only_while_nothing_changed(made: Made) -> None:
    text = TEXT.replace(PLAN, f"It was late. {PLAN}")
    found = asked(made.document, made.source)
    assert found is not None
    early = answer(found, text)
    citations.remove_citations(made.document, made.cited["doubt"])
    report = add_version(made.document, made.source, text, answered=early)
    assert {*report.exact, *report.moved} == {made.cited["anna"], made.cited["met"], made.cited["plan"]}


@pytest.mark.parametrize(("text", "why"), [("  \n", "no text"), (TEXT, "as it stands")])
def test_a_text_that_is_no_new_version_is_refused(made: Made, text: str, why: str) -> None:
    steps = len(made.document.history())
    with pytest.raises(UserError, match=why):
        add_version(made.document, made.source, text)
    assert len(made.document.history()) == steps


def test_a_source_that_is_gone_is_refused(made: Made) -> None:
    with pytest.raises(UserError, match="no longer"):
        add_version(made.document, SourceId(7), "Text.")


def test_only_a_passage_that_waits_may_say_something_else_than_its_place(made: Made, tmp_path: Path) -> None:
    add_version(made.document, made.source, TEXT.replace("ever reach", "at last reach"))
    with pytest.raises(UserError, match="not what the text"):
        citations.change_citation(made.document, made.cited["doubt"], anchor="exact")
    written = export_json(made.document)
    with Document.create(tmp_path / "again.geoeditor") as again:
        import_json(again, written)
        assert export_json(again) == written
    root = json.loads(written)
    for citation in root["citations"]:
        if citation.get("anchor") == "near":
            citation["anchor"] = "lost"
    with (
        Document.create(tmp_path / "wrong.geoeditor") as wrong,
        pytest.raises(UserError, match="not what the text"),
    ):
        import_json(wrong, json.dumps(root).encode())
    with made.document.edit("Harm") as edit:
        edit.execute("UPDATE citation SET anchor = 'moved' WHERE id = ?", (made.cited["doubt"],))
    assert any("not those at its place" in problem.text for problem in inspect_project(made.document.path))
