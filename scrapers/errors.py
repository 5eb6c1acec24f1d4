"""What goes wrong in this package and stops a command, on one screen.

    ScraperError
        SourceError          a source's file cannot be used
        ParserUnavailable    the parser of pages cannot be started
        LimitTooLow          the system lets this process have too few files open at once

What goes wrong with one page or one source during a crawl is no exception: it is counted in the
source's report.
"""

from __future__ import annotations

from pathlib import Path


class ScraperError(Exception):
    """Something that must be mended before anything can be crawled."""


class SourceError(ScraperError):
    """A source's file (or the folder of them) cannot be used.

    ``path`` is the file, ``key`` the dotted key at fault and ``line`` its line, where they are
    known. The message names all of them and says what is wrong.
    """

    def __init__(self, path: Path, what: str, *, key: str = "", line: int | None = None) -> None:
        self.path, self.key, self.line = path, key, line
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {key}: {what}" if key else f"{place}: {what}")


class ParserUnavailable(ScraperError):
    """The parser of pages cannot be started, for ``why``: the installation is broken, or a limit
    leaves it no room.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"the parser of pages cannot be started ({why}); see whether a limit on memory or"
            " processes is too low, or install the program anew"
        )


class LimitTooLow(ScraperError):
    """This process may have ``most`` files open at once, and a crawl needs ``needed``."""

    def __init__(self, most: int, needed: int) -> None:
        self.most, self.needed = most, needed
        super().__init__(
            f"{most} files may be open at once, and a crawl needs {needed}; raise the limit"
            " (ulimit -n; LimitNOFILE= of a service)"
        )
