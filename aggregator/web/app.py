"""The web application: which path is answered by which handler."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from aggregator.errors import ArchiveFailed
from aggregator.web import (
    about,
    events,
    feeds,
    found,
    front,
    health,
    overview,
    published,
    robots,
    search,
    sources,
    story,
)
from aggregator.web.api.routes import ROUTES as API
from aggregator.web.failing import bad_parameter, no_archive, other, unexpected
from aggregator.web.guard import Headers, Patience, Places
from aggregator.web.measures import Measured
from aggregator.web.parameters import BadParameter
from aggregator.web.service import Service
from aggregator.web.sharing import Sharing
from aggregator.web.turns import Turns, in_turn

ROUTES: Sequence[Route] = (
    Route("/", front.front),
    Route("/about", about.about),
    Route("/events", events.month),
    Route("/feeds", feeds.feeds),
    Route("/search", in_turn(search.page)),
    *(Route(f"/search{form.SUFFIX}", in_turn(found.feed)) for form in found.FORMS.values()),
    Route("/search.csv", in_turn(found.table)),
    Route("/healthz", health.healthz),
    Route("/metrics", health.metrics),
    Route("/robots.txt", robots.robots),
    Route("/sitemap.xml", robots.sitemap),
    Route("/sitemap-{part}.xml", in_turn(robots.part)),
    Route("/story/{number}", in_turn(story.story)),
    Route("/sources", sources.listed),
    Route("/sources/{id}", sources.one),
    Route("/archive", overview.archive),
    *API,
    Route("/{name}", published.file),
)


def application(serving: Service, turns: Turns | None = None) -> Starlette:
    """What answers requests for the pages, the files and the interface of a service.

    ``turns`` are those in which expensive questions are answered.
    """
    made = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(Measured, measures=serving.measures),
            Middleware(Headers, address=serving.config.address),
            Middleware(Patience),
            Middleware(GZipMiddleware, minimum_size=500, compresslevel=6),
            Middleware(Places, root=serving.root, default=serving.config.language),
            Middleware(Sharing),
        ],
        exception_handlers={
            BadParameter: bad_parameter,
            ArchiveFailed: no_archive,
            HTTPException: other,
            Exception: unexpected,
        },
    )
    # a redirection would lead out of the folder that the public address names
    made.router.redirect_slashes = False
    made.state.service, made.state.turns = serving, turns or Turns()
    return made
