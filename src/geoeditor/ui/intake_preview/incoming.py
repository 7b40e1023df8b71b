"""A text on its way in: what was read of it, what the user made of that, and what is to be stored. No widgets."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from geoeditor.core.commands.sources import text_hash
from geoeditor.core.document import Document
from geoeditor.ui.fetching import Fetched
from geoeditor.ui.intake_preview.original import Original
from geoeditor.ui.intake_preview.paragraphs import Paragraphs
from geoeditor.ui.intake_preview.wording import GUESSED, is_certain, kind_of
from geoeditor.ui.workers import Done, Failed, Worker

Values = dict[str, Any]
_FIELDS: Final = ("author", "publisher", "url", "language")
_PLAIN: Final = ("", "text/plain", "text/markdown")
_PLAIN_SUFFIXES: Final = (".txt", ".md")


@dataclass(slots=True)
class NewSource:
    """A source to be stored: its fields, its text, and the file that is kept with it.

    `is_decided` where the user has said whether it is a version of another one; `version_of` is that one, 0 for none.
    """

    name: str
    title: str
    text: str
    sha256: str
    values: dict[str, str] = field(default_factory=dict)
    original: Original | None = None
    version_of: int = 0
    is_decided: bool = False


def fields_of(values: Values) -> dict[str, str]:
    """Return the fields of a source that the answer of the worker gives."""
    fields = {name: _line(values.get(name)) for name in _FIELDS}
    t = _line(values.get("published"))
    media_type = _line(values.get("media_type"))
    return {
        **fields,
        "kind": kind_of(media_type),
        "t": t,
        "published_from": _line(values.get("published_from")) * bool(t),
    }


def unseen(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields of a text that nobody has looked at: a date that was only guessed is none."""
    return {**fields, "t": "", "published_from": ""} if fields["published_from"] == GUESSED else fields


def _line(value: object) -> str:
    """Return what the worker told, on one line."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def is_plain(values: Values, path: Path | None, *, is_page: bool) -> bool:
    """Tell whether a text comes in without being looked at: it was pasted, or is plain and of certain encoding."""
    if is_page or path is None:
        return not is_page
    media_type = str(values.get("media_type", ""))
    plain = media_type in _PLAIN and path.suffix.lower() in _PLAIN_SUFFIXES
    return plain and is_certain(str(values.get("encoding", ""))) and not values.get("warnings")


class Incoming:
    """One text in the preview."""

    def __init__(self, name: str, title: str, values: Values, document: Document | None) -> None:
        self.name = name
        self.document = document
        """The project that it was read for, None where none was open."""
        self.path: Path | None = None
        self.html = ""
        self.fetched: Fetched | None = None
        self.extractor, self.encoding = "", ""
        self.version_of = 0
        self.is_decided = False
        self.is_seen = False
        self.keeps = False
        self.title = title
        self.typed: dict[str, str] | None = None
        """What the user made of the fields, None while it was not looked at."""
        self.values = values
        self.paragraphs = Paragraphs(str(values.get("text", "")))
        self._asked = 0
        self._struck: set[str] = set()
        """Paragraphs that were struck out in a way of reading that is not shown now, as they read."""

    @property
    def can_keep(self) -> bool:
        """Tell whether there is a file that can be kept."""
        return self.path is not None and bool(self.values.get("file_sha256"))

    @property
    def extractors(self) -> list[str]:
        """Return the ways to read it that can be asked for."""
        names = self.values.get("extractors") or ()
        return [str(name) for name in names]

    @property
    def has_encoding(self) -> bool:
        """Tell whether it was read from bytes that may be in another encoding."""
        has_bytes = self.path is not None or self.fetched is not None
        return has_bytes and bool(self.values.get("encoding"))

    @property
    def warnings(self) -> list[str]:
        """Return what the worker found odd."""
        return [str(warning) for warning in self.values.get("warnings") or ()]

    def read_again(self, worker: Worker, extractor: str, encoding: str, done: Done, failed: Failed) -> None:
        """Ask the worker to read it in another way; of several wishes the last one counts."""
        self._asked += 1
        asked = self._asked

        def take(values: Values) -> None:
            if asked == self._asked:
                self.extractor, self.encoding = extractor, encoding
                if self.fetched is not None:
                    values = {**values, "url": self.fetched.address}
                self.values = values
                self.paragraphs = Paragraphs(str(values.get("text", "")), self._remembered())
                done(values)

        def fail(sentence: str) -> None:
            if asked == self._asked:
                failed(sentence)

        if self.fetched is not None:
            how = {"extractor": extractor, "encoding": encoding, "charset": self.fetched.charset}
            worker.read_bytes(self.fetched.data, self.name, take, fail, **how)
        elif self.path is None:
            worker.read_page(self.html, self.name, take, fail, extractor=extractor)
        else:
            worker.read_article(self.path, take, fail, extractor=extractor, encoding=encoding)

    def _remembered(self) -> set[str]:
        """Return all that was struck out in any way of reading, and was not restored in this one."""
        struck = set(self.paragraphs.struck_words)
        if self._struck:
            self._struck -= set(self.paragraphs.kept_words)
        self._struck |= struck
        return self._struck

    def source(self) -> NewSource:
        """Return what is to be stored."""
        text = self.paragraphs.kept()
        untouched = text == self.paragraphs.text
        original = None
        if self.keeps and self.can_keep and self.path is not None:
            media_type = str(self.values.get("media_type", "")) or "application/octet-stream"
            original = Original(self.path, str(self.values["file_sha256"]), media_type)
        fields = unseen(fields_of(self.values)) if self.typed is None else self.typed
        if fields.get("published_from") == GUESSED and not self.is_seen:
            fields = {**fields, "t": "", "published_from": ""}
        sha256 = str(self.values["sha256"]) if untouched else text_hash(text)
        return NewSource(self.name, self.title, text, sha256, fields, original, self.version_of, self.is_decided)
