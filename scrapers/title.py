"""The headline of an article, without the site's name, a kicker above it or a counter behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from scrapers import clean
from scrapers.folding import letters_of
from scrapers.masthead import Masthead
from scrapers.page import Page
from scrapers.unmarked import PROSE, called_titles, emphasised, lines_above

LONGEST = 500
"""Titles are cut here; nobody writes longer ones but spammers."""
_MOST = 200
"""Headings of one kind, and headlines in JSON-LD, that are looked at."""
_READ = 10_000
"""Characters of a heading that are looked at."""
_HEADINGS = ("//h1 | //@itemprop[. = 'headline']/..", "//h2[contains(@class, 'title')]")
_LESSER = "//h2 | //h3 | //h4"
_BETWEEN = re.compile(r"\s(?:[|»«·•–—-]|::?|>)\s")
_EDGE = re.compile(rf"{_BETWEEN.pattern}|:\s")
_COUNTER = re.compile(
    r"\s\(?\d{1,5}\s(?:komment|hozzászólás|comments?|kommentare?|komentár\w{0,3}|"
    r"komentář\w{0,3}|comentari\w{0,3})\)?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\(\d{1,4}\)\s|\s?\(\d{1,4}\)$")
_SHORTEST = 12
"""Letters that a headline has left when a kicker before it is gone."""


def read_title(page: Page, shown: str = "", sites: Collection[str] = ()) -> str:
    """The article's headline as plain text; empty where the page has none.

    A heading that the metadata repeats is the headline; else the metadata's word counts, then a
    heading alone, then that part of the window's title which is a lesser heading or at least
    stands on the page by itself, then ``shown``, a door's word for it, if the page has such a line.
    ``sites`` are names of the site: they are a title only where the page has nothing else.
    """
    site = Masthead(page, sites)
    windows = _texts(page, "//head/title")[:1]
    told = [_without(site, clean.line(clean.text_of(one))[:LONGEST]) for one in _told(page)]
    told = [one for one in told if one and not site.is_site(one)]
    window = next((_without(site, one) for one in windows if not site.is_site(one)), "")
    first, second = (_headings(page, path, site) for path in _HEADINGS)
    lesser = [] if any(told) else _headings(page, _LESSER, site)
    candidates = (
        *_repeated([*first, *second], lesser, told, window),
        *told,
        *_of(first, _above_prose(page, site, ("h1",))),
        *first,
        *second,
        *(part for part in _parts(page, window, lesser) if not site.is_site(part)),
    )
    lesser_ones = _unmarked(page, site, shown, [window, *windows])
    title = next(filter(None, chain(candidates, lesser_ones)), "")
    return _without_counter(title, (*told, *_beginnings(window)))[:LONGEST]


def _repeated(
    headings: Sequence[str], lesser: Sequence[str], told: Sequence[str], window: str
) -> Iterator[str]:
    """Headings that metadata or the window's title repeat, the surest first."""
    repeated = set(map(letters_of, told))
    same = [one for one in headings if letters_of(one) in repeated]
    yield from (_without_kicker(heading, told) for heading in same)
    known = [*told, *_beginnings(window)]
    letters = list(map(letters_of, known))
    said = [
        *(_without_kicker(one, known) for one in headings if _is_said(letters_of(one), letters)),
        # the site's and the section's name are headings too, and stand in the window's title
        *(one for one in lesser if _is_set_off(one, window)),
    ]
    yield from sorted(said, key=len, reverse=True)


def _is_said(letters: str, known: Iterable[str]) -> bool:
    """Whether a heading is one end of a title, or a title its end, by their letters."""
    return any(
        other.startswith(letters) or other.endswith(letters) or _is_end(other, letters)
        for other in known
    )


def _is_end(end: str, letters: str) -> bool:
    return _SHORTEST <= len(end) < len(letters) and letters.endswith(end)


def _without_kicker(heading: str, known: Iterable[str]) -> str:
    """The longest title that is the end of a heading: before it stands a kicker."""
    letters = letters_of(heading)
    ends = [title for title in known if _is_end(letters_of(title), letters)]
    return max(ends, key=len, default=heading)


def _beginnings(window: str) -> list[str]:
    """The window's title, and that without what is set off at its end."""
    return [window, *(window[: found.start()] for found in _BETWEEN.finditer(window))]


def _is_set_off(heading: str, window: str) -> bool:
    """Whether the window's title is the heading and, set off from it, something short."""
    before, found, behind = window.partition(heading)
    ends = (_EDGE.split(f"{before}x")[-1], _EDGE.split(f"x{behind}")[0])
    return bool(found) and ends == ("x", "x") and len(heading) * 4 >= len(window)


def _without(site: Masthead, title: str) -> str:
    """``title`` without the site's name behind or before it."""
    parts = list(_BETWEEN.finditer(title))
    if parts and site.is_site(title[parts[-1].end() :]):
        return title[: parts[-1].start()]
    if parts and site.is_site(title[: parts[0].start()]):
        return title[parts[0].end() :]
    return title


def _without_counter(title: str, told: Iterable[str]) -> str:
    """``title`` without the number of its comments; another number goes if nobody repeats it."""
    title = _COUNTER.sub("", title) or title
    bare = _NUMBER.sub("", title)
    return bare if bare and bare in told else title


def _parts(page: Page, window: str, lesser: Collection[str]) -> list[str]:
    whole = [part for part in _BETWEEN.split(window) if len(part) * 4 >= len(window)]
    # behind a kicker ("Bemutató: a …")
    ends = [part.partition(": ")[2] for part in whole]
    parts = [*whole, *(end for end in ends if len(end) * 3 >= len(window))]
    longest_first = sorted(parts, key=len, reverse=True)
    alone = {line.text for line in page.lines}
    return [part for places in (lesser, alone) for part in longest_first if part in places]


def _above_prose(page: Page, site: Masthead, tags: Collection[str]) -> str:
    """The last line of a heading above the first prose that has one above it."""
    last = ""
    for line in page.lines:
        if line.tag in tags and not site.is_site(line.text):
            last = line.text
        elif last and len(line.text) >= PROSE:
            break
    return last


def _unmarked(page: Page, site: Masthead, shown: str, windows: Sequence[str]) -> Iterator[str]:
    """What may be the headline where neither metadata nor a heading of its own tells it."""
    if shown in {line.text for line in page.lines}:
        yield shown
    yield from _first(called_titles(page), site)
    yield _above_prose(page, site, ("h2", "h3", "h4"))
    yield from _first(emphasised(page), site)
    yield windows[0]
    yield from _first(lines_above(page), site)
    yield from windows


def _first(lines: Iterable[str], site: Masthead) -> list[str]:
    return [line[:LONGEST] for line in lines if not site.is_site(line)][:1]


def _of(headings: Iterable[str], line: str) -> list[str]:
    """The headings of which ``line`` is the end."""
    return [one for one in headings if line and letters_of(one).endswith(letters_of(line))]


def _told(page: Page) -> Iterator[str]:
    yield from (str(node.get("headline") or "") for node in page.articles[:_MOST])
    yield from (page.meta.get(name, "") for name in ("og:title", "twitter:title"))


def _headings(page: Page, path: str, site: Masthead) -> list[str]:
    return [text for text in _texts(page, path) if not site.is_site(text)]


def _texts(page: Page, path: str) -> list[str]:
    nodes = page.tree.xpath(path)[:_MOST]
    lines = (clean.line(str(node.text_content())[:_READ]) for node in nodes)
    return [line[:LONGEST] for line in lines if line]
