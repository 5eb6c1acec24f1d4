"""The front page: the newest stories by day, or those of a sector, a source, a language, a kind."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from aggregator.archive.browsing import places_of
from aggregator.pages.render import COMING
from aggregator.web.choosing import chosen
from aggregator.web.languages import preferred, prefix
from aggregator.web.parameters import Parameters, cursor
from aggregator.web.service import Service, service

_BY = "Accept-Language"
"""What else decides what ``/`` answers."""
STORIES = 30
"""Stories on a page."""


def front(request: Request) -> Response:
    """``/``: stories before a place, or the newest."""
    serving, asked = service(request), Parameters(request.query_params)
    if (other := _preferred(request, serving)) is not None:
        return RedirectResponse(other, 307, {"Vary": _BY})
    offered = serving.choices(request.state.language)
    told = chosen(asked, offered)
    with serving.read() as connection:
        before = asked.place("before")
        places = places_of(connection, offered.wanted(told), before, STORIES + 1)
        shown = [one.story for one in places[:STORIES]]
        entries = serving.shelf.entries(connection, shown, request.state.language)
    made = serving.page(
        request,
        "front.html",
        entries=list(entries.values()),
        details={
            entry.id: serving.address(request, f"story/{number}")
            for number, entry in entries.items()
        },
        offered=offered,
        chosen=told,
        is_first=before is None,
        newest=_address(serving, request, told),
        older=_address(serving, request, {**told, "before": cursor(places[STORIES - 1])})
        if len(places) > STORIES
        else None,
        events=serving.coming.events[:COMING],
        deadlines=serving.coming.deadlines[:COMING],
    )
    made.headers.add_vary_header(_BY)
    return made


def _preferred(request: Request, serving: Service) -> str | None:
    """The address in another language, if a browser would rather have that and asked for none."""
    default = serving.config.language
    if request.url.query or request.state.language != default:
        return None
    language = preferred(request.headers.get("Accept-Language", ""), default)
    return None if language == default else serving.root + prefix(language, default)


def _address(serving: Service, request: Request, told: dict[str, str]) -> str:
    query = urlencode(told)
    return serving.address(request, "") + (f"?{query}" if query else "")
