"""The inspector: every field of what is selected, what hangs on it, and what needs attention. Edits at once."""

from geoeditor.ui.inspector.view import InspectorView

__all__ = ["InspectorView"]
