"""robots.txt after RFC 9309: what cannot be read forbids; it is remembered for a day."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from scrapers import urls
from scrapers.net.failures import reason_of
from scrapers.net.gate import GATE
from scrapers.net.names import FORBIDDEN, OF_THE_HOST

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5: at least 500 KiB)."""


class RobotsUnreachable(IgnoreRequest):
    """A host's robots.txt could not be read, so nothing may be asked for (RFC 9309, 2.3.1)."""


class RobotsForbidden(IgnoreRequest):
    """robots.txt forbids the address."""


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware with the rules that it leaves out.

    ``read`` are the bodies that were read in this run, by network location (host and port); empty
    where a host says that it has none. What the spider's ``memory`` holds is not asked for.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.read: dict[str, bytes] = {}
        self._unreachable: dict[str, str] = {}

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise ``RobotsUnreachable`` or ``RobotsForbidden`` for what may not be asked for."""
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            raise RobotsForbidden(FORBIDDEN) from error
        if request.meta.get("dont_obey_robotstxt"):
            return
        if why := self._unreachable.get(urlparse_cached(request).netloc):
            raise RobotsUnreachable(why)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the host: those remembered, else those it is asked for now."""
        netloc = urlparse_cached(request).netloc
        if netloc not in self._parsers and (body := self._remembered(netloc)) is not None:
            parser = self._parserimpl.from_crawler(self.crawler, body)
            self._parsers[netloc] = parser
            self._slow(request, parser)
        return await super().robot_parser(request)

    def give(self) -> dict[str, bytes]:
        """What was read since this was last asked, by network location; rules are let go of.

        So one crawler may ask any number of hosts. One that has no rules to give is not asked
        again.
        """
        for netloc, parser in list(self._parsers.items()):
            if isinstance(parser, RobotParser):
                del self._parsers[netloc]
        settled = [netloc for netloc in self.read if netloc not in self._parsers]
        return {netloc: self.read.pop(netloc) for netloc in settled}

    def _remembered(self, netloc: str) -> bytes | None:
        spider: Any = self.crawler.spider
        memory = getattr(spider, "memory", None)  # who only fetches pages has none
        known = memory.robots.get(netloc) if memory else None
        return known.body if known and known.serves(spider.now) else None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        status = response.status
        if status >= 500 or status == 429:
            self._robots_error(IgnoreRequest(f"http {status}"), netloc)
            return
        # any other answer that is no robots.txt allows everything (2.3.1.3)
        body = response.body[:LARGEST] if status == 200 else b""
        if status == 200 or 400 <= status < 500:
            self.read[netloc] = body
        await super()._parse_robots(response.replace(body=body), netloc, request)
        parser = self._parsers[netloc]
        if isinstance(parser, RobotParser):
            self._slow(request, parser)

    def _slow(self, request: Request, parser: RobotParser) -> None:
        agent = self._robotstxt_useragent or self._default_useragent
        GATE.slow(urls.host(request.url), parser.crawl_delay(agent) or 0.0)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        why = reason_of(exc, f"http://{netloc}/")
        self._unreachable[netloc] = why if why in OF_THE_HOST else f"robots.txt: {why}"
        super()._robots_error(exc, netloc)
