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

_ROLE_REACH = 90


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
        dated = [date for date in self.dates if date.edtf]
        if frame.voice == "role":
            dated = [date for date in dated if 0 < date.start - place < _ROLE_REACH and "/" in date.edtf]
        if not dated:
            return None
        return min(dated, key=lambda date: (date.start - place) if date.start >= place else (place - date.end) * 1.5)

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
