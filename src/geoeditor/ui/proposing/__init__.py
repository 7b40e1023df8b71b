"""How proposals are asked for: with the names of other projects and a pipeline, where the user wishes these."""

from geoeditor.ui.proposing.preference import PipelinePreference
from geoeditor.ui.proposing.proposer import Proposing

__all__ = ["PipelinePreference", "Proposing"]
