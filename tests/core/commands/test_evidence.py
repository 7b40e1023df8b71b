"""Sources, passages, speakers, decisions and date words: what a command does beyond storing what is given."""

import hashlib
from collections.abc import Callable

from tests.core.commands.project import TEXT, Ids, count, done, row, state

from geoeditor.core.commands import citations, dating, events, links, sources
from geoeditor.core.commands.citations import Speaker
from geoeditor.core.document import Document


def _speakers(document: Document, citation: int) -> list[tuple[str, str, int | None]]:
    with document.read() as connection:
        return connection.execute(
            "SELECT name, mode, actor_id FROM attribution WHERE citation_id = ? ORDER BY ordinal", (citation,)
        ).fetchall()


def test_a_source_knows_the_hash_of_its_text(document: Document, ids: Ids) -> None:
    assert row(document, "source", ids.source)["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_source_without_a_text_has_neither_row_nor_hash(document: Document) -> None:
    before = count(document, "source_text")
    source = sources.add_source(document, title="A book")
    assert row(document, "source", source)["text_sha256"] == ""
    assert count(document, "source_text") == before


def test_a_passage_keeps_its_words_and_what_stands_around_it(document: Document, ids: Ids) -> None:
    stored = row(document, "citation", ids.citation)
    assert stored["quote"] == TEXT[17:36] == "Łukašenka met Putin"
    assert (stored["prefix"], stored["suffix"]) == (TEXT[:17], TEXT[36:68])


def test_a_whole_source_may_bear_on_a_fact(document: Document, ids: Ids) -> None:
    stored = row(document, "citation", citations.cite(document, ids.second, "actor", ids.actor))
    assert (stored["start"], stored["end"], stored["quote"], stored["stance"]) == (None, None, "", "supports")


def test_a_moved_citation_has_the_words_of_its_new_place(document: Document, ids: Ids) -> None:
    citations.change_citation(document, ids.citation, anchor="lost", note="Look again.")
    citations.move_citation(document, ids.citation, (0, 16))
    stored = row(document, "citation", ids.citation)
    assert (stored["quote"], stored["prefix"], stored["anchor"]) == (TEXT[:16], "", "exact")
    assert (stored["note"], stored["event_id"]) == ("Look again.", ids.event)


def test_speakers_keep_their_order_from_the_outermost_in(document: Document, ids: Ids) -> None:
    chain = [Speaker("John Bolton", "claims"), Speaker("", "denies", ids.actor), Speaker("Batka", "quotes", ids.actor)]
    citation = citations.cite(document, ids.source, "event", ids.event, None, chain)
    assert _speakers(document, citation) == [
        ("John Bolton", "claims", None),
        ("Alexander Lukashenko", "denies", ids.actor),
        ("Batka", "quotes", ids.actor),
    ]


def test_new_speakers_take_the_place_of_the_old_ones(document: Document, ids: Ids) -> None:
    citations.set_speakers(document, ids.citation, [Speaker("A"), Speaker("B"), Speaker("C")])
    citations.set_speakers(document, ids.citation, [Speaker("C"), Speaker("A", "denies", ids.actor)])
    assert _speakers(document, ids.citation) == [("C", "states", None), ("A", "denies", ids.actor)]
    document.undo()
    assert [name for name, _, _ in _speakers(document, ids.citation)] == ["A", "B", "C"]


def test_no_speakers_are_the_author_in_their_own_voice(document: Document, ids: Ids) -> None:
    citations.set_speakers(document, ids.citation, [])
    assert _speakers(document, ids.citation) == []


def test_a_later_verdict_replaces_the_earlier_one(document: Document, ids: Ids) -> None:
    again = sources.decide(document, ids.source, 17, 26, what="actor", value="Łukašenka", verdict="accepted")
    assert again == ids.decision
    assert row(document, "decision", ids.decision)["verdict"] == "accepted"
    other = sources.decide(document, ids.source, 17, 26, what="actor", value="Somebody", verdict="skipped")
    assert other != ids.decision


def test_stretches_that_overlap_may_be_set_aside(document: Document, ids: Ids) -> None:
    sources.set_aside(document, ids.source, 0, 15)
    sources.set_aside(document, ids.source, 1, 16)
    assert count(document, "set_aside") == 3


def test_new_date_words_take_the_place_of_the_old_ones(document: Document, ids: Ids) -> None:
    assert dating.date_in_words(document, "event", ids.later, "in May", t="2025-05") == ids.dating
    stored = row(document, "dating", ids.dating)
    assert (stored["words"], stored["rule"], stored["anchor_source_id"]) == ("in May", "", None)
    assert row(document, "event", ids.later)["t"] == "2025-05"


def test_date_words_without_an_anchor_leave_the_fact_undated(document: Document, ids: Ids) -> None:
    dating.date_in_words(document, "event", ids.event, "last week")
    stored = row(document, "event", ids.event)
    assert (stored["t"], stored["t_lo"], stored["t_hi"], stored["t_prec"]) == ("", None, None, "")


def test_a_date_typed_by_hand_drops_the_words(document: Document, ids: Ids) -> None:
    dating.date_in_words(document, "link", ids.link, "since then", t="2025/..")
    deeds: tuple[Callable[[], None], ...] = (
        lambda: dating.date_event(document, ids.later, "2026"),
        lambda: events.change_event(document, ids.later, t="2026"),
        lambda: dating.date_link(document, ids.link, ""),
        lambda: links.change_link(document, ids.link, t="2024"),
    )
    for deed in deeds:
        deed()
        assert count(document, "dating") == 1
        document.undo()
        assert count(document, "dating") == 2


def test_other_changes_of_a_fact_leave_its_date_words(document: Document, ids: Ids) -> None:
    events.change_event(document, ids.later, title="Another title")
    assert row(document, "dating", ids.dating)["words"] == "again"


def test_an_undated_fact_that_is_left_undated_leaves_no_step(document: Document, ids: Ids) -> None:
    event, steps = events.add_event(document, title="Something"), done(document)
    before = state(document)
    dating.date_event(document, event, "")
    assert state(document) == before
    assert done(document) == steps
