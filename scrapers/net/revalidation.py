"""Conditional requests: ask whether a page changed, and take 304 for an answer (RFC 9110, 13).

Scrapy's HTTP cache would skip pages it thinks fresh and hide a 500 behind an old copy.
"""

from __future__ import annotations

from hashlib import blake2b

from scrapy.http import Response

from scrapers.memory import Validators


def conditions(known: Validators) -> dict[str, str]:
    """The request headers that make a request for something ``known`` conditional."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}


def validators(response: Response) -> Validators:
    """What to remember of an answer so that the next request can be conditional."""
    return Validators(
        etag=_header(response, "ETag"),
        modified=_header(response, "Last-Modified"),
        digest=blake2b(response.body, digest_size=16).hexdigest(),
    )


def unchanged(response: Response, known: Validators | None) -> bool:
    """Whether an answer says, by status or by its bytes, that nothing changed since ``known``."""
    if known is None:
        return False
    return response.status == 304 or known.digest == validators(response).digest


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1")[:500] if value else None
