"""What stands between the handlers and the web: time, headers, languages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aggregator.pages.view import Language
from aggregator.web.languages import split

PATIENCE = 60.0
"""Seconds that one answer may take, with whoever reads it as slow as he likes."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What keeps strangers' content harmless."""
FOR_MACHINES = frozenset({"/healthz", "/metrics", "/robots.txt", "/sitemap.xml"})
"""What has one address, and none in another language."""


def headers_at(address: str | None) -> dict[str, str]:
    """``HEADERS``; and, where the public address is https, to stay there (RFC 6797)."""
    if (address or "").startswith("https:"):
        return {**HEADERS, "Strict-Transport-Security": "max-age=31536000"}
    return dict(HEADERS)


class Headers:
    """Adds ``headers_at`` the public address to every answer."""

    def __init__(self, app: ASGIApp, *, address: str | None) -> None:
        self._app, self._headers = app, headers_at(address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, add)


class Patience:
    """Breaks off an answer that takes too long: nobody may keep what others wait for."""

    def __init__(self, app: ASGIApp, *, seconds: float = PATIENCE) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            async with asyncio.timeout(self._seconds):
                await self._app(scope, receive, note)
        except TimeoutError:
            if has_begun:
                raise
            late = PlainTextResponse("this took too long", 503, {"Retry-After": "60"})
            await late(scope, receive, send)


class Places:
    """Takes from a path what is no part of the page's name.

    That is the folder that the public address names, if the proxy has left it, and the language,
    which handlers find in ``request.state.language``, with ``request.state.path``.
    """

    def __init__(self, app: ASGIApp, *, root: str, default: Language) -> None:
        # paths come without their percent signs
        self._app, self._root, self._default = app, unquote(root).rstrip("/"), default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            path = scope["path"]
            if self._root and (path == self._root or path.startswith(f"{self._root}/")):
                path = path[len(self._root) :] or "/"
            language, bare = split(path, self._default)
            if bare in FOR_MACHINES:
                # who guards these by their address must not have to think of others
                language, bare = self._default, path
            path = bare
            # in place: who stands outside may have to say something, too
            scope.update(path=path, raw_path=path.encode())
            scope.setdefault("state", {}).update(language=language, path=path)
        await self._app(scope, receive, send)
