"""CrawlReport: what a crawl of one source came to, and who watches it come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from scrapers.memory import (
    Finding,
    Kept,
    Missing,
    Owed,
    PageFinding,
    Refused,
    Unanswered,
    Unchanged,
)
from scrapers.topics import OFF_TOPIC

NO_DOOR = "no door is known yet"
"""The problem of a source whose news come out nowhere, as far as is known."""
SEVERAL = 3
"""Pages that must have been asked for in vain before a source counts as failed for it."""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One source, one run.

    ``articles`` counts pages read as articles, new or changed; ``unchanged`` known pages that were
    asked for and are what they were; ``owed`` pages put off to the next run; ``dropped`` what was
    refused, by the name of the reason. ``doors`` tells what was wrong with a door, by its address.
    ``problem`` is the one line that says why the source
    failed; ``None`` for a source that did not.
    """

    source: str
    began: datetime
    articles: int = 0
    unchanged: int = 0
    missing: int = 0
    owed: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    doors: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


def reasons_of(report: CrawlReport) -> tuple[str, ...]:
    """The names of all that a crawl failed for: of its doors, or else of its pages.

    What is no name of something that goes wrong with addresses is the whole line.
    """
    if report.doors or not report.problem:
        return tuple(dict.fromkeys(report.doors.values()))
    if told := _UNREAD.search(report.problem):
        return tuple(one.rpartition(": ")[0] for one in told[1].split(", "))
    if told := _SILENT.search(report.problem):
        return (told[1],)
    return (report.problem,)


def silent(pages: int, reason: str) -> str:
    """The problem of a source so many of whose pages in a row did not answer."""
    return f"{pages} pages in a row did not answer: {reason}"


def _unread(pages: int, reasons: Counter[str]) -> str:
    names = ", ".join(f"{name}: {n}" for name, n in reasons.most_common() if n)
    return f"none of {pages} pages could be read ({names})"


_SILENT = re.compile(r"\d pages in a row did not answer: ([^;]+)")
_UNREAD = re.compile(r"none of \d+ pages could be read \((.+)\)")


class Watcher(Protocol):
    """Whoever wants to know how a crawl goes on; called in the reactor's thread."""

    def begun(self, source: str) -> None:
        """The crawl of a source begins."""

    def found(self, finding: Finding) -> None:
        """Something was found."""

    def heard(self, report: CrawlReport) -> None:
        """A source is through."""


class Nobody:
    """Watches nothing."""

    def begun(self, source: str) -> None:
        """Let it pass."""

    def found(self, finding: Finding) -> None:
        """Let it pass."""

    def heard(self, report: CrawlReport) -> None:
        """Let it pass."""


@dataclass
class Tally:
    """The counting behind a report while its crawl runs.

    ``vain`` counts new pages that were asked for and not read, by the name of the reason.
    """

    counts: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    vain: Counter[str] = field(default_factory=Counter)
    doors: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, finding: PageFinding, *, new: bool) -> None:
        """Note what became of a page, and whether it is ``new`` to us."""
        match finding:
            case Kept():
                self.counts["articles"] += 1
            case Unchanged():
                self.counts["unchanged"] += 1
            case Missing():
                self.counts["missing"] += 1
            case Owed(asked=asked, reason=reason):
                self.counts["owed"] += 1
                self.vain[reason] += asked and new
            case Unanswered(reason=reason):
                self.dropped[reason] += 1
            case Refused(reason=reason):
                self.dropped[reason] += 1
                self.vain[reason] += new

    def report(self, source: str, began: datetime) -> CrawlReport:
        """The report so far."""
        told = [f"{url}: {reason}" for url, reason in self.doors.items()]
        problems = [*told, *self.problems] or self._nothing_read()
        return CrawlReport(
            source=source,
            began=began,
            **{name: self.counts[name] for name in ("articles", "unchanged", "missing", "owed")},
            dropped={name: n for name, n in sorted(self.dropped.items()) if n},
            doors=dict(self.doors),
            problem="; ".join(problems) or None,
        )

    def _nothing_read(self) -> list[str]:
        """A source all of whose new pages fail has failed, though its doors are fine.

        A page about something else has been read, too.
        """
        asked = self.vain.total()
        read = self.counts["articles"] + self.counts["unchanged"] + self.dropped[OFF_TOPIC]
        if asked < SEVERAL or read:
            return []
        return [_unread(asked, self.vain)]
