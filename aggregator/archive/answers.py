"""The answers that articles were read from, and what is known of each site's furniture."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    insert,
    select,
    union_all,
    update,
)

from aggregator.archive.among import among, execute_with
from aggregator.archive.codec import teaser_json, teaser_of
from aggregator.archive.rows import add, row_of
from aggregator.archive.schema import answer, article, furniture
from aggregator.archive.sources import last_reports
from scrapers.article import READER
from scrapers.doors.teaser import Teaser
from scrapers.memory import Answer

SAMPLE = 60
"""The newest articles of a source in which repeated blocks are looked for."""
REPEATED = 3
"""Articles in which a block must stand to be the site's furniture."""
_CHANGE = update(answer).where(answer.c.article == bindparam("told"), answer.c.until.is_(None))
"""Changes the current answer of an article."""
_END = _CHANGE.where(answer.c.at != bindparam("then"))
_CURRENT = select(answer.c.article).where(answer.c.until.is_(None))
# two ranges of an index, where "another one" would be all of it
_ELDER = union_all(
    _CURRENT.where(answer.c.reader < READER), _CURRENT.where(answer.c.reader > READER)
)
_OTHERWISE_READ = select(article.c.source).where(article.c.id.in_(_ELDER)).distinct()


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it was kept: of which article, and when it came (``at``)."""

    number: int
    article: int
    source: str
    url: str
    content_type: str
    body: bytes
    teaser: Teaser | None
    at: datetime


def keep_answer(
    connection: Connection,
    number: int,
    told: Answer,
    now: datetime,
    *,
    is_new: bool,
    is_changed: bool,
) -> None:
    """Keep what an article was read from, in place of the last answer that said the same.

    Where the article was changed, the last answer stays beside it: it belongs to a revision. Of a
    new article there is none.
    """
    values = {
        "url": told.url,
        "content_type": told.content_type,
        "teaser": teaser_json(told.teaser) if told.teaser else None,
        "body": told.body,
        "at": now,
        "reader": READER,
        "furniture": told.furniture,
    }
    if is_changed:
        # one that came in this very run is this one, kept twice
        connection.execute(_END, {"told": number, "until": now, "then": now})
    if is_new or not connection.execute(_CHANGE, {"told": number, **values}).rowcount:
        add(connection, answer, article=number, **values)


def furniture_of(connection: Connection, source: str) -> frozenset[int]:
    """Hashes of the blocks that a source repeats on its pages."""
    return frozenset(
        connection.scalars(select(furniture.c.hash).where(furniture.c.source == source))
    )


def unlearnt(connection: Connection, source: str) -> set[int]:
    """Hashes of the blocks that stand in several of a source's newest articles, and are not known
    to be its furniture yet.
    """
    query = select(article.c.blocks).where(article.c.source == source, article.c.gone.is_(None))
    newest = connection.scalars(query.order_by(article.c.id.desc()).limit(SAMPLE))
    counted = Counter(block for blocks in newest for block in set(blocks))
    known = furniture_of(connection, source)
    return {block for block, count in counted.items() if count >= REPEATED} - known


def learn_furniture(connection: Connection, source: str, now: datetime) -> None:
    """Note the blocks that stand in several of a source's newest articles; none is forgotten.

    What was read without knowing that one of its blocks is furniture is ``outdated`` then.
    """
    known, new = furniture_of(connection, source), unlearnt(connection, source)
    if not new:
        return
    rows = [{"source": source, "hash": block, "since": now} for block in sorted(new)]
    connection.execute(insert(furniture), rows)
    told = connection.execute(_current(source, article.c.blocks).where(_with(len(known))))
    untouched = [number for number, blocks in told if new.isdisjoint(blocks)]
    reached = update(answer).where(among(answer.c.id)).values(furniture=len(known) + len(new))
    execute_with(connection, reached, untouched)


def outdated(connection: Connection, source: str) -> list[int]:
    """Ids of a source's current answers that would read otherwise now.

    An older reader read them, or the site has since been found to repeat one of their blocks.
    """
    fresh = (answer.c.reader == READER) & _with(len(furniture_of(connection, source)))
    return [row.id for row in connection.execute(_current(source).where(~fresh))]


def in_question(connection: Connection, sources: Collection[str]) -> set[str]:
    """Of these sources those of which a kept answer may read otherwise now.

    An older reader read it; or what its site repeats was still to be learnt when the last crawl
    ended, or was learnt last. Of the others no article is looked at.
    """
    last = last_reports(connection)
    quiet = {id: last[id].began for id in sources if id in last and not last[id].articles}
    if not quiet:
        return set(sources)
    since = min(quiet.values())
    newest = select(article.c.source, func.max(article.c.first_seen).label("at"))
    news = connection.execute(newest.where(article.c.first_seen > since).group_by(article.c.source))
    learnt = select(furniture.c.source, func.max(furniture.c.since).label("at"))
    learning = connection.execute(
        learnt.where(furniture.c.since >= since).group_by(furniture.c.source)
    )
    changed = {row.source for row in news if row.source in quiet and row.at > quiet[row.source]}
    changed |= {
        row.source for row in learning if row.source in quiet and row.at >= quiet[row.source]
    }
    changed |= set(connection.scalars(_OTHERWISE_READ))
    return {id for id in sources if id not in quiet or id in changed}


def all_answers(connection: Connection, source: str) -> list[int]:
    """Ids of a source's current answers, oldest first."""
    return [row.id for row in connection.execute(_current(source))]


def _with(known: int) -> ColumnElement[bool]:
    return answer.c.furniture == known


def _current(source: str, *more: Any) -> Select[Any]:
    return (
        select(answer.c.id, *more)
        .join(article, article.c.id == answer.c.article)
        .where(article.c.source == source, answer.c.until.is_(None))
        .order_by(answer.c.id)
    )


def stored_answer(connection: Connection, number: int) -> Stored:
    """The answer with this id, its body unpacked."""
    row = row_of(connection, answer, number)
    return Stored(
        number=number,
        article=row["article"],
        source=row_of(connection, article, row["article"])["source"],
        url=row["url"],
        content_type=row["content_type"],
        body=zlib.decompress(row["body"]),
        teaser=teaser_of(row["teaser"]) if row["teaser"] else None,
        at=row["at"],
    )
