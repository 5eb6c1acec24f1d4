"""Commands that ask the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import typer

from aggregator.commands.manners import JsonFormat, may_be_left
from aggregator.errors import NotFound
from aggregator.log import visible
from aggregator.options import (
    ArchiveOption,
    day,
    told,
    two_letters,
)
from aggregator.tell import tell, tell_one

commands = typer.Typer()


@commands.command()
def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words; case and accents do not count.")
    ],
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="NAME", help="Only of this source; more than once: of these."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY|7d", help="From this day on (undated: first seen)."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="To the end of this day.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="CODE", help="Only in this language, such as hu."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="At most so many.")
    ] = 20,
    archive: ArchiveOption = None,
    form: JsonFormat = "table",
) -> None:
    """Find articles in the archive, newest first."""
    from aggregator.answers import check_known, found_articles

    now = datetime.now(UTC)
    after, before = day(since, "--since", now), day(until, "--until", now)
    may_be_left()
    with told(archive).archive(make=False) as opened:
        check_known(opened, source or ())
        records = found_articles(
            opened,
            query,
            sources=source or [],
            since=after,
            until=before and before + timedelta(days=1),
            language=two_letters(language, "--language"),
            limit=limit,
        )
    if form != "table":
        tell(records, form, columns=("id", "published", "source", "title", "url"))
        return
    for record in records:
        typer.echo(f"{record['published'] or 'undated   ':.10}  {visible(record['title'])}")
        typer.echo(f"{'':12}{visible(record['source_name'])}  {visible(record['url'])}")
    if not records:
        typer.echo("nothing found")


@commands.command()
def events(
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="NAME", help="Only told by this source; more than once: by these."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY|7d", help="Not over on this day (else: today)."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Beginning by this day.")
    ] = None,
    archive: ArchiveOption = None,
    form: JsonFormat = "table",
) -> None:
    """List what is coming: events and deadlines that articles tell of.

    Each once, whoever tells of it. What is marked ? is to be reviewed: its name, its place or its
    day is not told outright.
    """
    from aggregator.agenda import CALENDAR, agenda, told_in_lines
    from aggregator.answers import check_known
    from scrapers.article import BUDAPEST

    now = datetime.now(UTC)
    after, before = day(since, "--since", now), day(until, "--until", now)
    may_be_left()
    with told(archive).archive(make=False) as opened:
        check_known(opened, source or ())
        records = agenda(
            opened,
            (after or now.astimezone(BUDAPEST)).date(),
            before.date() if before else None,
            source or (),
        )
    if form != "table":
        tell(records, form, columns=CALENDAR)
        return
    for record in records:
        first, *more = told_in_lines(record)
        typer.echo(visible(first))
        for line in more:
            typer.echo(f"    {visible(line)}")
    if not records:
        typer.echo("nothing is told of these days")


@commands.command()
def show(
    which: Annotated[
        str,
        typer.Argument(
            metavar="STORY|URL", help="A story's number or id, or an article's address."
        ),
    ],
    archive: ArchiveOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show a story with all who carry it.

    Its original, who reprints it, who quotes it and what they add; and why they are together. Then
    its translations, and other stories that tell of the same event.
    """
    from aggregator.answers import story_details

    may_be_left()
    with told(archive).archive(make=False) as opened:
        record = story_details(opened, which)
    if record is None:
        raise NotFound(which, "there is no such story or article in the archive")
    if as_json:
        tell([record], "json", columns=())
    else:
        tell_one(record)


@commands.command()
def export(
    what: Annotated[
        Literal["articles", "stories", "relations"], typer.Option("--what", help="Which records.")
    ] = "articles",
    form: Annotated[
        Literal["jsonl", "csv"], typer.Option("--format", help="How they are written.")
    ] = "jsonl",
    archive: ArchiveOption = None,
) -> None:
    """Write the archive to standard output, a record a line."""
    from aggregator.exporting import COLUMNS, records

    may_be_left()
    with told(archive).archive(make=False) as opened:
        tell(records(opened, what), form, columns=COLUMNS[what])
