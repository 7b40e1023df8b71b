"""The actions of the table, each one QAction wherever it appears.

Handlers are joined to actions by key: for the whole window, or for one view, which then acts while it is the active
one. An action without a handler that can run now is disabled, never hidden.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from geoeditor.core.errors import BugError
from geoeditor.ui.action_table import Spec, menus, specs

Handler = Callable[[], object]
Condition = Callable[[], bool]


class Actions(QObject):
    """All actions of the window."""

    ran = Signal(str)
    """An action ran, by its key."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._specs = {spec.key: spec for spec in specs()}
        self._anywhere: dict[str, tuple[Handler, Condition | None]] = {}
        self._of_view: dict[tuple[QWidget, str], tuple[Handler, Condition | None]] = {}
        self._active: QWidget | None = None
        for spec in self._specs.values():
            self._make(spec)

    def _make(self, spec: Spec) -> None:
        action = QAction(spec.text, self)
        action.setObjectName(spec.key)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if isinstance(spec.keys, QKeySequence.StandardKey):
            action.setShortcuts(spec.keys)
        elif spec.keys:
            action.setShortcuts([QKeySequence(keys) for keys in (spec.keys, spec.also) if keys])
        if spec.reading:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        action.setCheckable(spec.checkable)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setStatusTip(spec.tip)
        action.setToolTip(f"{spec.tip} ({keys})" if keys else spec.tip)
        action.setEnabled(False)
        action.triggered.connect(self._run)
        self._actions[spec.key] = action

    def __getitem__(self, key: str) -> QAction:
        """Return the action of a key."""
        return self._actions[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all actions in the order of the table."""
        return tuple(self._actions)

    def spec(self, key: str) -> Spec:
        """Return the row of the table."""
        return self._specs[key]

    def handle(self, key: str, handler: Handler, when: Condition | None = None) -> None:
        """Let the action call this, wherever the focus is, unless the active view has a handler of its own."""
        self._known(key)
        self._anywhere[key] = (handler, when)

    def handle_in(self, view: QWidget, key: str, handler: Handler, when: Condition | None = None) -> None:
        """Let the action call this while the view is the active one; a bare key works while the view has the focus."""
        self._known(key)
        self._of_view[view, key] = (handler, when)
        if self._specs[key].reading:
            view.addAction(self._actions[key])

    def _known(self, key: str) -> None:
        if key not in self._specs:
            raise BugError(f"there is no action {key}")

    def attach(self, view: QWidget) -> None:
        """Let bare keys that work anywhere work in this view too."""
        for key, spec in self._specs.items():
            if spec.reading and key in self._anywhere:
                view.addAction(self._actions[key])

    def set_active(self, view: QWidget | None) -> None:
        """Say which view had the focus last."""
        if view is not self._active:
            self._active = view
            self.update()

    def _handler(self, key: str) -> tuple[Handler, Condition | None] | None:
        own = self._of_view.get((self._active, key)) if self._active is not None else None
        if own is not None and (own[1] is None or own[1]() or key not in self._anywhere):
            return own
        return self._anywhere.get(key)  # also where the view has nothing to do with it now

    def can_run(self, key: str) -> bool:
        """Tell whether the action has something to do now."""
        handler = self._handler(key)
        return handler is not None and (handler[1] is None or handler[1]())

    def update(self) -> None:
        """Enable what can run now and disable the rest."""
        for key, action in self._actions.items():
            action.setEnabled(self.can_run(key))

    def run(self, key: str) -> None:
        """Run an action as its menu item would."""
        self._actions[key].trigger()

    def _run(self) -> None:
        key = self.sender().objectName()
        handler = self._handler(key)
        if handler is not None:
            handler[0]()
            self.ran.emit(key)
            self.update()

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus of the bar and return them by key."""
        made = {key: bar.addMenu(title) for key, title in menus()}
        for spec in self._specs.values():
            if spec.apart:
                made[spec.menu].addSeparator()
            made[spec.menu].addAction(self._actions[spec.key])
        for menu in made.values():
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(self.update)
        return made
