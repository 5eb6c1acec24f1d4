"""Enqueuing: one job for each source that is due and has none yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from procrastinate import SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from sqlalchemy import make_url

from aggregator.archive.archive import Archive
from aggregator.archive.failures import told
from aggregator.distributed.jobs import CRAWL, connecting, crawl_job, schema_of
from aggregator.errors import ArchiveFailed
from scrapers.source import Source


@dataclass(frozen=True, slots=True)
class Enqueued:
    """How many sources were enqueued, and how many were queued or in hand already."""

    enqueued: int
    already: int

    def told(self, waiting: int) -> str:
        """That for people; ``waiting`` sources were not due."""
        many = "source" if self.enqueued == 1 else "sources"
        return f"{self.enqueued} {many} enqueued, {self.already} queued already, {waiting} not due"


def enqueue(archive: Archive, address: str, sources: Sequence[Source]) -> Enqueued:
    """Enqueue those of ``sources`` that are neither queued nor in the hands of a worker.

    All or none; ``address`` is that of the archive.
    """
    schema = schema_of(archive)
    try:
        with psycopg.connect(**connecting(address, schema)) as connection:
            # no worker takes a job meanwhile: one that is in hand would seem to be neither
            connection.execute("LOCK TABLE procrastinate_jobs IN SHARE ROW EXCLUSIVE MODE")
            rows = connection.execute(
                "SELECT queueing_lock FROM procrastinate_jobs"
                " WHERE task_name = %s AND status IN ('todo', 'doing')",
                (CRAWL,),
            )
            there = {name for (name,) in rows}
            fresh = [crawl_job(one) for one in sources if one.id not in there]
            if fresh:
                JobManager(SyncPsycopgConnector()).batch_defer_jobs(fresh, connection)
    except (psycopg.Error, ConnectorException) as error:
        cause = error.__cause__ or error
        raise ArchiveFailed("jobs", told(cause, make_url(address))) from error
    return Enqueued(len(fresh), len(sources) - len(fresh))
