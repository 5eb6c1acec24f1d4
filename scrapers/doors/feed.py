"""The feed door: RSS and Atom bodies into teasers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from scrapers import clean, dates, urls
from scrapers.article import Published
from scrapers.doors.teaser import Reading, Teaser

_ENTITIES = re.compile(rb"<!DOCTYPE[^>\[]*\[[^\]]*?<!ENTITY", re.IGNORECASE)
MOST = 500
"""Entries beyond this many are left out: what is older has been seen."""


def read(body: bytes, url: str, content_type: str = "") -> Reading:
    """The teasers of a feed's body, received from ``url``.

    Entries without an address that can be followed are left out. ``trouble`` is *not-a-feed*
    where there is no feed, *entities* for a document type that declares entities (they are how
    such bodies blow up), and *broken-xml* where reading ended before the document did.
    """
    if _ENTITIES.search(body.replace(b"\0", b"")):  # without NUL, UTF-16 is read too
        return Reading(trouble="entities")
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    # a stream: bytes that are the name of a file would be opened
    parsed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    if not parsed.get("version"):
        return Reading(trouble="not-a-feed")
    teasers = {teaser.url: teaser for teaser in _teasers(parsed.entries[:MOST], url)}
    return Reading(tuple(teasers.values()), "broken-xml" if _broken(parsed) else None)


def _broken(parsed: Any) -> bool:
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return bool(parsed.bozo) and not isinstance(parsed.bozo_exception, harmless)


def _teasers(entries: list[Any], base: str) -> Iterator[Teaser]:
    for entry in entries:
        joined = urls.join(base, entry.get("link") or "")
        address = urls.canonical(joined) if joined and entry.get("link") else None
        if address is None:
            continue
        yield Teaser(
            url=address,
            title=clean.line(clean.text_of(entry.get("title") or "")),
            summary=clean.text_of(entry.get("summary") or ""),
            updated=clean.line(dict.get(entry, "updated") or ""),  # feedparser's own guesses
            published=_published(entry.get("published") or ""),
        )


def _published(text: str) -> Published | None:
    moment = dates.machine_moment(text)
    return Published(moment.at, moment.precision, "feed", moment.text) if moment else None
