"""Candidate: a moment that may be an article's publication, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scrapers.dates import Moment
from scrapers.dating.labels import Label
from scrapers.dating.outline import Place

Form = Literal["time", "text", "relative", "dateline"]
"""Marked up for machines, written out, counted from now, or before a text's first sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment told on a page.

    ``place`` is where it stands (see ``outline``), ``label`` what the page calls it. ``distance``
    counts lines from the headline or the beginning of the text, ``beside`` is what is told beside
    it and its label; ``clock`` tells that it is, or may be, what a clock on the page shows.
    """

    moment: Moment
    form: Form
    place: Place
    label: Label | None
    distance: int
    beside: str = ""
    clock: bool = False
