"""Leases; and stories in the order in which they stand in feeds, and those of a language or a kind.

A page shows the newest of them, and goes on from wherever its reader was. What sources publish by
month is counted without a look at their texts.
"""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.schema import UTCDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("ix_story_moment", "story", ["moment"])
    op.create_index("ix_article_language", "article", ["language"])
    op.create_index("ix_article_kind", "article", ["kind"])
    op.create_index("ix_article_source_published", "article", ["source", "published_at"])
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
