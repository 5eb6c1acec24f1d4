"""Each test lets something happen in a worker process, and asks the pool for more afterwards."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from scrapers.article import Article
from scrapers.doors.teaser import Reading, Teaser
from scrapers.source import Door, FeedDoor, ListingDoor, SitemapDoor, WordPressDoor
from scrapers.workers import MEMORY, Refusal, Workers, read_article, read_door
from tests.scrapers import mishaps
from tests.scrapers.example import NOW, PROSE, TITLE, URL, source

SECONDS = 0.6
"""How long the pool of these tests waits; nothing here takes a tenth of it by right."""


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, seconds=SECONDS) as pool:
        asyncio.run(pool.run(mishaps.echo, "started"))
        yield pool


def run(workers: Workers, *calls: tuple[Any, ...]) -> list[Any]:
    """What the calls give, made at the same time, or a failure of ours after a wide margin."""

    async def all_of_them() -> list[Any]:
        async with asyncio.timeout(30):
            return list(await asyncio.gather(*(workers.run(*call) for call in calls)))

    return asyncio.run(all_of_them())


def test_what_a_function_gives_comes_back(workers: Workers):
    assert run(workers, (mishaps.echo, TITLE), (mishaps.echo, None)) == [TITLE, None]


@pytest.mark.parametrize(
    ("mishap", "reason"),
    [
        (mishaps.holds, "parser-timeout"),
        (mishaps.takes_all_memory, "out-of-memory"),
        (mishaps.leaves, "parser-crash"),
        (mishaps.crashes, "parser-crash"),
        (mishaps.raises, "parser-error"),
        (mishaps.raises_a_timeout, "parser-error"),
        (mishaps.raises_with_two_arguments, "parser-error"),
        (mishaps.raises_unpackable, "parser-error"),
        (mishaps.never_ends, "parser-error"),
        (mishaps.exits, "parser-error"),
        (mishaps.gives_a_function, "parser-error"),
        (mishaps.gives_what_cannot_be_read, "parser-error"),
    ],
)
def test_a_mishap_comes_back_as_a_refusal_and_the_pool_goes_on(
    workers: Workers, mishap: Callable[[], object], reason: str
):
    assert run(workers, (mishap,)) == [Refusal(reason, ours=True)]
    assert run(workers, (mishaps.echo, "still here")) == ["still here"]


def test_a_page_that_waits_behind_slow_ones_is_not_their_fault_s_victim(workers: Workers):
    results = run(workers, (mishaps.holds,), (mishaps.holds,), (mishaps.echo, "patient"))
    assert results == [
        Refusal("parser-timeout", ours=True),
        Refusal("parser-timeout", ours=True),
        "patient",
    ]


def test_the_memory_of_a_worker_is_limited(workers: Workers):
    (left,) = run(workers, (mishaps.room_left,))
    assert 0 < left <= MEMORY


def test_what_a_page_took_is_free_again_for_the_next(workers: Workers):
    outcomes = run(workers, *[(mishaps.takes_all_memory,), (mishaps.takes_much,)] * 5)
    assert outcomes == [Refusal("out-of-memory", ours=True), MEMORY // 2] * 5


# Real pages.


def article(body: bytes, teaser: Teaser | None = None) -> tuple[Any, ...]:
    return (read_article, body, URL, "text/html; charset=utf-8", source(), NOW, teaser)


def test_an_article_comes_back_from_its_bytes(workers: Workers):
    body = f"<h1>{TITLE}</h1><p>2021. június 4.</p>{PROSE}".encode()
    (read,) = run(workers, article(body))
    assert isinstance(read, Article)
    assert (read.title, read.html) == (TITLE, PROSE)
    assert read.published is not None
    assert read.published.iso() == "2021-06-04"


def test_a_page_that_cannot_be_read_is_refused_by_name(workers: Workers):
    calls = [article(body) for body in (b"", bytes(5_000), b"<div>" * 500, PROSE.encode())]
    assert run(workers, *calls) == [
        *(Refusal(reason) for reason in ("empty", "binary", "too-deep", "no-title")),
    ]


def test_a_page_that_would_hold_the_parser_is_a_refusal(workers: Workers):
    body = b"<p " + b" ".join(b"a%d=x" % n for n in range(200_000)) + b">szia</p>"
    assert run(workers, article(body)) == [Refusal("parser-timeout", ours=True)]
    assert run(workers, (mishaps.echo, "still here")) == ["still here"]


def test_a_feed_with_a_very_long_summary_does_not_hold_the_parser():
    summary = "&lt;p&gt;x&lt;/p&gt;" * 16_000
    item = f"<item><title>x</title><link>/egy</link><description>{summary}</description></item>"
    body = f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
    door = FeedDoor(kind="feed", url=URL)
    with Workers(1) as pool:
        (reading,) = run(pool, (read_door, door, body, URL, "application/rss+xml", source(), NOW))
    assert isinstance(reading, Reading)


@pytest.mark.parametrize(
    ("door", "body"),
    [
        (
            FeedDoor(kind="feed", url=URL),
            "<rss version='2.0'><channel><item><link>/a</link>"
            "<pubDate>2021-06-04T12:30:00</pubDate></item></channel></rss>",
        ),
        (
            WordPressDoor(kind="wordpress", url=URL),
            '[{"link": "/a", "date_gmt": null, "date": "2021-06-04T12:30:00"}]',
        ),
        (
            SitemapDoor(kind="sitemap", url=URL),
            "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/a</loc>"
            "<n:news><n:publication_date>2021-06-04T12:30:00</n:publication_date></n:news></url></urlset>",
        ),
    ],
)
def test_what_a_door_tells_without_a_zone_is_meant_in_the_source_s(door: Door, body: str):
    romanian = source(country="ro")
    (teaser,) = read_door(door, body.encode(), URL, "application/xml", romanian, NOW).teasers
    assert teaser.published is not None
    assert teaser.published.iso() == "2021-06-04T12:30:00+03:00"


def test_doors_are_read_in_a_worker_by_their_kind(workers: Workers):
    feed = (
        b"<rss version='2.0'><channel><item><title>x</title><link>/egy</link></item>"
        b"</channel></rss>"
    )
    page = b"<h2><a href=/egy>x</a></h2><a href=/ketto>y</a>"
    listing = ListingDoor(kind="listing", url=URL, links="h2 a")
    rss = FeedDoor(kind="feed", url=URL)
    expected = Reading((Teaser("https://www.pelda.hu/egy", "x"),))
    assert run(
        workers,
        (read_door, rss, feed, URL, "application/rss+xml", source(), NOW),
        (read_door, listing, page, URL, "text/html", source(), NOW),
        (read_door, rss, page, URL, "text/html", source(), NOW),
        (read_door, listing, b"", URL, "text/html", source(), NOW),
    ) == [expected, expected, Reading(trouble="not-a-feed"), Reading(trouble="empty")]
