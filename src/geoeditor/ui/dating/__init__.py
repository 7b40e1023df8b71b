"""What moved when a date changed: a sentence in the notice bar, and the list it leads to."""

from geoeditor.ui.dating.moved_notice import MovedNotice
from geoeditor.ui.dating.moved_panel import MovedPanel

__all__ = ["MovedNotice", "MovedPanel"]
