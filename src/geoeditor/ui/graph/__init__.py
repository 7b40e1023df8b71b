"""The graph of the window. May import the document, charts, pictures and layout; no other view."""

from geoeditor.ui.graph.view import GraphView

__all__ = ["GraphView"]
