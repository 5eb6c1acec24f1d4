"""Which feeds there are, and what they are called. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aggregator.config import Config
from aggregator.pages import names
from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid
from aggregator.pages.view import Group
from aggregator.publishing.belonging import ALL, CALLS, EVENTS, ORIGINALS, feed_of

DESCRIPTION = msgid(
    "News of business clusters in one place: each story once, with its original and those who"
    " carry it."
)
_KINDS = {
    ORIGINALS: (
        msgid("originals"),
        msgid("Only what its source wrote itself: it names no other source."),
    ),
    CALLS: (
        msgid("calls and deadlines"),
        msgid("Calls for proposals, tenders, deadlines for applications."),
    ),
    EVENTS: (msgid("news of events"), msgid("News that tell of an event.")),
}
_ABOUT = {
    "sector": msgid("News of the sector: %(name)s."),
    "country": msgid("News of the country: %(name)s."),
    "language": msgid("News in this language: %(name)s."),
    "source": msgid("All news that %(name)s told, reprinted or quoted."),
    "search": msgid("News found by: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as people choose it: the name of its files, its title, what is in it.

    ``shown`` is its name among those of its ``group``.
    """

    name: str
    title: str
    description: str
    group: Group
    shown: str


def directory(
    sources: Sequence[Mapping[str, Any]], known: Iterable[str], config: Config
) -> tuple[Listed, ...]:
    """All feeds, that of everything first.

    ``sources`` are rows of the archive; ``known`` the names of its feeds: of languages those are
    listed in which something has been told.
    """
    # sectors that differ by signs or case share a feed
    named: dict[str, Listed] = {}
    for one in _Writer(config).feeds(sources, known):
        named.setdefault(one.name, one)
    return tuple(named.values())


class _Writer:
    def __init__(self, config: Config) -> None:
        self._config, self._language = config, config.language

    def feeds(self, sources: Sequence[Mapping[str, Any]], known: Iterable[str]) -> Iterator[Listed]:
        title = self._config.title
        yield Listed(ALL, title, self._text(DESCRIPTION), "all", title)
        for name, (shown, about) in _KINDS.items():
            yield self._of(name, self._text(shown), self._text(about), "all")
        for one in sorted({one["sector"] for one in sources if one["sector"]}):
            yield self._made_by("sector", one, names.sector(one, self._language))
        for one in sorted({one["country"] for one in sources}):
            yield self._made_by("country", one, names.country(one, self._language))
        for one in sorted(name for name in known if name.startswith("language-")):
            code = one.removeprefix("language-")
            yield self._made_by("language", code, names.language(code, self._language))
        for row in sources:
            yield self._made_by("source", row["id"], row["name"])
        for search in self._config.feed:
            name = feed_of("search", search.name)
            yield self._of(name, search.title, self._about("search", search.query), "search")

    def _made_by(self, group: Group, value: str, shown: str) -> Listed:
        return self._of(feed_of(group, value), shown, self._about(group, shown), group)

    def _of(self, name: str, shown: str, about: str, group: Group) -> Listed:
        return Listed(name, f"{self._config.title}: {shown}", about, group, shown)

    def _about(self, group: str, shown: str) -> str:
        return self._text(_ABOUT[group]) % {"name": shown}

    def _text(self, name: str) -> str:
        return texts(self._language).gettext(name)
