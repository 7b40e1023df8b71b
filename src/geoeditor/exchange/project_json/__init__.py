"""A project as lossless JSON, out and in: every table but history and search, the same bytes for the same facts."""

from geoeditor.exchange.project_json.writing import export_json

__all__ = ["export_json"]
