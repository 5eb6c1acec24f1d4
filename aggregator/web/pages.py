"""The pages that say the same to everybody: feeds, and how the service works."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from aggregator.web.service import service


def about(request: Request) -> Response:
    """``/about``: how the service works, and whom to write to."""
    return service(request).page(request, "about.html")


def feeds(request: Request) -> Response:
    """``/feeds``: every feed in every format."""
    return service(request).page(request, "feeds.html")
