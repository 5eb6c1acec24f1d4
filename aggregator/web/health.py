"""Health for machines: whether it serves, and what it measures."""

from __future__ import annotations

import json

from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.schema import source
from aggregator.errors import ArchiveFailed
from aggregator.web.service import service

NOT_KEPT = {"Cache-Control": "no-store"}


def healthz(request: Request) -> Response:
    """``/healthz``: 200 while the archive can be read, else 503."""
    try:
        with service(request).read() as connection:
            # a number alone would be told without a look at the archive
            connection.execute(select(source.c.id).limit(1))
    except ArchiveFailed:
        return _told(503, "the archive cannot be read")
    return _told(200, "ok")


def metrics(request: Request) -> Response:
    """``/metrics``: the text format of Prometheus."""
    return Response(service(request).measures.text(), 200, NOT_KEPT, CONTENT_TYPE_LATEST)


def _told(status: int, said: str) -> Response:
    return Response(json.dumps({"status": said}), status, NOT_KEPT, "application/json")
