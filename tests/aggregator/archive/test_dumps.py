"""Archives as older programs left them, each brought up to date. How a dump is made: dumps/make.py.

What is found in the folder is tested: one more dump is one more case of every test here.
"""

import re
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Integer, MetaData, create_engine, insert, select, text

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.care.indexed import unlike_documents, unlike_index
from aggregator.archive.codec import called
from aggregator.archive.schema import VERSION, metadata
from tests.aggregator.archive.dumps.make import FOLDER, load
from tests.aggregator.archive.findings import MONDAY, contents

VERSIONS = sorted({file.name.split(".")[0] for file in FOLDER.glob("*.sql")})
DATABASES = ("sqlite", "postgresql")
CHANGED = {
    "article": {"grouped"},
    "feed": {"name"},
    "alembic_version": {"version_num"},
    "event": {"called"},
    "credit": {"called"},
}
"""Columns that migrations change on purpose: articles that are to be compared again say so, and
what is held as stems is so in those of now."""
INDEX = re.compile("words|document|spelling")
"""Tables that are made anew of the others."""
UNIQUE = {"uid", "key", "url"}
"""Columns that may not say the same in two rows."""
NUMBERED = [
    table
    for table in metadata.sorted_tables
    if "id" in table.c and isinstance(table.c.id.type, Integer)
]
"""Tables whose rows the database numbers."""

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def older(version: str, address: str, database: str) -> str:
    """The address of an archive as the program of a version left it."""
    load(address, FOLDER / f"{version}.{database}.sql")
    return address


def rows(address: str) -> Rows:
    """Every row of every table that is there, whatever today's program knows of it."""
    engine, found = create_engine(address), MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        queries = {one.name: select(one).order_by(*one.primary_key) for one in found.sorted_tables}
        told = {
            table: [dict(row) for row in connection.execute(query).mappings()]
            for table, query in queries.items()
        }
    engine.dispose()
    return told


def upgrade(address: str) -> None:
    with open_archive(address):
        pass


def only(rows: list[dict[str, Any]], columns: set[str]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in columns} for row in rows]


def version_of(archive: Archive) -> str | None:
    with archive.read() as connection:
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def beside_the_schema(archive: Archive) -> list[str]:
    """What an archive has that the schema does not name, or the other way round."""
    with archive.read() as connection:
        options = {"compare_type": True, "target_metadata": metadata}
        context = MigrationContext.configure(connection, opts=options)
        return sorted(repr(one) for one in compare_metadata(context, metadata))


def faults(archive: Archive) -> list[object]:
    """What SQLite finds wrong with a file; PostgreSQL takes no such thing in."""
    with archive.read() as connection:
        if connection.dialect.name != "sqlite":
            return []
        dangling = connection.execute(text("PRAGMA foreign_key_check")).all()
        checked = connection.scalars(text("PRAGMA integrity_check"))
        return [*dangling, *(found for found in checked if found != "ok")]


def test_there_is_a_dump_for_every_version_before_the_newest():
    config = Config()
    config.set_main_option("script_location", "aggregator.archive:migrations")
    newest, *before = (one.revision for one in ScriptDirectory.from_config(config).walk_revisions())
    wanted = {f"{version}.{database}.sql" for version in before for database in DATABASES}
    there = {file.name for file in FOLDER.glob("*.sql")}
    assert wanted - there == set(), f"{FOLDER / 'make.py'} tells how to make them"
    assert there - wanted <= {f"{newest}.{database}.sql" for database in DATABASES}


def test_a_dump_is_of_the_version_that_its_name_says_and_has_rows_in_every_table(older, version):
    told = rows(older)
    assert told["alembic_version"] == [{"version_num": version}]
    assert [table for table in told if not told[table]] == []


def test_an_older_archive_gets_the_tables_of_a_new_one(older, archive):
    with open_archive(older) as upgraded:
        assert version_of(upgraded) == VERSION
        assert beside_the_schema(upgraded) == beside_the_schema(archive)
        assert faults(upgraded) == []


def test_an_older_archive_keeps_every_row_as_it_was(older):
    before = rows(older)
    upgrade(older)
    after = rows(older)
    for table, told in before.items():
        if INDEX.match(table):
            continue
        columns = set(told[0]).intersection(*after[table]) - CHANGED.get(table, set())
        assert only(after[table], columns) == only(told, columns), table


def test_an_older_archive_is_found_by_what_it_says_in_stems_of_now(older):
    with open_archive(older) as archive:
        assert list(unlike_documents(archive)) == []
        with archive.read() as connection:
            assert list(unlike_index(connection)) == []
        told = contents(archive)
        for row in told["event"]:
            assert row["called"] == called(row["name"], row["town"], row["venue"])
        for row in told["credit"]:
            assert row["called"] == called(row["who"])


def test_an_older_archive_takes_new_rows_behind_its_own(older):
    with open_archive(older) as archive:
        told = contents(archive)
        for table in (one for one in NUMBERED if told[one.name]):
            last = told[table.name][-1]
            unique = UNIQUE & last.keys() | {one.name for one in table.c if one.unique}
            new = {name: f"{last[name]}-new" for name in unique}
            ended = {"until": MONDAY} if "until" in last else {}
            row = {name: value for name, value in (last | new | ended).items() if name != "id"}
            with archive.write() as connection:
                number = connection.scalar(insert(table).values(row).returning(table.c.id))
            assert number > last["id"], table.name


def test_an_older_archive_opened_a_second_time_stays_as_it_is(older):
    upgrade(older)
    once = rows(older)
    upgrade(older)
    assert rows(older) == once
