"""The work of many machines: what is enqueued, and the worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from aggregator.commands.manners import log
from aggregator.errors import ConfigError
from aggregator.options import (
    ArchiveOption,
    LogOption,
    NetworkOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    Told,
    VerboseOption,
    told,
)

commands = typer.Typer()


@commands.command()
def worker(
    concurrency: Annotated[
        int, typer.Option("--concurrency", min=1, help="Sources crawled at once.")
    ] = 8,
    crawl_only: Annotated[
        bool,
        typer.Option("--crawl-only", help="Leave grouping and publishing to other workers."),
    ] = False,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    output: OutputOption = None,
    allow_network: NetworkOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Crawl what update --enqueue has enqueued, beside any number of other workers.

    Every five minutes one of them groups what is new, and publishes. Needs an archive on
    PostgreSQL. Runs until a signal ends it; what it has in hand then is finished, or put back.
    """
    log(quiet, verbose, log_format)
    given = told(archive, sources, output, allow_network)
    manners = given.manners()
    with _shared(given):
        import asyncio

        from aggregator.distributed.worker import Trade, work
        from scrapers.reactor import run

        if not crawl_only:
            from aggregator.publishing.publish import check_output

            check_output(given.config.output)
        given.sources()  # a file that cannot be used is told before anything begins
        with given.archive() as opened:
            if not quiet:
                typer.echo(f"Waiting for jobs, {concurrency} at once. Ctrl+C ends.")
            trade = Trade(opened, given.config, manners, given.source, stories=not crawl_only)
            stop = asyncio.Event()
            run(work(trade, concurrency, stop), stop)


def enqueue_due(given: Told, names: list[str] | None, now: datetime, *, quiet: bool) -> None:
    """Enqueue those of the sources that are due, for workers to crawl.

    What is new with sources is noted and mailed as by an update: workers know only their own.
    """
    from aggregator.alarming import tell_alarms
    from aggregator.pinging import ping
    from aggregator.publishing.troubles import note_troubles

    known, config = given.sources(), given.config
    named, manners = given.to_crawl(names), given.manners()
    with _shared(given):
        from aggregator.distributed.enqueue import enqueue
        from aggregator.update import due_sources

        with given.archive() as opened:
            due = due_sources(opened, named, now, loopback=bool(manners.allow))
            done = enqueue(opened, config.archive, due)
            note_troubles(opened, known, config, now)
            told_all = tell_alarms(opened, config, now)
    if config.ping and told_all and not names:
        ping(config.ping)
    if not quiet:
        typer.echo(done.told(len(named) - len(due)))


@contextmanager
def _shared(given: Told) -> Iterator[None]:
    """Tell in one line what is missing for machines to share the work."""
    try:
        from aggregator.distributed.jobs import check
    except ModuleNotFoundError as error:
        raise ConfigError(
            "workers",
            f"{error.name} is not installed; pip install 'klaszterhirek[distributed]'",
        ) from error
    check(given.config.archive)
    yield
