"""Passages found again in a new version of their text: what stands where, what moved, what changed, what is gone.

The old text is known, so the two are laid side by side first: whole sentences that are in both, then sentences that
are nearly in both, then what was moved elsewhere. A passage goes where its own sentence went and nowhere else, so one
mention of a name is never taken for another. Pure functions of texts; imports nothing of the document.
"""

from geoeditor.core.anchors.alignment import Alignment, align
from geoeditor.core.anchors.folding import is_typographic
from geoeditor.core.anchors.likeness import likeness
from geoeditor.core.anchors.reanchoring import ENOUGH, Passage, Place, reanchor
from geoeditor.core.anchors.word_changes import Piece, word_changes

__all__ = [
    "ENOUGH",
    "Alignment",
    "Passage",
    "Piece",
    "Place",
    "align",
    "is_typographic",
    "likeness",
    "reanchor",
    "word_changes",
]
