"""What the charts leave out: the chips of the tool bar, the tree of kinds, and the panel."""

from collections.abc import Iterator
from functools import partial
from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from geoeditor import when
from geoeditor.core.commands import events, vocabulary
from geoeditor.core.queries.finding import UsedKind, used_kinds
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.chips import FilterChips, day_of, time_words
from geoeditor.ui.finding.filter_panel import FilterPanel
from geoeditor.ui.finding.kind_tree import KindTree
from geoeditor.ui.theme import Theme

KINDS = [
    UsedKind("actor.person", "person", 3),
    UsedKind("event.consult", "Consult / meet", 5),
    UsedKind("event.consult.visit", "Consult / meet: visit", 2),
    UsedKind("event.consult.phone", "Consult / meet: phone", 1),
    UsedKind("event.accuse", "<b>Accuse</b>", 4),
]
TICKED, HALF, EMPTY = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


class Checker(Protocol):
    """What looks whether an item model keeps its promises."""

    def check(self, model: QAbstractItemModel) -> None: ...


@pytest.fixture
def chips(qtbot: QtBot, filter_: Filter, theme: Theme) -> Iterator[FilterChips]:
    """Return the chips, shown in a row with room enough."""
    holder = QWidget()
    made = FilterChips(filter_, theme)
    QHBoxLayout(holder).addWidget(made)
    holder.resize(900, 60)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    yield made
    holder.close()


def test_a_chip_hides_its_sign_and_shows_it_again(chips: FilterChips, filter_: Filter) -> None:
    assert [chip.text() for chip in chips.signs.values()] == ["Cooperation", "Conflict", "Neutral"]
    assert chips.clear.isHidden()
    QTest.mouseClick(chips.signs[-1], Qt.MouseButton.LeftButton)
    assert filter_.signs == {-1}
    assert chips.clear.isVisible()
    chips.signs[0].setFocus()
    QTest.keyClick(chips.signs[0], Qt.Key.Key_Space)
    assert filter_.signs == {-1, 0}
    QTest.mouseClick(chips.clear, Qt.MouseButton.LeftButton)
    assert filter_.is_empty
    assert all(chip.isChecked() for chip in chips.signs.values())


def test_every_other_filter_has_a_chip_that_takes_it_away(chips: FilterChips, filter_: Filter) -> None:
    filter_.hide_kinds(frozenset({"event.accuse"}))
    filter_.limit(0, 86_400 * 31)
    QApplication.processEvents()
    assert [chip.text() for chip in chips.others] == ["no Accuse / criticise  ✕", "1–31 Jan 1970  ✕"]
    QTest.mouseClick(chips.others[0], Qt.MouseButton.LeftButton)
    assert filter_.kinds == frozenset()
    QTest.mouseClick(chips.others[0], Qt.MouseButton.LeftButton)
    assert filter_.is_empty
    assert chips.others == []


def test_several_hidden_kinds_share_a_chip(chips: FilterChips, filter_: Filter) -> None:
    chips.name_kinds({"event.own": "My <i>own</i>"})
    filter_.hide_kinds(frozenset({"event.accuse", "event.own", "actor"}))
    (chip,) = chips.others
    assert chip.text() == "3 kinds off  ✕"
    assert "All actors, Accuse / criticise, My &lt;i&gt;own" in chip.toolTip()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert filter_.is_empty


def test_the_number_hidden_is_said_while_something_is(chips: FilterChips, filter_: Filter) -> None:
    chips.show_hidden(12)
    assert chips.count.isHidden()
    filter_.hide_signs(frozenset({0}))
    assert chips.count.isVisible()
    assert chips.count.text() == "12 hidden"


def test_where_room_is_short_words_go_and_nothing_is_cut_off(chips: FilterChips, filter_: Filter) -> None:
    filter_.hide_kinds(frozenset({"event.accuse"}))
    filter_.limit(0, None)
    holder = chips.window()
    assert chips.minimumSizeHint().width() < chips.sizeHint().width()
    for width in (900, 480, chips.minimumSizeHint().width() + 30):
        holder.resize(width, 60)
        QApplication.processEvents()
        shown = [chip for chip in (*chips.signs.values(), *chips.others, chips.folded) if chip.isVisible()]
        assert all(chip.width() >= chip.sizeHint().width() for chip in shown)
        assert max(chip.geometry().right() for chip in shown) <= chips.width()
    assert [chip.text() for chip in chips.signs.values()] == ["+", "−", "·"]
    assert chips.folded.text() == "2 filters  ✕"
    filter_.hide_signs(frozenset({1}))
    QTest.mouseClick(chips.folded, Qt.MouseButton.LeftButton)
    assert filter_.signs == {1}
    assert not filter_.kinds
    assert filter_.since is None


def test_times_are_said_in_words() -> None:
    assert day_of(-1) == "1969-12-31"
    assert day_of(when.bounds("-0044-03-15").t_lo or 0) == "-0044-03-15"
    assert day_of(when.bounds("Y17000").t_lo or 0).startswith("Y17000")
    assert time_words(None, None) == ""
    assert time_words(86_400, None) == "from 2 Jan 1970"
    assert time_words(0, None) == "from 1970"
    assert time_words(None, 86_400 * 365) == "until 1970"
    assert time_words(0, 86_400 * 365) == "1970"
    assert time_words(0, 86_400 * 2 * 365) == "1970–1971"
    assert time_words(0, 86_400 * 31) == "1–31 Jan 1970"
    assert time_words(None, 86_400) == "until 1 Jan 1970"


def test_the_tree_stands_by_scope_with_counts_of_all_below(filter_: Filter, qtmodeltester: Checker) -> None:
    tree = KindTree(filter_)
    tree.show(KINDS)
    qtmodeltester.check(tree)
    assert [tree.item(row).text() for row in range(tree.rowCount())] == ["Actors  3", "Events  12"]
    consult = tree.item_of("event.consult")
    assert consult is not None
    assert consult.text() == "Consult / meet  8"
    assert [consult.child(row).text() for row in range(2)] == ["Consult / meet: visit  2", "Consult / meet: phone  1"]
    accuse = tree.item_of("event.accuse")
    assert accuse is not None
    assert accuse.text() == "<b>Accuse</b>  4"


def ticks(tree: KindTree) -> dict[str, Qt.CheckState]:
    items = {kind.key: tree.item_of(kind.key) for kind in KINDS} | {"event": tree.item_of("event")}
    return {key: item.checkState() for key, item in items.items() if item is not None}


def tick(tree: KindTree, key: str, state: Qt.CheckState) -> None:
    item = tree.item_of(key)
    assert item is not None
    item.setCheckState(state)


def test_a_tick_hides_a_kind_with_all_below_and_half_ticks_what_is_above(filter_: Filter) -> None:
    tree = KindTree(filter_)
    tree.show(KINDS)
    tick(tree, "event.consult", EMPTY)
    assert filter_.kinds == {"event.consult"}
    found = ticks(tree)
    assert (found["event.consult.visit"], found["event"], found["actor.person"]) == (EMPTY, HALF, TICKED)
    tick(tree, "event", EMPTY)
    assert filter_.kinds == {"event"}
    tick(tree, "event", TICKED)
    assert filter_.is_empty
    assert set(ticks(tree).values()) == {TICKED}


def test_showing_a_kind_shows_what_is_above_it_and_no_sibling(filter_: Filter) -> None:
    tree = KindTree(filter_)
    tree.show(KINDS)
    filter_.hide_kinds(frozenset({"event"}))
    tick(tree, "event.consult.visit", TICKED)
    assert filter_.kinds == {"event.consult.phone", "event.accuse"}
    assert ticks(tree)["event.consult"] == HALF


@pytest.fixture
def panel(
    qtbot: QtBot, sample: Bridge, filter_: Filter, theme: Theme, actions: Actions, window: QWidget
) -> Iterator[FilterPanel]:
    """Return the panel over the sample, opened under a widget of the window."""
    column = QVBoxLayout(window)
    anchor = FilterChips(filter_, theme, window)
    anchor.setObjectName("anchor")
    column.addWidget(anchor)
    column.addStretch(1)
    made = FilterPanel(filter_, sample, theme, actions)
    window.resize(1024, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    anchor.signs[1].setFocus()
    made.open_at(anchor)
    yield made
    window.close()


def test_the_panel_stands_inside_the_window_and_esc_gives_the_focus_back(panel: FilterPanel, window: QWidget) -> None:
    assert window.rect().contains(panel.geometry())
    assert panel.signs[1].hasFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Escape)
    assert panel.isHidden()
    anchor = window.findChild(FilterChips)
    assert isinstance(anchor, FilterChips)
    assert anchor.signs[1].hasFocus()
    panel.open_at(anchor)
    assert panel.isVisible()
    panel.open_at(anchor)
    assert panel.isHidden()


def test_the_panel_lists_the_kinds_in_use_and_follows_the_document(panel: FilterPanel, sample: Bridge) -> None:
    assert {kind.key for kind in used_kinds(sample.document)} <= {
        kind.key for kind in used_kinds(sample.document) if panel.kinds.item_of(kind.key) is not None
    }
    vocabulary.add_kind(sample.document, key="event.own", scope="event", label="own")
    events.add_event(sample.document, title="E", kind="event.own")
    assert panel.kinds.item_of("event.own") is not None
    sample.adopt(None)
    assert panel.isHidden()


def test_space_ticks_a_kind_off_in_the_panel(panel: FilterPanel, filter_: Filter) -> None:
    panel.tree.setFocus()
    panel.tree.setCurrentIndex(panel.kinds.index(0, 0))
    QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert filter_.kinds == {"actor"}
    QTest.mouseClick(panel.signs[-1], Qt.MouseButton.LeftButton)
    assert filter_.signs == {-1}
    QTest.mouseClick(panel.clear, Qt.MouseButton.LeftButton)
    assert filter_.is_empty


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # of tooltips
def test_the_dates_limit_the_time_and_are_refused_the_wrong_way_round(panel: FilterPanel, filter_: Filter) -> None:
    since, until = panel.dates["since"], panel.dates["until"]
    since.setFocus()
    QTest.keyClicks(since, "2020")
    QTest.keyClick(since, Qt.Key.Key_Return)
    assert (filter_.since, filter_.until) == (when.bounds("2020").t_lo, None)
    until.setFocus()
    QTest.keyClicks(until, "2019")
    QTest.keyClick(until, Qt.Key.Key_Return)
    assert filter_.until is None
    assert panel.problem.isVisible()
    assert until.text() == "2019"
    until.selectAll()
    QTest.keyClicks(until, "Jun 2021")
    QTest.keyClick(until, Qt.Key.Key_Return)
    assert filter_.until == when.bounds("2021-06").t_hi
    assert panel.problem.isHidden()
    filter_.clear()
    assert panel.typed == {"since": "", "until": ""}
    assert (since.text(), until.text()) == ("", "")


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # of tooltips
def test_a_slash_is_typed_in_a_date_and_closes_the_panel_elsewhere(
    panel: FilterPanel, actions: Actions, window: QWidget
) -> None:
    anchor = window.findChild(FilterChips)
    assert isinstance(anchor, FilterChips)
    actions.handle("view.filter", partial(panel.open_at, anchor))
    actions.update()
    panel.dates["since"].setFocus()
    QTest.keyClicks(panel.dates["since"], "2020/2021")
    assert panel.dates["since"].text() == "2020/2021"
    assert panel.isVisible()
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Slash)
    assert panel.isHidden()


def test_everything_in_the_panel_that_takes_the_focus_has_a_name(panel: FilterPanel) -> None:
    for widget in (*panel.signs.values(), panel.tree, panel.clear, panel.shut, *panel.dates.values()):
        assert widget.accessibleName()
