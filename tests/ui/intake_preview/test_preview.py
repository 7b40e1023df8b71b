"""The preview with files read by the real worker: what is shown, mended, struck out, and what is stored of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.intake_preview.desk import CTRL, NONE, PARAGRAPHS, SHIFT, TWOFOLD, Desk, focused, page, saved

from geoeditor.core.document import Document
from geoeditor.when import read_typed

WESTERN = (
    "Zürich trifft sich mit Köln über Maßnahmen für schöne Größen, sagte der Präsident.\n\nÜber Äpfel später mehr.\n"
)


def mail(folder: Path) -> Path:
    return saved(folder, "riga.eml")


def type_date(desk: Desk, words: str) -> None:
    desk.preview.details.date.setFocus()
    desk.preview.details.date.selectAll()
    QTest.keyClicks(desk.preview.details.date, words)


def test_a_page_is_shown_with_all_that_it_tells_of_itself_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(saved(tmp_path, "riga.html"))
    assert preview.isVisible()
    assert not preview.isModal()
    assert preview.title.toPlainText() == "Ministers meet in Riga"
    lines = {name: field.text() for name, field in preview.details.lines.items()}
    assert lines == {
        "author": "Anna Berg",
        "publisher": "The Post",
        "url": "https://example.org/riga",
        "language": "en-GB",
        "kind": "article",
    }
    assert preview.details.date.edtf() == "2025-08-07"
    assert preview.details.origin.text() == "from the page’s metadata"
    shown = preview.text.list.paragraphs
    assert [shown.words_of(number) for number in range(len(shown))][-3:] == list(PARAGRAPHS)
    assert desk.labels() == []
    assert desk.announced == []


def test_taken_in_it_is_one_step_with_all_it_tells(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    desk.press(Qt.Key.Key_Return, CTRL)
    assert not preview.isVisible()
    assert desk.rows("SELECT title, author, t, published_from, kind FROM source") == [
        ("Ministers meet in Riga", "Anna Berg", "2025-08-07", "header", "e-mail")
    ]
    assert desk.labels() == ["Import “Ministers meet in Riga”"]
    assert desk.announced == ["Imported “Ministers meet in Riga”"]
    assert desk.imported == [desk.selection.facts[0].id]
    desk.bridge.undo()
    assert desk.rows("SELECT * FROM source") == []


def test_a_page_keeps_where_it_came_from(desk: Desk, tmp_path: Path) -> None:
    desk.open(saved(tmp_path, "riga.html"))
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.rows("SELECT author, publisher, url, language, t, published_from, kind FROM source") == [
        ("Anna Berg", "The Post", "https://example.org/riga", "en-GB", "2025-08-07", "meta", "article")
    ]


def test_what_is_mended_and_struck_out_is_what_is_stored(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    preview.title.setPlainText("Another\ntitle")
    preview.details.lines["author"].setText("A. B.")
    type_date(desk, "before June 2024")
    number = len(preview.text.list.paragraphs) - 2
    preview.text.list.setFocus()
    QTest.mouseClick(
        preview.text.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=preview.text.list.visualRect(preview.text.list.rows.index(number)).center(),
    )
    assert "words kept" in preview.text.counted.text()
    preview.take.click()
    desk.settle()
    assert desk.rows("SELECT title, author, t, published_from FROM source") == [
        ("Another title", "A. B.", read_typed("before June 2024"), "user")
    ]
    assert PARAGRAPHS[1] not in desk.texts()[0]
    assert desk.texts()[0].endswith(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}")
    sha256 = desk.rows("SELECT text_sha256 FROM source")[0][0]
    assert len(sha256) == 64


def test_escape_leaves_it_out(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    desk.press(Qt.Key.Key_Escape)
    assert not preview.isVisible()
    assert desk.labels() == []
    desk.open(mail(tmp_path))
    assert preview.isVisible()


def test_escape_first_gives_back_what_a_field_held(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    type_date(desk, "nonsense")
    desk.press(Qt.Key.Key_Escape)
    assert preview.isVisible()
    assert preview.details.date.edtf() == "2025-08-07"


def test_what_is_no_date_is_refused_at_the_field_and_stays(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    type_date(desk, "someday")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert preview.isVisible()
    assert preview.details.date.text() == "someday"
    assert preview.details.date.problem
    assert focused(preview) is preview.details.date
    assert desk.labels() == []


def test_a_title_without_a_letter_is_refused_at_the_field(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    preview.title.setPlainText(" \u200b ")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert preview.isVisible()
    assert preview.title.property("refused") == "true"
    assert desk.labels() == []


def test_with_everything_struck_out_nothing_can_be_taken_in(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    preview.text.list.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.press(Qt.Key.Key_Delete)
    assert not preview.take.isEnabled()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.labels() == []
    desk.press(Qt.Key.Key_Delete)
    assert preview.take.isEnabled()


def test_enter_in_a_field_takes_nothing_in(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    for field in (preview.details.lines["author"], preview.details.date, preview.title, preview.details.keeps):
        field.setFocus()
        desk.press(Qt.Key.Key_Return)
    assert preview.isVisible()
    assert desk.labels() == []


def test_enter_in_the_text_takes_it_in_and_space_strikes(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    preview.text.list.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return)
    assert not preview.isVisible()
    assert desk.texts() == ["\n\n".join(PARAGRAPHS)]  # without the title above them


def test_enter_held_down_does_not_run_through_what_waits(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    preview.text.list.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", True)
    QApplication.sendEvent(preview.text.list, held)
    desk.settle()
    assert (preview.isVisible(), desk.labels()) == (True, [])


@pytest.mark.parametrize(("name", "count"), [("take", 1), ("discard", 0)])
def test_enter_on_a_button_presses_it(desk: Desk, tmp_path: Path, name: str, count: int) -> None:
    preview = desk.open(mail(tmp_path))
    getattr(preview, name).setFocus()
    desk.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert not preview.isVisible()
    assert len(desk.texts()) == count


def test_what_is_struck_out_is_remembered_by_each_way_of_reading(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(saved(tmp_path, "riga.html"))

    def read(row: int) -> None:
        preview.text.extractor.setCurrentIndex(row)
        preview.text.extractor.activated.emit(row)
        desk.settle()

    def struck() -> list[str]:
        return preview.text.list.paragraphs.struck_words

    def at(words: str) -> int:
        shown = preview.text.list.paragraphs
        return next(number for number in range(len(shown)) if words in shown.words_of(number))

    read(2)
    preview.text.list.strike([at("All rights"), at(PARAGRAPHS[0])], True)
    read(0)
    assert struck() == [PARAGRAPHS[0]]
    preview.text.list.strike([at(PARAGRAPHS[0])], False)
    preview.text.list.strike([at(PARAGRAPHS[1])], True)
    read(2)
    assert struck() == [PARAGRAPHS[1], "All rights reserved by somebody"]
    preview.text.list.strike([at("All rights")], False)
    read(0)
    read(2)
    assert struck() == [PARAGRAPHS[1]]


def test_another_extractor_is_asked_at_once_and_what_was_typed_stays(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(saved(tmp_path, "riga.html"))
    menu = preview.text.extractor
    assert [menu.itemText(row) for row in range(menu.count())] == ["Article text", "Second opinion", "Whole page"]
    preview.details.lines["author"].setText("Somebody else")
    preview.text.list.strike([len(preview.text.list.paragraphs) - 1], True)
    menu.setCurrentIndex(2)
    menu.activated.emit(2)
    assert not preview.take.isEnabled()
    desk.settle()
    shown = preview.text.list.paragraphs
    read = [shown.words_of(number) for number in range(len(shown))]
    assert any("All rights reserved" in words for words in read)
    assert preview.details.lines["author"].text() == "Somebody else"
    assert preview.details.lines["publisher"].text() == "The Post"
    assert [read[number] for number in shown.struck] == [PARAGRAPHS[2]]
    assert menu.currentText() == "Whole page"
    desk.press(Qt.Key.Key_Return, CTRL)
    assert "All rights reserved" in desk.texts()[0]


def test_a_message_with_a_page_can_be_read_as_either(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "two.eml"
    path.write_text(TWOFOLD.format(paragraphs="\n\n".join(PARAGRAPHS), page=page()), encoding="utf-8")
    preview = desk.open(path)
    menu = preview.text.extractor
    words = [menu.itemText(row) for row in range(menu.count())]
    assert words == ["Message text", "Article text", "Second opinion", "Whole page"]
    assert menu.currentText() == "Message text"
    preview.details.lines["author"].setText("Somebody else")
    preview.text.list.strike([len(preview.text.list.paragraphs) - 1], True)
    menu.setCurrentIndex(3)
    menu.activated.emit(3)
    assert not preview.take.isEnabled()
    desk.settle()
    shown = preview.text.list.paragraphs
    read = [shown.words_of(number) for number in range(len(shown))]
    assert read[-1] == "All rights reserved by somebody"
    assert [read[number] for number in shown.struck] == [PARAGRAPHS[2]]
    assert preview.details.lines["author"].text() == "Somebody else"
    assert menu.currentText() == "Whole page"
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.texts()[0].endswith("All rights reserved by somebody")


def test_of_two_wishes_for_another_reading_the_last_one_counts(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "two.eml"
    path.write_text(TWOFOLD.format(paragraphs="\n\n".join(PARAGRAPHS), page=page()), encoding="utf-8")
    preview = desk.open(path)
    item = preview.current
    assert item is not None
    preview.text.reading_asked.emit("whole page", "")
    preview.text.reading_asked.emit("message text", "")
    desk.settle()
    assert item.extractor == "message text"
    assert "All rights reserved" not in preview.text.list.paragraphs.text


def test_a_guessed_encoding_is_looked_at_and_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "west.txt"
    path.write_bytes(WESTERN.encode("cp1252"))
    preview = desk.open(path)
    menu = preview.text.encoding
    assert menu.currentData() == "cp1252"
    assert preview.text.extractor.isHidden()
    preview.title.setPlainText("A title of my own")
    preview.details.lines["author"].setText("Anna Berg")
    preview.details.date.setText("2025-08-07")
    row = menu.findData("cp1251")
    menu.setCurrentIndex(row)
    menu.activated.emit(row)
    desk.settle()
    assert "Zьrich" in preview.text.list.paragraphs.text
    row = menu.findData("cp1252")
    menu.setCurrentIndex(row)
    menu.activated.emit(row)
    desk.settle()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.texts() == [WESTERN]
    assert desk.rows("SELECT title, author, t FROM source") == [("A title of my own", "Anna Berg", "2025-08-07")]


def test_an_encoding_that_does_not_fit_is_told_and_the_text_stays(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "west.txt"
    path.write_bytes(WESTERN.encode("cp1252"))
    preview = desk.open(path)
    row = preview.text.encoding.findData("utf-8")
    path.unlink()
    preview.text.encoding.setCurrentIndex(row)
    preview.text.encoding.activated.emit(row)
    desk.settle()
    assert "does not exist" in preview.notes.text()
    assert preview.text.list.paragraphs.text == WESTERN
    assert preview.text.encoding.currentData() == "cp1252"
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.texts() == [WESTERN]


def test_plain_text_of_certain_encoding_goes_in_without_a_look(desk: Desk, tmp_path: Path) -> None:
    for name, data in (("a.txt", b"Ministers\n\nWords."), ("b.md", "# Č\n\nOther.".encode("utf-16"))):
        (tmp_path / name).write_bytes(data)
        desk.intake.take_paths([tmp_path / name])
        desk.settle()
    desk.paste("A pasted text\n\nWith words.")
    assert desk.intake.preview is None
    assert len(desk.texts()) == 3


def test_a_pasted_page_without_plain_text_is_shown_first(desk: Desk) -> None:
    desk.paste(html=page())
    desk.wait(desk.preview.isActiveWindow)
    assert desk.preview.details.keeps.isHidden()
    assert desk.preview.text.encoding.isHidden()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert PARAGRAPHS[0] in desk.texts()[0]


def test_the_window_is_free_while_the_preview_waits(desk: Desk, tmp_path: Path) -> None:
    desk.open(mail(tmp_path))
    assert QApplication.activeModalWidget() is None
    desk.paste("A pasted text\n\nWith words.")
    assert len(desk.texts()) == 1
    assert desk.preview.isVisible()


def test_a_project_that_is_closed_takes_the_preview_along(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    desk.bridge.adopt(Document.create(tmp_path / "other.geoeditor"))
    assert not preview.isVisible()
    assert "was closed" in desk.refused[0]


def test_without_a_project_one_is_made_when_it_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    desk.bridge.adopt(None)
    asked: list[str] = []

    def make(title: str) -> None:
        asked.append(title)
        desk.bridge.adopt(Document.create(tmp_path / "made.geoeditor"))

    desk.intake.project_needed.connect(make)
    desk.open(mail(tmp_path))
    assert asked == []
    desk.press(Qt.Key.Key_Return, CTRL)
    assert asked == ["Ministers meet in Riga"]
    assert len(desk.texts()) == 1


def test_tab_reaches_all_that_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    preview.title.setFocus()
    wanted = {
        *preview.details.lines.values(), preview.details.date, preview.details.keeps, preview.text.list,
        preview.text.encoding, preview.take, preview.discard,
    }  # fmt: skip
    for _ in range(30):
        widget = focused(preview)
        wanted.discard(widget)
        assert widget.accessibleName()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert not wanted


@pytest.mark.parametrize("size", [(1440, 900), (1024, 600)])
def test_it_fits_into_the_window(desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    preview = desk.open(mail(tmp_path))
    assert preview.width() <= size[0]
    assert preview.height() <= size[1] - 32
    corner = preview.take.mapTo(preview, QPoint(preview.take.width(), preview.take.height()))
    assert preview.rect().contains(corner)


def test_control_shift_enter_does_nothing_with_one_text(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path))
    desk.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert preview.isVisible()
    assert desk.labels() == []
