"""The tables of the window, one class a sort of record."""

from geoeditor.translation import tr
from geoeditor.ui.tables.table_view import TableView


class ActorsTable(TableView):
    """All actors."""

    table = "actor"

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return tr("Actors")

    def add_words(self) -> str:
        """Return the words of the button for a new row."""
        return tr("+ Actor")

    def blank_words(self) -> tuple[str, str]:
        """Say what to do first."""
        return tr("No actors yet. Add the first, or read an article and accept what it proposes."), tr("Add an actor")


class EventsTable(TableView):
    """All events, by their dates at first."""

    table = "event"
    first_sort = "date"

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return tr("Events")

    def add_words(self) -> str:
        """Return the words of the button for a new row."""
        return tr("+ Event")

    def blank_words(self) -> tuple[str, str]:
        """Say what to do first."""
        return tr("No events yet. Add the first, or read an article and accept what it proposes."), tr("Add an event")


class LinksTable(TableView):
    """All links between actors."""

    table = "link"

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return tr("Links")

    def add_words(self) -> str:
        """Return the words of the button for a new row."""
        return tr("+ Link")

    def blank_words(self) -> tuple[str, str]:
        """Say what to do first."""
        return tr("No links yet. Add the first: two actors, and what the one is to the other."), tr("Add a link")


class SourcesTable(TableView):
    """All sources."""

    table = "source"

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return tr("Sources")

    def add_words(self) -> str:
        """Return the words of the button for a new row."""
        return tr("+ Source")

    def blank_words(self) -> tuple[str, str]:
        """Say what to do first."""
        return tr("No sources yet. Paste an article, or import files."), tr("Import…")

    def do_next(self) -> None:
        """Offer to import files."""
        self.run_action("project.import")


class CitationsTable(TableView):
    """All evidence: passages of sources, and what they bear on."""

    table = "citation"

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return tr("Citations")

    def blank_words(self) -> tuple[str, str]:
        """Say what to do first."""
        return tr("No evidence yet. It comes with each fact that is taken from a source."), tr("Import…")

    def do_next(self) -> None:
        """Offer to import files."""
        self.run_action("project.import")
