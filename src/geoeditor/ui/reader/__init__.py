"""The reader: the text of a source, its marks, and the proposals made for it."""

from geoeditor.ui.reader.reader_view import ReaderView

__all__ = ["ReaderView"]
