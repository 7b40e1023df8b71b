"""Many records in one step, as an import brings them: checked like single ones, under ids of their own.

What is in the project already is left as it is and only counted. A record whose id is taken here by different content
gets a new id, and all that points at it follows.
"""

from geoeditor.core.commands.bulk.addition import Batch, ImportCounts, add_in_slices, add_records
from geoeditor.core.commands.bulk.adoption import import_in_slices, import_project

__all__ = ["Batch", "ImportCounts", "add_in_slices", "add_records", "import_in_slices", "import_project"]
