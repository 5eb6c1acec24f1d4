"""Lines and commonplaces in the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from aggregator.archive.chunks import chunks, rows_with
from aggregator.archive.schema import article, commonplace, line, membership
from aggregator.stories.lines import Seen


def commonplaces(connection: Connection, hashes: Iterable[int]) -> set[int]:
    """Which of these lines are commonplaces."""
    rows = rows_with(connection, select(commonplace.c.hash), commonplace.c.hash, hashes)
    return {row["hash"] for row in rows}


def seen_lines(
    connection: Connection, hashes: Iterable[int], *, but: Collection[int]
) -> defaultdict[int, list[Seen]]:
    """Who is remembered to have each of these lines, without the articles ``but``."""
    current = (membership.c.article == line.c.article) & membership.c.until.is_(None)
    query = (
        select(line.c.hash, line.c.article, membership.c.story, article.c.source)
        .join(article, article.c.id == line.c.article)
        .outerjoin(membership, current)
    )
    left_out = set(but)
    seen: defaultdict[int, list[Seen]] = defaultdict(list)
    for row in rows_with(connection, query, line.c.hash, hashes):
        number = row["article"]
        if number not in left_out:
            seen[row["hash"]].append(Seen(number, row["story"] or -number, row["source"]))
    return seen


def replace_lines(connection: Connection, found: Mapping[int, Collection[int]]) -> None:
    """Remember of each article these lines, and no others."""
    for part in chunks(sorted(found)):
        connection.execute(delete(line).where(line.c.article.in_(part)))
    rows = [{"hash": one, "article": number} for number, some in found.items() for one in some]
    if rows:
        connection.execute(insert(line), rows)


def add_commonplaces(connection: Connection, hashes: Collection[int], now: datetime) -> None:
    """Make commonplaces of these lines; who has them need not be remembered any more."""
    for part in chunks(sorted(hashes)):
        connection.execute(delete(line).where(line.c.hash.in_(part)))
        connection.execute(insert(commonplace), [{"hash": one, "since": now} for one in part])
