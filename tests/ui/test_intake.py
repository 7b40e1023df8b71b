"""What comes in from outside the window: each thing becomes a source, or a sentence that says why it did not."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.slices import Slices
from geoeditor.core.document import Document
from geoeditor.core.queries.reading_desk import source_titles
from geoeditor.exchange.articles import LARGEST_ARTICLE
from geoeditor.exchange.project_json import export_json
from geoeditor.ui import prompts
from geoeditor.ui.addresses import Addresses
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.intake import Intake
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.selection import Fact, Selection
from geoeditor.ui.slicing import Slicer
from geoeditor.ui.workers import Worker

TEXT = "Ministers meet in Riga\n\nLatvian Foreign Minister Juris Ozols met Estonian President Anna Tamm.\n"


class Heard:
    """Takes down what the window is told."""

    def __init__(self, bridge: Bridge, intake: Intake) -> None:
        self.refused: list[str] = []
        self.announced: list[str] = []
        self.imported: list[int] = []
        self.opened: list[Path] = []
        bridge.refused.connect(self.refused.append)
        bridge.announced.connect(self.announced.append)
        intake.imported.connect(self.imported.append)
        intake.open_requested.connect(self.opened.append)


@pytest.fixture
def shell(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def intake(bridge: Bridge, selection: Selection, shell: QMainWindow) -> Iterator[Intake]:
    worker = Worker(shell)
    yield Intake(bridge, selection, worker, shell)
    worker.stop()


@pytest.fixture
def heard(bridge: Bridge, intake: Intake) -> Heard:
    return Heard(bridge, intake)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    lists: list[tuple[str, str]] = []

    def tell(_parent: QWidget | None, text: str, more: str = "") -> None:
        lists.append((text, more))

    monkeypatch.setattr(prompts, "tell", tell)
    return lists


def settle(qtbot: QtBot, intake: Intake) -> None:
    qtbot.waitUntil(lambda: not intake.is_busy, timeout=30_000)


def titles(bridge: Bridge) -> list[str]:
    return [source.title for source in source_titles(bridge.document)]


def stored_text(bridge: Bridge) -> str:
    with bridge.document.read() as connection:
        text: str = connection.execute("SELECT text FROM source_text ORDER BY id DESC").fetchone()[0]
    return text


def labels(bridge: Bridge) -> list[str]:
    return [step.label for step in bridge.document.history()]


def article(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def project_json(folder: Path, name: str, actors: int = 1, title: str = "Affair") -> Path:
    with Document.create(folder / f"{name}.geoeditor", title) as document:
        for number in range(actors):
            add_actor(document, name=f"Actor {number}")
        data = export_json(document)
    path = folder / f"{name}.json"
    path.write_bytes(data)
    return path


def test_an_article_becomes_a_source_that_is_selected_and_shown(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, selection: Selection, tmp_path: Path
) -> None:
    intake.take_paths([article(tmp_path, "a.txt")])
    settle(qtbot, intake)
    source = source_titles(bridge.document)[0]
    assert source.title == "Ministers meet in Riga"
    assert stored_text(bridge) == TEXT
    assert selection.facts == (Fact("source", source.id),)
    assert heard.imported == [source.id]
    assert heard.announced == ["Imported “Ministers meet in Riga”"]
    assert heard.refused == []
    assert labels(bridge) == ["Import “Ministers meet in Riga”"]


def test_a_pasted_article_keeps_every_letter_its_title_among_them(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge
) -> None:
    text = "  Talks – “again”\n\tTwo \U0001f600\u2028three \u202e.\n\n"
    intake.take_text(text)
    settle(qtbot, intake)
    assert stored_text(bridge) == text
    assert titles(bridge) == ["Talks – “again”"]


def test_a_long_first_line_gives_a_title_of_its_first_words(qtbot: QtBot, intake: Intake, bridge: Bridge) -> None:
    intake.take_text("word " * 1_000)
    settle(qtbot, intake)
    assert titles(bridge)[0].startswith("word word")
    assert titles(bridge)[0].endswith("word…")
    assert len(titles(bridge)[0]) <= 61


@pytest.mark.parametrize("text", ["\u200b\n\u2060", "\ufeff"])
def test_a_text_nobody_can_see_is_refused(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, text: str
) -> None:
    intake.take_text(text)
    settle(qtbot, intake)
    assert titles(bridge) == []
    assert len(heard.refused) == 1


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d a pair", "", " \n\t", "\x01\x02\x03" * 9])
def test_what_is_no_text_is_refused_in_one_sentence(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, text: str
) -> None:
    intake.take_text(text)
    qtbot.waitUntil(lambda: bool(heard.refused), timeout=20_000)
    settle(qtbot, intake)
    assert titles(bridge) == []
    assert len(heard.refused) == 1


def test_the_same_text_again_says_so_and_selects_the_source(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, selection: Selection
) -> None:
    intake.take_text(TEXT)
    settle(qtbot, intake)
    selection.clear()
    intake.take_text(TEXT.replace("\n", "\r\n"))
    settle(qtbot, intake)
    assert len(titles(bridge)) == 1
    assert selection.facts == (Fact("source", heard.imported[0]),)
    assert "already, as “Ministers meet in Riga”" in intake.offer.text
    assert [button.text() for button in intake.offer.buttons] == ["Show It"]
    assert heard.refused == []
    assert len(labels(bridge)) == 1


def test_several_files_are_one_step_and_what_can_not_be_read_is_named(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    paths = [
        article(tmp_path, "a.txt"),
        tmp_path / "gone.txt",
        article(tmp_path, "b.md", "# Second\n\nWords."),
        tmp_path / "pipe.txt",
        tmp_path,
        article(tmp_path, "c.doc"),
        article(tmp_path, "copy.txt"),
    ]
    intake.take_paths(paths)
    settle(qtbot, intake)
    assert titles(bridge) == ["Ministers meet in Riga", "Second"]
    assert labels(bridge) == ["Import 3 files"]
    assert heard.announced == ["Imported 2 articles"]
    head, named = told[0]
    assert head == "5 files were not taken in"
    for word in ("“gone.txt” does not exist", "“pipe.txt” is a device", "is a folder", "“c.doc”", "already"):
        assert word in named
    bridge.undo()
    assert titles(bridge) == []


@pytest.mark.parametrize("suffix", [".doc", ".odt", ".rtf", ".msg", ".xlsx", ".PNG", ".zip"])
def test_a_file_that_is_not_read_is_told_with_the_way_round(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path, suffix: str
) -> None:
    intake.take_paths([article(tmp_path, f"a{suffix}")])
    settle(qtbot, intake)
    assert f"“a{suffix}”" in heard.refused[0]
    assert "can not" in heard.refused[0] or "can not be read" in heard.refused[0]
    assert "copy" in heard.refused[0] or "save it as" in heard.refused[0] or "unpack" in heard.refused[0]
    assert labels(bridge) == []


def test_files_that_are_no_articles_leave_nothing_behind(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "nul.txt").write_bytes(b"a\0b")
    (tmp_path / "bad.txt").write_bytes("Zürich ".encode() * 50 + b"\xc3\x28\xff")
    (tmp_path / "odd.xyz").write_bytes(b"words")
    (tmp_path / "bad.json").write_bytes(b"{")
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(LARGEST_ARTICLE + 5_000_000)
    intake.take_paths([tmp_path / name for name in ("nul.txt", "bad.txt", "odd.xyz", "bad.json", "big.txt")])
    settle(qtbot, intake)
    assert labels(bridge) == []
    named = told[0][1].splitlines()
    assert len(named) == 5
    assert "20 MB" in named[4]
    assert named[3].startswith("“bad.json”: ")


def test_a_file_that_vanishes_while_it_waits_is_named(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    paths = [article(tmp_path, "a.txt"), article(tmp_path, "b.txt", "Other words.")]
    intake.take_paths(paths)
    paths[1].unlink()
    settle(qtbot, intake)
    assert titles(bridge) == ["Ministers meet in Riga"]
    assert "“b.txt” does not exist" in heard.refused[0]


def test_a_project_file_is_opened_and_only_alone(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    intake.take_paths([tmp_path / "p.geoeditor"])
    assert heard.opened == [tmp_path / "p.geoeditor"]
    intake.take_paths([tmp_path / "p.geoeditor", article(tmp_path, "a.txt")])
    settle(qtbot, intake)
    assert len(heard.opened) == 1
    assert heard.refused == ["“p.geoeditor” is a project; drop it alone to open it."]
    assert len(titles(bridge)) == 1


def test_a_projects_json_comes_in_as_one_step(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    intake.take_paths([project_json(tmp_path, "affair", 3)])
    settle(qtbot, intake)
    assert heard.announced == ["Imported “affair.json”: 3 new actors"]
    assert labels(bridge) == ["Import “Affair”"]
    bridge.undo()
    with bridge.document.read() as connection:
        assert connection.execute("SELECT count(*) FROM actor").fetchone() == (0,)


def test_a_json_refused_by_the_project_leaves_the_other_files_in(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    bad = project_json(tmp_path, "bad")
    bad.write_bytes(bad.read_bytes().replace(b'"Actor 0"', b'"  "'))
    intake.take_paths([article(tmp_path, "a.txt"), bad, project_json(tmp_path, "good", 2)])
    settle(qtbot, intake)
    assert labels(bridge) == ["Import 2 files"]
    assert heard.refused[0].startswith("“bad.json”: actors[0]")
    with bridge.document.read() as connection:
        assert connection.execute("SELECT count(*) FROM actor").fetchone() == (2,)


def test_without_a_project_one_is_made_and_named_from_the_title(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    bridge.adopt(None)
    asked: list[str] = []

    def make(title: str) -> None:
        asked.append(title)
        bridge.adopt(Document.create(tmp_path / "made.geoeditor"))

    intake.project_needed.connect(make)
    intake.take_text("What now: war/peace?\n\nWords.")
    settle(qtbot, intake)
    assert asked == ["What now: war/peace?"]
    assert titles(bridge) == ["What now: war/peace?"]


def test_without_a_project_nothing_is_made_for_what_can_not_be_read(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    bridge.adopt(None)
    asked: list[str] = []
    intake.project_needed.connect(asked.append)
    intake.take_paths([tmp_path / "gone.txt"])
    settle(qtbot, intake)
    assert asked == []
    assert len(heard.refused) == 1


def test_a_project_that_is_open_to_read_only_takes_nothing_in(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge
) -> None:
    bridge.adopt(Document.open_copy(bridge.document.path))
    intake.take_text(TEXT)
    assert "read only" in heard.refused[0]
    assert not intake.is_busy


def test_another_project_does_not_get_what_was_meant_for_the_first(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, tmp_path: Path
) -> None:
    intake.take_text(TEXT)
    bridge.adopt(Document.create(tmp_path / "other.geoeditor"))
    settle(qtbot, intake)
    assert titles(bridge) == []
    assert "was closed" in heard.refused[0]


def test_giving_up_leaves_the_project_as_it_was(qtbot: QtBot, intake: Intake, bridge: Bridge, tmp_path: Path) -> None:
    intake.take_paths([article(tmp_path, f"{number}.txt", f"{TEXT}{number}") for number in range(9)])
    intake.cancel()
    qtbot.wait(500)
    assert not intake.is_busy
    assert labels(bridge) == []
    intake.take_text(TEXT)
    settle(qtbot, intake)
    assert len(titles(bridge)) == 1


def storing(qtbot: QtBot, shell: QMainWindow, intake: Intake, path: Path) -> None:
    """Begin a large import and wait until it is being stored behind its dialog."""
    intake.take_paths([path])
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=20_000)


def test_a_large_import_holds_changes_back_and_can_be_cancelled(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, shell: QMainWindow, tmp_path: Path
) -> None:
    path = project_json(tmp_path, "large", 0)
    rows = ",".join(f'{{"id":"{number:013d}","name":"Actor {number}"}}' for number in range(1, 20_000))
    path.write_bytes(path.read_bytes().replace(b'"actors": []', f'"actors": [{rows}]'.encode()))
    shell.show()
    storing(qtbot, shell, intake, path)
    assert not bridge.can_edit
    outcome = bridge.attempt(lambda document: add_actor(document, name="Anna"))
    assert "being stored" in outcome.problem
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, intake)
    assert (bridge.can_edit, labels(bridge)) == (True, [])
    assert heard.refused[-1] == "Cancelled; the project was not changed."
    storing(qtbot, shell, intake, path)
    bridge.adopt(None)
    assert not intake.is_busy


def test_work_that_breaks_is_taken_back_and_the_window_can_edit_again(
    qtbot: QtBot, bridge: Bridge, shell: QMainWindow
) -> None:
    def work() -> Slices[None]:
        yield
        raise ZeroDivisionError

    problems: list[str] = []
    with pytest.raises(ZeroDivisionError):
        Slicer(bridge, work(), "Working", lambda outcome: problems.append(outcome.problem), shell).start()
    assert "mistake" in problems[0]
    assert bridge.can_edit


def mime(**parts: object) -> QMimeData:
    made = QMimeData()
    for name, value in parts.items():
        getattr(made, f"set{name.capitalize()}")(value)
    return made


def test_text_is_taken_before_its_html_and_html_alone_is_looked_at_first(
    qtbot: QtBot, intake: Intake, bridge: Bridge, tmp_path: Path
) -> None:
    canary = (tmp_path / "canary.png").as_uri()
    page = f"<h1>From a page</h1><p>Words &amp; more<img src='{canary}'><script>x</script></p>"
    intake.take_mime(mime(text="From a text\n\nWords.", html=page))
    settle(qtbot, intake)
    intake.take_mime(mime(html=page))
    settle(qtbot, intake)
    assert titles(bridge) == ["From a text"]
    assert intake.preview is not None
    intake.preview.take.click()
    settle(qtbot, intake)
    assert titles(bridge) == ["From a text", "From a page"]
    assert stored_text(bridge) == "From a page\n\nWords & more"


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"text": "  "}, "no text"),
        ({"html": "<img src=x>"}, "empty"),
        ({}, "no text"),
    ],
)
def test_what_holds_no_article_is_told(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, parts: dict[str, object], word: str
) -> None:
    intake.take_mime(mime(**parts))
    settle(qtbot, intake)
    assert word in heard.refused[0]
    assert titles(bridge) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"urls": [QUrl("https://example.org/a")]},
        {"text": "https://example.org/a\n"},
        {"urls": [QUrl("https://example.org/a")], "text": "https://example.org/a"},
        {"text": "https://example.org/a", "html": "<a href='https://example.org/a'>A</a>"},
    ],
)
@pytest.mark.parametrize("is_dropped", [False, True])
def test_an_address_is_asked_about_while_the_switch_is_off_and_never_taken_as_a_text(
    qtbot: QtBot,
    shell: QMainWindow,
    intake: Intake,
    heard: Heard,
    bridge: Bridge,
    tmp_path: Path,
    parts: dict[str, object],
    is_dropped: bool,
) -> None:
    addresses = Addresses(Store(tmp_path / "p.json", tmp_path / "log"), shell)
    intake.address_given.connect(addresses.take)
    if is_dropped:
        intake.install(shell)
        given = mime(**parts)
        assert enters(shell, given)
        drop(shell, given)
    else:
        intake.take_mime(mime(**parts))
    qtbot.waitUntil(lambda: addresses.bar.text != "")
    assert "“https://example.org/a” was not contacted" in addresses.bar.text
    assert [button.text() for button in addresses.bar.buttons] == ["Allow and Fetch"]
    assert (intake.is_busy, addresses.fetching.is_busy, intake.preview) == (False, False, None)
    assert (heard.refused, titles(bridge)) == ([], [])


@pytest.mark.parametrize("text", ["https://example.org/a is where it stands", "https://a.example/\nhttps://b.example/"])
def test_a_text_with_addresses_in_it_is_a_text(
    qtbot: QtBot, intake: Intake, heard: Heard, bridge: Bridge, text: str
) -> None:
    given: list[str] = []
    intake.address_given.connect(given.append)
    intake.take_text(text)
    settle(qtbot, intake)
    assert (stored_text(bridge), given, heard.refused) == (text, [], [])


def test_a_picture_is_told_and_not_decoded(qtbot: QtBot, intake: Intake, heard: Heard) -> None:
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not intake.accepts(picture)
    intake.take_mime(picture)
    assert "pictures" in heard.refused[0]


def enters(widget: QWidget, data: QMimeData, actions: Qt.DropAction = Qt.DropAction.CopyAction) -> bool:
    """Move something from elsewhere over a widget, as Qt does: up through its parents until one accepts it."""
    target: QWidget | None = widget
    while target is not None:
        event = QDragEnterEvent(QPoint(5, 5), actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        if target.acceptDrops() and QApplication.sendEvent(target, event) and event.isAccepted():
            return event.dropAction() == Qt.DropAction.CopyAction
        target = target.parentWidget()
    return False


def drop(widget: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("make", [QWidget, QPlainTextEdit, QLineEdit])
def test_files_can_be_dropped_anywhere(
    qtbot: QtBot,
    intake: Intake,
    bridge: Bridge,
    shell: QMainWindow,
    tmp_path: Path,
    make: Callable[[QWidget], QWidget],
) -> None:
    inner = make(shell)
    shell.setCentralWidget(inner)
    intake.install(shell)
    target = inner.viewport() if isinstance(inner, QPlainTextEdit) else inner
    files = mime(urls=[QUrl.fromLocalFile(str(article(tmp_path, "a.txt")))])
    assert enters(target, files)
    drop(shell if make is QWidget else target, files)
    settle(qtbot, intake)
    assert titles(bridge) == ["Ministers meet in Riga"]


def test_a_text_field_keeps_text_that_is_dropped_on_it(qtbot: QtBot, intake: Intake, shell: QMainWindow) -> None:
    field = QLineEdit(shell)
    shell.setCentralWidget(field)
    intake.install(shell)
    words = mime(text="words")
    assert enters(field, words)
    drop(field, words)
    assert field.text() == "words"
    assert not intake.is_busy


def test_what_can_not_be_taken_in_shows_the_no_drop_cursor(intake: Intake, shell: QMainWindow) -> None:
    intake.install(shell)
    other = QMimeData()
    other.setData("application/x-rows", b"1")
    assert not enters(shell, other)
    assert not enters(shell, mime(text="words"), Qt.DropAction.MoveAction)


def test_twenty_megabytes_are_stored_whole(qtbot: QtBot, intake: Intake, bridge: Bridge, tmp_path: Path) -> None:
    line = "Řekl “ano” a odešel do Ženevy.\n"
    text = line * (19_900_000 // len(line.encode()))
    intake.take_paths([article(tmp_path, "big.txt", text)])
    begin = time.monotonic()
    settle(qtbot, intake)
    assert time.monotonic() - begin < 25
    assert stored_text(bridge) == text
