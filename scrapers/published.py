"""When an article appeared: what its page tells, in the order in which it can be trusted.

What a page tells machines comes first, then what it calls its publication, then a date standing
beside the headline, then its address. A date elsewhere (a clock in the header, a side box, the text
itself) is no publication date, and a page without one has none. Nor is what a clock would show.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from scrapers.article import BUDAPEST, Published
from scrapers.dating.address import Address, read_address
from scrapers.dating.clock import page_clock
from scrapers.dating.counting import Counting
from scrapers.dating.decide import EARLIEST, believable, decide
from scrapers.dating.outline import Outline
from scrapers.dating.own import is_told, own_address
from scrapers.dating.reader import Reader
from scrapers.dating.structured import structured
from scrapers.dating.visible import visible
from scrapers.language import language_of
from scrapers.page import Page

_ENOUGH = 3_000
"""Characters of a text that tell its language."""

__all__ = ["EARLIEST", "believable", "read_published"]


def read_published(
    page: Page, title: str, languages: Sequence[str], now: datetime, zone: tzinfo = BUDAPEST
) -> Published | None:
    """The publication moment that the page itself tells, or ``None``.

    ``title`` is the article's, to know where a byline stands; ``languages`` and ``zone`` are the
    source's. Dates are read in the language of the text, too. Moments before 1990 and more than a
    day after ``now`` are not believed.
    """
    spoken = tuple(dict.fromkeys((*_declared(page), *languages, "en")))
    told = (one for one in structured(page, title, spoken, zone) if believable(one[1].at, now))
    if surest := next(told, None):  # what readers see costs most, and is not needed
        return decide([surest], (), None, now)
    address = _filed(page, title)
    outline = Outline(page, title)
    own = language_of(outline.text[:_ENOUGH])
    reader = Reader(tuple(dict.fromkeys((own, *spoken))) if own else spoken, zone, now, address)
    counting = Counting(page, page_clock(outline, reader), now, zone)
    return decide((), tuple(visible(outline, reader, counting)), address, now)


def _filed(page: Page, title: str) -> Address | None:
    """What the page's address tells; where nobody knew it, the one that its links carry."""
    url = page.url if is_told(page.url) else own_address(page, title)
    return read_address(url) if url else None


def _declared(page: Page) -> tuple[str, ...]:
    """The language that the page says it is in, as far as it says any."""
    told = (page.tree.get("lang") or "")[:2].lower()
    return (told,) if told.isalpha() else ()
