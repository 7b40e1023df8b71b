"""What is known at a frame beyond its actors: the date that belongs to it and who says so.

May import dates, frames, speakers and proposals of the reader.
"""

from dataclasses import dataclass, field

from geoeditor.reading.dates import FoundDate
from geoeditor.reading.frames import Frame
from geoeditor.reading.names.runs import Page
from geoeditor.reading.proposals import SpeakerProposal
from geoeditor.reading.references import SentenceView
from geoeditor.reading.speakers import Speech, speakers_at

_ROLE_REACH = 60
_TERMS = frozenset(("from … to", "since", "until", "from"))
_ANTECEDENT_REACH = 30
"""Characters between a date and the "where" that goes on from it."""
_CLAUSES = frozenset("who which whose when where because if although while why whether".split())


@dataclass(slots=True)
class SentenceFacts:
    """A sentence with its span, its frames, its dates and the stretches somebody says."""

    view: SentenceView
    span: tuple[int, int]
    frames: list[Frame]
    dates: list[FoundDate] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)

    def date_of(self, page: Page, frame: Frame) -> FoundDate | None:
        """Return the nearest date of the sentence, one after the trigger preferred; offices take only near ones."""
        place = page.words[frame.trigger].start
        dated = [date for date in self.dates if date.edtf and not self._is_dateline(page, date)]
        if frame.voice == "role":
            dated = [date for date in dated if 0 < date.start - place < _ROLE_REACH and date.rule in _TERMS]
        dated = [date for date in dated if not self._is_apart(page, frame, date)]
        if not dated:
            return None
        return min(dated, key=lambda date: (date.start - place) if date.start >= place else (place - date.end) * 3)

    def _is_aside(self, page: Page, frame: Frame, date: FoundDate) -> bool:
        """Tell whether commas set a date off from what follows: "X, a member since 2023, closed …"."""
        commas = [word.start for word in page.words[self.view.first : frame.trigger + 1] if "," in word.gap]
        clauses = [
            word.start for word in page.words[self.view.first : frame.trigger] if word.low in ("who", "which", "whose")
        ]
        return any(start >= date.end for start in commas) and any(start < date.start for start in [*commas, *clauses])

    def _is_apart(self, page: Page, frame: Frame, date: FoundDate) -> bool:
        """Tell whether another clause begins between the trigger and the date."""
        if date.end <= page.words[frame.trigger].start and self._is_aside(page, frame, date):
            return True
        for number in range(self.view.first, self.view.last):
            word = page.words[number]
            after = frame.trigger < number and word.start < date.start
            before = date.end <= word.start and number < frame.trigger
            # "a 2019 meeting where he said": the clause tells what happened at that time
            same = before and word.low in ("where", "when") and word.start - date.end < _ANTECEDENT_REACH
            if (after or before) and word.low in _CLAUSES and not same:
                return True
            verb = page.lexicon.verbs.get(word.low)
            if after and word.low in page.lexicon.speech and verb is not None and "past" in verb.form.split("+"):
                return True
        return False

    def _is_dateline(self, page: Page, date: FoundDate) -> bool:
        """Tell whether a date only opens the report ("ASTANA, Oct 14 -")."""
        after = page.text[date.end : date.end + 3]
        return date.start - self.span[0] < 40 and after.lstrip(") ")[:1] in ("-", "—", "–") and after[:1] in (" ", ")")

    def speakers_of(self, frame: Frame) -> list[Speech]:
        """Return who says what the frame states, the outer speaker first."""
        return [speech for speech in speakers_at(self.speeches, frame.trigger) if speech.verb != frame.trigger]

    def status_of(self, page: Page, frame: Frame) -> str:
        """Return the status, which a denial turns to negated."""
        if any(speech.mode == "denies" for speech in self.speakers_of(frame)):
            return "negated"
        date = self.date_of(page, frame)
        if date is not None and date.rule == "deadline" and frame.status == "occurred" and frame.voice == "noun":
            return "planned"
        return frame.status

    def speaker_proposals(self, frame: Frame) -> tuple[SpeakerProposal, ...]:
        """Return the speakers as proposals, each once."""
        named: dict[tuple[str, str], SpeakerProposal] = {}
        for speech in self.speakers_of(frame):
            named.setdefault((speech.actor.name, speech.mode), SpeakerProposal(speech.actor.name, speech.mode))
        return tuple(named.values())
