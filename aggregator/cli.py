"""The command line. Heavy imports happen inside the command that needs them."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from aggregator.errors import ConfigError, NotFound, Problem
from aggregator.log import configure, visible
from aggregator.options import (
    ArchiveOption,
    LogOption,
    NamesArgument,
    NetworkOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    VerboseOption,
    day,
    told,
    two_letters,
)
from aggregator.tell import Format, tell, tell_one
from scrapers.errors import ScraperError

app = typer.Typer(
    name="klaszterhirek",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
READ = ("url", "refused", "left_out", "title", "published", "authors", "language", "image", "text")
"""What ``try`` shows of a page, in this order."""
LISTED = ("url", "refused", "score", "links", "articles", "older")
"""What ``links`` shows of a page, in this order."""
JsonFormat = Annotated[Format, typer.Option("--format", help="How the result is written.")]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"klaszterhirek {version('klaszterhirek')}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Collects the news of business clusters, recognises reprints and quotations, and publishes
    one feed.
    """


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("klaszterhirek.toml"),
) -> None:
    """Write a commented configuration."""
    from aggregator.config import write_template

    write_template(path)
    typer.echo(f"Wrote {path}. Set contact in it, then: klaszterhirek update")


@app.command()
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

    _log(quiet, verbose, log_format)
    raise typer.Exit(run_demo(folder or DATA / "demo", serve=serve, quiet=quiet))


@app.command()
def update(
    names: NamesArgument = None,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    output: OutputOption = None,
    allow_network: NetworkOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Crawl, keep, group, publish: what cron runs.

    Without names, the sources whose turn it is: each about twice as often as it publishes, between
    every hour and every two days, or as its file says. With --allow-network all take every turn.

    Exit status: 0 done; 1 done, but some sources failed; 2 something cannot be used, nothing was
    touched; 74 the archive or the disk failed in mid-run.
    """
    from aggregator.publish import check_output
    from aggregator.update import due_sources, update
    from aggregator.watch import Watch

    _log(quiet, verbose, log_format)
    given, now = told(archive, sources, output, allow_network), datetime.now(UTC)
    named, manners = given.to_crawl(names), given.manners()
    check_output(given.config.output)
    with given.archive() as opened:
        due = named if names else due_sources(opened, named, now, loopback=bool(manners.allow))
        with Watch(len(due), quiet=quiet) as watch:
            done = update(opened, due, manners, given.config, now, watch)
    if not quiet:
        typer.echo(done.told(given.config, len(named) - len(due)))
    raise typer.Exit(1 if done.problems else 0)


@app.command()
def crawl(
    names: NamesArgument = None,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    allow_network: NetworkOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Crawl the sources into the archive, and no more.

    Without names, the sources whose turn it is, as in update.
    """
    from aggregator.update import crawl_sources, due_sources
    from aggregator.watch import Watch

    _log(quiet, verbose, log_format)
    given, now = told(archive, sources, network=allow_network), datetime.now(UTC)
    named, manners = given.to_crawl(names), given.manners()
    with given.archive() as opened:
        due = named if names else due_sources(opened, named, now, loopback=bool(manners.allow))
        with Watch(len(due), quiet=quiet) as watch:
            reports = crawl_sources(opened, due, manners, now, watch)
    if not quiet:
        articles = sum(report.articles for report in reports)
        later = f", {len(named) - len(due)} not due" if len(named) > len(due) else ""
        typer.echo(f"{len(reports)} sources crawled{later}, {articles} articles read")
    raise typer.Exit(1 if any(report.problem for report in reports) else 0)


@app.command()
def group(
    everything: Annotated[bool, typer.Option("--all", help="Compare every article again.")] = False,
    archive: ArchiveOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Put new and changed articles into their stories."""
    from aggregator.group import group

    _log(quiet, verbose, log_format)
    given = told(archive)
    with given.archive(make=False) as opened:
        done = group(opened, given.config.address, datetime.now(UTC), everything=everything)
    if not quiet:
        typer.echo(f"{done.articles} articles compared, {done.minted} new stories")


@app.command()
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
    from aggregator.publish import check_output, publish

    _log(quiet, verbose, log_format)
    given = told(archive, output=output)
    check_output(given.config.output)
    with given.archive(make=False) as opened:
        changed = publish(opened, given.config, datetime.now(UTC))
    if not quiet:
        typer.echo(f"{', '.join(changed) or 'no file'} changed in {given.config.output}")


@app.command("try")
def try_(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE", help="Files or addresses of article pages.")
    ],
    url: Annotated[
        list[str] | None,
        typer.Option("--url", metavar="ADDRESS", help="The address of each file, in their order."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
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


@app.command()
def links(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE", help="Files or addresses of listing pages.")
    ],
    url: Annotated[
        list[str] | None,
        typer.Option("--url", metavar="ADDRESS", help="The address of each file, in their order."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
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


@app.command()
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


@app.command("health")
def health_(
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    form: JsonFormat = "table",
) -> None:
    """Tell which sources are ill, and what is proposed for them.

    Exit status: 0 all is well; 1 there are findings.
    """
    from aggregator.findings import findings

    _may_be_left()
    given = told(archive, sources)
    with given.archive() as opened:
        records = findings(opened, given.sources())
    if form != "table":
        tell(records, form, columns=("source", "last crawl", "problem", "proposal"))
    for record in records if form == "table" else ():
        typer.echo(f"{record['source']}: {visible(record['problem'])}")
        if record["proposal"]:
            typer.echo(f"    {visible(record['proposal'])}")
    raise typer.Exit(1 if records else 0)


@app.command()
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


@app.command()
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

    _may_be_left()
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


@app.command()
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
    _may_be_left()
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


@app.command()
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

    Its original, who reprints it, who quotes it and what they add; and why they are together.
    """
    from aggregator.answers import story_details

    _may_be_left()
    with told(archive).archive(make=False) as opened:
        record = story_details(opened, which)
    if record is None:
        raise NotFound(which, "there is no such story or article in the archive")
    if as_json:
        tell([record], "json", columns=())
    else:
        tell_one(record)


@app.command()
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

    _may_be_left()
    with told(archive).archive(make=False) as opened:
        tell(records(opened, what), form, columns=COLUMNS[what])


def main() -> None:
    """The program: one line and an exit code for whatever goes wrong."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    with suppress(AttributeError):  # not every terminal knows an ű
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except (Problem, ScraperError) as problem:
        typer.echo(f"klaszterhirek: {visible(str(problem))}", err=True)
        sys.exit(getattr(problem, "exit_code", 2))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # a disk, or what standard output is sent to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # its reader has left
            sys.exit(141)
        typer.echo(f"klaszterhirek: {visible(str(error))}", err=True)
        sys.exit(74)


def _may_be_left() -> None:
    """Let a reader that leaves (``| head``) end the command silently, as it ends any filter.

    Only for commands that never write to the network: there the signal would be a danger.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _log(quiet: bool, verbose: bool, log_format: str) -> None:
    configure(verbose=verbose, quiet=quiet, as_json=log_format == "json")
