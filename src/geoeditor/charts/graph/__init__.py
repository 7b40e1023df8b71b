"""The graph: one node an actor, one line a link. Facts to a display list; no Qt."""

from geoeditor.charts.graph.chart import graph_chart

__all__ = ["graph_chart"]
