"""Laying an arrangement over the stories that exist: ids are minted here and never moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from aggregator.archive.among import among, mappings_with
from aggregator.archive.articles import version_at
from aggregator.archive.doors import arrivals
from aggregator.archive.entries import unlist
from aggregator.archive.rows import change
from aggregator.archive.schema import article, story
from aggregator.archive.stories import Founder, add_stories, founders, set_roles
from aggregator.ids import mint
from aggregator.novelty import Arrival, is_old_news
from aggregator.stories.group import Group
from aggregator.stories.material import material
from aggregator.stories.reading import Reading

_TOLD = select(article.c.id, article.c.published_precision, article.c.changed).where(
    among(article.c.id)
)
_DATES = select(story.c.id, story.c.published, story.c.updated, story.c.judged).where(
    among(story.c.id)
)


@dataclass(frozen=True, slots=True)
class Laid:
    """How many stories were minted, and which articles came into another story or role."""

    minted: int
    moved: frozenset[int]


def lay(
    connection: Connection,
    groups: Sequence[Group],
    readings: Mapping[int, Reading],
    address: str | None,
    now: datetime,
) -> Laid:
    """Lay groups, which have all members of their stories, over the stories that exist.

    A story stays with its founder, not with its original, which may have come later and may leave
    again. Where stories meet, the one minted first goes on.
    """
    told = _told(connection, [one.original for one in groups])
    owned = _owners(groups, founders(connection, readings))
    new = [one for place, one in enumerate(groups) if place not in owned]
    came = arrivals(connection, {readings[one.original].source for one in new})
    rows = [_row(readings[one.original], told[one.original], came, address, now) for one in new]
    homes = dict(zip(new, add_stories(connection, rows), strict=True))
    for place, (home, *others) in owned.items():
        homes[groups[place]] = home
        for other in others:
            change(connection, story, other, same_as=home, listed=None)
    _date(connection, {homes[groups[place]]: groups[place] for place in owned}, readings, told, now)
    unlist(connection, homes.values())
    roles = {number: (homes[one], role) for one in groups for number, role in _roles(one)}
    return Laid(len(new), frozenset(set_roles(connection, roles, now)))


def _told(connection: Connection, ids: Iterable[int]) -> dict[int, RowMapping]:
    """How precisely each article is dated, and when it was changed."""
    return {row["id"]: row for row in mappings_with(connection, _TOLD, ids)}


def _owners(groups: Sequence[Group], founders: Sequence[Founder]) -> dict[int, list[int]]:
    """Which stories the group at each place goes on as, the oldest first."""
    place = {number: at for at, one in enumerate(groups) for number in one.members}
    owned: dict[int, list[int]] = {}
    for one in founders:
        owned.setdefault(place[one.article], []).append(one.story)
    return owned


def _row(
    original: Reading,
    told: RowMapping,
    came: Mapping[str, Arrival],
    address: str | None,
    now: datetime,
) -> dict[str, object]:
    """A new story."""
    return {
        "uid": mint(address, now),
        "minted": now,
        "published": original.published,
        "published_precision": told["published_precision"],
        "updated": min(original.published or original.first_seen, now),
        "quiet": is_old_news(original, came.get(original.source)),
    }


def _date(
    connection: Connection,
    homes: Mapping[int, Group],
    readings: Mapping[int, Reading],
    told: Mapping[int, RowMapping],
    now: datetime,
) -> None:
    """Give undated stories their date once, and note material changes of their originals."""
    for row in mappings_with(connection, _DATES, homes):
        original = readings[homes[row["id"]].original]
        values = _news(connection, row, original, told[original.id], now)
        if values:
            change(connection, story, row["id"], **values)


def _news(
    connection: Connection, row: RowMapping, original: Reading, told: RowMapping, now: datetime
) -> dict[str, object]:
    """What has to be changed of a story, given its original."""
    values: dict[str, object] = {}
    updated = row["updated"]
    if row["published"] is None and original.published:
        updated = max(updated, min(original.published, now))
        values |= {
            "published": original.published,
            "published_precision": told["published_precision"],
            "updated": updated,
        }
    changed, judged = told["changed"], row["judged"]
    is_new = changed is not None and changed > judged
    if is_new and material(version_at(connection, original, judged), original):
        values |= {"updated": max(updated, changed), "judged": now}
    return values


def _roles(one: Group) -> Iterator[tuple[int, str]]:
    yield one.original, "original"
    yield from ((number, "reprint") for number in one.reprints)
    yield from ((number, "quotation") for number in one.quotations)
