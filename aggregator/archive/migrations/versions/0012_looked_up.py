"""What a run that finds nothing asks is answered by indices alone, however many articles there are.

When the latest articles of each source came; which answers an older reader read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.drop_index("ix_article_source_published", "article")
    op.create_index(
        "ix_article_source_published", "article", ["source", "published_at", "first_seen"]
    )
    current = sa.text("until IS NULL")
    op.create_index(
        "ix_answer_reader", "answer", ["reader"], sqlite_where=current, postgresql_where=current
    )
