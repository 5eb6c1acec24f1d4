"""Headers that a crawl sends, and those that it reads."""

from __future__ import annotations

from collections.abc import Iterable

from scrapy.http import Response


def accept_language(languages: Iterable[str]) -> str:
    """The header that asks for the first of ``languages`` and would take the others."""
    return ", ".join(f"{one};q=0.5" if at else one for at, one in enumerate(languages))


def content_type(response: Response) -> str:
    """The answer's Content-Type as received; empty if it names none."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
