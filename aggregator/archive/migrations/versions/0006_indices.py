"""Indices of hashes are kept once: SQLite had a second copy of each row, in order of arrival."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in ("fingerprint", "line", "pairing"):
        # nothing refers to these tables
        with op.batch_alter_table(
            name, recreate="always", table_kwargs={"sqlite_with_rowid": False}
        ):
            pass
