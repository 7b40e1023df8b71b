import re
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtPrintSupport", exc_type=ImportError)

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export import ExportDialog, print_chart
from geoeditor.ui.export.printing import set_page


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", data))


def test_the_preview_opens_with_the_charts_to_choose_from(qtbot: QtBot, sample: Bridge) -> None:
    parent = QWidget()
    job = print_chart(sample, parent)
    qtbot.waitUntil(lambda: job.preview is not None and job.preview.isVisible(), timeout=20_000)
    assert job.preview is not None
    assert job.chooser is not None
    assert [job.chooser.itemText(row) for row in range(job.chooser.count())] == ["Timeline", "Relationships"]
    job.chooser.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not job.studio.is_drawing, timeout=20_000)
    job.preview.close()


def test_paper_has_the_one_page_of_the_pdf(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    job = dialog.print_picture()
    assert job is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_page(printer)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    job.paint(printer)
    data = (tmp_path / "paper.pdf").read_bytes()
    assert _pages(data) == 1
    assert b"/Font" in data
    assert job.preview is not None
    job.preview.close()


def test_closing_the_project_closes_the_preview(qtbot: QtBot, sample: Bridge) -> None:
    parent = QWidget()
    job = print_chart(sample, parent, "graph")
    qtbot.waitUntil(lambda: job.preview is not None and job.preview.isVisible(), timeout=20_000)
    sample.adopt(None)
    assert job.preview is None
