"""The right side of the preview: how the file was read, its paragraphs, and how much of it is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from geoeditor.translation import tr, trn
from geoeditor.ui.intake_preview.incoming import Incoming
from geoeditor.ui.intake_preview.paragraph_list import ParagraphList
from geoeditor.ui.intake_preview.wording import encodings, extractor_words, same_encoding
from geoeditor.ui.plain import ElidedLabel, PlainLabel


class IncomingText(QFrame):
    """Menus for the ways to read a text, and the text."""

    reading_asked = Signal(str, str)
    """The extractor and the encoding that the user wants, '' for those that are not chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.extractor = QComboBox(self)
        self.extractor.setAccessibleName(tr("How the text is found"))
        self.extractor.activated.connect(self._ask)
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(tr("Encoding"))
        self.encoding.activated.connect(self._ask)
        self.list = ParagraphList(self)
        self.list.struck_changed.connect(self.count)
        self.counted = PlainLabel("", self, role="small")
        self._hint = ElidedLabel(
            tr("Click or Space leaves a paragraph out or takes it back; Enter takes the text in"), self, role="small"
        )
        self._item: Incoming | None = None
        self._encoding_before = ""
        self._lay_out()

    def _lay_out(self) -> None:
        self._bar = QWidget(self)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(16, 0, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(self.extractor)
        bar.addWidget(self.encoding)
        bar.addStretch(1)
        line = QFrame(self)
        line.setStyleSheet("background: palette(mid);")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 8)
        foot.setSpacing(12)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.list, 1)
        column.addWidget(line)
        column.addLayout(foot)

    def show_item(self, item: Incoming) -> None:
        """Show a text and the ways it can be read in."""
        self._item = item
        self._fill_extractors(item)
        self._fill_encodings(item)
        self._bar.setVisible(not (self.extractor.isHidden() and self.encoding.isHidden()))
        self.list.show_text(item.paragraphs)
        self.list.setEnabled(True)
        self.count()

    def _fill_extractors(self, item: Incoming) -> None:
        self.extractor.clear()
        for name in item.extractors:
            self.extractor.addItem(extractor_words(name), name)
        current = item.extractor or str(item.values.get("extractor", ""))
        self.extractor.setCurrentIndex(max(self.extractor.findData(current), 0))
        self.extractor.setVisible(len(item.extractors) > 1)

    def _fill_encodings(self, item: Incoming) -> None:
        self.encoding.clear()
        current = item.encoding or str(item.values.get("encoding", ""))
        for name, words in encodings():
            self.encoding.addItem(words, name)
        here = next((row for row, (name, _) in enumerate(encodings()) if same_encoding(name, current)), -1)
        if here < 0 and current:
            self.encoding.insertItem(0, current, current)
            here = 0
        self.encoding.setCurrentIndex(here)
        self._encoding_before = str(self.encoding.currentData() or "")
        self.encoding.setVisible(item.has_encoding)

    def _ask(self, _row: int) -> None:
        item = self._item
        if item is None:
            return
        chosen = str(self.encoding.currentData() or "")
        encoding = chosen if item.encoding or chosen != self._encoding_before else ""
        extractor = str(self.extractor.currentData() or "")
        self.list.setEnabled(False)
        self.counted.setText(tr("Reading…"))
        self.reading_asked.emit(extractor, encoding)

    def count(self) -> None:
        """Say how many words are kept."""
        paragraphs = self.list.paragraphs
        kept, words = paragraphs.words_kept, paragraphs.words
        if paragraphs.is_long:
            self.counted.setText(tr("about {kept} of {words} words kept", kept=kept, words=words))
        elif kept == words:
            self.counted.setText(trn("{n} word", "{n} words", words))
        else:
            self.counted.setText(tr("{kept} of {words} words kept", kept=kept, words=words))
