"""The chips in the tool bar: what the charts show by sign, and what else is left out, each to be taken away."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from geoeditor import when
from geoeditor.core.vocabulary import words
from geoeditor.translation import printable, tr, trn
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.speaker_words import (
    names_of,
    only_chip,
    stance_chip,
    stance_words,
    without_chip,
    without_sentence,
)
from geoeditor.ui.plain import PlainLabel, tip
from geoeditor.ui.theme import Theme, on_theme

SIGNS: Final = (1, -1, 0)
DOT: Final = QSize(14, 10)
"""A dot with the room between it and the words."""
_WIDEST: Final = 130
"""Pixels of the words of a chip."""
_MOST_KINDS: Final = 1
"""Hidden kinds that have a chip each; more share one."""


def sign_name(sign: int) -> str:
    """Return what a sign is called."""
    return {1: tr("Cooperation"), -1: tr("Conflict"), 0: tr("Neutral")}[sign]


def sign_mark(sign: int) -> str:
    """Return the sign itself, which says without colour what it is."""
    return {1: "+", -1: "−", 0: "·"}[sign]


def dot(colour: str, *, filled: bool, ratio: float) -> QIcon:
    """Return a round dot, hollow for what is hidden; sharp at the given scale."""
    picture = QPixmap(DOT * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(5, 5), 3.6, 3.6)
    painter.end()
    return QIcon(picture)


def time_words(since: int | None, until: int | None) -> str:
    """Return the time that is shown, in words, such as “from 1 Jan 2020” or “2020–2021”."""
    first = "" if since is None else day_of(since)
    last = "" if until is None else day_of(until - 1)
    # whole years need no days
    if first.endswith("-01-01") and (not last or last.endswith("-12-31")):
        first, last = first[:-6], last[:-6]
    elif not first and last.endswith("-12-31"):
        last = last[:-6]
    if first and last:
        return when.describe(first if first == last else f"{first}/{last}")
    if first:
        return tr("from {first}", first=when.describe(first))
    return tr("until {last}", last=when.describe(last)) if last else ""


def day_of(seconds: int) -> str:
    """Return the day of a moment as EDTF text."""
    year, month, day = when.civil(seconds // when.DAY)
    if abs(year) > 9_999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def kind_name(key: str, labels: dict[str, str]) -> str:
    """Return what a kind is called: by the project, else by the built-in vocabulary, else by its key."""
    scopes = {"actor": tr("All actors"), "event": tr("All events"), "link": tr("All links")}
    name = scopes.get(key) or labels.get(key)
    if name is None:
        name = next((word.label for word in words() if word.key == key), key.rpartition(".")[2].replace("_", " "))
    return printable(name)


class FilterChips(QWidget):
    """Three toggles for the signs, a chip for each other filter, and Clear.

    Where room is short the other filters share a chip, and then the signs stand without their words.
    """

    def __init__(self, filter_: Filter, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter, self._theme = filter_, theme
        self._labels: dict[str, str] = {}
        self._hidden: int | None = None
        self._widths = (0, 0, 0)
        self.setAccessibleName(tr("What the charts show"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 0, 0)
        self._row.setSpacing(6)
        self.signs: dict[int, QToolButton] = {}
        for sign in SIGNS:
            chip = self._chip(sign_name(sign))
            chip.setAccessibleName(tr("Show {name}", name=sign_name(sign)))
            chip.setToolTip(tip(tr("Show or hide {name} in the charts", name=sign_name(sign).lower())))
            chip.setIconSize(DOT)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.toggled.connect(partial(self._toggle, sign))
            self.signs[sign] = chip
            self._row.addWidget(chip)
        self.others: list[QToolButton] = []
        self.folded = self._chip("")
        self.folded.clicked.connect(self._show_others)
        self._row.addWidget(self.folded)
        self.count = PlainLabel("", self, role="small")
        self.clear = QToolButton(self)
        self.clear.setText(tr("Clear"))
        self.clear.setProperty("role", "flat")
        self.clear.setAccessibleName(tr("Show everything again"))
        self.clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear.clicked.connect(filter_.clear)
        self._row.addWidget(self.count)
        self._row.addWidget(self.clear)
        self._row.addStretch(1)
        filter_.changed.connect(self.refresh)
        on_theme(theme, self._paint_dots)
        self.refresh()

    def _chip(self, text: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setText(text.replace("&", "&&"))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return chip

    def name_kinds(self, labels: dict[str, str]) -> None:
        """Take the labels of the project's own kinds, by key."""
        self._labels = dict(labels)
        self.refresh()

    def show_hidden(self, count: int | None) -> None:
        """Say how many facts the filter hides; None where that is not known."""
        self._hidden = count
        self._say_hidden()
        self._fit_in()

    def _say_hidden(self) -> None:
        words = trn("{n} hidden", "{n} hidden", self._hidden or 0)
        self.count.setText(words)
        self.clear.setToolTip(tip(words) if self._is_told() else "")

    def _is_told(self) -> bool:
        return self._hidden is not None and not self._filter.is_empty

    def _toggle(self, sign: int, shown: bool) -> None:
        hidden = self._filter.signs
        self._filter.hide_signs(hidden - {sign} if shown else hidden | {sign})

    def refresh(self) -> None:
        """Show the filter as it is now."""
        for sign, chip in self.signs.items():
            chip.blockSignals(True)
            chip.setChecked(sign not in self._filter.signs)
            chip.blockSignals(False)
        self._paint_dots()
        for chip in self.others:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.others = []
        kinds = sorted(self._filter.kinds)
        if 0 < len(kinds) <= _MOST_KINDS:
            for key in kinds:
                name = kind_name(key, self._labels)
                self._add_chip(tr("no {kind}", kind=name), partial(self._show_kinds, key))
        elif kinds:
            names = ", ".join(kind_name(key, self._labels) for key in kinds)
            self._add_chip(trn("{n} kind off", "{n} kinds off", len(kinds)), partial(self._show_kinds, ""), names)
        time = time_words(self._filter.since, self._filter.until)
        if time:
            self._add_chip(time, partial(self._filter.limit, None, None))
        self._add_speakers()
        folded = trn("{n} filter", "{n} filters", len(self.others))
        self.folded.setChecked(True)
        self.folded.setText(f"{folded}  ✕")
        self.folded.setAccessibleName(tr("Filter: {what}; press to take it away", what=folded))
        self.folded.setToolTip("<br>".join(chip.toolTip() for chip in self.others))
        self.clear.setVisible(not self._filter.is_empty)
        self._say_hidden()
        self._fit_in()

    def _add_speakers(self) -> None:
        """Add the chips of those who alone are heard, of those whose word alone does not count, and of stances."""
        only, without = self._filter.speakers.only, self._filter.speakers.without
        stances = sorted(self._filter.speakers.stances)
        if only:
            words = only_chip(only[0]) if len(only) == 1 else trn("said by {n}", "said by {n} speakers", len(only))
            self._add_chip(words, partial(self._filter.hear, ()), "" if len(only) == 1 else names_of(only))
        if without:
            words = trn("this {n} alone: hidden", "these {n} alone: hidden", len(without))
            words = without_chip(without[0]) if len(without) == 1 else words
            self._add_chip(words, partial(self._filter.disregard, ()), without_sentence(without))
        if stances:
            words = trn("{n} stance off", "{n} stances off", len(stances))
            words = stance_chip(stances[0]) if len(stances) == 1 else words
            more = "" if len(stances) == 1 else ", ".join(map(stance_words, stances))
            self._add_chip(words, partial(self._filter.hide_stances, frozenset()), more)

    def _add_chip(self, text: str, take_away: "partial[None]", more: str = "") -> None:
        cut = QFontMetrics(self.font()).elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST)
        chip = self._chip(f"{cut}  ✕")
        chip.setAccessibleName(tr("Filter: {what}; press to take it away", what=text))
        chip.setToolTip(tip(f"{text}\n{more}" if more else text))
        chip.clicked.connect(take_away)
        self.others.append(chip)
        self._row.insertWidget(len(SIGNS) + len(self.others) - 1, chip)

    def _show_kinds(self, key: str) -> None:
        """Show a kind again, or all of them."""
        self._filter.hide_kinds(self._filter.kinds - {key} if key else frozenset())

    def _show_others(self) -> None:
        """Take away all filters but those of the signs."""
        signs = self._filter.signs
        self._filter.clear()
        self._filter.hide_signs(signs)

    def _fit_in(self) -> None:
        """Work out how wide each way to stand is, and take the widest there is room for."""
        widths = []
        for level in range(3):
            self._stand(level)
            self._row.invalidate()
            widths.append(self._row.sizeHint().width())
        self._widths = (widths[0], widths[1], widths[2])
        self.updateGeometry()
        self._choose_level()

    def _choose_level(self) -> None:
        room = self.width()
        self._stand(next((level for level, width in enumerate(self._widths) if width <= room), 2))

    def _stand(self, level: int) -> None:
        """Stand with all words (0), with the other filters as one chip (1), and with signs alone (2)."""
        for chip in self.others:
            chip.setVisible(level == 0)
        self.folded.setVisible(level > 0 and bool(self.others))
        self.count.setVisible(self._is_told() and level < 2)
        for sign, chip in self.signs.items():
            words = sign_mark(sign) if level == 2 else sign_name(sign)
            if chip.text() != words:
                chip.setText(words)

    def sizeHint(self) -> QSize:
        """Return the size with all words."""
        return QSize(self._widths[0], self._row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size with as few words as can be."""
        return QSize(self._widths[2], self._row.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many words as there is room for."""
        super().resizeEvent(event)
        self._choose_level()
        self._row.activate()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again, now that the style is known."""
        super().showEvent(event)
        self._fit_in()

    def _paint_dots(self) -> None:
        for sign, chip in self.signs.items():
            colour = self._theme.palette.of_sign(sign)
            chip.setIcon(dot(colour, filled=chip.isChecked(), ratio=self.devicePixelRatioF()))
