"""The names under which a site speaks of itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scrapers import clean, urls
from scrapers.folding import letters_of
from scrapers.page import Page

_HOST = re.compile(r"\w\.[a-z]{2,}$")


class Masthead:
    """A site's names, as its page and ``told`` tell them."""

    def __init__(self, page: Page, told: Iterable[str] = ()) -> None:
        names = (clean.line(name) for name in (*told, *_names(page)))
        self._names = {letters for name in names if len(letters := letters_of(name)) > 1}

    def is_site(self, name: str) -> bool:
        """Whether ``name`` is no more than the site's name."""
        return letters_of(name) in self._names

    def belongs(self, name: str) -> bool:
        """Whether a name begins or ends with the site's ("LTO-Redaktion"), or is a host."""
        words = [word for word in re.split(r"[\s-]+", name) if word]
        ends = range(1, len(words) + 1)
        runs = [*(words[:end] for end in ends), *(words[end:] for end in ends)]
        return bool(_HOST.search(name)) or any(self.is_site("".join(run)) for run in runs)


def _names(page: Page) -> Iterator[str]:
    yield page.meta.get("og:site_name", "")
    for node in page.articles:
        publisher = node.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            name = one.get("name") if isinstance(one, dict) else one
            yield name if isinstance(name, str) else ""
    host = urls.host(page.url)
    yield from (host, *host.split(".")[:-1])
