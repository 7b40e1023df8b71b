"""Out of the window: charts and data to files, to the clipboard and to paper."""

from geoeditor.ui.export.clipboard import copy_chart
from geoeditor.ui.export.dialog import ExportDialog
from geoeditor.ui.export.printing import print_chart

__all__ = ["ExportDialog", "copy_chart", "print_chart"]
