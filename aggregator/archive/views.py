"""Views for research: the archive in plain, stable columns, the same on both databases.

Tables are the program's own and change with it; views are promised (docs/research.md). Moments are
UTC. ``published_on`` is a day in Budapest, empty where only the month is known, and
``published_month`` that month; ``published_at`` of what is known to the day or the month is the
midnight at which it began there.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

# Budapest's summer time, from the last Sunday of March to that of October, both at 1:00 UTC
# (Directive 2000/84/EC); SQLite knows no time zones. It counts in milliseconds and would round the
# last of them before midnight up to the next day: so it is given whole seconds.
_IN_BUDAPEST = {
    "sqlite": "date({0}, CASE WHEN"
    " {0} >= strftime('%Y-%m-%d 01:00', {0}, 'start of year', '+2 months', '+30 days', '-6 days',"
    " 'weekday 0') AND"
    " {0} < strftime('%Y-%m-%d 01:00', {0}, 'start of year', '+9 months', '+30 days', '-6 days',"
    " 'weekday 0') THEN '+2 hours' ELSE '+1 hours' END)".replace("{0}", "substr({0}, 1, 19)"),
    "postgresql": "CAST({0} AT TIME ZONE 'Europe/Budapest' AS date)",
}
_MONTH_IN_BUDAPEST = {
    "sqlite": f"substr({_IN_BUDAPEST['sqlite']}, 1, 7)",
    "postgresql": "to_char({0} AT TIME ZONE 'Europe/Budapest', 'YYYY-MM')",
}
_DAYS_BETWEEN = {
    "sqlite": "CAST(julianday({1}) - julianday({0}) AS integer)",
    "postgresql": "({1} - {0})",
}


def day_in_budapest(column: str, dialect: str) -> str:
    """SQL for the day in Budapest of a column of moments."""
    return _IN_BUDAPEST[dialect].format(column)


def month_in_budapest(column: str, dialect: str) -> str:
    """SQL for the month in Budapest of a column of moments, such as 2021-06."""
    return _MONTH_IN_BUDAPEST[dialect].format(column)


VIEWS: Mapping[str, str] = {
    "sources": """
        SELECT source.id, source.name, organisation, home, sector, country
        FROM source
    """,
    "former_sources": """
        SELECT id, source, name, organisation, home, sector, country, until
        FROM former_source
    """,
    "doors": """
        SELECT door.id, door.source, door.url, door.kind, door.origin, door.why,
            door.since, door.seen AS last_read, door.until, door.ended
        FROM door
    """,
    "reports": """
        SELECT id, source, began, articles, unchanged, missing, owed, dropped, doors, problem
        FROM report
    """,
    "articles": """
        SELECT article.id, article.source, source.name AS source_name, source.sector,
            source.country, article.url, article.title, article.text, article.html,
            {dated:article.published_at}, article.published_at,
            article.published_precision, article.published_found, article.published_text,
            article.authors, article.agency, article.language, article.kind,
            article.first_seen, article.last_seen, article.changed, article.gone,
            membership.story, membership.role
        FROM article
        JOIN source ON source.id = article.source
        LEFT JOIN membership ON membership.article = article.id AND membership.until IS NULL
        WHERE article.forgotten IS NULL
    """,
    "tombstones": """
        SELECT id, source, url, first_seen, forgotten FROM article WHERE forgotten IS NOT NULL
    """,
    "revisions": """
        SELECT revision.id, revision.article, revision.title, revision.text, revision.html,
            {dated:revision.published_at}, revision.published_at,
            revision.published_precision, revision.published_found, revision.published_text,
            nullif(revision.language, '') AS language, revision.since, revision.until
        FROM revision
    """,
    "readings": """
        SELECT reading.id, reading.article, reading.title, reading.text, reading.html,
            {dated:reading.published_at}, reading.published_at,
            reading.published_precision, reading.published_found, reading.published_text,
            reading.language, reading.until
        FROM reading
    """,
    "former_kinds": """
        SELECT id, article, kind, until FROM former_kind
    """,
    "absences": """
        SELECT id, article, since, until FROM absence
    """,
    "stories": """
        SELECT story.id, story.uid, {dated:story.published},
            story.published AS published_at, story.published_precision, story.updated,
            story.minted, story.same_as, original.article AS original, article.source,
            article.title, article.url,
            (SELECT count(*) FROM membership
             WHERE membership.story = story.id AND membership.until IS NULL
             AND membership.role = 'reprint') AS reprints,
            (SELECT count(*) FROM membership
             WHERE membership.story = story.id AND membership.until IS NULL
             AND membership.role = 'quotation') AS quotations
        FROM story
        LEFT JOIN membership AS original ON original.story = story.id
            AND original.until IS NULL AND original.role = 'original'
        LEFT JOIN article ON article.id = original.article
    """,
    "memberships": """
        SELECT id, story, article, role, since, until FROM membership
    """,
    "carriers": """
        SELECT membership.id, membership.story, membership.role, membership.article,
            article.source, article.title, article.url, {dated:article.published_at},
            original.id AS original, original.source AS original_source,
            original.title AS original_title, original.url AS original_url,
            {days:original.published_at article.published_at} AS days_later
        FROM membership
        JOIN article ON article.id = membership.article
        JOIN membership AS first ON first.story = membership.story AND first.until IS NULL
            AND first.role = 'original'
        JOIN article AS original ON original.id = first.article
        WHERE membership.until IS NULL AND membership.role <> 'original'
    """,
    "relations": """
        SELECT id, article, other, kind, "by", host, share, other_share, passages, evidence,
            since, until
        FROM relation
    """,
    "credits": """
        SELECT id, article, kind, who, source, host, link, passage, since, until
        FROM credit
    """,
    "events": """
        SELECT event.id, event.article, event."key", event.kind, event.name, event.series,
            event.ordinal, event.start, event."end", event.begins, event.ends, event.town,
            event.venue, event.link, event.status, event.certain, event.sentence, event.found,
            event.since, event.until
        FROM event
    """,
}
"""The views by their names; each may look at tables only."""


def make_views(connection: Connection) -> None:
    """Make every view, where there is none."""
    dialect = connection.dialect.name
    for name, query in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {_written(query, dialect)}")


def drop_views(connection: Connection) -> None:
    """Drop every view there is."""
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


class _Dated(str):
    """A place for the columns of a publication: ``{dated:article.published_at}``.

    The column with the precision stands beside, in the same table.
    """

    def __format__(self, column: str) -> str:
        day, month = day_in_budapest(column, self), month_in_budapest(column, self)
        return f"{_told_to_the_day(column, day)} AS published_on, {month} AS published_month"


class _Days(str):
    """A place for the days from one publication to another: ``{days:first last}``."""

    def __format__(self, columns: str) -> str:
        first, last = (
            _told_to_the_day(column, day_in_budapest(column, self)) for column in columns.split()
        )
        return _DAYS_BETWEEN[self].format(first, last)


def _told_to_the_day(column: str, day: str) -> str:
    precision = f"{column.removesuffix('_at')}_precision"
    return f"CASE WHEN {precision} <> 'month' THEN {day} END"


def _written(query: str, dialect: str) -> str:
    return query.format(dated=_Dated(dialect), days=_Days(dialect))
