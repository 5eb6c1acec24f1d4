"""CrawlReport: what a crawl of one source came to, and who watches it come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from scrapers.memory import Finding


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One source, one run.

    ``articles`` counts pages read as articles, new or changed; ``unchanged`` known pages that were
    asked for and are what they were; ``owed`` pages put off to the next run; ``dropped`` what was
    refused, by the name of the reason. ``problem`` is the one line that says why the source
    failed; ``None`` for a source that did not.
    """

    source: str
    began: datetime
    articles: int = 0
    unchanged: int = 0
    missing: int = 0
    owed: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    problem: str | None = None


class Watcher(Protocol):
    """Whoever wants to know how a crawl goes on; called in the reactor's thread."""

    def found(self, finding: Finding) -> None:
        """Something was found."""

    def heard(self, report: CrawlReport) -> None:
        """A source is through."""


class Nobody:
    """Watches nothing."""

    def found(self, finding: Finding) -> None:
        """Let it pass."""

    def heard(self, report: CrawlReport) -> None:
        """Let it pass."""


@dataclass
class Tally:
    """The counting behind a report while its crawl runs."""

    counts: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def report(self, source: str, began: datetime) -> CrawlReport:
        """The report so far."""
        return CrawlReport(
            source=source,
            began=began,
            **{name: self.counts[name] for name in ("articles", "unchanged", "missing", "owed")},
            dropped=dict(sorted(self.dropped.items())),
            problem="; ".join(self.problems) or None,
        )
