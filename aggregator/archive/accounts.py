"""Relations by other things than common words: *twin* and *event*. See ``relations`` for *text*.

Two articles have one current relation at most: that by text goes before that by twin, and that
before the one by event. None is changed: it ends, another begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from aggregator.archive.among import among, execute_with, mappings_with
from aggregator.archive.schema import article, membership, relation, source
from aggregator.archive.standing import standing
from aggregator.archive.versions import ArticleRow, as_known

By = Literal["text", "twin", "event"]
Pair = tuple[int, int]
_ORDER: tuple[By, ...] = ("text", "twin", "event")
_COLUMNS = (relation.c.id, relation.c.article, relation.c.other, relation.c.by, relation.c.evidence)
_FOUND = tuple(
    select(*_COLUMNS).where(among(end)) for end in (relation.c.article, relation.c.other)
)
_END = update(relation).where(among(relation.c.id))
_ARTICLES = (
    select(article, source.c.name.label("source_name"), membership.c.story)
    .join(source, source.c.id == article.c.source)
    .join(membership, membership.c.article == article.c.id)
    .where(among(article.c.id))
)


def current(connection: Connection, ids: Iterable[int], by: By) -> dict[Pair, RowMapping]:
    """The current relations of these articles that were found by one thing, by their pairs."""
    return {_pair(row): row for row in _rows(connection, ids, by)}


def replace_accounts(
    connection: Connection,
    judged: Mapping[Pair, RowMapping],
    found: Mapping[Pair, Iterable[str]],
    by: By,
    now: datetime,
) -> None:
    """Make ``found`` (pairs of ids, the lower first, with their evidence) current relations.

    Of those in ``judged``, what is not found again ends; so does a relation of a found pair by
    what counts less. A pair that is related by what counts more is left so.
    """
    weaker = _ORDER[_ORDER.index(by) + 1 :]
    others: dict[Pair, list[RowMapping]] = {}
    paired = {one for pair in found for one in pair}
    for other in _ORDER:
        for row in _rows(connection, paired, other) if other != by else ():
            others.setdefault(_pair(row), []).append(row)
    wanted = {
        pair: sorted(words)
        for pair, words in found.items()
        if all(row["by"] in weaker for row in others.get(pair, ()))
    }
    held = {pair for pair, row in judged.items() if wanted.get(pair) == row["evidence"]}
    ended = [row["id"] for pair, row in judged.items() if pair not in held]
    ended += [row["id"] for pair in wanted for row in others.get(pair, ())]
    execute_with(connection, _END.values(until=now), ended)
    new = [_row(pair, words, by, now) for pair, words in wanted.items() if pair not in held]
    if new:
        connection.execute(insert(relation), new)


def related_articles(
    connection: Connection, ids: Collection[int], by: By, as_of: datetime | None = None
) -> list[ArticleRow]:
    """The articles that these are related to by one thing, the first to appear first.

    With ``source_name``, and ``story``; neither those of ``ids`` nor any that is gone. With
    ``as_of`` those that were known then, as they were then.
    """
    related = _rows(connection, ids, by, as_of)
    others = {one for row in related for one in _pair(row)}.difference(ids)
    query = _ARTICLES.where(standing(membership, as_of))
    rows = as_known(connection, mappings_with(connection, query, others), as_of)
    return sorted((row for row in rows if row["gone"] is None), key=_moment)


def _rows(
    connection: Connection, ids: Iterable[int], by: By, as_of: datetime | None = None
) -> Iterable[RowMapping]:
    some = set(ids)
    standing_then = (relation.c.by == by, standing(relation, as_of))
    found = (
        row
        for query in _FOUND
        for row in mappings_with(connection, query.where(*standing_then), some)
    )
    return {row["id"]: row for row in found}.values()


def _pair(row: RowMapping) -> Pair:
    return row["article"], row["other"]


def _moment(row: ArticleRow) -> tuple[datetime, str]:
    return row["published_at"] or row["first_seen"], row["url"]


def _row(pair: Pair, words: Sequence[str], by: By, now: datetime) -> dict[str, Any]:
    told = {"article": pair[0], "other": pair[1], "kind": "related", "by": by, "since": now}
    return {**told, "share": 0.0, "other_share": 0.0, "passages": [], "evidence": words}
