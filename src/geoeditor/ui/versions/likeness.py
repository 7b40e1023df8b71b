"""Whether a text may be another version of one: it holds some of its sentences word for word.

Knows no widget.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Final

LEAST: Final = 200
"""Letters from which on a text may be an article at all."""
_MOST: Final = 300
_TELLING: Final = 30
"""Letters of a sentence from which on it tells one article from others."""
_SHARE: Final = 0.15


def is_likely_version(sentences: Sequence[str], text: str) -> bool:
    """Tell whether enough of an article's sentences stand in a text; an article of short ones alone may be any."""
    if len(text.strip()) < LEAST:
        return False
    words = " ".join(text.split())
    telling = [" ".join(sentence.split()) for sentence in islice(sentences, _MOST) if len(sentence) >= _TELLING]
    return not telling or sum(sentence in words for sentence in telling) >= _SHARE * len(telling)
