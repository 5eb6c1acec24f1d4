"""Stories with their articles, as the archive holds them: what feeds are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from aggregator.archive.among import among, mappings_with
from aggregator.archive.moments import story_published
from aggregator.archive.schema import article, membership, source, story
from aggregator.archive.standing import standing
from aggregator.archive.versions import ArticleRow, as_known, former_versions
from scrapers.article import Published

_STANDING = select(story).where(story.c.same_as.is_(None), among(story.c.id))


@dataclass(frozen=True, slots=True)
class Told:
    """A story with the rows of its articles; reprints and quotations that are gone are left out.

    ``former`` is what the original said before the change that ``updated`` tells of, if it does.
    """

    number: int
    uid: str
    published: Published | None
    minted: datetime
    moment: datetime | None
    updated: datetime
    quiet: bool
    original: ArticleRow
    reprints: tuple[ArticleRow, ...]
    quotations: tuple[ArticleRow, ...]
    former: RowMapping | None


def told_stories(connection: Connection, numbers: Iterable[int]) -> dict[int, Told]:
    """Of these stories those that feeds tell, by number.

    Not those that turned out to be an older one, nor those whose original its publisher has
    withdrawn, unless he tells it elsewhere: a site that was made anew has its articles at other
    addresses.
    """
    rows = mappings_with(connection, _STANDING, numbers)
    told = _told(connection, rows)
    return {one.number: one for one in told if one.original["gone"] is None}


def one_story(connection: Connection, number: int, as_of: datetime | None = None) -> Told | None:
    """The story of this id, or the one it turned out to be; or had by then, ``as_of`` a moment."""
    following: int | None = number
    while following is not None:
        query = select(story).where(story.c.id == following)
        row = connection.execute(query).mappings().one_or_none()
        told = _told(connection, [row], as_of) if row else []
        if told or row is None:
            return next(iter(told), None)
        following = row["same_as"]
    return None


def _told(
    connection: Connection, stories: Sequence[RowMapping], as_of: datetime | None = None
) -> list[Told]:
    members = _members(connection, [row["id"] for row in stories], as_of)
    replaced = _replaced(connection, members, stories)
    told = []
    for row in stories:
        roles = members[row["id"]]
        if not roles["original"]:
            continue
        original = _shown(roles["original"][0], roles["reprint"])
        dates = {one["published_at"] for some in roles.values() for one in some}
        # a date that no member had then was found later
        is_dated = as_of is None or row["published"] in dates
        told.append(
            Told(
                number=row["id"],
                uid=row["uid"],
                published=story_published(row) if is_dated else None,
                minted=row["minted"],
                moment=row["moment"],
                updated=row["updated"],
                quiet=row["quiet"],
                original=original,
                reprints=tuple(
                    row for row in roles["reprint"] if row["gone"] is None and row is not original
                ),
                quotations=tuple(row for row in roles["quotation"] if row["gone"] is None),
                former=replaced.get((original["id"], row["updated"])),
            )
        )
    return told


def _replaced(
    connection: Connection, members: Any, stories: Sequence[RowMapping]
) -> dict[tuple[int, datetime], RowMapping]:
    """What was edited away of articles of stories whose changes were judged, by when it was."""
    judged = [row["id"] for row in stories if row["judged"] > row["minted"]]
    articles = [one["id"] for number in judged for some in members[number].values() for one in some]
    former = former_versions(connection, articles) if articles else {}
    return {
        (number, version["until"]): version
        for number, versions in former.items()
        for version in versions
        if version["kind"] == "edited"
    }


def _shown(original: ArticleRow, reprints: Sequence[ArticleRow]) -> ArticleRow:
    """The original, or where it is gone the copy of it that its own source still has."""
    if original["gone"] is None:
        return original
    own = (row for row in reprints if row["source"] == original["source"] and row["gone"] is None)
    return next(own, original)


def _members(connection: Connection, stories: Sequence[int], as_of: datetime | None) -> Any:
    query = (
        select(
            membership.c.story.label("story"),
            membership.c.role,
            source.c.name.label("source_name"),
            source.c.home,
            source.c.sector,
            source.c.country,
            source.c.full_text,
            article,
        )
        .join(article, article.c.id == membership.c.article)
        .join(source, source.c.id == article.c.source)
        .where(membership.c.story.in_(stories), standing(membership, as_of))
        .order_by(
            func.coalesce(article.c.published_at, article.c.first_seen),
            *(article.c.source, article.c.url, article.c.id),
        )
    )
    members: defaultdict[int, defaultdict[str, list[ArticleRow]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in as_known(connection, connection.execute(query).mappings().all(), as_of):
        members[row["story"]][row["role"]].append(row)
    return members
