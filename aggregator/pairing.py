"""Two articles as people name them, and what the archive keeps of the two."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from aggregator.archive.among import among, mappings_with, rows_with
from aggregator.archive.archive import Archive
from aggregator.archive.articles import known_sources
from aggregator.archive.lookup import find_two, names_of
from aggregator.archive.moments import published_of
from aggregator.archive.relations import found_between, relations_of
from aggregator.archive.rulings import spoken
from aggregator.archive.schema import WAITING, article, membership, source
from aggregator.archive.stories import members_of, memberships_of
from aggregator.desk import Desk
from aggregator.explaining.pair import Found, NamedArticle, Pair
from aggregator.stories.evidence import mirrored
from aggregator.stories.parted import Place


def pair_of(archive: Archive, one: str, other: str) -> Pair:
    """All that is kept of two articles, named as ``find_two`` takes them."""
    with archive.read() as connection:
        a, b = find_two(connection, one, other)
        members = _members(connection, (a, b))
        relations, words = relations_of(connection, members), spoken(connection, members)
        rulings = [word.ruling for word in words]
        around = members.union(
            *((one.a_id, one.b_id) for one in relations),
            *((one.article, one.other) for one in rulings),
        )
        word = next((word for word in words if word.pair == {a, b}), None)
        ours, theirs = _named(connection, (a, b))
        return Pair(
            a=ours,
            b=theirs,
            found=_found(connection, a, b),
            said=(word.ruling.together, word.since) if word else None,
            places=_places(connection, around),
            names=names_of(connection, around),
            relations=relations,
            rulings=rulings,
        )


def _members(connection: Connection, pair: tuple[int, int]) -> set[int]:
    """The two, and all that are in their stories."""
    homes = {member.story for member in memberships_of(connection, pair)}
    return {*pair, *(member.article for member in members_of(connection, homes))}


def _found(connection: Connection, a: int, b: int) -> list[Found]:
    return [
        Found(relation if relation.a_id == a else mirrored(relation), by, since)
        for relation, by, since in found_between(connection, a, b)
    ]


def _named(connection: Connection, pair: tuple[int, int]) -> list[NamedArticle]:
    desk = Desk(connection, known_sources(connection))
    readings = desk.compared(pair)
    columns = (
        *(article.c.id, article.c.published_at, article.c.published_precision),
        *(article.c.published_found, article.c.published_text),
        *(source.c.name, WAITING.label("waiting")),
    )
    query = select(*columns).join(source, source.c.id == article.c.source)
    found = mappings_with(connection, query.where(among(article.c.id)), pair)
    rows = {row["id"]: row for row in found}
    return [
        NamedArticle(
            reading=readings[number],
            credits=desk[number],
            source=rows[number]["name"],
            published=published.iso() if (published := published_of(rows[number])) else None,
            waiting=bool(rows[number]["waiting"]),
        )
        for number in pair
    ]


def _places(connection: Connection, ids: Iterable[int]) -> dict[int, Place]:
    columns = membership.c.article, membership.c.story, membership.c.role
    query = select(*columns).where(membership.c.until.is_(None), among(membership.c.article))
    return {
        number: Place(story, role == "quotation")
        for number, story, role in rows_with(connection, query, ids)
    }
