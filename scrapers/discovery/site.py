"""Site: what has been seen of a site so far, and what its pages name as their news. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scrapers import urls
from scrapers.discovery.sections import Named, section_of
from scrapers.discovery.sight import Sight
from scrapers.source import Source

LIST = 0.25
"""The score from which on a page that is named as news counts as a list of them."""
_TWINS = 2
_MENU = 10
_LONGEST = 4
"""Words of a label beyond which it is no entry of a menu."""
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif)$", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """A site of ``source`` as far as it has been looked at.

    ``given`` is the address where that began: a home page, a list or a feed. ``sights`` are by the
    address asked for.
    """

    source: Source
    given: str
    sights: Mapping[str, Sight]

    @property
    def front(self) -> Sight | None:
        """The front page, if it is one."""
        front = self.sights.get(self.source.home)
        return front if front and front.kind == "page" else None

    @property
    def face(self) -> Sight | None:
        """The page that says whose site it is: a front page that says nothing may send on to it."""
        if self.front is None:
            return None
        return next((page for page in self.gates if page.title or page.name), self.front)

    @cached_property
    def twins(self) -> tuple[str, ...]:
        """The front pages in other languages: declared, or named by a short path and label."""
        if self.front is None:
            return ()
        own, key = self.source.owns, self.source.key
        declared = [link.url for link in self.front.twins if own(link.url)]
        named = [
            link.url
            for link in self.front.links
            if own(link.url)
            and re.fullmatch(r"/(?:index\.php/)?[a-z]{2}/?", urls.path(link.url))
            and len(link.label) <= 12
        ]
        here = key(self.front.url)
        others = [url for url in (*declared, *named) if key(url) != here]
        return tuple(dict.fromkeys(others))[:_TWINS]

    @property
    def gates(self) -> list[Sight]:
        """The pages whose links lead to its sections: its front pages, and the one given."""
        onward = self.front.onward if self.front else ()
        own = (address for address in onward if self.source.owns(address))
        addresses = (self.source.home, *own, self.given, *self.twins)
        pages = [self.sights[address] for address in addresses if address in self.sights]
        return [page for page in dict.fromkeys(pages) if page.kind == "page"]

    @cached_property
    def sections(self) -> tuple[tuple[str, Named], ...]:
        """The addresses that its pages name as sections of news, the likeliest first."""
        key = self.source.key
        found: dict[str, tuple[str, Named]] = {}
        for page in self.gates:
            for link in page.links:
                named = section_of(link.label, link.url)
                if named is None or not self.source.owns(link.url) or _is_file(link.url):
                    continue
                known = found.get(key(link.url))
                if key(link.url) != key(page.url) and (not known or named.worth > known[1].worth):
                    found[key(link.url)] = (link.url, named)
        return tuple(sorted(found.values(), key=lambda one: -one[1].worth))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """What its gates lead to in a few words that name no section, in their order: menus."""
        key = self.source.key
        known = {key(page.url) for page in self.gates} | {key(url) for url, _ in self.sections}
        found = {
            key(link.url): link.url
            for page in self.gates
            for link in page.links
            if self.source.owns(link.url)
            and not _is_file(link.url)
            and 0 < len(re.findall(r"[^\W\d]+", link.label)) <= _LONGEST
        }
        return tuple(url for one, url in found.items() if one not in known)[:_MENU]

    def parts(self, page: Sight) -> Iterator[str]:
        """Of a section that is no list itself those it names: press, then press releases."""
        here = urls.path(page.url).rstrip("/")
        if page.kind != "page" or page.score >= LIST or not here:
            return
        for link in page.links:
            below = self.source.owns(link.url) and urls.path(link.url).startswith(f"{here}/")
            if below and section_of(link.label, link.url):
                yield link.url


def _is_file(address: str) -> bool:
    return bool(_FILE.search(urls.path(address)))
