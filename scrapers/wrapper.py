"""The repeating records of a listing page, inferred without knowing the site.

What repeats on a page is many things: menus, tags, side boxes, and the records of its list. Links
that stand in the same place of each record are of one kind (``records.kinds``); kinds are told
apart by what their links say and what stands beside them (``records.worth``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from scrapers.page import Page
from scrapers.records.choose import chosen
from scrapers.records.kinds import Kind, Place, kinds_of, roots_of
from scrapers.records.marks import Mark, has_more_links, links_of
from scrapers.records.measure import Measure, measure_of, measures_of
from scrapers.records.paging import older_pages
from scrapers.records.record import Record, read_record
from scrapers.records.whole import fragment_of, inline, told_here
from scrapers.records.words import is_generic
from scrapers.records.worth import Judge

LANGUAGES = ("hu", "en", "de", "sk", "ro", "cs", "sr")
"""Languages in which dates are looked for where those of the source are not known."""
UNSURE = 0.25
"""A score below which a page is no list of news."""
LARGEST_RECORD = 100_000
"""Characters up to which something is one record of a list."""
MOST_RECORDS = 500
"""Records of a page beyond this many are left out."""
_FEW = {0: 0.0, 1: 0.4, 2: 0.75, 3: 0.9}  # how far so few records are believed


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page lists: its records in the order shown, each address once.

    ``older`` are the addresses of further pages of the list, the next one first. ``cut`` says that
    there was more than is looked at.

    ``score`` says from 0 to 1 how surely the page is a list of news: how much its records look like
    news (worded headlines, headings, dates, teasers, in no menu or side box), how many they are,
    and how much of the page's text is theirs. Menus, tag clouds, link lists and an article with a
    box of others come to less than 0.25; lists of one or two records and of very short headlines
    to 0.3 or 0.5, a longer list of headlines alone to about 0.5, one with dates or teasers beside
    them to 0.6 and more.
    """

    records: tuple[Record, ...] = ()
    older: tuple[str, ...] = ()
    score: float = 0.0
    cut: bool = False


def infer(page: Page, other: Page | None = None, languages: Sequence[str] = LANGUAGES) -> Listing:
    """The records of ``page``, where its older ones are, and how surely it is a list of news.

    ``other`` is another page of the site: what both link to is furniture. ``languages`` are those
    of the dates. Pure; bounded by ``marks.MOST`` links.
    """
    links = list(links_of(page))
    shared = {mark.target for mark in links_of(other)} if other and other.url != page.url else ()
    judge = Judge(page.body, measures_of(page.body), links, shared)
    found = _found(page, links, judge)
    score = _score(found, page.body, judge.measures)
    records = tuple(_records([place for _, place in found[:MOST_RECORDS]], languages))
    cut = has_more_links(page) or len(found) > MOST_RECORDS
    return Listing(records, older_pages(page), score, cut)


def _found(page: Page, links: Sequence[Mark], judge: Judge) -> list[tuple[float, Place]]:
    """The places of the news, in document order, with the worth of their kinds."""
    kinds = (
        *kinds_of([mark for mark in links if mark.own]),
        *kinds_of([mark for mark in links if not mark.own]),
    )
    worth_of_whole, whole = told_here(page, judge)
    taken = [(worth, kind) for worth, kind in chosen(kinds, judge) if not inline(kind, whole)]
    marks = {mark: worth for worth, kind in taken for mark in kind.marks}
    linked = _linked([mark for mark in links if mark in marks], judge.measures)
    whole = [one for one in whole if not one.holds(mark.node for mark in marks)]
    found = [
        *((marks[place.mark], place) for place in linked),
        *((worth_of_whole, place) for place in whole),
    ]
    order = {node: at for at, node in enumerate(page.body.iter())}
    found.sort(key=lambda pair: order[pair[1].mark.node])
    return [pair for pair in found if _size(pair[1], judge.measures) <= LARGEST_RECORD]


def _linked(marks: Sequence[Mark], measures: Mapping[HtmlElement, Measure]) -> list[Place]:
    """The records of these links: for each address the one that shows most."""
    # of picture, title and "more" in one record the title
    single: dict[tuple[str, HtmlElement], Mark] = {}
    for mark, root in zip(marks, roots_of(marks), strict=True):
        key = (mark.target, root.getparent())
        if key not in single or is_generic(single[key].text):
            single[key] = mark
    best: dict[str, tuple[int, Place]] = {}
    for place in Kind.of(list(single.values())).places:
        size = _size(place, measures)
        if place.mark.target not in best or size > best[place.mark.target][0]:
            best[place.mark.target] = size, place
    return [place for _, place in best.values()]


def _size(place: Place, measures: Mapping[HtmlElement, Measure]) -> int:
    return measure_of(place.pieces, measures).text


def _records(found: Sequence[Place], languages: Sequence[str]) -> Iterator[Record]:
    fragments: set[str] = set()
    for place in found:
        record = read_record(place, languages)
        if record.url is None:
            record = replace(record, fragment=fragment_of(place, record.title, fragments))
            fragments.add(record.fragment)
        yield record


def _score(
    found: Sequence[tuple[float, Place]],
    body: HtmlElement,
    measures: Mapping[HtmlElement, Measure],
) -> float:
    """What ``Listing.score`` says, of the records with the worth of their kinds."""
    if not found:
        return 0.0
    worth = sum(worth for worth, _ in found) / len(found)
    inside = [measure_of(place.pieces, measures) for _, place in found]
    text = sum(measure.text for measure in inside)
    beside = measures[body].prose - sum(measure.prose for measure in inside)
    share = min(1.0, 2 * text / max(1, text + max(0, beside)))
    return round(worth * _FEW.get(len(found), 1.0) * share**2, 3)
