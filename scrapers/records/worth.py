"""How much a kind of links is worth: how surely it leads to news."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import prod

from lxml.html import HtmlElement

from scrapers.records.furniture import Furniture
from scrapers.records.kinds import Kind, Place
from scrapers.records.marks import Mark
from scrapers.records.measure import HEADINGS, Measure, has_date, measure_of
from scrapers.records.words import is_generic

_INDEX = re.compile(
    r"/(?:tags?|categor(?:y|ies)|kategoria|kategoriak|cimke|cimkek|author|authors|szerzo|users?"
    r"|felhasznalo|kereses|search|login|belepes|feed|rss|print)(?:[/?]|$)"
    r"|[?&](?:replytocom|share|print|orderby|sort)=|\?(?:tag|cat|author|lang)=[^&]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SLUG = re.compile(r"[^/?&=]+(?:[-_][^/?&=-]+){2,}|\d{3,}|/(?:19|20)\d\d/|[?&]\w*id=|[?&]p=")
PROSE = 60
"""Characters outside of links from which a record has a teaser."""
_DATED = 14  # letters up to which a link with a date in it is but a date


class Judge:
    """Tells the worth of kinds on one page.

    ``elsewhere`` are addresses that another page of the site links to as well: its furniture.
    """

    def __init__(
        self,
        body: HtmlElement,
        measures: Mapping[HtmlElement, Measure],
        marks: Sequence[Mark],
        elsewhere: Collection[str] = (),
    ) -> None:
        self.measures = measures
        self._elsewhere = elsewhere
        self._furniture = Furniture(body, measures)
        self._told: dict[str, str] = {}
        for mark in marks:
            if len(mark.text) > len(self._told.get(mark.target, "")) and not is_generic(mark.text):
                self._told[mark.target] = mark.text

    def worth(self, kind: Kind) -> float:
        """From 0 (a menu) to 1 (headlines with dates and teasers)."""
        measured = list(self._measured(kind))
        headline = _mean([self._headline(*pair) for pair in measured])
        # the same few addresses over and over are authors, sections, tags
        single = min(1.0, kind.count / len({mark.node for mark in kind.marks}) + 0.2)
        return headline * single * self.trust(kind) * (0.4 + 0.6 * self._evidence(measured))

    def trust(self, kind: Kind) -> float:
        """How far a kind's place and addresses are those of content: 1 where nothing is odd."""
        furniture = _mean([self._furniture.holds(place.root.getparent()) for place in kind.places])
        foreign = _mean([not mark.own for mark in kind.marks])
        index = _mean([_INDEX.search(mark.target) is not None for mark in kind.marks])
        repeated = _mean([mark.target in self._elsewhere for mark in kind.marks])
        doubts = (0.85 * furniture, 0.7 * foreign, 0.8 * index, 0.9 * repeated)
        return prod(1 - doubt for doubt in doubts)

    def is_told(self, kind: Kind) -> bool:
        """Whether every record has more than its link: a heading, or a date with a teaser."""
        return all(
            _in_heading(mark.node) or (measure.dates > 0 and _has_prose(measure))
            for mark, measure in self._measured(kind)
        )

    def signs(self, place: Place) -> set[str]:
        """What a record has beside its headline: a *date*, *prose*."""
        measure = measure_of(place.pieces, self.measures)
        there = {"date": measure.dates > 0, "prose": _has_prose(measure)}
        return {sign for sign, is_there in there.items() if is_there}

    def _measured(self, kind: Kind) -> Iterator[tuple[Mark, Measure]]:
        for place in kind.places:
            yield place.mark, measure_of(place.pieces, self.measures)

    def _evidence(self, measured: Sequence[tuple[Mark, Measure]]) -> float:
        signs = (
            (0.4, [_is_heading(mark, measure) for mark, measure in measured]),
            (0.5, [measure.dates > 0 for _, measure in measured]),
            (0.45, [_has_prose(measure) for _, measure in measured]),
            (0.15, [measure.pictures > 0 for _, measure in measured]),
            (0.2, [_SLUG.search(_path(mark.target)) is not None for mark, _ in measured]),
            (0.2, _together([mark.target for mark, _ in measured])),
        )
        return 1 - prod(1 - weight * _mean(share) for weight, share in signs)

    def _headline(self, mark: Mark, measure: Measure) -> float:
        text = mark.text
        if is_generic(text):
            text = self._told.get(mark.target, "")
        heading = _is_heading(mark, measure)
        if not text and (heading or measure.loose >= PROSE):
            return 0.7
        letters = sum(len(word) for word in _WORD.findall(text)) + len(_WIDE.findall(text))
        if has_date(text) and letters < _DATED:
            return 0.0
        value = min(1.0, max(0.05 * bool(letters), (letters - 8) / 24))
        return 0.4 + 0.6 * value if heading and letters else value


def _is_heading(mark: Mark, measure: Measure) -> bool:
    return measure.headings > 0 or _in_heading(mark.node)


def _has_prose(measure: Measure) -> bool:
    return measure.loose >= PROSE or measure.text >= 2 * PROSE


def _in_heading(node: HtmlElement) -> bool:
    around = (one.tag in HEADINGS for one in node.iterancestors())
    return any(around) or next(node.iter(*HEADINGS), None) is not None


def _together(addresses: Sequence[str]) -> list[bool]:
    """Which addresses share their folder, below the front page, with most of the others."""
    folders = [
        _path(address).partition("?")[0].rstrip("/").rpartition("/")[0] for address in addresses
    ]
    common = Counter(filter(None, folders)).most_common(1)
    return [bool(common) and folder == common[0][0] for folder in folders]


def _path(address: str) -> str:
    return address.partition("//")[2].partition("/")[2]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
