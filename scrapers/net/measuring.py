"""What a server tells of an article's documents, asked for without fetching them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from scrapers.article import Article, Attachment

MOST = 10
"""Documents of one article that are asked about."""

Download = Callable[[Request], Awaitable[Response]]


async def measured(article: Article, download: Download) -> Article:
    """``article`` with the type and length of its attachments where their servers tell them."""
    if not article.attachments:
        return article
    asked = [await _measured(one, download) for one in article.attachments[:MOST]]
    return replace(article, attachments=(*asked, *article.attachments[MOST:]))


async def _measured(one: Attachment, download: Download) -> Attachment:
    # what is compressed on the way has another length
    headers = {"Accept-Encoding": "identity"}
    request = Request(one.url, method="HEAD", headers=headers, dont_filter=True)
    try:
        response = await download(request)
    except Exception:  # whatever keeps us from asking costs no more than the answer
        return one
    return told(one, response)


def told(one: Attachment, response: Response) -> Attachment:
    """What the answer to a HEAD request tells of a document; a web page is no document."""
    media = (response.headers.get("Content-Type") or b"").decode("latin-1")
    kind = media.partition(";")[0].strip().lower()
    if response.status != 200 or kind == "text/html":
        return one
    length = (response.headers.get("Content-Length") or b"").decode("latin-1")
    known = int(length) if length.isascii() and length.isdecimal() and len(length) < 16 else None
    vague = kind in ("", "application/octet-stream")
    return replace(one, type=one.type if vague else kind, length=known)
