"""The command that serves the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from aggregator.commands.manners import log
from aggregator.options import (
    ArchiveOption,
    LogOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    VerboseOption,
    told,
)

commands = typer.Typer()


@commands.command()
def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address to listen at; 0.0.0.0 is every one.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8000,
    archive: ArchiveOption = None,
    sources: SourcesOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogOption = "text",
) -> None:
    """Serve the pages, the feeds and the interface for programs; until it is stopped.

    The feeds are those of the output folder, as of the last publish. Let a web server that speaks
    TLS stand before it; docs/web.md shows how.
    """
    from aggregator.web.app import application
    from aggregator.web.service import Service
    from aggregator.web.serving import listening, server

    log(quiet, verbose, log_format)
    given = told(archive, sources, output)
    with given.archive(make=False) as opened, listening(host, port) as socket:
        serving = Service(opened, given.config, given.sources())
        if not quiet:
            at = f"[{host}]" if ":" in host else host
            port = socket.getsockname()[1]
            typer.echo(f"serving http://{at}:{port}{serving.root} (Ctrl+C stops it)")
        server(application(serving)).run(sockets=[socket])
