"""Answers with what caches need: an entity tag, how long they keep, 304 where nothing changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

PAGES = "public, max-age=60"
FEEDS = "public, max-age=300"
ASSETS = "public, max-age=31536000, immutable"


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    keep: str = PAGES,
    status: int = 200,
    changed: float | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """``body``, or 304 where whoever asks has it already (RFC 9110, section 13).

    ``keep`` is how long it may be kept; ``changed`` when it last changed, in seconds, where that is
    known. The tag is a weak one: compressed or not, it says the same.
    """
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    told = {"ETag": tag, "Cache-Control": keep, **(headers or {})}
    if changed is not None:
        told["Last-Modified"] = formatdate(changed, usegmt=True)
    if status == 200 and _has_it(request, tag, changed):
        # who compresses passes this by, and a cache takes over what it says (RFC 9110, 15.4.5)
        return Response(status_code=304, headers={**told, "Vary": "Accept-Encoding"})
    return Response(body, status, told, media_type)


def _has_it(request: Request, tag: str, changed: float | None) -> bool:
    known = request.headers.get("If-None-Match")
    if known is not None:
        bare = tag.removeprefix("W/")
        return known.strip() == "*" or bare in re.findall(r'"[^"]*"', known)
    since = request.headers.get("If-Modified-Since")
    if since is None or changed is None:
        return False
    try:
        return int(changed) <= parsedate_to_datetime(since).timestamp()
    except (ValueError, TypeError, OverflowError):
        return False
