"""Events and deadlines of a month, as a calendar sheet and as a list."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from aggregator.pages.month import EARLIEST, LATEST, after, before, last_day, weeks
from aggregator.publishing.site import happenings
from aggregator.web.parameters import BadParameter, Parameters
from aggregator.web.service import service


def month(request: Request) -> Response:
    """``/events``: the month that is asked for, or this one."""
    serving, asked = service(request), Parameters(request.query_params)
    first = _month(asked) or serving.today.replace(day=1)
    with serving.read() as connection:
        told = happenings(connection, first, last_day(first))
    shown = sorted(told, key=lambda one: (one.kind == "deadline", not one.certain, one.start))

    def address(of: date) -> str | None:
        if not EARLIEST <= of <= LATEST:
            return None
        # not strftime, which writes no zeros before an early year
        return serving.address(request, f"events?month={of.isoformat()[:7]}")

    return serving.page(
        request,
        "month.html",
        first=first,
        today=serving.today,
        weeks=weeks(first, shown),
        happenings=list(enumerate(shown)),
        earlier=address(before(first)),
        later=address(after(first)),
    )


def _month(asked: Parameters) -> date | None:
    told = asked.text("month")
    if told is None:
        return None
    try:
        found = date.fromisoformat(f"{told}-01")
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise BadParameter("month", "a month such as 2021-06")
    return found
