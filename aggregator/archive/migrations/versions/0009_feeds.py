"""What is in each feed, and the closed documents of the combined one."""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.schema import UTCDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("article", sa.Column("forgotten", UTCDateTime(), nullable=True))
    # column by column: a table that others refer to cannot be made anew (SQLite)
    op.add_column(
        "story", sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("story", sa.Column("moment", UTCDateTime(), nullable=True))
    op.add_column("story", sa.Column("listed", UTCDateTime(), nullable=True))
    waiting = sa.text("listed IS NULL")
    op.create_index(
        "ix_story_unlisted", "story", ["id"], sqlite_where=waiting, postgresql_where=waiting
    )
    # the name of a feed is that of its files
    op.execute("UPDATE feed SET name = 'feed' WHERE name = 'all'")
    op.add_column("feed", sa.Column("began", UTCDateTime(), nullable=True))
    op.execute("UPDATE feed SET began = minted")
    op.add_column("feed", sa.Column("edition", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feed", sa.Column("floor", UTCDateTime(), nullable=True))
    op.add_column("feed", sa.Column("floor_story", sa.BigInteger(), nullable=True))
    op.create_table(
        "entry",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("story", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("moment", UTCDateTime(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["feed"], ["feed.name"], name="fk_entry_feed_feed"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_entry_story_story"),
        sa.PrimaryKeyConstraint("feed", "story", name="pk_entry"),
    )
    op.create_index("ix_entry_story", "entry", ["story"])
    op.create_table(
        "volume",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_story", sa.BigInteger(), nullable=False),
        sa.Column("last_story", sa.BigInteger(), nullable=False),
        sa.Column("closed", UTCDateTime(), nullable=False),
        sa.Column("rss", sa.LargeBinary(), nullable=False),
        sa.Column("atom", sa.LargeBinary(), nullable=False),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["first_story"], ["story.id"], name="fk_volume_first_story_story"),
        sa.ForeignKeyConstraint(["last_story"], ["story.id"], name="fk_volume_last_story_story"),
        sa.PrimaryKeyConstraint("id", name="pk_volume"),
        sa.UniqueConstraint("name", name="uq_volume_name"),
    )
    op.create_table(
        "occasion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("story", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("stamp", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_occasion_story_story"),
        sa.PrimaryKeyConstraint("id", name="pk_occasion"),
        sa.UniqueConstraint("uid", name="uq_occasion_uid"),
    )
    op.create_index("ix_occasion_key", "occasion", ["key"])
    op.create_index("ix_occasion_story", "occasion", ["story"])
    op.create_table(
        "trouble",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_trouble_source_source"),
        sa.PrimaryKeyConstraint("id", name="pk_trouble"),
        sa.UniqueConstraint("uid", name="uq_trouble_uid"),
    )
    op.create_index("ix_trouble_source", "trouble", ["source"])
