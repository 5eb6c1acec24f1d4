"""What was known of a source, and when; other stems and facets."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from aggregator.archive.codec import called
from aggregator.archive.schema import UTCDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # column by column: a table that others refer to cannot be made anew (SQLite)
    op.add_column("source", sa.Column("since", UTCDateTime(), nullable=True))
    op.add_column("former_source", sa.Column("hosts", sa.JSON(), nullable=True))
    _call_again("event", ("name", "town", "venue"))
    _call_again("credit", ("who",))
    # made anew by whoever opens the archive
    for table in ("document", "spelling"):
        op.execute(f"DELETE FROM {table}")
    op.execute("DROP TABLE IF EXISTS words")


def _call_again(name: str, named: Sequence[str]) -> None:
    """What rows are called, in stems as they are now."""
    table = sa.table(name, *map(sa.column, ("id", "called", *named)))
    connection = op.get_bind()
    query = sa.select(table.c.id, table.c.called, *(table.c[one] for one in named))
    changes = [
        {"number": number, "new": new}
        for number, old, *names in connection.execute(query)
        if (new := called(*names)) != old
    ]
    change = sa.update(table).where(table.c.id == sa.bindparam("number"))
    if changes:
        connection.execute(change.values(called=sa.bindparam("new")), changes)
