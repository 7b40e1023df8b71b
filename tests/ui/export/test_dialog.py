"""The export dialog writes what it shows, says what went wrong, and never loses what was there."""

import csv
import io
import re
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from geoeditor.core.commands.views import add_view
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.exchange.project_json import export_json, import_json
from geoeditor.ui import prompts
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export import ExportDialog
from geoeditor.ui.export.studio import Draft
from geoeditor.ui.preferences_store import Store
from geoeditor.ui.theme import Theme

Ready = Callable[[], Draft]
SVG = "{http://www.w3.org/2000/svg}"


def _choose(dialog: ExportDialog, key: str) -> None:
    dialog.form.what.setCurrentIndex(dialog.form.what.findData(key))


def _pick(dialog: ExportDialog, *, form: str = "", preset: str = "") -> None:
    if form:
        dialog.form.form.setCurrentIndex(dialog.form.form.findData(form))
    if preset:
        dialog.form.preset.setCurrentIndex(dialog.form.preset.findData(preset))


def _write(qtbot: QtBot, dialog: ExportDialog, path: Path) -> bytes:
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        dialog.write(path)
    return path.read_bytes()


def test_a_png_has_the_pixels_that_the_dialog_names(
    qtbot: QtBot, dialog: ExportDialog, ready: Ready, tmp_path: Path
) -> None:
    _pick(dialog, form="png", preset="slide")
    dialog.form.dpi.setCurrentIndex(2)
    ready()
    assert "4000 × 2250 px" in dialog.facts.text()
    assert "339 × 190 mm" in dialog.facts.text()
    image = QImage.fromData(_write(qtbot, dialog, tmp_path / "x.png"))
    assert image.size() == QSize(4000, 2250)
    assert image.text("Title") == "Belarus 2025"


def test_an_svg_holds_title_names_and_sources_as_text(
    qtbot: QtBot, dialog: ExportDialog, ready: Ready, tmp_path: Path
) -> None:
    _pick(dialog, form="svg")
    dialog.form.title.setText("Who met <whom> & when")
    dialog.form.title.textEdited.emit("")
    ready()
    root = ET.XML(_write(qtbot, dialog, tmp_path / "x.svg"))
    words = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert "Who met <whom> & when" in words
    assert "Vladimir Putin" in words
    assert any(line.startswith("Source") for line in words)


def test_legend_and_sources_can_be_left_out(dialog: ExportDialog, ready: Ready) -> None:
    with_all = {text.text for text in ready().picture.texts}
    dialog.form.legend.setChecked(False)
    dialog.form.sources.setChecked(False)
    without = {text.text for text in ready().picture.texts}
    assert "cooperation" in with_all
    assert "cooperation" not in without
    assert any(line.startswith("Source") for line in with_all)
    assert not any(line.startswith("Source") for line in without)


def test_colours_are_light_also_in_the_dark_theme_unless_asked(
    dialog: ExportDialog, theme: Theme, ready: Ready
) -> None:
    theme.choose("dark")
    assert ready().picture.ground == "#fbfaf8"
    dialog.form.dark.setChecked(True)
    assert ready().picture.ground == "#1c1f24"


def test_a_pdf_is_one_page_of_the_size_named(qtbot: QtBot, dialog: ExportDialog, ready: Ready, tmp_path: Path) -> None:
    _pick(dialog, form="pdf", preset="page")
    ready()
    assert "297 × 210 mm" in dialog.facts.text()
    data = _write(qtbot, dialog, tmp_path / "x.pdf")
    assert data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([842, 595], abs=1)
    assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == 1


def test_an_own_size_is_drawn_and_fields_that_do_not_bear_on_it_are_hidden(dialog: ExportDialog, ready: Ready) -> None:
    assert not dialog.form.own.isVisible()
    _pick(dialog, preset="own")
    dialog.form.width_px.setValue(900)
    dialog.form.height_px.setValue(500)
    picture = ready().picture
    assert (picture.width, picture.height) == (900, 500)
    assert dialog.form.own.isVisible()
    _pick(dialog, form="svg")
    assert not dialog.form.dpi.isVisible()


def test_what_found_no_place_is_named(dialog: ExportDialog, ready: Ready) -> None:
    _pick(dialog, preset="own")
    dialog.form.width_px.setValue(640)
    dialog.form.height_px.setValue(360)
    assert "not shown" in ready().notes
    assert "not shown" in dialog.facts.text()


def test_json_comes_back_as_the_same_project(
    qtbot: QtBot, dialog: ExportDialog, sample: Bridge, tmp_path: Path
) -> None:
    _choose(dialog, "data.json")
    data = _write(qtbot, dialog, tmp_path / "x.json")
    assert data == export_json(sample.document)
    with Document.create(tmp_path / "again.geoeditor") as again:
        import_json(again, data)
        assert orjson.loads(export_json(again))["events"] == orjson.loads(data)["events"]


@pytest.mark.parametrize(
    ("key", "suffix", "first"),
    [("xlsx", ".xlsx", b"PK"), ("zip", ".zip", b"PK"), ("gexf", ".gexf", b"<?xml"), ("graphml", ".graphml", b"<?xml")],
)
def test_every_form_of_data_is_written(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, key: str, suffix: str, first: bytes
) -> None:
    _choose(dialog, f"data.{key}")
    data = _write(qtbot, dialog, tmp_path / f"x{suffix}")
    assert data.startswith(first)
    if first == b"PK":
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    else:
        assert ET.XML(data).tag


def test_one_table_is_written_as_csv(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    _choose(dialog, "data.csv.actors")
    rows = list(csv.reader(io.StringIO(_write(qtbot, dialog, tmp_path / "x.csv").decode("utf-8-sig"))))
    assert "Vladimir Putin" in {cell for row in rows for cell in row}


def test_saved_views_are_offered_by_name(qtbot: QtBot, sample: Bridge, theme: Theme) -> None:
    add_view(sample.document, name="The camps, <b>drawn</b>", kind="graph")
    add_view(sample.document, name="Second graph", kind="graph")
    dialog = ExportDialog(sample, theme)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.form.is_ready, timeout=10_000)
    words = [dialog.form.what.itemText(row) for row in range(dialog.form.what.count())]
    assert words[:2] == ["Timeline", "Relationships"]
    assert "Second graph" in words
    dialog.reject()


def test_a_failing_disk_leaves_the_old_file_and_the_dialog_says_why(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.png"
    path.write_bytes(b"what was there")

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    dialog.write(path)
    qtbot.waitUntil(lambda: bool(dialog.problem), timeout=20_000)
    monkeypatch.undo()
    assert path.read_bytes() == b"what was there"
    assert "no room" in dialog.problem
    assert dialog.isVisible()
    assert dialog.export_button.isEnabled()
    assert list(tmp_path.glob("*.part")) == []


def test_a_project_is_never_written_over(qtbot: QtBot, dialog: ExportDialog, sample: Bridge) -> None:
    before = sample.document.path.read_bytes()
    dialog.write(sample.document.path)
    qtbot.waitUntil(lambda: bool(dialog.problem), timeout=20_000)
    assert "was left as it is" in dialog.problem
    assert sample.document.path.read_bytes() == before


def test_asking_suggests_a_clean_name_and_adds_the_ending(
    qtbot: QtBot, dialog: ExportDialog, ready: Ready, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def answer(_parent: QWidget, _title: str, suggestion: Path, _pattern: str) -> Path:
        asked.append(suggestion)
        return tmp_path / "mine"

    monkeypatch.setattr(prompts, "save_path", answer)
    dialog.form.title.setText("A/B: \u202etest")
    dialog.form.title.textEdited.emit("")
    ready()
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert asked[0].name == "A-B- test.png"
    assert (tmp_path / "mine.png").exists()


def test_the_status_line_is_told(qtbot: QtBot, dialog: ExportDialog, sample: Bridge, tmp_path: Path) -> None:
    with qtbot.waitSignal(sample.announced, timeout=20_000) as told:
        dialog.write(tmp_path / "x.png")
    assert told.args == ["Wrote “x.png”"]


def test_the_last_choice_comes_back(
    qtbot: QtBot, dialog: ExportDialog, ready: Ready, sample: Bridge, theme: Theme, store: Store, tmp_path: Path
) -> None:
    _choose(dialog, "graph")
    _pick(dialog, form="svg", preset="slide")
    ready()
    _write(qtbot, dialog, tmp_path / "x.svg")
    again = ExportDialog(sample, theme, None, Store(store.path, store.log_folder))
    again.open()
    qtbot.waitUntil(lambda: again.draft is not None, timeout=20_000)
    assert again.form.what.currentText() == "Relationships"
    assert again.form.suffix == ".svg"
    assert again.suggestion() == tmp_path / "Belarus 2025 – Relationships.svg"
    again.reject()


def test_a_read_only_project_can_be_exported(qtbot: QtBot, sample: Bridge, theme: Theme, tmp_path: Path) -> None:
    copy = Bridge()
    copy.adopt(Document.open_copy(sample.document.path))
    dialog = ExportDialog(copy, theme)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.draft is not None, timeout=20_000)
    _choose(dialog, "data.json")
    assert _write(qtbot, dialog, tmp_path / "x.json") == export_json(sample.document)
    copy.adopt(None)


def test_a_project_that_is_gone_is_said_in_the_dialog(qtbot: QtBot, sample: Bridge, theme: Theme) -> None:
    sample.document.path.rename(sample.document.path.with_name("moved"))
    dialog = ExportDialog(sample, theme)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.problem), timeout=10_000)
    assert not dialog.export_button.isEnabled()
    sample.document.path.with_name("moved").rename(sample.document.path)
    dialog.reject()


def test_an_empty_project_says_what_to_do(qtbot: QtBot, bridge: Bridge, theme: Theme) -> None:
    dialog = ExportDialog(bridge, theme)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.draft is not None, timeout=10_000)
    assert dialog.draft is not None
    assert any("No events yet" in text.text for text in dialog.draft.picture.texts)
    dialog.reject()


class _Longest(QObject):
    """Measures how long the window's thread was busy at most."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.seconds, self._last = max(self.seconds, now - self._last), now


def test_choosing_never_holds_up_the_window(dialog: ExportDialog, ready: Ready) -> None:
    watch = _Longest()
    for key in ("graph", "timeline", "graph"):
        _choose(dialog, key)
        ready()
    assert watch.seconds < 0.5  # 50 ms by measure on a quiet machine; others may share ours


def test_it_fits_a_small_screen_and_every_field_has_a_name(dialog: ExportDialog, ready: Ready) -> None:
    _pick(dialog, preset="own")
    ready()
    assert dialog.minimumSizeHint().width() <= 1024 - 40
    assert dialog.minimumSizeHint().height() <= 600 - 60
    fields = [child for child in dialog.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert not [
        type(field).__name__
        for field in fields
        if not field.accessibleName() and not field.objectName().startswith("qt_") and field.isVisible()
    ]


def test_closing_while_it_draws_is_quiet(qtbot: QtBot, sample: Bridge, theme: Theme) -> None:
    dialog = ExportDialog(sample, theme)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.form.is_ready, timeout=10_000)
    _choose(dialog, "graph")
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.wait(50)


@pytest.mark.logs
def test_a_fault_while_drawing_is_said_and_the_dialog_goes_on(
    qtbot: QtBot, dialog: ExportDialog, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_words: object) -> None:
        raise UserError("The chart is broken.")

    monkeypatch.setattr("geoeditor.jobs.exporting.drawn", broken)
    dialog.form.legend.setChecked(False)
    qtbot.waitUntil(lambda: dialog.problem == "The chart is broken.", timeout=10_000)
    monkeypatch.undo()
    dialog.form.legend.setChecked(True)
    ready()
    assert dialog.problem == ""


def test_closing_the_project_closes_the_dialog_also_while_it_writes(
    qtbot: QtBot, dialog: ExportDialog, sample: Bridge, tmp_path: Path
) -> None:
    _choose(dialog, "data.xlsx")
    dialog.write(tmp_path / "x.xlsx")
    with qtbot.waitSignal(dialog.finished):
        sample.adopt(None)
    assert not list(tmp_path.glob(".*.part"))
