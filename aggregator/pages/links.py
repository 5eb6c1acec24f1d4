"""How the pages of a site lead to each other: as files in one folder, or served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aggregator.pages import files
from aggregator.pages.static_files import hashed_name

_FILES = {
    "news": files.INDEX,
    "events": files.EVENTS,
    "sources": files.SOURCES,
    "feeds": files.FEEDS,
    "about": files.ABOUT,
}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as they stand in links.

    ``pages`` are those of the pages that all others lead to, in order; ``root`` is what stands
    before the name of a file. ``others`` are the same page in other languages, by language.
    """

    pages: Mapping[str, str] = field(default_factory=lambda: _FILES)
    root: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_served(self) -> bool:
        """Whether a server answers, and not a folder of files."""
        return bool(self.root)

    def file(self, name: str) -> str:
        """The address of a published file, whatever characters its name has."""
        return self.root + files.relative(name)

    def asset(self, name: str) -> str:
        """The address of a file that pages load."""
        return self.root + hashed_name(name)

    def page_of(self, feed: str) -> str:
        """The address of the page that shows a feed to people; a server keeps to the language."""
        start = self.pages["news"] if self.is_served else self.root
        return start + files.relative(feed + files.SUFFIX)

    def public(self, address: str, base: str | None) -> str | None:
        """The whole address of one that stands in a link; ``base`` is that of the folder."""
        if base is None:
            return None
        bare = address.removeprefix(self.root)
        return base + ("" if bare == files.INDEX else bare)
