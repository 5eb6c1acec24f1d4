"""What pages of other sites may read: the interface for programs, and what was published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aggregator.web.failing import API
from aggregator.web.published import MEDIA_TYPES

_SHARED: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
_ALLOWED: Mapping[str, str] = {
    **_SHARED,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


class Sharing:
    """Lets pages of other sites read what is meant for programs (Fetch, section 3.2).

    That is told whoever asks: caches keep one answer for all.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not is_shared(scope["path"]):
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_ALLOWED)(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SHARED.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, add)


def is_shared(path: str) -> bool:
    """Whether what a path names is meant for programs."""
    return path.startswith(API) or PurePosixPath(path).suffix in MEDIA_TYPES
