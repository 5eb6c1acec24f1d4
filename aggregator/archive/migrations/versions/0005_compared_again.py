"""Other rules for short quotations, and for whom a quotation makes part of a story."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # to be compared again, though nothing of them has changed (as ``unsettle`` notes it)
    op.execute("UPDATE article SET grouped = '' WHERE grouped = digest")
