"""Names that are kept across projects, where that is wished: the list, its file, what it learns, how it is shown."""

from geoeditor.ui.kept_names.learner import Learner
from geoeditor.ui.kept_names.names import KeptNames
from geoeditor.ui.kept_names.preference import NamesPreference

__all__ = ["KeptNames", "Learner", "NamesPreference"]
