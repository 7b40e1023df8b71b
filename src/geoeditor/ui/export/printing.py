"""Charts on paper: a preview of the page, from which they are printed. Paints what the PDF of a page holds."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QComboBox, QToolBar, QWidget

from geoeditor.translation import shown, tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export.choices import A4
from geoeditor.ui.export.limiting import limits_of
from geoeditor.ui.export.studio import Contents, Draft, Studio, Wish
from geoeditor.ui.filtering import Filter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    from geoeditor.charts.display import DisplayList
    from geoeditor.jobs.exporting import Chart

_MARGIN_MM = 10.0
_PAPER = "#ffffff"


def print_chart(bridge: Bridge, parent: QWidget, kind: str = "timeline", filter_: Filter | None = None) -> "PrintJob":
    """Show a preview of a chart on paper; other charts of the project can be chosen there.

    With a filter they hold what the filter shows now.
    """
    return PrintJob(bridge, parent, kind, filter_=filter_)


def paint_page(picture: "DisplayList", printer: "QPrinter") -> None:
    """Paint a chart on one page, as large as fits, in the middle."""
    from PySide6.QtPrintSupport import QPrinter

    from geoeditor.pictures.painter import paint

    painter = QPainter()
    if not painter.begin(printer):
        return
    room = printer.pageRect(QPrinter.Unit.DevicePixel)
    scale = min(room.width() / picture.width, room.height() / picture.height)
    painter.translate((room.width() - picture.width * scale) / 2, (room.height() - picture.height * scale) / 2)
    painter.scale(scale, scale)
    paint(replace(picture, ground=_PAPER), painter)
    painter.end()


def set_page(printer: "QPrinter") -> None:
    """Set a printer to A4 landscape."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter))
    printer.setCreator("GeoEditor")


class PrintJob(QObject):
    """A preview and the charts it can show; goes away with the preview."""

    def __init__(
        self, bridge: Bridge, parent: QWidget, kind: str = "timeline", drawn: Draft | None = None,
        filter_: Filter | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge = bridge
        self._kind = kind
        self._charts: list[Chart] = []
        self._draft: Draft | None = None
        self.preview: QPrintPreviewDialog | None = None
        self.chooser: QComboBox | None = None
        self.studio = Studio(bridge, self, limits_of(filter_))
        self.studio.opened.connect(self._choose)
        self.studio.drafted.connect(self._show)
        self.studio.refused.connect(self._refuse)
        bridge.document_changed.connect(self._give_up)
        if drawn is None:
            self.studio.begin()
        else:
            self._show(drawn)

    def _choose(self, contents: Contents) -> None:
        self._charts = contents.charts
        names = [chart.name for chart in self._charts]
        self._draw(names.index(self._kind) if self._kind in names else 0)

    def _draw(self, number: int) -> None:
        from geoeditor.jobs.exporting import Look

        self.studio.draft(Wish(self._charts[number], Look(size=A4), filtered=True))

    def _show(self, draft: Draft) -> None:
        self._draft = draft
        if self.preview is not None:
            from PySide6.QtPrintSupport import QPrintPreviewWidget

            pages = self.preview.findChild(QPrintPreviewWidget)
            self.preview.printer().setDocName(shown(draft.picture.title, 80))
            if pages is not None:
                pages.updatePreview()
            return
        self._open(draft)

    def _open(self, draft: Draft) -> None:
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        window = self.parent()  # not kept: who holds the last reference to its own parent takes it along
        preview = self.preview = QPrintPreviewDialog(
            window if isinstance(window, QWidget) else None
        )  # with a printer of its own, which lives as long
        set_page(preview.printer())
        preview.printer().setDocName(shown(draft.picture.title, 80))
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.setWindowTitle(tr("Print"))
        preview.paintRequested.connect(self.paint)
        preview.finished.connect(self._end)
        if self._charts:
            self._add_chooser(preview, draft)
        preview.resize(QSize(900, 640).boundedTo(preview.screen().availableGeometry().size() - QSize(60, 60)))
        preview.open()

    def _add_chooser(self, preview: "QPrintPreviewDialog", draft: Draft) -> None:
        """Let another chart be chosen at the beginning of the preview's bar."""
        chooser = self.chooser = QComboBox(preview)
        chooser.setAccessibleName(tr("Chart"))
        for chart in self._charts:
            chooser.addItem(shown(chart_words(chart)))
        chooser.setCurrentIndex(self._charts.index(draft.wish.chart))
        chooser.currentIndexChanged.connect(self._draw)
        bar = preview.findChild(QToolBar)
        if bar is not None:
            first = bar.actions()[0] if bar.actions() else None
            if first is not None:
                bar.insertWidget(first, chooser)
            else:
                bar.addWidget(chooser)

    def paint(self, printer: "QPrinter") -> None:
        """Paint the chosen chart on the page of a printer."""
        if self._draft is not None:
            paint_page(self._draft.picture, printer)

    def _refuse(self, reason: str) -> None:
        self._bridge.refused.emit(reason)
        if self.preview is None:
            self.deleteLater()

    def _give_up(self) -> None:
        """End with the project."""
        if self.preview is not None:
            self.preview.reject()
        else:
            self._end()

    def _end(self) -> None:
        self.studio.stop()
        self.preview = None
        self.deleteLater()


def chart_words(chart: "Chart") -> str:
    """Return what a chart is called: the two that are always there by our words, saved ones by their names."""
    if chart.name == "timeline":
        return tr("Timeline")
    return tr("Relationships") if chart.name == "graph" else chart.name
