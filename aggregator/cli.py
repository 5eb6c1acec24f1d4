"""The command line. Heavy imports happen inside the command that needs them."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Annotated, NoReturn

import typer

from aggregator.commands import (
    asking,
    care,
    distributed,
    editing,
    reading,
    research,
    running,
    scheduling,
    serving,
    sites,
)
from aggregator.errors import Problem
from aggregator.log import visible
from scrapers.errors import ScraperError

app = typer.Typer(
    name="klaszterhirek",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for part in (running, distributed, scheduling, sites, asking, reading, serving, editing, research):
    app.add_typer(part.commands)
app.add_typer(care.commands, name="db")


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


def _terminated(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


AGAIN = "and run the same command again; what was kept is whole"


def _said(error: OSError) -> str:
    """What failed that is not ours, and what to do about it."""
    why = error.strerror or str(error)
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{why}: raise the limit (ulimit -n; LimitNOFILE= of a service), {AGAIN}"
    if isinstance(error, FileNotFoundError) and not error.filename:
        return f"the working folder: {why}; go to one that is there, {AGAIN}"
    about = error.filename or "standard output"
    return f"{about}: {why}; make room, or name another place, {AGAIN}"


def _leave(said: str, code: int) -> NoReturn:
    with suppress(OSError):  # the line may find no place either
        typer.echo(f"klaszterhirek: {visible(said)}", err=True)
    sys.exit(code)


def main() -> None:
    """The program: one line and an exit code for whatever goes wrong."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    with suppress(AttributeError):  # not every terminal knows an ű
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    # what is held is given back then: leases, files beside their places
    signal.signal(signal.SIGTERM, _terminated)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except (Problem, ScraperError) as problem:
        _leave(str(problem), getattr(problem, "exit_code", 2))
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # typer says 1: something else here
            sys.exit(141)
        raise
    except MemoryError:
        _leave(f"there is too little memory: make room, {AGAIN}", 74)
    except OSError as error:  # a disk, or what standard output is sent to
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # its reader has left
            sys.exit(141)
        _leave(_said(error), 74)
