"""Watching a crawl: a progress bar on a terminal, and one line for each source that failed."""

from __future__ import annotations

import logging
from contextlib import suppress
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from aggregator.log import event, speaks_json, visible
from scrapers.memory import Finding, Kept
from scrapers.report import CrawlReport


class Watch:
    """Shows how far a crawl of ``total`` sources is; a context manager.

    What went wrong is said on standard error, a line per source, also when ``quiet``.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._articles = 0
        self._bar = Progress(
            TextColumn("{task.description}"),
            *(BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[articles]} articles")),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        self._task = self._bar.add_task("sources", total=total, articles=0)

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

    def found(self, finding: Finding) -> None:
        """Something was found."""
        if isinstance(finding, Kept):
            self._articles += 1
            self._bar.update(self._task, articles=self._articles)

    def heard(self, report: CrawlReport) -> None:
        """A source is through."""
        self._bar.update(self._task, advance=1)
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
            # where nobody reads any more Rich would end the program in the midst of a crawl
            with suppress(OSError, SystemExit):
                self._bar.console.print(
                    visible(f"{report.source}: {report.problem}"), markup=False, soft_wrap=True
                )
