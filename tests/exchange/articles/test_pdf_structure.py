"""The look over a PDF document before it is read: what has no end is refused, what people have is not."""

import base64
import time
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPainter, QPdfWriter
from tests.hostile_imports.documents import one_page, stream, text_stream
from tests.hostile_imports.lures import WORDS
from tests.hostile_imports.structures import with_packed_objects

from geoeditor.exchange.articles import parse_article
from geoeditor.exchange.articles.pdf_structure import StructureError, check_structure

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
SHOWS_X = "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"


def _levels(count: int, times: int, packed: str = "") -> bytes:
    """Return a document of one form in another, each shown so many times; a text is in the innermost."""
    shown = b" /X Do" * times
    objects: list[bytes | str] = []
    for number in range(6, 6 + count):
        resources = f"/Resources<</Font<</F1 5 0 R>>/XObject<</X {number + 1} 0 R>>>>"
        content = zlib.compress(shown) if packed else shown
        objects.append(stream(content, f"{FORM}{packed}{resources}"))
    objects.append(stream(b"BT /F1 9 Tf 9 9 Td (deep words) Tj ET", f"{FORM}/Resources<</Font<</F1 5 0 R>>>>"))
    return one_page(stream(text_stream() + b" /X Do"), SHOWS_X, "", *objects)


@pytest.mark.parametrize("packed", ["", "/Filter/FlateDecode", "/Filter[/Fl]", "/F#69lter/FlateDecode"])
def test_forms_that_multiply_are_refused(packed: str) -> None:
    with pytest.raises(StructureError, match="far too many times over"):
        check_structure(_levels(11, 10, packed))


@pytest.mark.parametrize("shown", [b"/X Do /Y Do", b"q /X Do Q\n/X  Do"])
def test_forms_in_themselves_are_refused(shown: bytes) -> None:
    form = stream(shown, f"{FORM}/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>")
    with pytest.raises(StructureError, match="far too many times over"):
        check_structure(one_page(stream(text_stream()), SHOWS_X, "", form, form))


def test_resources_in_an_object_stream_are_seen() -> None:
    plain: dict[int, bytes | str] = {1: "<</Type/Catalog/Pages 2 0 R>>"}
    packed = {2: "<</Type/Pages/Kids[]/Count 0>>", 9: "<</XObject 10 0 R>>", 10: "<</X 6 0 R/Y 7 0 R>>"}
    for number in (6, 7):
        plain[number] = stream(b"/X Do /Y Do", f"{FORM}/Resources 9 0 R")
    with pytest.raises(StructureError, match="far too many times over"):
        check_structure(with_packed_objects(plain, packed))


@pytest.mark.parametrize("names", ["/FlateDecode" * 5, "/ASCIIHexDecode/Fl " * 3])
def test_streams_packed_many_times_over_are_refused(names: str) -> None:
    with pytest.raises(StructureError, match="packed more than 4 times over"):
        check_structure(one_page(stream(b"x", f"/Filter [{names}]")))


def test_streams_that_unpack_to_far_too_much_are_refused() -> None:
    once = zlib.compress(bytes(110_000_000), 6)
    for data, names in ((once, "/FlateDecode"), (zlib.compress(once, 9), "[/FlateDecode/FlateDecode]")):
        with pytest.raises(StructureError, match="far too large"):
            check_structure(one_page(stream(data, f"/Filter{names}")))


def test_pictures_and_attachments_may_be_large_as_they_are_not_read() -> None:
    large = zlib.compress(bytes(110_000_000), 6)
    for kind in ("/Type/XObject/Subtype/Image", "/Type/EmbeddedFile"):
        check_structure(one_page(stream(text_stream()), "", "", stream(large, f"{kind}/Filter/FlateDecode")))


def test_a_few_forms_in_each_other_are_read() -> None:
    found = parse_article(_levels(5, 2, "/Filter/FlateDecode"), "a.pdf", suffix=".pdf")
    assert found.text.startswith(WORDS[:60])
    assert "deep words" in found.text


def test_two_filters_on_a_stream_are_read() -> None:
    data = base64.a85encode(zlib.compress(text_stream()), adobe=True).removeprefix(b"<~")
    packed = one_page(stream(data, "/Filter[/ASCII85Decode/FlateDecode]"))
    assert parse_article(packed, "a.pdf", suffix=".pdf").text.startswith(WORDS[:60])


def test_resources_that_all_forms_share_are_no_circle() -> None:
    """Many programs give each form a list of all forms, itself among them, and show only some."""
    shared = "<</Font<</F1 5 0 R>>/XObject<</A 6 0 R/B 7 0 R/C 8 0 R>>>>"
    forms = [stream(text, f"{FORM}/Resources 9 0 R") for text in (b"/B Do /B Do", b"/C Do", b"0 0 m")]
    found = parse_article(
        one_page(stream(text_stream() + b" /A Do"), "/Resources 9 0 R", "", *forms, shared), "a.pdf", suffix=".pdf"
    )
    assert found.text.startswith(WORDS[:60])


def test_a_document_with_packed_objects_is_read() -> None:
    plain: dict[int, bytes | str] = {4: stream(zlib.compress(text_stream()), "/Filter/FlateDecode")}
    packed = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    assert parse_article(with_packed_objects(plain, packed), "a.pdf", suffix=".pdf").text.startswith(WORDS[:60])


@pytest.mark.usefixtures("qapp")
def test_a_document_of_a_usual_program_is_read_whole() -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle("Report on the strait")
    painter = QPainter(writer)
    painter.setFont(QFont(QGuiApplication.font().family(), 11))
    for page in range(30):
        for line in range(20):
            painter.drawText(100, 300 + 250 * line, f"Line {line} of page {page} tells of the harbour.")
        if page < 29:
            writer.newPage()
    painter.end()
    found = parse_article(bytes(buffer.data().data()), "a.pdf", suffix=".pdf")
    assert found.title == "Report on the strait"
    words = " ".join(found.text.split())
    assert all(f"Line {line} of page {page} tells" in words for page in range(30) for line in range(20))
    assert found.warnings == ()


@pytest.mark.parametrize(
    "piece",
    [b"9 0 obj endobj\n", b"9 0 obj stream\n", b"9 0 obj<</Filter[", b"endobj ", b"1 2 3 4 5 6 7 ", b"((((<<[[/"],
)
def test_a_look_is_short_whatever_is_in_the_file(piece: bytes) -> None:
    data = piece * (30_000_000 // len(piece))
    before = time.process_time()
    check_structure(data)
    assert time.process_time() - before < 1.5


@pytest.mark.parametrize(
    "body", [b"", b"stream\n", b"<</Filter 6 0 R/Subtype/Form>>stream\nx", b"<</Filter[/A85]>>stream\n~"]
)
def test_what_is_broken_is_left_to_the_parser(body: bytes) -> None:
    check_structure(b"%PDF-1.7\n6 0 obj" + body)
