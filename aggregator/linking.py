"""``links``: what listing pages show, read as a crawl would read them, and nothing stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aggregator.options import Told
from aggregator.trying import NOWHERE, answers_of, owner_of
from scrapers.article import Published
from scrapers.doors.listing import Shown
from scrapers.fetch import Fetched
from scrapers.source import Source
from scrapers.workers import Refusal, Workers, read_listing


def listings(pages: Sequence[str], addresses: Sequence[str], given: Told) -> list[dict[str, Any]]:
    """What each page lists, in the order of ``pages`` (files or addresses).

    ``addresses`` are those of the files, in their order. Each record has ``refused``: why it gives
    no article, or ``None``. Raises ``ConfigError`` for a file that cannot be read.
    """
    sources = given.sources()
    return asyncio.run(_read(answers_of(pages, addresses, given), sources))


async def _read(answers: Sequence[Fetched], sources: Sequence[Source]) -> list[dict[str, Any]]:
    now = datetime.now(UTC)
    with Workers() as workers:
        results = [
            await workers.run(
                read_listing,
                *(answer.body, answer.url, answer.content_type, owner_of(answer.url, sources)),
                now,
            )
            if answer.problem is None
            else Refusal(answer.problem)
            for answer in answers
        ]
    return [_record(*pair) for pair in zip(answers, results, strict=True)]


def _record(answer: Fetched, result: Shown | Refusal) -> dict[str, Any]:
    record: dict[str, Any] = {
        "asked": answer.asked,
        "url": None if answer.url == NOWHERE else answer.url,
        "score": 0.0,
        "links": [],
        "articles": [],
        "older": [],
    }
    if isinstance(result, Refusal):
        return {**record, "refused": result.reason}
    found = {
        "score": result.score,
        "links": [
            {
                "url": one.url,
                "title": one.title,
                "date": _iso(one.published),
                "summary": one.summary,
            }
            for one in result.links
        ],
        "articles": [
            {"url": one.url, "title": one.title, "date": _iso(one.published), "text": one.text}
            for one in result.articles
        ],
        "older": list(result.older),
    }
    return {**record, **found, "refused": result.trouble}


def _iso(published: Published | None) -> str | None:
    return published.iso() if published else None
