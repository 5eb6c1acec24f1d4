"""robots.txt after RFC 9309: what cannot be read forbids, and Crawl-delay is kept."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from scrapers import urls
from scrapers.net.failures import FORBIDDEN, OF_THE_HOST, reason_of
from scrapers.net.gate import GATE

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5: at least 500 KiB)."""


class RobotsUnreachable(IgnoreRequest):
    """A host's robots.txt could not be read, so nothing may be asked for (RFC 9309, 2.3.1)."""


class RobotsForbidden(IgnoreRequest):
    """robots.txt forbids the address."""


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware with the three rules that it leaves out."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
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

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._robots_error(IgnoreRequest(f"http {response.status}"), netloc)
            return
        # any other answer that is no robots.txt allows everything (2.3.1.3)
        body = response.body[:LARGEST] if response.status == 200 else b""
        readable = response.replace(body=body)
        await super()._parse_robots(readable, netloc, request)
        parser = self._parsers[netloc]
        if isinstance(parser, RobotParser):
            GATE.slow(urls.host(request.url), parser.crawl_delay(self._default_useragent) or 0.0)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        why = reason_of(exc, f"http://{netloc}/")
        self._unreachable[netloc] = why if why in OF_THE_HOST else f"robots.txt: {why}"
        super()._robots_error(exc, netloc)
