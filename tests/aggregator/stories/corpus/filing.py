"""Filing: a draft becomes an article of a source, with its address, its moments and its truth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from scrapers.article import BUDAPEST
from tests.aggregator.stories.corpus.draft import Draft
from tests.aggregator.stories.corpus.labelled import Held, Labelled, Role
from tests.aggregator.stories.corpus.page import page
from tests.aggregator.stories.corpus.sources import Site

Numbers = Iterator[int]
"""The ids of a corpus that are not given yet."""
Filed = Iterator[list[Labelled]]
"""Articles that have to do with each other, in batches; none is seen before a batch's first."""
Told = Iterator[tuple[Draft, Site, datetime]]
"""Drafts, and where and when they appear."""
_ACCENTS = str.maketrans("áéíóöőúüű", "aeiooouuu")


def filed(
    id: int,
    draft: Draft,
    site: Site,
    at: datetime,
    operation: str,
    *,
    of: int | None = None,
    story: int | None = None,
    role: Role = "original",
    held: tuple[Held, ...] = (),
    seen: date | None = None,
) -> Labelled:
    """The article that a source makes of a draft at a moment; a story of its own unless told."""
    return Labelled(
        id=id,
        source=site.id,
        url=f"https://{site.host}/hirek/{at.year}/{_slug(draft.title)}-{id}",
        title=draft.title,
        text=page(draft, site, at),
        published=_told(at, site),
        first_seen=seen or at.date(),
        operation=operation,
        of=of,
        story=id if story is None else story,
        role=role,
        held=held,
    )


def moment(random: Random, day: date) -> datetime:
    """A moment of a day at which news appear."""
    minutes = random.randint(6 * 60, 20 * 60)
    return datetime(day.year, day.month, day.day, tzinfo=BUDAPEST) + timedelta(minutes=minutes)


def later(random: Random, at: datetime, days: int) -> datetime:
    """A moment so many days after another; on its day some time after it."""
    if days == 0:
        return at + timedelta(minutes=random.randint(20, 180))
    return moment(random, at.date() + timedelta(days=days))


def _told(at: datetime, site: Site) -> datetime | None:
    """What a source tells of the moment at which an article appeared."""
    if not site.dates:
        return None
    return at if site.dates == "minute" else at.replace(hour=0, minute=0)


def _slug(title: str) -> str:
    plain = title.lower().translate(_ACCENTS)
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:5])
