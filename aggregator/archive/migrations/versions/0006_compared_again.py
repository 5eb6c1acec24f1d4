"""Other rules for who quotes whom; and SQLite keeps the indices of hashes once."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # to be compared again, though nothing of them has changed (as ``unsettle`` notes it)
    op.execute("UPDATE article SET grouped = '' WHERE grouped = digest")
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in ("fingerprint", "line", "pairing"):
        # nothing refers to these tables
        with op.batch_alter_table(
            name, recreate="always", table_kwargs={"sqlite_with_rowid": False}
        ):
            pass
