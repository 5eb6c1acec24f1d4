"""Wordings and fingerprints in the archive: by what an article is found that shares a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from aggregator.archive.chunks import chunks, rows_with
from aggregator.archive.schema import article, fingerprint, membership, wording
from aggregator.stories.postings import Posted
from aggregator.stories.reading import Reading
from aggregator.stories.wording import MADE_BY, pack, whole_hash


def keep_wordings(connection: Connection, readings: Mapping[int, Reading]) -> None:
    """Keep the wordings of these articles in place of those that are kept."""
    digests = select(article.c.id, article.c.digest)
    rows = [
        {
            "article": row["id"],
            "digest": f"{MADE_BY}:{row['digest']}",
            "hash": whole_hash(readings[row["id"]].wording),
            "length": len(readings[row["id"]].wording),
            "forms": pack(readings[row["id"]].wording),
            "ends": pack(readings[row["id"]].ends),
        }
        for row in rows_with(connection, digests, article.c.id, readings)
    ]
    for part in chunks(sorted(readings)):
        connection.execute(delete(wording).where(wording.c.article.in_(part)))
    if rows:
        connection.execute(insert(wording), rows)


def same_texts(connection: Connection, hashes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each of these hashes of a whole text two articles that have it: the first and the last.

    They may be one. More are not needed: equal texts find each other through them.
    """
    ends = func.min(wording.c.article).label("first"), func.max(wording.c.article).label("last")
    query = select(wording.c.hash, *ends).group_by(wording.c.hash)
    rows = rows_with(connection, query, wording.c.hash, hashes)
    return {row["hash"]: (row["first"], row["last"]) for row in rows}


def postings(
    connection: Connection, prints: Iterable[int], *, but: Collection[int]
) -> dict[int, list[Posted]]:
    """Who stands under each of these fingerprints, without the articles ``but``."""
    query = (
        select(fingerprint.c.hash, fingerprint.c.article, membership.c.story, wording.c.length)
        .join(wording, wording.c.article == fingerprint.c.article)
        .outerjoin(
            membership,
            (membership.c.article == fingerprint.c.article) & membership.c.until.is_(None),
        )
    )
    left_out = set(but)
    posted: defaultdict[int, list[Posted]] = defaultdict(list)
    for row in rows_with(connection, query, fingerprint.c.hash, prints):
        number = row["article"]
        if number not in left_out:
            posted[row["hash"]].append(Posted(number, row["story"] or -number, row["length"]))
    return posted


def replace_fingerprints(connection: Connection, prints: Mapping[int, Collection[int]]) -> None:
    """Index each article under its fingerprints, and under no others."""
    for part in chunks(sorted(prints)):
        connection.execute(delete(fingerprint).where(fingerprint.c.article.in_(part)))
    rows = [{"hash": one, "article": number} for number in sorted(prints) for one in prints[number]]
    if rows:
        connection.execute(insert(fingerprint), rows)
