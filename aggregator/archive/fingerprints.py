"""Wordings and fingerprints in the archive: by what an article is found that shares a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from aggregator.archive.among import among, execute_with, rows_with
from aggregator.archive.hashes import replace_hashes
from aggregator.archive.schema import article, fingerprint, membership, wording
from aggregator.stories.postings import Posted
from aggregator.stories.reading import Reading
from aggregator.stories.wording import MADE_BY, pack, whole_hash

_DIGESTS = select(article.c.id, article.c.digest).where(among(article.c.id))
_FORGET_WORDINGS = delete(wording).where(among(wording.c.article))
_EQUAL = (
    select(wording.c.hash, func.min(wording.c.article), func.max(wording.c.article))
    .where(among(wording.c.hash))
    .group_by(wording.c.hash)
)
_POSTINGS = (
    select(fingerprint.c.hash, fingerprint.c.article, membership.c.story, wording.c.length)
    .join(wording, wording.c.article == fingerprint.c.article)
    .outerjoin(
        membership,
        (membership.c.article == fingerprint.c.article) & membership.c.until.is_(None),
    )
    .where(among(fingerprint.c.hash))
)


def keep_wordings(connection: Connection, readings: Mapping[int, Reading]) -> None:
    """Keep the wordings of these articles in place of those that are kept."""
    rows = [
        {
            "article": number,
            "digest": f"{MADE_BY}:{digest}",
            "hash": whole_hash(readings[number].wording),
            "length": len(readings[number].wording),
            "forms": pack(readings[number].wording),
            "ends": pack(readings[number].ends),
        }
        for number, digest in rows_with(connection, _DIGESTS, readings)
    ]
    execute_with(connection, _FORGET_WORDINGS, readings)
    if rows:
        connection.execute(insert(wording), rows)


def same_texts(connection: Connection, hashes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each of these hashes of a whole text two articles that have it: the first and the last.

    They may be one. More are not needed: equal texts find each other through them.
    """
    return {one: (first, last) for one, first, last in rows_with(connection, _EQUAL, hashes)}


def postings(
    connection: Connection, prints: Iterable[int], *, but: Collection[int]
) -> dict[int, list[Posted]]:
    """Who stands under each of these fingerprints, without the articles ``but``."""
    left_out = set(but)
    posted: defaultdict[int, list[Posted]] = defaultdict(list)
    for one, number, story, length in rows_with(connection, _POSTINGS, prints):
        if number not in left_out:
            posted[one].append(Posted(number, story or -number, length))
    return posted


def replace_fingerprints(connection: Connection, prints: Mapping[int, Collection[int]]) -> None:
    """Index each article under its fingerprints, and under no others."""
    replace_hashes(connection, fingerprint, prints)
