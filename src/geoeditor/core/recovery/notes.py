"""What a recovery has to say of what it did, counted by kind."""

from collections import Counter
from typing import Final

from geoeditor.translation import trn

CUT: Final = "cut"
OLDER: Final = "older"
REBUILT: Final = "rebuilt"
GARBLED: Final = "garbled"
DATE: Final = "date"
VALUE: Final = "value"
UNNAMED: Final = "unnamed"
REFERENCE: Final = "reference"
PASSAGE: Final = "passage"
TEXT: Final = "text"
INDEXED: Final = "indexed"
FILE: Final = "file"


class Notes:
    """Counts by kind, put into sentences at the end."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, kind: str) -> None:
        """Count one more of a kind."""
        self._counts[kind] += 1

    def lines(self) -> list[str]:
        """Return a sentence for each kind that happened."""
        sentences = {
            CUT: (
                "{n} record is kept without its end, which was on a destroyed page.",
                "{n} records are kept without their ends, which were on destroyed pages.",
            ),
            OLDER: (
                "{n} record is kept as it was before its last change; the newest state of it is lost.",
                "{n} records are kept as they were before their last change; the newest states of them are lost.",
            ),
            REBUILT: (
                "{n} record is kept in part, from what indexes knew of it; its words may be in small letters.",
                "{n} records are kept in part, from what indexes knew of them; their words may be in small letters.",
            ),
            GARBLED: (
                "{n} text held bytes that are no text; “�” stands in their place.",
                "{n} texts held bytes that are no text; “�” stands in their place.",
            ),
            DATE: (
                "{n} date could not be read; the record is undated now, and keeps it as “date as found”.",
                "{n} dates could not be read; the records are undated now, and keep them as “date as found”.",
            ),
            VALUE: (
                "{n} value was none that can stand there, and was replaced by the usual one or left out.",
                "{n} values were none that can stand there, and were replaced by the usual ones or left out.",
            ),
            UNNAMED: (
                "{n} record without a name is called “?” now.",
                "{n} records without a name are called “?” now.",
            ),
            REFERENCE: (
                "{n} reference to a lost record was taken out.",
                "{n} references to lost records were taken out.",
            ),
            PASSAGE: (
                "{n} passage is no longer at its place in a text; its words are kept.",
                "{n} passages are no longer at their places in texts; their words are kept.",
            ),
            TEXT: (
                "The text of {n} source is not complete.",
                "The texts of {n} sources are not complete.",
            ),
            INDEXED: (
                "The text of {n} source is lost; its words are kept as “lost text”, in small letters.",
                "The texts of {n} sources are lost; their words are kept as “lost text”, in small letters.",
            ),
            FILE: (
                "{n} file kept inside is not the one that was attached any more.",
                "{n} files kept inside are not the ones that were attached any more.",
            ),
        }
        return [trn(*sentences[kind], self._counts[kind]) for kind in sentences if self._counts[kind]]
