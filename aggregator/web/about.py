"""The page that says the same to everybody: how the service works."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from aggregator.web.service import service


def about(request: Request) -> Response:
    """``/about``: how the service works, and whom to write to."""
    return service(request).page(request, "about.html")
