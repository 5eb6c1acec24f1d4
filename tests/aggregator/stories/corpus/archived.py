"""A corpus in an archive: its articles kept as a crawl would, and what grouping made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import groupby, islice
from operator import attrgetter

from sqlalchemy import select

from aggregator.archive.archive import Archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article, membership, relation
from aggregator.archive.sources import keep_sources
from scrapers.article import BUDAPEST, Article, Published
from scrapers.memory import Kept, Validators
from scrapers.source import Source
from scrapers.urls import host
from tests.aggregator.stories.corpus.figures import Grouping
from tests.aggregator.stories.corpus.labelled import Labelled

HOLDING = ("quotes", "contains")


def batches(articles: Iterable[Labelled], size: int) -> Iterator[list[Labelled]]:
    """Articles as they come, so many at a time."""
    left = iter(articles)
    while batch := list(islice(left, size)):
        yield batch


def keep(archive: Archive, batch: Iterable[Labelled]) -> datetime:
    """Keep articles, each on the day on which it is first seen; the last evening."""
    memory, now = ArchiveMemory(archive), evening(date.min.replace(year=1970))
    for day, found in groupby(batch, key=attrgetter("first_seen")):
        now = evening(day)
        memory.keep([kept(one) for one in found], now)
    return now


def keep_known(archive: Archive, articles: Iterable[Labelled], named: Iterable[Source]) -> None:
    """Note the sources of articles: those ``named``, others by what their articles tell."""
    known = {one.id: one for one in named}
    for one in articles:
        if one.source not in known:
            home = f"https://{host(one.url)}/"
            known[one.source] = Source(
                id=one.source, name=one.source, organisation=one.source, home=home
            )
    with archive.write() as connection:
        keep_sources(connection, known.values())


def evening(day: date) -> datetime:
    """The last minute of a day in Budapest: when a crawl finds what appeared on it."""
    return datetime.combine(day, time(23, 59), BUDAPEST)


def kept(one: Labelled) -> Kept:
    """The finding of an article at its own address."""
    html = "".join(f"<p>{paragraph}</p>" for paragraph in one.text.split("\n\n"))
    found = Article(
        source=one.source, url=one.url, title=one.title, text=one.text, html=html,
        published=_published(one.published), language="hu",
    )  # fmt: skip
    key = one.url.partition("://")[2]
    return Kept(one.source, key, one.url, found, key, Validators())


def grouping(archive: Archive, ids: Mapping[str, int]) -> Grouping:
    """What an archive says of articles whose ids are given by their addresses."""
    with archive.read() as connection:
        rows = connection.execute(select(article.c.id, article.c.url)).all()
        number = {row.id: ids[row.url] for row in rows if row.url in ids}
        current = select(membership).where(membership.c.until.is_(None))
        members = connection.execute(current).all()
        holding = select(relation).where(
            relation.c.until.is_(None), relation.c.host.is_not(None), relation.c.kind.in_(HOLDING)
        )
        relations = connection.execute(holding).all()
    homes = {number[one.article]: (one.story, one.role) for one in members if one.article in number}
    pairs = ((one.host, one.article + one.other - one.host, one.kind) for one in relations)
    holds = [(number[a], number[b], kind) for a, b, kind in pairs if a in number and b in number]
    return Grouping(homes, holds)


def _published(at: datetime | None) -> Published | None:
    if at is None:
        return None
    local = at.astimezone(BUDAPEST)
    day = local.time() == time(0)
    return Published(local, "day" if day else "minute", "json-ld", local.isoformat())
