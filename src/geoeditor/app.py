"""The program with a window: makes the application, shows the shell, then brings in what works on a project.

May import everything. The store is imported only after the first paint.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geoeditor import __version__
from geoeditor.core.errors import UserError
from geoeditor.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from geoeditor.ui.main_window import MainWindow

_SHARED_CLIPBOARDS: Final = ("xcb", "wayland", "windows", "cocoa")
"""How the names of Qt's platforms begin where programs share a clipboard, which keeps or hands over what lies there."""


def run(project: Path | None, *, sample: bool = False, article: Path | None = None) -> int:
    """Show the window until it is closed, on a project, the sample, or the welcome page; return the exit code.

    An article is taken into the project that is opened, or into a new one.

    Raises: UserError where system libraries that Qt needs are missing.
    """
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as problem:
        raise UserError(
            tr(
                "The window can't be shown because a system library is missing ({reason}); on Debian or Ubuntu run"
                " “apt-get install libegl1 libgl1 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4"
                " libxcb-keysyms1 libxcb-shape0 libdbus-1-3” and try again.",
                reason=str(problem).split(":")[0],
            )
        ) from problem
    from geoeditor.ui import crash
    from geoeditor.ui.main_window import MainWindow
    from geoeditor.ui.preferences_store import Store
    from geoeditor.ui.theme import Theme
    from geoeditor.ui.wake import Wake

    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(["geoeditor"])
    application.setApplicationName("geoeditor")
    application.setApplicationDisplayName("GeoEditor")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("geoeditor")
    store = Store()
    theme = Theme(application, store.preferences.theme)
    window = MainWindow(theme, store)
    window.painted.connect(partial(_begin, window, project, sample, article))
    crash.install(lambda: window, store.log_folder)
    wake = Wake(window)
    window.show()
    code = application.exec()
    crash.uninstall()
    wake.release()
    window.deleteLater()
    application.processEvents()
    _empty_own_clipboard(application)
    return code


def _empty_own_clipboard(application: "QApplication") -> None:
    """Empty a clipboard that is this process's alone, and ends with it.

    Qt would delete what lies there only when Python, whose object that is, has gone, which ends in a crash.
    """
    if not application.platformName().startswith(_SHARED_CLIPBOARDS):
        application.clipboard().clear()


def _begin(window: "MainWindow", project: Path | None, sample: bool, article: Path | None) -> None:
    """Bring in what works on a project, open the one that was asked for, and take in the article that was."""
    from geoeditor.ui import crash

    furnishing = window.furnish()
    if project is not None:
        furnishing.projects.open(project)
    elif sample:
        furnishing.projects.open_sample()
    elif window.store.preferences.reopens:
        recent = window.store.recent()
        if recent and recent[0].exists:
            furnishing.projects.open(recent[0].path)
    crash.offer_check(window.bridge, window)
    if article is not None:
        furnishing.intake.take_paths([article])
