"""The interface for programs as a whole: its operations, and the routes to them."""

from __future__ import annotations

import json
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aggregator.web.api import articles, events, search, sources, stories
from aggregator.web.api.document import document
from aggregator.web.api.operation import MEDIA_TYPE, PREFIX
from aggregator.web.responses import answer
from aggregator.web.service import service

OPERATIONS = (
    *stories.OPERATIONS,
    *articles.OPERATIONS,
    *search.OPERATIONS,
    *events.OPERATIONS,
    *sources.OPERATIONS,
)


def described(request: Request) -> Response:
    """``/api/v1/openapi.json``: what the interface can be asked, and what it answers."""
    serving = service(request)
    return answer(request, _document(serving.root, serving.config.title), MEDIA_TYPE)


def nothing(request: Request) -> Response:
    """404 for whatever else is asked for below ``/api/``."""
    raise HTTPException(404, f"there is no such thing; {PREFIX}openapi.json tells what there is")


@cache
def _document(root: str, title: str) -> bytes:
    told = document(OPERATIONS, root.rstrip("/") or "/", title)
    return json.dumps(told, ensure_ascii=False).encode()


ROUTES = (
    *(one.route() for one in OPERATIONS),
    Route(f"{PREFIX}openapi.json", described, methods=["GET"]),
    Route("/api/{path:path}", nothing, methods=["GET"]),
)
