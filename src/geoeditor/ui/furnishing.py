"""What works on a project: the panes, and what the actions of the window do. Made after the first paint."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from geoeditor.core.queries.vocabulary import kind_words
from geoeditor.translation import tr
from geoeditor.ui import prompts
from geoeditor.ui.addresses import Addresses
from geoeditor.ui.arrangement import Arrangement
from geoeditor.ui.checking import CheckView, Guide
from geoeditor.ui.dating import MovedNotice, MovedPanel
from geoeditor.ui.editing import Editing
from geoeditor.ui.finding.chips import FilterChips
from geoeditor.ui.finding.filter_panel import FilterPanel
from geoeditor.ui.finding.find_bar import FindBar
from geoeditor.ui.finding.palette import FindAnything
from geoeditor.ui.finding.search_field import SearchField
from geoeditor.ui.finding.speaker_deeds import SpeakerDeeds
from geoeditor.ui.going import Going
from geoeditor.ui.graph import GraphView
from geoeditor.ui.history import HistoryView
from geoeditor.ui.inspector import InspectorView
from geoeditor.ui.intake import Intake, articles_pattern
from geoeditor.ui.kept_names import KeptNames, Learner
from geoeditor.ui.panes import FocusWatch, Pane
from geoeditor.ui.projects import Projects
from geoeditor.ui.proposing import Proposing
from geoeditor.ui.reader import ReaderView
from geoeditor.ui.selection import Fact
from geoeditor.ui.status_line import StatusLine
from geoeditor.ui.tables import ActorsTable, CitationsTable, EventsTable, LinksTable, SourcesTable, TableView
from geoeditor.ui.timeline import TimelineView
from geoeditor.ui.versions import Versions, VersionView
from geoeditor.ui.view import View
from geoeditor.ui.warming import Warming
from geoeditor.ui.workers import Worker

if TYPE_CHECKING:
    from geoeditor.ui.main_window import MainWindow

_PANES_WITH_KEYS: Final = ("reader", "timeline", "graph")
"""Where bare keys act; in a table they type."""


class Furnishing(QObject):
    """The panes of a window and the deeds of its actions."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window = window
        self._has_restored = False
        self._kept: list[QObject] = []
        """Work in the background that would end with its object."""
        bridge, selection, actions, theme = window.bridge, window.selection, window.actions_, window.theme
        self.worker = Worker(self)
        self.names = KeptNames(window.store, self)
        self.learner = Learner(bridge, self.names, self)
        self.warming = Warming(bridge, self)
        self.proposing = Proposing(self.worker, bridge, window.store, self.names, self)
        self.projects = Projects(bridge, window, window.store)
        self.editing = Editing(bridge, selection, self)
        self.intake = Intake(bridge, selection, self.worker, window)
        self.addresses = Addresses(window.store, window)
        self.status = StatusLine(bridge, selection, window)
        window.setStatusBar(self.status)
        self.panes = self._make_panes()
        self.arrangement = Arrangement(window, self.panes)
        self.anything = FindAnything(bridge, selection, actions, theme, window)
        self.chips = FilterChips(window.filter, theme)
        self.speakers = SpeakerDeeds(bridge, selection, window.filter, actions, self)
        self.filter_panel = FilterPanel(window.filter, bridge, theme, actions, window)
        self.moved = MovedNotice(bridge, window.notices, MovedPanel(selection, theme, actions, window), self)
        self.search = SearchField(self.anything, window.tool_bar)
        window.tool_bar.furnish(self.search, self.chips)
        self.find_bar = FindBar(window)
        self._find_strip = window.strip(self.find_bar, "find", Qt.ToolBarArea.BottomToolBarArea)
        self._offer_strip = window.strip(self.intake.offer, "intake", Qt.ToolBarArea.TopToolBarArea)
        self._address_strip = window.strip(self.addresses.bar, "addresses", Qt.ToolBarArea.TopToolBarArea)
        self._focus = FocusWatch(window)
        self._focus.entered.connect(actions.set_active)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus.follow)
        self.going = Going(self.panes, actions, self)
        self.guide = Guide(self.panes, selection, self.worker, self)
        self.versions = Versions(self.panes, bridge, actions, self)
        self._join_project_actions()
        self._join_editing_actions()
        self._join_window_actions()
        for key in _PANES_WITH_KEYS:
            actions.attach(self.panes[key].view)
        self._join_signals()
        self.intake.install(window)

    def _make_panes(self) -> dict[str, Pane]:
        window = self.window
        shared = (window.bridge, window.selection, window.actions_, window.theme)
        made: tuple[tuple[str, str, View], ...] = (
            ("reader", tr("Source"), ReaderView(*shared, self.proposing)),
            ("actors", tr("Actors"), ActorsTable(*shared)),
            ("events", tr("Events"), EventsTable(*shared, filter_=window.filter)),
            ("links", tr("Links"), LinksTable(*shared, filter_=window.filter)),
            ("sources", tr("Sources"), SourcesTable(*shared)),
            ("citations", tr("Citations"), CitationsTable(*shared, filter_=window.filter)),
            ("timeline", tr("Timeline"), TimelineView(*shared, window.filter)),
            ("graph", tr("Relationships"), GraphView(*shared, window.filter)),
            ("inspector", tr("Inspector"), InspectorView(*shared)),
            ("checking", tr("To Check"), CheckView(*shared)),
            ("versions", tr("New Version"), VersionView(*shared)),
            ("history", tr("History"), HistoryView(*shared)),
        )
        return {key: Pane(key, title, view, window) for key, title, view in made}

    def view(self, key: str) -> View:
        """Return the view of a pane."""
        return self.panes[key].view

    def _join_project_actions(self) -> None:
        handle, projects, bridge = self.window.actions_.handle, self.projects, self.window.bridge
        handle("project.new", projects.new)
        handle("project.open", projects.ask_to_open)
        handle("project.sample", projects.open_sample)
        handle("project.import", self._import)
        handle("project.import_address", self.addresses.ask)
        handle("project.paste", self._paste)
        handle("project.export", self._export, lambda: bridge.is_open)
        handle("project.print", self._print, lambda: bridge.is_open)
        handle("project.copy", projects.save_copy, lambda: bridge.is_open)
        handle("project.move", projects.move, lambda: bridge.can_edit)
        handle("project.close", projects.close, lambda: bridge.is_open)
        handle("app.quit", self.window.close)

    def _has_project(self) -> bool:
        return self.window.bridge.is_open

    def _join_editing_actions(self) -> None:
        handle, editing, window = self.window.actions_.handle, self.editing, self.window
        handle("edit.undo", editing.undo, editing.can_undo)
        handle("edit.redo", editing.redo, editing.can_redo)
        handle("edit.cut", editing.cut, editing.can_cut)
        handle("edit.copy", editing.copy, editing.can_copy)
        handle("edit.paste", editing.paste)
        handle("edit.select_all", editing.select_all, lambda: QApplication.focusWidget() is not None)
        handle("fact.delete", editing.delete, editing.can_delete)
        handle("fact.passage", self._show_passage, lambda: window.selection.current is not None)
        handle("fact.rename", self._rename, lambda: window.bridge.can_edit and window.selection.current is not None)
        handle("edit.find", self._find, lambda: window.bridge.is_open)
        handle("edit.find_next", partial(self.find_bar.step, 1), self._is_finding)
        handle("edit.find_previous", partial(self.find_bar.step, -1), self._is_finding)
        handle("edit.anything", self.anything.open, lambda: window.bridge.is_open)
        for kind in ("timeline", "graph"):
            view = self.view(kind)
            self.window.actions_.handle_in(view, "edit.copy", partial(self._copy_chart, kind), self._has_project)
        for key, pane in (("actor.add", "actors"), ("event.add", "events"), ("link.add", "links")):
            handle(key, partial(self._add_in_table, pane), lambda: window.bridge.can_edit)

    def _join_window_actions(self) -> None:
        window = self.window
        handle = window.actions_.handle
        handle("view.filter", self._filter, lambda: window.bridge.is_open)
        handle("view.filter_clear", window.filter.clear, lambda: not window.filter.is_empty)
        handle("view.moved_dates", self.moved.open_list, lambda: self.moved.has_moved)
        handle("view.reset_layout", self.arrangement.reset, lambda: window.bridge.is_open)
        handle("view.full_screen", self._toggle_full_screen)
        handle("view.history", self._toggle_history, lambda: window.bridge.is_open)
        handle("edit.preferences", self._preferences)
        handle("help.shortcuts", self._shortcuts)
        handle("help.about", self._about)
        handle("help.diagnostics", self._diagnostics)
        menu = window.menus["window"]
        menu.addSeparator()
        for pane in self.panes.values():
            menu.addAction(pane.toggleViewAction())

    def _join_signals(self) -> None:
        window, intake = self.window, self.intake
        window.selection.passage_requested.connect(self._raise_reader)
        window.selection.renaming_requested.connect(self._raise_inspector)
        window.selection.changed.connect(self._update_actions)
        window.bridge.changed.connect(self._update_actions)
        window.filter.changed.connect(self._update_actions)
        window.filter.changed.connect(self._name_kinds)
        window.filter.changed.connect(self._count_hidden)
        self.editing.pasted.connect(self._paste)
        self.projects.opened.connect(window.store.remember)
        intake.open_requested.connect(self.projects.open)
        intake.project_needed.connect(self.projects.new)
        intake.address_given.connect(self.addresses.take)
        self.addresses.typed.connect(intake.take_address)
        self.addresses.fetched.connect(intake.take_fetched)
        self.addresses.refused.connect(window.bridge.refused)
        self.addresses.fetching.progress_changed.connect(self.status.show_progress)
        intake.imported.connect(self._show_source)
        intake.version_added.connect(self._show_source)
        intake.version_added.connect(self.versions.show_report)
        window.welcome.open_requested.connect(self.projects.open)
        window.welcome.forget_requested.connect(window.store.forget)
        window.welcome.clear_requested.connect(window.store.clear_recent)
        window.store.recent_changed.connect(window.welcome.refresh)
        window.store.changed.connect(self._heed_preferences)
        self.worker.progress_changed.connect(self.status.show_progress)
        self.proposing.pipelines.progress_changed.connect(self.status.show_progress)
        for told in (self.names.told, self.proposing.told):
            told.connect(window.bridge.refused)
        reader = self.view("reader")
        if isinstance(reader, ReaderView):
            self.proposing.wanted.connect(reader.proposals.retry_requested)
        self._heed_preferences()
        self.anything.words_sought.connect(self._find_words)

    def _update_actions(self, *_what: object) -> None:
        self.window.actions_.update()

    def _heed_preferences(self) -> None:
        reader = self.view("reader")
        if isinstance(reader, ReaderView):
            reader.set_size(float(self.window.store.preferences.reader_px))

    def _count_hidden(self) -> None:
        """Say at the chips how much the charts leave out."""
        timeline, graph = self.view("timeline"), self.view("graph")
        if isinstance(timeline, TimelineView) and isinstance(graph, GraphView):
            self.chips.show_hidden(int(timeline.scene.hidden.sum()) + graph.scene.hidden())

    def _name_kinds(self) -> None:
        if self.window.bridge.is_open:
            document = self.window.bridge.document
            words = [word for scope in ("actor", "event", "link") for word in kind_words(document, scope)]
            self.chips.name_kinds({word.key: word.label for word in words})

    def show_panes(self) -> None:
        """Show the panes of the open project."""
        self.arrangement.show(self.window.store.window_bytes("docks"))
        if not self._has_restored:
            self._has_restored = True
            self._restore_views()
        self.view("reader").setFocus()
        self._allow(True)

    def _allow(self, is_open: bool) -> None:
        """Let search and chips be used only while there is something to search and to show."""
        self.search.setEnabled(is_open)
        self.chips.setEnabled(is_open)

    def _restore_views(self) -> None:
        """Give the views what they remembered of another day."""
        for key, pane in self.panes.items():
            view, state = pane.view, self.window.store.state(key)
            if not state:
                continue
            if isinstance(view, TableView):
                view.restore(state)
            elif isinstance(view, TimelineView | GraphView):
                view.restore_state(state)

    def _remember_views(self) -> None:
        for key, pane in self.panes.items():
            view = pane.view
            if isinstance(view, TableView):
                self.window.store.set_state(key, view.state())
            elif isinstance(view, TimelineView | GraphView):
                self.window.store.set_state(key, view.snapshot_state())

    def hide_panes(self) -> None:
        """Hide the panes, as no project is open."""
        self.find_bar.close()
        self.arrangement.hide()
        self._allow(False)

    def put_away(self) -> None:
        """Let go of everything before the window closes."""
        self.window.store.set_window_bytes("docks", self.arrangement.state())
        if self._has_restored:
            self._remember_views()
        self.addresses.stop()
        self.worker.stop()
        self.proposing.stop()
        self.window.bridge.adopt(None)
        self.names.stop()

    def _import(self) -> None:
        paths = prompts.open_paths(self.window, tr("Import"), self.projects.folder(), articles_pattern())
        if paths:
            self.intake.take_paths(paths)

    def _paste(self) -> None:
        self.intake.take_mime(QGuiApplication.clipboard().mimeData())

    def _export(self) -> None:
        from geoeditor.ui.export import ExportDialog

        active = next((kind for kind in ("timeline", "graph") if self._active() is self.view(kind)), "")
        ExportDialog(
            self.window.bridge, self.window.theme, self.window, self.window.store, active, self.window.filter
        ).open()

    def _print(self) -> None:
        from geoeditor.ui.export import print_chart

        self._kept = [print_chart(self.window.bridge, self.window, self._active_chart(), self.window.filter)]

    def _active_chart(self) -> str:
        return "graph" if self._active() is self.view("graph") else "timeline"

    def _copy_chart(self, kind: str) -> None:
        from geoeditor.ui.export import copy_chart

        self._kept = [copy_chart(self.window.bridge, self.window.theme, kind, self.window.filter)]

    def _show_passage(self) -> None:
        self.window.selection.passage_requested.emit(self.window.selection.current)

    def _rename(self) -> None:
        self.window.selection.renaming_requested.emit(self.window.selection.current)

    def _raise_reader(self, _fact: Fact) -> None:
        self.panes["reader"].show_up()

    def _raise_inspector(self, _fact: Fact) -> None:
        self.panes["inspector"].show_up()

    def _show_source(self, _source: object) -> None:
        self.panes["reader"].show_up()
        reader = self.view("reader")
        if isinstance(reader, ReaderView):
            reader.begin_reading()

    def _add_in_table(self, pane: str) -> None:
        self.panes[pane].show_up()
        view = self.view(pane)
        if isinstance(view, TableView):
            view.begin_row()

    def _active(self) -> View:
        return self._focus.last or self.view("reader")

    def _find(self) -> None:
        self.find_bar.open_for(self._active())

    def _find_words(self, fact: Fact, text: str) -> None:
        """Show where the words of a search stand in a source."""
        self.window.selection.choose([fact])
        self.panes["reader"].show_up()
        self.find_bar.open_for(self.view("reader"), text)

    def _is_finding(self) -> bool:
        return self.find_bar.isVisible()

    def _filter(self) -> None:
        self.filter_panel.open_at(self.chips)

    def _toggle_full_screen(self) -> None:
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    def _toggle_history(self) -> None:
        pane = self.panes["history"]
        if pane.isVisible():
            pane.hide()
        else:
            pane.show_up()

    def _preferences(self) -> None:
        from geoeditor.ui.preferences import PreferencesDialog

        window = self.window
        PreferencesDialog(window.store, window.theme, window, self.names, self.proposing).open()

    def _shortcuts(self) -> None:
        from geoeditor.ui.help import ShortcutsDialog

        ShortcutsDialog(self.window.actions_, self.window).open()

    def _about(self) -> None:
        from geoeditor.ui.help import AboutDialog

        AboutDialog(self.window).open()

    def _diagnostics(self) -> None:
        from geoeditor.ui.help import copy_diagnostics

        copy_diagnostics(self.window.store)
        self.window.bridge.announced.emit(tr("Versions and recent messages are on the clipboard"))
