"""Articles on their whole way: kept in an archive, grouped, told as stories by addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article, membership, relation
from aggregator.archive.sources import keep_sources
from aggregator.group import Grouped, group
from scrapers.memory import Kept
from scrapers.source import Source
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import MONDAY, kept
from tests.aggregator.archive.findings import article as found
from tests.aggregator.stories.corpus.prose import news

Stories = set[frozenset[tuple[str, str]]]
"""Stories as their members: role and address without scheme."""


@contextmanager
def sqlite(folder: Path) -> Iterator[Archive]:
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        yield archive


def emptied(archive: Archive, findings: Iterable[Kept], sources: Iterable[Source] = ()) -> Archive:
    """The archive with nothing in it but the sources of ``findings`` and these."""
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(
            connection, [source(name) for name in sorted({one.source for one in findings})]
        )
        keep_sources(connection, sources)
    return archive


def source(name: str) -> Source:
    return Source(id=name, name=name, organisation=name, home=f"https://{name}.example.hu/")


def finding(where: str, text: str, **more: Any) -> Kept:
    """An article at ``source/path``."""
    name, _, path = where.partition("/")
    return kept(found(name, **{"path": path, "title": "Cím", "text": text, **more}))


def prose(seed: int, words: int = 120) -> str:
    """Paragraphs that share no sentence with those of another seed."""
    return news(Random(seed), date(2021, 6, 1), words).text


def add(
    archive: Archive, findings: Sequence[Kept], now: datetime = MONDAY, **options: Any
) -> Grouped:
    """Keep what a run found, and group it."""
    ArchiveMemory(archive).keep(findings, now)
    return group(archive, None, now, **options)


def told(archive: Archive, *batches: Sequence[Kept]) -> Stories:
    """The stories of an emptied archive to which articles came in batches, a run for each."""
    emptied(archive, [one for batch in batches for one in batch])
    for batch in batches:
        add(archive, batch)
    return stories(archive)


def stories(archive: Archive) -> Stories:
    query = (
        select(membership.c.story, membership.c.role, article.c.url)
        .join(article, article.c.id == membership.c.article)
        .where(membership.c.until.is_(None))
    )
    homes: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    with archive.read() as connection:
        for row in connection.execute(query):
            homes[row.story].add((row.role, place(row.url)))
    return set(map(frozenset, homes.values()))


def together(some: Stories) -> list[list[str]]:
    """The addresses of each story of several articles, sorted."""
    return sorted(sorted(url for _, url in one) for one in some if len(one) > 1)


def sizes(some: Stories) -> list[int]:
    """How many articles the stories have, the largest first."""
    return sorted(map(len, some), reverse=True)


def count_of_relations(archive: Archive) -> int:
    with archive.read() as connection:
        return connection.scalar(select(func.count()).select_from(relation)) or 0


def place(url: str) -> str:
    """An address as ``finding`` takes it, where it is one of these."""
    return url.removeprefix("https://").replace(".example.hu/", "/", 1)
