"""What whoever asked is told where something cannot be had: a page, or a problem (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from aggregator.log import LOGGER
from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid
from aggregator.web.guard import headers_at
from aggregator.web.parameters import BadParameter
from aggregator.web.service import service

API = "/api/"
_SAID = {
    400: msgid("This address asks for something that does not exist."),
    404: msgid("There is no such page."),
    405: msgid("Nothing can be written here."),
    410: msgid("This was removed on request."),
    429: msgid("This is too much at once. Please try again in a minute."),
    500: msgid("Something went wrong here. It was noted."),
    503: msgid("The archive cannot be read at the moment. Please try again in a minute."),
}


def bad_parameter(request: Request, error: Exception) -> Response:
    """400: a parameter makes no sense."""
    assert isinstance(error, BadParameter)
    return _told(request, 400, str(error), detail_in="en")


def no_archive(request: Request, error: Exception) -> Response:
    """503: the archive does not answer."""
    return _told(request, 503, headers={"Retry-After": "60"})


def unexpected(request: Request, error: Exception) -> Response:
    """500: a mistake of ours, which is logged."""
    LOGGER.error("mistake", exc_info=error, extra={"values": {"path": request.url.path}})
    # this answer passes by whoever adds them to all others
    return _told(request, 500, headers=headers_at(service(request).config.address))


def other(request: Request, error: Exception) -> Response:
    """Whatever a handler says cannot be had."""
    assert isinstance(error, HTTPException)
    detail = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    return _told(request, error.status_code, detail, dict(error.headers or {}))


def _told(
    request: Request,
    status: int,
    detail: str = "",
    headers: dict[str, str] | None = None,
    *,
    detail_in: str | None = None,
) -> Response:
    told = {"Cache-Control": "no-store", **(headers or {})}
    if request.state.path.startswith(API):
        return problem(status, detail, told)
    said = texts(request.state.language).gettext(_SAID.get(status, _SAID[400]))
    made = service(request).page(
        request,
        "failed.html",
        status=status,
        said=said,
        detail=detail,
        detail_in=detail_in,
        keep=told["Cache-Control"],
    )
    made.headers.update(told)
    return made


def problem(status: int, detail: str, headers: dict[str, str]) -> Response:
    """A problem of the interface for programs (RFC 9457)."""
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail or title}
    return Response(json.dumps(told), status, headers, "application/problem+json")
