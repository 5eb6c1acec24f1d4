"""What programs that read the whole site are told: what to leave alone, and what there is."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.browsing import last_story, stories_from
from aggregator.web.languages import LANGUAGES, prefix
from aggregator.web.responses import FEEDS, answer
from aggregator.web.service import PAGES_OF, service

PART = 10_000
"""Stories in one part of the map; a part may have fifty thousand (sitemaps.org)."""
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(request: Request) -> Response:
    """``/robots.txt`` (RFC 9309): searches cost much and lead nowhere new."""
    serving, lines = service(request), ["User-agent: *"]
    starts = [prefix(language, serving.config.language) for language in LANGUAGES]
    closed = [*(f"{start}{path}" for start in starts for path in ("search", "api/")), "metrics"]
    lines += [f"Disallow: {serving.root}{path}" for path in closed]
    lines += ["", f"Sitemap: {serving.base(request)}sitemap.xml", ""]
    return answer(request, "\n".join(lines).encode(), "text/plain; charset=utf-8", keep=FEEDS)


def sitemap(request: Request) -> Response:
    """``/sitemap.xml``: its parts."""
    with service(request).read() as connection:
        last = last_story(connection)
    parts, base = range(last // PART + 1), escape(service(request).base(request))
    told = "".join(f"<sitemap><loc>{base}sitemap-{n}.xml</loc></sitemap>" for n in parts)
    return _xml(request, "sitemapindex", told)


def part(request: Request) -> Response:
    """``/sitemap-N.xml``: the pages of some stories; in the first also those that all lead to."""
    asked, base = request.path_params["part"], escape(service(request).base(request))
    if not _NUMBER.fullmatch(asked):
        raise HTTPException(404)
    number = int(asked)
    with service(request).read() as connection:
        if number > last_story(connection) // PART:
            raise HTTPException(404)
        stories = stories_from(connection, number * PART, PART)
    pages = [f"<url><loc>{base}{path}</loc></url>" for path in PAGES_OF.values() if not number]
    told = (
        f"<url><loc>{base}story/{story}</loc><lastmod>{updated:%Y-%m-%d}</lastmod></url>"
        for story, updated in stories
    )
    return _xml(request, "urlset", "".join([*pages, *told]))


def _xml(request: Request, root: str, told: str) -> Response:
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_NAMESPACE}">{told}</{root}>\n'
    return answer(request, body.encode(), "application/xml; charset=utf-8", keep=FEEDS)
