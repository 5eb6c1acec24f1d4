"""Whether the dates beside records are those of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from scrapers import clean
from scrapers.page import Page
from scrapers.records.record import Record

_MOST = 0.6  # of the records have a date, or it is a part of some texts
# what lists of events are called: their dates are when something takes place
_EVENTS = re.compile(
    r"esem[ée]ny|rendezv[ée]ny|programok|programnapt|napt[áa]r|(?<![a-z])events?(?![a-z])|calendar"
    r"|agenda(?![a-z])|veranstaltung|(?<![a-z])termine|kalend[áae]r|podujat|udalost|ud[áa]lost"
    r"|eveniment|(?<![a-z])akce(?![a-z])|doga[đd]aj|manifesta[tț]",
    re.IGNORECASE,
)


def are_publications(records: Sequence[Record], page: Page, now: datetime) -> bool:
    """Whether the records' dates can be taken for those of publication.

    Most records have one, they run from newest to oldest (the first may be pinned), none is in the
    future of ``now``, and the page does not call itself a list of events.
    """
    told = [one.published.at for one in records if one.published]
    if len(told) < 2 or len(told) < _MOST * len(records):
        return False
    begin = 1 if len(told) > 3 else 0
    ordered = all(one >= other for one, other in pairwise(told[begin:]))
    past = all(at <= now + timedelta(hours=1) for at in told)
    return ordered and past and not is_of_events(page)


def is_of_events(page: Page) -> bool:
    """Whether a page calls itself a list of events: in its address, its title or first heading."""
    headings = page.tree.xpath("//head/title | //h1")[:3]
    names = (clean.line(str(node.text_content())) for node in headings)
    path = page.url.partition("://")[2].partition("/")[2]
    return any(_EVENTS.search(name) for name in (path, *names))
