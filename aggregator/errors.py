"""What stops a command, on one screen.

Problem                     one line for people, and the exit code that goes with it
├── ConfigError        2    klaszterhirek.toml or an option cannot be used
├── ArchiveError       2    the archive cannot be opened
├── ArchiveFailed     74    the archive failed while it was in use
├── InputError         2    a file to be read cannot be opened
├── InputFailed       74    a file broke off while it was read
├── OutputError        2    the output folder cannot be written to
├── OutputFailed      74    the disk failed while feeds were written
├── NotFound           2    no such source, article or story
└── Busy              75    another run does what this one was to do

scrapers.errors.ScraperError    a source's file or the parser cannot be used: exit code 2 as well
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aggregator.archive.failures import Meaning


class Problem(Exception):
    """Something a person must look at. ``about`` is the thing at fault; the message says more.

    The cause is chained where there is one.
    """

    exit_code = 2

    def __init__(self, about: object, what: str) -> None:
        self.about = about
        super().__init__(f"{about}: {what}")


class ConfigError(Problem):
    """The configuration file or an option cannot be used."""


class ArchiveError(Problem):
    """The archive cannot be opened; it has not been touched.

    ``known`` is what is known of what its database said, if it said anything.
    """

    def __init__(self, about: object, what: str, known: Meaning | None = None) -> None:
        self.known = known
        super().__init__(about, what)


class ArchiveFailed(Problem):
    """The archive or its disk failed in mid-run; what was kept before is whole.

    ``known`` as with ``ArchiveError``.
    """

    exit_code = 74

    def __init__(self, about: object, what: str, known: Meaning | None = None) -> None:
        self.known = known
        super().__init__(about, what)


class InputError(Problem):
    """A file cannot be read; nothing has been kept of any."""


class InputFailed(Problem):
    """A file broke off while it was read; what was kept before is whole."""

    exit_code = 74


class OutputError(Problem):
    """The output folder cannot be written to; the files in it are as they were."""


class OutputFailed(Problem):
    """The disk failed while files were written; each file is as it was, or whole and new."""

    exit_code = 74


class NotFound(Problem):
    """There is no source, article or story of that name."""


class Busy(Problem):
    """Another run does what this one was to do; ``about`` is what that is."""

    exit_code = 75
