"""Discovery: what has been seen of a site in, what to look at next and which doors to take out.

Pure. Doors are tried in this order: feeds that the site declares; the feed addresses of WordPress,
Joomla, Drupal, TYPO3 and others; the WordPress REST interface; news sitemaps; the listing pages of
its news sections; last a sitemap of everything, of which one section is taken. A door that comes
earlier is taken unless a listing page shows news that it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from scrapers import urls
from scrapers.doors import wordpress
from scrapers.doors.teaser import Teaser
from scrapers.looking import Shown, shown_by
from scrapers.sections import Named, fold, section_of
from scrapers.sight import Link, Sight
from scrapers.source import Door, FeedDoor, ListingDoor, SitemapDoor, Source, WordPressDoor

MOST = 40
"""Addresses of a site that are asked for in one discovery."""
DOORS = 3
"""Doors of one source, at most."""
SURE = 0.6
"""The confidence from which on nobody need be asked whether a door is right."""
DOUBTFUL = 0.3
"""The confidence below which a door is not taken at all."""
LIST = 0.25
"""The score from which on a page counts as a list of news."""
_COVERED = 0.5
"""The share of a list's newest records that a door must show to stand for the list."""
_TOP = 8

_SECTIONS, _TWINS, _FEEDS = 6, 2, 4
_COMMENTS = re.compile(r"comment|hozzasz|kommentar|komentar|comentari|коментар", re.IGNORECASE)
_PRICE = re.compile(
    r"\d(?:[.,-]{1,2})? ?(?:Ft|HUF|€|EUR|Kč|lei|RON|din|RSD|zł|\$)(?![a-z])|[€$£] ?\d"
)
_FEED_PATHS = ("feed/", "rss.xml", "?format=feed&type=rss", "rss", "feed.xml", "atom.xml")
_FEED_PATHS_OF = {
    "wordpress": ("feed/",),
    "joomla": ("?format=feed&type=rss",),
    "drupal": ("rss.xml",),
    "typo3": ("?type=9818", "?type=100", "rss.xml", "feed.xml"),
}
_MAPS = ("news-sitemap.xml", "sitemap.xml", "sitemap_index.xml")
_POSTS = "wp-json/wp/v2/posts"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A door that could be taken: what it shows, how sure it is (0 to 1), and why, in words."""

    door: Door
    shown: Shown
    confidence: float
    why: str


def next_addresses(source: Source, given: str, sights: Mapping[str, Sight]) -> tuple[str, ...]:
    """What to look at next, given all that was seen (by the address asked for); empty at the end.

    ``given`` is where to begin: a home page, a list or a feed of ``source``.
    """
    steps = [_begin, _rooms, _deeper, _usual_feeds, _interface, _maps]
    is_door = given in sights and sights[given].kind in ("feed", "wordpress")
    for step in steps[:1] if is_door else steps:
        wanted = [address for address in step(source, given, sights) if address not in sights]
        if wanted:
            left = MOST - len(sights)
            return tuple(dict.fromkeys(wanted))[: max(0, left)]
        if step is not _begin and _has_feed(source, given, sights):
            return ()
    return ()


def choose(source: Source, given: str, sights: Mapping[str, Sight]) -> tuple[Candidate, ...]:
    """The doors to take, the main one first; empty where there is none.

    What is given as a feed or a list is taken if it is one. Otherwise each list of a news section
    is stood for by the best door that shows what it shows, or by itself: at most ``DOORS``.
    """
    lists = _lists(source, given, sights) or _home_list(source, sights)
    others = [*_feeds(source, sights, lists), *_posts(source, sights, lists)]
    others += _news_maps(source, sights, lists)
    if given in sights and sights[given].kind not in ("page", "nothing"):
        named = [one for one in others if one.door.url in (given, sights[given].url)]
        return tuple(named[:1])
    asked = sights.get(given) if given != source.home else None
    if asked and (named := _list_at(source, given, asked, 1.0, "it was named")):
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
        last = [*others, *_whole_maps(source, sights)]
        sure = [one for one in last if one.confidence >= SURE]
        taken = sure[:1] or sorted(last, key=lambda one: -one.confidence)[:1]
    return tuple(one for one in taken if one.confidence >= DOUBTFUL)


def section_pages(
    source: Source, given: str, sights: Mapping[str, Sight]
) -> list[tuple[str, Named]]:
    """The addresses that the seen pages name as news sections, the likeliest first."""
    found: dict[str, tuple[str, Named]] = {}
    for page in _gates(source, given, sights):
        for link in page.links:
            named = section_of(link.label, link.url)
            if named is None or not source.owns(link.url) or _is_file(link.url):
                continue
            key = source.key(link.url)
            if key == source.key(page.url):
                continue
            if key not in found or named.worth > found[key][1].worth:
                found[key] = (link.url, named)
    return sorted(found.values(), key=lambda one: -one[1].worth)


# Where to look


def _begin(source: Source, given: str, sights: Mapping[str, Sight]) -> Iterator[str]:
    yield given
    yield source.home


def _rooms(source: Source, given: str, sights: Mapping[str, Sight]) -> Iterator[str]:
    """From the front page: declared feeds, news sections, the same site in other languages."""
    front = _front(source, sights)
    if front is None:
        return
    yield from _declared(front)
    yield from (address for address, _ in islice(section_pages(source, given, sights), _SECTIONS))
    yield from _twins(source, front)


def _deeper(source: Source, given: str, sights: Mapping[str, Sight]) -> Iterator[str]:
    """What sections and twins declare and name themselves."""
    for page in _gates(source, given, sights):
        yield from _declared(page)
    for address, _ in islice(section_pages(source, given, sights), _SECTIONS + 3):
        yield address
        if address in sights:
            yield from _declared(sights[address])
            yield from _parts(source, sights[address])


def _usual_feeds(source: Source, given: str, sights: Mapping[str, Sight]) -> Iterator[str]:
    """The feed addresses that content management systems have without saying so."""
    pages = [sight for sight in sights.values() if sight.kind == "page"]
    systems = {system for page in pages if (system := _system(page))}
    paths = [path for system in systems for path in _FEED_PATHS_OF[system]] or list(_FEED_PATHS)
    lists = [one.door.url for one in _lists(source, given, sights)[:2]]
    for place in (source.home, *lists):
        for path in paths:
            if place != source.home and path in ("rss", "feed.xml", "atom.xml"):
                continue
            yield from filter(None, (_below(place, path),))


def _interface(source: Source, given: str, sights: Mapping[str, Sight]) -> Iterator[str]:
    declared = [sight.posts for sight in sights.values() if sight.posts]
    posts = declared[0] if declared else urls.join(source.home, _POSTS)
    if posts and (declared or not _is_other_system(sights)):
        yield wordpress.address(posts)


def _maps(source: Source, given: str, sights: Mapping[str, Sight]) -> Iterator[str]:
    """Sitemaps: news sitemaps in any case, others where nothing better has been found."""
    robots = urls.join(source.home, "/robots.txt") or ""
    yield robots
    told = sights[robots].maps if robots in sights else ()
    usual = tuple(filter(None, (urls.join(source.home, f"/{name}") for name in _MAPS)))
    found = choose(source, given, sights)
    for address in told or usual:
        if "news" in address or not found:
            yield address
    if found:
        return
    for address in (*told, *usual):
        if address in sights:
            yield from _parts_of_map(sights[address])


def _parts_of_map(sight: Sight) -> Iterator[str]:
    """The parts of an index, those first whose names speak of news or posts."""
    parts = [part for part in sight.reading.older if sight.kind == "sitemap"]
    parts.sort(key=lambda part: (section_of("", part) is None, "post" not in part))
    yield from parts[:4]


def _gates(source: Source, given: str, sights: Mapping[str, Sight]) -> list[Sight]:
    """The pages whose links are looked through: front page, the given one, other languages'."""
    front = _front(source, sights)
    twins = _twins(source, front) if front else ()
    pages = [sights[address] for address in (source.home, given, *twins) if address in sights]
    return [page for page in dict.fromkeys(pages) if page.kind == "page"]


def _front(source: Source, sights: Mapping[str, Sight]) -> Sight | None:
    front = sights.get(source.home)
    return front if front and front.kind == "page" else None


def _twins(source: Source, front: Sight) -> tuple[str, ...]:
    """The front pages in other languages: declared, or named by a short path and label."""
    declared = [link.url for link in front.twins if source.owns(link.url)]
    named = [
        link.url
        for link in front.links
        if source.owns(link.url)
        and re.fullmatch(r"/(?:index\.php/)?[a-z]{2}/?", _path(link.url))
        and len(link.label) <= 12
    ]
    own = source.key(front.url)
    twins = [url for url in (*declared, *named) if source.key(url) != own]
    return tuple(dict.fromkeys(twins))[:_TWINS]


def _parts(source: Source, page: Sight) -> Iterator[str]:
    """Of a section that is no list itself the sections it names: press, then press releases."""
    if page.kind != "page" or page.score >= LIST:
        return
    here = _path(page.url).rstrip("/")
    for link in page.links:
        below = here and source.owns(link.url) and _path(link.url).startswith(f"{here}/")
        if below and section_of(link.label, link.url):
            yield link.url


def _declared(page: Sight) -> Iterator[str]:
    own = [link for link in page.feeds if not _is_of_comments(link)]
    yield from (link.url for link in own[:_FEEDS])


def _system(page: Sight) -> str | None:
    told = page.generator.lower()
    return next((name for name in _FEED_PATHS_OF if name in told), None)


def _is_other_system(sights: Mapping[str, Sight]) -> bool:
    systems = {_system(sight) for sight in sights.values() if sight.kind == "page"}
    return bool(systems - {None, "wordpress"})


def _below(place: str, path: str) -> str | None:
    if path.startswith("?"):
        return f"{place}{'&' + path[1:] if '?' in place else path}"
    return urls.join(place if place.endswith("/") else f"{place}/", path)


def _has_feed(source: Source, given: str, sights: Mapping[str, Sight]) -> bool:
    """Whether a feed has been found that shows what the site's lists show: no need to go on."""
    taken = choose(source, given, sights)
    feeds = [one for one in taken if one.door.kind == "feed" and one.confidence > 0.8]
    return bool(feeds) and len(feeds) == len(taken)


# What was found


def _lists(source: Source, given: str, sights: Mapping[str, Sight]) -> list[Candidate]:
    """The news sections whose page is a list."""
    sections = section_pages(source, given, sights)
    named = {address: one for address, one in sections if address in sights}
    found = []
    for address, section in named.items():
        why = f"the site's section for {section.section}"
        found += _list_at(source, address, sights[address], section.worth, why)
    for address in (part for page in named for part in _parts(source, sights[page])):
        if address in sights:
            found += _list_at(source, address, sights[address], 0.8, "a part of a news section")
    unique: dict[str, Candidate] = {}
    for one in found:
        unique.setdefault(source.key(one.door.url), one)
    return list(unique.values())


def _home_list(source: Source, sights: Mapping[str, Sight]) -> list[Candidate]:
    front = _front(source, sights)
    told = "the front page lists news"
    found = _list_at(source, source.home, front, 0.0, told) if front else []
    return [one for one in found if one.confidence >= SURE]


def _list_at(source: Source, address: str, page: Sight, worth: float, why: str) -> list[Candidate]:
    shown = shown_by(page.reading, source)
    if page.kind != "page" or page.score < LIST or len(shown.keys) < 2 or page.reading.trouble:
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


def _feeds(
    source: Source, sights: Mapping[str, Sight], lists: Sequence[Candidate]
) -> list[Candidate]:
    """Feeds with something in them, those first that show most of what the lists show."""
    declared = {link.url for page in sights.values() for link in page.feeds}
    found: dict[str, Candidate] = {}
    for asked, sight in sights.items():
        shown = shown_by(sight.reading, source)
        own = asked in declared or source.owns(sight.url)
        if sight.kind != "feed" or not shown.keys or not own or _is_of_comments(Link(asked, "")):
            continue
        why = "the site declares it" if asked in declared else "feeds of such sites are here"
        known = _coverage(shown, lists)
        confidence = _confidence(shown, known)
        told = f"{why}, a feed of {len(shown.keys)} articles{_told(known)}"
        candidate = Candidate(FeedDoor(kind="feed", url=sight.url), shown, confidence, told)
        found.setdefault(source.key(sight.url), candidate)
    return sorted(found.values(), key=lambda one: -one.confidence)


def _posts(
    source: Source, sights: Mapping[str, Sight], lists: Sequence[Candidate]
) -> Iterator[Candidate]:
    for asked, sight in sights.items():
        shown = shown_by(sight.reading, source)
        if sight.kind == "wordpress" and shown.keys:
            known = _coverage(shown, lists)
            told = f"WordPress tells {len(shown.keys)} articles to programs{_told(known)}"
            address = re.sub(r"[?&]per_page=.*", "", asked)
            door = WordPressDoor(kind="wordpress", url=address)
            yield Candidate(door, shown, _confidence(shown, known), told)


def _news_maps(
    source: Source, sights: Mapping[str, Sight], lists: Sequence[Candidate]
) -> Iterator[Candidate]:
    for sight in sights.values():
        shown = shown_by(sight.reading, source)
        if sight.kind == "sitemap" and any(one.published for one in shown.teasers.values()):
            known = _coverage(shown, lists)
            told = f"a news sitemap of {len(shown.keys)} articles{_told(known)}"
            door = SitemapDoor(kind="sitemap", url=sight.url)
            yield Candidate(door, shown, _confidence(shown, known), told)


def _whole_maps(source: Source, sights: Mapping[str, Sight]) -> Iterator[Candidate]:
    """A sitemap of everything: the section of it that is named as news, or a part of posts."""
    for sight in sights.values():
        if sight.kind != "sitemap":
            continue
        parts = [sights[part] for part in sight.reading.older if part in sights]
        teasers = (shown_by(one.reading, source).teasers for one in (sight, *parts))
        shown = Shown({key: one for some in teasers for key, one in some.items()}, {})
        under = _news_folder(source, shown.teasers.values())
        if under is None and (parts or "post" not in sight.url.rsplit("/", maxsplit=1)[-1]):
            continue
        door = SitemapDoor(kind="sitemap", url=sight.url, under=under)
        if under:
            start = f"{source.key(under)}/"
            kept = {key: one for key, one in shown.teasers.items() if key.startswith(start)}
            shown = replace(shown, teasers=kept)
        told = f"a sitemap with {len(shown.keys)} articles" + (f" under {under}" if under else "")
        yield Candidate(door, shown, 0.65 if len(shown.keys) >= 3 else 0.4, told)


def _news_folder(source: Source, teasers: Collection[Teaser]) -> str | None:
    """The folder whose name is that of a news section and that has most addresses below it."""
    counts: dict[str, float] = {}
    for teaser in teasers:
        parts = _path(teaser.url).strip("/").split("/")
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


def _is_of_comments(link: Link) -> bool:
    return bool(_COMMENTS.search(fold(link.url)) or _COMMENTS.search(fold(link.label)))


def _is_file(address: str) -> bool:
    return bool(re.search(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif)$", _path(address), re.I))


def _path(address: str) -> str:
    return urls.path(address)
