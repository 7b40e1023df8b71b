"""What changed between two wordings of one passage, word by word, as a reader is shown it."""

from difflib import SequenceMatcher
from typing import Final, NamedTuple

from geoeditor.core.anchors.units import word_spans

_MOST_WORDS: Final = 2_000
"""Words of a wording that are compared; longer ones are shown as replaced."""


class Piece(NamedTuple):
    """A run of words: `kept` is in both, `removed` in the old wording only, `added` in the new one only."""

    change: str
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """Return the pieces from which both wordings can be put together again, what was removed before what was added."""
    here, there = _tokens(old), _tokens(new)
    if max(len(here), len(there)) > _MOST_WORDS:
        return [piece for piece in (Piece("removed", old), Piece("added", new)) if piece.text]
    pieces: list[Piece] = []
    for tag, one, one_end, other, other_end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", "".join(here[one:one_end])))
            continue
        pieces.append(Piece("removed", "".join(here[one:one_end])))
        pieces.append(Piece("added", "".join(there[other:other_end])))
    return _smooth([piece for piece in pieces if piece.text])


def _tokens(text: str) -> list[str]:
    """Return words and signs, each with the white space after it as one more token; together they are the text."""
    tokens: list[str] = []
    end = 0
    for start, following in word_spans(text, 0, len(text)):
        if start > end:
            tokens.append(text[end:start])
        tokens.append(text[start:following])
        end = following
    if end < len(text):
        tokens.append(text[end:])
    return tokens


def _smooth(pieces: list[Piece]) -> list[Piece]:
    """Let a lone blank between two changes belong to both, so that changed runs read as one."""
    smooth: list[Piece] = []
    for place, piece in enumerate(pieces):
        is_blank = piece.change == "kept" and not piece.text.strip()
        inner = 0 < place < len(pieces) - 1
        if is_blank and inner:
            smooth += [Piece("removed", piece.text), Piece("added", piece.text)]
        else:
            smooth.append(piece)
    return _gathered(smooth)


def _gathered(pieces: list[Piece]) -> list[Piece]:
    gathered: list[Piece] = []
    removed = added = ""
    for piece in (*pieces, Piece("kept", "")):
        if piece.change == "removed":
            removed += piece.text
        elif piece.change == "added":
            added += piece.text
        else:
            changed = (Piece("removed", removed), Piece("added", added), piece)
            gathered += [part for part in changed if part.text]
            removed = added = ""
    return gathered
