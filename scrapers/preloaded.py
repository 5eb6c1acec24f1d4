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
_PAGE = (
    "<html><h1>Közös gépparkot épít a klaszter</h1><p>2021. június 4.</p><p>A tagok óránként bérlik"
    " a három megmunkáló központot, amelyet közösen vettek, mert egyiküknek sem volna elég munkája"
    " a drága gépekre. A karbantartást az végzi, akinek a csarnokában a gép áll.</p></html>"
)

extract(
    Page.parse(_PAGE.encode(), _HOME),
    Source(id="preloaded", name="x", organisation="x", home=_HOME),
    datetime(2021, 6, 5, tzinfo=UTC),
)
# a collection in a worker would write to every object's page, and so make a copy of it
gc.collect()
gc.freeze()
