"""Files that were published: feeds, calendars, lists; and what pages load."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from aggregator.pages import files
from aggregator.pages.static_files import static_files
from aggregator.publishing.belonging import ALL
from aggregator.publishing.output import NOTES
from aggregator.web.responses import ASSETS, FEEDS, answer
from aggregator.web.service import PAGES_OF, Service, service
from feeds import atom, jsonfeed, rss
from feeds.write import is_file_name

MEDIA_TYPES: Mapping[str, str] = {
    rss.SUFFIX: f"{rss.MEDIA_TYPE}; charset=utf-8",
    atom.SUFFIX: f"{atom.MEDIA_TYPE}; charset=utf-8",
    jsonfeed.SUFFIX: jsonfeed.MEDIA_TYPE,
    ".ics": "text/calendar; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}
_ASSETS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}
_CHOSEN_BY = ("sector", "source", "language")
"""What the page of a feed of one of these can be chosen by on the front page."""
_KINDS = {"calls": "call", "event-news": "event"}


def file(request: Request) -> Response:
    """A published file by its name; pages among them have their place here."""
    serving, name = service(request), request.path_params["name"]
    suffix = Path(name).suffix
    if body := static_files().get(name):
        return answer(request, body, _ASSETS[suffix], keep=ASSETS)
    if suffix == files.SUFFIX and (path := _page(serving, name)) is not None:
        asked = request.url.query if "?" not in path else ""
        address = serving.address(request, path) + (f"?{asked}" if asked else "")
        return RedirectResponse(address, 308)
    if suffix not in MEDIA_TYPES or not is_file_name(name) or name not in _ours(serving):
        raise HTTPException(404)
    try:
        body, changed = _read(serving.config.output / name)
    except OSError:
        raise HTTPException(404) from None
    headers = _links(serving, name, suffix)
    return answer(request, body, MEDIA_TYPES[suffix], keep=FEEDS, changed=changed, headers=headers)


def _page(serving: Service, name: str) -> str | None:
    """The path of the page that is a file where nobody serves it."""
    feed = name.removesuffix(files.SUFFIX)
    if feed in PAGES_OF:
        return PAGES_OF[feed]
    if feed in (ALL, files.INDEX.removesuffix(files.SUFFIX)):
        return ""
    if feed in _KINDS:
        return f"?{urlencode({'kind': _KINDS[feed]})}"
    kind, _, value = feed.partition("-")
    if kind in _CHOSEN_BY and value in getattr(serving.choices(serving.config.language), kind):
        return f"?{urlencode({kind: value})}"
    if kind == "country":
        return f"search?{urlencode({'q': f'country:{value}'})}"
    searches = {one.name: one.query for one in serving.config.feed}
    if kind == "search" and value in searches:
        return f"search?{urlencode({'q': searches[value]})}"
    if kind == "archive" and value:
        return PAGES_OF["archive"]
    # what no page shows alone can be subscribed to
    return PAGES_OF["feeds"] if f"{feed}{rss.SUFFIX}" in _ours(serving) else None


def _read(path: Path) -> tuple[bytes, float]:
    """A file and when it last changed; ``OSError`` for what is none: what was published is neither
    a link, which may lead anywhere, nor a pipe, at which one would wait.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        told = os.fstat(file.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise OSError(path)
        return file.read(), told.st_mtime


def _ours(serving: Service) -> frozenset[str]:
    """The files that the last publish left: what else lies in the folder is nobody's business."""
    try:
        told = json.loads((serving.config.output / NOTES).read_bytes())
        return frozenset(told["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return frozenset()


def _links(serving: Service, name: str, suffix: str) -> dict[str, str]:
    """Where to subscribe to a feed, for who reads no more than headers (WebSub, section 4)."""
    config = serving.config
    if not (config.hub and config.address) or suffix not in (
        rss.SUFFIX,
        atom.SUFFIX,
        jsonfeed.SUFFIX,
    ):
        return {}
    return {"Link": f'<{config.hub}>; rel="hub", <{config.address}{name}>; rel="self"'}
