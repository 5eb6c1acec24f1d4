"""SourceSpider: the one spider. Its callbacks turn answers into findings; nothing else does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from scrapers import urls
from scrapers.ahead import AHEAD, Answered
from scrapers.article import Article
from scrapers.doors.teaser import Reading, Teaser
from scrapers.doors.wordpress import asked_at
from scrapers.keeper import Keeper
from scrapers.looking import RESTING, TURNED_OVER, Looking, Shown, shown_by
from scrapers.memory import (
    Answer,
    Finding,
    Kept,
    Missing,
    Owed,
    PageFinding,
    Recollection,
    Refused,
    RobotsSeen,
    Unanswered,
    Unchanged,
    Validators,
)
from scrapers.net import browser, indexing
from scrapers.net.challenges import is_challenge
from scrapers.net.failures import let_go, reason_of
from scrapers.net.gate import GATE, Busy
from scrapers.net.headers import accept_language, content_type
from scrapers.net.measuring import measured
from scrapers.net.names import CHALLENGE, is_final, is_silence
from scrapers.net.revalidation import conditions, unchanged, validators
from scrapers.net.robots import Robots, RobotsUnreachable
from scrapers.plan import Asking, Plan
from scrapers.report import NO_DOOR, CrawlReport, Tally, silent
from scrapers.source import Door, Source
from scrapers.topics import OFF_TOPIC, on_topic
from scrapers.workers import Refusal, Workers, read_and_pack, read_door

SILENT = 5
"""Pages in a row without an answer after which the rest of a source waits for the next run."""
STOPPED = "shutdown"
"""Scrapy's word for the end of a crawl that somebody stopped."""
_LATER = (408, 425, 429, 500, 502, 503, 504)


class SourceSpider(Spider):
    """Crawls one source: its doors, the articles they show, what is owed and what is due.

    Without ``keeper`` and ``workers`` (as under ``scrapy crawl``) findings go nowhere else and
    the spider has a worker pool of its own. What doors answered ``ahead``, by their addresses, is
    not asked for again.
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
        ahead: Mapping[str, Answered] | None = None,
        **kwargs: Any,
    ) -> None:
        given = source or self.source
        doors = (recollection or Recollection()).doors_of(given)
        # what has been found is a list, and no article, as much as what is pinned
        self.source = given.model_copy(update={"doors": doors})
        super().__init__(name=self.source.id, **kwargs)
        self.memory = recollection or Recollection()
        self.keeper = keeper
        self.now = now or datetime.now(UTC)
        self.stopped = False
        self.tally = Tally()
        self.plan = Plan(self.source, self.memory, self.now)
        self._workers = workers
        self._own_workers: Workers | None = None
        self._ahead = ahead or {}
        self._looked: list[Looking] = []
        self._silent = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy asks for it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.source.browser and not browser.missing():
            browser.use(crawler.settings, spider.source.languages)
        crawler.signals.connect(spider.failed, signal=signals.spider_error)
        return spider

    def failed(self, failure: Failure, response: Response) -> None:
        """A callback of ours broke down: the source has failed, and says so."""
        self.tally.problems.append(f"{response.url}: {type(failure.value).__name__}")

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end."""
        self.stopped = reason == STOPPED
        if self._own_workers:
            self._own_workers.__exit__(None, None, None)
        for refusal, number in browser.refused(self.crawler.stats).items():
            self.tally.dropped[f"part of a page: {refusal}"] += number
        if self.keeper is None and (problem := self.report().problem):
            self.logger.error("%s: %s", self.source.id, problem)

    def report(self) -> CrawlReport:
        """What the crawl came to."""
        # a door beside the main one may have nothing to show for a while, such as a list of events
        for door in self.source.doors[1:]:
            if self.tally.doors.get(door.url) in RESTING:
                del self.tally.doors[door.url]
                self.tally.dropped["door without news"] += 1
        return self.tally.report(self.source.id, self.now)

    def last_findings(self) -> Iterator[Finding]:
        """What can be said only at the end: robots.txt files read, unreached pages, doors seen."""
        robots = self.crawler.get_downloader_middleware(Robots)
        for netloc, body in robots.read.items() if robots else ():
            yield RobotsSeen(self.source.id, netloc, body)
        for finding in self.plan.owed():
            self.tally.count(finding, new=False)
            yield finding
        if self.plan.left:
            self.tally.dropped["pages over the limit of a run"] += self.plan.left
        for looking in self._looked:
            if looking.left_out:
                self.tally.dropped["older pages left out"] += looking.left_out
            if seen := looking.seen():
                yield seen

    async def start(self) -> AsyncIterator[Request]:
        """The doors. What is owed or due is asked for when one of them is found to be in order.

        A site all of whose doors are out of order may be somebody else's.
        """
        if self.source.browser and (missing := browser.missing()):
            self.tally.problems.append(missing)
            return
        if not self.source.doors:
            self.tally.problems.append(NO_DOOR)
            return
        for door in self.source.doors:
            yield self._door_request(door)

    async def read_door(
        self, response: Response, looking: Looking
    ) -> AsyncIterator[Request | Finding]:
        """A door's answer into the articles it tells itself and requests for those it shows."""
        if unchanged(response, looking.known.validators if looking.known else None):
            for asking in self.plan.first():
                yield self._page_request(asking)
            return
        reading = await self._read(response, looking.door)
        shown = self._shown(reading)
        if trouble := looking.trouble(reading, shown, self.memory.pages):
            self._trouble(looking.door, trouble)
        if trouble == TURNED_OVER or (trouble and not shown.keys):
            return
        # a door that could not be read to its end is not asked conditionally
        looking.validators = Validators() if trouble else validators(response)
        for asking in self.plan.first():
            yield self._page_request(asking)
        async for outcome in self._go_on(looking, shown):
            yield outcome

    async def read_older(
        self, response: Response, looking: Looking
    ) -> AsyncIterator[Request | Finding]:
        """The same of a further page of a door, which costs the door nothing if it fails."""
        reading = await self._read(response, looking.door)
        if reading.trouble:
            self._lost(looking, reading.trouble)
        async for outcome in self._go_on(looking, self._shown(reading)):
            yield outcome

    async def _read(self, response: Response, door: Door) -> Reading:
        if _is_challenge(response):
            return Reading(trouble=CHALLENGE)
        if response.status != 200:
            return Reading(trouble=f"http {response.status}")
        if indexing.NOFOLLOW in self._forbidden(response):
            return Reading(trouble=indexing.NOFOLLOW)
        async with GATE.reading(len(response.body)):
            read = await self._parsers().run(
                read_door,
                *(door, response.body, response.url, content_type(response)),
                *(self.source, self.now),
            )
        return Reading(trouble=read.reason) if isinstance(read, Refusal) else read

    def _shown(self, reading: Reading) -> Shown:
        shown = shown_by(reading, self.source)
        dropped = {"foreign address": len(shown.foreign), "no address": shown.nameless}
        self.tally.dropped.update(dropped)
        return shown

    async def _go_on(self, looking: Looking, shown: Shown) -> AsyncIterator[Request | Finding]:
        pages = self.memory.pages
        for key, article in looking.told(shown, pages):
            yield self._told(self._taken(key, article))
        for asking in self.plan.shown(shown.teasers, looking.known):
            yield self._page_request(asking)
        for address in looking.older(shown, pages):
            yield self._older_request(address, looking)
        looking.note(shown)

    async def read_page(
        self, response: Response, key: str, teaser: Teaser | None
    ) -> AsyncIterator[Finding]:
        """An article page's answer into one finding."""
        self._silent = 0
        yield self._told(await self._judge(response, key, teaser))

    def page_failed(self, failure: Failure) -> Iterator[Finding]:
        """A page that could not be had at all: owed, unless it may not be asked for."""
        request: Request = failure.request  # type: ignore[attr-defined]
        key, teaser = request.cb_kwargs["key"], request.cb_kwargs["teaser"]
        reason = _why(failure, request)
        if is_final(reason):
            yield self._told(Refused(self.source.id, key, request.meta["asked"], reason))
            return
        asked = not isinstance(failure.value, Busy | RobotsUnreachable)
        yield self._told(self._put_off(key, teaser, reason, asked=asked))
        if not is_silence(reason):
            return
        self._silent += 1
        if self._silent == SILENT:
            self.tally.problems.append(silent(SILENT, reason))
        if self._silent >= SILENT:
            raise CloseSpider("silent")

    def door_failed(self, failure: Failure) -> None:
        """A door that could not be had at all."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._trouble(request.cb_kwargs["looking"].door, _why(failure, request))

    def older_failed(self, failure: Failure) -> None:
        """A further page of a door that could not be had at all."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._lost(request.cb_kwargs["looking"], _why(failure, request))

    async def _judge(self, response: Response, key: str, teaser: Teaser | None) -> PageFinding:
        source, status, page = self.source, response.status, self.memory.pages.get(key)
        asked: str = response.request.meta["asked"]  # type: ignore[union-attr]
        if page and unchanged(response, page.validators):
            return Unchanged(source.id, key)
        if status in (404, 410) and page:
            return Missing(source.id, key)
        if _is_challenge(response):
            return self._put_off(key, teaser, CHALLENGE)
        if status in _LATER:
            return self._put_off(key, teaser, f"http {status}")
        if status != 200:
            return Refused(source.id, key, asked, f"http {status}")
        if indexing.NOINDEX in self._forbidden(response):
            return Refused(source.id, key, asked, indexing.NOINDEX)
        if not source.owns(response.url):
            return Refused(source.id, key, asked, "foreign address")
        if response.url != asked and source.is_list(urls.canonical(response.url) or response.url):
            # sites send to their front page what they no longer have
            return Missing(source.id, key) if page else Refused(source.id, key, asked, "front page")
        async with GATE.reading(len(response.body)):
            read = await self._parsers().run(
                read_and_pack,
                *(response.body, response.url, content_type(response)),
                *(source, self.now, teaser),
                self.memory.furniture,
            )
        if isinstance(read, Refusal):
            if read.ours:
                return self._put_off(key, teaser, read.reason)
            return Refused(source.id, key, asked, read.reason)
        article, body = read
        assert self.crawler.engine
        article = await measured(article, self.crawler.engine.download_async)
        # what has no date yet is read anew at its next look, unchanged or not
        seen = validators(response) if article.published else Validators()
        known = len(self.memory.furniture)
        answer = Answer(response.url, content_type(response), body, teaser, known)
        return Kept(source.id, key, asked, article, source.key(article.url), seen, answer)

    def _forbidden(self, response: Response) -> set[str]:
        values = response.headers.getlist("X-Robots-Tag")
        return indexing.of_header((value.decode("latin-1") for value in values), self.now)

    def _parsers(self) -> Workers:
        if self._workers is None:  # under Scrapy's own commands, when there is something to parse
            self._workers = self._own_workers = Workers()
        return self._workers

    def _taken(self, key: str, article: Article) -> PageFinding:
        """What becomes of an article that a door tells itself."""
        if not on_topic(article, self.source.topics):
            return Refused(self.source.id, key, article.url, OFF_TOPIC)
        return Kept(self.source.id, key, article.url, article, key, Validators())

    def _put_off(
        self, key: str, teaser: Teaser | None, reason: str, *, asked: bool = True
    ) -> PageFinding:
        if teaser is None:
            return Unanswered(self.source.id, key, reason)
        return Owed(self.source.id, key, teaser, reason, asked)

    def _told(self, finding: PageFinding) -> PageFinding:
        self.plan.settled(finding.key)
        self.tally.count(finding, new=finding.key not in self.memory.pages)
        return finding

    def _door_request(self, door: Door) -> Request:
        looking = Looking(self.source, door, self.memory.known(self.source, door))
        self._looked.append(looking)
        return self._request(
            asked_at(door),
            looking.known.validators if looking.known else None,
            callback=self.read_door,
            errback=self.door_failed,
            cb_kwargs={"looking": looking},
            meta={AHEAD: self._ahead[door.url]} if door.url in self._ahead else None,
            priority=10,
        )

    def _older_request(self, address: str, looking: Looking) -> Request:
        return self._request(
            address,
            None,
            callback=self.read_older,
            errback=self.older_failed,
            cb_kwargs={"looking": looking},
            priority=5,
        )

    def _page_request(self, asking: Asking) -> Request:
        return self._request(
            asking.url,
            asking.validators,
            callback=self.read_page,
            errback=self.page_failed,
            cb_kwargs={"key": asking.key, "teaser": asking.teaser},
            meta={"asked": asking.url},
        )

    def _request(self, url: str, known: Validators | None, **options: Any) -> Request:
        headers = {"Accept-Language": accept_language(self.source.languages)}
        headers |= conditions(known) if known else {}
        request = Request(url, headers=headers, dont_filter=True, **options)
        request.meta[browser.RENDERED] = self.source.browser
        return request

    def _trouble(self, door: Door, reason: str) -> None:
        self.tally.doors.setdefault(door.url, reason)

    def _lost(self, looking: Looking, reason: str) -> None:
        looking.broken_off = True
        self.tally.dropped[f"older page: {reason}"] += 1


def _is_challenge(response: Response) -> bool:
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return is_challenge(headers, response.body)


def _why(failure: Failure, request: Request) -> str:
    reason = reason_of(failure, request.url)
    let_go(failure)
    return reason
