"""Who wrote an article: people, and the news agency, as the page tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from scrapers.agency import agency_in, agency_of, read_agency
from scrapers.dates import find_moment
from scrapers.masthead import Masthead
from scrapers.names import bylined, is_label, is_name, names_in, of_a_picture, signed, signed_behind
from scrapers.page import Page

_METADATA = 2
"""The first parts of a page that are asked are told to machines."""
_NEAR = 15
"""Lines behind the headline among which a byline stands."""
_PROSE = 160
"""Characters from which a line is prose."""
_PARAGRAPH = 80
"""Characters from which a line of the text is no byline."""
_ENDING = 4
"""Paragraphs at a text's end among which a signature stands."""
_MOST = 40
"""Elements that are looked at for a byline: a list of comments has a thousand authors."""
_LONGEST = 200
"""Characters of an element that is a byline; longer ones tell about an author."""
_KEY = re.compile(r"authors?$|(?:^|[^a-z])dc(?:terms)?[.:]creator$")
_BYLINE = re.compile(r"author|byline|autor(?!is|it)|szerz[oő]", re.IGNORECASE)
# the same for libxml2, which looks at a hundred elements while Python looks at one; asked for
# attributes it takes half the time that it takes for elements with such
_MARKED: Callable[[HtmlElement], list[HtmlElement]] = XPath(  # type: ignore[assignment]
    "descendant::h1 | descendant::*/@itemprop[contains(., 'author')]/.."
    " | descendant::*/@rel[contains(., 'author')]/.. | descendant::*/@class[contains(., 'uthor')"
    " or contains(., 'utor') or contains(., 'yline') or contains(., 'zerz')]/.."
)
_OTHERS = re.compile(
    r"comment|koment|related|recommend|sidebar|footer|widget|bio\b|quote|image|caption|photo|foto|"
    r"picture|contact|collection|slider|carousel",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s?[|•·,]\s?|\s[–—-]\s")
_DAY = re.compile(r"\d{1,2}\D{1,12}(?:19|20)\d\d|(?:19|20)\d\d\D{1,12}\d")


class Credit(NamedTuple):
    """Who wrote an article: ``authors`` and, apart from them, the news agency's short name."""

    authors: tuple[str, ...] = ()
    agency: str | None = None


def read_authors(
    page: Page, title: str, text: str, sites: Collection[str] = (), shown: Sequence[str] = ()
) -> Credit:
    """The authors as metadata, byline or signature tell them, each once, agencies apart.

    ``title`` and ``text`` are the article's; ``sites`` are names of the site itself, which counts
    as an author only where it is told as one and no person or agency is. ``shown`` are the
    authors that a door tells.
    """
    site = Masthead(page, sites)
    told = [person for node in page.articles for person in _people(page, node.get("author"))]
    organisations = [name for name, is_person in told if not is_person]
    agency = next(filter(None, map(agency_of, organisations)), None)
    lesser: tuple[str, ...] = ()
    people_told = [name for name, is_person in told if is_person]
    meta = [value for key, value in page.meta.items() if _KEY.search(key)]
    parts = (people_told, meta, _marked(page.body), _lines(page, title, text), organisations, shown)
    for at, said in enumerate(parts):
        lines = list(said)
        names = dict.fromkeys(name for line in lines for name in names_in(line))
        agencies = list(filter(None, (*map(agency_of, names), *map(agency_in, lines))))
        agency = agency or next(iter(agencies), None)
        others = tuple(name for name in names if not agency_of(name))
        people = tuple(name for name in others if not site.belongs(name))
        if lesser:  # an account's name is no better than the site's
            people = tuple(filter(is_name, people))
        if people:
            return Credit(people, agency or read_agency(text))
        lesser = lesser or others
        if agencies and at < _METADATA:  # who is told to have written it has
            break
    return Credit(lesser, agency or read_agency(text))


# Metadata


def _people(page: Page, value: object) -> Iterator[tuple[str, bool]]:
    """Names in JSON-LD, and whether each is a person's."""
    waiting = [value]
    for _ in range(_MOST):
        one = waiting.pop(0) if waiting else None
        if isinstance(one, list):
            waiting[:0] = one
        elif isinstance(one, str):
            yield one, True
        elif isinstance(one, Mapping):
            person = _described(page, one)
            yield _name(person), "Organization" not in str(person.get("@type"))


def _described(page: Page, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The object that ``told`` points at where it has no name of its own."""
    if _name(told):
        return told
    return next(filter(_name, page.described(told.get("@id"))), told)


def _name(person: Mapping[str, Any]) -> str:
    whole = person.get("name")
    parts = [person.get("givenName"), person.get("familyName")]
    given = " ".join(part for part in parts if isinstance(part, str))
    return whole if isinstance(whole, str) and whole else given


# Bylines


def _marked(body: HtmlElement) -> Iterator[str]:
    """The names in the first element behind the headline that is marked as a byline, else before.

    Of an element that links, the links alone count: beside them stand roles and buttons.
    """
    first: list[str] = []
    is_behind, looked = False, 0
    for node in _MARKED(body):
        is_behind = is_behind or node.tag == "h1"
        if looked < _MOST and _BYLINE.search(_mark(node)):
            looked += 1
            names = [] if (first and not is_behind) or _is_anothers(node) else _names(node)
            if names and is_behind:
                yield from names
                return
            first = first or names
    yield from first


def _mark(node: HtmlElement) -> str:
    return " ".join(node.get(name) or "" for name in ("itemprop", "rel", "class"))


def _is_anothers(node: HtmlElement) -> bool:
    """Whether an element is about a picture, a comment or another article."""
    return any(_OTHERS.search(_mark(one)) for one in (node, *islice(node.iterancestors(), 2)))


def _names(node: HtmlElement) -> list[str]:
    if len(node.text_content()) > _LONGEST:
        return []
    linked = (name for link in node.iter("a") for name in _people_in(link.text_content()))
    texts = (name for text in node.itertext() for name in _people_in(text))
    return list(linked) or list(texts)


def _people_in(text: str) -> Iterator[str]:
    return (name for name in names_in(text) if is_name(name) or agency_of(name))


def _lines(page: Page, title: str, text: str) -> Iterator[str]:
    """Bylines below the headline, else signatures at the end of the text."""
    lines = [line.text for line in page.lines]
    headlines = [at for at, line in enumerate(page.lines) if line.text == title or line.tag == "h1"]
    # behind a lead: a text's second paragraph, and all below it, is no byline
    told = {one for one in text.split("\n\n")[1:] if len(one) >= _PARAGRAPH}
    ends = (at for at, line in enumerate(lines) if line in told)
    end = next((at for at in ends if not headlines or at > headlines[0]), len(lines))
    near = (line for at in headlines for line in _bylines(lines[at + 1 : min(end, at + 1 + _NEAR)]))
    yield from list(near) or _signatures(text.rsplit("\n\n", _ENDING)[1:])


def _bylines(lines: Sequence[str]) -> Iterator[str]:
    lines = [line for line in lines if bylined(line) or not of_a_picture(line)]
    # a lead may stand above the byline, the text does not
    prose = [at for at, line in enumerate(lines) if len(line) > _PROSE][1:2]
    lines = lines[: prose[0]] if prose else lines
    for last, line, following in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        explicit = signed(line) or (len(line) <= _PROSE and signed_behind(line))
        if explicit or is_label(last):
            yield explicit or line
        elif said := bylined(line):
            yield from _people_in(said)
        elif _DAY.search(f"{line} {following}") or _DAY.search(last):
            # beside the date of publication stands who published
            parts = _SEPARATED.split(_without_a_day(line))
            yield from (name for part in parts for name in _people_in(part))


def _without_a_day(line: str) -> str:
    """``line`` with a dot for its date: "2021. június 4. Kis Anna" tells a name as well."""
    told = find_moment(line) if _DAY.search(line) else None
    return line.replace(told.text, "·") if told else line


def _signatures(paragraphs: Sequence[str]) -> Iterator[str]:
    for line in paragraphs:
        if len(line) <= _PROSE and (said := signed(line)):
            yield said
    yield from filter(is_name, paragraphs[-1:])
