"""Commands for research: the archive out, and in."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from aggregator.commands.manners import may_be_left
from aggregator.errors import ConfigError
from aggregator.log import visible
from aggregator.options import ArchiveOption, AsOfOption, SourcesOption, known_by, told
from aggregator.tell import tell

commands = typer.Typer()

What = Literal[
    "articles",
    "stories",
    "relations",
    "events",
    "revisions",
    "credits",
    "answers",
    "dictionary",
]


@commands.command()
def export(
    what: Annotated[What, typer.Option("--what", help="Which records.")] = "articles",
    form: Annotated[
        Literal["jsonl", "csv", "warc"] | None,
        typer.Option("--format", help="How they are written: jsonl, and answers as warc."),
    ] = None,
    as_of: AsOfOption = None,
    archive: ArchiveOption = None,
) -> None:
    """Write the archive to standard output, a record a line, in UTF-8.

    What the fields say is told by --what dictionary. Answers are the pages that articles were read
    from, in the form of web archives: send them to a file.warc.gz.
    """
    if what == "answers":
        _check_answers(form)
    elif form == "warc":
        raise ConfigError("--format", f"{what} are written as jsonl or csv")
    if what == "dictionary" and as_of is not None:
        raise ConfigError("--as-of", "the dictionary is of no day")
    _check_output()
    from aggregator.exporting import COLUMNS, records, write_answers

    now = datetime.now(UTC)
    moment = known_by(as_of, "--as-of", now) or now if as_of is not None else None
    may_be_left()
    with told(archive).archive(make=False) as opened:
        if what == "answers":
            write_answers(opened, sys.stdout.buffer, moment)
        else:
            _tell_utf8()
            tell(
                records(opened, what, moment),
                "csv" if form == "csv" else "jsonl",
                columns=COLUMNS[what],
            )


def _check_output() -> None:
    if sys.__stdout__ is None:  # what takes its place leads nowhere (see ``cli``)
        raise ConfigError("standard output", "is closed; send it to a file or a program")


def _check_answers(form: str | None) -> None:
    if form not in (None, "warc"):
        raise ConfigError("--format", "answers are written as warc, and as nothing else")
    if sys.stdout.isatty():
        raise ConfigError(
            "standard output", "is a terminal, and answers are no text; write > answers.warc.gz"
        )


def _tell_utf8() -> None:
    """Have standard output as files are written for programs, whatever is usual here."""
    with suppress(AttributeError):
        sys.stdout.reconfigure(  # type: ignore[union-attr]
            encoding="utf-8", errors="backslashreplace", newline=""
        )


@commands.command("import")
def import_(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="JSON Lines, .gz too; - for standard input."),
    ],
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
) -> None:
    """Read articles into the archive: what export --what articles writes, or a corpus.

    One JSON object a line, with source, url, title, and text or html; published, language,
    authors and all else that export writes where it is known. The same file twice changes nothing
    the second time, and an old one undoes nothing.

    Exit status: 0 done; 1 done, but some lines were skipped; 2 a file cannot be read, and nothing
    was kept; 74 a file broke off, or the archive failed: what was counted is kept.
    """
    from aggregator.importing import import_files, opened

    given, now = told(archive, sources), datetime.now(UTC)
    filed = given.sources()
    with opened(files) as lines, given.archive() as kept:
        done = import_files(kept, lines, filed, now, _skipped)
    typer.echo(done.told())
    if done.failed:
        raise done.failed
    raise typer.Exit(1 if done.skipped else 0)


def _skipped(why: str) -> None:
    typer.echo(f"klaszterhirek: {visible(why)}", err=True)
