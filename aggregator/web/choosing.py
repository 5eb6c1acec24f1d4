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

    ``members`` are the sources of each sector, ``said`` is what their files call it.
    """

    sector: Mapping[str, str]
    source: Mapping[str, str]
    language: Mapping[str, str]
    kind: Mapping[str, str]
    members: Mapping[str, frozenset[str]]
    said: Mapping[str, str]

    def query(self, chosen: Mapping[str, str]) -> str:
        """The query that finds what was chosen."""
        said = {name: self.said[one] if name == "sector" else one for name, one in chosen.items()}
        return " ".join(asking(name, value) for name, value in said.items())

    def wanted(self, chosen: Mapping[str, str]) -> Wanted:
        """What stories must be for what was chosen."""
        sources: set[str] | None = None
        if "sector" in chosen:
            sources = set(self.members[chosen["sector"]])
        if "source" in chosen:
            one = {chosen["source"]}
            sources = one if sources is None else sources & one
        return Wanted(sources, chosen.get("language"), chosen.get("kind"))


def asking(name: str, value: str) -> str:
    """The words of a query that ask for a value of a property."""
    return f'{name}:"{value}"' if " " in value else f"{name}:{value}"


def choices(connection: Connection, language: Language) -> Choices:
    """What the archive has, named in a language."""
    rows = described(connection)
    members: dict[str, set[str]] = {}
    sectors, said = dict[str, str](), dict[str, str]()
    for id, row in rows.items():
        if row["sector"]:
            code = sector_code(row["sector"])
            members.setdefault(code, set()).add(id)
            sectors.setdefault(code, names.sector(row["sector"], language))
            said.setdefault(code, row["sector"])
    prefix = feed_of("language", "")
    spoken = [one.removeprefix(prefix) for one in known_feeds(connection) if one.startswith(prefix)]
    return Choices(
        sector=_by_name(sectors),
        source=_by_name({id: row["name"] for id, row in rows.items()}),
        language=_by_name({code: names.language(code, language) for code in spoken}),
        kind={kind: names.kind(kind, language) for kind in KINDS},
        members={code: frozenset(some) for code, some in members.items()},
        said=said,
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
