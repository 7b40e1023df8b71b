"""While something is dragged over the window it says what letting go would do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from tests.ui.intake_preview.desk import Desk

from geoeditor.ui.intake_preview.drops import DropHint, drop_words

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(f"/somewhere/{name}") for name in names])
    return mime


def hint(desk: Desk) -> DropHint:
    return desk.window.findChildren(DropHint)[0]


def enter(desk: Desk, mime: QMimeData) -> None:
    QApplication.sendEvent(desk.window, QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE))


def test_it_is_said_what_letting_go_would_do(desk: Desk) -> None:
    desk.intake.install(desk.window)
    assert hint(desk).isHidden()
    enter(desk, files("a.pdf"))
    assert hint(desk).isVisible()
    assert hint(desk).text == "Drop to import “a.pdf”"
    assert desk.window.rect().contains(hint(desk).geometry())
    QApplication.sendEvent(desk.window, QDragLeaveEvent())
    desk.wait(lambda: hint(desk).isHidden())


def test_the_drop_takes_the_words_away(desk: Desk, tmp_path: Path) -> None:
    desk.intake.install(desk.window)
    (tmp_path / "a.txt").write_text("Ministers\n\nWords.")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    enter(desk, mime)
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(5, 5), COPY, mime, LEFT, NONE, QEvent.Type.Drop))
    assert hint(desk).isHidden()
    desk.settle()
    assert desk.texts() == ["Ministers\n\nWords."]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("a.html",), "Drop to import “a.html”"),
        (("a.html", "b.pdf", "c.eml"), "Drop to import 3 files"),
        (("p.geoeditor",), "Drop to open the project “p.geoeditor”"),
        (("<b>x\u202e.txt",), "Drop to import “<b>x\ufffd.txt”"),
    ],
)
def test_files_are_named_or_counted(names: tuple[str, ...], words: str) -> None:
    assert drop_words(files(*names)).startswith(words)


def test_texts_and_addresses_are_told_apart() -> None:
    mime = QMimeData()
    mime.setText("words")
    assert drop_words(mime) == "Drop to import the text"
    mime.setUrls([QUrl("https://example.org")])
    assert drop_words(mime) == "Drop to import the address"
