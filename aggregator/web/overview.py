"""The archive at a glance: its numbers, in charts and in tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.naming import described
from aggregator.archive.overview import Overview, overview
from aggregator.pages import names
from aggregator.pages.catalogue import texts
from aggregator.pages.counts import Part, by_year, columns, matrix, parted, shown_months
from aggregator.pages.view import Language
from aggregator.web.service import Service, service

_FRESH = 300.0
"""Seconds for which nothing is counted again."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """The numbers, as of a moment, and the sources that they are of."""

    numbers: Overview
    sources: Mapping[str, Mapping[str, object]]
    at: datetime

    def by_sector(self) -> dict[str, Counter[date]]:
        """Articles by sector and month; of no sector under the empty one."""
        found: defaultdict[str, Counter[date]] = defaultdict(Counter)
        for id, months in self.numbers.months.items():
            found[str(self.sources[id]["sector"] or "")].update(months)
        return found

    def named(self) -> dict[str, str]:
        """What sources are called."""
        return {id: str(row["name"]) for id, row in self.sources.items()}


async def archive(request: Request) -> Response:
    """``/archive``: how much there is, of whom, from when, who carries whom."""
    counted = await service(request).reckoned(_count, _FRESH)
    return await run_in_threadpool(_page, request, counted)


def _count(serving: Service) -> _Counted:
    now = serving.clock()
    with serving.read() as connection:
        return _Counted(overview(connection), described(connection), now)


def _page(request: Request, counted: _Counted) -> Response:
    serving, numbers = service(request), counted.numbers
    language: Language = request.state.language
    every: Counter[date] = Counter()
    for months in numbers.months.values():
        every.update(months)
    shown = shown_months(every, serving.today)
    parts = parted(counted.by_sector(), shown)
    between = matrix(numbers.pairs)
    return serving.page(
        request,
        "overview.html",
        numbers=numbers,
        counted_at=counted.at,
        oldest=min(every, default=None),
        months=shown,
        parts=[_named(part, language) for part in parts],
        columns=columns(shown, [part.numbers for part in parts], language),
        years=by_year(every),
        languages=sorted(numbers.languages.items(), key=lambda one: (-one[1], one[0])),
        matrix=between,
        named=counted.named(),
        links={pair: _search(serving, request, *pair) for pair in between.numbers},
        page_of={
            id: serving.address(request, f"sources/{quote(id, safe='')}")
            for id in {*between.carriers, *between.originals}
        },
    )


def _named(part: Part, language: Language) -> Part:
    """A part with the name of its sector, as people call it."""
    rest = texts(language).gettext("all others")
    return Part(names.sector(part.name, language) if part.name else rest, part.numbers)


def _search(serving: Service, request: Request, carrier: str, original: str) -> str:
    """What a source carries of another: where that is found."""
    query = urlencode({"q": f"source:{carrier} credit:{original}"})
    return f"{serving.address(request, 'search')}?{query}"
