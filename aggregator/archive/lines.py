"""Lines and commonplaces in the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from aggregator.archive.among import among, execute_with, rows_with
from aggregator.archive.hashes import replace_hashes
from aggregator.archive.schema import article, commonplace, line, membership
from aggregator.stories.lines import Seen

_COMMON = select(commonplace.c.hash).where(among(commonplace.c.hash))
_SEEN = (
    select(line.c.hash, line.c.article, membership.c.story, article.c.source)
    .join(article, article.c.id == line.c.article)
    .outerjoin(membership, (membership.c.article == line.c.article) & membership.c.until.is_(None))
    .where(among(line.c.hash))
)
_FORGET_LINES = delete(line).where(among(line.c.hash))


def commonplaces(connection: Connection, hashes: Iterable[int]) -> set[int]:
    """Which of these lines are commonplaces."""
    return {found for (found,) in rows_with(connection, _COMMON, hashes)}


def seen_lines(
    connection: Connection, hashes: Iterable[int], *, but: Collection[int]
) -> defaultdict[int, list[Seen]]:
    """Who is remembered to have each of these lines, without the articles ``but``."""
    left_out = set(but)
    seen: defaultdict[int, list[Seen]] = defaultdict(list)
    for one, number, story, source in rows_with(connection, _SEEN, hashes):
        if number not in left_out:
            seen[one].append(Seen(number, story or -number, source))
    return seen


def replace_lines(connection: Connection, found: Mapping[int, Collection[int]]) -> None:
    """Remember of each article these lines, and no others."""
    replace_hashes(connection, line, found)


def add_commonplaces(connection: Connection, hashes: Collection[int], now: datetime) -> None:
    """Make commonplaces of these lines; who has them need not be remembered any more."""
    execute_with(connection, _FORGET_LINES, hashes)
    if rows := [{"hash": one, "since": now} for one in sorted(hashes)]:
        connection.execute(insert(commonplace), rows)
