"""The field for dates: words in, EDTF out, and a refusal that keeps what was typed."""

import pytest
from PySide6.QtCore import Qt
from tests.ui.fields.conftest import ShowForm

from geoeditor import when
from geoeditor.ui.fields import DateField
from geoeditor.ui.fields.date_field import date_words

_KEY = Qt.Key


@pytest.fixture
def field(qapp: object) -> DateField:
    return DateField()


def _dates(field: DateField) -> list[str]:
    found: list[str] = []
    field.committed.connect(found.append)
    return found


@pytest.mark.parametrize(
    "t", ["", "2025-08-07", "../2024-05", "2024?", "201X", "1994-07-20/..", "[..1999]", "Y17000", "/2025~"]
)
def test_what_is_shown_reads_back_to_the_same_date(t: str, field: DateField) -> None:
    field.set_edtf(t)
    assert field.edtf() == t
    assert when.read_typed(date_words(t)) == t


def test_typed_words_become_a_date_once(form: ShowForm, field: DateField) -> None:
    shown, dates = form(field), _dates(field)
    shown.type("before June 2024")
    assert field.hint == "until May 2024" or "2024" in field.hint
    shown.press(_KEY.Key_Return)
    shown.leave()
    assert dates == [when.read_typed("before June 2024")]
    assert field.hint == ""


def test_the_reading_is_shown_while_one_types(form: ShowForm, field: DateField) -> None:
    shown = form(field)
    shown.type("7 august 2025")
    assert field.hint == "7 Aug 2025"


def test_a_refused_date_stays_and_says_why_with_an_example(form: ShowForm, field: DateField) -> None:
    field.set_edtf("2025")
    shown, dates = form(field), _dates(field)
    field.selectAll()
    shown.type("the day after the flood")
    assert field.hint == field.problem
    shown.leave()
    assert (field.text(), field.edtf(), dates) == ("the day after the flood", None, [])
    assert "7 Aug" in field.problem
    assert field.hint == ""
    field.set_edtf("2026")
    assert field.text() == "the day after the flood"
    field.setFocus()
    assert field.hint == field.problem


def test_escape_restores_the_date(form: ShowForm, field: DateField) -> None:
    field.set_edtf("2025-08")
    shown, dates = form(field), _dates(field)
    shown.type("nonsense")
    shown.press(_KEY.Key_Escape)
    shown.leave()
    assert (field.text(), field.problem, dates) == ("Aug 2025", "", [])


def test_the_same_date_in_other_words_is_no_change(form: ShowForm, field: DateField) -> None:
    field.set_edtf("2025-08-07")
    shown, dates = form(field), _dates(field)
    field.selectAll()
    shown.type("2025-08-07")
    shown.press(_KEY.Key_Return)
    assert (field.text(), dates) == ("7 Aug 2025", [])


def test_an_emptied_field_says_that_there_is_no_date(form: ShowForm, field: DateField) -> None:
    field.set_edtf("2025-08-07")
    shown, dates = form(field), _dates(field)
    field.selectAll()
    shown.press(_KEY.Key_Delete)
    shown.leave()
    assert dates == [""]


def test_a_change_from_elsewhere_does_not_reset_what_is_typed(form: ShowForm, field: DateField) -> None:
    field.set_edtf("2025")
    shown, dates = form(field), _dates(field)
    field.selectAll()
    shown.type("May 19")
    field.set_edtf("2026")
    assert field.text() == "May 19"
    shown.type("99")
    shown.leave()
    assert dates == ["1999-05"]


def test_the_order_of_the_project_reads_day_and_month(form: ShowForm, field: DateField) -> None:
    shown, dates = form(field), _dates(field)
    field.date_order = "day-month"
    shown.type("1/8/2025")
    shown.press(_KEY.Key_Return)
    assert dates == ["2025-08-01"]


def test_words_the_date_came_from_are_in_the_tip_to_the_letter(field: DateField) -> None:
    field.set_edtf("2025", "<b>last</b> year")
    assert "&lt;b&gt;last&lt;/b&gt; year" in field.toolTip()
