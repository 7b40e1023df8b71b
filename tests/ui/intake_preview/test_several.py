"""Several texts in one preview: one after the other, all at once, or left out; each taking is one undo step."""

from pathlib import Path

from PySide6.QtCore import Qt
from tests.ui.intake_preview.desk import CTRL, MAIL, SHIFT, Desk, saved

from geoeditor.core.commands.sources import add_source
from geoeditor.ui.selection import Fact


def mail(folder: Path, number: int, date: str = "Thu, 07 Aug 2025 06:00:00 +0000") -> Path:
    """Save an e-mail that is like no other."""
    path = folder / f"{number}.eml"
    words = " ".join(f"{word}{number}" for word in "grain treaty signed by the envoy of nobody at dawn".split())
    head = MAIL.replace("Ministers meet in Riga", f"Mail {number}").replace("Thu, 07 Aug 2025 06:00:00 +0000", date)
    path.write_text(head + words, encoding="utf-8")
    return path


def titles(desk: Desk) -> list[str]:
    return [title for (title,) in desk.rows("SELECT title FROM source ORDER BY id")]


def test_they_are_shown_one_by_one_and_each_is_a_step(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(*(mail(tmp_path, number) for number in range(3)))
    assert preview.number.text() == "1 of 3"
    assert preview.take_all.isVisible()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert preview.number.text() == "2 of 3"
    assert preview.title.toPlainText() == "Mail 1"
    desk.press(Qt.Key.Key_Escape)
    assert preview.number.text() == "3 of 3"
    assert preview.take_all.isHidden()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert not preview.isVisible()
    assert titles(desk) == ["Mail 0", "Mail 2"]
    assert desk.labels() == ["Import “Mail 2”", "Import “Mail 0”"]


def test_all_at_once_is_one_step(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(*(mail(tmp_path, number) for number in range(4)))
    preview.details.lines["author"].setText("Somebody")
    desk.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert not preview.isVisible()
    assert titles(desk) == [f"Mail {number}" for number in range(4)]
    assert desk.labels() == ["Import 4 files"]
    assert [author for (author,) in desk.rows("SELECT author FROM source ORDER BY id")] == [
        "Somebody",
        *3 * ["Anna Berg"],
    ]
    desk.bridge.undo()
    assert titles(desk) == []


def test_what_comes_meanwhile_waits_at_the_end(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(mail(tmp_path, 1))
    preview.details.lines["author"].setText("Being typed")
    desk.open(mail(tmp_path, 2))
    assert preview.number.text() == "1 of 2"
    assert preview.details.lines["author"].text() == "Being typed"
    desk.press(Qt.Key.Key_Return, CTRL)
    assert preview.number.text() == "2 of 2"


def test_closing_the_preview_leaves_all_out(desk: Desk, tmp_path: Path) -> None:
    preview = desk.open(*(mail(tmp_path, number) for number in range(3)))
    preview.close()
    assert not preview.isVisible()
    assert desk.announced == ["3 articles were left out"]
    assert desk.labels() == []
    desk.open(mail(tmp_path, 7))
    assert preview.number.text() == ""


def test_what_is_plain_goes_in_at_once_beside_what_is_shown(desk: Desk, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("Plain words\n\nthat nobody doubts.")
    preview = desk.open(mail(tmp_path, 1), plain)
    assert titles(desk) == ["Plain words"]
    assert preview.title.toPlainText() == "Mail 1"


def test_one_that_can_not_be_stored_stays_and_says_why(desk: Desk, tmp_path: Path) -> None:
    paths = [mail(tmp_path, number) for number in range(3)]
    preview = desk.open(*paths)
    preview.details.keeps.setChecked(True)
    paths[1].write_text("changed")
    desk.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert preview.isVisible()
    assert titles(desk) == ["Mail 0", "Mail 2"]
    assert desk.labels() == ["Import 2 files"]
    assert preview.title.toPlainText() == "Mail 1"
    assert "“1.eml” has changed since it was read" in preview.notes.text()
    preview.details.keeps.setChecked(False)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert not preview.isVisible()
    assert titles(desk) == ["Mail 0", "Mail 2", "Mail 1"]


def test_one_that_needs_a_word_stays_when_all_are_taken(desk: Desk, tmp_path: Path) -> None:
    known = mail(tmp_path, 5)
    preview = desk.open(known)
    desk.press(Qt.Key.Key_Return, CTRL)
    known.write_text(known.read_text(encoding="utf-8") + " More of it.", encoding="utf-8")
    desk.open(mail(tmp_path, 6), known, mail(tmp_path, 7))
    desk.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert titles(desk) == ["Mail 5", "Mail 6", "Mail 7"]
    assert preview.isVisible()
    assert preview.offer.text == "This looks like a new version of “Mail 5”."


def test_a_text_that_is_there_already_says_so_and_offers_to_show_it(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    text = preview.text.list.paragraphs.text
    desk.press(Qt.Key.Key_Escape)
    source = add_source(desk.bridge.document, text, title="Known")
    asked: list[object] = []
    desk.selection.passage_requested.connect(asked.append)
    desk.open(path)
    assert preview.offer.text == "This text is in the project already, as “Known”."
    assert not preview.take.isEnabled()
    preview.offer.buttons[0].click()
    assert not preview.isVisible()
    assert asked == [Fact("source", source)]
    assert desk.selection.facts == (Fact("source", source),)


def test_with_a_paragraph_struck_out_it_is_another_text_and_may_be_a_version(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.open(path)
    assert not preview.take.isEnabled()
    preview.text.list.strike([1], True)
    assert preview.offer.text == "This looks like a new version of “Ministers meet in Riga”."
    preview.text.list.strike([1], False)
    assert "already, as" in preview.offer.text
    preview.text.list.strike([1], True)
    preview.offer.buttons[1].click()
    desk.settle()
    assert not preview.isVisible()
    assert len(desk.texts()) == 2
