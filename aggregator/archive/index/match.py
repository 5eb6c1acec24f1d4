"""What of a query the search index decides: words and facets."""

from __future__ import annotations

from dataclasses import dataclass

from aggregator.query.tree import Prefix, Words


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of these facets (``words.facet``); there is at least one."""

    facets: tuple[str, ...]


LOOKED_AT = 2_000
"""Of more hits, the newest so many are looked at: all are ranked, or the first are found."""
Part = Words | Prefix | Alternatives


@dataclass(frozen=True, slots=True)
class Match:
    """Documents with all that is wanted and nothing that is unwanted."""

    wanted: tuple[Part, ...] = ()
    unwanted: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)
