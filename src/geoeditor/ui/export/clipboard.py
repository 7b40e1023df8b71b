"""A chart on the clipboard, as picture and as vectors; drawn beside the window."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from geoeditor.translation import tr
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.export.limiting import limits_of
from geoeditor.ui.export.studio import Contents, Draft, Studio, Wish
from geoeditor.ui.filtering import Filter
from geoeditor.ui.theme import Theme

_DPI = 192
"""Twice what screens of old had, so that letters stay sharp in a slide."""


def put_on_clipboard(forms: Mapping[str, bytes]) -> None:
    """Offer these bytes, by media type, to whoever pastes."""
    data = QMimeData()
    for name, content in forms.items():
        data.setData(name, content)
    QGuiApplication.clipboard().setMimeData(data)


def copy_chart(bridge: Bridge, theme: Theme, kind: str, filter_: Filter | None = None) -> "ChartCopy":
    """Put the timeline or the graph on the clipboard as soon as it is drawn, in light colours, as in a file.

    With a filter it is what the filter shows now.
    """
    return ChartCopy(bridge, kind, filter_)


class ChartCopy(QObject):
    """One chart on its way to the clipboard; goes away by itself."""

    def __init__(self, bridge: Bridge, kind: str, filter_: Filter | None = None) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._kind = kind
        self.studio = Studio(bridge, self, limits_of(filter_))
        self.studio.opened.connect(self._draw)
        self.studio.drafted.connect(self._encode)
        self.studio.produced.connect(self._put)
        self.studio.refused.connect(self._refuse)
        bridge.document_changed.connect(self._give_up)
        self.studio.begin()

    def _draw(self, contents: Contents) -> None:
        from geoeditor.jobs.exporting import Look

        chart = next(chart for chart in contents.charts if chart.name == self._kind)
        self.studio.draft(Wish(chart, Look(), filtered=True))

    def _encode(self, draft: Draft) -> None:
        self.studio.produce_forms(draft, _DPI)

    def _put(self, forms: dict[str, bytes]) -> None:
        put_on_clipboard(forms)
        self._bridge.announced.emit(tr("The chart is on the clipboard as picture and SVG"))
        self.deleteLater()

    def _refuse(self, reason: str) -> None:
        self._bridge.refused.emit(reason)
        self.deleteLater()

    def _give_up(self) -> None:
        """End with the project."""
        self.studio.stop()
        self.deleteLater()
