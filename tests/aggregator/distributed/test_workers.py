"""Many machines: every source is crawled once, whoever dies in the midst of it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import text, update
from typer.testing import CliRunner

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.care.check import check
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article, lease, revision
from aggregator.archive.sources import keep_reports, keep_sources
from aggregator.archive.troubles import newest_troubles
from aggregator.cli import app
from aggregator.config import Config
from aggregator.distributed.enqueue import Enqueued, enqueue
from aggregator.distributed.jobs import TRIES, Backoff, connecting, crawl_job, schema_of
from aggregator.distributed.worker import run_command
from aggregator.errors import ArchiveError, NotFound, Problem
from aggregator.leasing import GROUP, leased
from scrapers.report import CrawlReport
from scrapers.source import Source, load_sources
from tests.aggregator.archive.findings import MONDAY, SOURCES, kept
from tests.aggregator.site import Site

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
ONE = Source(id="one", name="One", organisation="One", home="http://one.localhost/")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def schema(shared: Archive) -> str:
    """That of its jobs."""
    return schema_of(shared)


@pytest.fixture
def shared(address: str) -> Iterator[Archive]:
    """An archive on PostgreSQL that has jobs."""
    with open_archive(address) as archive:
        schema = schema_of(archive)
        yield archive
        with archive.write() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


def sources_of(folder: Path, **doors: str) -> tuple[Source, ...]:
    """Sources with these doors, as files in a folder."""
    (folder / "sources").mkdir()
    for name, url in doors.items():
        home = url[: url.index("/", 8) + 1]
        said = f'name = "{name}"\norganisation = "{name}"\nhome = "{home}"\nevery = "1d"\n'
        door = f'[[door]]\nkind = "listing"\nurl = "{url}"\n'
        (folder / "sources" / f"{name}.toml").write_text(said + door, encoding="utf-8")
    return load_sources([folder / "sources"])


def asked(archive: Archive, query: str) -> list[Any]:
    """Rows of the tables of the jobs."""
    with archive.read() as connection:
        own = connection.scalar(text("SELECT current_schema()"))
        connection.execute(text(f"SET LOCAL search_path TO {own}_jobs"))
        return [tuple(row) for row in connection.execute(text(query))]


def crawls(archive: Archive) -> dict[str, str]:
    """The state of each source's job."""
    query = "SELECT queueing_lock, status FROM procrastinate_jobs WHERE task_name = 'crawl'"
    return dict(asked(archive, query))


def wait_until(true: Callable[[], object]) -> None:
    until = monotonic() + 300
    while not true():
        assert monotonic() < until
        sleep(0.05)


@contextmanager
def worker(address: str, folder: Path, gap: float) -> Iterator[subprocess.Popen[str]]:
    """A worker that is gone in the end, however the test ends."""
    command = (sys.executable, "-m", "tests.aggregator.distributed.working", address, str(folder))
    with (folder / "said").open("w") as said:
        process = subprocess.Popen([*command, str(gap)], stderr=said, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_source_is_enqueued_once_and_one_in_hand_not_again(shared, schema, address, tmp_path):
    some = sources_of(tmp_path, one="http://one.localhost/", other="http://www.one.localhost/")
    assert enqueue(shared, address, some[:1]) == Enqueued(1, 0)
    assert enqueue(shared, address, some) == Enqueued(1, 1)
    with psycopg.connect(**connecting(address, schema)) as connection:
        connection.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = 1")
    assert enqueue(shared, address, some) == Enqueued(0, 2)
    assert crawls(shared) == {"one": "doing", "other": "todo"}
    assert {crawl_job(one).lock for one in some} == {"one.localhost"}


def test_tables_of_another_version_are_made_anew(shared, schema, address, tmp_path):
    enqueue(shared, address, sources_of(tmp_path, one="http://one.localhost/"))
    assert crawls(shared) == {"one": "todo"}
    with shared.write() as connection:
        connection.execute(text(f"COMMENT ON SCHEMA {schema} IS 'procrastinate 3.0'"))
    assert schema_of(shared) == schema
    assert crawls(shared) == {}


def test_what_fails_is_tried_again_later_and_later_and_then_given_up(database):
    def decision(attempts, exception):
        job = crawl_job(ONE).evolve(attempts=attempts)
        return Backoff().get_retry_decision(exception=exception, job=job)

    def wait(attempts, exception):
        return (decision(attempts, exception).retry_at - datetime.now(UTC)).total_seconds()

    waits = [wait(attempts, NotFound("one", "no such source here")) for attempts in range(TRIES)]
    assert waits == pytest.approx([20, 60, 180, 540, 1620], abs=2)
    assert decision(TRIES, NotFound("one", "no such source here")) is None
    # put back by a worker that stops: at once, but for the gap of its host
    assert 1 < wait(TRIES, asyncio.CancelledError()) < 10


def test_the_archive_has_no_findings_by_its_jobs(shared):
    assert not list(check(shared))


def test_what_a_killed_worker_had_in_hand_another_crawls_and_nothing_is_there_twice(
    shared, schema, address, tmp_path
):
    with Site() as site:
        site.build("/hirek/", range(3))
        both = dict(site.pages)
        site.build("/palyazat/", range(3, 6), "/palyazatok")
        site.pages |= both
        one = f"{site.home}hirek"
        two, three = one.replace("hirek", "palyazatok"), one.replace("klaszter.", "masik.")
        some = sources_of(tmp_path, one=one, two=two, three=three)
        enqueue(shared, address, some)
        with worker(address, tmp_path, gap=1.0) as first:
            wait_until(lambda: len(site.requests) > 2)
            first.kill()
            assert "doing" in crawls(shared).values()
        with shared.write() as connection:  # two minutes later
            connection.execute(update(lease).values(until=LONG_AGO))
            beat = f"UPDATE {schema}.procrastinate_workers SET last_heartbeat = '{LONG_AGO}'"
            connection.execute(text(beat))
        with worker(address, tmp_path, gap=0.05) as second:
            wait_until(lambda: set(crawls(shared).values()) == {"succeeded"})
            second.terminate()
            assert second.wait(120) == 143
    said = (tmp_path / "said").read_text()
    assert "taken over" in said
    assert "fail" not in said
    with shared.read() as connection:
        found = list(connection.scalars(article.select().with_only_columns(article.c.url)))
        assert not list(connection.execute(revision.select()))
    assert len(found) == len(set(found)) == 9
    # never two of one host at a time
    turns = asked(
        shared,
        "SELECT min(at) FILTER (WHERE type = 'started'), max(at) FILTER (WHERE type = 'succeeded')"
        " FROM procrastinate_events JOIN procrastinate_jobs jobs ON jobs.id = job_id"
        " WHERE lock = 'klaszter.localhost' GROUP BY job_id ORDER BY 1",
    )
    assert len(turns) == 2
    assert all(end <= begin for (_, end), (begin, _) in pairwise(turns))


def test_new_articles_are_grouped_and_published_beside_the_crawls(shared, address, tmp_path):
    config = Config(archive=address, output=tmp_path / "output")
    with shared.write() as connection:
        keep_sources(connection, SOURCES)
    ArchiveMemory(shared).keep([kept()], MONDAY)
    asyncio.run(run_command("group", config))
    asyncio.run(run_command("publish", config))
    assert "<entry" in (tmp_path / "output" / "feed.atom").read_text()
    with leased(shared, GROUP):  # somebody else does: that will do
        asyncio.run(run_command("group", config))
    with pytest.raises(Problem, match="ended with 2"):
        asyncio.run(run_command("group", Config(archive="nowhere")))


def test_a_worker_that_is_told_to_stop_puts_back_what_it_has_in_hand(shared, address, tmp_path):
    with Site() as site:
        site.build("/hirek/", range(6))
        enqueue(shared, address, sources_of(tmp_path, one=f"{site.home}hirek"))
        with worker(address, tmp_path, gap=1.0) as process:
            wait_until(lambda: len(site.requests) > 3)
            process.terminate()
            assert process.wait(120) == 143
        assert (tmp_path / "said").read_text() == ""
    assert crawls(shared) == {"one": "todo"}
    with shared.read() as connection:
        until = connection.scalar(lease.select().with_only_columns(lease.c.until))
    assert until < datetime.now(UTC)


def test_whoever_enqueues_tells_what_is_new_with_sources_and_that_he_lives(
    shared, address, tmp_path, monkeypatch
):
    (source,) = sources_of(tmp_path, one="http://one.localhost/hirek")
    gone = [CrawlReport("one", day, doors={"http://one.localhost/hirek": "http 404"}, problem="no")
            for day in (LONG_AGO, MONDAY)]  # fmt: skip
    with shared.write() as connection:
        keep_sources(connection, [source])
        keep_reports(connection, gone)
    monkeypatch.chdir(tmp_path)
    with Site() as site:
        site.everywhere("heard")
        alive = f"http://127.0.0.1:{urlsplit(site.home).port}/alive"
        Path("klaszterhirek.toml").write_text(f'ping = "{alive}"\n', encoding="utf-8")
        told = ("update", "--enqueue", "--archive", address, "--sources", "sources")
        done = CliRunner().invoke(app, [*told, "--allow-network", "127.0.0.0/8"])
    assert (done.exit_code, done.output) == (0, "1 source enqueued, 0 queued already, 0 not due\n")
    assert "/alive" in site.requests
    with shared.read() as connection:
        assert [row["source"] for row in newest_troubles(connection)] == ["one"]


@pytest.mark.parametrize("command", [("worker",), ("update", "--enqueue")])
def test_an_archive_that_cannot_be_shared_is_told_and_none_is_made(tmp_path, database, command):
    address = f"sqlite:///{tmp_path}/archive.sqlite"
    told = [*command, "--archive", address, "--allow-network", "127.0.0.0/8"]
    with pytest.raises(ArchiveError, match="need an archive on PostgreSQL"):
        app(told, standalone_mode=False)
    assert not (tmp_path / "archive.sqlite").exists()
