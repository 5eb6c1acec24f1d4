"""Where to look next for the doors of a site. Pure: what has been seen in, addresses out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from scrapers import urls
from scrapers.discovery.candidates import choose, is_of_comments, lists_of, unnamed_lists
from scrapers.discovery.sections import section_of
from scrapers.discovery.sight import Sight
from scrapers.discovery.site import Site
from scrapers.doors import wordpress
from scrapers.net.names import is_silence

MOST = 40
"""Addresses of a site that are asked for in one discovery."""

_SECTIONS, _FEEDS = 6, 4
_FEED_PATHS = ("feed/", "rss.xml", "?format=feed&type=rss", "rss", "feed.xml", "atom.xml")
_FEED_PATHS_OF = {
    "wordpress": ("feed/", "?feed=rss2"),
    "joomla": ("?format=feed&type=rss",),
    "drupal": ("rss.xml",),
    "typo3": ("?type=9818", "?type=100", "rss.xml", "feed.xml"),
}
_MAPS = ("news-sitemap.xml", "sitemap.xml", "sitemap_index.xml")
_POSTS = "wp-json/wp/v2/posts"


def next_addresses(site: Site) -> tuple[str, ...]:
    """What to look at next of a site, given all that was seen of it; empty at the end.

    A site that did not answer at all is left alone.
    """
    if site.sights and all(is_silence(sight.problem) for sight in site.sights.values()):
        return ()
    steps = [_begin, _rooms, _deeper, _unnamed, _usual_feeds, _interface, _maps]
    given = site.sights.get(site.given)
    is_door = given is not None and given.kind in ("feed", "wordpress")
    for step in steps[:1] if is_door else steps:
        wanted = [address for address in step(site) if address not in site.sights]
        if wanted:
            left = MOST - len(site.sights)
            return tuple(dict.fromkeys(wanted))[: max(0, left)]
        if step is not _begin and _has_feed(site):
            return ()
    return ()


def _begin(site: Site) -> Iterator[str]:
    yield site.given
    yield site.source.home


def _rooms(site: Site) -> Iterator[str]:
    """From the front page: declared feeds, news sections, the same site in other languages."""
    front = site.front
    if front is None:
        return
    yield from _declared(front)
    yield from (address for address in front.onward if site.source.owns(address))
    yield from (address for address, _ in islice(site.sections, _SECTIONS))
    yield from site.twins


def _deeper(site: Site) -> Iterator[str]:
    """What sections and twins declare and name themselves."""
    for page in site.gates:
        yield from _declared(page)
    for address, _ in islice(site.sections, _SECTIONS + 3):
        yield address
        if section := site.sights.get(address):
            yield from _declared(section)
            yield from site.parts(section)


def _unnamed(site: Site) -> Iterator[str]:
    """Where no section is named as news, or none is a list: whatever else the menu leads to."""
    if not lists_of(site) and all(one.door.kind == "listing" for one in choose(site)):
        yield from site.others


def _usual_feeds(site: Site) -> Iterator[str]:
    """The feed addresses that content management systems have without saying so."""
    pages = [sight for sight in site.sights.values() if sight.kind == "page"]
    systems = {system for page in pages if (system := _system(page))}
    paths = [path for system in systems for path in _FEED_PATHS_OF[system]] or list(_FEED_PATHS)
    lists = [one.door.url for one in (lists_of(site) or unnamed_lists(site))[:2]]
    for place in (site.source.home, *lists):
        for path in paths:
            if place != site.source.home and path in ("rss", "feed.xml", "atom.xml", "?feed=rss2"):
                continue
            yield from filter(None, (_below(place, path),))


def _interface(site: Site) -> Iterator[str]:
    declared = [sight.posts for sight in site.sights.values() if sight.posts]
    posts = declared[0] if declared else urls.join(site.source.home, _POSTS)
    if posts and (declared or not _is_other_system(site)):
        yield wordpress.address(posts)


def _maps(site: Site) -> Iterator[str]:
    """Sitemaps: news sitemaps in any case, others where nothing better has been found."""
    robots = urls.join(site.source.home, "/robots.txt") or ""
    yield robots
    told = site.sights[robots].maps if robots in site.sights else ()
    usual = tuple(filter(None, (urls.join(site.source.home, f"/{name}") for name in _MAPS)))
    found = choose(site)
    for address in told or usual:
        if "news" in address or not found:
            yield address
    if found:
        return
    for address in (*told, *usual):
        if sight := site.sights.get(address):
            yield from _parts_of_map(sight)


def _parts_of_map(sight: Sight) -> Iterator[str]:
    """The parts of an index, those first whose names speak of news or posts."""
    parts = [part for part in sight.reading.older if sight.kind == "sitemap"]
    parts.sort(key=lambda part: (section_of("", part) is None, "post" not in part))
    yield from parts[:4]


def _declared(page: Sight) -> Iterator[str]:
    own = [link for link in page.feeds if not is_of_comments(link)]
    yield from (link.url for link in own[:_FEEDS])


def _system(page: Sight) -> str | None:
    told = page.generator.lower()
    return next((name for name in _FEED_PATHS_OF if name in told), None)


def _is_other_system(site: Site) -> bool:
    systems = {_system(sight) for sight in site.sights.values() if sight.kind == "page"}
    return bool(systems - {None, "wordpress"})


def _below(place: str, path: str) -> str | None:
    if path.startswith("?"):
        return f"{place}{'&' + path[1:] if '?' in place else path}"
    return urls.join(place if place.endswith("/") else f"{place}/", path)


def _has_feed(site: Site) -> bool:
    """Whether a feed has been found that shows what the site's lists show: no need to go on."""
    taken = choose(site)
    feeds = [one for one in taken if one.door.kind == "feed" and one.confidence > 0.8]
    return bool(feeds) and len(feeds) == len(taken)
