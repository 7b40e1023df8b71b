"""The part of the filter's panel that chooses speakers and stances, for charts and tables alike."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from geoeditor.core.queries.speakers import Voice
from geoeditor.translation import tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import TypeAhead, stance_choices
from geoeditor.ui.filtering import Filter
from geoeditor.ui.finding.sought_speakers import SoughtSpeakers
from geoeditor.ui.finding.speaker_words import only_chip, stance_words, without_chip, without_sentence
from geoeditor.ui.plain import PlainLabel, tip


class SpeakerChoice(QWidget):
    """Two fields that choose speakers by their names, those chosen below them, and the stances that are shown."""

    def __init__(self, filter_: Filter, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = filter_
        self._offer = SoughtSpeakers(bridge, self)
        self._offer.filled.connect(self._list_again)
        self._shown: tuple[tuple[Voice, ...], tuple[Voice, ...]] = ((), ())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(tr("Who says so, here and in tables"), self, role="section"))
        self.only = self._field(
            tr("Show only what … says"), tr("Only what they say is shown, in their own words or passing on another’s")
        )
        self.without = self._field(
            tr("Hide all that rests only on …"),
            tr("What rests on their word alone is hidden; with a second speaker it stays"),
        )
        self.only.picked.connect(self._hear)
        self.without.picked.connect(self._disregard)
        column.addWidget(self.only)
        column.addWidget(self.without)
        self.chosen: list[QToolButton] = []
        self._chosen_column = QVBoxLayout()
        self._chosen_column.setSpacing(4)
        column.addLayout(self._chosen_column)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(PlainLabel(tr("Passages"), self, role="small"))
        self.stances: dict[str, QToolButton] = {}
        for choice in stance_choices():
            stance = str(choice.value)
            toggle = QToolButton(self)
            toggle.setProperty("role", "chip")
            toggle.setCheckable(True)
            toggle.setText(choice.label)
            toggle.setAccessibleName(tr("Show what is {what}", what=stance_words(stance)))
            toggle.setToolTip(tip(tr("Show or hide what is {what} by its passages", what=stance_words(stance))))
            toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            toggle.toggled.connect(partial(self._toggle, stance))
            self.stances[stance] = toggle
            row.addWidget(toggle)
        row.addStretch(1)
        column.addLayout(row)
        filter_.changed.connect(self.show_filter)
        self.show_filter()

    def _field(self, words: str, about: str) -> TypeAhead:
        field = TypeAhead(self)
        field.set_offer(self._offer)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setAccessibleDescription(about)
        field.setToolTip(tip(about))
        return field

    def _list_again(self) -> None:
        """List the speakers that are known now in the field that is being typed in."""
        for field in (self.only, self.without):
            if field.hasFocus():
                field.offer_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read the speakers before anybody types."""
        super().showEvent(event)
        self._offer.catch_up()

    def forget(self) -> None:
        """Let the speakers be read again when they are needed next."""
        self._offer.forget()

    def _hear(self, voice: object) -> None:
        self.only.show_choice(None, "")
        if isinstance(voice, Voice):
            self._filter.hear((*self._filter.speakers.only, voice))

    def _disregard(self, voice: object) -> None:
        self.without.show_choice(None, "")
        if isinstance(voice, Voice):
            self._filter.disregard((*self._filter.speakers.without, voice))

    def _toggle(self, stance: str, shown_: bool) -> None:
        hidden = self._filter.speakers.stances
        self._filter.hide_stances(hidden - {stance} if shown_ else hidden | {stance})

    def show_filter(self) -> None:
        """Show the filter as it is now, whoever set it."""
        limits = self._filter.speakers
        for stance, toggle in self.stances.items():
            toggle.blockSignals(True)
            toggle.setChecked(stance not in limits.stances)
            toggle.blockSignals(False)
        if (limits.only, limits.without) == self._shown:
            return
        self._shown = limits.only, limits.without
        had_focus = any(chip.hasFocus() for chip in self.chosen)
        for chip in self.chosen:
            self._chosen_column.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chosen = [
            *(self._chip(only_chip(voice), "", partial(self._unhear, voice)) for voice in limits.only),
            *(
                self._chip(without_chip(voice), without_sentence([voice]), partial(self._regard, voice))
                for voice in limits.without
            ),
        ]
        if had_focus:
            (self.chosen[-1] if self.chosen else self.without).setFocus()

    def _chip(self, words: str, about: str, take_away: "partial[None]") -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setText(f"{words}  ✕".replace("&", "&&"))
        chip.setAccessibleName(tr("Filter: {what}; press to take it away", what=words))
        chip.setToolTip(tip(about or words))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(take_away)
        self._chosen_column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        chip.show()
        return chip

    def _unhear(self, voice: Voice) -> None:
        self._filter.hear(other for other in self._filter.speakers.only if other != voice)

    def _regard(self, voice: Voice) -> None:
        self._filter.disregard(other for other in self._filter.speakers.without if other != voice)
