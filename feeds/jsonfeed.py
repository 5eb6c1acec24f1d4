"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

What the format has no word for is in one object of our own, ``_klaszterhirek``. On an item:
``source`` with ``name`` and ``url``; ``reprints`` and ``quotations``, each a list of objects with
``source``, ``title``, ``url`` and ``added``, a list of the passages that say what the original does
not; ``undated``, true where the publisher told no date; ``categories``, a list of objects with
``term``, ``scheme`` and ``label``, of which ``tags`` has the labels; and ``attachments`` with
``url``, ``title`` and ``size_in_bytes``, those whose media type is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from feeds.characters import clean
from feeds.dates import rfc3339
from feeds.feed import PAGE_SUFFIX, Attachment, Category, Entry, Feed, Mention

SUFFIX = ".json"
MEDIA_TYPE = "application/feed+json"

_VERSION = "https://jsonfeed.org/version/1.1"
_OWN = "_klaszterhirek"


def render(feed: Feed) -> bytes:
    """``feed`` as a JSON Feed in UTF-8: the same bytes for the same feed, always; an item a line.

    An undated entry has no ``date_published``. A feed without a base names no address of its own.
    ``next_url`` is the archive document before this one. Raises ``ValueError`` for a time without
    an offset.
    """
    feed = clean(feed)
    document = {
        "version": _VERSION,
        "title": feed.title,
        **_addresses(feed),
        "description": feed.description,
        "language": feed.language,
    }
    # indented by Python's library it would take twelve times as long
    told = [f'"{name}": {_json(value)}' for name, value in document.items()]
    items = ",\n".join(_json(_item(entry)) for entry in feed.entries)
    return ("{" + ",\n".join((*told, f'"items": [\n{items}\n]')) + "}\n").encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _addresses(feed: Feed) -> dict[str, Any]:
    if feed.base is None:
        return {}
    previous = feed.walk and feed.walk.previous
    # An archive document never changes: who found the hub there would subscribe to silence.
    hub = None if feed.is_archive else feed.hub
    return _known(
        {
            "home_page_url": feed.address(PAGE_SUFFIX),
            "feed_url": feed.address(SUFFIX),
            "next_url": f"{feed.base}{previous}{SUFFIX}" if previous else None,
            "hubs": [{"type": "WebSub", "url": hub}] if hub else None,
            _OWN: {"about": feed.base},
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    return _known(
        {
            "id": entry.id,
            "url": entry.url or None,
            "title": entry.title,
            "content_html": entry.content_html,
            "summary": entry.summary or None,
            "image": entry.image,
            "date_published": entry.published and rfc3339(entry.published),
            "date_modified": rfc3339(entry.updated),
            "authors": _authors(entry),
            "tags": [category.label for category in entry.categories] or None,
            "language": entry.language,
            "attachments": [_attachment(one) for one in entry.attachments if one.type] or None,
            _OWN: _own(entry),
        }
    )


def _authors(entry: Entry) -> list[dict[str, str]]:
    if entry.authors:
        return [{"name": name} for name in entry.authors]
    return [{"name": entry.source, "url": entry.source_url}]


def _own(entry: Entry) -> dict[str, Any]:
    return _known(
        {
            "source": {"name": entry.source, "url": entry.source_url},
            "reprints": [_mention(mention) for mention in entry.reprints],
            "quotations": [_mention(mention) for mention in entry.quotations],
            "undated": True if entry.published is None else None,
            "categories": [_category(one) for one in entry.categories] or None,
            "attachments": [_attachment(one) for one in entry.attachments if not one.type] or None,
        }
    )


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return _known(
        {
            "url": attachment.url,
            "mime_type": attachment.type,
            "title": attachment.title or None,
            "size_in_bytes": attachment.length,
        }
    )


def _category(category: Category) -> dict[str, str]:
    return {"term": category.term, "scheme": category.scheme, "label": category.label}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "source": mention.source,
        "title": mention.title,
        "url": mention.url,
        "added": list(mention.added),
    }


def _known(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that have a value: the format wants no nulls."""
    return {name: value for name, value in members.items() if value is not None}
