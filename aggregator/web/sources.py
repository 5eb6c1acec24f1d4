"""The sources: all of them and how they do, and everything about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import RowMapping
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.browsing import Wanted, places_of
from aggregator.archive.doors import discoveries, door_history, found_and_ended, proposal
from aggregator.archive.entries import known_feeds
from aggregator.archive.naming import described, former_descriptions
from aggregator.archive.overview import months_of
from aggregator.archive.sources import (
    article_counts,
    histories,
    last_read,
    last_reports,
    latest_articles,
)
from aggregator.due import History, Reason, next_turn, pace
from aggregator.pages.catalogue import texts
from aggregator.pages.counts import by_year, columns, months_up_to, numbers_of, shown_months
from aggregator.pages.view import DoorLine, Language, SourceLine, State
from aggregator.publishing.belonging import feed_of
from aggregator.publishing.site import source_lines
from aggregator.web.service import Service, service
from feeds import calendar
from scrapers import urls
from scrapers.memory import Recollection
from scrapers.source import Source

STORIES = 10
"""The newest stories of a source on its page."""
_FRESH = 60.0
"""Seconds for which the list of sources is not counted again."""


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


async def listed(request: Request) -> Response:
    """``/sources``: every source by country, and how it does."""
    serving = service(request)
    lines = await serving.reckoned(_lines, _FRESH)
    return await run_in_threadpool(_list, request, lines)


def one(request: Request) -> Response:
    """``/sources/{id}``: all about one source; 404 for one that nobody has heard of."""
    serving, id = service(request), request.path_params["id"]
    language: Language = request.state.language
    file = _files(serving).get(id)
    with serving.archive.read() as connection:
        row = described(connection).get(id)
        if file is None and row is None:
            raise HTTPException(404)
        report = last_reports(connection, id).get(id)
        history = histories(connection, id).get(id, History())
        open_one = proposal(connection, id)
        searched = next(iter(discoveries(connection, id, most=1)), None)
        shown = places_of(connection, Wanted({id}), None, STORIES) if row else []
        entries = serving.shelf.entries(connection, [one.story for one in shown], language)
        counted = months_of(connection, only=id).get(id, {})
        told: dict[str, Any] = {
            "source": _described(file, row, former_descriptions(connection, id)),
            "doors": _doors(file, door_history(connection, id), report),
            "articles": article_counts(connection, id).get(id, 0),
            "every": pace(latest_articles(connection, id).get(id, ()), serving.clock()),
            "read": last_read(connection, id).get(id),
            "has_feed": feed_of("source", id) in known_feeds(connection),
        }
    turn = next_turn(file, history, serving.clock()) if file else None
    dated = {month: count for month, count in counted.items() if month}
    months = shown_months(dated, serving.today)
    return serving.page(
        request,
        "source.html",
        **told,
        at=serving.address(request, f"sources/{id}"),
        state=state_of(file, report),
        turn=turn,
        because=_because(turn.reason, language) if turn else "",
        is_due=bool(turn and turn.at and turn.at <= serving.clock()),
        report=report,
        failures=history.failures,
        proposed=open_one,
        searched=open_one or searched,
        undated=counted.get(None, 0),
        columns=columns(months, [numbers_of(dated, months)], language),
        years=by_year(dated),
        entries=list(entries.values()),
        details={
            entry.id: serving.address(request, f"story/{number}")
            for number, entry in entries.items()
        },
        feed=feed_of("source", id),
        calendar=feed_of("source", id) + calendar.SUFFIX,
    )


def state_of(file: Source | None, report: Any) -> State:
    """How a source does, by its file and its last report."""
    if file is None:
        return "left"
    if file.status != "alive":
        return file.status
    if report is None:
        return "new"
    return "failing" if report.problem else "well"


def _list(request: Request, lines: Sequence[SourceLine]) -> Response:
    serving = service(request)
    there = [replace(line, page=serving.address(request, f"sources/{line.id}")) for line in lines]
    months = months_up_to(serving.today)
    return serving.page(request, "sources.html", sources=there, first=months[0], last=months[-1])


def _lines(serving: Service) -> list[SourceLine]:
    """The sources that the archive knows, and those that have only a file yet."""
    files, now = _files(serving), serving.clock()
    with serving.archive.read() as connection:
        known = {line.id: line for line in source_lines(connection)}
        reports, read = last_reports(connection), last_read(connection)
        latest = latest_articles(connection)
        months = months_up_to(serving.today)
        counted = months_of(connection, since=months[0])
    new = {id: _new(file) for id, file in files.items() if id not in known}
    return [
        replace(
            line,
            state=state_of(files.get(id), reports.get(id)),
            every=pace(latest.get(id, ()), now),
            read=read.get(id),
            months=tuple(counted.get(id, {}).get(month, 0) for month in months),
        )
        for id, line in (known | new).items()
    ]


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


_COMMON = ("id", "name", "organisation", "home", "sector", "country")


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
    there = {line.address for line in lines if line.until is None}
    found, ended = found_and_ended(history)
    pinned = Recollection(found=found, ended=ended).doors_of(file) if file else ()
    lines += [
        DoorLine(door.kind, door.url, pinned=True, trouble=troubles.get(door.url, ""))
        for door in pinned
        if door.url not in there
    ]
    over = [line for line in lines if line.until is not None]
    return [line for line in lines if line.until is None] + over[::-1]


def _because(reason: Reason, language: Language) -> str:
    return texts(language).gettext(reason.text) % reason.gaps
