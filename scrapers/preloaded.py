"""Imported where workers come from: what reading a first page loads is loaded there once, for all.

The words of dates in all languages and the tables of libraries are most of what a worker may take
for itself; here they are common to all workers, and no worker's.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime

import scrapers.doors.feed  # noqa: F401
from scrapers.extract import extract
from scrapers.page import Page
from scrapers.source import Source

_HOME = "https://preloaded.invalid/"
_ADDRESS = f"{_HOME}hirek/kozos-geppark?p=1"
_HUNGARIAN = (
    '<html lang="hu"><body class="single"><div class="post"><h1>Közös gépparkot épít a klaszter'
    "</h1><p>2021. június 4.</p><p>2 órája</p><p>A tagok óránként bérlik a három megmunkáló"
    " központot, amelyet közösen vettek, mert egyiküknek sem volna elég munkája a drága gépekre."
    " A karbantartást az végzi, akinek a csarnokában a gép áll.</p></div>"
    '<a hreflang="en" href="/en/news">English</a><div class="comments"><p>Szép!</p></div>'
)
_ENGLISH = (
    '<html lang="en"><body class="single"><div class="post"><h1>The cluster buys its machines</h1>'
    "<p>4 June 2021</p><p>2 hours ago</p><p>The members hire the three machining centres by the"
    " hour, which they have bought together, because none of them would have enough to do for"
    ' machines that cost so much.</p></div><div class="comments"><p>Fine!</p></div>'
)

for _page in (_HUNGARIAN, _ENGLISH):
    extract(
        Page.parse(_page.encode(), _ADDRESS),
        Source(id="preloaded", name="x", organisation="x", home=_HOME),
        datetime(2021, 6, 5, tzinfo=UTC),
    )
# a collection in a worker would write to every object's page, and so make a copy of it
gc.collect()
gc.freeze()
