"""News told in full on a listing itself: records that have no page of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from scrapers.page import Page
from scrapers.records.extent import Piece, extents_of
from scrapers.records.kinds import Kind, kinds_of
from scrapers.records.marks import Mark, address_of, headings_of, is_file
from scrapers.records.measure import Measure, has_date
from scrapers.records.words import is_generic
from scrapers.records.worth import Judge

PROSE = 150
"""Characters from which a record tells its news itself; shorter ones are teasers."""
_MOST_DATED = 0.6
_NAME = re.compile(r"[\w.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class Whole:
    """A heading with the pieces of page that tell its news."""

    mark: Mark
    pieces: tuple[Piece, ...]


def told_here(
    page: Page, measures: Mapping[HtmlElement, Measure], judge: Judge
) -> tuple[float, list[Whole]]:
    """The news that are told on the page, and from 0 to 1 how surely they are such.

    An article with sub-headings, a list of services or questions looks the same but for the dates:
    most records have one, or are ``article`` elements.
    """
    best: tuple[float, list[Whole]] = (0.0, [])
    for kind in kinds_of(list(headings_of(page))):
        if kind.count < 2:
            continue
        extents = extents_of(kind.roots, headed=True)
        records = [
            Whole(mark, extents[root]) for mark, root in zip(kind.marks, kind.roots, strict=True)
        ]
        whole = [one for one in records if _is_whole(one, page, measures)]
        if len(whole) < 2:
            continue
        worth = _worth(kind, whole, measures) * judge.trust(kind)
        if worth > best[0]:
            best = worth, whole
    return best


def _worth(kind: Kind, whole: Sequence[Whole], measures: Mapping[HtmlElement, Measure]) -> float:
    dated = sum(any(_dated(piece, measures) for piece in one.pieces) for one in whole) / len(whole)
    framed = sum(bool(root.tag == "article") for root in kind.roots) / len(kind.roots)
    if max(dated, framed) < _MOST_DATED:
        return 0.0
    return 0.5 + 0.4 * dated + 0.1 * framed


def _is_whole(one: Whole, page: Page, measures: Mapping[HtmlElement, Measure]) -> bool:
    loose: int = sum(
        len(piece) if isinstance(piece, str) else measures[piece].loose for piece in one.pieces
    )
    return bool(loose - len(one.mark.text) >= PROSE) and not _leads_on(one, page)


def _leads_on(one: Whole, page: Page) -> bool:
    """Whether a record has a link to a page of its own: its headline, or "read more"."""
    return any(
        address is not None and not is_file(address)
        for piece in one.pieces
        if not isinstance(piece, str)
        for link in piece.iter("a")
        if _is_title(link, one.mark) or (is_generic(text := _text(link)) and text)
        for address in [address_of(page, link)]
    )


def _is_title(link: HtmlElement, mark: Mark) -> bool:
    around = (one is mark.node for one in (link, *link.iterancestors()))
    return any(around) or mark.node in link.iter() or _text(link) == mark.text


def _text(node: HtmlElement) -> str:
    return " ".join(str(node.text_content()).split())


def _dated(piece: Piece, measures: Mapping[HtmlElement, Measure]) -> bool:
    return has_date(piece) if isinstance(piece, str) else measures[piece].dates > 0


def fragment_of(
    mark: HtmlElement, pieces: Sequence[Piece], title: str, taken: Collection[str]
) -> str:
    """The fragment by which the page's address means a record: an id, a name, else a slug.

    It is none of ``taken``.
    """
    elements = [piece for piece in pieces if not isinstance(piece, str)]
    anchors = [anchor for node in elements for anchor in node.iter("a")]
    before = elements[0].getprevious() if elements else None
    if before is not None and before.tag == "a" and not before.get("href"):
        anchors.append(before)
    names: list[str | None] = [node.get("id") for node in (mark, *elements, *anchors)]
    names += [anchor.get("name") for anchor in anchors]
    slug = _slug(title)
    numbered = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    named = (name for name in names if name and _NAME.fullmatch(name))
    return next(name for name in (*named, *numbered) if name not in taken)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-") or "hir"
