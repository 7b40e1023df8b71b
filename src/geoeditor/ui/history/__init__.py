"""The history: all steps that can be undone, and the way to any of them."""

from geoeditor.ui.history.view import HistoryView

__all__ = ["HistoryView"]
