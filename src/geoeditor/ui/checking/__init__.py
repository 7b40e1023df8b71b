"""What waits to be checked, in sections, and what is done about it."""

from geoeditor.ui.checking.guiding import Guide
from geoeditor.ui.checking.view import CheckView

__all__ = ["CheckView", "Guide"]
