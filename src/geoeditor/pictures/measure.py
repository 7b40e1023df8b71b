"""Starts QtGui without a window where needed, and measures text with the system's font. Imports QtGui, QtCore only."""

import os
import sys
from typing import TYPE_CHECKING

from geoeditor.charts.lettering import Extent, Measure
from geoeditor.core.errors import UserError
from geoeditor.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QGuiApplication

_PACKAGES = "libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3 fonts-dejavu-core"


def start_qt() -> "QGuiApplication":
    """Return the running application, or start one that needs no display.

    Keep a reference to it for as long as anything is measured or painted.

    Raises:
        UserError: system libraries that Qt needs are missing.
    """
    if not any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")) and (
        sys.platform.startswith("linux")
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        raise UserError(
            tr(
                "The picture cannot be made and nothing was written, because a system library is missing ({reason}): "
                "on Debian or Ubuntu run “apt-get install {packages}” and try again.",
                reason=str(error).split(":")[0],
                packages=_PACKAGES,
            )
        ) from error
    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return QGuiApplication(["geoeditor"])


UNIT = 100
"""Px at which the font is made; text of any size is drawn and measured as this size scaled, so fractions work."""


def font(bold: bool, strike: bool = False) -> "QFont":
    """Return the system's font, `UNIT` px large."""
    from PySide6.QtGui import QFont, QGuiApplication

    found = QFont(QGuiApplication.font())
    found.setPixelSize(UNIT)
    found.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    found.setStrikeOut(strike)
    return found


def qt_measure() -> Measure:
    """Return a function that measures text as the painter will draw it; QtGui must run (`start_qt`)."""
    from PySide6.QtGui import QFontMetricsF

    metrics = {bold: QFontMetricsF(font(bold)) for bold in (False, True)}

    def measure(text: str, size: float, bold: bool) -> Extent:
        found = metrics[bold]
        scale = size / UNIT
        return Extent(found.horizontalAdvance(text) * scale, found.ascent() * scale, found.descent() * scale)

    return measure
