"""The whole flow: crawl, keep, group, publish. Each stage reads what the one before has stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aggregator.alarming import tell_alarms
from aggregator.archive.answers import in_question
from aggregator.archive.archive import Archive
from aggregator.archive.doors import ACCEPTED, unpin_doors
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import keep_descriptions
from aggregator.archive.sources import histories, keep_reports, keep_sources
from aggregator.config import Config
from aggregator.due import History, next_turn
from aggregator.errors import Busy
from aggregator.group import Grouped, group
from aggregator.leasing import GROUP, PUBLISH, UPDATE, crawl_of, leased, leased_of
from aggregator.log import event
from aggregator.publishing.publish import in_words, publish
from aggregator.publishing.troubles import note_troubles
from aggregator.rereading import read_again
from scrapers.crawl import NOBODY, Manners, crawl
from scrapers.memory import Finding
from scrapers.reactor import run
from scrapers.report import CrawlReport, Watcher
from scrapers.source import Source
from scrapers.stopping import unless
from scrapers.workers import Workers

if TYPE_CHECKING:
    from aggregator.heal import Verdict


@dataclass(frozen=True, slots=True)
class Withheld:
    """Passes on to ``watcher`` what a first crawl finds, but not that a source has failed."""

    watcher: Watcher

    def begun(self, source: str) -> None:
        """Pass it on."""
        self.watcher.begun(source)

    def found(self, finding: Finding) -> None:
        """Pass it on."""
        self.watcher.found(finding)

    def heard(self, report: CrawlReport) -> None:
        """Pass it on, unless the source may yet be healed."""
        if not report.problem:
            self.watcher.heard(report)


def due_sources(
    archive: Archive, sources: Sequence[Source], now: datetime, *, loopback: bool = False
) -> tuple[Source, ...]:
    """Those of ``sources`` whose turn it is (see ``due``).

    The interval is a courtesy to the public web: on ``loopback``, or whatever else was allowed
    besides it, every source takes each turn that its own file does not forbid.
    """
    only = sources[0].id if len(sources) == 1 else None
    with archive.read() as connection:
        known = histories(connection, only)

    def is_due(source: Source) -> bool:
        waits = source.every or not loopback
        history = known.get(source.id, History()) if waits else History()
        return next_turn(source, history, now).due(now)

    return tuple(filter(is_due, sources))


def crawl_sources(
    archive: Archive,
    sources: Sequence[Source],
    manners: Manners,
    now: datetime,
    watcher: Watcher = NOBODY,
    *,
    keep_answers: bool = True,
    longest: timedelta | None = None,
) -> tuple[CrawlReport, ...]:
    """Crawl the sources into the archive; one report each, kept there too.

    Not those that somebody else crawls at the moment; raises ``Busy`` where that is all of them.
    After ``longest``, or at a signal, what is under way is read and kept, and no more; sources that
    are not through then have no report, and stay due. Starts the process's reactor, once per
    process, unless there is nothing to crawl.
    """
    if not sources:
        return ()
    leases = {crawl_of(one.id): one for one in sources}
    with leased_of(archive, *leases) as (mine, taken):
        if not taken:
            raise Busy("crawl", "another run crawls these sources; this one leaves them alone")
        free = [one for name, one in leases.items() if name in taken]
        for name in sorted(leases.keys() - taken):
            event("busy", source=leases[name].id)
        stop = asyncio.Event()
        crawled = crawl_and_heal(
            mine, free, manners, now, watcher, keep_answers=keep_answers, stop=stop
        )
        return run(crawled, stop, longest.total_seconds() if longest else None)


async def crawl_and_heal(
    archive: Archive,
    sources: Sequence[Source],
    manners: Manners,
    now: datetime,
    watcher: Watcher = NOBODY,
    workers: Workers | None = None,
    *,
    keep_answers: bool = True,
    stop: asyncio.Event | None = None,
) -> tuple[CrawlReport, ...]:
    """Crawl, heal what needs it, and crawl what was healed; the last report of each source.

    Before it, what an older reader read is read again, so that what differs is the pages' doing;
    after it, what reads otherwise by what was learnt of the sites that told something. ``workers``
    are those of a caller who has more for them to do. Once ``stop`` is set, what is under way is
    kept, and sources that are not through have no report. A coroutine of the installed asyncio
    reactor (see ``reactor``).
    """
    stop = stop or asyncio.Event()
    # writing may have to wait for others: in a thread, so that nothing here waits with it
    await asyncio.to_thread(_keep_sources, archive, sources, now)
    memory = ArchiveMemory(archive, keep_answers=keep_answers)
    with nullcontext(workers) if workers else Workers() as pool:

        async def crawled(some: Sequence[Source], watcher: Watcher) -> dict[str, CrawlReport]:
            reports = await crawl(some, memory, manners, now, watcher, pool, stop)
            await asyncio.to_thread(_keep_reports, archive, reports)
            return {report.source: report for report in reports}

        await unless(stop, read_again(archive, _in_question(archive, sources), pool, now))
        reports = await crawled(sources, Withheld(watcher))
        failed = [one for one in sources if one.id in reports and reports[one.id].problem]
        verdicts = await _healed(archive, failed, manners, pool, now, stop) if failed else {}
        healed = [one for one in failed if verdicts[one.id].outcome == ACCEPTED]
        again = await crawled(healed, watcher) if healed else {}
        every = (reports | again).values()
        told = {one.source for one in every if one.articles or one.unchanged or one.missing}
        learnt = [one for one in sources if one.id in told or one in failed]
        await unless(stop, read_again(archive, learnt, pool, now))
    for one in failed:
        if one.id not in again:
            reports[one.id] = _explained(reports[one.id], verdicts[one.id])
            watcher.heard(reports[one.id])
    return tuple((reports | again).values())


def _in_question(archive: Archive, sources: Sequence[Source]) -> list[Source]:
    with archive.read() as connection:
        ids = in_question(connection, [one.id for one in sources])
    return [one for one in sources if one.id in ids]


async def _healed(
    archive: Archive,
    failed: Sequence[Source],
    manners: Manners,
    workers: Workers,
    now: datetime,
    stop: asyncio.Event,
) -> dict[str, Verdict]:
    """What looking for another door came to with each source that failed, by its id."""
    # loaded only where something has failed
    from aggregator.heal import NOTHING, ailing, heal

    patients = ailing(archive, failed, now)
    verdicts = await unless(stop, heal(archive, patients, manners, workers, now)) or {}
    return {one.id: verdicts.get(one.id, NOTHING) for one in failed}


def _keep_sources(archive: Archive, sources: Sequence[Source], now: datetime) -> None:
    with archive.write() as connection:
        keep_descriptions(connection, sources, now)
        keep_sources(connection, sources, now)
        unpin_doors(connection, sources, now)


def _keep_reports(archive: Archive, reports: Sequence[CrawlReport]) -> None:
    with archive.write() as connection:
        keep_reports(connection, reports)


def _explained(report: CrawlReport, verdict: Verdict) -> CrawlReport:
    """A report that failed, with what the search for another door came to."""
    told = "; ".join(filter(None, (report.problem, verdict.told)))
    return replace(report, problem=told)


@dataclass(frozen=True, slots=True)
class Updated:
    """What a run came to: reports of the sources, articles grouped, files whose bytes changed, and
    whether whoever runs the program was told of all that is new with sources.
    """

    reports: tuple[CrawlReport, ...]
    grouped: Grouped
    changed: tuple[str, ...]
    told_all: bool

    @property
    def problems(self) -> list[CrawlReport]:
        """The reports of the sources that failed."""
        return [report for report in self.reports if report.problem]

    def told(self, config: Config, waiting: int = 0, left: int = 0) -> str:
        """The run in a few lines for people; ``waiting`` sources were not due, others ``left``."""
        many = "source" if len(self.reports) == 1 else "sources"
        failed = f", {len(self.problems)} failed" if self.problems else ""
        later = f", {waiting} not due" if waiting else ""
        rest = f", {left} left for the next run" if left else ""
        crawled = f"{len(self.reports)} {many}{failed}{later}{rest}"
        return (
            f"{crawled}: {self.grouped.articles} new or changed articles,"
            f" {self.grouped.minted} new stories\n"
            f"{in_words(self.changed)} changed in {config.output}"
        )


def update(
    archive: Archive,
    sources: Sequence[Source],
    manners: Manners,
    config: Config,
    now: datetime,
    watcher: Watcher = NOBODY,
    *,
    known: Sequence[Source],
    longest: timedelta | None = None,
) -> Updated:
    """Crawl ``sources`` of all that are ``known``, for the ``longest`` time given, keep, group,
    note how those fare, publish, and mail what is new with them.

    Raises ``Busy`` where another run does.
    """
    kept = config.keep_answers
    with leased(archive, UPDATE) as mine:
        reports = crawl_sources(
            mine, sources, manners, now, watcher, keep_answers=kept, longest=longest
        )
        with leased(mine, GROUP) as alone:
            grouped = group(alone, config.address, now)
        with leased(mine, PUBLISH) as alone:
            note_troubles(alone, known, config, now)
            changed = publish(alone, config, now)
        told_all = tell_alarms(mine, config, now)
    return Updated(reports, grouped, changed, told_all)
