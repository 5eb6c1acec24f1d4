"""Values into pages: the bytes of one file each, the same for the same values, always.

No page knows the clock: one that depends on the day is told it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from aggregator.pages.arranging import agenda, day_in_list
from aggregator.pages.environment import environment
from aggregator.pages.view import Happening, Site, SourceLine
from feeds.characters import text
from feeds.feed import Feed

STORIES = 60
"""Stories on the front page at most; the page of the combined feed has all of it."""
COMING = 8
"""Events and deadlines on the front page at most, each."""


def front_page(site: Site, feed: Feed, happenings: Iterable[Happening], today: date) -> bytes:
    """``index.html``: the newest stories of the combined feed, and what is coming."""
    entries = sorted(feed.entries, key=day_in_list, reverse=True)[:STORIES]
    coming = agenda(happenings, today)
    return _page(
        "index.html",
        site,
        entries=entries,
        more=len(feed.entries) > len(entries) or feed.walk is not None,
        events=coming.events[:COMING],
        deadlines=coming.deadlines[:COMING],
    )


def feed_page(site: Site, feed: Feed) -> bytes:
    """``<name>.html`` of a feed: the same stories for people, and where to subscribe to it."""
    return _page("feed.html", site, feed=feed)


def sources_page(site: Site, sources: Sequence[SourceLine]) -> bytes:
    """``sources.html``: every source and how it does."""
    return _page("sources.html", site, sources=sources)


def events_page(site: Site, happenings: Iterable[Happening], today: date) -> bytes:
    """``events.html``: what is coming, deadlines apart, what needs a review apart."""
    return _page("events.html", site, agenda=agenda(happenings, today), today=today)


def feeds_page(site: Site) -> bytes:
    """``feeds.html``: every feed of the site, in every format."""
    return _page("feeds.html", site)


def about_page(site: Site) -> bytes:
    """``about.html``: how the service works, and whom to write to."""
    return _page("about.html", site)


def _page(template: str, site: Site, **values: Any) -> bytes:
    made = environment(site.language).get_template(template).render(site=site, **values)
    # what no document may hold is taken out of the finished page: so nothing gets past
    return f"{text(made)}\n".encode()
