"""Page into Article: what the page says, and nothing it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from scrapers import clean, urls
from scrapers.article import Article
from scrapers.body import read_body
from scrapers.doors.teaser import Teaser
from scrapers.page import Page, Unreadable
from scrapers.published import believable, read_published
from scrapers.source import Source
from scrapers.title import read_title


def extract(
    page: Page,
    source: Source,
    now: datetime,
    teaser: Teaser | None = None,
    furniture: frozenset[int] = frozenset(),
) -> Article:
    """The article on ``page``, a page of ``source``; ``teaser`` is what a door showed of it.

    ``furniture`` are hashes of blocks that the site repeats on its pages: they are left out.
    Raises ``Unreadable`` with *no-title* or *no-text*.
    """
    shown = teaser.title if teaser else ""
    title = read_title(page, shown) or shown
    if not title:
        raise Unreadable("no-title")
    body = read_body(page, title, furniture)
    if body is None:
        raise Unreadable("no-text")
    published = read_published(page, title, source.languages, now)
    told = teaser.published if teaser else None
    if told and believable(told.at, now):
        # a list's date is nobody's word on this page: any date of its own goes before it
        lesser = None if told.found == "listing" else "byline"
        if published is None or published.found == lesser:
            published = told
    return Article(
        source=source.id,
        url=read_address(page, source),
        title=title,
        text=body.text,
        html=body.html,
        published=published,
        authors=read_authors(page) or (teaser.authors if teaser else ()),
        image=next(filter(None, (urls.join(page.base, image) for image in _images(page))), None),
        gallery=body.pictures,
        attachments=body.attachments,
        links=body.links,
        quotations=body.quotations,
        language=read_language(page, source),
    )


def read_address(page: Page, source: Source) -> str:
    """The canonical address: the page's own word within the source's hosts, else where it was."""
    for told in (page.link("canonical"), page.meta.get("og:url")):
        joined = urls.join(page.base, told) if told else None
        claimed = urls.canonical(joined) if joined else None
        # a site that names its front page or its list as the address of every article is mistaken
        if claimed and source.owns(claimed) and not source.is_list(claimed):
            return claimed
    return urls.canonical(page.url) or page.url


def read_authors(page: Page) -> tuple[str, ...]:
    """Names of the authors as the metadata tells them, each once."""
    told = [name for node in page.articles for name in _names(node.get("author"))]
    told = told or [page.meta.get("author", ""), page.meta.get("article:author", "")]
    names = (re.sub(r"^(?:Szerző|Írta|By)\s*:?\s+", "", clean.line(name)) for name in told)
    return tuple(dict.fromkeys(name for name in names if name and "://" not in name))


def read_language(page: Page, source: Source) -> str | None:
    """The two-letter language that the page declares, else the source's if it has but one."""
    declared = (page.tree.get("lang") or "")[:2].lower()
    if re.fullmatch("[a-z]{2}", declared):
        return declared
    return source.languages[0] if len(source.languages) == 1 else None


def _images(page: Page) -> Iterator[str]:
    for name in ("og:image", "og:image:url", "twitter:image"):
        if address := page.meta.get(name):
            yield address
    for node in page.articles:
        image = node.get("image")
        image = image[0] if isinstance(image, list) and image else image
        image = image.get("url") if isinstance(image, dict) else image
        if isinstance(image, str):
            yield image


def _names(value: object) -> Iterator[str]:
    for person in value if isinstance(value, list) else [value]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str):
            yield name
