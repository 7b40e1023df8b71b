"""A project as lossless JSON, out and in: every table but history and search, the same bytes for the same facts."""

from geoeditor.exchange.project_json.parsing import read_json_file
from geoeditor.exchange.project_json.reading import import_json
from geoeditor.exchange.project_json.writing import export_json

__all__ = ["export_json", "import_json", "read_json_file"]
