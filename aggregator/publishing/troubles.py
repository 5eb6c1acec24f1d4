"""What is wrong with sources, noted and told in a feed, for whoever runs the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from sqlalchemy import RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.entries import Known, known_feeds, raise_editions
from aggregator.archive.troubles import Alarm, keep_troubles, newest_troubles
from aggregator.conditions import conditions
from aggregator.config import Config
from aggregator.health.condition import Condition
from aggregator.pages.catalogue import texts
from aggregator.publishing.directory import Listed
from aggregator.publishing.listing import mint_feeds
from feeds.feed import Entry, Feed
from scrapers.article import BUDAPEST
from scrapers.source import Source

NAME = "problems"


def note_troubles(
    archive: Archive, sources: Iterable[Source], config: Config, now: datetime
) -> None:
    """Note which of all ``sources`` somebody should look at now, in the configured language."""
    with archive.write() as connection:
        told = conditions(connection, sources, now)
        alarms = [_alarm(id, one, config) for id, one in told.items() if one.wants_look]
        if keep_troubles(connection, alarms, config.address, now):
            mint_feeds(connection, [NAME], config.address, now)
            raise_editions(connection, [NAME])


def known_troubles(archive: Archive, address: str | None, now: datetime) -> Known:
    """The feed that tells of troubles."""
    with archive.write() as connection:
        mint_feeds(connection, [NAME], address, now)
        return known_feeds(connection)[NAME]


def listed_troubles(config: Config) -> Listed:
    """The feed of troubles as it is called."""
    gettext = texts(config.language).gettext
    title = gettext("problems of sources")
    about = gettext("Which sources somebody should look at, why, and when it was over.")
    return Listed(NAME, f"{config.title}: {title}", about, "all", title)


def troubles_feed(archive: Archive, known: Known, config: Config) -> Feed:
    """The last troubles as a feed; it names no hub, since none is told of it."""
    with archive.read() as connection:
        rows = newest_troubles(connection)
    listed = listed_troubles(config)
    entries = _entries(rows, config.language)
    return Feed(
        id=known.uid,
        name=NAME,
        title=listed.title,
        description=listed.description,
        language=config.language,
        updated=max((one.updated for one in entries), default=None),
        entries=entries,
        base=config.address,
    )


def _alarm(id: str, one: Condition, config: Config) -> Alarm:
    advice = one.advice.told(config.language) if one.advice else ""
    return Alarm(id, one.kind, one.reason.told(config.language), advice)


def _entries(rows: Sequence[RowMapping], language: str) -> tuple[Entry, ...]:
    return tuple(_entry(row, language) for row in rows)


def _entry(row: RowMapping, language: str) -> Entry:
    is_over = row["until"] is not None
    over = texts(language).gettext("over")
    told = [row["problem"], row["advice"]] if row["advice"] else [row["problem"]]
    return Entry(
        id=row["uid"],
        url=row["home"],
        title=f"{row['name']}: {row['problem']}{f' ({over})' if is_over else ''}",
        published=row["since"].astimezone(BUDAPEST),
        updated=(row["until"] or row["since"]).astimezone(BUDAPEST),
        source=row["name"],
        source_url=row["home"],
        summary=row["problem"],
        content_html="".join(f"<p>{escape(one)}</p>" for one in told),
        language=language,
    )
