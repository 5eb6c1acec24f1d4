"""Documents: every version of every article, where a search finds it.

They are made of the articles and of what these said before, and could be made anew at any time:
``index`` makes of given articles what is to be found of them, and leaves what is so already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, inspect, select

from aggregator.archive.among import among, execute_with, mappings_with, rows_with
from aggregator.archive.index import fts5, tsvector
from aggregator.archive.index.place import place
from aggregator.archive.index.spans import Span, Version, spans
from aggregator.archive.index.spellings import learn_spellings
from aggregator.archive.schema import article, document, spelling
from aggregator.archive.versions import former_versions, spoken
from aggregator.query.words import Terms, facet, terms

BATCH = 500
"""Articles that are read and indexed at once."""
_INDICES: Mapping[str, ModuleType] = {"sqlite": fts5, "postgresql": tsvector}
_ARTICLES = (
    select(article.c.id, article.c.source, article.c.language, article.c.title, article.c.text)
    .add_columns(article.c.published_at, article.c.first_seen)
    .where(among(article.c.id), article.c.forgotten.is_(None))
)
_DOCUMENTS = select(document).where(among(document.c.article))
_FORGET = delete(document).where(among(document.c.place))
_MISSING = (
    select(article.c.id)
    .outerjoin(document, (document.c.article == article.c.id) & document.c.until.is_(None))
    .where(document.c.place.is_(None))
    .order_by(article.c.id)
)


@dataclass(frozen=True, slots=True)
class Document:
    """A version of an article as search finds it."""

    place: int
    article: int
    terms: Terms
    since: datetime
    until: datetime | None
    title: str
    text: str

    def row(self) -> dict[str, Any]:
        """Its columns."""
        return {
            "place": self.place,
            "article": self.article,
            "digest": self.terms.digest,
            "since": self.since,
            "until": self.until,
        }


def index_of(connection: Connection) -> ModuleType:
    """The module that keeps the index on this database: ``fts5`` or ``tsvector``."""
    return _INDICES[connection.dialect.name]


def index(connection: Connection, ids: Iterable[int]) -> None:
    """Make of these articles what is to be found of them."""
    some = set(ids)
    rows = [(one.row(), one) for one in documents_of(connection, some)]
    wanted = {tuple(row.values()) for row, _ in rows}
    kept = {tuple(row): row.place for row in rows_with(connection, _DOCUMENTS, some)}
    old = [place for row, place in kept.items() if row not in wanted]
    new = [(row, one) for row, one in rows if tuple(row.values()) not in kept]
    words = index_of(connection)
    words.take_out(connection, old)
    execute_with(connection, _FORGET, old)
    if new:
        connection.execute(insert(document), [row for row, _ in new])
        words.put(connection, ((one.place, one.terms) for _, one in new))
        titles = {one.title: one.terms.title for _, one in new}
        learn_spellings(connection, titles | {one.text: one.terms.text for _, one in new})


def documents_of(connection: Connection, ids: Iterable[int]) -> Iterator[Document]:
    """All that is to be found of these articles, by what is kept of them."""
    some = set(ids)
    former = former_versions(connection, some)
    for row in mappings_with(connection, _ARTICLES, some):
        versions = [*(_version(one, row) for one in former[row["id"]]), _version(row, row)]
        for span in spans(versions, row["first_seen"]):
            yield _document(row, span)


def make_index(
    connection: Connection, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Make the whole index anew; of how many articles."""
    index_of(connection).make(connection)
    connection.execute(delete(document))
    connection.execute(delete(spelling))
    return index_missing(connection, on_progress)


def index_missing(
    connection: Connection, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Index what is not in the index; how many articles that were."""
    if not inspect(connection).has_table("words"):
        index_of(connection).make(connection)
    missing = list(connection.scalars(_MISSING))
    for start in range(0, len(missing), BATCH):
        index(connection, missing[start : start + BATCH])
        on_progress(min(start + BATCH, len(missing)), len(missing))
    return len(missing)


def count_documents(connection: Connection) -> int:
    """How many documents there are, former versions included."""
    return int(connection.scalar(select(func.count()).select_from(document)) or 0)


def _version(said: RowMapping, row: RowMapping) -> Version:
    """One version of an article, which is ``row`` now."""
    return Version(
        said["title"],
        said["text"],
        said["published_at"],
        spoken(said, row["language"]),
        None if said is row else said["until"],
    )


def _document(row: RowMapping, span: Span) -> Document:
    said = span.version
    at = place(said.published_at or row["first_seen"], row["id"], span.number)
    facets = [facet("source", row["source"])]
    facets += [facet("language", said.language)] if said.language else []
    told = terms(said.title, said.text, facets)
    return Document(at, row["id"], told, span.since, span.until, said.title, said.text)
