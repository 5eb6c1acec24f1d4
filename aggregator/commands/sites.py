"""Commands about sites and sources: what pages say, where news are let out, what is ill."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from aggregator.commands.manners import JsonFormat, may_be_left
from aggregator.errors import ConfigError
from aggregator.log import visible
from aggregator.options import (
    ArchiveOption,
    NamesArgument,
    NetworkOption,
    SourcesOption,
    told,
)
from aggregator.tell import tell, tell_one

commands = typer.Typer()
AddressesOption = Annotated[
    list[str] | None,
    typer.Option("--url", metavar="ADDRESS", help="The address of each file, in their order."),
]
JsonLinesOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
READ = (
    *("url", "refused", "left_out", "title", "published", "kind", "authors", "agency", "language"),
    *("image", "gallery", "attachments", "credit", "events", "text"),
)
"""What ``try`` shows of a page, in this order."""
LISTED = ("url", "refused", "score", "links", "articles", "older")
"""What ``links`` shows of a page, in this order."""


@commands.command("try")
def try_(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE", help="Files or addresses of article pages.")
    ],
    url: AddressesOption = None,
    as_json: JsonLinesOption = False,
    sources: SourcesOption = None,
    allow_network: NetworkOption = None,
) -> None:
    """Show what would be extracted from pages; store nothing."""
    from aggregator.trying import readings

    given = told(sources=sources, network=allow_network)
    records = readings(pages, url or [], given)
    if as_json:
        tell(records, "jsonl", columns=())
    else:
        for record in records:
            tell_one(record, READ)
    raise typer.Exit(1 if any(record["refused"] for record in records) else 0)


@commands.command()
def links(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE", help="Files or addresses of listing pages.")
    ],
    url: AddressesOption = None,
    as_json: JsonLinesOption = False,
    sources: SourcesOption = None,
    allow_network: NetworkOption = None,
) -> None:
    """Show the articles that listing pages lead to; store nothing.

    With how surely each page is a list of news (0 to 1), and where its older ones are.
    """
    from aggregator.linking import listings

    given = told(sources=sources, network=allow_network)
    records = listings(pages, url or [], given)
    if as_json:
        tell(records, "jsonl", columns=())
    else:
        for record in records:
            tell_one(record, LISTED)
    raise typer.Exit(0 if all(one["links"] or one["articles"] for one in records) else 1)


@commands.command()
def add(
    address: Annotated[
        str | None,
        typer.Argument(metavar="URL", help="A home page; a list of news or a feed will do too."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; for scripts.")] = False,
    accept: Annotated[
        str | None,
        typer.Option("--accept", metavar="SOURCE", help="Take the new door proposed for a source."),
    ] = None,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    allow_network: NetworkOption = None,
) -> None:
    """Find where a site lets its news out, and add it as a source.

    Shows the door and the first articles, and asks only when it is not sure. Exit status: 0 added;
    1 not taken; 2 nothing found.
    """
    from aggregator import adding
    from scrapers.folders import OWN

    given = told(archive, sources, network=allow_network)
    if (address is None) is (accept is None):
        raise ConfigError("add", "give a URL, or --accept with a source")
    if accept is not None:
        (source,) = given.sources([accept])
        with given.archive(make=False) as opened:
            for line in adding.accept(opened, source, datetime.now(UTC)):
                typer.echo(line)
        return
    now, manners = datetime.now(UTC), given.manners()
    found = adding.propose(address or "", manners, given.sources(), now)
    for line in found.told():
        typer.echo(line)
    if found.doubt:
        typer.echo(f"not sure: {visible(found.doubt)}")
        if not yes and not typer.confirm("Add it?"):
            raise typer.Exit(1)
    folder, own = given.config.sources, OWN.parent / "recordings"
    recordings = folder / "recordings" if folder else own
    path, recorded = adding.write(found, folder or OWN, recordings, now)
    for line in recorded.told():
        typer.echo(line)
    typer.echo(f"Wrote {path}. Next: klaszterhirek update {found.source.id}")


@commands.command("health")
def health_(
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    form: JsonFormat = "table",
) -> None:
    """Tell how sources fare by their own history: why, and what to do.

    First those at which somebody should look; with --format all of them. Exit status: 0 nobody
    need look; 1 somebody should.
    """
    from aggregator.findings import findings, in_words

    may_be_left()
    given = told(archive, sources)
    with given.archive() as opened:
        records = findings(opened, given.sources(), datetime.now(UTC))
    if form == "table":
        for line in in_words(records):
            indented = "    " if line.startswith(" ") else ""
            typer.echo(f"{indented}{visible(line)}")
    else:
        tell(records, form, columns=("source", "condition", "look", "since", "reason", "advice"))
    raise typer.Exit(1 if any(one["look"] for one in records) else 0)


@commands.command()
def record(
    names: NamesArgument = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="DIR", help="Where recordings are, else in the data folder."
        ),
    ] = None,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    allow_network: NetworkOption = None,
) -> None:
    """Keep what sources answer now, without their prose, for the tests.

    A source's doors and the first articles of each, and beside them what is read from them. Exit
    status: 0 all recorded; 1 some could not be.
    """
    from aggregator.recording import record
    from scrapers.folders import DATA

    given = told(archive, sources, network=allow_network)
    done = record(names, given, folder or DATA / "recordings")
    for one in done:
        typer.echo("\n".join(one.told()))
    raise typer.Exit(1 if any(one.problem for one in done) else 0)


@commands.command()
def sources(
    name: Annotated[str | None, typer.Argument(metavar="SOURCE", help="One source.")] = None,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    form: JsonFormat = "table",
) -> None:
    """List the sources, or tell all about one.

    With their articles, and how their last crawl went.
    """
    from aggregator.answers import source_details, source_list

    may_be_left()
    given = told(archive, sources)
    chosen = given.sources([name] if name else None)
    with given.archive() as opened:
        if name and form == "table":
            tell_one(source_details(opened, chosen[0], datetime.now(UTC)))
            return
        # of a table, what fits on a screen
        wide = ("name", "country") if form != "table" else ()
        columns = ("source", *wide, "status", "doors", "articles", "last crawl", "problem")
        tell(source_list(opened, chosen), form, columns=columns)
