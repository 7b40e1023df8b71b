"""Who does what to whom in a sentence: frames from verbs, from nouns such as "meeting with", and from roles.

A frame is not yet a proposal; events and links are made from frames. May import the lexicon, names, words and
references of the reader.
"""

from geoeditor.reading.frames.apposition_frames import find_apposition_frames
from geoeditor.reading.frames.body_frames import find_body_frames
from geoeditor.reading.frames.frame import Frame
from geoeditor.reading.frames.listing_frames import find_listing_frames
from geoeditor.reading.frames.noun_frames import find_noun_frames
from geoeditor.reading.frames.role_frames import find_role_frames
from geoeditor.reading.frames.tie_frames import find_tie_frames
from geoeditor.reading.frames.verb_frames import find_verb_frames

__all__ = [
    "Frame",
    "find_apposition_frames",
    "find_body_frames",
    "find_listing_frames",
    "find_noun_frames",
    "find_role_frames",
    "find_tie_frames",
    "find_verb_frames",
]
