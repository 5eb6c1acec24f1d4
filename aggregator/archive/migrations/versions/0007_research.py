"""Tables of what is searched, credits kept; events, dates and absences over time.

The index itself and the views for research are made by whoever opens the archive.
"""

import sqlalchemy as sa
from alembic import op

from aggregator.archive.codec import called
from aggregator.archive.schema import UTCDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    # column by column: a table that others refer to cannot be made anew (SQLite)
    op.drop_column("article", "folded")
    for name in ("published_found", "published_text", "language"):
        op.add_column("revision", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("reading", sa.Column("language", sa.Text(), nullable=True))
    for name in ("since", "until"):
        op.add_column("event", sa.Column(name, UTCDateTime(), nullable=True))
    op.add_column("event", sa.Column("called", sa.Text(), nullable=False, server_default=""))
    _call_events()
    op.create_table(
        "former_source",
        _id(),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_former_source_source_source"),
        sa.PrimaryKeyConstraint("id", name="pk_former_source"),
    )
    op.create_index("ix_former_source_source", "former_source", ["source"])
    op.create_table(
        "former_kind",
        _id(),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_former_kind_article_article"),
        sa.PrimaryKeyConstraint("id", name="pk_former_kind"),
    )
    op.create_index("ix_former_kind_article", "former_kind", ["article"])
    op.create_table(
        "absence",
        _id(),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_absence_article_article"),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
    )
    op.create_index("ix_absence_article", "absence", ["article"])
    op.execute(
        "INSERT INTO absence (article, since) SELECT id, gone FROM article WHERE gone IS NOT NULL"
    )
    op.create_table(
        "credit",
        _id(),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_credit_article_article"),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_credit_source_source"),
        sa.PrimaryKeyConstraint("id", name="pk_credit"),
    )
    for name in ("article", "source"):
        op.create_index(f"ix_credit_{name}", "credit", [name])
    # credits are found when articles are grouped
    op.execute("UPDATE article SET grouped = NULL")
    _make_search()


def _call_events() -> None:
    event = sa.table("event", *map(sa.column, ("id", "name", "town", "venue", "called")))
    connection = op.get_bind()
    for number, *names in connection.execute(
        sa.select(event.c.id, event.c.name, event.c.town, event.c.venue)
    ).all():
        change = sa.update(event).where(event.c.id == number)
        connection.execute(change.values(called=called(*names)))


def _make_search() -> None:
    op.create_table(
        "document",
        sa.Column(
            "place",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_document_article_article"),
        sa.PrimaryKeyConstraint("place", name="pk_document"),
    )
    op.create_index("ix_document_article", "document", ["article"])
    bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "spelling",
        sa.Column("stem", bytewise, nullable=False),
        sa.Column("backward", bytewise, nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stem", name="pk_spelling"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spelling_backward", "spelling", ["backward"])


def _id() -> "sa.Column[int]":
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)
