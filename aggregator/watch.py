"""Watching a crawl: a progress bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from aggregator.log import event, speaks_json, visible
from scrapers.memory import Finding, Kept, PageFinding
from scrapers.report import CrawlReport

SLOW = 15.0
"""Seconds after which a source is named as the one that is waited for."""


class Watch:
    """Shows how far a crawl of ``total`` sources is; a context manager.

    On a terminal a bar: sources that are through, pages and articles so far, and who takes long.
    Elsewhere a line of output for each source with articles. What went wrong is said on standard
    error, a line per source, also when ``quiet``.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._pages = self._articles = 0
        self._under_way: dict[str, float] = {}
        self._plain = not (quiet or console.is_terminal)
        self._bar = Progress(
            TextColumn("{task.description}"),
            *(BarColumn(), MofNCompleteColumn()),
            TextColumn("{task.fields[pages]} pages, {task.fields[articles]} articles"),
            TimeElapsedColumn(),
            _Slowest(self._under_way),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        self._task = self._bar.add_task("sources", total=total, pages=0, articles=0)

    def __enter__(self) -> Self:
        if not self._bar.disable:  # a bar that is off may still end in an empty line
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not self._bar.disable:
            self._bar.stop()

    def begun(self, source: str) -> None:
        """The crawl of a source begins."""
        self._under_way[source] = monotonic()

    def found(self, finding: Finding) -> None:
        """Something was found."""
        self._pages += isinstance(finding, PageFinding)
        self._articles += isinstance(finding, Kept)
        self._show()

    def heard(self, report: CrawlReport) -> None:
        """A source is through."""
        self._under_way.pop(report.source, None)
        self._bar.update(self._task, advance=1)
        self._show()
        event(
            "crawled",
            logging.INFO,
            source=report.source,
            articles=report.articles,
            unchanged=report.unchanged,
            missing=report.missing,
            owed=report.owed,
            dropped=", ".join(f"{n} {name}" for name, n in report.dropped.items()) or None,
            problem=report.problem,
        )
        if report.problem and speaks_json():
            event("failed", logging.ERROR, source=report.source, problem=report.problem)
        elif report.problem:
            self._say(f"{report.source}: {report.problem}")
        elif report.articles and self._plain and not speaks_json():
            with suppress(OSError):  # who starts us may have left; the crawl goes on
                print(visible(f"{report.source}: {report.articles} articles"), flush=True)

    def _show(self) -> None:
        self._bar.update(self._task, pages=self._pages, articles=self._articles)

    def _say(self, line: str) -> None:
        # where nobody reads any more Rich would end the program in the midst of a crawl
        with suppress(OSError, SystemExit):
            self._bar.console.print(visible(line), markup=False, soft_wrap=True)


class _Slowest(ProgressColumn):
    """Who is waited for, if anybody takes long; ``under_way`` tells when each began."""

    def __init__(self, under_way: dict[str, float]) -> None:
        super().__init__()
        self._under_way = under_way

    def render(self, task: Task) -> Text:
        began = dict(self._under_way)  # another thread draws than the one that crawls
        source = min(began, key=began.__getitem__, default="")
        took = monotonic() - began.get(source, monotonic())
        return Text(f"{visible(source)} takes {took:.0f} s" if took >= SLOW else "")
