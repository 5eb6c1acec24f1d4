"""The repeating records of a listing page, inferred without knowing the site.

What repeats on a page is many things: menus, tags, side boxes, and the records of its list. Links
that stand in the same place of each record are of one kind (``records.kinds``); kinds are told
apart by what their links say and what stands beside them (``records.worth``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from scrapers.page import Page, lines_of
from scrapers.records.choose import chosen
from scrapers.records.extent import Piece, extents_of
from scrapers.records.kinds import Kind, kinds_of, roots_of
from scrapers.records.marks import MOST, Mark, links_of
from scrapers.records.measure import Measure, measures_of
from scrapers.records.paging import older_pages
from scrapers.records.record import Record, html_of, read_record
from scrapers.records.whole import Whole, fragment_of, told_here
from scrapers.records.words import is_generic
from scrapers.records.worth import Judge

LANGUAGES = ("hu", "en", "de", "sk", "ro", "cs", "sr")
"""Languages in which dates are looked for where those of the source are not known."""
SURE = 0.5
"""A score from which a page is a list of news; below ``UNSURE`` it is none."""
UNSURE = 0.25
_PROSE = 80
_FEW = {0: 0.0, 1: 0.4, 2: 0.75, 3: 0.9}  # how far so few records are believed


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page lists: its records in the order shown, each address once.

    ``older`` are the addresses of further pages of the list, the next one first. ``score`` says
    from 0 to 1 how surely the page is a list of news: how much its records look like news (worded
    headlines, headings, dates, teasers, in no menu or side box), how many they are, and how much
    of the page's text is theirs. Menus, tag clouds and link lists come to less than 0.25, an
    article with a box of related ones as well; headlines alone to about 0.4; what has dates or
    teasers besides to more than 0.5. ``cut`` says that there were more links than are looked at.
    """

    records: tuple[Record, ...] = ()
    older: tuple[str, ...] = ()
    score: float = 0.0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark with the pieces of its record; ``whole`` says that they are the news itself."""

    mark: Mark
    pieces: tuple[Piece, ...]
    whole: bool


def infer(page: Page, other: Page | None = None, languages: Sequence[str] = LANGUAGES) -> Listing:
    """The records of ``page``, where its older ones are, and how surely it is a list of news.

    ``other`` is another page of the site: what both link to is furniture. ``languages`` are those
    of the dates. Pure; bounded by ``marks.MOST`` links.
    """
    links = list(links_of(page))
    shared = {mark.target for mark in links_of(other)} if other and other.url != page.url else ()
    measures = measures_of(page.tree.body)
    judge = Judge(page.tree.body, measures, links, shared)
    taken = chosen(kinds_of(links), judge)
    worth, whole = told_here(page, measures, judge)
    taken = [(value, kind) for value, kind in taken if not _is_inline(kind, whole)]
    linked = _linked([kind for _, kind in taken], links, measures)
    known = {mark.node for _, kind in taken for mark in kind.marks}
    told = [one for one in whole if not _holds(one, known)]
    order = {node: at for at, node in enumerate(page.tree.body.iter())}
    found = sorted(
        (*linked, *(_Found(one.mark, one.pieces, whole=True) for one in told)),
        key=lambda one: order[one.mark.node],
    )
    best = max((value for value, _ in taken), default=0.0)
    best = max(best, worth if told else 0.0)
    score = best * _FEW.get(len(found), 1.0) * _dominance(page, found, measures)
    cut = len(links) >= MOST
    return Listing(tuple(_records(found, languages)), older_pages(page), round(score, 3), cut)


def _is_inline(kind: Kind, whole: Sequence[Whole]) -> bool:
    """Whether most links of a kind stand in the text of news that are told on the page."""
    inside = {
        node
        for one in whole
        for piece in one.pieces
        if not isinstance(piece, str)
        for node in piece.iter("a")
    }
    return sum(mark.node in inside for mark in kind.marks) * 2 > len(kind.marks)


def _holds(one: Whole, nodes: set[HtmlElement]) -> bool:
    elements = (piece for piece in one.pieces if not isinstance(piece, str))
    return any(node in nodes for piece in elements for node in piece.iter("a"))


def _linked(
    kinds: Sequence[Kind], links: Sequence[Mark], measures: Mapping[HtmlElement, Measure]
) -> list[_Found]:
    """The records of the links of these kinds: for each address the one that shows most."""
    chosen_ones = {mark for kind in kinds for mark in kind.marks}
    marks = [mark for mark in links if mark in chosen_ones]
    best: dict[str, tuple[Mark, HtmlElement]] = {}
    for mark, root in zip(marks, roots_of(marks), strict=True):
        kept = best.get(mark.target)
        if kept is None or measures[root].text > measures[kept[1]].text:
            best[mark.target] = mark, root
    headed = sum(is_generic(mark.text) for mark, _ in best.values()) * 2 < len(best)
    extents = extents_of([root for _, root in best.values()], headed=headed)
    return [_Found(mark, extents[root], whole=False) for mark, root in best.values()]


def _records(found: Sequence[_Found], languages: Sequence[str]) -> Iterator[Record]:
    fragments: set[str] = set()
    for one in found:
        node, pieces = one.mark.node, one.pieces
        if not one.whole:
            yield read_record(one.mark.target, node, pieces, languages)
            continue
        record = read_record(None, node, pieces, languages)
        name = fragment_of(node, pieces, record.title, fragments)
        fragments.add(name)
        yield replace(record, html=html_of(pieces), fragment=name)


def _dominance(
    page: Page, found: Sequence[_Found], measures: Mapping[HtmlElement, Measure]
) -> float:
    """How much of what there is to read on the page are its records: 1 from a half on."""
    inside = sum(
        len(piece) if isinstance(piece, str) else measures[piece].text
        for one in found
        for piece in one.pieces
    )
    prose = sum(
        len(line.text) for line in page.lines if len(line.text) >= _PROSE and not line.linked
    )
    told = sum(
        len(line.text)
        for one in found
        for piece in one.pieces
        if not isinstance(piece, str)
        for line in lines_of(piece)
        if len(line.text) >= _PROSE and not line.linked
    )
    beside = max(0, prose - told)
    return min(1.0, 2 * inside / (inside + beside)) if inside else 0.0
