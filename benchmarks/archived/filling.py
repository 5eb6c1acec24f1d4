"""Filling an archive: the rows of articles as if they had been crawled and grouped long ago."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import NamedTuple

from sqlalchemy import Connection, create_engine, func, insert, inspect, make_url, select, text

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.codec import article_row, digest
from aggregator.archive.index.documents import Document, documents_of, index_of
from aggregator.archive.index.place import place
from aggregator.archive.index.spellings import learn_spellings
from aggregator.archive.schema import (
    article,
    credit,
    document,
    event,
    membership,
    metadata,
    page,
    revision,
    story,
)
from aggregator.archive.sources import keep_sources
from aggregator.archive.versions import SAID
from aggregator.query.words import facet, stems, terms
from archived.articles import CHUNK, Made, Row, made, sources
from scrapers.article import READER

WORKERS = 2
BATCH = 10_000
"""Articles that are kept in one transaction: about 300 MB."""


class Ready(NamedTuple):
    """An article with what is to be found of it."""

    made: Made
    documents: tuple[Document, ...]


def fill(url: str, size: int, seed: int, on_progress: Callable[[int], None]) -> None:
    """Make an archive of so many articles at an address where nothing is."""
    if make_url(url).get_backend_name() == "postgresql":
        _schema(url, "CREATE SCHEMA IF NOT EXISTS")
    with open_archive(url) as archive:
        with archive.write() as connection:
            keep_sources(connection, sources())
        with _without_indices(archive):
            articles = chain.from_iterable(_made(size, seed))
            known: set[str] = set()
            done = 0
            while batch := [*islice(articles, BATCH)]:
                with archive.write() as connection:
                    _keep(connection, batch, known)
                    _check(connection, batch)
                done += len(batch)
                on_progress(done)
    _settle(url)


def drop(url: str) -> None:
    """Drop an archive's schema on PostgreSQL."""
    _schema(url, "DROP SCHEMA IF EXISTS", "CASCADE")


def articles_in(archive: Archive) -> int:
    """How many articles an archive has."""
    with archive.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(article)) or 0)


def _made(size: int, seed: int) -> Iterator[list[Ready]]:
    """All articles in order, made by other processes that are never far ahead."""
    with ProcessPoolExecutor(WORKERS) as processes:
        ahead: deque[Future[list[Ready]]] = deque()
        for first in range(1, size + 1, CHUNK):
            ahead.append(processes.submit(_ready, size, seed, first))
            if len(ahead) > 4 * WORKERS:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _ready(size: int, seed: int, first: int) -> list[Ready]:
    return [Ready(one, tuple(_documents(one))) for one in made(size, seed, first)]


def _keep(connection: Connection, batch: list[Ready], known: set[str]) -> None:
    articles = [one.made for one in batch]
    documents = [version for one in batch for version in one.documents]
    for table, rows in (
        (article, [_article(one) for one in articles]),
        (revision, [_revision(one) for one in articles if one.edited]),
        (page, [_page(one) for one in articles]),
        (story, [_story(one) for one in articles if one.story == one.number]),
        (membership, [_membership(one) for one in articles]),
        (event, [_told(one, one.event) for one in articles if one.event]),
        (credit, [_told(one, one.credit) for one in articles if one.credit]),
        (document, [one.row() for one in documents]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    index_of(connection).put(connection, ((one.place, one.terms) for one in documents))
    new = {word for one in documents for word in f"{one.title} {one.text}".split()} - known
    text = " ".join(sorted(new))
    learn_spellings(connection, {text: stems(text, len(new))})
    known |= new


def _check(connection: Connection, batch: list[Ready]) -> None:
    """See to it that what is to be found is what the program would have made of the articles."""
    made = {one.place: one.row() for one in documents_of(connection, [batch[0].made.number])}
    kept = {one.place: one.row() for one in batch[0].documents}
    if made != kept:
        raise ValueError("documents are made otherwise now: mend archived.filling")


def _documents(one: Made) -> Iterator[Document]:
    told, published = one.article, one.article.published
    at = published.at if published else one.seen
    facets = [facet("source", told.source), facet("language", told.language or "")]
    last = terms(told.title, told.text, facets)
    since = one.edited or one.seen
    yield Document(place(at, one.number), one.number, last, since, None, told.title, told.text)
    if one.edited:
        first = terms(told.title, one.before, facets)
        before = place(at, one.number, 0)
        yield Document(before, one.number, first, one.seen, one.edited, told.title, one.before)


def _article(one: Made) -> Row:
    seen, said = one.seen, digest(one.article)
    return {
        **article_row(one.article),
        "id": one.number,
        "key": _key(one),
        "kind": one.kind,
        "reader": READER,
        "first_seen": seen,
        "last_seen": max(seen, one.edited or seen),
        "changed": one.edited,
        "grouped": said,
    }


def _revision(one: Made) -> Row:
    row = article_row(one.article)
    own = {"article": one.number, "text": one.before, "since": one.seen, "until": one.edited}
    return {**{name: row[name] for name in SAID}, **own}


def _page(one: Made) -> Row:
    return {
        "source": one.article.source,
        "key": _key(one),
        "url": one.article.url,
        "article": one.number,
        "digest": digest(one.article),
        "asked": one.edited or one.seen,
        "checks": 1,
        "attempts": 0,
    }


def _story(one: Made) -> Row:
    published = one.article.published
    return {
        "id": one.number,
        "uid": f"urn:klaszterhirek:{one.number}",
        "minted": one.seen,
        "published": published and published.at,
        "published_precision": published and published.precision,
        "updated": one.edited or one.seen,
        "judged": one.seen,
        "quiet": False,
    }


def _membership(one: Made) -> Row:
    role = "original" if one.story == one.number else "reprint"
    return {"story": one.story, "article": one.number, "role": role, "since": one.seen}


def _told(one: Made, row: Row | None) -> Row:
    return {**(row or {}), "article": one.number, "since": one.seen}


def _key(one: Made) -> str:
    return one.article.url.removeprefix("https://")


@contextmanager
def _without_indices(archive: Archive) -> Iterator[None]:
    """Filling first and making indices of all that is there afterwards is much quicker."""
    indices = sorted(
        (one for table in metadata.sorted_tables for one in table.indexes),
        key=lambda one: str(one.name),
    )
    words = "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_words_vector'"
    words += " AND schemaname = current_schema()"
    with archive.write() as connection:
        for one in indices:
            one.drop(connection)
        is_postgresql = connection.dialect.name == "postgresql"
        told = connection.scalar(text(words)) if is_postgresql else None
        if told:
            connection.execute(text("DROP INDEX ix_words_vector"))
    yield
    with archive.write() as connection:
        for one in indices:
            one.create(connection)
        if told:
            connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
            connection.execute(text(told))


def _settle(url: str) -> None:
    """What a server does by itself in time: statistics, and the next numbers of rows."""
    engine = create_engine(url)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (article, story):
                last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id))"
                connection.execute(text(f"{last} FROM {table.name}"))
            for name in inspect(connection).get_table_names():
                connection.execute(text(f"VACUUM ANALYZE {name}"))
    engine.dispose()


def _schema(url: str, before: str, after: str = "") -> None:
    """Make or drop the schema that an address names in its search path."""
    address = make_url(url)
    name = str(address.query["options"]).partition("search_path=")[2]
    engine = create_engine(address.difference_update_query(["options"]))
    with engine.begin() as connection:
        connection.execute(text(f"{before} {name} {after}"))
    engine.dispose()
