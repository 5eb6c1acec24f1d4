"""Jobs: what there is to do for whichever machine takes it, in tables beside the archive's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from time import monotonic
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.schema import SchemaManager
from sqlalchemy import func, make_url, select, text

from aggregator.archive.archive import Archive
from aggregator.archive.failures import shown
from aggregator.errors import ArchiveError
from aggregator.log import event
from scrapers import urls
from scrapers.source import Source

CRAWL, STORIES, CARE = "crawl", "stories", "care"
"""The queues: sources to crawl, grouping and publishing, what keeps the queue itself in order."""
TRIES = 5
"""How often a job is taken up again that failed, or whose worker died."""
PATIENCE = 60.0
"""Seconds for which the end of a job waits for a database that does not answer."""
_AGAIN = 5
"""Seconds after which a job goes on that was put back: longer than the gap of its host."""


def check(address: str) -> None:
    """Raise ``ArchiveError`` for an archive that several machines cannot share."""
    if not address.startswith("postgresql"):
        raise ArchiveError(
            shown(make_url(address)),
            "workers need an archive on PostgreSQL; klaszterhirek db copy-to takes this one there",
        )


def schema_of(archive: Archive) -> str:
    """The schema of the jobs of an archive, with its tables.

    It is made if there is none, and made anew if it is another version's: a job is only what is
    due, and is enqueued again.
    """
    made = f"procrastinate {version('procrastinate')}"
    with archive.write() as connection:  # one at a time: two workers may begin at once
        name = f"{connection.scalar(select(func.current_schema()))}_jobs"
        quoted = connection.dialect.identifier_preparer.quote(name)
        told = text("SELECT obj_description(to_regnamespace(:name)::oid, 'pg_namespace')")
        if connection.scalar(told, {"name": quoted}) != made:
            statements = (
                f"DROP SCHEMA IF EXISTS {quoted} CASCADE",
                f"CREATE SCHEMA {quoted}",
                f"COMMENT ON SCHEMA {quoted} IS '{made}'",
                f"SET LOCAL search_path TO {quoted}",
                SchemaManager.get_schema(),
            )
            # many statements in one, which SQLAlchemy would prepare
            connection.connection.cursor().execute(";".join(statements))
    return name


def connecting(address: str, schema: str) -> dict[str, Any]:
    """What libpq needs to know to reach the jobs of the archive at ``address``."""
    dialect = make_url(address).set(drivername="postgresql+psycopg").get_dialect()()
    _, values = dialect.create_connect_args(make_url(address))
    told = {"connect_timeout": 10, **values}
    return {**told, "options": f"{told.get('options', '')} -csearch_path={schema}".strip()}


def app_of(address: str, schema: str) -> App:
    """The queue, not open yet: no task belongs to it."""
    app = App(connector=PsycopgConnector(kwargs=connecting(address, schema), min_size=1))
    app.job_manager = Patient(app.connector)
    return app


def crawl_job(source: Source) -> Job:
    """The job of crawling a source: one in the queue at a time, and one at its host."""
    return Job(
        queue=CRAWL,
        task_name=CRAWL,
        lock=urls.host(source.home),
        queueing_lock=source.id,
        task_kwargs={"source": source.id},
    )


class Backoff(BaseRetryStrategy):
    """What was put back goes on at once; what failed after 20, 60 … seconds, up to ``TRIES``."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Whether and when ``job`` is taken up again, by whichever worker."""
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": _AGAIN})
        if job.attempts >= TRIES:
            return None
        return RetryDecision(retry_in={"seconds": 20 * 3**job.attempts})


class Patient(JobManager):
    """Tells that a job has ended as soon as the database hears it again.

    Untold, it would be in the hands of a worker for ever that is alive and knows nothing of it.
    """

    async def finish_job_by_id_async(self, job_id: int, status: Status, delete_job: bool) -> None:
        """As before, but for ``PATIENCE`` seconds."""
        await _told(lambda: super(Patient, self).finish_job_by_id_async(job_id, status, delete_job))

    async def retry_job_by_id_async(self, job_id: int, *args: Any, **values: Any) -> None:
        """As before, but for ``PATIENCE`` seconds."""
        await _told(lambda: super(Patient, self).retry_job_by_id_async(job_id, *args, **values))


async def _told(tell: Callable[[], Awaitable[None]]) -> None:
    until = monotonic() + PATIENCE
    while True:
        try:
            return await tell()
        except ConnectorException as error:
            cause = error.__cause__
            if isinstance(cause, psycopg.errors.RaiseException):
                # told already, though we did not hear it; or another has taken it over meanwhile
                return event("job is not in hand any more", problem=str(cause))
            if monotonic() > until or not isinstance(cause, psycopg.OperationalError):
                raise
        await asyncio.sleep(1)
