"""Look-up and insertion in an archive of a million fingerprinted articles, beside an empty one.

The articles and their fingerprints are rows made directly, without texts worth mentioning. Into
both archives the same real articles are kept and grouped, batch by batch in turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, NamedTuple

from sqlalchemy import insert

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.codec import article_row
from aggregator.archive.schema import article, fingerprint, wording
from aggregator.archive.sources import keep_sources
from aggregator.group import group
from scrapers.article import READER, Article
from scrapers.source import Source
from tests.aggregator.stories.corpus.archived import batches, keep, keep_known
from tests.aggregator.stories.corpus.labelled import Labelled

EACH = 26
"""Fingerprints of an article of 250 words."""
ROWS = 100_000
"""Rows that are inserted at once."""
BATCH = 200
HOME = Source(id="rows", name="Sorok", organisation="Sorok", home="https://rows.example.hu/")
SEEN = datetime(2013, 1, 1, tzinfo=UTC)

Row = dict[str, Any]


class Took(NamedTuple):
    """Seconds of the processor and of the clock for grouping, seconds of the clock for keeping."""

    processor: float
    clock: float
    keeping: float


def compare(size: int, articles: Callable[[], Iterator[Labelled]], named: Sequence[Source]) -> None:
    """Fill an archive, feed it and an empty one, and print what each article took."""
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("empty.sqlite", "full.sqlite")]
        with (
            open_archive(f"sqlite:///{files[0]}") as empty,
            open_archive(f"sqlite:///{files[1]}") as full,
        ):
            fill(full, size)
            print(f"{size:,} articles: {files[1].stat().st_size / 1e6:,.0f} MB")
            spent: tuple[list[Took], list[Took]] = ([], [])
            for batch in batches(articles(), BATCH):
                for archive, took in zip((empty, full), spent, strict=True):
                    keep_known(archive, batch, named)
                    took.append(fed(archive, batch))
            report(spent, BATCH * len(spent[0]))


def fed(archive: Archive, batch: Sequence[Labelled]) -> Took:
    """What it takes to keep and group a batch."""
    started = perf_counter()
    now = keep(archive, batch)
    began, clock = process_time(), perf_counter()
    group(archive, None, now)
    return Took(process_time() - began, perf_counter() - clock, clock - started)


def report(spent: Sequence[Sequence[Took]], articles: int) -> None:
    """Print milliseconds per article in the empty archive, in the full one, and their ratio."""
    for at, name in enumerate(Took._fields):
        empty, full = (1000 * sum(one[at] for one in took) / articles for took in spent)
        print(f"{name:12} empty {empty:8.2f} ms  full {full:8.2f} ms  ratio {full / empty:.2f}")


def fill(archive: Archive, size: int) -> None:
    """Put so many articles and their fingerprints into an archive, as if grouped long ago."""
    indexes = sorted(fingerprint.indexes, key=lambda index: str(index.name))
    with archive.write() as connection:
        keep_sources(connection, [HOME])
        for index in indexes:
            index.drop(connection)
    for table, rows in (
        (article, article_rows(size)),
        (wording, wording_rows(size)),
        (fingerprint, fingerprint_rows(size)),
    ):
        while part := [*islice(rows, ROWS)]:
            with archive.write() as connection:
                connection.execute(insert(table), part)
    with archive.write() as connection:
        for index in indexes:
            index.create(connection)


def article_rows(size: int) -> Iterator[Row]:
    """Grouped articles of one line."""
    same = article_row(Article("rows", HOME.home, "Sor", "Sor", "<p>Sor</p>"))
    same |= {"reader": READER, "first_seen": SEEN, "last_seen": SEEN}
    for number in range(1, size + 1):
        digest = blake2b(str(number).encode(), digest_size=16).hexdigest()
        own = {"key": str(number), "url": f"{HOME.home}{number}"}
        yield {**same, **own, "id": number, "digest": digest, "grouped": digest}


def wording_rows(size: int) -> Iterator[Row]:
    """Wordings of 250 tokens of which only the hash is kept."""
    same = {"digest": "", "length": 250, "forms": b"", "ends": b""}
    for number, hash in zip(range(1, size + 1), rising(size), strict=True):
        yield {**same, "article": number, "hash": hash}


def fingerprint_rows(size: int) -> Iterator[Row]:
    """Random hashes, each of some article."""
    random = Random(2)
    for hash in rising(EACH * size):
        yield {"hash": hash, "article": random.randint(1, size)}


def rising(count: int) -> Iterator[int]:
    """So many random 64-bit hashes in rising order, in which they are inserted soonest."""
    random, step = Random(1), (1 << 64) // count
    return (at * step - (1 << 63) + random.randrange(step) for at in range(count))
