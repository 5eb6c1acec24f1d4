"""Reader: the moments that a page's lines tell, in the page's languages and its clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from scrapers import dates
from scrapers.article import BUDAPEST, day_of
from scrapers.calendar.words import vocabulary
from scrapers.dates import Moment
from scrapers.dating.address import Address
from scrapers.dating.lines import SET_OFF
from scrapers.dating.outline import Place

_BYLINE = 80
_WORD = re.compile(r"[^\W\d_]{4,}")


class Reader:
    """Reads the dates in a page's lines.

    ``languages`` are those it may be in, its own first; ``zone`` is where its clock times are
    meant, ``now`` when it was fetched. ``address`` gives dates without a year theirs.
    """

    def __init__(
        self, languages: Sequence[str], zone: tzinfo, now: datetime, address: Address | None = None
    ) -> None:
        own = languages[0]
        # numbers are meant in the page's own way first: 05.06.24 is another day in another language
        self._languages = tuple(languages)
        self._spoken = dict.fromkeys(((own, "en"), self._languages))
        self._zone, self._now, self._address = zone, now, address
        self._words = vocabulary(self._languages, wide=True).meanings

    def moment(self, text: str) -> Moment | None:
        """The date told in a text, or in a part of it that is set off."""
        parts = [text] if len(text) <= _BYLINE else SET_OFF.split(text)
        found = (dates.find_moment(part, words) for part in parts for words in self._spoken)
        moment = next(filter(None, found), None)
        return meant_in(self._zone, moment) if moment else None

    def yearless(self, text: str) -> Moment | None:
        """The day told in a text without its year, which is that of the page's address."""
        if self._address is None or len(text) > _BYLINE:
            return None
        spans = dates.find_spans(text, self._languages)
        if len(spans) != 1 or spans[0].start != spans[0].end or spans[0].fuzzy:
            return None
        day = spans[0].start._replace(year=spans[0].start.year or self._address.first.year).date()
        if day is None or not self._address.allows(day):
            return None
        at = datetime(day.year, day.month, day.day, tzinfo=BUDAPEST)
        return Moment(at, "day", spans[0].text)

    def shows_a_clock(self, text: str, moment: Moment, place: Place) -> bool:
        """Whether a date without a label is what a clock would show: today, or any weekday's.

        Above the headline neither is believed, beside it not today with its weekday: if that is
        the article's after all, the next look reads it on another day.
        """
        if moment.precision != "day":
            return False
        today = day_of(moment.at) == day_of(self._now)
        signs = (today, place == "above", self.names_a_weekday(text))
        return sum(signs) > 1

    def names_a_weekday(self, text: str) -> bool:
        """Whether a weekday is told in a text."""
        words = (self._words.get(word.casefold(), {}) for word in _WORD.findall(text))
        return any("weekday" in meanings for meanings in words)


def meant_in(zone: tzinfo, moment: Moment) -> Moment:
    """``moment`` with its clock time meant in ``zone``, where the text tells no other."""
    if moment.precision == "minute" and moment.at.tzinfo is BUDAPEST:
        return replace(moment, at=moment.at.replace(tzinfo=zone))
    return moment
