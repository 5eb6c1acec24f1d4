"""The demo: the sample sites crawled for real and published, in a folder of its own."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime
from pathlib import Path

import typer

from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.demo.server import SampleSites
from aggregator.demo.summary import summary
from aggregator.errors import OutputError
from aggregator.publishing.publish import check_output
from aggregator.update import update
from aggregator.watch import Watch
from scrapers.crawl import Manners
from scrapers.net import browser
from scrapers.net.addresses import networks
from scrapers.source import Source, load_sources, read_source

LOOPBACK = networks("127.0.0.0/8")
FIRST_PORT, LAST_PORT = 1_024, 65_535
GAP = 0.05
"""Seconds between two requests to a sample site: it is ours, and there are five of them."""


def run_demo(folder: Path, *, serve: bool, quiet: bool) -> int:
    """Crawl the sample sites into ``folder``, publish, and tell what was found; the exit code.

    With ``serve`` the sites and the result stay up until the process is interrupted.
    """
    port = remembered_port(folder)
    config = Config(
        contact="demo",
        address=f"http://localhost:{port}/",
        archive=f"sqlite:///{(folder / 'archive.sqlite').as_posix()}",
        output=folder / "output",
    )
    try:
        sites = SampleSites(port, results=config.output)
    except OSError as error:
        raise OutputError(
            folder / "port",
            f"port {port} is taken; stop the other program, or name another folder with --folder",
        ) from error
    check_output(config.output)
    with sites, open_archive(config.archive) as archive:
        missing = browser.missing()
        sources = write_sources(folder / "sources", port, scripted=missing is None)
        manners = Manners(config.contact, gap=GAP, allow=LOOPBACK)
        with Watch(len(sources), quiet=quiet) as watch:
            now = datetime.now(UTC)
            done = update(archive, sources, manners, config, now, watch, known=sources)
        if not quiet:
            typer.echo(summary(archive, done, config, serve=serve))
            if missing:
                typer.echo(f"left out is the site whose pages scripts make: it {missing}")
        if serve:
            _wait()
    return 1 if done.problems else 0


def remembered_port(folder: Path) -> int:
    """The port of this demo folder: chosen once, because it is part of every address."""
    file = folder / "port"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if file.exists():
            told = file.read_text().strip()
            if not (told.isdecimal() and FIRST_PORT <= int(told) <= LAST_PORT):
                raise OutputError(file, "holds no port; remove it, and all addresses are new")
            return int(told)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        file.write_text(f"{port}\n")
    except OSError as error:
        raise _unusable(folder, error) from error
    return port


def write_sources(folder: Path, port: int, *, scripted: bool = False) -> tuple[Source, ...]:
    """The sample sites' source files with their port filled in, written to ``folder`` and read.

    Those whose pages are made by scripts are among them only where ``scripted``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for template in sorted((Path(__file__).parent / "sources").glob("*.toml")):
            text = template.read_text(encoding="utf-8").replace("{{port}}", str(port))
            (folder / template.name).write_text(text, encoding="utf-8")
            if not scripted and read_source(folder / template.name).browser:
                (folder / template.name).unlink()
    except OSError as error:
        raise _unusable(folder, error) from error
    return load_sources([folder])


def _unusable(folder: Path, error: OSError) -> OutputError:
    return OutputError(folder, f"{error.strerror or error}; name another with --folder")


def _wait() -> None:
    while True:
        time.sleep(3600)
