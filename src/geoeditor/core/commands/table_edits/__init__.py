"""What is done in tables: cells set, rows typed, pasted and copied; one gesture, one undo step."""

from geoeditor.core.commands.table_edits.cells import add_row, set_cells, set_other_names
from geoeditor.core.commands.table_edits.copies import duplicate, paste_clip
from geoeditor.core.commands.table_edits.typed_rows import add_typed_rows, typed_cells

__all__ = ["add_row", "add_typed_rows", "duplicate", "paste_clip", "set_cells", "set_other_names", "typed_cells"]
