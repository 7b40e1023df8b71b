"""A project as lossless JSON, out and in: every table but history and search, the same bytes for the same facts."""

from geoeditor.exchange.project_json.parsing import read_json_file
from geoeditor.exchange.project_json.passing import apart, together
from geoeditor.exchange.project_json.reading import ProjectRecords, import_json, read_project
from geoeditor.exchange.project_json.writing import export_json

__all__ = ["ProjectRecords", "apart", "export_json", "import_json", "read_json_file", "read_project", "together"]
