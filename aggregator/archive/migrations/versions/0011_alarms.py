"""Troubles of sources by what kind they are, and whether somebody was told of them.

Those that were noted before have no kind: they end with the next run, which names what is wrong.
"""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.schema import UTCDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("trouble", sa.Column("kind", sa.Text()))
    op.add_column("trouble", sa.Column("advice", sa.Text()))
    for name in ("eased", "told", "told_over"):
        op.add_column("trouble", sa.Column(name, UTCDateTime()))
