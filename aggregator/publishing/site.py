"""What the pages show besides feeds, from the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping

from aggregator.archive.events import events_between, events_of, known_of
from aggregator.archive.naming import described
from aggregator.archive.sources import article_counts, last_reports, newest_days
from aggregator.archive.troubles import present_troubles
from aggregator.config import Config
from aggregator.health.kinds import Kind
from aggregator.pages.view import (
    CalendarLine,
    FeedLine,
    Format,
    Happening,
    Site,
    SourceLine,
    State,
    Witness,
)
from aggregator.publishing.belonging import ALL, feed_of
from aggregator.publishing.directory import Listed
from aggregator.publishing.outlines import FEEDS
from feeds import atom, jsonfeed, rss

FORMATS = tuple(
    Format(name, form.SUFFIX, form.MEDIA_TYPE)
    for name, form in (("RSS", rss), ("Atom", atom), ("JSON", jsonfeed))
)


def site_of(listed: Iterable[Listed], calendars: tuple[CalendarLine, ...], config: Config) -> Site:
    """What all pages share."""
    return Site(
        title=config.title,
        language=config.language,
        formats=FORMATS,
        feed=ALL,
        base=config.address,
        corrections=config.whom_to_ask,
        feeds=tuple(FeedLine(one.group, one.name, one.shown) for one in listed),
        calendars=calendars,
        opml=FEEDS if config.address else None,
    )


def source_lines(connection: Connection) -> list[SourceLine]:
    """Every source that the archive knows, by name."""
    counts, newest = article_counts(connection), newest_days(connection)
    reports, troubles = last_reports(connection), present_troubles(connection)
    return [
        SourceLine(
            id=id,
            name=row["name"],
            home=row["home"],
            organisation=row["organisation"],
            country=row["country"],
            sector=row["sector"],
            articles=counts.get(id, 0),
            newest=newest.get(id),
            state=_state(reports.get(id), troubles.get(id)),
            feed=feed_of("source", id),
        )
        for id, row in sorted(described(connection).items(), key=lambda one: one[1]["name"])
    ]


def _state(report: Any, kind: Kind | None) -> State:
    """How a source fares, as far as was noted: it is judged by the run that crawls it."""
    if report is None:
        return "new"
    return kind or ("passing" if report.problem else "well")


def happenings(connection: Connection, since: date, until: date | None = None) -> list[Happening]:
    """What is not over on a day, and begins by another: events and deadlines, each once, the first
    to begin first.
    """
    return [_happening(rows) for rows in events_between(connection, since, until)]


def happenings_of(connection: Connection, articles: Iterable[int]) -> list[Happening]:
    """What these articles tell of, over or not: each once, the first to begin first."""
    return [_happening(rows) for rows in events_of(connection, articles)]


def _happening(rows: Sequence[RowMapping]) -> Happening:
    best = rows[0]
    known = known_of(rows)
    return Happening(
        kind=best["kind"],
        start=best["start"],
        end=best["end"],
        certain=best["certain"],
        status=best["status"],
        begins=known["begins"],
        ends=known["ends"],
        **{name: known[name] or "" for name in ("name", "town", "venue", "link")},
        witnesses=tuple(
            Witness(row["source_name"], row["title"], row["url"], row["sentence"]) for row in rows
        ),
    )
