"""Page into Article: what the page says, and nothing it does not say."""

from __future__ import annotations

from datetime import datetime

from scrapers import urls
from scrapers.alternates import read_alternates
from scrapers.announced import read_announced
from scrapers.article import Article, Published
from scrapers.authors import read_authors
from scrapers.body import read_body
from scrapers.doors.teaser import Teaser
from scrapers.language import language_of
from scrapers.page import Page, Unreadable
from scrapers.pictures import read_pictures
from scrapers.published import believable, read_published
from scrapers.source import Source
from scrapers.title import read_title

_MARKED = ("json-ld", "meta", "microdata", "time")
"""Where a page tells machines when its article appeared: before all that a door tells."""


def extract(
    page: Page,
    source: Source,
    now: datetime,
    teaser: Teaser | None = None,
    furniture: frozenset[int] = frozenset(),
) -> Article:
    """The article on ``page``, a page of ``source``; ``teaser`` is what a door showed of it.

    ``furniture`` are hashes of blocks that the site repeats on its pages: they are left out.
    Raises ``Unreadable`` with *frameset*, *script-only*, *no-title* or *no-text*.
    """
    if page.tree.find("frameset") is not None:
        raise Unreadable("frameset")
    shown = teaser.title if teaser else ""
    names = (source.name, source.organisation)
    title = read_title(page, shown, names) or shown
    if not title:
        raise Unreadable(_lack(page) or "no-title")
    body = read_body(page, title, furniture)
    if body is None:
        raise Unreadable(_lack(page) or "no-text")
    published = read_published(page, title, source.languages, now, source.zone)
    if teaser and teaser.published and believable(teaser.published.at, now):
        published = _surer(published, teaser.published)
    credit = read_authors(page, title, body.text, names, teaser.authors if teaser else ())
    pictures = read_pictures(page, body.pictures)
    address, language = read_address(page, source), read_language(page, source, body.text)
    return Article(
        source=source.id,
        url=address,
        title=title,
        text=body.text,
        html=body.html,
        published=published,
        authors=credit.authors,
        agency=credit.agency,
        image=pictures.lead,
        gallery=pictures.gallery,
        attachments=body.attachments,
        links=body.links,
        quotations=body.quotations,
        language=language,
        alternates=read_alternates(page, source, address, language),
        announced=read_announced(page, title),
        blocks=body.blocks,
    )


def _surer(own: Published | None, told: Published) -> Published:
    """What a page tells itself, or what a door told of it."""
    if own is None:
        return told
    # a list's date is nobody's word on this page: any day of its own goes before it
    lesser = own.precision == "month" if told.found == "listing" else own.found not in _MARKED
    return told if lesser else own


def _lack(page: Page) -> str:
    """What a page is that shows nothing: *script-only*, or empty if that does not explain it."""
    return "" if page.lines or page.tree.find(".//script") is None else "script-only"


def read_address(page: Page, source: Source) -> str:
    """The canonical address: the page's own word within the source's hosts, else where it was."""
    for told in (page.link("canonical"), page.meta.get("og:url")):
        joined = urls.join(page.base, told) if told else None
        claimed = urls.canonical(joined) if joined else None
        # a site that names its front page or its list as the address of every article is mistaken
        if claimed and source.owns(claimed) and not source.is_list(claimed):
            return claimed
    return urls.canonical(page.url) or page.url


def read_language(page: Page, source: Source, text: str) -> str | None:
    """The language that ``text`` itself tells; where it is too short to tell one, the source's.

    That is the one that the page declares, if it is among the source's, else its only one.
    """
    declared = (page.tree.get("lang") or "")[:2].lower()
    only = source.languages[0] if len(source.languages) == 1 else None
    return language_of(text) or (declared if declared in source.languages else only)
