"""The command that prints schedules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aggregator.options import ArchiveOption, OutputOption, SourcesOption, told

if TYPE_CHECKING:
    from aggregator.config import Config

commands = typer.Typer()


@commands.command()
def schedule(
    what: Annotated[
        Literal["cron", "systemd"], typer.Argument(help="A line for crontab, or two unit files.")
    ],
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    output: OutputOption = None,
) -> None:
    """Print what has update run every hour, to be copied to its place.

    At a minute that is this installation's own, so that not all of them ask at the same moment.
    """
    import getpass
    import socket

    from aggregator.scheduling import cron, minute_of, systemd

    given, folder = told(archive, sources, output), str(Path.cwd())
    files = {"--archive": archive, "--sources": sources, "--output": output}
    options = [word for name, value in files.items() if value for word in (name, str(value))]
    command = [str(Path(sys.argv[0]).absolute()), "update", "--quiet", *options]
    minute = minute_of(f"{socket.gethostname()} {folder} {given.config.archive}")
    if what == "cron":
        typer.echo(cron(command, folder, minute), nl=False)
        return
    writable = sorted({str(one) for one in _written(given.config)})
    typer.echo(systemd(command, folder, getpass.getuser(), writable, minute), nl=False)


def _written(config: Config) -> Iterator[Path]:
    """The folders that a run writes to."""
    from sqlalchemy import make_url

    from aggregator.archive.engines import file_of
    from scrapers.folders import DATA

    yield config.output.absolute()
    yield DATA.absolute()
    if file := file_of(make_url(config.archive)):
        yield file.absolute().parent
