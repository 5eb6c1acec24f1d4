"""Commands that write what people read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from aggregator.commands.manners import may_be_left
from aggregator.options import ArchiveOption, day, told

commands = typer.Typer()


@commands.command()
def digest(
    since: Annotated[
        str, typer.Option("--since", metavar="DAY|7d", help="The first day to be told of.")
    ] = "7d",
    form: Annotated[
        Literal["html", "text", "markdown"],
        typer.Option("--format", help="HTML is a fragment to paste into a newsletter."),
    ] = "html",
    by: Annotated[
        Literal["day", "sector"], typer.Option("--by", help="What the news are sorted by.")
    ] = "day",
    archive: ArchiveOption = None,
) -> None:
    """Write the last days' news for a newsletter, with credit lines to paste.

    It has what the combined feed has, as of the last publish, and what is coming.
    """
    from aggregator.publishing.newsletter import newsletter
    from scrapers.article import BUDAPEST

    now = datetime.now(UTC)
    given, first = told(archive), day(since, "--since", now)
    today = now.astimezone(BUDAPEST).date()
    may_be_left()
    with given.archive(make=False) as opened:
        began = first.astimezone(BUDAPEST).date() if first else today
        typer.echo(newsletter(opened, given.config, began, today, form=form, by=by), nl=False)
