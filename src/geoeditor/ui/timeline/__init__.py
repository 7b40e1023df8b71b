"""The timeline of the window: storylines of actors, or lanes of kinds, over a zoomable axis of time."""

from geoeditor.ui.timeline.view import TimelineView

__all__ = ["TimelineView"]
