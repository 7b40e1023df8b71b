"""New versions of a text: the strip that takes one in, and what became of the passages of the one before."""

from geoeditor.ui.versions.joining import Versions
from geoeditor.ui.versions.view import VersionView

__all__ = ["VersionView", "Versions"]
