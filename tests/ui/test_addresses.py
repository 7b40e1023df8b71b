"""An article from an address, from the wish to the preview: a real child, and a server that counts who comes.

The child is given doors through which the one name `news.example` leads to this computer; nothing else is allowed it,
and the window knows nothing of that.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QProcess, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.fetcher.conftest import Server
from tests.ui.intake_preview.desk import PARAGRAPHS, Desk, page

from geoeditor.core.document import Document
from geoeditor.settings import Preferences
from geoeditor.ui.addresses import AddressDialog, Addresses
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fetching import Fetching
from geoeditor.ui.main_window import MainWindow
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.selection import Selection
from geoeditor.ui.theme import Theme

HERE = (
    "import sys; from geoeditor.fetcher.connection import Doors; from geoeditor.fetcher.entry import main\n"
    "sys.exit(main(Doors(lambda host, port: {'news.example': ['127.0.0.1']}.get(host, []),"
    " lambda ip: str(ip) == '127.0.0.1')))"
)
DEAF = "import sys, time; sys.stdin.readline(); time.sleep(60)"
HTML = "Content-Type: text/html; charset={charset}\r\nContent-Length: {length}"


class Reader(Desk):
    """A desk at which addresses may be given, joined as the window joins them."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, selection: Selection, folder: Path) -> None:
        super().__init__(qtbot, bridge, selection)
        self.store = Store(folder / "preferences.json", folder / "log")
        self.started = 0
        self.code = HERE
        self.limit_s = 20.0
        self.addresses = self._made()

    def _made(self) -> Addresses:
        made = Addresses(self.store, self.window, Fetching(self.window, limit_s=self.limit_s, command=self._command))
        self.window.setCentralWidget(made.bar)
        self.intake.address_given.connect(made.take)
        made.typed.connect(self.intake.take_address)
        made.fetched.connect(self.intake.take_fetched)
        made.refused.connect(self.bridge.refused)
        return made

    def _command(self) -> list[str]:
        self.started += 1
        return [sys.executable, "-P", "-B", "-c", self.code]

    def allow(self) -> None:
        """Turn the switch on."""
        self.store.set_preferences(Preferences(fetches=True))

    def fetch(self, address: str) -> None:
        """Give an address, and wait until something came of it."""
        told = len(self.refused)
        self.intake.take_text(address)
        self.wait(lambda: not self.addresses.fetching.is_busy)
        self.settle()
        self.wait(lambda: len(self.refused) > told or self.is_shown)

    @property
    def is_shown(self) -> bool:
        """Tell whether something waits in the preview."""
        return self.intake.preview is not None and self.intake.preview.isVisible()

    def dialog(self) -> AddressDialog:
        """Ask for an address, and return where it is typed."""
        self.addresses.ask()
        (found,) = self.window.findChildren(AddressDialog)
        self.wait(found.isActiveWindow)
        return found


@pytest.fixture
def reader(qtbot: QtBot, bridge: Bridge, selection: Selection, theme: Theme, tmp_path: Path) -> Iterator[Reader]:
    """Return a desk; afterwards no process may be left that fetches."""
    QGuiApplication.clipboard().setText("")
    made = Reader(qtbot, bridge, selection, tmp_path)
    yield made
    made.addresses.stop()
    made.worker.stop()
    qtbot.waitUntil(lambda: processes() == [])


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server on this computer."""
    made = Server()
    yield made
    made.end()


def processes() -> list[QProcess]:
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChildren(QProcess)


def at(server: Server, path: str) -> str:
    return server.url(path, "news.example")


def waits_forever(server: Server, path: str = "/slow") -> str:
    """Return an address where the answer begins and does not end."""
    server.behave(path, server.drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>x</p>", 0.02))
    return at(server, path)


def test_with_the_switch_off_nobody_is_contacted_and_the_strip_says_how_to_allow_it(
    reader: Reader, server: Server
) -> None:
    server.page("/a", page().encode())
    reader.intake.take_text(at(server, "/a"))
    bar = reader.addresses.bar
    assert bar.text.startswith(f"Fetching is off, so “{at(server, '/a')}” was not contacted.")
    assert [button.text() for button in bar.buttons] == ["Allow and Fetch"]
    assert not bar.buttons[0].hasFocus()
    reader.qtbot.wait(200)
    assert (reader.started, server.met, reader.refused) == (0, 0, [])
    bar.give_up()
    assert (bar.isVisible(), reader.store.preferences.fetches) == (False, False)


def test_allowing_it_in_the_strip_fetches_this_one_and_turns_the_switch_on(reader: Reader, server: Server) -> None:
    server.page("/a", page().encode())
    reader.intake.take_text(at(server, "/a"))
    reader.addresses.bar.buttons[0].click()
    reader.wait(lambda: reader.is_shown)
    assert reader.preview.title.toPlainText() == "Ministers meet in Riga"
    assert reader.store.preferences.fetches
    assert not reader.addresses.bar.isVisible()


def test_a_page_comes_into_the_preview_with_title_date_and_the_address_it_came_from(
    reader: Reader, server: Server
) -> None:
    reader.allow()
    server.redirect("/old", "/new")
    server.page("/new", page().encode())
    reader.fetch(at(server, "/old"))
    details = reader.preview.details.values()
    assert reader.preview.title.toPlainText() == "Ministers meet in Riga"
    assert details is not None
    assert (details["author"], details["t"], details["url"]) == ("Anna Berg", "2025-08-07", at(server, "/new"))
    reader.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert PARAGRAPHS[0] in reader.texts()[0]
    assert reader.rows("SELECT url FROM source") == [(at(server, "/new"),)]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1257", "utf-16"])
def test_the_charset_of_the_header_is_how_it_is_read(reader: Reader, server: Server, charset: str) -> None:
    reader.allow()
    words = "Latvijas ārlietu ministrs Rīgā tikās ar Igaunijas prezidenti, sacīja viņa birojs otrdienas vakarā. " * 2
    body = f"<html><head><title>Rīga un Tallina</title></head><body><article><p>{words}</p></article></body></html>"
    data = body.encode(charset)
    server.answer("/a", HTML.format(charset=charset, length=len(data)), data)
    reader.fetch(at(server, "/a"))
    assert reader.preview.title.toPlainText() == "Rīga un Tallina"
    assert "ārlietu ministrs" in reader.preview.text.list.paragraphs.text


def test_an_address_is_typed_beside_the_work_and_what_is_none_is_refused_there(reader: Reader, server: Server) -> None:
    reader.allow()
    server.page("/a", page().encode())
    dialog = reader.dialog()
    assert not dialog.isModal()
    QTest.keyClicks(dialog.field, "http://192.168.0.1/router")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "not in the public web" in dialog.problem.text()
    QApplication.processEvents()
    assert dialog.problem.height() >= dialog.problem.heightForWidth(dialog.problem.width())
    assert dialog.field.text() == "http://192.168.0.1/router"
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, at(server, "/a"))
    assert not dialog.problem.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    reader.wait(lambda: reader.is_shown)
    assert server.met == 1


def test_the_window_for_an_address_starts_with_the_one_on_the_clipboard(reader: Reader) -> None:
    QGuiApplication.clipboard().setText("  https://news.example/a?b=c\n")
    dialog = reader.dialog()
    assert (dialog.field.text(), dialog.field.selectedText()) == ("https://news.example/a?b=c",) * 2
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    QGuiApplication.clipboard().setText("Ministers meet in Riga")
    assert reader.dialog().field.text() == ""
    assert reader.started == 0


@pytest.mark.parametrize(
    ("status", "head", "body", "words"),
    [
        ("404 Not Found", "Content-Length: 0", b"", "answered with an error (404)"),
        ("500 Broken", "Content-Length: 0", b"", "answered with an error (500)"),
        ("200 OK", "Content-Type: image/png\r\nContent-Length: 4", b"\x89PNG", "sent no article but “image/png”"),
        ("200 OK", "Content-Type: text/html\r\nContent-Length: 20000001", b"", "larger than 20 MB"),
        ("200 OK", "Content-Type: text/html\r\nContent-Length: 900", b"<p>short", "broke off in the middle"),
        ("302 Found", "Location: http://10.0.0.1/\r\nContent-Length: 0", b"", "“10.0.0.1” is not in the public web"),
        ("302 Found", "Location: file:///etc/passwd\r\nContent-Length: 0", b"", "Only http and https"),
        ("302 Found", "Location: http://localhost/\r\nContent-Length: 0", b"", "“localhost” is not in the public web"),
        ("302 Found", "Location: http://intra.example/\r\nContent-Length: 0", b"", "is not in the public web"),
    ],
)
def test_what_can_not_be_had_is_one_sentence_and_nothing_is_stored(
    reader: Reader, server: Server, status: str, head: str, body: bytes, words: str
) -> None:
    reader.allow()
    server.answer("/a", head, body, status)
    reader.fetch(at(server, "/a"))
    (told,) = reader.refused
    assert words in told
    assert not reader.addresses.bar.isVisible()
    assert reader.labels() == []
    assert reader.intake.preview is None


def test_what_comes_but_is_no_text_is_told_by_the_reader(reader: Reader, server: Server) -> None:
    reader.allow()
    server.answer("/a", "Content-Type: application/pdf\r\nContent-Length: 5", b"%PDF-")
    reader.fetch(at(server, "/a"))
    assert len(reader.refused) == 1
    assert "“news.example.pdf”" in reader.refused[0]


def _by_escape_in_a_field(reader: Reader) -> None:
    field = QLineEdit(reader.window)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)


def _by_the_button(reader: Reader) -> None:
    (button,) = reader.addresses.bar.buttons
    assert button.text() == "Cancel"
    button.click()


def _by_the_cross(reader: Reader) -> None:
    reader.addresses.bar.give_up()


def _by_taking_the_permission_back(reader: Reader) -> None:
    reader.store.set_preferences(Preferences(fetches=False))


@pytest.mark.parametrize("end", [_by_escape_in_a_field, _by_the_button, _by_the_cross, _by_taking_the_permission_back])
def test_it_can_be_cancelled_at_any_time(reader: Reader, server: Server, end: Callable[[Reader], None]) -> None:
    reader.allow()
    reader.window.activateWindow()
    reader.intake.take_text(waits_forever(server))
    reader.wait(lambda: server.met == 1)
    end(reader)
    assert not reader.addresses.fetching.is_busy
    assert not reader.addresses.bar.isVisible()
    reader.wait(lambda: processes() == [])
    assert reader.refused == []


def test_escape_is_left_to_others_when_nothing_is_fetched(reader: Reader) -> None:
    reader.allow()
    reader.code = DEAF
    heard: list[int] = []

    class Field(QLineEdit):
        def keyPressEvent(self, event: object) -> None:
            heard.append(1)

    field = Field(reader.window)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    reader.intake.take_text("https://news.example/")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard == [1, 1]


def test_a_child_that_hangs_is_given_up_with_a_sentence(qtbot: QtBot, reader: Reader) -> None:
    fetching = Fetching(limit_s=0.2, command=lambda: [sys.executable, "-c", DEAF])
    told: list[object] = []
    fetching.fetch("https://news.example/", told.append, told.append)
    qtbot.waitUntil(lambda: told != [], timeout=5_000)
    assert told == ["Fetching took more than 0.2 seconds and was stopped; nothing was taken in."]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("print('nonsense')", "gave no proper answer"),
        ("print('[]')", "gave no proper answer"),
        ("print('x' * 300_000)", "gave no proper answer"),
        ("raise SystemExit(3)", "ended unexpectedly"),
    ],
)
def test_a_child_that_is_not_itself_is_told_of(reader: Reader, code: str, words: str) -> None:
    reader.allow()
    reader.code = code
    reader.fetch("https://news.example/")
    assert words in reader.refused[0]


def test_a_new_wish_takes_the_place_of_the_one_that_is_on_its_way(reader: Reader, server: Server) -> None:
    reader.allow()
    server.page("/a", page().encode())
    reader.intake.take_text(waits_forever(server))
    reader.wait(lambda: server.met == 1)
    reader.fetch(at(server, "/a"))
    assert reader.preview.waiting == 1
    assert reader.started == 2


def test_the_window_may_be_closed_while_something_is_fetched(
    qtbot: QtBot, server: Server, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "preferences.json", tmp_path / "log")
    store.set_preferences(Preferences(fetches=True))
    window = MainWindow(theme, store)
    window.show()
    addresses = window.furnish().addresses
    monkeypatch.setattr(addresses.fetching, "_command", lambda: [sys.executable, "-P", "-B", "-c", HERE])
    refused: list[str] = []
    window.bridge.refused.connect(refused.append)
    window.furnish().intake.take_text(waits_forever(server))
    qtbot.waitUntil(lambda: server.met == 1)
    numbers = [process.processId() for process in processes()]
    window.close()
    assert len(numbers) == 1
    assert not Path(f"/proc/{numbers[0]}").exists()
    window.deleteLater()
    qtbot.wait(50)
    assert (processes(), refused) == ([], [])


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_whoever_fetches_may_be_forgotten_meanwhile(qtbot: QtBot, is_cancelled: bool) -> None:
    fetching = Fetching(command=lambda: [sys.executable, "-c", DEAF])
    fetching.fetch("https://news.example/", print, print)
    qtbot.wait(200)
    if is_cancelled:
        fetching.cancel()
    del fetching
    gc.collect()
    qtbot.waitUntil(lambda: processes() == [])


def test_nothing_is_contacted_for_a_project_that_can_only_be_read(reader: Reader, server: Server) -> None:
    reader.allow()
    reader.bridge.adopt(Document.open_copy(reader.bridge.document.path))
    dialog = reader.dialog()
    QTest.keyClicks(dialog.field, at(server, "/a"))
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "open to read only" in reader.refused[0]
    assert (reader.started, server.met) == (0, 0)


def test_an_address_that_is_dropped_is_taken_as_one_that_is_pasted(reader: Reader, server: Server) -> None:
    reader.allow()
    server.page("/a", page().encode())
    dropped = QMimeData()
    dropped.setUrls([QUrl(at(server, "/a"))])
    reader.intake.take_mime(dropped)
    reader.wait(lambda: reader.is_shown)
    assert QApplication.activeModalWidget() is None
