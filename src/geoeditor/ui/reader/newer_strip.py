"""The strip over an earlier version of a text: which version is the newest, and the way to it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from geoeditor.charts.wording import date_words
from geoeditor.core.queries.reading_desk import SourceTitle
from geoeditor.translation import printable, shown, tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.plain import PlainLabel, tip


class NewerStrip(QFrame):
    """Shown only over a text that has a newer version."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.words = PlainLabel("", self, wraps=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.go = QToolButton(self)
        self.go.setText(tr("Go There"))
        self.go.setAccessibleName(tr("Go to the newest version"))
        self.go.setToolTip(actions["version.newest"].toolTip())
        self.go.clicked.connect(actions["version.newest"].trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        self.hide()

    def show_newer(self, newer: SourceTitle | None, title: str = "") -> None:
        """Say which version is the newest, by its title where that is not `title`; None hides the strip."""
        if newer is not None:
            date = printable(date_words(newer.published)) if newer.published else ""
            name = shown(newer.title, 60)
            if newer.title != title:
                words = tr("An earlier version; the newest is “{title}”.", title=name)
            elif date:
                words = tr("An earlier version; the newest is of {date}.", date=date)
            else:
                words = tr("An earlier version; the newest has the same title.")
            self.words.setText(words)
            self.setToolTip(tip(tr("Proposals are made for the newest version only: “{title}”", title=newer.title)))
        self.setVisible(newer is not None)
