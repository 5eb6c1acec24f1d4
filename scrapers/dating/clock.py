"""The clock in a page's header: on which day the page was made."""

from __future__ import annotations

import re

from scrapers.article import day_of
from scrapers.dates import Moment
from scrapers.dating import labels
from scrapers.dating.lines import beside, tells_another
from scrapers.dating.outline import Outline
from scrapers.dating.reader import Reader
from scrapers.page import Line

_LONGEST = 80
_BESIDE = 40
"""Letters that a clock shows beside the day: whose name day it is."""
_OUTWARDS = 4
_NAMED = re.compile(
    r"clock|(?:current|today|header|top)[-_]?date|date-?widget|name-?day|n[eé]vnap", re.IGNORECASE
)
_DATED = re.compile(r"(?:19|20)\d\d")


def page_clock(outline: Outline, reader: Reader) -> Moment | None:
    """What a clock above the article shows, if all that could be one show the same day."""
    shown = (_shown(line, reader) for line in outline.header if _DATED.search(line.text))
    days = {day_of(one.at): one for one in shown if one}
    return next(iter(days.values())) if len(days) == 1 else None


def _shown(line: Line, reader: Reader) -> Moment | None:
    if len(line.text) > _LONGEST or line.linked or tells_another(line.text):
        return None
    moment = reader.moment(line.text)
    if moment is None or len(beside(line.text, moment)) > _BESIDE:
        return None
    said = labels.tells_a_clock(line.text) or reader.names_a_weekday(line.text)
    return moment if said or _NAMED.search(_names(line)) else None


def _names(line: Line) -> str:
    """The names of the elements that a line stands in, as far as they may be its widget's."""
    around = [] if line.node is None else [line.node, *line.node.iterancestors()]
    names = (one.get(name) for one in around[:_OUTWARDS] for name in ("class", "id"))
    return " ".join(filter(None, names))
