"""Token hashes kept, editors' rulings, what a relation was found by, pages in other languages."""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.schema import UTCDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # column by column: a table that others refer to cannot be made anew (SQLite)
    alternates = sa.Column("alternates", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("article", alternates)
    op.add_column("relation", sa.Column("by", sa.Text(), nullable=False, server_default="text"))
    # the index holds other fingerprints now, and every text its token hashes
    op.execute("UPDATE article SET grouped = NULL")
    op.create_index(
        "ix_article_waiting",
        "article",
        ["id"],
        sqlite_where=sa.text("grouped IS NULL OR grouped != digest"),
        postgresql_where=sa.text("grouped IS NULL OR grouped != digest"),
    )
    op.create_table(
        "wording",
        sa.Column("article", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("forms", sa.LargeBinary(), nullable=False),
        sa.Column("ends", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_wording_article_article"),
        sa.PrimaryKeyConstraint("article", name="pk_wording"),
    )
    op.create_index("ix_wording_hash", "wording", ["hash"])
    op.create_table(
        "line",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_line_article_article"),
        sa.PrimaryKeyConstraint("hash", "article", name="pk_line"),
    )
    op.create_index("ix_line_article", "line", ["article"])
    op.create_table(
        "commonplace",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_commonplace"),
    )
    op.create_table(
        "pairing",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_pairing_article_article"),
        sa.PrimaryKeyConstraint("hash", "article", name="pk_pairing"),
    )
    op.create_index("ix_pairing_article", "pairing", ["article"])
    op.create_table(
        "ruling",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_ruling_article_article"),
        sa.ForeignKeyConstraint(["other"], ["article.id"], name="fk_ruling_other_article"),
        sa.PrimaryKeyConstraint("id", name="pk_ruling"),
    )
    for name in ("article", "other"):
        op.create_index(f"ix_ruling_{name}", "ruling", [name])
