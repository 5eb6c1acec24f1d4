"""Answers kept, readings by several readers, furniture, events; more of each article."""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.schema import UTCDateTime

revision = "0003"
down_revision = "0002"

_LISTS = ("gallery", "attachments", "links", "quotations", "announced", "blocks")


def upgrade() -> None:
    # column by column: a table that others refer to cannot be made anew (SQLite)
    op.add_column("article", sa.Column("agency", sa.Text(), nullable=True))
    op.add_column("article", sa.Column("kind", sa.Text(), nullable=True))
    reader = sa.Column("reader", sa.Integer(), nullable=False, server_default="1")
    op.add_column("article", reader)
    for name in _LISTS:
        told = sa.Column(name, sa.JSON(), nullable=False, server_default="[]")
        op.add_column("article", told)
    # credits and events are found when articles are grouped
    op.execute("UPDATE article SET grouped = NULL")
    op.create_table(
        "reading",
        _id(),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("published_found", sa.Text(), nullable=True),
        sa.Column("published_text", sa.Text(), nullable=True),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_reading_article_article"),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
    )
    op.create_index("ix_reading_article", "reading", ["article"])
    op.create_table(
        "answer",
        _id(),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("teaser", sa.JSON(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("furniture", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_answer_article_article"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
    )
    op.create_index(
        "uq_answer_current",
        "answer",
        ["article"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "furniture",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_furniture_source_source"),
        sa.PrimaryKeyConstraint("source", "hash", name="pk_furniture"),
    )
    op.create_table(
        "event",
        _id(),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_event_article_article"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    for name in ("article", "key", "start"):
        op.create_index(f"ix_event_{name}", "event", [name])


def _id() -> "sa.Column[int]":
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)
