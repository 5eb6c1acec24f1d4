"""Commands that run the program, whole or stage by stage."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from aggregator.commands.manners import log
from aggregator.options import (
    ArchiveOption,
    LogOption,
    MaxTimeOption,
    NamesArgument,
    NetworkOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    VerboseOption,
    lasting,
    told,
)

commands = typer.Typer()


@commands.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("klaszterhirek.toml"),
) -> None:
    """Write a commented configuration."""
    from aggregator.config import write_template

    write_template(path)
    typer.echo(f"Wrote {path}. Set contact in it, then: klaszterhirek update")


@commands.command()
def demo(
    serve: Annotated[
        bool, typer.Option("--serve", help="Keep serving the sites and the result.")
    ] = False,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where the demo keeps its archive and output.")
    ] = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Crawl the bundled sample sites and publish what they say."""
    from aggregator.demo.demo import run_demo
    from scrapers.folders import DATA

    log(quiet, verbose, log_format)
    raise typer.Exit(run_demo(folder or DATA / "demo", serve=serve, quiet=quiet))


@commands.command()
def update(
    names: NamesArgument = None,
    enqueue: Annotated[
        bool, typer.Option("--enqueue", help="Only enqueue what is due, for workers to crawl.")
    ] = False,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    output: OutputOption = None,
    allow_network: NetworkOption = None,
    max_time: MaxTimeOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Crawl, keep, group, publish: what cron runs.

    Without names, the sources whose turn it is: each about twice as often as it publishes, between
    every hour and every two days, or as its file says. With --allow-network all take every turn.

    Exit status: 0 done; 1 done, but some sources failed; 2 something cannot be used, nothing was
    touched; 74 the archive or the disk failed in mid-run; 75 another run is at it.
    """
    from aggregator.pinging import ping
    from aggregator.publishing.publish import check_output, has_begun, where_to_subscribe
    from aggregator.update import due_sources, update
    from aggregator.watch import Watch

    log(quiet, verbose, log_format)
    given, now = told(archive, sources, output, allow_network), datetime.now(UTC)
    if enqueue:
        from aggregator.commands.distributed import enqueue_due

        enqueue_due(given, names, now, quiet=quiet)
        return
    longest = lasting(max_time, "--max-time")
    known, named, manners = given.sources(), given.to_crawl(names), given.manners()
    check_output(given.config.output)
    with given.archive() as opened:
        had_begun = has_begun(opened)
        due = named if names else due_sources(opened, named, now, loopback=bool(manners.allow))
        with Watch(len(due), quiet=quiet) as watch:
            done = update(
                opened, due, manners, given.config, now, watch, known=known, longest=longest
            )
        begins = not had_begun and has_begun(opened)
    # a run of some sources by hand is no sign that cron still works
    if given.config.ping and done.told_all and not names:
        ping(given.config.ping)
    if not quiet:
        left = len(due) - len(done.reports)
        typer.echo(done.told(given.config, len(named) - len(due), left))
        if begins:
            typer.echo(where_to_subscribe(given.config))
    raise typer.Exit(1 if done.problems else 0)


@commands.command()
def crawl(
    names: NamesArgument = None,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    allow_network: NetworkOption = None,
    max_time: MaxTimeOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Crawl the sources into the archive, and no more.

    Without names, the sources whose turn it is, as in update.
    """
    from aggregator.publishing.troubles import note_troubles
    from aggregator.update import crawl_sources, due_sources
    from aggregator.watch import Watch

    log(quiet, verbose, log_format)
    given, now = told(archive, sources, network=allow_network), datetime.now(UTC)
    longest = lasting(max_time, "--max-time")
    known, named, manners = given.sources(), given.to_crawl(names), given.manners()
    with given.archive() as opened:
        due = named if names else due_sources(opened, named, now, loopback=bool(manners.allow))
        with Watch(len(due), quiet=quiet) as watch:
            kept = given.config.keep_answers
            reports = crawl_sources(
                opened, due, manners, now, watch, keep_answers=kept, longest=longest
            )
        note_troubles(opened, known, given.config, now)
    if not quiet:
        articles = sum(report.articles for report in reports)
        later = f", {len(named) - len(due)} not due" if len(named) > len(due) else ""
        left = len(due) - len(reports)
        rest = f", {left} left for the next run" if left else ""
        typer.echo(f"{len(reports)} sources crawled{later}{rest}, {articles} articles read")
    raise typer.Exit(1 if any(report.problem for report in reports) else 0)


@commands.command()
def extract(
    names: NamesArgument = None,
    again: Annotated[
        bool, typer.Option("--again", help="All of them, not only what would read otherwise now.")
    ] = False,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Read the kept answers of pages again, without a crawl.

    What an older reader read, or what has since been found to be a site's furniture. The old
    readings stay in the archive; feeds change with the next group and publish.
    """
    from aggregator.rereading import read_kept

    log(quiet, verbose, log_format)
    given = told(archive, sources)
    with given.archive(make=False) as opened:
        done = read_kept(opened, given.sources(names), datetime.now(UTC), everything=again)
    if not quiet:
        typer.echo(done.told())


@commands.command()
def group(
    everything: Annotated[
        bool, typer.Option("--all", help="All articles; if broken off, group goes on with it.")
    ] = False,
    archive: ArchiveOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Put new and changed articles into their stories.

    update does so after each crawl. With --all every article is compared again; stories keep their
    ids, and editors' words count.
    """
    from aggregator.group import group
    from aggregator.leasing import GROUP, leased
    from aggregator.progress import progress

    log(quiet, verbose, log_format)
    given, now = told(archive), datetime.now(UTC)
    with (
        given.archive(make=False) as opened,
        leased(opened, GROUP) as mine,
        progress("articles", quiet=quiet) as heard,
    ):
        address = given.config.address
        done = group(mine, address, now, everything=everything, on_progress=heard)
    if not quiet:
        typer.echo(f"{done.articles} articles compared, {done.minted} new stories")


@commands.command()
def publish(
    archive: ArchiveOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Write the feeds from the archive.

    Files that would not change are not touched.
    """
    from aggregator.leasing import PUBLISH, leased
    from aggregator.publishing.publish import check_output, in_words, publish

    log(quiet, verbose, log_format)
    given = told(archive, output=output)
    check_output(given.config.output)
    with given.archive(make=False) as opened, leased(opened, PUBLISH) as mine:
        changed = publish(mine, given.config, datetime.now(UTC))
    if not quiet:
        typer.echo(f"{in_words(changed)} changed in {given.config.output}")
