"""Commands by which an editor asks why, and has the last word."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aggregator.commands.manners import may_be_left
from aggregator.log import visible
from aggregator.options import ArchiveOption, OutputOption, told
from aggregator.tell import tell, tell_one

commands = typer.Typer()

A = Annotated[
    str,
    typer.Argument(
        metavar="A",
        help="An article's address, or its number as search --format csv tells it; or a story's id"
        " as show tells it, for the story's original.",
    ),
]
B = Annotated[str, typer.Argument(metavar="B", help="Another article, named likewise.")]


@commands.command()
def explain(
    one: A,
    other: B,
    archive: ArchiveOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell what two articles are to each other, and why they are in one story or in two.

    What they have in common and where, what differs, whom they name as their source, and whether
    an editor has spoken. Two that were never compared are compared now; nothing is stored.
    """
    from aggregator.explaining.record import explain, for_people
    from aggregator.pairing import pair_of

    may_be_left()
    with told(archive).archive(make=False) as opened:
        record = explain(pair_of(opened, one, other))
    if as_json:
        tell([record], "json", columns=())
    else:
        tell_one(for_people(record))


@commands.command()
def join(one: A, other: B, archive: ArchiveOption = None) -> None:
    """Make one story of the stories of two articles.

    It keeps the older id. This beats what the texts say, now and later; split undoes it. Feeds
    change with the next publish.
    """
    from aggregator.editing import join

    given = told(archive)
    with given.archive(make=False) as opened:
        tell_one(join(opened, given.config.address, one, other, datetime.now(UTC)))


@commands.command()
def forget(
    which: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="An article's address, or its number as search --format csv tells it.",
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    archive: ArchiveOption = None,
    output: OutputOption = None,
) -> None:
    """Remove an article for good, because somebody who may asked for it.

    All that it says and ever said is removed from the archive, its feeds and their past; where it
    was stays noted, so that it is not taken in again. This cannot be undone. What has been
    exported or backed up before, and what others reprinted, is not touched.
    """
    from aggregator.archive.lookup import find_article, names_of
    from aggregator.forgetting import forget
    from aggregator.leasing import PUBLISH, leased
    from aggregator.publishing.publish import check_output, in_words, publish

    given, now = told(archive, output=output), datetime.now(UTC)
    check_output(given.config.output)
    with given.archive(make=False) as opened:
        with opened.read() as connection:
            number = find_article(connection, which)
            name = names_of(connection, [number])[number]
        if not yes:
            typer.confirm(f"Remove for good: {visible(name)}?", abort=True)
        # who publishes meanwhile would write what was removed
        with leased(opened, PUBLISH) as mine:
            forget(mine, given.config, str(number), now)
            changed = publish(mine, given.config, now)
    typer.echo(f"removed; {in_words(changed)} changed in {given.config.output}")


@commands.command()
def split(
    which: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="An article's address, or its number as search --format csv tells it.",
        ),
    ],
    archive: ArchiveOption = None,
) -> None:
    """Take an article out of its story, which goes on without it.

    It gets a new one of its own; but if a join holds it there, that is taken back, and it stays
    with whom its text holds it to. This beats what its text says, now and later; join undoes it.
    Feeds change with the next publish.
    """
    from aggregator.editing import split

    given = told(archive)
    with given.archive(make=False) as opened:
        tell_one(split(opened, given.config.address, which, datetime.now(UTC)))
