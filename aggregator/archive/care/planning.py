"""What a database has to know of its tables to plan how it asks them."""

from __future__ import annotations

from sqlalchemy import Connection, text

from aggregator.archive.schema import metadata


def count_anew(connection: Connection) -> None:
    """Have PostgreSQL count what is in the tables, after much of it has become another.

    Until it does so by itself, a minute later or more, it plans as if they were empty. SQLite needs
    no counts: queries are written for its indices.
    """
    if connection.dialect.name == "postgresql":
        tables = ", ".join([*(table.name for table in metadata.sorted_tables), "words"])
        connection.execute(text(f"ANALYZE {tables}"))
