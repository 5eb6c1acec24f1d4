"""Which doors of a site to take, of what has been seen of it. Pure.

In this order: feeds that the site declares; the feed addresses of WordPress, Joomla, Drupal, TYPO3
and others; the WordPress REST interface; news sitemaps; the listing pages of its news sections;
last a sitemap of everything, of which one section is taken. A door that comes earlier is taken
unless a listing page shows news that it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from scrapers import urls
from scrapers.discovery.sections import fold, section_of
from scrapers.discovery.sight import Link, Sight
from scrapers.discovery.site import LIST, Site
from scrapers.doors.teaser import Teaser
from scrapers.looking import Shown, shown_by
from scrapers.source import Door, FeedDoor, ListingDoor, SitemapDoor, Source, WordPressDoor

DOORS = 3
"""Doors of one source, at most."""
SURE = 0.6
"""The confidence from which on nobody need be asked whether a door is right."""
DOUBTFUL = 0.3
"""The confidence below which a door is not taken at all."""
_COVERED = 0.5
"""The share of a list's newest records that a door must show to stand for the list."""
_TOP = 8
_UNNAMED = 0.8
"""What is left of the confidence in a list that no link names as news."""
_COMMENTS = re.compile(r"comment|hozzasz|kommentar|komentar|comentari|коментар", re.IGNORECASE)
_PRICE = re.compile(
    r"\d(?:[.,-]{1,2})? ?(?:Ft|HUF|€|EUR|Kč|lei|RON|din|RSD|zł|\$)(?![a-z])|[€$£] ?\d"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A door that could be taken: what it shows, how sure it is (0 to 1), and why, in words."""

    door: Door
    shown: Shown
    confidence: float
    why: str


def choose(site: Site) -> tuple[Candidate, ...]:
    """The doors to take, the main one first; empty where there is none.

    What is given as a feed or a list is taken if it is one. Otherwise each list of a news section
    is stood for by the best door that shows what it shows, or by itself: at most ``DOORS``.
    """
    lists = lists_of(site) or unnamed_lists(site)
    others = [*_feeds(site, lists), *_posts(site, lists)]
    others += _news_maps(site, lists)
    if site.given in site.sights and site.sights[site.given].kind not in ("page", "nothing"):
        named = [one for one in others if one.door.url in (site.given, site.sights[site.given].url)]
        named += [one for one in _whole_maps(site) if one.door.url == site.sights[site.given].url]
        if named or site.sights[site.given].kind in ("feed", "wordpress"):
            return tuple(named[:1])
    asked = site.sights.get(site.given) if site.given != site.source.home else None
    if asked and (named := _list_at(site.source, site.given, asked, 1.0, "it was named")):
        return tuple(named)
    taken: list[Candidate] = []
    for section in lists:
        if _share(section.shown, [one.shown for one in taken]) >= _COVERED or len(taken) == DOORS:
            continue
        standing = [one for one in others if _share(section.shown, [one.shown]) >= _COVERED]
        best = standing[0] if standing else section
        if best not in taken:
            taken.append(best)
    if not taken:
        last = [*others, *_whole_maps(site)]
        sure = [one for one in last if one.confidence >= SURE]
        taken = sure[:1] or sorted(last, key=lambda one: -one.confidence)[:1]
    return tuple(one for one in taken if one.confidence >= DOUBTFUL)


def lists_of(site: Site) -> list[Candidate]:
    """The news sections whose page is a list."""
    named = {address: one for address, one in site.sections if address in site.sights}
    found = []
    for address, section in named.items():
        why = f"the site's section for {section.section}"
        found += _list_at(site.source, address, site.sights[address], section.worth, why)
    for address in (part for page in named for part in site.parts(site.sights[page])):
        if page := site.sights.get(address):
            found += _list_at(site.source, address, page, 0.8, "a part of a news section")
    unique: dict[str, Candidate] = {}
    for one in found:
        unique.setdefault(site.source.key(one.door.url), one)
    return list(unique.values())


def unnamed_lists(site: Site) -> list[Candidate]:
    """The front page, or the page of the menu that lists what it does, or else any that lists news.

    Nothing but its own look speaks for a page without a name: its records must have the dates of
    publications, newest first.
    """
    found = []
    for address in site.others:
        if page := site.sights.get(address):
            found += _list_at(site.source, address, page, 0.0, "a page of the menu lists news")
    found = [
        replace(one, confidence=_UNNAMED * one.confidence) for one in found if _is_dated(one.shown)
    ]
    found.sort(key=lambda one: -one.confidence)
    home = _home_list(site)
    wider = [
        one
        for one in found
        if home
        and len(one.shown.keys) > len(home[0].shown.keys)
        and _share(home[0].shown, [one.shown]) >= _COVERED
    ]
    return wider[:1] or home or found[:1]


def _is_dated(shown: Shown) -> bool:
    """Whether most records of a list have a date of publication."""
    told = [one.published for one in shown.teasers.values()]
    told += [one.published for one in shown.articles.values()]
    return sum(one is not None for one in told) > 0.5 * len(told)


def _home_list(site: Site) -> list[Candidate]:
    front = site.front
    told = "the front page lists news"
    found = _list_at(site.source, site.source.home, front, 0.0, told) if front else []
    return [one for one in found if one.confidence >= SURE]


def _list_at(source: Source, address: str, page: Sight, worth: float, why: str) -> list[Candidate]:
    shown = shown_by(page.reading, source)
    if page.kind != "page" or page.score < LIST or not shown.keys:
        return []
    shown = replace(shown, teasers=_without_sections(source, shown.teasers))
    what = "whole articles" if shown.articles else "articles"
    told = f"{why}, a list of {len(shown.keys)} {what}"
    priced = len(_PRICE.findall(page.text)) >= 0.5 * len(shown.keys)
    door = ListingDoor(kind="listing", url=page.url if source.owns(page.url) else address)
    confidence = page.score + (1 - page.score) * 0.4 * worth  # a name is half a proof
    if priced:
        return [Candidate(door, shown, 0.5 * confidence, f"{told}, with prices as in a shop")]
    return [Candidate(door, shown, confidence, told)]


def _without_sections(source: Source, teasers: Mapping[str, Teaser]) -> Mapping[str, Teaser]:
    return {key: one for key, one in teasers.items() if not source.is_list(one.url)}


def _feeds(site: Site, lists: Sequence[Candidate]) -> list[Candidate]:
    """Feeds with something in them, those first that show most of what the lists show."""
    declared = {link.url for page in site.sights.values() for link in page.feeds}
    found: dict[str, Candidate] = {}
    for asked, sight in site.sights.items():
        shown = shown_by(sight.reading, site.source)
        own = asked in declared or site.source.owns(sight.url)
        if sight.kind != "feed" or not shown.keys or not own or is_of_comments(Link(asked, "")):
            continue
        why = "the site declares it" if asked in declared else "feeds of such sites are here"
        known = _coverage(shown, lists)
        confidence = _confidence(shown, known)
        told = f"{why}, a feed of {len(shown.keys)} articles{_told(known)}"
        candidate = Candidate(FeedDoor(kind="feed", url=sight.url), shown, confidence, told)
        found.setdefault(site.source.key(sight.url), candidate)
    return sorted(found.values(), key=lambda one: -one.confidence)


def _posts(site: Site, lists: Sequence[Candidate]) -> Iterator[Candidate]:
    for asked, sight in site.sights.items():
        shown = shown_by(sight.reading, site.source)
        if sight.kind == "wordpress" and shown.keys:
            known = _coverage(shown, lists)
            told = f"WordPress tells {len(shown.keys)} articles to programs{_told(known)}"
            address = re.sub(r"[?&]per_page=.*", "", asked)
            door = WordPressDoor(kind="wordpress", url=address)
            yield Candidate(door, shown, _confidence(shown, known), told)


def _news_maps(site: Site, lists: Sequence[Candidate]) -> Iterator[Candidate]:
    for sight in site.sights.values():
        shown = shown_by(sight.reading, site.source)
        if sight.kind == "sitemap" and any(one.published for one in shown.teasers.values()):
            known = _coverage(shown, lists)
            told = f"a news sitemap of {len(shown.keys)} articles{_told(known)}"
            door = SitemapDoor(kind="sitemap", url=sight.url)
            yield Candidate(door, shown, _confidence(shown, known), told)


def _whole_maps(site: Site) -> Iterator[Candidate]:
    """A sitemap of everything: the section of it that is named as news, or a part of posts."""
    for sight in site.sights.values():
        if sight.kind != "sitemap":
            continue
        parts = [site.sights[part] for part in sight.reading.older if part in site.sights]
        teasers = (shown_by(one.reading, site.source).teasers for one in (sight, *parts))
        shown = Shown({key: one for some in teasers for key, one in some.items()}, {})
        under = _news_folder(site.source, shown.teasers.values())
        if under is None and (parts or "post" not in sight.url.rsplit("/", maxsplit=1)[-1]):
            continue
        door = SitemapDoor(kind="sitemap", url=sight.url, under=under)
        if under:
            below = {k: one for k, one in shown.teasers.items() if urls.is_under(one.url, under)}
            shown = replace(shown, teasers=below)
        told = f"a sitemap with {len(shown.keys)} articles" + (f" under {under}" if under else "")
        yield Candidate(door, shown, 0.65 if len(shown.keys) >= 3 else 0.4, told)


def _news_folder(source: Source, teasers: Collection[Teaser]) -> str | None:
    """The folder whose name is that of a news section and that has most addresses below it."""
    counts: dict[str, float] = {}
    for teaser in teasers:
        parts = urls.path(teaser.url).strip("/").split("/")
        for depth in range(1, len(parts)):
            folder = urls.join(teaser.url, f"/{'/'.join(parts[:depth])}/")
            named = section_of("", folder) if folder else None
            if folder and named:
                counts[folder] = counts.get(folder, 0.0) + named.worth
                break
    best = max(counts, key=lambda one: counts[one], default=None)
    return best if best and counts[best] >= 1.2 else None


def _coverage(shown: Shown, lists: Sequence[Candidate]) -> float | None:
    """The largest share of a list's newest records that is shown; ``None`` without lists."""
    return max((_share(one.shown, [shown]) for one in lists), default=None)


def _share(wanted: Shown, having: Sequence[Shown]) -> float:
    top = list(islice((*wanted.teasers, *wanted.articles), _TOP))
    had = {key for one in having for key in one.keys}
    return sum(key in had for key in top) / len(top) if top else 0.0


def _confidence(shown: Shown, coverage: float | None) -> float:
    if coverage is None:
        return 0.8 if len(shown.keys) >= 3 else 0.6
    return 0.3 + 0.65 * min(1.0, coverage / 0.8)


def _told(coverage: float | None) -> str:
    return "" if coverage is None else f", {coverage:.0%} of what the news page shows first"


def is_of_comments(link: Link) -> bool:
    """Whether a feed is one of comments, by its address and the words that lead to it."""
    return bool(_COMMENTS.search(fold(link.url)) or _COMMENTS.search(fold(link.label)))
