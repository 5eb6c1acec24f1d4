"""The WordPress door: posts of the REST interface into teasers.

The interface is that of WordPress 4.7 and later (developer.wordpress.org/rest-api): a JSON list of
posts, newest first, a page of it at a time.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, tzinfo
from typing import Any

from scrapers import clean, dates, urls
from scrapers.article import BUDAPEST, Published
from scrapers.doors.teaser import Reading, Teaser
from scrapers.source import Door, WordPressDoor

FIELDS = "id,date,date_gmt,modified_gmt,link,title,excerpt"
"""What is asked for of each post: the whole text comes from its page, as everywhere."""
PER_PAGE = 20


def asked_at(door: Door) -> str:
    """The address that is asked for when a door, of any kind, is read."""
    return address(door.url) if isinstance(door, WordPressDoor) else door.url


def address(posts: str) -> str:
    """The address to ask for the newest posts of the interface at ``posts``."""
    joined = urls.join(posts, f"?per_page={PER_PAGE}&_fields={FIELDS}")
    if "?rest_route=" in posts:  # a site without pretty addresses
        joined = f"{posts}&per_page={PER_PAGE}&_fields={FIELDS}"
    return joined or posts


def read(body: bytes, url: str, zone: tzinfo = BUDAPEST) -> Reading:
    """The teasers of an answer with posts, received from ``url``; their clocks are in ``zone``.

    ``trouble`` is *not-wordpress* where the body is no list of posts.
    """
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError):
        return Reading(trouble="not-wordpress")
    if not isinstance(posts, list) or not all(_is_post(post) for post in posts):
        return Reading(trouble="not-wordpress")
    read = [teaser for post in posts if (teaser := _teaser(post, url, zone))]
    older = (_next_page(url),) if len(posts) == PER_PAGE else ()
    return Reading(tuple(read), nameless=len(posts) - len(read), older=older)


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and isinstance(post.get("link"), str)


def _teaser(post: dict[str, Any], base: str, zone: tzinfo) -> Teaser | None:
    joined = urls.join(base, post["link"])
    address = urls.canonical(joined) if joined else None
    if address is None:
        return None
    return Teaser(
        url=address,
        title=clean.line(clean.text_of(_rendered(post, "title"))),
        summary=clean.text_of(_rendered(post, "excerpt")),
        updated=str(post.get("modified_gmt") or ""),
        published=_published(post, zone),
    )


def _rendered(post: dict[str, Any], name: str) -> str:
    value = post.get(name)
    rendered = value.get("rendered") if isinstance(value, dict) else value
    return rendered if isinstance(rendered, str) else ""


def _published(post: dict[str, Any], own: tzinfo) -> Published | None:
    # its own clock in UTC, without saying so; 0000 is a draft's
    for name, zone in (("date_gmt", UTC), ("date", own)):
        told = dates.machine_moment(str(post.get(name) or ""), zone)
        if told and told.at.year > 1:
            return Published(told.at, told.precision, "feed", told.text)
    return None


def _next_page(url: str) -> str:
    """The address of the page after ``url``; where its number is none, it is the first."""
    told = urls.query_value(url, "page")
    number = int(told) if re.fullmatch("[0-9]{1,6}", told) else 1
    return urls.with_query(url, "page", str(number + 1))
