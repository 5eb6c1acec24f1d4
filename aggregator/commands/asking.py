"""Commands that ask the archive."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import takewhile
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from aggregator.commands.manners import JsonFormat, may_be_left
from aggregator.errors import NotFound
from aggregator.log import visible
from aggregator.options import (
    ArchiveOption,
    AsOfOption,
    day,
    known_by,
    told,
    two_letters,
)
from aggregator.tell import tell, tell_one

commands = typer.Typer()


_VERBATIM = "klaszterhirek.verbatim"


class _Search(TyperCommand):
    """Takes -konferencia for a word that is left out; what looks like a misspelt option is none."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Tell an option that there is not, unless it stands behind ``--``."""
        known = {name for one in self.get_params(ctx) for name in one.opts}
        for word in takewhile(lambda word: word != "--", args):
            if word.startswith("--") and word.partition("=")[0] not in known:
                raise typer.BadParameter(f"there is no option {word}; see search --help", ctx)
        ctx.meta[_VERBATIM] = "--" in args
        return super().parse_args(ctx, args)


@commands.command(cls=_Search, context_settings={"ignore_unknown_options": True})
def search(
    context: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help="Words, in any form; or any of what is told above."),
    ] = None,
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
    rank: Annotated[bool, typer.Option("--rank", help="The best first, not the newest.")] = False,
    as_of: AsOfOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="At most so many.")
    ] = 20,
    archive: ArchiveOption = None,
    form: JsonFormat = "table",
) -> None:
    """Find articles in the archive, newest first.

    \b
    pályázat klaszter    both words, in any form, with accents or without
    "ipari park"         these words in a row
    -konferencia         without this word, phrase or property
    innov*               words that begin so
    source:NAME          of this source; also sector: country: language: kind:
    from:2021-06 to:30d  published from then on, up to then (thirty days ago)
    event:2021-06        tells of an event then, or of one of this name
    credit:NAME          carries what this source told first, or names it
    \b
    A shell takes marks away; so quote twice: search '"ipari park"' hír
    Words in one argument of several are in a row: search "ipari park" hír
    """
    from aggregator.archive.search import Limits
    from aggregator.searching import COLUMNS, found_articles, told_in_lines

    now = datetime.now(UTC)
    text = _joined(query or [], verbatim=context.meta[_VERBATIM])
    known = known_by(as_of, "--as-of", now)
    # days ago are counted from that day, so that the same words ask for the same at any time
    then = known - timedelta(microseconds=1) if known else now
    after, before = day(since, "--since", then), day(until, "--until", then)
    limits = Limits(
        sources=source or (),
        language=two_letters(language, "--language"),
        since=after,
        until=before and before + timedelta(days=1),
    )
    may_be_left()
    with told(archive).archive(make=False) as opened:
        hits = found_articles(opened, text, now, limits, as_of=known, ranked=rank, limit=limit)
    for remark in hits.remarks:
        typer.echo(f"klaszterhirek: {visible(remark)}", err=True)
    if form != "table":
        tell(hits.records, form, columns=COLUMNS)
        return
    for record in hits.records:
        title, *more = told_in_lines(record, partial(typer.style, bold=True))
        typer.echo(f"{record['published'] or 'undated':10.10}  {title}")
        for line in more:
            typer.echo(f"{'':12}{line}")
    if not hits.records:
        also = f"; did you mean: {visible(hits.instead)}" if hits.instead else ""
        typer.echo(f"nothing found{also}")


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
    from scrapers.article import BUDAPEST

    now = datetime.now(UTC)
    after, before = day(since, "--since", now), day(until, "--until", now)
    may_be_left()
    with told(archive).archive(make=False) as opened:
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
    as_of: AsOfOption = None,
    archive: ArchiveOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show a story with all who carry it.

    Its original, who reprints it, who quotes it and what they add; and why they are together. Then
    its translations, other stories that tell of the same event, and what its articles said before
    they were edited.
    """
    from aggregator.showing import story_details

    known = known_by(as_of, "--as-of", datetime.now(UTC))
    may_be_left()
    with told(archive).archive(make=False) as opened:
        record = story_details(opened, which, known)
    if record is None:
        raise NotFound(which, "there is no such story or article in the archive")
    if as_json:
        tell([record], "json", columns=())
    else:
        tell_one(record)


def _joined(query: list[str], *, verbatim: bool) -> str:
    """A query of several arguments; what a shell has joined stays in a row.

    One argument alone is a query as it is, but with a minus it is what is left out. ``verbatim``
    are those of a script, behind ``--``.
    """
    if verbatim or (len(query) == 1 and not query[0].startswith("-")):
        return " ".join(query)
    return " ".join(map(_quoted, query))


def _quoted(word: str) -> str:
    """An argument with the quotation marks that its white space needs."""
    from aggregator.query.parse import MARKS

    if not re.search(r"\s", word) or any(mark in word for mark in MARKS):
        return word
    return re.sub(r"^(-*(?:[a-z]+:)?)(.*)", r'\1"\2"', word, count=1, flags=re.I | re.DOTALL)
