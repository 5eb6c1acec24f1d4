"""Search in the archive: the same query finds the same articles on both databases.

Words and facets are looked up in the search index, all else in the archive's tables.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter

from sqlalchemy import Connection, Subquery, func, select

from aggregator.archive.among import among, mappings_with
from aggregator.archive.conditions import Asked, asked
from aggregator.archive.index.documents import index_of
from aggregator.archive.index.match import LOOKED_AT, Match
from aggregator.archive.index.place import article_at
from aggregator.archive.index.spellings import near
from aggregator.archive.narrowing import Narrowing
from aggregator.archive.schema import article, source
from aggregator.archive.versions import ArticleRow, as_known
from aggregator.query.parse import MOST_LETTERS, parse
from aggregator.query.remark import Remark
from aggregator.query.tree import Query, Words
from aggregator.query.words import words

_COUNTED = 100  # hits that tell which of two words is the more likely
_ARTICLES = (
    select(article, source.c.name.label("source_name"))
    .join(source, source.c.id == article.c.source)
    .where(among(article.c.id))
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What articles must be beside what a query asks: of one of these sources, in this language,
    published ``since`` and before ``until``.
    """

    sources: Collection[str] = ()
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds: rows of articles with ``source_name``, and the query as it was read.

    ``remarks`` are sentences for whoever asked. ``instead`` is the query with mistyped words set
    right, where nothing was found and that finds something.
    """

    rows: Sequence[ArticleRow]
    query: Query
    remarks: tuple[Remark, ...]
    instead: str | None


def search(
    connection: Connection,
    text: str,
    today: date,
    limits: Limits | None = None,
    *,
    as_of: datetime | None = None,
    ranked: bool = False,
    limit: int = 20,
) -> Found:
    """The articles that ``text``, any text, asks for; ``aggregator.query.parse`` tells how.

    Newest first: by publication, or for undated articles by first sight. With ``ranked`` the best
    first, of the newest ``LOOKED_AT``. With ``as_of`` what would have been found then, as it was
    then.
    """
    searching = _Searching(connection, limits or Limits(), as_of)
    query = parse(text, today)
    told = searching.asked(text, query)
    rows = searching.rows(told, limit, ranked=ranked) if told else ()
    instead = None
    if told and not rows:
        instead = _instead(connection, text[:MOST_LETTERS], query)
        other = instead and searching.asked(instead, parse(instead, today))
        instead = instead if other and searching.rows(other, 1, ranked=False) else None
    return Found(rows, query, (*query.remarks, *(told.remarks if told else ())), instead)


def found_numbers(connection: Connection, text: str, today: date, limit: int) -> list[int]:
    """The numbers of the newest articles that ``search`` finds."""
    searching = _Searching(connection, Limits(), None)
    told = searching.asked(text, parse(text, today))
    places = _places(connection, told, None, limit, ranked=False) if told else []
    return list(map(article_at, places))


@dataclass(frozen=True, slots=True)
class _Searching:
    """The archive, and what is asked of it whatever the query."""

    connection: Connection
    limits: Limits
    as_of: datetime | None

    def asked(self, text: str, query: Query) -> Asked | None:
        """What a query asks, within the limits; ``None`` for signs alone, which nothing has."""
        if text.strip() and not query.terms:
            return None
        told, limits = asked(self.connection, query, self.as_of), self.limits
        if limits.sources:
            told = told.of("source", set(limits.sources))
        if limits.language:
            told = told.of("language", {limits.language})
        return replace(told, between=(*told.between, (limits.since, limits.until)))

    def rows(self, told: Asked, limit: int, *, ranked: bool) -> Sequence[ArticleRow]:
        """The articles that are found, in their order."""
        places = _places(self.connection, told, self.as_of, limit, ranked=ranked)
        numbers = list(map(article_at, places))
        found = {row["id"]: row for row in mappings_with(self.connection, _ARTICLES, numbers)}
        return as_known(self.connection, [found[number] for number in numbers], self.as_of)


def _places(
    connection: Connection, told: Asked, as_of: datetime | None, limit: int, *, ranked: bool
) -> list[int]:
    """Where the documents are that are found, in their order."""
    if told.picks and not ranked:
        looked_up = _looked_up(connection, told, as_of, limit)
        if looked_up is not None:
            return looked_up
    index, narrowing = index_of(connection), Narrowing(told.fetched(connection), as_of)
    if not told.match:
        return list(connection.scalars(narrowing.documents().limit(limit)))
    find = index.ranked if ranked else index.newest
    places: list[int] = find(connection, told.match, narrowing, limit)
    return places


def _looked_up(
    connection: Connection, told: Asked, as_of: datetime | None, limit: int
) -> list[int] | None:
    """``_places``, the newest first, each looked up in the tables that pick articles.

    ``None`` if the newest ``LOOKED_AT`` that are all else that is asked for are not enough.
    """
    unpicked = Narrowing(told.unpicked(), as_of)
    if told.match:
        found = index_of(connection).candidates(connection, told.match, unpicked)
    else:
        found = unpicked.documents()
    some = found.limit(LOOKED_AT).subquery()
    picked = Narrowing(told, as_of).picked(select(some.c.place), some.c.place)
    places = list(connection.scalars(picked.limit(limit)))
    if len(places) == limit or _size(connection, some) < LOOKED_AT:
        return places
    return None


def _size(connection: Connection, rows: Subquery) -> int:
    return int(connection.scalar(select(func.count()).select_from(rows)) or 0)


def _instead(connection: Connection, text: str, query: Query) -> str | None:
    """``text`` with the words that stand nowhere replaced by those that they are most like."""
    asked_for = (term.condition for term in query.terms if not term.excluded)
    every = (stem for one in asked_for if isinstance(one, Words) for stem in one.stems)
    better = {
        stem: right
        for stem in dict.fromkeys(every)
        if not _count(connection, stem) and (right := _nearest(connection, stem))
    }
    said, last = [], 0
    for word in words(text):
        if word.stem in better:
            said += [text[last : word.start], better[word.stem]]
            last = word.end
    return "".join([*said, text[last:]]) if better else None


def _nearest(connection: Connection, stem: str) -> str | None:
    """The word of the archive that is most likely meant, as it is shown."""
    counted = ((_count(connection, other), shown) for other, shown in near(connection, stem))
    best = max(counted, key=itemgetter(0), default=(0, None))
    return best[1] if best[0] else None


def _count(connection: Connection, stem: str) -> int:
    """How many articles have a word, up to ``_COUNTED``."""
    told = Asked(Match((Words((stem,), stem),)))
    return len(_places(connection, told, None, _COUNTED, ranked=False))
