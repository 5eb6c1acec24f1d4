"""An archive emptied, to be used again: making one takes longer than a test.

Its rows are numbered from the first again, as they are in an archive just made.
"""

from sqlalchemy import Connection, delete, func, select, text

from aggregator.archive.schema import metadata

SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"


def make_empty(connection: Connection) -> None:
    """Delete every row, and all that search finds."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    connection.exec_driver_sql("DELETE FROM words")
    if connection.dialect.name == "postgresql":
        for name in connection.scalars(text(SEQUENCES)).all():
            connection.execute(select(func.setval(name, 1, False)))
