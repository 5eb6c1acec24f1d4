"""What others would write: Scrapy with nothing of ours.

    python -m loopback.bare FILE none|trafilatura [robots]

asks for the addresses in a file, one a line, and does nothing with the answers, or reads each with
trafilatura in the callback. With ``robots`` it asks for robots.txt, too.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

CONNECTIONS, ALL = 2, 8
"""Requests under way at a host and in all: those of ours."""


class Bare(Spider):
    """Asks for addresses."""

    name = "bare"
    addresses: list[str]

    async def start(self) -> AsyncIterator[Request]:
        """Each address, in order."""
        for address in self.addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """Count what is there."""
        yield {"url": response.url, "bytes": len(response.body)}


class Reading(Bare):
    """Reads articles, too."""

    name = "reading"

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """An article, if there is one."""
        from trafilatura import bare_extraction

        document = bare_extraction(response.body, url=response.url, with_metadata=True)
        if document:
            yield {**document.as_dict(), "body": None}


def main() -> None:
    """Ask for all addresses; fail where an answer is missing or an article was not read."""
    file, how, *obeys = sys.argv[1:]
    addresses = Path(file).read_text().split()
    settings = {
        "CONCURRENT_REQUESTS": ALL,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONNECTIONS,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": bool(obeys),
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
    }
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(Reading if how == "trafilatura" else Bare)
    process.crawl(crawler, addresses=addresses)
    process.start()
    scraped = crawler.stats.get_value("item_scraped_count") if crawler.stats else None
    if scraped != len(addresses):
        raise SystemExit(f"{scraped} of {len(addresses)} read")


if __name__ == "__main__":
    main()
