"""What stands beside the title of the graph's pane: zoom, fit, arrange, and which kinds of links are shown."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from geoeditor.translation import printable, tr
from geoeditor.ui.actions import Actions
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields.choices import kind_choices
from geoeditor.ui.filtering import Filter
from geoeditor.ui.graph.scene import Scene
from geoeditor.ui.view import View


class GraphHeader(QWidget):
    """A row of flat buttons."""

    def __init__(self, view: View, scene: Scene, bridge: Bridge, actions: Actions, filter_: Filter) -> None:
        super().__init__()
        self._view = view
        self._scene = scene
        self._bridge = bridge
        self._actions = actions
        self._filter = filter_
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStretch(1)
        self.kinds = self._button(tr("Links"), tr("Choose the kinds of links that are shown"))
        self.kinds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.kinds)
        menu.aboutToShow.connect(self._list_kinds)
        self.kinds.setMenu(menu)
        row.addWidget(self.kinds)
        for key, text in (
            ("view.layout", tr("Arrange")),
            ("view.zoom_out", "⊖"),
            ("view.zoom_in", "⊕"),
            ("view.fit", tr("Fit")),
        ):
            action = actions[key]
            button = self._button(text, action.toolTip(), action.text().replace("&", ""))
            button.clicked.connect(partial(self._run, key))
            row.addWidget(button)

    def _button(self, text: str, about: str, name: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(about)
        button.setAccessibleName(name or about)
        button.setProperty("role", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _run(self, key: str, _checked: bool = False) -> None:
        # The button stands in the title bar, outside the view, whatever view had the focus last.
        self._actions.set_active(self._view)
        self._actions.run(key)

    def _list_kinds(self) -> None:
        """List the kinds of links that occur, each with a mark where it is shown."""
        menu = self.kinds.menu()
        menu.clear()
        used = {link.shown.kind for link in self._scene.links.values()}
        kinds = kind_choices(self._bridge.document, "link") if self._bridge.is_open else []
        for key, label, _ in kinds:
            if isinstance(key, str) and key in used:
                action = menu.addAction(printable(label).replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(not self._filter.hides_kind(key))
                action.toggled.connect(partial(self._show_kind, key))
        if menu.isEmpty():
            menu.addAction(tr("No links yet")).setEnabled(False)

    def _show_kind(self, key: str, shown: bool) -> None:
        hidden = self._filter.kinds - {key} if shown else self._filter.kinds | {key}
        self._filter.hide_kinds(hidden)
