"""The page of the feeds: choose what you want, and take the address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from aggregator.publishing.belonging import CALLS, EVENTS
from aggregator.web.choosing import Choices, chosen
from aggregator.web.found import FORMS
from aggregator.web.parameters import Parameters
from aggregator.web.service import service

_OF_KIND = {"call": CALLS, "event": EVENTS}


def feeds(request: Request) -> Response:
    """``/feeds``: every feed in every format; and the addresses of what is chosen."""
    serving, asked = service(request), Parameters(request.query_params)
    offered = serving.choices(request.state.language)
    told = chosen(asked, offered)
    known = {line.name for line in serving.site(request.state.language).feeds}
    path = _path(told, known, offered) if told else None
    start = serving.base(request)
    return serving.page(
        request,
        "choose_feed.html",
        offered=offered,
        chosen=told,
        addresses={name: start + path.replace(SUFFIX, form.SUFFIX) for name, form in FORMS.items()}
        if path
        else {},
    )


SUFFIX = ".*"
"""What stands for the suffix of a format."""


def _path(chosen: Mapping[str, str], known: set[str], offered: Choices) -> str:
    """The path of the feed of what was chosen: one that is published, or that of a search."""
    if len(chosen) == 1:
        ((name, value),) = chosen.items()
        feed = _OF_KIND.get(value, "") if name == "kind" else f"{name}-{value}"
        if feed in known:
            return f"{feed}{SUFFIX}"
    return f"search{SUFFIX}?{urlencode({'q': offered.query(chosen)})}"
