"""By what stories can be chosen, and what somebody has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from aggregator.archive.browsing import Wanted
from aggregator.archive.entries import known_feeds
from aggregator.archive.naming import described
from aggregator.pages import names
from aggregator.pages.view import Language
from aggregator.publishing.belonging import feed_of
from aggregator.web.parameters import Parameters
from scrapers.folding import fold

KINDS = ("news", "call", "event")


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is, as people call it, by what it is called in addresses.

    ``members`` are the sources of each sector.
    """

    sector: Mapping[str, str]
    source: Mapping[str, str]
    language: Mapping[str, str]
    kind: Mapping[str, str]
    members: Mapping[str, frozenset[str]]

    def wanted(self, chosen: Mapping[str, str]) -> Wanted:
        """What stories must be for what was chosen."""
        sources: set[str] | None = None
        if "sector" in chosen:
            sources = set(self.members[chosen["sector"]])
        if "source" in chosen:
            one = {chosen["source"]}
            sources = one if sources is None else sources & one
        return Wanted(sources, chosen.get("language"), chosen.get("kind"))


def choices(connection: Connection, language: Language) -> Choices:
    """What the archive has, named in a language."""
    rows = described(connection)
    members: dict[str, set[str]] = {}
    sectors: dict[str, str] = {}
    for id, row in rows.items():
        if row["sector"]:
            code = sector_code(row["sector"])
            members.setdefault(code, set()).add(id)
            sectors.setdefault(code, names.sector(row["sector"], language))
    prefix = feed_of("language", "")
    spoken = [one.removeprefix(prefix) for one in known_feeds(connection) if one.startswith(prefix)]
    return Choices(
        sector=_by_name(sectors),
        source=_by_name({id: row["name"] for id, row in rows.items()}),
        language=_by_name({code: names.language(code, language) for code in spoken}),
        kind={kind: names.kind(kind, language) for kind in KINDS},
        members={code: frozenset(some) for code, some in members.items()},
    )


def chosen(asked: Parameters, offered: Choices) -> dict[str, str]:
    """What is asked for, of what is offered; raises ``BadParameter`` for anything else."""
    told = {
        name: asked.choice(name, getattr(offered, name))
        for name in ("sector", "source", "language", "kind")
    }
    return {name: value for name, value in told.items() if value}


def sector_code(sector: str) -> str:
    """What a sector is called in addresses."""
    return feed_of("sector", sector).removeprefix(feed_of("sector", ""))


def _by_name(named: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda one: (fold(one[1]), one[0])))
