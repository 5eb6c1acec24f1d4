"""What goes wrong in this package and stops a command, on one screen.

    SourceError          a source's file cannot be used

What goes wrong with one page or one source during a crawl is no exception: it is counted in the
source's report.
"""

from __future__ import annotations

from pathlib import Path


class SourceError(Exception):
    """A source's file (or the folder of them) cannot be used.

    ``path`` is the file, ``key`` the dotted key at fault and ``line`` its line, where they are
    known. The message names all of them and says what is wrong.
    """

    def __init__(self, path: Path, what: str, *, key: str = "", line: int | None = None) -> None:
        self.path, self.key, self.line = path, key, line
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {key}: {what}" if key else f"{place}: {what}")
