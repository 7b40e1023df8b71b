"""The timeline: one storyline an actor, one connector an event. Facts to a display list; no Qt."""

from geoeditor.charts.timeline.chart import timeline_chart

__all__ = ["timeline_chart"]
