"""The tables of the window: actors, events, links, sources and citations, sorted, filtered and edited in place."""

from geoeditor.ui.tables.table_view import TableView
from geoeditor.ui.tables.views import ActorsTable, CitationsTable, EventsTable, LinksTable, SourcesTable

__all__ = ["ActorsTable", "CitationsTable", "EventsTable", "LinksTable", "SourcesTable", "TableView"]
