"""The part of the preferences that is about a spaCy pipeline: which are installed, and which is used."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from geoeditor.translation import shown, tr
from geoeditor.ui.plain import PlainLabel
from geoeditor.ui.proposing.proposer import Proposing


class PipelinePreference(QComboBox):
    """“None” and the installed pipelines; they are looked for in the child process, and nothing is ever fetched."""

    def __init__(self, proposing: Proposing | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pipeline that looks for names too"))
        self.about = PlainLabel("", parent, role="small", wraps=True)
        """What can be chosen, and what to do where nothing can."""
        self._chosen = ""
        self._names: list[str] = []
        self._has_looked = False
        self._fill()
        if proposing is None:
            self._explain(_how_to_get())
        else:
            self._explain(tr("Looking for installed spaCy pipelines…"))
            proposing.pipelines_found.connect(self._take)
            proposing.pipelines_not_found.connect(self._explain)
            proposing.look_for_pipelines()

    @property
    def chosen(self) -> str:
        """Return the name of the pipeline, '' for none."""
        return str(self.currentData() or "")

    def choose(self, name: str) -> None:
        """Show that this one is used, installed or not."""
        self._chosen = name
        self._fill()

    def _fill(self) -> None:
        self.clear()
        self.addItem(tr("None"), "")
        for name in self._names:
            self.addItem(shown(name), name)
        if self._chosen and self._chosen not in self._names:
            words = tr("{name} (not installed)", name=shown(self._chosen)) if self._has_looked else shown(self._chosen)
            self.addItem(words, self._chosen)
        self.setCurrentIndex(max(self.findData(self._chosen), 0))
        self.setEnabled(self.count() > 1)

    def _take(self, found: dict[str, Any]) -> None:
        chosen = self.chosen
        self._names, self._has_looked = [str(name) for name in found["names"]], True
        self._chosen = chosen
        self._fill()
        if found["fault"]:
            self._explain(tr("spaCy is installed but can't be used here ({fault}).", fault=shown(str(found["fault"]))))
        elif not found["is_there"]:
            self._explain(_how_to_get())
        elif not self._names:
            self._explain(
                tr("spaCy is installed without a pipeline. One comes with: python -m spacy download en_core_web_sm")
            )
        else:
            self._explain(
                tr(
                    "Its names are proposed where ours say nothing, and never as certain. It runs on this computer,"
                    " beside the window, with up to 4 GB of memory."
                )
            )

    def _explain(self, words: str) -> None:
        self.about.setText(words)
        self.setAccessibleDescription(words)


def _how_to_get() -> str:
    return tr(
        "GeoEditor can use a spaCy pipeline that you have installed beside it: pip install spacy, then python -m spacy"
        " download en_core_web_sm, both in the Python that runs GeoEditor. It fetches nothing itself."
    )
