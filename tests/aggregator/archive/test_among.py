from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from aggregator.archive.among import among, execute_with, mappings_with, not_among, rows_with
from aggregator.archive.archive import Archive
from aggregator.archive.schema import commonplace, source

NOW = datetime(2021, 6, 3, tzinfo=UTC)
LATER = datetime(2021, 6, 4, tzinfo=UTC)
HASHES = (-(2**63), -1, 0, 7, 2**63 - 1)


def keep(archive: Archive) -> None:
    with archive.write() as connection:
        rows = [{"hash": one, "since": NOW} for one in HASHES]
        connection.execute(insert(commonplace), rows)


def test_rows_have_one_of_the_values_each_row_once(archive: Archive) -> None:
    keep(archive)
    query = select(commonplace.c.hash).where(among(commonplace.c.hash)).order_by(commonplace.c.hash)
    with archive.read() as connection:
        found = rows_with(connection, query, [2**63 - 1, 7, 7, -(2**63), 99])
        assert [one for (one,) in found] == [-(2**63), 7, 2**63 - 1]


def test_texts_are_compared_as_they_are(archive: Archive) -> None:
    query = select(source.c.id).where(among(source.c.id))
    with archive.read() as connection:
        known = {one for (one,) in connection.execute(select(source.c.id))}
        some = sorted(known)[:2]
        told = [*some, 'idéző"jel', "back\\slash", "', '"]
        assert {row["id"] for row in mappings_with(connection, query, told)} == {*some}


def test_values_that_no_row_has_are_told_each_once(archive: Archive) -> None:
    keep(archive)
    with archive.read() as connection:
        numbers = rows_with(connection, not_among(commonplace.c.hash), [7, 8, 8, -1, -2, 2**63 - 2])
        assert sorted(one for (one,) in numbers) == [-2, 8, 2**63 - 2]
        (known,) = connection.execute(select(source.c.id).limit(1)).one()
        told = ['idéző"jel', "back\\slash", "', '", "", known.upper()]
        texts = rows_with(connection, not_among(source.c.id), [known, *told])
        assert {one for (one,) in texts} == {*told}


def test_no_values_are_no_rows_and_change_none(archive: Archive) -> None:
    keep(archive)
    query = select(commonplace.c.hash).where(among(commonplace.c.hash))
    with archive.write() as connection:
        assert [*rows_with(connection, query, [])] == [*mappings_with(connection, query, [])] == []
        execute_with(connection, delete(commonplace).where(among(commonplace.c.hash)), [])
        assert len(rows_with(connection, query, HASHES)) == len(HASHES)


def test_more_values_than_a_statement_may_have_parameters(archive: Archive) -> None:
    keep(archive)
    query = select(commonplace.c.hash).where(among(commonplace.c.hash))
    with archive.read() as connection:
        found = rows_with(connection, query, range(-100_000, 100_000))
        assert sorted(one for (one,) in found) == [-1, 0, 7]


def test_only_rows_with_one_of_the_values_are_changed(archive: Archive) -> None:
    keep(archive)
    marking = update(commonplace).where(among(commonplace.c.hash)).values(since=LATER)
    with archive.write() as connection:
        execute_with(connection, marking, (one for one in (0, 7)))
        rows = connection.execute(select(commonplace.c.hash, commonplace.c.since))
        assert {one for one, since in rows if since == LATER} == {0, 7}


def test_values_are_looked_up_in_the_index(file_archive: Archive) -> None:
    queries = (
        select(commonplace.c.hash).where(among(commonplace.c.hash)),
        not_among(commonplace.c.hash),
    )
    with file_archive.read() as connection:
        for query in queries:
            said = str(query.compile(connection.engine))
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", ("[1]",)).all()
            assert any("SEARCH commonplace" in row[-1] for row in plan)
