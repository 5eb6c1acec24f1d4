"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

What the format has no word for is in one object of our own, ``_klaszterhirek``. On an item:
``source`` with ``name`` and ``url``; ``reprints`` and ``quotations``, each a list of objects with
``source``, ``title``, ``url`` and ``added``, a list of the passages that say what the original does
not; and ``undated``, true where the publisher told no date.
"""

from __future__ import annotations

import json
from typing import Any

from feeds.characters import clean
from feeds.dates import rfc3339
from feeds.feed import Entry, Feed, Mention

SUFFIX = ".json"
MEDIA_TYPE = "application/feed+json"

_VERSION = "https://jsonfeed.org/version/1.1"
_OWN = "_klaszterhirek"


def render(feed: Feed) -> bytes:
    """``feed`` as a JSON Feed in UTF-8: the same bytes for the same feed, always.

    An undated entry has no ``date_published``. A feed without a base names no address of its own.
    Raises ``ValueError`` for a time without an offset.
    """
    feed = clean(feed)
    document = {
        "version": _VERSION,
        "title": feed.title,
        **_addresses(feed),
        "description": feed.description,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _addresses(feed: Feed) -> dict[str, Any]:
    if feed.base is None:
        return {}
    return {
        "home_page_url": feed.base,
        "feed_url": feed.base + feed.name + SUFFIX,
        _OWN: {"about": feed.base},
    }


def _item(entry: Entry) -> dict[str, Any]:
    members = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content_html,
        "summary": entry.summary or None,
        "image": entry.image,
        "date_published": entry.published and rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": _authors(entry),
        "language": entry.language,
        _OWN: _own(entry),
    }
    return {name: value for name, value in members.items() if value is not None}


def _authors(entry: Entry) -> list[dict[str, str]]:
    if entry.authors:
        return [{"name": name} for name in entry.authors]
    return [{"name": entry.source, "url": entry.source_url}]


def _own(entry: Entry) -> dict[str, Any]:
    undated = {"undated": True} if entry.published is None else {}
    return {
        "source": {"name": entry.source, "url": entry.source_url},
        "reprints": [_mention(mention) for mention in entry.reprints],
        "quotations": [_mention(mention) for mention in entry.quotations],
        **undated,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "source": mention.source,
        "title": mention.title,
        "url": mention.url,
        "added": list(mention.added),
    }
