import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export import ExportDialog, copy_chart
from geoeditor.ui.theme import Theme


@pytest.mark.parametrize("kind", ["timeline", "graph"])
def test_a_chart_is_copied_as_png_and_svg_and_not_as_text(
    qtbot: QtBot, sample: Bridge, theme: Theme, kind: str
) -> None:
    with qtbot.waitSignal(sample.announced, timeout=20_000):
        copy_chart(sample, theme, kind)
    data = QGuiApplication.clipboard().mimeData()
    assert {"image/png", "image/svg+xml"} <= set(data.formats())
    assert not data.hasText()
    assert not QImage.fromData(data.data("image/png")).isNull()
    root = ET.XML(bytes(data.data("image/svg+xml").data()))
    assert root.tag.endswith("svg")


def test_the_dialog_copies_what_it_shows(qtbot: QtBot, dialog: ExportDialog, sample: Bridge) -> None:
    assert dialog.draft is not None
    width = dialog.draft.picture.width
    with qtbot.waitSignal(sample.announced, timeout=20_000):
        dialog.copy_button.click()
    image = QImage.fromData(QGuiApplication.clipboard().mimeData().data("image/png"))
    assert image.width() == round(width * 150 / 96)
    assert dialog.isVisible()
