"""Excel workbooks: what is written is read back equal, and nothing of it is a formula."""

import io
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.core.queries.tables import TABLES, plain_table
from geoeditor.exchange import spreadsheet
from geoeditor.exchange.sample import build_sample
from geoeditor.exchange.spreadsheet import LONGEST_TEXT, Sheet, Value, workbook_bytes, xlsx_bytes
from geoeditor.resources import resource_path

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ATTACKS = ("=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "#N/A", "#REF!", "=", "2019", "1e5", "TRUE", "{=1}")
TEXTS = st.one_of(st.text(max_size=40), st.sampled_from(ATTACKS), st.from_regex(r"_x[0-9A-F]{4}_x?", fullmatch=True))
VALUES = st.one_of(TEXTS, st.integers(-(2**53), 2**53), st.booleans(), st.none())


def _read(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _values(workbook: Workbook, name: str) -> list[list[object]]:
    """Return the values of a sheet as Excel shows them: a code such as _x005F_ is the character that it stands for."""
    return [
        [value.replace("_x005F_", "_") if isinstance(value, str) else value for value in row]
        for row in workbook[name].iter_rows(values_only=True)
    ]


def _shown(value: Value) -> Value:
    """Return the value as a workbook can hold it: XML 1.0 has no control characters, and a line ends in LF."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    legal = [
        letter
        if letter in "\t\n" or " " <= letter < "\ud800" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
        else "\ufffd"
        for letter in text
    ]
    return "".join(legal) or None


def _one(value: Value) -> bytes:
    return workbook_bytes([Sheet("actors", ("name",), [(value,)])])


def _strict_xml(data: bytes) -> dict[str, ET.Element]:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: ET.XML(archive.read(name)) for name in archive.namelist()}


def test_a_sheet_a_table_with_its_header_frozen_and_bold() -> None:
    sheets = [Sheet("actors", ("id", "name"), [("1", "Ł" * 30)]), Sheet("links", ("id", "n"), [])]
    workbook = _read(workbook_bytes(sheets))
    assert workbook.sheetnames == ["actors", "links"]
    for sheet in workbook.worksheets:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
    assert not workbook["actors"]["B2"].font.bold
    widths = [workbook["actors"].column_dimensions[letter].width for letter in "AB"]
    assert widths == [8, 32]


def test_a_column_is_never_wider_than_a_screen() -> None:
    workbook = _read(_one("word " * 1_000))
    assert workbook["actors"].column_dimensions["A"].width == 60


def test_numbers_are_numbers_and_texts_that_look_like_numbers_are_texts() -> None:
    row: Sequence[Value] = (3, 0.25, -1, True, None, "2019", "-1", "")
    sheet = _read(workbook_bytes([Sheet("a", tuple("abcdefgh"), [row])]))["a"]
    assert [cell.value for cell in sheet[2]] == [3, 0.25, -1, True, None, "2019", "-1", None]
    assert [cell.data_type for cell in sheet[2]][:7] == ["n", "n", "n", "b", "n", "s", "s"]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_becomes_a_formula_or_an_error(text: str) -> None:
    data = _one(text)
    cell = _read(data)["actors"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))
    assert list(_strict_xml(data)["xl/worksheets/sheet1.xml"].iter(f"{MAIN}f")) == []


@given(st.lists(VALUES, max_size=5), TEXTS)
def test_any_value_survives(values: list[Value], title: str) -> None:
    data = workbook_bytes([Sheet("events", ("id", f"T{title}"), list(enumerate(values)))])
    workbook = _read(data)
    expected: list[tuple[Value, Value]] = [("id", f"T{title}"), *enumerate(values)]
    assert _values(workbook, "events") == [[_shown(each) for each in row] for row in expected]
    assert {cell.data_type for row in workbook["events"].iter_rows() for cell in row} <= {"s", "n", "b"}
    for root in _strict_xml(data).values():
        assert list(root.iter(f"{MAIN}f")) == []


def test_characters_that_a_workbook_can_not_hold_are_shown_as_missing() -> None:
    assert _values(_read(_one("a\x00\x1b\ufffe\ud800b\r\nc")), "actors")[1] == ["a\ufffd\ufffd\ufffd\ufffdb\nc"]


def test_a_text_that_looks_like_a_code_is_not_read_as_one() -> None:
    cells = _strict_xml(_one("_x0041_ a_x0042_x0043_"))["xl/worksheets/sheet1.xml"].iter(f"{MAIN}t")
    assert [cell.text for cell in cells] == ["name", "_x005F_x0041_ a_x005F_x0042_x005F_x0043_"]


@pytest.mark.parametrize("letter", ["a", "ł", "😀", "_x0041_"])
def test_a_text_too_long_for_a_cell_is_cut_marked_and_noted(letter: str) -> None:
    text = letter * 40_000
    workbook = _read(workbook_bytes([Sheet("s", ("id", "quote"), [("1", "short"), ("2", text)])]))
    cell = workbook["s"]["B3"].value
    assert isinstance(cell, str)
    assert cell.endswith("… [cut]")
    assert LONGEST_TEXT - 14 <= len(cell.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    kept = cell.removesuffix("… [cut]").replace("_x005F_", "_")
    assert text.startswith(kept)
    assert _values(workbook, "cut texts") == [["sheet", "row", "column", "characters"], ["s", 3, "quote", len(text)]]


def test_a_text_that_just_fits_is_not_cut() -> None:
    workbook = _read(_one("a" * LONGEST_TEXT))
    assert workbook.sheetnames == ["actors"]
    assert workbook["actors"]["A2"].value == "a" * LONGEST_TEXT


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    workbook_bytes([Sheet("links", ("id",), [("1",), ("2",)])])
    with pytest.raises(UserError, match=r"“links” has 3 rows, more than a sheet can hold; no file was made: export to"):
        workbook_bytes([Sheet("links", ("id",), [("1",), ("2",), ("3",)])])


def test_the_file_tells_neither_when_nor_where_it_was_written() -> None:
    data = _one("a")
    parts = _strict_xml(data)
    core = {element.tag.rpartition("}")[2]: element.text for element in parts["docProps/core.xml"]}
    assert core == {"creator": "GeoEditor"}
    with ZipFile(io.BytesIO(data)) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_the_same_tables_give_the_same_bytes() -> None:
    assert _one("Łódź") == _one("Łódź")


def test_the_workbook_of_a_project_holds_every_row_of_every_table(tmp_path: Path) -> None:
    with Document.create(tmp_path / "sample.geoeditor") as document:
        build_sample(document, resource_path("sample"))
        workbook = _read(xlsx_bytes(document))
        assert workbook.sheetnames == list(TABLES)
        for name in TABLES:
            table = plain_table(document, name)
            header, *rows = _values(workbook, name)
            assert header == [column.name for column in table.columns]
            assert len(rows) == len(table.rows) > 0
            assert [row[0] for row in rows] == [row[0] for row in table.rows]
