"""Display lists as PDF bytes: vectors and real text on one page of the picture's size. Imports QtGui and QtCore."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from geoeditor.charts.display import DisplayList
from geoeditor.core.errors import UserError
from geoeditor.pictures.measure import start_qt
from geoeditor.pictures.painter import paint
from geoeditor.pictures.png import MOST_PX, SCREEN_DPI
from geoeditor.translation import tr

_POINTS = 72.0
_RESOLUTION = 1200
_LONGEST_POINTS = 14_400.0
"""Points a side that PDF readers open."""


def pdf_bytes(picture: DisplayList) -> bytes:
    """Return the picture as a PDF of one page.

    Raises:
        UserError: the page would be larger than PDF allows.
    """
    application = start_qt()
    width, height = (side / SCREEN_DPI * _POINTS for side in (picture.width, picture.height))
    if max(width, height) > _LONGEST_POINTS or max(picture.width, picture.height) > MOST_PX:
        raise UserError(
            tr(
                "A page of {width}×{height} px is larger than PDF allows and nothing was written: choose a smaller "
                "size, or export it as SVG.",
                width=round(picture.width),
                height=round(picture.height),
            )
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.title.encode("utf-16", "replace").decode("utf-16"))
    writer.setCreator("GeoEditor")
    writer.setResolution(_RESOLUTION)
    # Exact size: a page matched to a paper format would be cut or turned.
    page = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(writer):
        raise UserError(tr("The page could not be painted and nothing was written: choose a smaller size."))
    painter.scale(_RESOLUTION / SCREEN_DPI, _RESOLUTION / SCREEN_DPI)
    paint(picture, painter)
    painter.end()
    del application
    return bytes(buffer.data().data())
