"""Alembic's way into the archive: always over a connection that the archive itself has opened."""

from alembic import context

from aggregator.archive.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
