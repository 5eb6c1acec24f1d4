"""A worker: takes jobs for as long as it runs, beside any number of others."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from procrastinate import App, JobContext
from procrastinate.exceptions import ProcrastinateException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.worker import Worker
from sqlalchemy import make_url

from aggregator.archive.archive import Archive
from aggregator.archive.articles import ungrouped
from aggregator.archive.failures import shown, told
from aggregator.archive.leases import LASTS
from aggregator.config import Config
from aggregator.distributed.jobs import CARE, CRAWL, STORIES, TRIES, Backoff, app_of, schema_of
from aggregator.errors import ArchiveFailed, Problem
from aggregator.leasing import crawl_of, leased
from aggregator.log import event
from aggregator.update import crawl_and_heal, due_sources
from aggregator.watch import Watch
from scrapers import urls
from scrapers.crawl import BROWSERS, Manners
from scrapers.errors import ScraperError
from scrapers.net.gate import GATE
from scrapers.source import Source
from scrapers.stopping import unless
from scrapers.workers import Workers

STALLED = LASTS + timedelta(seconds=30)
"""How long a worker may be silent before its jobs are given to others: until then the leases of
one that was killed have run out."""
FINISHING = 20.0
"""Seconds in which what is in hand comes to its end when a worker is told to stop."""
EVERY = "*/5 * * * *"
"""When new articles are grouped, and stories published."""
KEPT = 24
"""Hours for which the jobs that are done can be looked at."""
_PROGRAM = "from aggregator.cli import main; main()"
_BUSY = 75
_UNREACHED = "its jobs cannot be reached; start the worker again"
_TAKE_OVER = "take over"


@dataclass(frozen=True, slots=True)
class Trade:
    """What a worker works with; ``load`` reads the source of an id, or raises ``NotFound``.

    ``stories`` says whether it groups and publishes, too.
    """

    archive: Archive
    config: Config
    manners: Manners
    load: Callable[[str], Source]
    stories: bool = True
    stalled: timedelta = STALLED


async def work(trade: Trade, concurrency: int, stop: asyncio.Event) -> None:
    """Take jobs, so many sources at once, until ``stop`` is set; then all are done or put back.

    A coroutine of the installed asyncio reactor (see ``reactor``). Raises ``ArchiveFailed`` where
    the queue cannot be reached any more, and what kept it from keeping what it found.
    """
    address = trade.config.archive
    app = app_of(address, schema_of(trade.archive))
    silent = trade.stalled.total_seconds()
    try:
        with Workers() as pool, Watch(0, quiet=True) as watch:
            broken = _learn(app, trade, pool, watch, stop)
            async with app.open_async(), _looking_after(app, trade):
                working = app.run_worker_async(
                    queues=[CRAWL, CARE, STORIES] if trade.stories else [CRAWL, CARE],
                    concurrency=concurrency,
                    shutdown_graceful_timeout=FINISHING,
                    install_signal_handlers=False,
                    update_heartbeat_interval=min(10.0, silent / 4),
                    stalled_worker_timeout=silent,
                    worker_middleware=[_telling],
                )
                await unless(stop, working)
    except ProcrastinateException as error:
        said = told(error.__cause__ or error, make_url(address))
        raise ArchiveFailed(shown(make_url(address)), f"{_UNREACHED} ({said})") from error
    if broken:
        raise broken[0]
    if not stop.is_set():
        raise ArchiveFailed(shown(make_url(address)), _UNREACHED)


def _learn(
    app: App, trade: Trade, pool: Workers, watch: Watch, stop: asyncio.Event
) -> Sequence[Problem]:
    """Make tasks of what a worker can do; why it could not go on, as soon as that is so."""
    broken: list[Problem] = []
    browsers = asyncio.Semaphore(BROWSERS)

    @app.task(name=CRAWL, queue=CRAWL, retry=Backoff())
    async def crawl(source: str) -> None:
        one, now = trade.load(source), datetime.now(UTC)
        loopback = bool(trade.manners.allow)
        if not due_sources(trade.archive, [one], now, loopback=loopback):
            event("not due any more", source=source)
            return
        keep = trade.config.keep_answers
        place = browsers if one.browser else nullcontext()
        async with place, _alone(trade.archive, crawl_of(source)) as mine:
            try:
                reports = await crawl_and_heal(
                    mine, [one], trade.manners, now, watch, pool, keep_answers=keep, stop=stop
                )
            except Problem as problem:
                # what is found cannot be kept, and the crawl goes on by itself until we are gone
                broken.append(problem)
                stop.set()
                raise
        if not reports:  # it was told to stop in the midst of it
            raise asyncio.CancelledError
        # whoever comes next may be on another machine, and knows nothing of this one's gate
        await GATE.rest(urls.host(one.home))

    # one after the other, wherever they run: what shares a lock goes by the order of its jobs
    @app.periodic(cron=EVERY)
    @app.task(name="group", queue=STORIES, lock=STORIES, queueing_lock="group", priority=1)
    async def group(timestamp: int) -> None:
        with trade.archive.read() as connection:
            waiting = ungrouped(connection)
        if waiting:
            await run_command("group", trade.config)

    @app.periodic(cron=EVERY)
    @app.task(name="publish", queue=STORIES, lock=STORIES, queueing_lock="publish", priority=1)
    async def publish(timestamp: int) -> None:
        await run_command("publish", trade.config)

    @app.periodic(cron="7 * * * *")
    @app.task(name="tidy", queue=CARE, queueing_lock="tidy", priority=1)
    async def tidy(timestamp: int) -> None:
        await app.job_manager.delete_old_jobs(
            KEPT, include_failed=True, include_cancelled=True, include_aborted=True
        )

    return broken


@asynccontextmanager
async def _alone(archive: Archive, name: str) -> AsyncIterator[Archive]:
    """``leased``, in a thread: it may have to wait for others that write."""
    lease = leased(archive, name)
    mine = await asyncio.to_thread(lease.__enter__)
    try:
        yield mine
    finally:
        await asyncio.to_thread(lease.__exit__, *sys.exc_info())


@asynccontextmanager
async def _looking_after(app: App, trade: Trade) -> AsyncIterator[None]:
    """Meanwhile take from the dead what they had in hand."""
    looking = asyncio.create_task(_look_after(app, trade))
    try:
        yield
    finally:
        looking.cancel()


async def _look_after(app: App, trade: Trade) -> None:
    """Not a job: all places for jobs may be taken, and whoever does it may die of it, too."""
    silent = trade.stalled.total_seconds()
    while True:
        with suppress(ProcrastinateException, Problem):  # if it matters the worker ends of itself
            if await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent):
                # one at a time: what another has just put back may be in good hands already
                async with _alone(trade.archive, _TAKE_OVER):
                    dead = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent)
                    for job in dead:
                        await _take_over(app, job)
        await asyncio.sleep(silent / 5)


async def _take_over(app: App, job: Job) -> None:
    """Put a dead worker's job back, or end it: one that comes every few minutes comes again."""
    again = job.queue == CRAWL and job.attempts < TRIES
    event("taken over" if again else "given up", logging.WARNING, job=job.call_string)
    if again:
        with suppress(UniqueViolation):  # the same is queued anew
            await app.job_manager.retry_job(job)
            return
    await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


async def _telling(call: Callable[[], Awaitable[Any]], context: JobContext, _: Worker) -> Any:
    """Do a job; tell what goes wrong with it."""
    try:
        return await call()
    except Exception as error:
        ours = isinstance(error, Problem | ScraperError)
        said = str(error) if ours else f"{type(error).__name__}: {error}"
        event("job failed", logging.ERROR, job=context.job.call_string, problem=said)
        raise


async def run_command(name: str, config: Config) -> None:
    """Run one of the program's commands beside this process, which goes on with its crawls.

    Not in a thread: such could not be stopped. Raises ``Problem`` where it fails; one that is busy
    elsewhere has not failed.
    """
    told = {"KLASZTERHIREK_ARCHIVE": config.archive, "KLASZTERHIREK_OUTPUT": str(config.output)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _PROGRAM, name, "--quiet", env={**os.environ, **told}
    )
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if code == _BUSY:
        event("busy", command=name)
    elif code:
        raise Problem(name, f"ended with {code}")
