"""The demo's last words: what was found, what is new, what went wrong, and where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from aggregator.agenda import agenda
from aggregator.archive.archive import Archive
from aggregator.archive.articles import known_sources, readings_of
from aggregator.archive.schema import article, membership, story
from aggregator.config import Config
from aggregator.publishing.files import FORMATS
from aggregator.publishing.publish import in_words
from aggregator.stories.crediting import credits_of
from aggregator.update import Updated

SHOWN = 5
"""Events and credits that are shown of all."""


def summary(archive: Archive, done: Updated, config: Config, *, serve: bool) -> str:
    """Some twenty lines for people."""
    with archive.read() as connection:
        articles = connection.scalar(select(func.count()).select_from(article))
        stories = connection.scalar(
            select(func.count()).select_from(story).where(story.c.same_as.is_(None))
        )
        roles = select(membership.c.role, func.count()).where(membership.c.until.is_(None))
        counts = Counter(dict(map(tuple, connection.execute(roles.group_by(membership.c.role)))))
        credits = sorted(_credits(connection))
    told = agenda(archive, date.min, None)
    problems = "; ".join(f"{r.source}: {r.problem}" for r in done.problems) or "none"
    return "\n".join(
        (
            f"{articles} articles of {len(done.reports)} sites ({done.grouped.articles} new or"
            " changed in this run)",
            f"{stories} stories, with {_count(counts['reprint'], 'reprint')} and"
            f" {_count(counts['quotation'], 'quotation')} put to their originals",
            *_some(f"{_count(len(credits), 'credit')} to a known source", credits),
            *_events(told),
            f"problems: {problems}",
            f"files changed: {in_words(done.changed) if done.changed else 'none'}",
            f"look at {_where(config, serve=serve)}",
        )
    )


def _credits(connection: Connection) -> Iterator[str]:
    known = known_sources(connection)
    names = {source.name: source.title for source in known}
    ids = connection.scalars(select(article.c.id))
    for reading in readings_of(connection, ids).values():
        for credit in credits_of(reading, known):
            if credit.source:
                yield f"{names[reading.source]}: „{credit.passage}”"


def _events(told: Sequence[dict[str, Any]]) -> Iterator[str]:
    events = [one for one in told if one["kind"] == "event"]
    deadlines = len(told) - len(events)
    sure = sum(one["certain"] for one in events)
    several = [one for one in events if one["start"] != one["end"]]
    shown = [*several, *(one for one in events if one not in several)]
    yield from _some(
        f"{_count(len(events), 'event')} ({sure} certain, the others to be reviewed) and"
        f" {_count(deadlines, 'deadline')}",
        [" ".join(filter(None, (_when(one), one["name"], _place(one)))) for one in shown],
    )


def _when(one: dict[str, Any]) -> str:
    return one["start"] if one["start"] == one["end"] else f"{one['start']} – {one['end']}"


def _place(one: dict[str, Any]) -> str:
    return f"({one['town']})" if one["town"] else ""


def _some(head: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{head}{', such as' if lines else ''}"
    yield from (f"    {line}" for line in lines[:SHOWN])


def _where(config: Config, *, serve: bool) -> str:
    names = [f"feed{form.SUFFIX}" for form in FORMATS]
    if serve:
        return f"{config.address} in a browser, at its feeds in a feed reader; Ctrl+C ends it"
    feeds = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{config.output}: {feeds}; with --serve they are shown in a browser"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
