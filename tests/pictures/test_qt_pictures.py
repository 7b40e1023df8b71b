"""PNG, PDF and measures made with QtGui: right size, right colours, real text, friendly limits."""

import dataclasses
import os
import re
import subprocess
import sys
import zlib

import pytest

pytest.importorskip("PySide6.QtGui", exc_type=ImportError)

from PySide6.QtGui import QColor, QGuiApplication, QImage

from geoeditor.charts.display import DisplayList, Style
from geoeditor.core.errors import UserError
from geoeditor.pictures import painter
from geoeditor.pictures.measure import qt_measure, start_qt
from geoeditor.pictures.pdf import pdf_bytes
from geoeditor.pictures.png import png_bytes

pytestmark = pytest.mark.usefixtures("qapp")


def _image(data: bytes) -> QImage:
    image = QImage.fromData(data)
    assert not image.isNull()
    return image


def test_one_px_is_one_pixel_at_96_dots_an_inch(picture: DisplayList) -> None:
    image = _image(png_bytes(picture))
    assert (image.width(), image.height()) == (400, 300)
    assert image.dotsPerMeterX() == 3780


def test_twice_the_dots_are_twice_the_pixels(picture: DisplayList) -> None:
    image = _image(png_bytes(picture, dpi=192))
    assert (image.width(), image.height()) == (800, 600)
    assert image.pixelColor(140, 80) == QColor("#c2452d")


@pytest.mark.parametrize(
    ("x", "y", "colour"),
    [
        (70, 40, "#c2452d"),
        (200, 100, "#0072b2"),
        (200, 200, "#c2452d"),
        (200, 40, "#ffffff"),
        (5, 5, "#fbfaf8"),
        (399, 299, "#fbfaf8"),
    ],
)
def test_shapes_have_their_colours(picture: DisplayList, x: int, y: int, colour: str) -> None:
    assert _image(png_bytes(picture)).pixelColor(x, y) == QColor(colour)


def test_a_fade_is_of_opaque_colours_since_pdf_has_no_other() -> None:
    brush = painter._gradient(Style(fill="#000000", opacity=0.0, fade=0.5), [0.0, 0.0, 10.0, 1.0, 0.0], "#ffffff")
    gradient = brush.gradient()
    assert [(place, colour.name(), colour.alphaF()) for place, colour in gradient.stops()] == [
        (0.0, "#ffffff", 1.0),
        (1.0, "#808080", 1.0),
    ]


def test_a_fade_grows_from_one_end_to_the_other(picture: DisplayList) -> None:
    image = _image(png_bytes(picture))
    reds = [image.pixelColor(x, 100).red() for x in (22, 50, 80, 117)]
    assert reds == sorted(reds, reverse=True)
    assert reds[0] > 240
    assert reds[-1] < 60


def test_text_is_painted_where_its_box_is(picture: DisplayList) -> None:
    image = _image(png_bytes(picture))
    x0, y0, x1, y1 = (round(value) for value in picture.texts[0].box)
    inside = [image.pixelColor(x, y).lightness() for x in range(x0, x1) for y in range(y0, y1)]
    assert min(inside) < 90
    outside = [image.pixelColor(x, y0 - 4).lightness() for x in range(x0, x1)]
    assert min(outside) > 200


def test_the_image_carries_its_title(picture: DisplayList) -> None:
    image = _image(png_bytes(picture, metadata={"Project": "0000000000007"}))
    assert image.text("Title") == "A title"
    assert image.text("Project") == "0000000000007"


@pytest.mark.parametrize(("width", "height"), [(32_768, 10), (10, 32_768), (30_000, 30_000), (0, 10)])
def test_an_image_too_large_to_paint_is_refused_before_it_takes_memory(
    picture: DisplayList, width: float, height: float
) -> None:
    with pytest.raises(UserError, match="nothing was written"):
        png_bytes(dataclasses.replace(picture, width=width, height=height))


def test_a_pdf_is_one_page_of_the_pictures_size_with_title_and_fonts(picture: DisplayList) -> None:
    data = pdf_bytes(picture)
    assert data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([300, 225], abs=0.5)
    assert "A title".encode("utf-16-be") in data or b"A title" in data
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 1
    assert b"/Type /Font" in data
    assert b"/Subtype /Image" not in data


def test_text_in_a_pdf_is_text(picture: DisplayList) -> None:
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf_bytes(picture), re.DOTALL)
    contents = []
    for stream in streams:
        try:
            contents.append(zlib.decompress(stream))
        except zlib.error:
            contents.append(stream)
    assert any(b"BT" in content and (b"Tj" in content or b"TJ" in content) for content in contents)
    assert any(b"beginbfchar" in content or b"beginbfrange" in content for content in contents)


def test_a_page_larger_than_pdf_allows_is_refused(picture: DisplayList) -> None:
    with pytest.raises(UserError, match="larger than PDF allows"):
        pdf_bytes(dataclasses.replace(picture, width=20_000))


@pytest.mark.parametrize("title", ["\ud800 half", "nul \x00", "国家 🎈"])
def test_titles_of_any_characters_are_written(picture: DisplayList, title: str) -> None:
    odd = dataclasses.replace(picture, title=title)
    assert png_bytes(odd).startswith(b"\x89PNG")
    assert pdf_bytes(odd).startswith(b"%PDF")


def test_wider_larger_and_bolder_texts_measure_more() -> None:
    measure = qt_measure()
    assert measure("iii", 12.5, False).width < measure("mmm", 12.5, False).width
    assert measure("Port", 25, False).width == pytest.approx(2 * measure("Port", 12.5, False).width)
    assert measure("Port", 12.5, True).width > measure("Port", 12.5, False).width
    assert measure("", 12.5, False).width == 0


def test_a_running_application_is_used() -> None:
    assert start_qt() is QGuiApplication.instance()


def test_without_a_display_a_picture_is_made_all_the_same() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    program = "from geoeditor.pictures.measure import start_qt\napp = start_qt()\nprint(app.platformName())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "offscreen"), done.stderr


def test_a_missing_system_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtCore", None)
    with pytest.raises(UserError, match=r"nothing was written.*apt-get install"):
        start_qt()
