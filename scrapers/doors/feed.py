"""The feed door: RSS and Atom bodies into teasers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from io import BytesIO
from typing import Any

import feedparser

from scrapers import clean, dates, urls
from scrapers.article import BUDAPEST, Published
from scrapers.doors.teaser import Reading, Teaser
from scrapers.doors.xml import declares_entities

MOST = 500
"""Entries beyond this many are left out: what is older has been seen."""


def read(body: bytes, url: str, content_type: str = "", zone: tzinfo = BUDAPEST) -> Reading:
    """The teasers of a feed's body, received from ``url``; times without a zone are in ``zone``.

    ``trouble`` is *not-a-feed* where there is no feed, *entities* for a document type that declares
    entities (they are how such bodies blow up), and *broken-xml* where reading ended before the
    document did.
    """
    if declares_entities(body):
        return Reading(trouble="entities")
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    # a stream: bytes that are the name of a file would be opened
    parsed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    if not parsed.get("version"):
        return Reading(trouble="not-a-feed")
    entries = parsed.entries[:MOST]
    is_rss = parsed.version.startswith("rss")
    read = [teaser for entry in entries if (teaser := _teaser(entry, url, zone, is_rss=is_rss))]
    teasers = {teaser.url: teaser for teaser in read}
    trouble = "broken-xml" if _broken(parsed) else None
    older = tuple(_older(parsed.feed, url))
    return Reading(tuple(teasers.values()), trouble, len(entries) - len(read), older=older)


def _older(feed: Any, base: str) -> Iterator[str]:
    """The next page of a paged feed, the previous document of an archived one (RFC 5005)."""
    for link in feed.get("links", ()):
        leads_back = link.get("rel") in ("next", "prev-archive")
        if leads_back and (joined := urls.join(base, link.get("href") or "")):
            yield joined


def _broken(parsed: Any) -> bool:
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return bool(parsed.bozo) and not isinstance(parsed.bozo_exception, harmless)


def _teaser(entry: Any, base: str, zone: tzinfo, *, is_rss: bool) -> Teaser | None:
    link = _link(entry)
    joined = urls.join(base, link) if link else None
    address = urls.canonical(joined) if joined else None
    if address is None:
        return None
    # dict.get, because feedparser's own fills in the one for the other
    published, updated = dict.get(entry, "published"), dict.get(entry, "updated")
    moment = _published(published or "", zone)
    if (
        moment is None and is_rss
    ):  # the only date that RSS 1.0 knows, dc:date, is of the publication
        moment = _published(updated or "", zone)
    return Teaser(
        url=address,
        title=clean.line(clean.text_of(entry.get("title") or "")),
        summary=clean.text_of(entry.get("summary") or ""),
        updated=clean.line(updated or ""),
        published=moment,
        authors=tuple(_authors(entry)),
    )


def _authors(entry: Any) -> Iterator[str]:
    for author in entry.get("authors") or ():
        name = clean.line(clean.text_of(author.get("name") or ""))
        if name and "@" not in name:
            yield name


def _link(entry: Any) -> str:
    """The first alternate link (feedparser's own choice is the last), else a permanent id."""
    alternates = (one for one in entry.get("links", ()) if one.get("rel") == "alternate")
    found = next((one.get("href") for one in alternates if one.get("href")), None)
    permanent = entry.get("id") if entry.get("guidislink") else None
    return str(found or entry.get("link") or permanent or "")


def _published(text: str, zone: tzinfo) -> Published | None:
    moment = dates.machine_moment(text, zone)
    return Published(moment.at, moment.precision, "feed", moment.text) if moment else None
