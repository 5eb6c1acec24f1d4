"""Tells Scrapy that every source is a spider, so that ``scrapy list`` and ``crawl`` just work."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from scrapers.errors import SourceError
from scrapers.folders import BUNDLED, OWN
from scrapers.source import Source, load_sources
from scrapers.spider import SourceSpider


class SourceLoader:
    """Scrapy's spider loader over the source files.

    The folder is the setting ``KLASZTERHIREK_SOURCES``, else the bundled one and the user's own.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = {source.id: source for source in sources}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """As Scrapy asks for it. A file that cannot be used ends Scrapy's command in one line."""
        folder = settings.get("KLASZTERHIREK_SOURCES")
        try:
            return cls(load_sources([Path(folder)] if folder else [BUNDLED, OWN]))
        except SourceError as error:
            raise SystemExit(f"klaszterhirek: {error}") from error

    def list(self) -> builtins.list[str]:
        """The ids of all sources."""
        return list(self._sources)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of the source with this id; ``KeyError`` if there is none."""
        if spider_name not in self._sources:
            raise KeyError(f"Spider not found: {spider_name}")
        source = self._sources[spider_name]
        return type("SourceSpider", (SourceSpider,), {"name": source.id, "source": source})

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The ids of the sources that own the address of ``request``."""
        return [name for name, source in self._sources.items() if source.owns(request.url)]
