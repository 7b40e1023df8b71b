"""No text leads a search astray: what takes time grows with the length of a text only."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from geoeditor.exchange import encodings
from geoeditor.exchange.articles import parse_page
from geoeditor.exchange.articles.kinds import kind_of
from geoeditor.exchange.articles.mail_parts import TooDeepError, leaves, resolved_words
from geoeditor.exchange.articles.page_facts import facts_of
from geoeditor.exchange.articles.page_shape import shape_of
from geoeditor.exchange.articles.pdf_lines import Line, paragraphs
from geoeditor.exchange.articles.publication_dates import date_in_address, guessed_date, pdf_date, written_date


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Hold that the block takes no more processor time than this."""
    before = time.process_time()
    yield
    assert time.process_time() - before < seconds


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 580 + b"x",
        b"<!-- --> " * 450 + b"x",
        b"<?xml" + b" " * 200 + b"?" * 3_000,
        b"A: b\r\n" + b" x\r\n" * 50 + b"\x01",
        b"A: b\r\n" * 600 + b"\x01",
        b"A" * 4_000 + b": b\r\n",
        b"\r\n" * 2_000,
        b"From:" + b"\r\n " * 1_300 + b"\x01",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ".eml", ".mhtml", ".pdf"])
def test_what_a_file_is_is_told_at_once(data: bytes, suffix: str) -> None:
    with within(0.5):
        kind_of(data, "x", suffix)


@pytest.mark.parametrize("letters", ["a", "a-", "a-a", "-", "- ", "a ", ".", ".'", '."', "1", "1 ", "ﬁ", "a\xad", "é‐"])
@pytest.mark.parametrize("is_one_line", [True, False])
def test_lines_of_a_document_are_joined_in_time(letters: str, *, is_one_line: bool) -> None:
    text = letters * (300_000 // len(letters))
    lines = [text] if is_one_line else [text[n : n + 20] for n in range(0, len(text), 20)]
    with within(4.0):
        paragraphs([[Line(each) for each in lines]])


def test_many_full_pages_are_joined_in_time() -> None:
    pages = [[Line("Words of a line", n % 60, n % 70 + 99, 800 - n, 9) for n in range(290)] for _ in range(100)]
    with within(4.0):
        assert paragraphs(pages)


@pytest.mark.parametrize(
    "text", ["1 " * 9_000, "\t" * 20_000, "May " * 5_000, "/2025" * 4_000, "published " * 2_000, "-" * 9_999]
)
@pytest.mark.parametrize("find", [written_date, pdf_date, date_in_address, lambda text: guessed_date([text])])
def test_dates_are_looked_for_in_time(find: Callable[[str], str], text: str) -> None:
    with within(0.3):
        find(text)
        find(f"https://a.example/{text}")


@pytest.mark.parametrize(
    "header",
    ["=?utf-8?q?" * 900, "=?" * 9_000, "?=" * 9_000, "\r\n " * 9_000, "=?a?b?====?= " * 900, "=?punycode?q?a-b?="],
)
def test_fields_of_a_header_are_read_in_time(header: str) -> None:
    with within(0.5):
        resolved_words(header)


@pytest.mark.parametrize(
    "body", ["\r\n" * 2_000_000, "--" * 2_000_000, "\r\n--b " * 600_000, "\r\n--bc" * 600_000, " \t" * 2_000_000]
)
def test_parts_of_a_message_are_found_in_time(body: str) -> None:
    head = "From: a\r\nSubject: b\r\n"
    for boundary in ("b", "-", "\r", " "):
        data = f'{head}Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n{body}'.encode()
        with within(1.0):
            try:
                leaves(data)
            except TooDeepError:
                continue


@pytest.mark.parametrize(
    "piece",
    [
        "<meta charset ",
        "<!-- url:",
        "<a b=",
        "<p title='",
        '<a b="',
        "&",
        "&#",
        "&lt",
        "<!",
        "<![CDATA[",
        "<p\n",
        "\n \n",
        "| - ",
    ],
)
def test_pages_are_walked_through_in_time(piece: str) -> None:
    html = f"<html><title>{piece * 20_000}</title><body>{piece * (400_000 // len(piece))}"
    with within(3.0):
        facts_of(shape_of(html), html)


def test_a_number_that_no_letter_has_stays_as_it_is() -> None:
    number = f"&#{'9' * 5_000};"
    found = parse_page(f'<h1 class="{number}">Head &amp; foot</h1><p>Before {number} after &#8211; end</p>', "x")
    assert found.text == f"Head & foot\n\nBefore {number} after – end"


@pytest.mark.parametrize(
    "data", [b"\x81\x40" * 700_000, b"\xe9" * 2_000_000, b"a\0" * 2_000_000, b"\xc3\xa9\xff" * 700_000]
)
def test_encodings_are_told_in_time(data: bytes) -> None:
    with within(2.0):
        encodings.decode(data)
        encodings.decode(data, "big5", is_lenient=True)
