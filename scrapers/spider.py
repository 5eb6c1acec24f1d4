"""SourceSpider: the one spider. Its callbacks turn answers into findings; nothing else does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from scrapers.doors.teaser import Teaser
from scrapers.keeper import Keeper
from scrapers.memory import (
    DoorSeen,
    Finding,
    Kept,
    Missing,
    Owed,
    Recollection,
    Refused,
    Unchanged,
)
from scrapers.net.failures import reason_of
from scrapers.net.revalidation import conditional, unchanged, validators
from scrapers.net.robots import RobotsForbidden
from scrapers.report import CrawlReport, Tally
from scrapers.source import Door, Source
from scrapers.workers import Refusal, Workers, read_article, read_door

PAGES = 200
"""Article pages asked for in one run of one source; what is shown beyond them is owed."""
RECHECKS = 20
"""Known pages looked at again in one run although no door shows a change."""
_LATER = (408, 425, 429, 500, 502, 503, 504)


class SourceSpider(Spider):
    """Crawls one source: its doors, the articles they show, what is owed and what is due.

    Without ``keeper`` and ``workers`` (as under ``scrapy crawl``) findings go nowhere else and
    the spider has a worker pool of its own.
    """

    source: Source

    def __init__(
        self,
        source: Source | None = None,
        *,
        recollection: Recollection | None = None,
        keeper: Keeper | None = None,
        workers: Workers | None = None,
        now: datetime | None = None,
        **kwargs: Any,
    ) -> None:
        self.source = source or self.source
        super().__init__(name=self.source.id, **kwargs)
        self.memory = recollection or Recollection()
        self.keeper = keeper
        self.now = now or datetime.now(UTC)
        self.tally = Tally()
        self._own_workers = None if workers else Workers()
        self._workers = workers or self._own_workers
        self._pending: dict[str, Teaser] = {}
        self._asked: set[str] = set()
        self._doors: list[DoorSeen] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy asks for it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.failed, signal=signals.spider_error)
        return spider

    def failed(self, failure: Failure, response: Response) -> None:
        """A callback of ours broke down: the source has failed, and says so."""
        self.tally.problems.append(f"{response.url}: {type(failure.value).__name__}")

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end."""
        if self._own_workers:
            self._own_workers.__exit__(None, None, None)

    def report(self) -> CrawlReport:
        """What the crawl came to."""
        return self.tally.report(self.source.id, self.now)

    def last_findings(self) -> Iterator[Finding]:
        """What can be said only when every callback is through: unreached pages, doors seen."""
        for key, teaser in self._pending.items():
            self.tally.counts["owed"] += 1
            yield Owed(self.source.id, key, teaser, "not reached")
        yield from self._doors

    async def start(self) -> AsyncIterator[Request]:
        """Doors first, then owed pages, then known ones that are due."""
        if not self.source.doors:
            self.tally.problems.append(
                f"no door is known yet; add a [[door]] to {self.source.id}.toml"
            )
            return
        for door in self.source.doors:
            yield self._door_request(door)
        for key, teaser in self.memory.owed.items():
            for request in self._ask(key, teaser):
                yield request
        due = [(key, page) for key, page in self.memory.pages.items() if page.due(self.now)]
        for key, page in sorted(due, key=lambda item: item[1].asked)[:RECHECKS]:
            for request in self._ask(key, Teaser(page.url)):
                yield request

    async def read_door(self, response: Response, door: Door) -> AsyncIterator[Request]:
        """A door's answer into requests for the articles it shows."""
        known = self.memory.doors.get(door.url)
        if unchanged(response, known.validators if known else None):
            return
        if response.status != 200:
            self._trouble(door, f"http {response.status}")
            return
        assert self._workers is not None
        reading = await self._workers.run(
            read_door, door, response.body, response.url, content_type(response)
        )
        trouble = reading.reason if isinstance(reading, Refusal) else reading.trouble
        if trouble:
            self._trouble(door, trouble)
        if isinstance(reading, Refusal):
            return
        marks: dict[str, str] = {}
        for teaser in reading.teasers:
            if not self.source.owns(teaser.url):
                self.tally.dropped["foreign address"] += 1
                continue
            key = self.source.key(teaser.url)
            marks[key] = teaser.mark
            shown = known.marks.get(key) if known else None
            if key not in self.memory.pages or (shown is not None and shown != teaser.mark):
                for request in self._ask(key, teaser):
                    yield request
        if not trouble:
            seen = DoorSeen(self.source.id, door.url, door.kind, validators(response), marks)
            self._doors.append(seen)

    async def read_page(
        self, response: Response, key: str, teaser: Teaser
    ) -> AsyncIterator[Finding]:
        """An article page's answer into one finding."""
        finding = await self._judge(response, key, teaser)
        self._pending.pop(key, None)
        self._count(finding)
        yield finding

    async def _judge(self, response: Response, key: str, teaser: Teaser) -> Finding:
        source, status, page = self.source, response.status, self.memory.pages.get(key)
        if page and unchanged(response, page.validators):
            return Unchanged(source.id, key)
        if status in (404, 410) and page:
            return Missing(source.id, key)
        if status in _LATER:
            return Owed(source.id, key, teaser, f"http {status}")
        if status != 200:
            return Refused(source.id, key, teaser.url, f"http {status}")
        if not source.owns(response.url):
            return Refused(source.id, key, teaser.url, "foreign address")
        assert self._workers is not None
        read = await self._workers.run(
            read_article,
            *(response.body, response.url, content_type(response), source, self.now, teaser),
        )
        seen = validators(response)
        if isinstance(read, Refusal):
            return Refused(source.id, key, teaser.url, read.reason, seen)
        article_key = source.key(read.url)
        return Kept(source.id, key, teaser.url, read, article_key, seen)

    def page_failed(self, failure: Failure) -> Iterator[Finding]:
        """A page that could not be had at all: owed, unless it may not be asked for."""
        request: Request = failure.request  # type: ignore[attr-defined]
        key, teaser = request.cb_kwargs["key"], request.cb_kwargs["teaser"]
        reason = reason_of(failure, request.url)
        finding: Finding = Owed(self.source.id, key, teaser, reason)
        if isinstance(failure.value, RobotsForbidden) or _final(reason):
            finding = Refused(self.source.id, key, teaser.url, reason)
        self._pending.pop(key, None)
        self._count(finding)
        yield finding

    def door_failed(self, failure: Failure) -> None:
        """A door that could not be had at all."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._trouble(request.cb_kwargs["door"], reason_of(failure, request.url))

    def _door_request(self, door: Door) -> Request:
        known = self.memory.doors.get(door.url)
        request = Request(
            door.url,
            callback=self.read_door,
            errback=self.door_failed,
            cb_kwargs={"door": door},
            dont_filter=True,
            priority=10,
        )
        return conditional(request, known.validators if known else None)

    def _ask(self, key: str, teaser: Teaser) -> Iterator[Request]:
        if key in self._asked:
            return
        self._asked.add(key)
        self._pending[key] = teaser
        if len(self._asked) > PAGES:
            return
        page = self.memory.pages.get(key)
        request = Request(
            teaser.url,
            callback=self.read_page,
            errback=self.page_failed,
            cb_kwargs={"key": key, "teaser": teaser},
            dont_filter=True,
        )
        yield conditional(request, page.validators if page else None)

    def _trouble(self, door: Door, reason: str) -> None:
        self.tally.problems.append(f"{door.url}: {reason}")

    def _count(self, finding: Finding) -> None:
        match finding:
            case Kept():
                self.tally.counts["articles"] += 1
            case Unchanged():
                self.tally.counts["unchanged"] += 1
            case Missing():
                self.tally.counts["missing"] += 1
            case Owed():
                self.tally.counts["owed"] += 1
            case Refused(reason=reason):
                self.tally.dropped[reason] += 1


def _final(reason: str) -> bool:
    """Whether asking again tomorrow would only bring the same."""
    return reason in ("answer too large", "too many redirections", "private address refused")


def content_type(response: Response) -> str:
    """The answer's Content-Type as received; empty if it names none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
