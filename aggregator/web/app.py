"""The web application: which path is answered by which handler."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from aggregator.errors import ArchiveFailed
from aggregator.web import front, overview, pages, published, sources
from aggregator.web.failing import bad_parameter, no_archive, other, unexpected
from aggregator.web.guard import Headers, Patience, Places
from aggregator.web.parameters import BadParameter
from aggregator.web.service import Service

ROUTES: Sequence[Route] = (
    Route("/", front.front),
    Route("/about", pages.about),
    Route("/feeds", pages.feeds),
    Route("/sources", sources.listed),
    Route("/sources/{id}", sources.one),
    Route("/archive", overview.archive),
    Route("/{name}", published.file),
)


def application(serving: Service) -> Starlette:
    """What answers requests for the pages, the files and the interface of a service."""
    made = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(Patience),
            Middleware(Headers, is_secure=(serving.config.address or "").startswith("https:")),
            Middleware(GZipMiddleware, minimum_size=500),
            Middleware(Places, root=serving.root, default=serving.config.language),
        ],
        exception_handlers={
            BadParameter: bad_parameter,
            ArchiveFailed: no_archive,
            HTTPException: other,
            Exception: unexpected,
        },
    )
    made.state.service = serving
    return made
