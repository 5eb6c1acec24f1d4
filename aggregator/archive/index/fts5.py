"""The search index on SQLite: a table of its FTS5, a row for each document, by its place.

The tokenizer takes runs of ASCII letters and digits and of all other characters, so it finds the
words that it is given, separated by spaces, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError

from aggregator.archive.index.match import LOOKED_AT, Match, Part
from aggregator.archive.narrowing import Narrowing
from aggregator.query.tree import Prefix, Words
from aggregator.query.words import Terms, facet

_WORDS = table("words", column("rowid", BigInteger))
_PLACE = _WORDS.c.rowid
_ANY = facet("any", "")
"""A facet of every document: what is to be left out is left out of something."""
_PUT = text(
    "INSERT INTO words (rowid, title, text, facets) VALUES (:place, :title, :text, :facets)"
)
_TAKE_OUT = text("DELETE FROM words WHERE rowid = :place")


def make(connection: Connection) -> None:
    """Make an empty index, in place of the one that is there."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE words USING fts5"
        " (title, text, facets, tokenize = 'ascii', prefix = '2 3')"
    )


def put(connection: Connection, entries: Iterable[tuple[int, Terms]]) -> None:
    """Add documents, each at its place, where none is."""
    # in order: out of order each one would be a segment of its own
    rows = [
        {
            "place": place,
            "title": " ".join(told.title),
            "text": " ".join(told.text),
            "facets": " ".join((_ANY, *told.facets)),
        }
        for place, told in sorted(entries)
    ]
    if rows:
        connection.execute(_PUT, rows)


def take_out(connection: Connection, places: Iterable[int]) -> None:
    """Remove the documents at these places."""
    if rows := [{"place": place} for place in sorted(places)]:
        connection.execute(_TAKE_OUT, rows)


def newest(connection: Connection, match: Match, narrowing: Narrowing, limit: int) -> list[int]:
    """The places of the newest documents that match, the newest first."""
    # read from the end of the index, which stops when there are enough
    return list(connection.scalars(candidates(connection, match, narrowing).limit(limit)))


def candidates(_connection: Connection, match: Match, narrowing: Narrowing) -> Select[Any]:
    """Finds the places of the documents that match, the newest first, however many."""
    matches = literal_column("words").bool_op("MATCH")(expression(match))
    query = select(_PLACE.label("place")).select_from(_WORDS).where(matches)
    return narrowing.of(query, _PLACE).order_by(narrowing.order(_PLACE))


def ranked(connection: Connection, match: Match, narrowing: Narrowing, limit: int) -> list[int]:
    """The places of the best of the newest documents that match, the best first (Okapi BM25)."""
    rank: ColumnElement[float] = literal_column("bm25(words, 8.0, 1.0, 0.0)")
    found = candidates(connection, match, narrowing).add_columns(rank.label("rank"))
    some = found.limit(LOOKED_AT).subquery()
    order = (some.c.rank, narrowing.order(some.c.place))
    return list(connection.scalars(select(some.c.place).order_by(*order).limit(limit)))


def expression(match: Match) -> str:
    """FTS5's expression for ``match``; of a query's words only letters and digits are in it."""
    wanted = [_part(one) for one in match.wanted] or [f'"{_ANY}"']
    unwanted = (f" NOT {_part(one)}" for one in match.unwanted)
    return f"({' AND '.join(wanted)}){''.join(unwanted)}"


def _part(part: Part) -> str:
    if isinstance(part, Words):
        return f'"{" ".join(part.stems)}"'
    if isinstance(part, Prefix):
        begun = f'"{part.start}" *'
        return f"({begun})" if part.is_begun else f'({begun} OR "{part.stem}")'
    return f"({' OR '.join(map(_quoted, part.facets))})"


def _quoted(facet: str) -> str:
    return f'"{facet}"'


def held(connection: Connection) -> Iterator[tuple[int, Terms]]:
    """Every document of the index, by place."""
    query = text("SELECT rowid, title, text, facets FROM words ORDER BY rowid")
    for place, *columns in connection.execution_options(yield_per=500).execute(query):
        title, body, facets = (tuple(column.split()) for column in columns)
        yield place, Terms(title, body, tuple(one for one in facets if one != _ANY))


def fault(connection: Connection) -> str | None:
    """What is wrong with the index in itself, if anything is."""
    try:
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")
    except DatabaseError as error:
        return str(error.orig)
    return None
