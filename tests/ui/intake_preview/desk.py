"""What tests of the preview share: an intake over a real project and a real worker, and a person who uses it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.bridge import Bridge
from geoeditor.ui.intake import Intake
from geoeditor.ui.intake_preview.preview import PreviewWindow
from geoeditor.ui.selection import Selection
from geoeditor.ui.workers import Worker

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PAGE = """<!doctype html><html lang="en-GB"><head><title>Ministers meet in Riga - The Post</title>
<meta property="og:title" content="Ministers meet in Riga"><meta property="og:site_name" content="The Post">
<meta name="author" content="Anna Berg"><meta property="article:published_time" content="2025-08-07T06:00:00Z">
<link rel="canonical" href="https://example.org/riga"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Ministers meet in Riga</h1>{paragraphs}</article>
<footer>All rights reserved by somebody</footer></body></html>
"""
MAIL = """From: Anna Berg <anna@example.org>
To: desk@example.org
Subject: Ministers meet in Riga
Date: Thu, 07 Aug 2025 06:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

"""
TWOFOLD = """From: Anna Berg <anna@example.org>
Subject: Ministers meet in Riga
Date: Thu, 07 Aug 2025 06:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=="

--==
Content-Type: text/plain; charset=utf-8

{paragraphs}

--==
Content-Type: text/html; charset=utf-8

{page}
--==--
"""
PARAGRAPHS = (
    "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said, and"
    " both spoke about the cable that broke in March.",
    "The two states will ask for money before the end of the year, Mr Ozols told reporters after the meeting, and"
    " he did not say how much it would be.",
    "A spokesman for the President declined to comment on the sum, and the Commission said that it had received no"
    " request so far from either of them.",
)


def page(*paragraphs: str) -> str:
    """Return a web page with these paragraphs."""
    return PAGE.replace("{paragraphs}", "".join(f"<p>{words}</p>" for words in paragraphs or PARAGRAPHS))


def saved(folder: Path, name: str, *paragraphs: str) -> Path:
    """Save an e-mail, or a page, with these paragraphs."""
    path = folder / name
    words = paragraphs or PARAGRAPHS
    path.write_text(page(*words) if path.suffix == ".html" else MAIL + "\n\n".join(words), encoding="utf-8")
    return path


class Desk:
    """One window with an intake, and what it was told."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, selection: Selection) -> None:
        self.qtbot, self.bridge, self.selection = qtbot, bridge, selection
        self.window = QMainWindow()
        self.window.resize(1200, 800)
        qtbot.addWidget(self.window)
        self.window.show()
        self.worker = Worker(self.window)
        self.intake = Intake(bridge, selection, self.worker, self.window)
        self.refused: list[str] = []
        self.announced: list[str] = []
        self.imported: list[int] = []
        self.versions: list[int] = []
        bridge.refused.connect(self.refused.append)
        bridge.announced.connect(self.announced.append)
        self.intake.imported.connect(self.imported.append)
        self.intake.version_added.connect(self.versions.append)

    @property
    def preview(self) -> PreviewWindow:
        """Return the preview, which must have been opened."""
        assert self.intake.preview is not None
        return self.intake.preview

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(until, timeout=30_000)

    def settle(self) -> None:
        """Wait until nothing is being read or stored."""
        self.wait(lambda: not self.intake.is_busy and not self.worker.is_busy)

    def open(self, *paths: Path) -> PreviewWindow:
        """Take files in and wait for the preview of what has to be looked at."""
        self.intake.take_paths(paths)
        self.settle()
        self.wait(self.preview.isActiveWindow)
        return self.preview

    def paste(self, text: str = "", html: str = "") -> None:
        """Paste what is on the clipboard."""
        mime = QMimeData()
        if text:
            mime.setText(text)
        if html:
            mime.setHtml(html)
        self.intake.take_mime(mime)
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in the preview, wherever the focus is in it, and wait for what comes of it."""
        QTest.keyClick(focused(self.preview), key, keys)
        QApplication.processEvents()
        self.settle()

    def rows(self, query: str) -> list[Any]:
        """Return what the project holds."""
        with self.bridge.document.read() as connection:
            return connection.execute(query).fetchall()

    def texts(self) -> list[str]:
        """Return the texts of all sources, in the order in which they came in."""
        return [text for (text,) in self.rows("SELECT text FROM source_text ORDER BY id")]

    def labels(self) -> list[str]:
        """Return the names of the undo steps."""
        return [step.label for step in self.bridge.document.history() if not step.undone]


def focused(window: QWidget) -> QWidget:
    """Return what has the focus in a window."""
    found: QWidget | None = window.focusWidget()  # Qt's own stubs do not know that there may be none
    return window if found is None else found
