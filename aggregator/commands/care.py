"""Commands for the archive's own care: klaszterhirek db …"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aggregator.log import visible
from aggregator.options import ArchiveOption, QuietOption, told
from aggregator.tell import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from aggregator.archive.archive import Archive

commands = typer.Typer(
    no_args_is_help=True,
    help="Care for the archive: upgrade, check, back up, copy, and what takes room.",
)


@commands.command()
def upgrade(archive: ArchiveOption = None, quiet: QuietOption = False) -> None:
    """Bring an archive of an older version to the newest.

    Every other command does so, too, when it opens one; with a large archive it is better done at a
    time of your own, after a backup. Broken off, the archive stays as it was.
    """
    from aggregator.archive.schema import VERSION
    from aggregator.progress import progress

    before = []
    with ExitStack() as stack:

        def begin(version: str) -> Callable[[int, int], None]:
            before.append(version)
            if not quiet:
                typer.echo(
                    f"version {version} becomes {VERSION}: tables are changed, and articles indexed"
                    " that no search finds yet, in about a minute for ten thousand"
                )
            return stack.enter_context(progress("articles indexed", quiet=quiet))

        stack.enter_context(_opened(archive, begin))
    if not quiet:
        done = f"upgraded from {before[0]} to {VERSION}" if before else f"version {VERSION}"
        typer.echo(done if before else f"{done}, nothing to do")


@commands.command()
def check(archive: ArchiveOption = None, quiet: QuietOption = False) -> None:
    """Tell what is wrong with the archive, and what to do about it.

    Its file, its tables, what refers to what, stories, the search index. It is only read, and
    others may write to it meanwhile. Exit status: 0 it is sound; 1 there are findings.
    """
    from aggregator.archive.care.check import check, not_opened, summary
    from aggregator.errors import ArchiveError
    from aggregator.progress import progress

    try:
        with _opened(archive) as opened:
            with progress("articles", quiet=quiet) as heard:
                found = list(check(opened, heard))
            if not found and not quiet:
                typer.echo(f"sound: {summary(opened)}")
    except ArchiveError as error:
        if (damage := not_opened(error)) is None:
            raise
        found = [damage]
    for one in found:
        typer.echo(visible(one.line()))
    raise typer.Exit(1 if found else 0)


@commands.command()
def reindex(archive: ArchiveOption = None, quiet: QuietOption = False) -> None:
    """Make the search index anew, from what the archive holds of articles.

    Nobody else can write to the archive meanwhile. Broken off, the old index stays.
    """
    from aggregator.archive.care.reindex import reindex
    from aggregator.progress import progress

    with _opened(archive) as opened, progress("articles", quiet=quiet) as heard:
        articles = reindex(opened, heard)
    if not quiet:
        typer.echo(f"{articles:,} articles indexed")


@commands.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, a new one.")],
    archive: ArchiveOption = None,
    quiet: QuietOption = False,
) -> None:
    """Copy the archive as it is now into a file.

    Others may write to the archive meanwhile. The file is an archive of its own (SQLite, whatever
    the archive is on), checked, and there only when it is whole.
    """
    from aggregator.archive.care.backup import back_up
    from aggregator.archive.care.size import shown
    from aggregator.progress import progress

    with _opened(archive) as opened, progress("copied", quiet=quiet) as heard:
        done = back_up(opened, file, heard)
    if not quiet:
        typer.echo(f"{done.articles:,} articles, {shown(done.bytes)} in {visible(str(file))}")


@commands.command()
def copy_to(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="Where the copy is to be, as --archive tells it: a new file or an empty database.",
        ),
    ],
    archive: ArchiveOption = None,
    quiet: QuietOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell of each table how many rows.")
    ] = False,
) -> None:
    """Copy the whole archive into another, empty one: from SQLite to PostgreSQL, or back.

    Others may write to the archive meanwhile; what they write is not copied. Every row is compared,
    and the search index made. Broken off, the other archive stays empty.
    """
    from aggregator.archive.care.copying import copy
    from aggregator.progress import progress

    with _opened(archive) as opened, progress("rows copied", quiet=quiet) as heard:
        done = copy(opened, url, heard)
    for table, rows in done.rows.items() if verbose else ():
        typer.echo(f"{table}: {rows:,}")
    if not quiet:
        total = f"{sum(done.rows.values()):,} rows in {len(done.rows)} tables"
        typer.echo(f"{done.rows['article']:,} articles, {total}, now in {visible(done.where)}")


@commands.command()
def size(
    archive: ArchiveOption = None,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How the result is written.")
    ] = "table",
) -> None:
    """Tell what takes how much room in the archive."""
    from aggregator.archive.care.size import shown, sizes

    with _opened(archive) as opened:
        records = [one.record() for one in sizes(opened)]
    if form == "json":
        tell(records, "json", columns=())
        return
    total = sum(one["bytes"] for one in records)
    lines = [*records, {"what": "all", "rows": sum(one["rows"] for one in records), "bytes": total}]
    for one in lines:
        one |= {"rows": f"{one['rows']:,}", "size": shown(one["bytes"])}
    tell(lines, "table", columns=("what", "rows", "size"))


def _opened(
    archive: str | None, on_upgrade: Callable[[str], Callable[[int, int], None]] | None = None
) -> Archive:
    """The archive, which must be there."""
    from aggregator.archive.archive import open_archive

    options = {"on_upgrade": on_upgrade} if on_upgrade else {}
    return open_archive(told(archive).config.archive, make=False, **options)
