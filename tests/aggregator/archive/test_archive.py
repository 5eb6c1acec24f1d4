import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, func, insert, inspect, select, text

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.articles import new_among, ungrouped
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import VERSION, door, feed, metadata
from aggregator.archive.search import search
from aggregator.errors import ArchiveError, ArchiveFailed
from tests.aggregator.archive.findings import MONDAY, contents

FEED = {
    **{"name": "all", "uid": "urn:uuid:1", "minted": MONDAY, "edition": 0},
    **dict.fromkeys(("began", "floor", "floor_story")),
}


def refusal(address: str) -> str:
    """The line with which an archive is refused."""
    with pytest.raises(ArchiveError) as caught:
        open_archive(address)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(f"{caught.value.about}: ")
    return line


def foreign_database(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    return path


def say_version(address: str, version: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()


# Made, opened again


def test_an_archive_is_made_where_there_is_none(address):
    with open_archive(address) as archive:
        assert contents(archive) == {table.name: [] for table in metadata.sorted_tables}


def test_the_folder_of_a_file_is_made_with_it(tmp_path):
    file = tmp_path / "data" / "of mine" / "archive.sqlite"
    with open_archive(f"sqlite:///{file}"):
        assert file.is_file()


def test_an_archive_opened_again_holds_what_was_kept(address):
    with open_archive(address) as archive, archive.write() as connection:
        connection.execute(insert(feed).values(**FEED))
    with open_archive(address) as archive:
        assert contents(archive)["feed"] == [FEED]


def test_two_programs_may_have_one_archive_open(address):
    with open_archive(address) as one, open_archive(address) as other:
        with one.write() as connection:
            connection.execute(insert(feed).values(**FEED))
        assert contents(other)["feed"] == [FEED]


def layout(archive: Archive) -> tuple[list[str], str]:
    with archive.read() as connection:
        names = sorted(inspect(connection).get_table_names())
        return names, connection.scalar(text("SELECT version_num FROM alembic_version"))


def differences(connection: Connection) -> list[Any]:
    """What is otherwise than the schema, but for the search index, which each database has own."""

    def is_ours(told: Any, name: str, kind: str, *_more: Any) -> bool:
        table = name if kind == "table" else told.table.name
        return not str(table).startswith("words")

    options = {"compare_type": True, "target_metadata": metadata, "include_object": is_ours}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, metadata))


def test_the_migrations_make_the_schema(address):
    with open_archive(address) as archive, archive.read() as connection:
        assert differences(connection) == []


def test_the_archive_says_the_version_that_the_schema_names(address):
    with open_archive(address) as archive, archive.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == VERSION


def archive_of_version(address: str, version: str, *then: str) -> None:
    """An archive as an older program left it, with a door, a report and an article of one source.

    ``then`` are statements that the program of that version ran.
    """
    config = Config()
    config.set_main_option("script_location", "aggregator.archive:migrations")
    engine = create_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in BEFORE:
            connection.execute(text(statement))
        command.upgrade(config, version)
        for statement in then:
            connection.execute(text(statement))
    engine.dispose()


BEFORE = (
    "INSERT INTO source (id, name, organisation, home, country, full_text, hosts)"
    " VALUES ('portal', 'Portal', 'P', 'https://portal.example.hu/', 'hu', false, '[]')",
    "INSERT INTO door (source, url, kind, definition, etag, marks, since, seen) VALUES ('portal',"
    " 'https://portal.example.hu/feed/', 'feed', 'as defined', '\"abc\"', '{\"k\": \"m\"}',"
    " '2026-03-02 06:00:00', '2026-03-02 06:00:00')",
    "INSERT INTO report (source, began, articles, unchanged, missing, owed, dropped)"
    " VALUES ('portal', '2026-03-02 06:00:00', 3, 0, 0, 0, '{}')",
    "INSERT INTO article (id, source, key, url, title, text, html, authors, first_seen, last_seen,"
    " digest, grouped, folded) VALUES (7, 'portal', 'k', 'https://portal.example.hu/k', 'Cím',"
    " 'Szöveg', '<p>Szöveg</p>', '[]', '2026-03-02 06:00:00', '2026-03-02 06:00:00', 'd', 'd',"
    " 'f')",
    # what refers to the article
    "INSERT INTO page (source, key, url, article, checks, attempts)"
    " VALUES ('portal', 'k', 'https://portal.example.hu/k', 7, 0, 0)",
)


def test_an_older_archive_is_brought_up_to_date_and_forgets_nothing(address):
    archive_of_version(address, "0001")
    with open_archive(address) as archive:
        assert layout(archive)[1] == VERSION
        with archive.read() as connection:
            assert differences(connection) == []
        known = ArchiveMemory(archive).recall("portal").doors["https://portal.example.hu/feed/"]
        assert (known.validators.etag, known.marks, known.definition) == (
            '"abc"',
            {"k": "m"},
            "as defined",
        )
        (report,) = contents(archive)["report"]
        assert (report["articles"], report["doors"]) == (3, {})
        (one,) = contents(archive)["article"]
        assert (one["id"], one["title"], one["reader"], one["links"]) == (7, "Cím", 1, [])
        # what it tells of events is found when it is grouped anew
        assert one["grouped"] is None
        assert [page["article"] for page in contents(archive)["page"]] == [7]


def test_what_would_be_told_otherwise_now_waits_to_be_grouped_anew(address):
    as_it_was = "UPDATE article SET grouped = digest"
    archive_of_version(address, "0006", as_it_was)
    with open_archive(address) as archive, archive.read() as connection:
        assert ungrouped(connection) == [7]
        assert new_among(connection, [7]) == {7}


def test_what_an_older_archive_has_is_found_by_its_words(address):
    archive_of_version(address, "0006")
    with open_archive(address) as archive, archive.read() as connection:
        found = search(connection, "szövegek", MONDAY.date())
        assert [row["id"] for row in found.rows] == [7]


def test_an_event_of_an_older_archive_is_found_by_its_name(address):
    told = (
        'INSERT INTO event (article, key, kind, name, start, "end", town, status, certain,'
        " sentence, found) VALUES (7, 'k', 'event', 'Klaszternap', '2026-03-04', '2026-03-04',"
        " 'Pécs', 'announced', true, 'Szöveg', 'prose')"
    )
    archive_of_version(address, "0006", told)
    with open_archive(address) as archive, archive.read() as connection:
        for query in ("event:klaszternapok", "event:pecsi", "event:2026-03"):
            assert [row["id"] for row in search(connection, query, MONDAY.date()).rows] == [7]


# Transactions


def test_a_write_is_kept_whole_or_not_at_all(archive):
    def half_a_write() -> None:
        with archive.write() as connection:
            connection.execute(insert(feed).values(**FEED))
            raise KeyError("in the midst")

    with pytest.raises(KeyError):
        half_a_write()
    assert contents(archive)["feed"] == []


def test_what_the_database_refuses_is_an_archive_that_failed(archive):
    with archive.write() as connection:
        connection.execute(insert(feed).values(**FEED))
    with pytest.raises(ArchiveFailed) as caught, archive.write() as connection:
        connection.execute(insert(feed).values(**FEED))
    assert caught.value.exit_code == 74
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is not None


def test_a_read_sees_one_state_of_the_archive(archive):
    with archive.read() as reading:
        before = reading.scalar(select(func.count()).select_from(feed))
        with archive.write() as connection:
            connection.execute(insert(feed).values(**FEED))
        assert reading.scalar(select(func.count()).select_from(feed)) == before


def test_nothing_is_stored_of_a_source_that_is_not_there(archive):
    row = {"source": "nobody", "url": "", "kind": "feed", "marks": {}}
    with pytest.raises(ArchiveFailed), archive.write() as connection:
        connection.execute(insert(door).values(since=MONDAY, seen=MONDAY, **row))


def test_naive_times_are_not_stored(archive):
    with pytest.raises((ValueError, ArchiveFailed)), archive.write() as connection:
        connection.execute(insert(feed).values(**FEED | {"minted": MONDAY.replace(tzinfo=None)}))
    assert contents(archive)["feed"] == []


# Refused


def test_an_archive_of_a_newer_program_is_refused_and_untouched(address):
    with open_archive(address) as archive:
        before = layout(archive)
    say_version(address, "0099")
    line = refusal(address)
    assert "newer klaszterhirek" in line
    assert "0099" in line
    assert VERSION in line
    engine = create_engine(address)
    with engine.connect() as connection:
        assert sorted(inspect(connection).get_table_names()) == before[0]
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0099"
    engine.dispose()


def test_a_newer_archive_file_keeps_its_bytes(tmp_path):
    file = tmp_path / "archive.sqlite"
    open_archive(f"sqlite:///{file}").__exit__(None, None, None)
    say_version(f"sqlite:///{file}", "0099")
    before = file.read_bytes()
    refusal(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_refused_archive_is_closed(tmp_path):
    file = tmp_path / "archive.sqlite"
    open_archive(f"sqlite:///{file}").__exit__(None, None, None)
    say_version(f"sqlite:///{file}", "0099")
    refusal(f"sqlite:///{file}")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_somebody_elses_database_is_refused(tmp_path):
    line = refusal(f"sqlite:///{foreign_database(tmp_path / 'recipes.sqlite')}")
    assert "it is no archive" in line


def test_somebody_elses_database_is_untouched(tmp_path):
    file = foreign_database(tmp_path / "recipes.sqlite")
    before = file.read_bytes()
    refusal(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path):
    file = tmp_path / "archive.sqlite"
    file.write_bytes(b"Kedves napl\xf3m!\n" * 500)
    before = file.read_bytes()
    assert str(file) in refusal(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert str(tmp_path / "file") in refusal(f"sqlite:///{tmp_path / 'file' / 'archive.sqlite'}")


def test_an_empty_file_that_cannot_be_written_is_refused(tmp_path):
    file = tmp_path / "archive.sqlite"
    file.touch()
    assert "readonly" in refusal(f"sqlite:///file:{file}?mode=ro&uri=true")


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path):
    assert str(tmp_path) in refusal(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "archive.sqlite",
        "/home/somebody/archive.sqlite",
        "postgres://somebody@localhost/news",
        "oldbase://localhost/news",
        "postgresql+psycopg://somebody@localhost:port/news",
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_one_that_does(address):
    assert "sqlite:////folder/archive.sqlite" in refusal(address)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql+psycopg://somebody:a@b@localhost/news", "an @ in a password is written %40"),
        ("sqlite://", "an archive there keeps nothing"),
        ("sqlite:///:memory:", "an archive there keeps nothing"),
        ("sqlite:///a\0b", "none holds a NUL"),
    ],
)
def test_why_an_address_makes_no_sense_is_told_where_it_is_known(address, why):
    line = refusal(address)
    assert why in line
    assert "sqlite:////folder/archive.sqlite" in line


def test_an_address_that_is_too_long_is_told_with_what_to_do(tmp_path):
    for name in ("a" * 300, "a/" * 3_000):
        address = f"sqlite:///{tmp_path / name}"
        assert "see that it is a file" in refusal(address)
        with pytest.raises(ArchiveError, match="see that it is a file"):
            open_archive(address, make=False)


def test_a_missing_driver_is_named_with_the_way_to_get_it():
    line = refusal("postgresql+pg8000://somebody@localhost/news")
    assert "pg8000" in line
    assert "pip install 'klaszterhirek[postgresql]'" in line


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://somebody:Titok-9876@127.0.0.1:1/news",
        "postgresql+psycopg://somebody:Titok-9876@127.0.0.1:1/news?connect_timeout=1",
        "postgresql+psycopg://somebody:%40Titok-9876@127.0.0.1:1/news",
        "postgres://somebody:Titok-9876@127.0.0.1/news",
        "postgresql+pg8000://somebody:Titok-9876@127.0.0.1/news",
        "postgresql+psycopg://127.0.0.1:1/news?user=somebody&password=Titok-9876",
        "postgresql+psycopg://somebody:az@Titok-9876@127.0.0.1:1/news",
    ],
)
def test_a_password_is_never_shown(address):
    assert "Titok" not in refusal(address)
