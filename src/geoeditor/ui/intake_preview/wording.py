"""The words of the preview: ways to read a file, where a date came from, encodings. Knows no widgets."""

import codecs
from typing import Final

from geoeditor.translation import printable, tr

GUESSED: Final = "text"
"""Where a date came from that was only guessed."""
TYPED: Final = "user"


def extractor_words(name: str) -> str:
    """Return what a way to read a file is called."""
    words = {
        "article": tr("Article text"),
        "second opinion": tr("Second opinion"),
        "whole page": tr("Whole page"),
        "message text": tr("Message text"),
    }
    return words.get(name) or printable(name.capitalize())[:40]


def origin_words(origin: str) -> str:
    """Return where a date came from, as a line under its field."""
    words = {
        "json-ld": tr("from the page’s metadata"),
        "meta": tr("from the page’s metadata"),
        "time": tr("from the time stamp on the page"),
        "url": tr("from the address"),
        "pdf": tr("from the PDF’s properties: the day it was made"),
        "document": tr("from the document’s properties: the day it was made"),
        "header": tr("from the head of the e-mail"),
        GUESSED: tr("guessed from the text: please check"),
        TYPED: tr("typed by you"),
    }
    return words.get(origin, "")


def kind_of(media_type: str) -> str:
    """Return what kind of source a file of this type makes."""
    if media_type == "message/rfc822":
        return tr("e-mail")
    return tr("document") if media_type.startswith("application/") else "article"


def encodings() -> tuple[tuple[str, str], ...]:
    """Return the encodings to choose from, with what they are called."""
    return (
        ("utf-8", tr("Unicode (UTF-8)")),
        ("utf-16-le", tr("Unicode (UTF-16)")),
        ("cp1252", tr("Western Europe (Windows-1252)")),
        ("iso8859-15", tr("Western Europe (ISO 8859-15)")),
        ("cp1250", tr("Central Europe (Windows-1250)")),
        ("iso8859-2", tr("Central Europe (ISO 8859-2)")),
        ("cp1257", tr("Baltic (Windows-1257)")),
        ("cp1251", tr("Cyrillic (Windows-1251)")),
        ("koi8-r", tr("Cyrillic (KOI8-R)")),
        ("cp1253", tr("Greek (Windows-1253)")),
        ("cp1254", tr("Turkish (Windows-1254)")),
        ("cp1255", tr("Hebrew (Windows-1255)")),
        ("cp1256", tr("Arabic (Windows-1256)")),
        ("gb18030", tr("Chinese (GB 18030)")),
        ("big5", tr("Chinese (Big5)")),
        ("shift_jis", tr("Japanese (Shift-JIS)")),
        ("euc_kr", tr("Korean (EUC-KR)")),
    )


def same_encoding(one: str, other: str) -> bool:
    """Tell whether two names are names of one encoding."""
    try:
        return codecs.lookup(one).name == codecs.lookup(other).name
    except (LookupError, UnicodeError):
        return one == other


def is_certain(encoding: str) -> bool:
    """Tell whether an encoding was known by its form, and not guessed by the letters it yields."""
    return encoding.lower().replace("_", "-").startswith(("utf-", "utf8", "ascii", "us-ascii")) or not encoding
