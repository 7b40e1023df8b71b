"""Light and dark: a palette for widgets, one for charts, and the few rules of style. Switches at run time.

Qt's own dark scheme does nothing on a bare X server, so both palettes are ours. Colours are those of the charts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from geoeditor.charts.palette import DARK, LIGHT, Palette
from geoeditor.resources import resource_path

CHOICES: Final = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of the window beyond those of the charts, as `#rrggbb`."""

    accent: str
    accent_text: str
    selected: str
    """Ground of what is selected."""
    hover: str
    field: str
    passage_actor: str
    passage_event: str
    passage_link: str
    passage_date: str
    warning: str
    warning_ground: str


_LIGHT: Final = Tones(
    accent="#2b5c8a",
    accent_text="#ffffff",
    selected="#dfeaf5",
    hover="#f1f1ee",
    field="#ffffff",
    passage_actor="#d9e8f6",
    passage_event="#fbeccb",
    passage_link="#dcebdc",
    passage_date="#eedff4",
    warning="#8a5a00",
    warning_ground="#fdf3e2",
)
_DARK: Final = Tones(
    accent="#7fb2e0",
    accent_text="#10161c",
    selected="#2f4358",
    hover="#2e333a",
    field="#1e2227",
    passage_actor="#274766",
    passage_event="#56451c",
    passage_link="#27492f",
    passage_date="#4a3158",
    warning="#f0c070",
    warning_ground="#3b3120",
)


class Theme(QObject):
    """The look of the whole window; views take colours from it when they paint and listen to `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = ""
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(choice)

    @property
    def choice(self) -> str:
        """Return what the user chose: system, light or dark."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Tell whether the dark palette is in use."""
        if self._choice == "system":
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    @property
    def palette(self) -> Palette:
        """Return the colours of charts."""
        return DARK if self.is_dark else LIGHT

    @property
    def tones(self) -> Tones:
        """Return the colours of the window."""
        return _DARK if self.is_dark else _LIGHT

    def choose(self, choice: str) -> None:
        """Use system, light or dark from now on."""
        self._choice = choice if choice in CHOICES else "system"
        self._paint()

    def _follow(self) -> None:
        if self._choice == "system":
            self._paint()

    def _paint(self) -> None:
        self._application.setPalette(widget_palette(self.palette, self.tones))
        self._application.setStyleSheet(style_sheet(self.palette, self.tones))
        self.changed.emit()


def widget_palette(charts: Palette, tones: Tones) -> QPalette:
    """Return the palette of the widgets."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, charts.ground),
        (roles.WindowText, charts.ink),
        (roles.Base, charts.surface),
        (roles.AlternateBase, charts.ground),
        (roles.Text, charts.ink),
        (roles.Button, charts.surface),
        (roles.ButtonText, charts.ink),
        (roles.BrightText, charts.surface),
        (roles.Highlight, tones.selected),
        (roles.HighlightedText, charts.ink),
        (roles.PlaceholderText, charts.muted),
        (roles.ToolTipBase, charts.surface),
        (roles.ToolTipText, charts.ink),
        (roles.Link, tones.accent),
        (roles.LinkVisited, tones.accent),
        (roles.Accent, tones.accent),
        (roles.Light, charts.surface),
        (roles.Midlight, charts.hairline),
        (roles.Mid, charts.hairline),
        (roles.Dark, charts.neutral),
        (roles.Shadow, charts.muted),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(charts.neutral))
    return palette


def style_sheet(charts: Palette, tones: Tones) -> str:
    """Return the rules that a palette can't express: hairlines, flat bars, text roles."""
    values = {name: getattr(charts, name) for name in ("ground", "surface", "hairline", "ink", "muted", "neutral")}
    values |= {name: getattr(tones, name) for name in Tones.__dataclass_fields__}
    rules = _RULES
    values |= {name: resource_path("icons", f"{name}.svg").as_posix() for name in ("down", "up")}
    for name in sorted(values, key=len, reverse=True):
        rules = rules.replace(f"@{name}", values[name])
    return rules


_RULES: Final = """
QMainWindow::separator { background: @hairline; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QToolBar { background: @surface; border: 0; border-bottom: 1px solid @hairline; padding: 6px 8px; spacing: 6px; }
QToolBar[role="strip"] { padding: 0; }
QMenuBar { background: @surface; border-bottom: 1px solid @hairline; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @surface; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selected; color: @ink; }
QMenu::item:disabled { color: @neutral; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QStatusBar { background: @surface; border-top: 1px solid @hairline; color: @muted; }
QStatusBar::item { border: 0; }
QTabBar { background: @surface; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 8px 6px 8px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:focus { color: @ink; border-bottom: 2px solid @ink; }
QTabBar QToolButton { border: 0; padding: 0; background: @surface; }
QHeaderView { background: @surface; }
QHeaderView::section { background: @surface; color: @muted; border: 0; border-bottom: 1px solid @hairline;
  border-right: 1px solid @hairline; padding: 5px 6px; }
QTableView { background: @surface; border: 0; gridline-color: @hairline; selection-background-color: @selected;
  selection-color: @ink; }
QPlainTextEdit, QListView, QListWidget, QTreeView, QScrollArea { background: @surface; border: 0; }
QToolTip { background: @surface; color: @ink; border: 1px solid @hairline; padding: 4px; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: @field; border: 1px solid @hairline; border-radius: 4px;
  padding: 3px 6px; min-height: 18px; }
QPlainTextEdit[role="field"] { background: @field; border: 1px solid @hairline; border-radius: 4px; padding: 2px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit[role="field"]:focus {
  border: 1px solid @accent; }
QLineEdit[role="quiet"], QPlainTextEdit[role="quiet"] { background: transparent; border: 1px solid transparent;
  border-radius: 4px; }
QPlainTextEdit[role="quiet"] { padding: 1px 2px; }
QLineEdit[role="quiet"]:hover, QPlainTextEdit[role="quiet"]:hover { border: 1px solid @hairline; }
QLineEdit[role="quiet"]:focus, QPlainTextEdit[role="quiet"]:focus { border: 1px solid @accent; background: @field; }
QPlainTextEdit[refused="true"] { border: 1px solid @warning; background: @warning_ground; }
QLineEdit[refused="true"] { border: 1px solid @warning; background: @warning_ground; }
QPushButton, QToolButton { background: @surface; border: 1px solid @hairline; border-radius: 5px; padding: 4px 10px; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:focus, QToolButton:focus { border: 1px solid @accent; }
QPushButton:default, QPushButton[role="primary"] { background: @accent; color: @accent_text;
  border: 1px solid @accent; }
QPushButton:disabled, QToolButton:disabled { color: @neutral; background: @ground; border: 1px solid @hairline; }
QToolButton[role="flat"] { border: 1px solid transparent; background: transparent; padding: 2px 6px; color: @muted; }
QToolButton[role="flat"]:hover { background: @hover; color: @ink; }
QToolButton[role="flat"]:checked { color: @accent; font-weight: 600; }
QToolButton[role="flat"]:focus { border: 1px solid @accent; }
QToolButton[role="chip"] { border-radius: 11px; padding: 2px 10px; }
QToolButton[role="chip"]:!checked { color: @muted; background: @ground; }
QToolButton[role="chip"]:checked { color: @ink; }
QPlainTextEdit[role="heading"] { font-size: 16px; font-weight: 600; border: 1px solid transparent; border-radius: 4px;
  background: transparent; padding: 0; }
QPlainTextEdit[role="heading"]:hover { border: 1px solid @hairline; }
QPlainTextEdit[role="heading"]:focus { border: 1px solid @accent; background: @field; }
QLineEdit[role="heading"] { font-size: 16px; font-weight: 600; border: 1px solid transparent; padding: 2px 0;
  background: transparent; }
QLineEdit[role="heading"]:hover { border: 1px solid @hairline; }
QLineEdit[role="heading"]:focus { border: 1px solid @accent; background: @field; padding: 2px 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: 0; }
QScrollBar::handle { background: @hairline; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @neutral; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="small"] { color: @muted; font-size: 11px; }
QLabel[role="reason"] { color: @warning; font-size: 11px; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; color: @ink; }
QLabel[role="section"] { font-weight: 600; color: @ink; }
QLabel[role="attention"] { background: @warning_ground; color: @warning; border-radius: 6px; padding: 6px 10px; }
QFrame[role="pane"] { background: @surface; border: 0; }
QWidget[role="bar"] { background: @surface; border-bottom: 1px solid @hairline; }
QFrame[role="card"] { background: @ground; border: 1px solid @hairline; border-radius: 6px; }
QFrame[role="card"][current="true"] { background: @selected; border: 1px solid @accent; }
QFrame[role="floating"] { background: @warning_ground; border: 1px solid @warning; border-radius: 6px; }
QFrame[role="notice"] { background: @warning_ground; border: 0; border-bottom: 1px solid @hairline; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("@down"); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 18px; background: transparent; }
QSpinBox::up-arrow { image: url("@up"); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url("@down"); width: 10px; height: 10px; }
QProgressBar { border: 1px solid @hairline; border-radius: 4px; text-align: center; background: @field; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
"""


def on_theme(theme: Theme, repaint: Callable[[], None]) -> None:
    """Call a method now and whenever the theme changes; Qt forgets it when the object it belongs to goes."""
    theme.changed.connect(repaint)
    repaint()
