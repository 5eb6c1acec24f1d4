"""The options that many commands share, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aggregator.errors import ConfigError, NotFound

if TYPE_CHECKING:
    from aggregator.archive.archive import Archive
    from aggregator.config import Config
    from scrapers.crawl import Manners
    from scrapers.source import Source

ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="URL",
        envvar="KLASZTERHIREK_ARCHIVE",
        help="Where the archive is, sqlite:////folder/archive.sqlite or "
        "postgresql+psycopg://user@host/name; else in the data folder.",
    ),
]
SourcesOption = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        metavar="DIR",
        envvar="KLASZTERHIREK_SOURCES",
        help="Folder of source files, used instead of the bundled ones.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="DIR",
        envvar="KLASZTERHIREK_OUTPUT",
        help="Folder of the feed files, else output in the data folder.",
    ),
]
NetworkOption = Annotated[
    str | None,
    typer.Option(
        "--allow-network",
        metavar="CIDR",
        envvar="KLASZTERHIREK_ALLOW_NETWORK",
        help="Networks allowed besides public ones, separated by commas; for tests on loopback.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what went wrong.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Log every event.")]
LogOption = Annotated[
    Literal["text", "json"], typer.Option("--log-format", help="How the log is written.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="As the archive knew things by the end of this day.",
    ),
]
MaxTimeOption = Annotated[
    str | None,
    typer.Option(
        "--max-time",
        metavar="TIME",
        help="Crawl no longer than this, 50m or 2h; the rest is left for the next run.",
    ),
]
NamesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="SOURCE", help="Only these sources.")
]
_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
}


@dataclass(frozen=True)
class Told:
    """What a command was told: its configuration, and the sources it named."""

    config: Config

    def archive(self, *, make: bool = True) -> Archive:
        """The archive, open. Only a command that crawls or imports makes one at an address it was
        told: that may be misspelt.
        """
        from aggregator.archive.archive import open_archive

        told = "archive" in self.config.model_fields_set
        return open_archive(self.config.archive, make=make or not told)

    def sources(self, names: list[str] | None = None) -> tuple[Source, ...]:
        """The sources of these names, all of them without names; ``NotFound`` for an unknown."""
        found = self._found
        known = {source.id for source in found}
        for name in names or ():
            if name not in known:
                raise NotFound(name, "there is no such source; see klaszterhirek sources")
        return tuple(source for source in found if not names or source.id in names)

    def to_crawl(self, names: list[str] | None = None) -> tuple[Source, ...]:
        """As ``sources``; without names, none whose site is no longer its organisation's."""
        return tuple(source for source in self.sources(names) if names or not source.lost)

    def source(self, name: str) -> Source:
        """The source of this name as its file says now; ``NotFound`` where there is none."""
        from scrapers.source import read_source

        if file := next(self._files(name), None):
            return read_source(file)
        raise NotFound(name, "there is no such source here; see klaszterhirek sources")

    @cached_property
    def _found(self) -> tuple[Source, ...]:
        from scrapers.folders import BUNDLED, OWN
        from scrapers.source import load_sources

        folder = self.config.sources
        if folder and not folder.is_dir():
            raise ConfigError(folder, "there is no such folder of sources")
        return load_sources([folder] if folder else [BUNDLED, OWN])

    def source_file(self, source: Source) -> Path:
        """The file that ``source`` was read from."""
        return next(self._files(source.id))

    def _files(self, name: str) -> Iterator[Path]:
        """The files of a source, that which counts first."""
        from scrapers.folders import BUNDLED, OWN

        folders = [self.config.sources] if self.config.sources else [OWN, BUNDLED]
        files = (folder / f"{name}.toml" for folder in folders)
        return (file for file in files if file.exists())

    def manners(self) -> Manners:
        """How a crawl behaves; ``ConfigError`` where nobody can be written to."""
        from aggregator.config import NAME
        from scrapers.crawl import Manners
        from scrapers.net.addresses import networks

        if not self.config.contact and not self.config.allow_network:
            raise ConfigError(
                NAME,
                'contact is not set; sites must know whom to write to. Add: contact = "you@…"'
                " (klaszterhirek init writes the file)",
            )
        return Manners(self.config.contact, allow=networks(self.config.allow_network))


def day(text: str | None, option: str, now: datetime) -> datetime | None:
    """The midnight in Budapest that an option means: 2021-06-04, or 7d for seven days ago.

    Raises ``ConfigError`` naming the option for anything else.
    """
    if text is None:
        return None
    from scrapers.article import BUDAPEST

    try:
        if back := re.fullmatch(r"(\d{1,5})d", text):
            that = now.astimezone(BUDAPEST).date() - timedelta(days=int(back[1]))
        else:
            that = date.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise ConfigError(option, f"{text} is no day; write 2021-06-04 or 7d") from error
    # no news are older or younger, and the ends of the calendar have no UTC
    that = min(max(that, date(1900, 1, 1)), date(2200, 1, 1))
    return datetime.combine(that, time(), BUDAPEST)


def lasting(text: str | None, option: str) -> timedelta | None:
    """The time that an option means, 90s, 50m or 2h; ``ConfigError`` names it for anything else."""
    if text is None:
        return None
    told = re.fullmatch(r"([1-9]\d{0,5})([smh])", text)
    if not told:
        raise ConfigError(option, f"{text} is no time; write 50m or 2h")
    return int(told[1]) * _UNITS[told[2]]


def known_by(text: str | None, option: str, now: datetime) -> datetime | None:
    """The end of the day that an option means, as ``day`` reads it; ``None`` for now and later."""
    begun = day(text, option, now)
    end = begun and begun + timedelta(days=1)
    return end if end and end < now else None


def told(
    archive: str | None = None,
    sources: Path | None = None,
    output: Path | None = None,
    network: str | None = None,
) -> Told:
    """The configuration with a command's options laid over it."""
    from aggregator.config import load_config

    return Told(load_config(archive=archive, sources=sources, output=output, allow_network=network))


def two_letters(text: str | None, option: str) -> str | None:
    """A language's code; ``ConfigError`` naming the option for anything else."""
    if text is not None and not re.fullmatch("[a-z]{2}", text):
        raise ConfigError(option, f"{text} is no language; write two letters such as hu")
    return text
