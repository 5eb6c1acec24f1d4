"""The search index on PostgreSQL: a text search vector for each document, by its place.

Vectors and queries are written here, word by word, as the manual's "Text Search Types" has them: no
parser, dictionary or locale of the server has a say in what is a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from aggregator.archive.index.match import LOOKED_AT, Match, Part
from aggregator.archive.narrowing import Narrowing
from aggregator.archive.schema import document
from aggregator.query.tree import Prefix, Words
from aggregator.query.words import FILLER, IN_TITLE, Terms

_WORDS = table("words", column("place", BigInteger), column("vector", TSVECTOR))
_PLACE, _VECTOR = _WORDS.c.place, _WORDS.c.vector
_NEWEST = 2_000
"""Documents that are looked through before the index is asked."""
_MANY = _NEWEST // 20
"""Of these so many match where a word is common."""
_TEXT_BEGINS = IN_TITLE + 2
"""The position of a text's first word, apart from any title's last: no phrase goes from one to
the other."""
_TITLE = "A"
_WEIGHTS = "{0.1, 0, 0, 1}"  # of D, which a text has, C, B, A
_PUT = text("INSERT INTO words (place, vector) VALUES (:place, CAST(:vector AS tsvector))")
_TAKE_OUT = text("DELETE FROM words WHERE place = :place")


def make(connection: Connection) -> None:
    """Make an empty index, in place of the one that is there."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")
    connection.exec_driver_sql("CREATE TABLE words (place bigint PRIMARY KEY, vector tsvector)")
    # within their rows as far as they fit: many are looked at one after the other
    connection.exec_driver_sql("ALTER TABLE words ALTER COLUMN vector SET STORAGE MAIN")
    # without a list of what waits to be indexed, which every search would read
    connection.exec_driver_sql(
        "CREATE INDEX ix_words_vector ON words USING gin (vector) WITH (fastupdate = off)"
    )


def put(connection: Connection, entries: Iterable[tuple[int, Terms]]) -> None:
    """Add documents, each at its place, where none is."""
    if rows := [{"place": place, "vector": _vector(told)} for place, told in sorted(entries)]:
        connection.execute(_PUT, rows)


def take_out(connection: Connection, places: Iterable[int]) -> None:
    """Remove the documents at these places."""
    if rows := [{"place": place} for place in sorted(places)]:
        connection.execute(_TAKE_OUT, rows)


def newest(connection: Connection, match: Match, narrowing: Narrowing, limit: int) -> list[int]:
    """The places of the newest documents that match, the newest first."""
    if narrowing.as_of is None and not narrowing.told.among:
        found = list(connection.scalars(_of_newest(match, narrowing, _NEWEST).limit(limit)))
        if len(found) == limit:
            return found
    return list(connection.scalars(_of_all(match, narrowing).limit(limit)))


def ranked(connection: Connection, match: Match, narrowing: Narrowing, limit: int) -> list[int]:
    """The places of the best of the newest documents that match, the best first.

    By the manual's ``ts_rank``, divided by the logarithm of the text's length.
    """
    some = candidates(connection, match, narrowing).limit(LOOKED_AT).subquery()
    weights: ColumnElement[Any] = literal_column(f"CAST('{_WEIGHTS}' AS real[])")
    rank = func.ts_rank(weights, _VECTOR, _query(match), 1)
    query = select(_PLACE).join(some, some.c.place == _PLACE)
    query = query.order_by(rank.desc(), narrowing.order(_PLACE))
    return list(connection.scalars(query.limit(limit)))


def candidates(connection: Connection, match: Match, narrowing: Narrowing) -> Select[Any]:
    """Finds the places of the documents that match, the newest first, ``LOOKED_AT`` at least.

    Read from the end where a word is common, else from the index.
    """
    if narrowing.as_of is None and not narrowing.told.among:
        some = _of_newest(match, narrowing, _NEWEST).order_by(None).subquery()
        many = int(connection.scalar(select(func.count()).select_from(some)) or 0)
        if many >= _MANY:
            window = _of_newest(match, narrowing, 2 * LOOKED_AT * _NEWEST // many)
            counted = select(func.count()).select_from(window.limit(LOOKED_AT).subquery())
            if connection.scalar(counted) == LOOKED_AT:
                return window
    return _of_all(match, narrowing)


def _of_newest(match: Match, narrowing: Narrowing, window: int) -> Select[Any]:
    """Of the newest documents those that match: where a word is common, they are enough."""
    last = select(_WORDS).where(*narrowing.bounds(_PLACE)).order_by(_PLACE.desc()).limit(window)
    some = last.subquery()
    query = select(some.c.place).where(some.c.vector.bool_op("@@")(_query(match)))
    return narrowing.of(query, some.c.place).order_by(narrowing.order(some.c.place))


def _of_all(match: Match, narrowing: Narrowing) -> Select[Any]:
    """All documents that match, by the index, or by the few articles that come into question.

    Materialized, since the server knows little of how rare a word is: it would rather read its way
    back through all documents than look into the index and sort.
    """
    query = select(_PLACE).where(_VECTOR.bool_op("@@")(_query(match)), *narrowing.bounds(_PLACE))
    if narrowing.told.among:
        query = query.join(document, document.c.place == _PLACE)
        query = query.where(narrowing.told.among[0].has(document.c.article))
    found = query.cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
    return narrowing.of(select(found.c.place), found.c.place).order_by(
        narrowing.order(found.c.place)
    )


def expression(match: Match) -> str:
    """A tsquery for ``match``; of the words of a query only letters and digits are in it."""
    return " & ".join([*map(_part, match.wanted), *(f"!({_part(one)})" for one in match.unwanted)])


def held(connection: Connection) -> Iterator[tuple[int, Terms]]:
    """Every document of the index, by place."""
    query = text(
        "SELECT place, lexeme, positions, weights FROM words"
        " LEFT JOIN LATERAL unnest(vector) ON true ORDER BY place"
    )
    rows = connection.execution_options(yield_per=5_000).execute(query)
    for place, lexemes in groupby(rows, key=itemgetter(0)):
        yield place, _terms(lexemes)


def fault(_connection: Connection) -> str | None:
    """What is wrong with the index in itself: nothing that this server would tell."""
    return None


def _query(match: Match) -> ColumnElement[Any]:
    return cast(expression(match), TSQUERY)


def _part(part: Part) -> str:
    if isinstance(part, Words):
        return f"({' <-> '.join(map(_quoted, part.stems))})"
    if isinstance(part, Prefix):
        begun = f"{_quoted(part.start)}:*"
        # a prefix that is one of two alternatives counts for nothing in ``ts_rank``
        return begun if part.is_begun else f"({begun} | {_quoted(part.stem)})"
    return f"({' | '.join(map(_quoted, part.facets))})"


def _vector(told: Terms) -> str:
    positions: defaultdict[str, list[str]] = defaultdict(list)
    for at, stem in enumerate(told.title, start=1):
        positions[stem].append(f"{at}{_TITLE}")
    for at, stem in enumerate(told.text, start=_TEXT_BEGINS):
        positions[stem].append(str(at))
    positions.pop(FILLER, None)
    words = (f"{_quoted(stem)}:{','.join(places)}" for stem, places in positions.items())
    return " ".join([*words, *map(_quoted, told.facets)])


def _terms(lexemes: Iterable[Any]) -> Terms:
    title: dict[int, str] = {}
    body: dict[int, str] = {}
    facets = []
    for _, lexeme, positions, weights in lexemes:
        if positions is None and lexeme is not None:
            facets.append(lexeme)
        for at, weight in zip(positions or (), weights or (), strict=True):
            if weight == _TITLE:
                title[at - 1] = lexeme
            else:
                body[at - _TEXT_BEGINS] = lexeme
    return Terms(_in_a_row(title), _in_a_row(body), tuple(sorted(facets)))


def _in_a_row(stems: dict[int, str]) -> tuple[str, ...]:
    return tuple(stems.get(at, FILLER) for at in range(max(stems, default=-1) + 1))


def _quoted(word: str) -> str:
    return f"'{word}'"
