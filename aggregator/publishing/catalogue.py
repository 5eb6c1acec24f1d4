"""Which feeds there are, and what they are called. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale

from aggregator.config import Config
from aggregator.publishing.belonging import ALL, CALLS, EVENTS, ORIGINALS, feed_of
from aggregator.texts import TEXTS


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as people choose it: the name of its files, its title, what is in it.

    ``group`` tells by what: *kind*, *sector*, *country*, *language*, *source* or *search*.
    """

    name: str
    title: str
    description: str
    group: str


def catalogue(
    sources: Sequence[Mapping[str, Any]], known: Iterable[str], config: Config
) -> tuple[Listed, ...]:
    """All feeds, that of everything first.

    ``sources`` are rows of the archive; ``known`` names of feeds that have entries: of languages
    those are listed in which something is told.
    """
    return tuple(_Writer(config).feeds(sources, frozenset(known)))


class _Writer:
    def __init__(self, config: Config) -> None:
        self._config, self._texts = config, TEXTS[config.language]
        self._locale = Locale(config.language)

    def feeds(
        self, sources: Sequence[Mapping[str, Any]], known: frozenset[str]
    ) -> Iterator[Listed]:
        texts = self._texts
        yield Listed(ALL, self._config.title, texts["description"], "kind")
        for name in (ORIGINALS, CALLS, EVENTS):
            yield self._of(name, texts[name], texts[f"about {name}"], "kind")
        for sector in sorted({one["sector"] for one in sources if one["sector"]}):
            yield self._made_by("sector", sector, sector)
        for country in sorted({one["country"] for one in sources}):
            yield self._made_by("country", country, self._country(country))
        for language in sorted(one for one in known if one.startswith("language-")):
            code = language.removeprefix("language-")
            yield self._made_by("language", code, self._locale.languages.get(code, code))
        for one in sources:
            yield self._made_by("source", one["id"], one["name"])
        for search in self._config.feed:
            yield self._of(feed_of("search", search.name), search.title, search.query, "search")

    def _made_by(self, kind: str, value: str, shown: str) -> Listed:
        about = self._texts[f"about {kind}"].format(name=shown)
        return self._of(feed_of(kind, value), shown, about, kind)

    def _of(self, name: str, shown: str, about: str, group: str) -> Listed:
        return Listed(name, f"{self._config.title}: {shown}", about, group)

    def _country(self, code: str) -> str:
        return str(self._locale.territories.get(code.upper(), code))
