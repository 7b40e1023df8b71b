"""Dates as files and pages write them, as EDTF or not at all."""

import pytest

from geoeditor import when
from geoeditor.exchange.articles.publication_dates import date_in_address, guessed_date, pdf_date, written_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2025-08-07", "2025-08-07"),
        ("2025-08-07T18:30:00+02:00", "2025-08-07"),
        ("2025-08-07 18:30", "2025-08-07"),
        ("20250807", "2025-08-07"),
        ("2025/08/07", "2025-08-07"),
        ("2025-08", "2025-08"),
        ("2025", "2025"),
        ("7 August 2025", "2025-08-07"),
        ("August 7th, 2025", "2025-08-07"),
        ("Thu, 07 Aug 2025 10:00:00 GMT", "2025-08-07"),
        ("Thursday, Sept. 4, 2025", "2025-09-04"),
        ("2025-13-01", ""),
        ("2025-02-30", ""),
        ("0001-01-01", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("2999-01-01", ""),
        ("03/04/2025", ""),
        ("1754604600", ""),
        ("99999999999999999999", ""),
        ("yesterday", ""),
        ("", ""),
        ("2025-08-07" * 50, ""),
    ],
)
def test_a_field_holds_a_date(text: str, edtf: str) -> None:
    assert written_date(text) == edtf
    if edtf:
        when.parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("D:20250807183000+02'00'", "2025-08-07"),
        ("D:202508", "2025-08"),
        ("D:2025", "2025"),
        ("2025-08-07", "2025-08-07"),
        ("D:99999999", ""),
        ("", ""),
    ],
)
def test_a_pdf_holds_a_date(text: str, edtf: str) -> None:
    assert pdf_date(text) == edtf


@pytest.mark.parametrize(
    ("address", "edtf"),
    [
        ("https://a.example/2025/08/07/story", "2025-08-07"),
        ("https://a.example/world/2025-08-07/story", "2025-08-07"),
        ("https://a.example/world/2025/aug/7/story", "2025-08-07"),
        ("https://a.example/20250807/story.html", "2025-08-07"),
        ("https://a.example/2025/8/7/", "2025-08-07"),
        ("https://a.example/2025/08/story", "2025-08"),
        ("https://a.example/2025/story", ""),
        ("https://a.example/story-20250807123", ""),
        ("https://a.example/2025/99/99/story", ""),
        ("https://a.example/?d=/2025/08/07/", ""),
        ("", ""),
    ],
)
def test_an_address_holds_a_date(address: str, edtf: str) -> None:
    assert date_in_address(address) == edtf


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        (["Head", "Published 7 August 2025 at 10:00"], "2025-08-07"),
        (["Head", "By Mara Lind, Havenport", "Thursday, August 7, 2025"], "2025-08-07"),
        (["1 August 2025", "First published: 7 August 2025"], "2025-08-07"),
        (["Updated 9 August 2025", "7 August 2025"], "2025-08-07"),
        (["Last updated on 9 August 2025"], ""),
        (["© 7 August 2025 Harbour Post"], ""),
        (["The two signed it on 7 August 2025 in the harbour of the town."], ""),
        (["x" * 500 + " 7 August 2025"], ""),
        ([], ""),
    ],
)
def test_a_guess_is_a_date_that_stands_by_itself(lines: list[str], edtf: str) -> None:
    assert guessed_date(lines) == edtf
