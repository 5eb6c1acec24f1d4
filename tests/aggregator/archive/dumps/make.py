"""Dumps of archives, one for each version and database: ``0006.sqlite.sql``.

Each is an archive as the program of that version left it, with a few invented rows in every table;
test_dumps.py upgrades them all. Before writing migration N+1, dump an archive of version N:

1. ``uv run python -m tests.aggregator.archive.dumps.make ADDRESS`` with the address of an empty
   database fills it with the newest dump there is, brings it to version N, and dumps that.
2. By hand, put invented rows into the tables and columns that N brought (``sqlite3``, ``psql``).
3. The same command again takes them into the dump.

Do it for SQLite (``sqlite:////tmp/to_dump.sqlite``) and for PostgreSQL, there in a schema of its
own whose name stands in no text: after ``CREATE SCHEMA to_dump`` the address is
``postgresql+psycopg://postgres@127.0.0.1/test?options=-csearch_path%3Dto_dump``.
"""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, create_engine, func, inspect, make_url, select

from aggregator.archive.archive import open_archive
from aggregator.archive.schema import VERSION

FOLDER = Path(__file__).parent
# comments and psql's commands, too: they name the server, the schema or the day
_BOUND_TO_A_PLACE = re.compile(
    r"^(?:--|\\|SET |SELECT pg_catalog.set_config|CREATE SCHEMA).*\n", re.M
)


def load(address: str, file: Path) -> None:
    """Make the archive of a dump at an address where nothing is."""
    engine = create_engine(address)
    script = file.read_text("utf-8")
    with closing(engine.raw_connection()) as connection:
        driver = connection.driver_connection
        assert driver is not None
        if engine.dialect.name == "sqlite":
            driver.executescript(script)
        else:
            driver.execute(script)
        connection.commit()
    engine.dispose()


def dump(address: str) -> str:
    """The statements that make the archive at an address anew, wherever they are executed."""
    url = make_url(address)
    return _sqlite(str(url.database)) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(file: str) -> str:
    virtual = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
    with closing(sqlite3.connect(file)) as connection:
        # the rows of a virtual table are in tables of its own, and those are dumped
        twice = tuple(f'INSERT INTO "{name}" ' for (name,) in connection.execute(virtual))
        told = [one for one in connection.iterdump() if not one.startswith(twice)]
    return "".join(f"{statement}\n" for statement in told)


def _postgresql(url: URL) -> str:
    engine = create_engine(url)
    with engine.connect() as connected:
        schema = connected.scalar(select(func.current_schema()))
    engine.dispose()
    server = url.set(drivername="postgresql").render_as_string(hide_password=False)
    options = ("--inserts", "--no-owner", "--no-privileges", f"--schema={schema}")
    told = subprocess.run(
        ["pg_dump", *options, server], check=True, capture_output=True, encoding="utf-8"
    )
    unbound = _BOUND_TO_A_PLACE.sub("", told.stdout.replace(f"{schema}.", ""))
    return re.sub(r"\n{3,}", "\n\n", unbound).lstrip()


def main(address: str) -> None:
    """Write the dump of the archive at an address."""
    engine = create_engine(address)
    database, is_empty = engine.dialect.name, not inspect(engine).get_table_names()
    engine.dispose()
    if is_empty:
        load(address, max(FOLDER.glob(f"*.{database}.sql")))
    with open_archive(address):
        pass
    (FOLDER / f"{VERSION}.{database}.sql").write_text(dump(address), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
