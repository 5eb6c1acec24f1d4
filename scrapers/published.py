"""When an article appeared: what its page tells, in the order in which it can be trusted.

What a page tells machines comes first, then what it calls its publication, then a date standing
beside the headline, then its address. A date elsewhere (a clock in the header, a side box, the text
itself) is no publication date, and a page without one has none. Nor is what a clock would show.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from scrapers.article import BUDAPEST, Published
from scrapers.dating.address import read_address
from scrapers.dating.decide import EARLIEST, believable, decide
from scrapers.dating.outline import Outline
from scrapers.dating.reader import Reader
from scrapers.dating.structured import structured
from scrapers.dating.visible import visible
from scrapers.page import Page

__all__ = ["EARLIEST", "believable", "read_published"]


def read_published(
    page: Page, title: str, languages: Sequence[str], now: datetime, zone: tzinfo = BUDAPEST
) -> Published | None:
    """The publication moment that the page itself tells, or ``None``.

    ``title`` is the article's, to know where a byline stands; ``languages`` and ``zone`` are the
    source's. Dates are read in the page's own language, too. Moments before 1990 and more than a
    day after ``now`` are not believed.
    """
    own = (page.tree.get("lang") or "")[:2].lower()
    spoken = tuple(dict.fromkeys((own, *languages, "en") if own.isalpha() else (*languages, "en")))
    told = [one for one in structured(page, title, spoken, zone) if believable(one[1].at, now)]
    address = read_address(page.url)
    # what readers see costs most, and is not needed where machines are told
    reader = None if told else Reader(spoken, zone, now, address)
    seen = visible(Outline(page, title), reader) if reader else ()
    return decide(told, tuple(seen), address, now)
