"""Fields for text: stored once when left, restored by Esc, kept when refused, never reset under one's hands."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from tests.ui.fields.conftest import Form, ShowForm

from geoeditor.ui.fields import LineField, ProseField

_KEY = Qt.Key
Field: TypeAlias = LineField | ProseField


def _text(field: Field) -> str:
    return field.text() if isinstance(field, LineField) else field.toPlainText()


def _commits(field: Field) -> list[str]:
    found: list[str] = []
    field.committed.connect(found.append)
    return found


def _enter(shown: Form) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    shown.press(_KEY.Key_Return, Qt.KeyboardModifier.NoModifier if isinstance(shown.field, LineField) else control)


@pytest.fixture(params=[LineField, ProseField])
def field(qapp: object, request: pytest.FixtureRequest) -> Field:
    make: Callable[[str], Field] = request.param
    made = make("stored")
    made.selectAll()
    return made


def test_typed_text_is_stored_once(form: ShowForm, field: Field) -> None:
    shown, commits = form(field), _commits(field)
    shown.type("new")
    assert commits == []
    _enter(shown)
    shown.leave()
    assert commits == ["new"]


def test_leaving_stores_what_was_typed(form: ShowForm, field: Field) -> None:
    shown, commits = form(field), _commits(field)
    shown.type("new")
    shown.leave()
    assert commits == ["new"]


def test_leaving_without_a_change_stores_nothing(form: ShowForm, field: Field) -> None:
    shown, commits = form(field), _commits(field)
    shown.leave()
    assert commits == []


def test_escape_restores_what_is_stored(form: ShowForm, field: Field) -> None:
    shown, commits = form(field), _commits(field)
    shown.type("new")
    shown.press(_KEY.Key_Escape)
    shown.leave()
    assert (_text(field), commits) == ("stored", [])


def test_a_refused_text_stays_with_its_reason_until_it_is_changed(form: ShowForm, field: Field) -> None:
    shown = form(field)
    reasons: list[str] = []
    field.refused.connect(reasons.append)
    shown.type("bad")
    _enter(shown)
    field.set_refusal("That can't be.")
    shown.leave()
    field.set_stored("from elsewhere")
    assert (_text(field), field.problem, field.accessibleDescription()) == ("bad", *("That can't be.",) * 2)
    field.setFocus()
    shown.type("!")
    assert field.problem == ""
    assert reasons == ["That can't be.", ""]


def test_what_is_typed_is_never_reset(form: ShowForm, field: Field) -> None:
    shown, commits = form(field), _commits(field)
    shown.type("half")
    field.set_stored("from elsewhere")
    assert _text(field) == "half"
    shown.leave()
    assert commits == ["half"]


def test_a_field_that_is_only_focused_follows_a_change(form: ShowForm, field: Field) -> None:
    form(field)
    field.set_stored("from elsewhere")
    assert _text(field) == "from elsewhere"


def test_the_form_in_which_a_text_was_stored_is_shown(form: ShowForm, field: Field) -> None:
    shown, commits = form(field), _commits(field)
    shown.type("two  blanks")
    _enter(shown)
    field.set_stored("two blanks")
    assert _text(field) == "two blanks"
    shown.leave()
    assert commits == ["two  blanks"]


def test_undo_is_the_fields_while_it_has_changes_and_the_windows_else(form: ShowForm, field: Field) -> None:
    shown = form(field)
    assert not _takes_undo(field)
    shown.type("n")
    assert _takes_undo(field)
    _enter(shown)
    field.set_stored("n")
    assert not _takes_undo(field)


def _takes_undo(field: Field) -> bool:
    event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, _KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    field.event(event)
    return event.isAccepted()
