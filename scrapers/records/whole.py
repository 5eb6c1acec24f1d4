"""News told in full on a listing itself: records that have no page of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from lxml.html import HtmlElement

from scrapers.page import Page
from scrapers.records.kinds import Kind, Place, kinds_of
from scrapers.records.marks import Mark, address_of, headings_of, is_file
from scrapers.records.measure import Measure, measure_of
from scrapers.records.words import is_generic, means_news
from scrapers.records.worth import Judge

PROSE = 150
"""Characters from which a record tells its news itself; shorter ones are teasers."""
_MOST_DATED = 0.6
_NAME = re.compile(r"[\w.:-]{1,100}")


def told_here(page: Page, judge: Judge) -> tuple[float, list[Place]]:
    """From 0 to 1 how surely news are told on the page in full, and where.

    An article with sub-headings, a list of services or questions looks the same but for the dates:
    most records have one, or are elements named as news.
    """
    best: tuple[float, list[Place]] = (0.0, [])
    for kind in kinds_of(list(headings_of(page))):
        whole = [one for one in kind.places if _is_whole(one, page, judge.measures)]
        if len(whole) > 1 and (worth := _worth(whole, judge) * judge.trust(kind)) > best[0]:
            best = worth, whole
    return best


def inline(kind: Kind, whole: Sequence[Place]) -> bool:
    """Whether most links of a kind stand in the text of news that are told on the page."""
    inside = {node for one in whole for element in one.elements for node in element.iter("a")}
    return sum(mark.node in inside for mark in kind.marks) * 2 > len(kind.marks)


def _worth(whole: Sequence[Place], judge: Judge) -> float:
    dated = sum("date" in judge.signs(one) for one in whole) / len(whole)
    framed = sum(_is_framed(one) for one in whole) / len(whole)
    return 0.5 + 0.4 * dated + 0.1 * framed if max(dated, framed) >= _MOST_DATED else 0.0


def _is_framed(one: Place) -> bool:
    """Whether a record's element is named as a piece of news."""
    return bool(one.root.tag == "article") or means_news(one.root.get("class") or "")


def _is_whole(one: Place, page: Page, measures: Mapping[HtmlElement, Measure]) -> bool:
    loose = measure_of(one.pieces, measures).loose
    return loose - len(one.mark.text) >= PROSE and not _leads_on(one, page)


def _leads_on(one: Place, page: Page) -> bool:
    """Whether a record has a link to a page of its own: its headline, or "read more"."""
    for link in (link for element in one.elements for link in element.iter("a")):
        text = _text(link)
        if _is_title(link, one.mark) or (text and is_generic(text)):
            address = address_of(page, link)
            if address is not None and not is_file(address):
                return True
    return False


def _is_title(link: HtmlElement, mark: Mark) -> bool:
    around = (one is mark.node for one in (link, *link.iterancestors()))
    return any(around) or mark.node in link.iter() or _text(link) == mark.text


def _text(node: HtmlElement) -> str:
    return " ".join(str(node.text_content()).split())


def fragment_of(one: Place, title: str, taken: Collection[str]) -> str:
    """The fragment by which the page's address means a record: an id, a name, else a slug.

    It is none of ``taken``.
    """
    elements = one.elements
    anchors = [anchor for node in elements for anchor in node.iter("a")]
    before = elements[0].getprevious() if elements else None
    if before is not None and before.tag == "a" and not before.get("href"):
        anchors.append(before)
    names: list[str | None] = [node.get("id") for node in (one.mark.node, *elements, *anchors)]
    names += [anchor.get("name") for anchor in anchors]
    slug = _slug(title)
    numbered = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    named = (name for name in names if name and _NAME.fullmatch(name))
    return next(name for name in (*named, *numbered) if name not in taken)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-") or "hir"
