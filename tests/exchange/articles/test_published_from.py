"""Where the day of publication was found is told rightly, for each of the places that there are."""

import io
import zipfile

import pytest
from tests.exchange.articles.news_page import json_ld, page
from tests.hostile_imports.documents import one_page, stream, text_stream
from tests.hostile_imports.packages import body, paragraph

from geoeditor.exchange.articles import parse_article

_SPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def _document() -> bytes:
    core = f"<core {_SPACES}><dcterms:created>2025-08-07T10:00:00Z</dcterms:created></core>"
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("word/document.xml", body(paragraph("Words of a report.")))
        archive.writestr("docProps/core.xml", core)
    return memory.getvalue()


def _pdf() -> bytes:
    return one_page(stream(text_stream()), "", "", "<</CreationDate(D:20250807100000Z)>>", trailer="/Info 6 0 R")


_MAIL = b"From: a@b.example\nSubject: Talks\nDate: Thu, 07 Aug 2025 10:00:00 +0000\n\nThe talks begin.\n"
_META = '<meta property="article:published_time" content="2025-08-07T10:00:00Z">'
_TIME = '<time class="published" datetime="2025-08-07T10:00:00Z">yesterday</time>'
_DATED = "https://harbour.example/2025/08/07/strait-reopens"


@pytest.mark.parametrize(
    ("data", "suffix", "place"),
    [
        (page(json_ld() + _META, _TIME, _DATED).encode(), ".html", "json-ld"),
        (page(_META, _TIME, _DATED).encode(), ".html", "meta"),
        (page("", _TIME, _DATED).encode(), ".html", "time"),
        (page("", "<p>Published 9 August 2025</p>", _DATED).encode(), ".html", "url"),
        (page("", "<p>Published 7 August 2025</p>").encode(), ".html", "text"),
        (_pdf(), ".pdf", "pdf"),
        (_document(), ".docx", "document"),
        (_MAIL, ".eml", "header"),
    ],
    ids=lambda given: given if isinstance(given, str) and len(given) < 9 else "",
)
def test_the_place_of_the_date_is_told(data: bytes, suffix: str, place: str) -> None:
    found = parse_article(data, f"a{suffix}", suffix=suffix)
    assert (found.published, found.published_from) == ("2025-08-07", place)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (page().encode(), ".html"),
        (one_page(stream(text_stream())), ".pdf"),
        (_MAIL.replace(b"Date: Thu, 07 Aug 2025 10:00:00 +0000\n", b""), ".eml"),
        (b"The talks begin.", ".txt"),
    ],
)
def test_where_there_is_no_date_there_is_no_place(data: bytes, suffix: str) -> None:
    found = parse_article(data, f"a{suffix}", suffix=suffix)
    assert (found.published, found.published_from) == ("", "")
