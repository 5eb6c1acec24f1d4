import pytest
from sqlalchemy import text

from aggregator.archive.care.size import (
    FREE,
    KINDS,
    OTHER,
    bytes_of_tables,
    estimated,
    shown,
    sizes,
)
from aggregator.archive.schema import metadata
from tests.aggregator.archive.findings import contents


def by_kind(archive):
    return {one.what: one for one in sizes(archive)}


def test_every_table_is_of_one_kind():
    named = [name for names in KINDS.values() for name in names]
    assert sorted(named) == sorted([*metadata.tables, "words"])


def test_every_kind_is_told_with_its_rows_the_largest_first(filled):
    told = by_kind(filled)
    assert set(KINDS) <= set(told) <= {*KINDS, OTHER, FREE}
    rows = contents(filled)
    for what, names in KINDS.items():
        assert told[what].rows == sum(len(rows.get(name, ())) for name in names)
        assert set(told[what].tables) == set(names)
        assert told[what].bytes == sum(told[what].tables.values())
        assert all(taken > 0 for taken in told[what].tables.values())
    assert [one.bytes for one in sizes(filled)] == sorted(
        (one.bytes for one in told.values()), reverse=True
    )


def skip_where_pages_are_not_told(archive):
    with archive.read() as connection:
        if connection.dialect.name == "sqlite":
            told = connection.scalars(text("PRAGMA compile_options")).all()
            if "ENABLE_DBSTAT_VTAB" not in told:
                pytest.skip("this SQLite does not tell what its pages are for")


def test_all_together_is_the_size_of_the_file(own_file, file):
    skip_where_pages_are_not_told(own_file)
    with own_file.write() as connection:
        connection.execute(text("DELETE FROM answer"))
        # what becomes free in a file stays in it
    told = by_kind(own_file)
    assert told[FREE].bytes > 0
    own_file.__exit__(None, None, None)
    assert sum(one.bytes for one in told.values()) == file.stat().st_size


def test_indices_count_with_their_tables(own):
    skip_where_pages_are_not_told(own)
    with own.write() as connection:
        before = bytes_of_tables(connection)["answer"]
        connection.execute(text("CREATE INDEX more ON answer (url)"))
        after = bytes_of_tables(connection)
    assert after["answer"] > before
    assert "more" not in after


def test_an_sqlite_that_tells_no_more_is_estimated_with(own_file):
    with own_file.read() as connection:
        told, whole = estimated(connection), bytes_of_tables(connection)
        bodies = connection.scalar(text("SELECT sum(length(body)) FROM answer"))
    assert set(told) == set(whole) - {FREE, "sqlite_schema"}
    assert bodies < told["answer"] <= whole["answer"]
    assert 0 < told["words"] <= whole["words"]


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (1_234_567, "1.2 MB"),
        (12_000_000_000, "12.0 GB"),
        (1_234_000_000_000, "1,234.0 GB"),
    ],
)
def test_bytes_are_told_as_people_say_them(taken, told):
    assert shown(taken) == told
