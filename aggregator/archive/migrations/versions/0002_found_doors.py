"""Doors that are found and replaced, discoveries, robots.txt files, reports on doors."""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.schema import UTCDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("door") as door:
        door.drop_constraint("uq_door_source", type_="unique")
        door.add_column(sa.Column("spec", sa.JSON(), nullable=False, server_default="{}"))
        door.add_column(sa.Column("origin", sa.Text(), nullable=False, server_default="file"))
        door.add_column(sa.Column("why", sa.Text(), nullable=True))
        door.add_column(sa.Column("until", UTCDateTime(), nullable=True))
        door.add_column(sa.Column("ended", sa.Text(), nullable=True))
        door.alter_column("definition", existing_type=sa.Text(), nullable=True)
        door.alter_column("seen", existing_type=UTCDateTime(), nullable=True)
    with op.batch_alter_table("door") as door:
        door.alter_column("spec", existing_type=sa.JSON(), server_default=None)
        door.alter_column("origin", existing_type=sa.Text(), server_default=None)
    op.create_index(
        "uq_door_current",
        "door",
        ["source", "url"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "discovery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("doors", sa.JSON(), nullable=False),
        sa.Column("tried", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("fk_discovery_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discovery")),
    )
    op.create_index("ix_discovery_source_at", "discovery", ["source", "at"])
    op.create_table(
        "robots",
        sa.Column("netloc", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("read", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("netloc", name=op.f("pk_robots")),
    )
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("doors", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("report") as report:
        report.alter_column("doors", existing_type=sa.JSON(), server_default=None)
