"""The posts of a sample site as the REST interface of WordPress tells them.

After developer.wordpress.org/rest-api/reference/posts; like the real one it sends no ETag, and
its JSON is PHP's, with slashes and letters beyond ASCII escaped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from aggregator.demo.answer import Answer

MOST = 100
"""Posts that can be asked for at once."""


def tell(articles: Sequence[Mapping[str, Any]], target: str, address: str, home: str) -> Answer:
    """What the interface at ``address``, of the site ``home``, says to ``target``.

    ``articles`` are those of ``samples``, newest first. ``target`` is what follows the address: a
    query, or the number of a post. Of a query ``per_page`` (1 to 100, otherwise 10), ``page`` and
    ``_fields`` count; how many posts and pages there are stands in the headers, as do the
    neighbouring pages.
    """
    path, _, query = target.partition("?")
    posts = [_post(article, address, home) for article in articles]
    if not path.strip("/"):
        return _list(posts, query, address)
    asked = next((post for post in posts if path == f"/{post['id']}"), None)
    if asked is None:
        return _refused("rest_post_invalid_id", "Invalid post ID.", HTTPStatus.NOT_FOUND)
    return _json(asked, {})


def _list(posts: Sequence[dict[str, Any]], query: str, address: str) -> Answer:
    told = dict(parse_qsl(query))
    size, page = _number(told.get("per_page", "10")), _number(told.get("page", "1"))
    if size is None or size > MOST:
        return _refused("rest_invalid_param", "Invalid parameter(s): per_page")
    if page is None:
        return _refused("rest_invalid_param", "Invalid parameter(s): page")
    pages = -(-len(posts) // size)
    if page > max(pages, 1):
        what = "The page number requested is larger than the number of pages available."
        return _refused("rest_post_invalid_page_number", what)
    links = [
        f'<{address}?{urlencode({**told, "page": number})}>; rel="{name}"'
        for name, number in (("prev", page - 1), ("next", page + 1))
        if 1 <= number <= pages
    ]
    headers = {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(pages)}
    if links:
        headers["Link"] = ", ".join(links)
    wanted = told.get("_fields", "")
    shown = posts[(page - 1) * size : page * size]
    return _json([_chosen(post, wanted) for post in shown], headers)


def _post(article: Mapping[str, Any], address: str, home: str) -> dict[str, Any]:
    number = int(article["also"].removeprefix("/?p="))
    date, date_gmt = _moments(article["published"])
    modified, modified_gmt = _moments(article["modified"] or article["published"])
    paragraphs = (
        f"<p>{block['text']}</p>" if block["prose"] else block["text"]
        for block in article["blocks"]
    )
    return {
        "id": number,
        "date": date,
        "date_gmt": date_gmt,
        "guid": {"rendered": f"{home}{article['also']}"},
        "modified": modified,
        "modified_gmt": modified_gmt,
        "slug": article["path"].strip("/"),
        "status": "publish",
        "type": "post",
        "link": f"{home}{article['path']}",
        "title": {"rendered": article["title"]},
        "content": {"rendered": "\n" + "\n\n\n\n".join(paragraphs) + "\n", "protected": False},
        "excerpt": {"rendered": f"<p>{article['teaser']} [&hellip;]</p>\n", "protected": False},
        "author": 1,
        "featured_media": 0,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": False,
        "template": "",
        "format": "standard",
        "meta": [],
        "categories": [1],
        "tags": [],
        "_links": {
            "self": [{"href": f"{address}/{number}"}],
            "collection": [{"href": address}],
        },
    }


def _chosen(post: dict[str, Any], wanted: str) -> dict[str, Any]:
    names = {name.strip() for name in wanted.split(",") if name.strip()}
    return {name: value for name, value in post.items() if not names or name in names}


def _moments(told: str) -> tuple[str, str]:
    """A moment in the site's own time and in UTC, both without saying so."""
    moment = datetime.fromisoformat(told)
    return (
        moment.replace(tzinfo=None).isoformat(),
        moment.astimezone(UTC).replace(tzinfo=None).isoformat(),
    )


def _number(told: str) -> int | None:
    return int(told) if told.isdecimal() and int(told) >= 1 else None


def _refused(code: str, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Answer:
    return _json({"code": code, "message": message, "data": {"status": status.value}}, {}, status)


def _json(value: object, headers: Mapping[str, str], status: int = HTTPStatus.OK) -> Answer:
    body = json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode("ascii")
    return Answer(status, {"Content-Type": "application/json; charset=UTF-8", **headers}, body)
