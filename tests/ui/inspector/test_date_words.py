"""Words that dated a fact, in the inspector: what they are, what they count from, and choosing something else."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.inspector.conftest import Known, Pane

from geoeditor.core.commands import events, links, sources
from geoeditor.core.commands.dating import count_from, date_in_words
from geoeditor.core.queries.dating import dated_by
from geoeditor.ui.fields import LineField, TypeAhead


def _field(pane: Pane) -> TypeAhead:
    field = pane.field("counts_from")
    assert isinstance(field, TypeAhead)
    return field


def _dated(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    sources.change_source(document, known.source, t="2025-08-07")
    date_in_words(
        document, "event", known.talks, "two weeks ago", t="2025-07-21~/2025-07-27~", rule="counted",
        anchor_source=known.source,
    )  # fmt: skip
    pane.choose("event", known.talks)


def test_words_rule_and_anchor_are_shown(pane: Pane, known: Known) -> None:
    _dated(pane, known)
    assert pane.text("dated_by") == "“two weeks ago” (counted)"
    assert pane.text("counts_from") == "publication, 7 Aug 2025"


def test_a_fact_dated_by_hand_shows_neither(pane: Pane, known: Known) -> None:
    pane.choose("event", known.talks)
    assert not pane.field("dated_by").isVisible()
    assert not pane.field("counts_from").isVisible()


def test_another_event_is_chosen_by_typing_and_the_date_follows(pane: Pane, known: Known) -> None:
    coup = events.add_event(pane.bridge.document, title="Coup", t="2023-07-26")
    _dated(pane, known)
    pane.enter("counts_from", "coup")
    assert pane.text("counts_from") == "26 Jul 2023 · Coup"
    assert pane.text("t") == "about 9 – about 15 Jul 2023"
    assert pane.steps()[0] == "Count date from something else"
    events.change_event(pane.bridge.document, coup, title="The coup")
    assert pane.text("counts_from") == "26 Jul 2023 · The coup"
    events.change_event(pane.bridge.document, coup, t="2024-07-26")
    assert pane.text("counts_from") == "26 Jul 2024 · The coup"


def test_an_emptied_field_counts_from_nothing_and_keeps_the_date(pane: Pane, known: Known) -> None:
    _dated(pane, known)
    before = pane.text("t")
    pane.enter("counts_from", "")
    assert pane.text("counts_from") == "nothing"
    assert pane.text("t") == before
    pane.enter("counts_from", "publication of")
    assert pane.text("counts_from") == "publication, 7 Aug 2025"


def test_a_circle_is_refused_at_the_field_and_the_choice_stays(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    _dated(pane, known)
    after = events.add_event(document, title="Aftermath")
    pane.retype(_field(pane), "Aftermath")
    date_in_words(document, "event", after, "a day later")
    count_from(document, "event", after, event=known.talks)
    QTest.keyClick(_field(pane), Qt.Key.Key_Return)
    assert "can't count from itself" in _field(pane).problem
    found = dated_by(document, "event", known.talks)
    assert found is not None
    assert found.anchor == "source"


def test_words_that_are_no_date_are_refused_at_the_field(pane: Pane, known: Known) -> None:
    date_in_words(pane.bridge.document, "event", known.talks, "when the cock crows", t="2025")
    pane.choose("event", known.talks)
    assert pane.text("counts_from") == "nothing"
    pane.enter("counts_from", "publication of")
    assert "can't be counted from anything" in _field(pane).problem
    assert pane.text("t") == "2025"


def test_a_link_counts_from_something_too(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    date_in_words(document, "link", known.link, "two days after the talks")
    pane.choose("link", known.link)
    pane.enter("counts_from", "Talks")
    assert pane.text("t") == "about 3 Aug – about 2 Sep 2025"
    links.change_link(document, known.link, t="2020")
    assert not pane.field("counts_from").isVisible()


def test_the_days_of_vague_words_are_set_in_the_project_and_dates_follow(pane: Pane, known: Known) -> None:
    document = pane.bridge.document
    sources.change_source(document, known.source, t="2025-08-07")
    date_in_words(
        document, "event", known.talks, "recently", t="2025-06-23~/2025-08-07", anchor_source=known.source
    )  # fmt: skip
    pane.choose("event")
    pane.sheet.more_button.click()
    pane.enter("weeks", "20")
    assert pane.steps()[0] == "Change project"
    pane.enter("weeks", "many")
    field = pane.field("weeks")
    assert isinstance(field, LineField)
    assert "no number" in field.problem
    pane.enter("weeks", "0")
    assert "1 to 36,500 days" in field.problem
    pane.choose("event", known.talks)
    assert pane.text("t") == "about 18 Jul – 7 Aug 2025"
    pane.choose("event")
    pane.enter("weeks", "")
    pane.choose("event", known.talks)
    assert pane.text("t") == "about 23 Jun – 7 Aug 2025"
