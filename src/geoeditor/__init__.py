"""GeoEditor: a timeline-and-relationship editor for people who follow political affairs."""

__version__ = "0.1.0"
