"""The names under which a site speaks of itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from scrapers import clean, urls
from scrapers.folding import letters_of
from scrapers.page import Line, Page
from scrapers.remembering import LINES, remembering

_HOST = re.compile(r"\w\.[a-z]{2,}$")
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200
"""Characters of a line that says whose a site is."""
_NAME = 5
"""Letters from which something in that line is a name."""


class Masthead:
    """A site's names, as its page and ``told`` tell them."""

    def __init__(self, page: Page, told: Iterable[str] = ()) -> None:
        names = (clean.line(name) for name in (*told, *_names(page)))
        self._names = {letters for name in names if len(letters := letters_of(name)) > 1}
        self._page = page

    @cached_property
    def _owner(self) -> str:
        return "".join(map(_words, filter(_tells_rights, self._page.lines)))

    def is_site(self, name: str) -> bool:
        """Whether ``name`` is no more than the site's name, or stands beside its ©."""
        letters = letters_of(name)
        owns = len(letters) >= _NAME and not letters.isdigit() and _words(name) in self._owner
        return owns or letters in self._names

    def belongs(self, name: str) -> bool:
        """Whether a name begins or ends with the site's ("LTO-Redaktion"), or is a host."""
        words = [word for word in re.split(r"[\s-]+", name) if word]
        ends = range(1, len(words) + 1)
        runs = [*(words[:end] for end in ends), *(words[end:] for end in ends)]
        return bool(_HOST.search(name)) or any(
            letters_of("".join(run)) in self._names for run in runs
        )


def _tells_rights(line: Line) -> bool:
    return len(line.text) <= _LONGEST and _claims(line.text)


@remembering(LINES)
def _claims(text: str) -> bool:
    return bool(_RIGHTS.search(text))


def _words(line: Line | str) -> str:
    """A line's words in a form in which whole words can be looked for."""
    text = line if isinstance(line, str) else line.text
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _names(page: Page) -> Iterator[str]:
    yield page.meta.get("og:site_name", "")
    for node in page.articles:
        publisher = node.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            name = one.get("name") if isinstance(one, dict) else one
            yield name if isinstance(name, str) else ""
    host = urls.host(page.url)
    yield from (host, *host.split(".")[:-1])
