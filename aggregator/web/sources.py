"""The sources: all of them and how they do, and everything about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy import RowMapping
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.browsing import Wanted, places_of
from aggregator.archive.doors import discoveries, door_history, proposal
from aggregator.archive.entries import known_feeds
from aggregator.archive.naming import described, former_descriptions
from aggregator.archive.overview import months_of
from aggregator.archive.sources import (
    histories,
    last_read,
    last_reports,
    latest_articles,
)
from aggregator.conditions import conditions
from aggregator.due import History, next_turn, pace
from aggregator.pages.counts import by_year, columns, numbers_of, shown_months, whole_months
from aggregator.pages.environment import environment
from aggregator.pages.view import DoorLine, Language, Site, SourceLine, State
from aggregator.publishing.belonging import feed_of
from aggregator.publishing.site import source_lines
from aggregator.web.languages import LANGUAGES
from aggregator.web.service import Service, service
from feeds import calendar
from scrapers import urls
from scrapers.source import Source

STORIES = 10
"""The newest stories of a source on its page."""
_FRESH = 120.0
"""Seconds for which nothing is counted again that every article counts in."""
_COMMON = ("id", "name", "organisation", "home", "sector", "country")
"""What both a file and the archive tell of a source."""


@dataclass(frozen=True, slots=True)
class _Described:
    """A source as its file describes it, or else the archive."""

    id: str
    name: str
    organisation: str
    home: str
    sector: str | None
    country: str
    languages: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    former_hosts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted once for all: by the ids of sources, lines without the addresses of their
    pages, articles by month, and when the latest came.

    ``drawn`` is the list as it is in a page, by language.
    """

    lines: Mapping[str, SourceLine]
    months: Mapping[str, Mapping[date | None, int]]
    latest: Mapping[str, tuple[datetime, ...]]
    drawn: Mapping[Language, Markup]


async def listed(request: Request) -> Response:
    """``/sources``: every source by country, and how it does."""
    counted = await service(request).reckoned(_count, _FRESH)
    return await run_in_threadpool(_list, request, counted)


async def one(request: Request) -> Response:
    """``/sources/{id}``: all about one source; 404 for one that nobody has heard of."""
    counted = await service(request).reckoned(_count, _FRESH)
    return await run_in_threadpool(_one, request, counted)


def _list(request: Request, counted: _Counted) -> Response:
    drawn = counted.drawn[request.state.language]
    return service(request).page(request, "sources.html", sources=counted.lines, list=drawn)


def _one(request: Request, counted: _Counted) -> Response:
    serving, id = service(request), request.path_params["id"]
    language: Language = request.state.language
    now, file, line = serving.clock(), _files(serving).get(id), counted.lines.get(id)
    with serving.read() as connection:
        row = described(connection).get(id)
        if file is None and row is None:
            raise HTTPException(404)
        report = last_reports(connection, id).get(id)
        fares = conditions(connection, [file], now)[id] if file else None
        history = histories(connection, id, counted.latest).get(id, History())
        proposed = proposal(connection, id)
        searched = next(iter(discoveries(connection, id, most=1)), None)
        shown = places_of(connection, Wanted({id}), None, STORIES) if row else []
        entries = serving.shelf.entries(connection, [one.story for one in shown], language)
        source = _described(file, row, former_descriptions(connection, id))
        doors = _doors(file, door_history(connection, id), report)
        read = last_read(connection, id).get(id)
        has_feed = feed_of("source", id) in known_feeds(connection)
    turn = next_turn(file, history, now) if file else None
    state: State = fares.kind if fares else "left"
    is_told = fares and (fares.advice or fares.since)
    counts = counted.months.get(id, {})
    dated = {month: count for month, count in counts.items() if month}
    months = shown_months(dated, serving.today)
    return serving.page(
        request,
        "source.html",
        at=serving.address(request, f"sources/{quote(id, safe='')}"),
        source=source,
        articles=line.articles if line else 0,
        every=pace(counted.latest.get(id, ()), now),
        state=state,
        file_says=file.status if file else "",
        reason=fares.reason.told(language) if fares and is_told else "",
        advice=fares.advice.told(language) if fares and fares.advice else "",
        turn=turn,
        because=turn.reason.told(language) if turn else "",
        is_due=bool(turn and turn.at and turn.at <= now),
        report=report,
        failures=history.failures,
        read=read,
        proposed=proposed,
        searched=proposed or searched,
        doors=doors,
        undated=counts.get(None, 0),
        columns=columns(months, [numbers_of(dated, months)], language),
        years=by_year(dated),
        has_feed=has_feed,
        feed=feed_of("source", id),
        calendar=feed_of("source", id) + calendar.SUFFIX,
        entries=list(entries.values()),
        details={
            entry.id: serving.address(request, f"story/{number}")
            for number, entry in entries.items()
        },
    )


def _count(serving: Service) -> _Counted:
    """Of the sources that the archive knows, and of those that have only a file yet."""
    files, now = _files(serving), serving.clock()
    months = whole_months(serving.today)
    with serving.read() as connection:
        known = {line.id: line for line in source_lines(connection)}
        fared, read = conditions(connection, serving.sources, now), last_read(connection)
        latest, counts = latest_articles(connection), months_of(connection)
    new = {id: _new(file) for id, file in files.items() if id not in known}
    lines = {
        id: replace(
            line,
            state=fared[id].kind if id in fared else "left",
            every=pace(latest.get(id, ()), now),
            read=read.get(id),
            months=tuple(counts.get(id, {}).get(month, 0) for month in months),
        )
        for id, line in (known | new).items()
    }
    drawn = {one: _drawn(serving.site(one), lines, months) for one in LANGUAGES}
    return _Counted(lines, counts, latest, drawn)


def _drawn(site: Site, lines: Mapping[str, SourceLine], months: Sequence[date]) -> Markup:
    """The list of sources: of many it takes longer to draw than all else of the page."""
    own = site.links.pages["sources"]
    sources = [replace(line, page=f"{own}/{quote(id, safe='')}") for id, line in lines.items()]
    template = environment(site.language).get_template("source_list.html")
    return Markup(template.render(site=site, sources=sources, first=months[0], last=months[-1]))


def _new(file: Source) -> SourceLine:
    return SourceLine(
        id=file.id,
        name=file.name,
        home=file.home,
        organisation=file.organisation,
        country=file.country,
        sector=file.sector,
        articles=0,
        state="new",
    )


def _files(serving: Service) -> dict[str, Source]:
    return {file.id: file for file in serving.sources}


def _described(
    file: Source | None, row: Mapping[str, Any] | None, former: Sequence[RowMapping]
) -> _Described:
    told: Any = {name: getattr(file, name) for name in _COMMON} if file else row
    names = [*(file.former_names if file else ()), *(one["name"] for one in former)]
    known = [one["hosts"] or () for one in (*([row] if row else ()), *former)]
    hosts = [*(file.aliases if file else ()), *(host for some in known for host in some)]
    return _Described(
        **{name: told[name] for name in _COMMON},
        languages=file.languages if file else (),
        former_names=_others(names, told["name"]),
        former_hosts=_others(hosts, urls.host(told["home"])),
        topics=file.topics if file else (),
    )


def _others(values: Sequence[str], own: str) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(values) if one != own)


def _doors(file: Source | None, history: Sequence[RowMapping], report: Any) -> list[DoorLine]:
    """Those in force first, then those that ended, the last of them first."""
    troubles = report.doors if report else {}
    lines = [
        DoorLine(
            kind=row["kind"],
            address=row["url"],
            pinned=row["origin"] == "file",
            found=row["why"] or "",
            since=row["since"],
            read=row["seen"],
            until=row["until"],
            ended=row["ended"],
            trouble=troubles.get(row["url"], "") if row["until"] is None else "",
        )
        for row in history
    ]
    # what was replaced stays so until the file pins another
    known = {line.address for line in lines if line.until is None or line.ended == "replaced"}
    lines += [
        DoorLine(door.kind, door.url, pinned=True, trouble=troubles.get(door.url, ""))
        for door in (file.doors if file else ())
        if door.url not in known
    ]
    over = [line for line in lines if line.until is not None]
    return [line for line in lines if line.until is None] + over[::-1]
