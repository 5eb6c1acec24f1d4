"""The whole flow: crawl, keep, group, publish. Each stage reads what the one before has stored."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from aggregator.archive.archive import Archive
from aggregator.archive.doors import ACCEPTED, unpin_doors
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import keep_descriptions
from aggregator.archive.sources import histories, keep_reports, keep_sources
from aggregator.config import Config
from aggregator.due import History, next_turn
from aggregator.errors import Busy
from aggregator.group import Grouped, group
from aggregator.heal import NOTHING, Verdict, ailing, heal
from aggregator.leasing import GROUP, PUBLISH, UPDATE, crawl_of, leased, leased_of
from aggregator.log import event
from aggregator.publishing.publish import in_words, publish
from aggregator.rereading import read_again
from scrapers.crawl import NOBODY, Manners, crawl
from scrapers.memory import Finding
from scrapers.reactor import run
from scrapers.report import CrawlReport, Watcher
from scrapers.source import Source
from scrapers.workers import Workers


@dataclass(frozen=True, slots=True)
class Withheld:
    """Passes on to ``watcher`` what a first crawl finds, but not that a source has failed."""

    watcher: Watcher

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
    with archive.read() as connection:
        known = histories(connection)

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
) -> tuple[CrawlReport, ...]:
    """Crawl the sources into the archive; one report each, kept there too.

    Not those that somebody else crawls at the moment; raises ``Busy`` where that is all of them.
    Starts the process's reactor, once per process, unless there is nothing to crawl.
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
        return run(crawl_and_heal(mine, free, manners, now, watcher, keep_answers=keep_answers))


async def crawl_and_heal(
    archive: Archive,
    sources: Sequence[Source],
    manners: Manners,
    now: datetime,
    watcher: Watcher = NOBODY,
    workers: Workers | None = None,
    *,
    keep_answers: bool = True,
) -> tuple[CrawlReport, ...]:
    """Crawl, heal what needs it, and crawl what was healed; the last report of each source.

    Before it, what an older reader read is read again, so that what differs is the pages' doing;
    after it, what reads otherwise by what was learnt of the sites that told something. ``workers``
    are those of a caller who has more for them to do. A coroutine of the installed asyncio reactor
    (see ``reactor``).
    """
    with archive.write() as connection:
        keep_descriptions(connection, sources, now)
        keep_sources(connection, sources, now)
        unpin_doors(connection, sources, now)
    memory = ArchiveMemory(archive, keep_answers=keep_answers)
    with nullcontext(workers) if workers else Workers() as pool:

        async def crawled(some: Sequence[Source], watcher: Watcher) -> dict[str, CrawlReport]:
            reports = await crawl(some, memory, manners, now, watcher, pool)
            with archive.write() as connection:
                keep_reports(connection, reports)
            return {report.source: report for report in reports}

        await read_again(archive, sources, pool, now)
        reports = await crawled(sources, Withheld(watcher))
        failed = [one for one in sources if reports[one.id].problem]
        verdicts = await heal(archive, ailing(archive, failed, now), manners, pool, now)
        healed = [one for one in failed if verdicts.get(one.id, NOTHING).outcome == ACCEPTED]
        again = await crawled(healed, watcher) if healed else {}
        every = (reports | again).values()
        told = {one.source for one in every if one.articles or one.unchanged or one.missing}
        learnt = [one for one in sources if one.id in told or one in failed]
        await read_again(archive, learnt, pool, now)
    for one in failed:
        if one.id not in again:
            reports[one.id] = _explained(reports[one.id], verdicts.get(one.id, NOTHING))
            watcher.heard(reports[one.id])
    return tuple((reports | again).values())


def _explained(report: CrawlReport, verdict: Verdict) -> CrawlReport:
    """A report that failed, with what the search for another door came to."""
    told = "; ".join(filter(None, (report.problem, verdict.told)))
    return replace(report, problem=told)


@dataclass(frozen=True, slots=True)
class Updated:
    """What a run came to: reports of the sources, articles grouped, files whose bytes changed."""

    reports: tuple[CrawlReport, ...]
    grouped: Grouped
    changed: tuple[str, ...]

    @property
    def problems(self) -> list[CrawlReport]:
        """The reports of the sources that failed."""
        return [report for report in self.reports if report.problem]

    def told(self, config: Config, waiting: int = 0) -> str:
        """The run in a few lines for people; ``waiting`` sources were not due."""
        many = "source" if len(self.reports) == 1 else "sources"
        failed = f", {len(self.problems)} failed" if self.problems else ""
        later = f", {waiting} not due" if waiting else ""
        return (
            f"{len(self.reports)} {many}{failed}{later}: {self.grouped.articles} new or changed"
            f" articles, {self.grouped.minted} new stories\n"
            f"{in_words(self.changed)} changed in {config.output}"
        )


def update(
    archive: Archive,
    sources: Sequence[Source],
    manners: Manners,
    config: Config,
    now: datetime,
    watcher: Watcher = NOBODY,
) -> Updated:
    """Crawl, keep, group and publish; raises ``Busy`` where another run does."""
    kept = config.keep_answers
    with leased(archive, UPDATE) as mine:
        reports = crawl_sources(mine, sources, manners, now, watcher, keep_answers=kept)
        with leased(mine, GROUP) as alone:
            grouped = group(alone, config.address, now)
        with leased(mine, PUBLISH) as alone:
            changed = publish(alone, config, now)
    return Updated(reports, grouped, changed)
