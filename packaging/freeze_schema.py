"""Write the schema of this version as text, from the tables declared in the program.

    .venv/bin/python packaging/freeze_schema.py > src/geoeditor/core/version_1.sql

A released version is never written again: a change of a table makes a new version with a migration.
"""

import sys
from collections.abc import Iterator

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from geoeditor.core import journal, search
from geoeditor.core.entities import Entity
from geoeditor.core.schema import Table


def declarations() -> Iterator[str]:
    """Yield the statements of the schema: facts with their indexes, history, search."""
    dialect = sqlite.dialect()
    ordered = Entity.metadata.sorted_tables
    for table in ordered:
        lines = str(CreateTable(table).compile(dialect=dialect)).strip().splitlines()
        yield "\n".join(line.rstrip() for line in lines).replace("\n)\n STRICT", "\n) STRICT")
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
    yield journal.STEP_DECLARATION
    yield journal.LOG_DECLARATION
    for table in ordered:
        columns = tuple(column.name for column in table.columns)
        yield journal.shadow_declaration(Table(table.name, columns, unique=False))
    yield search.DECLARATION


if __name__ == "__main__":
    sys.stdout.write(";\n\n".join(declarations()) + ";\n\n")
