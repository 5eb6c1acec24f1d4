"""What adding a test site should come to, and the judge of what it came to.

with serve() as port:
    for site in SITES:
        shown = ...  # add site.home(port), take the article addresses its doors show
        right, why = verdict(site, shown)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.aggregator.adding.content import NEWS, PAGES, Content
from tests.aggregator.adding.server import contents, serve

__all__ = ["NEWSLESS", "SITES", "Article", "Site", "serve", "verdict"]

NEWEST = 8
SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Article:
    """A piece of news. ``date`` is the day the site shows for it, None where it shows none."""

    address: str
    title: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Site:
    """A test site and the right answer.

    Addresses are without port. ``articles`` are its news, newest first; ``doors`` the addresses
    of good doors by kind, any of which will do; ``never`` the pages that are no articles. What is
    in neither (events, publications, another language) may be shown or not.
    """

    name: str
    organisation: str
    start: str
    articles: tuple[Article, ...]
    doors: Mapping[str, tuple[str, ...]]
    never: frozenset[str]

    def home(self, port: int) -> str:
        """The address that is given to ``add``."""
        parts = urlsplit(self.start)
        return f"http://{parts.hostname}:{port}{parts.path}"


def verdict(site: Site, shown: Iterable[str]) -> tuple[bool, str]:
    """Whether the article addresses ``shown`` by the chosen doors are right, and why.

    Right is: at least nine tenths of the newest eight articles are there, and neither a page that
    is no article nor anything on another host. Of a site without news nothing may be shown; pass
    nothing where ``add`` found no door or was in doubt. Scheme, port, ``www.`` and a trailing
    slash make no difference.
    """
    seen = {_key(address): address for address in shown}
    known = {_key(article.address) for article in site.articles}
    never = {_key(address) for address in site.never}
    own = _key(site.start).host
    wrong = [
        address
        for key, address in seen.items()
        if key not in known and (key.host != own or key._replace(fragment="") in never)
    ]
    if wrong:
        return False, f"no articles: {', '.join(sorted(wrong))}"
    newest = site.articles[:NEWEST]
    if not newest:
        return not seen, f"{len(seen)} shown of a site without news"
    missed = [article.address for article in newest if _key(article.address) not in seen]
    found = len(newest) - len(missed)
    told = f"{found} of the newest {len(newest)} shown"
    if found < SHARE * len(newest):
        return False, f"{told}; missed: {', '.join(missed)}"
    return True, told


class _Key(NamedTuple):
    host: str
    path: str
    query: str
    fragment: str


def _key(address: str) -> _Key:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return _Key(host, parts.path.removesuffix("/"), parts.query, parts.fragment)


def _site(content: Content) -> Site:
    def addresses(paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"http://{content.host}{path}" for path in paths)

    told = content.told
    never = [each.path for each in content.texts[PAGES]]
    never += [each["path"] for each in told["page"] if each["template"].endswith(".html")]
    news = content.texts.get(NEWS, ())
    www = "www." if told.get("bare") else ""
    return Site(
        name=content.name,
        organisation=told["organisation"],
        start=f"http://{www}{content.host}/",
        articles=tuple(
            Article(address, text.title, text.date)
            for address, text in zip(addresses(each.path for each in news), news, strict=True)
        ),
        doors={kind: addresses(paths) for kind, paths in told.get("doors", {}).items()},
        never=frozenset(addresses([*never, *told.get("never", ())])),
    )


_ALL = tuple(map(_site, contents().values()))
SITES: tuple[Site, ...] = tuple(site for site in _ALL if site.articles)
"""The ten sites that publish news."""
NEWSLESS: tuple[Site, ...] = tuple(site for site in _ALL if not site.articles)
"""The three where nothing must be found, or what is found must be doubted."""
