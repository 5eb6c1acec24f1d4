"""Events in the archive: what each article tells of them, and one record for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from aggregator.archive.among import among, mappings_with, rows_with
from aggregator.archive.codec import called
from aggregator.archive.schema import article, event, membership, source
from aggregator.archive.standing import standing
from aggregator.archive.told import replace_told
from aggregator.events import Event
from aggregator.stories.accounts import Account

_FIRST_KNOWN = ("name", "town", "venue", "link", "begins", "ends")
"""What one article may leave open and another tell."""
_KNOWN = (
    *(event.c.kind == "event", event.c.certain, event.c.name.is_not(None)),
    standing(event),
)
"""Events that are the same wherever they are told under the same key."""

_STANDING = (*_KNOWN, article.c.gone.is_(None))
_KEYS = select(event.c.key).where(*_KNOWN, among(event.c.article))
_COUNTS = (
    select(event.c.key, func.count())
    .join(article, article.c.id == event.c.article)
    .where(*_STANDING, among(event.c.key))
    .group_by(event.c.key)
)
_ACCOUNTS = (
    select(event.c.key, event.c.start, event.c.town, article.c.id, article.c.url)
    .add_columns(func.coalesce(article.c.published_at, article.c.first_seen).label("at"))
    .add_columns(membership.c.story, membership.c.role)
    .join(article, article.c.id == event.c.article)
    .join(membership, (membership.c.article == article.c.id) & membership.c.until.is_(None))
    .where(*_STANDING, among(event.c.key))
)

_TELLING = (
    select(event, article.c.source, article.c.url, article.c.title, article.c.first_seen)
    .add_columns(source.c.name.label("source_name"), membership.c.story)
    .join(article, article.c.id == event.c.article)
    .join(membership, (membership.c.article == article.c.id) & membership.c.until.is_(None))
    .join(source, source.c.id == article.c.source)
    .where(article.c.gone.is_(None), standing(event))
)


def replace_events(
    connection: Connection, told: Mapping[int, Iterable[Event]], now: datetime
) -> None:
    """Make of ``told`` what each of its articles tells of events; what else was told, ends."""
    rows = (
        {
            "article": number,
            "key": one.key,
            "called": called(one.name, one.town, one.venue),
            **asdict(one),
        }
        for number, events in told.items()
        for one in events
    )
    replace_told(connection, event, told, rows, now)


def keys_told(connection: Connection, ids: Iterable[int]) -> set[str]:
    """The keys of the events that these articles tell of with certainty and by name."""
    return {key for (key,) in rows_with(connection, _KEYS, ids)}


def accounts_of(connection: Connection, keys: Iterable[str], most: int) -> dict[str, list[Account]]:
    """Who tells of the events of these keys with certainty and by name, unless he is gone.

    Without the events that more than ``most`` tell of.
    """
    few = [key for key, count in rows_with(connection, _COUNTS, keys) if count <= most]
    told: defaultdict[str, list[Account]] = defaultdict(list)
    for row in rows_with(connection, _ACCOUNTS, few):
        told[row.key].append(
            Account(
                article=row.id,
                story=row.story,
                is_original=row.role == "original",
                at=row.at,
                url=row.url,
                start=row.start,
                town=row.town,
            )
        )
    return told


def events_between(
    connection: Connection, since: date, until: date | None, sources: Collection[str] = ()
) -> list[list[RowMapping]]:
    """What is told of each event that is not over on ``since`` and begins by ``until``.

    Only by ``sources``, if any are named, and by no article that is gone. The event that begins
    first comes first; of one event what is certain first, then what was told last.
    """
    query = _TELLING.where(event.c.end >= since)
    if until:
        query = query.where(event.c.start <= until)
    if sources:
        query = query.where(article.c.source.in_(sources))
    return _each_once(connection.execute(query).mappings().all())


def events_of(connection: Connection, articles: Iterable[int]) -> list[list[RowMapping]]:
    """As ``events_between``, of the events that these articles tell of, over or not."""
    query = _TELLING.where(among(event.c.article))
    return _each_once(mappings_with(connection, query, articles))


def last_events(connection: Connection, most: int) -> list[list[RowMapping]]:
    """As ``events_between``, of the events that begin last: what ``most`` articles tell of them."""
    query = _TELLING.order_by(event.c.start.desc(), event.c.id.desc()).limit(most + 1)
    rows = connection.execute(query).mappings().all()
    if len(rows) > most:
        # of this day not all may be there
        rows = [row for row in rows if row["start"] > rows[-1]["start"]]
    return _each_once(rows)


def _each_once(rows: Iterable[RowMapping]) -> list[list[RowMapping]]:
    told: dict[tuple[str, int | None], list[RowMapping]] = {}
    for row in sorted(rows, key=_surest):
        # what has no name is only what its own story tells
        told.setdefault((row["key"], None if row["name"] else row["story"]), []).append(row)
    return sorted(told.values(), key=_order)


def _surest(row: RowMapping) -> tuple[Any, ...]:
    return not row["certain"], -row["first_seen"].timestamp(), row["id"]


def known_of(rows: Sequence[RowMapping]) -> dict[str, Any]:
    """What is told of one event of ``_FIRST_KNOWN``, by whoever tells it first."""
    return {name: next((row[name] for row in rows if row[name]), None) for name in _FIRST_KNOWN}


def _order(rows: Sequence[RowMapping]) -> tuple[Any, ...]:
    first = rows[0]
    return (first["start"], first["end"], first["begins"] is not None, first["key"], first["url"])
