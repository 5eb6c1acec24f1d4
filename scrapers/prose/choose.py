"""Which blocks of a page are the article's text: lead, prose, and what stands with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from scrapers.folding import letters_of
from scrapers.prose import signs
from scrapers.prose.block import PROSE, Block
from scrapers.prose.extent import extent_of
from scrapers.prose.ground import Ground, weights_of
from scrapers.prose.headline import headline_at, is_alike
from scrapers.prose.unit import Unit, units_of

_OTHER = 4  # how much more else is said where a long paragraph merely repeats
_OFTEN = 2  # what stands on a page more often says nothing
_REFERS = 0.3  # the share of links up to which a list tells something itself
_LEAD = 50  # size from which a paragraph under the headline is a lead


@dataclass(frozen=True, slots=True)
class Choice:
    """The units of the text, and the ``captions`` of figures among them.

    They stand on ``ground``, among the blocks of ``extent``.
    """

    units: tuple[Unit, ...]
    captions: tuple[Unit, ...]
    ground: Ground | None
    extent: range

    def covers(self, at: int, node: HtmlElement) -> bool:
        """Whether an element, with ``at`` blocks before it, is in the article's content."""
        if not self.units or at not in self.extent:
            return False
        last = self.units[-1]
        if at >= last.start + len(last.blocks) and not (self.ground and self.ground.holds(node)):
            return False
        return self.ground is None or not self.ground.is_beside(node)


def choose(
    blocks: Sequence[Block],
    votes: Sequence[bool],
    title: str,
    host: str = "",
    one: range | None = None,
) -> Choice:
    """The article ``title`` among the blocks of its page, which is one of ``host``.

    Where the page tells several news, ``one`` is where this one stands, its headline first.
    """
    weights = weights_of(blocks, votes)
    head = one.start if one else headline_at(blocks, title, weights)
    extent = range(0 if head is None else head + 1, one.stop if one else len(blocks))
    prose = [(blocks[at], weights[at]) for at in extent if weights[at]]
    ground = Ground(prose) if prose else None
    units = units_of(blocks, votes, ground.above if ground else ())
    units = [unit for unit in units if unit.start in extent]
    around = range(extent.start, extent.stop + (one is None))
    ends = extent_of(units, ground) if ground else None
    if ground is None or ends is None:
        return Choice(tuple(_short(units, title)), (), None, around)
    text = _Text(units, ground, ends, title, host)
    return Choice(tuple(text.all()), tuple(text.captions()), ground, around)


def _short(units: Sequence[Unit], title: str) -> Iterator[Unit]:
    for unit in units:
        if unit.is_voted and not signs.is_furniture(unit) and unit.letters != letters_of(title):
            yield unit


class _Text:
    """The units of a page behind its headline, of which some are the text."""

    def __init__(
        self,
        units: Sequence[Unit],
        ground: Ground,
        ends: tuple[int, int],
        title: str,
        host: str,
    ) -> None:
        self._units, self._ground, self._host = units, ground, host
        self._first, self._last = ends
        self._title, self._letters = title, letters_of(title)
        self._said = Counter(unit.letters for unit in units)
        single = (unit.size for unit in units if unit.is_prose and self._said[unit.letters] == 1)
        self._single = sum(single)

    def all(self) -> list[Unit]:
        """Lead, middle and tail, in order."""
        taken = [*self._lead(), *self._middle(), *self._tail()]
        while taken and taken[-1].is_heading:
            taken.pop()
        return taken

    def captions(self) -> Iterator[Unit]:
        """The captions of the figures up to the end of the prose."""
        for unit in self._units[: self._last + 1]:
            block = unit.blocks[0]
            is_own = self._ground.holds(unit.anchor) and not self._ground.is_beside(unit.anchor)
            is_caption = block.within("figure") and block.within("figcaption")
            if is_own and is_caption and unit.letters and not signs.is_file_name(unit):
                yield unit

    def _is_out(self, unit: Unit) -> bool:
        """Whether a unit is no text wherever it stands."""
        if signs.is_link(unit) and not self._names_a_source(unit):
            return True
        return (
            signs.is_furniture(unit)
            or unit.letters == self._letters
            or signs.is_caption(unit.blocks[0])
            or self._ground.is_beside(unit.anchor)
            or self._repeats(unit)
        )

    def _repeats(self, unit: Unit) -> bool:
        """Whether a paragraph stands on the page again and again; but most of a text does not."""
        if unit.whole or self._said[unit.letters] <= _OFTEN:
            return False
        return not unit.is_prose or self._single > unit.size * _OTHER

    def _names_a_source(self, unit: Unit) -> bool:
        return (
            not unit.whole and self._ground.is_home_of(unit) and signs.leads_away(unit, self._host)
        )

    def _lead(self) -> Iterator[Unit]:
        """What stands between headline and prose: the lead, or several."""
        told: Unit | None = None
        for unit in self._units[: self._first]:
            if self._is_out(unit) or self._is_headline(unit) or signs.is_date(unit):
                continue
            if unit.is_voted and not unit.whole and self._ground.is_place(unit.anchor):
                keep = True
            elif signs.is_note(unit):
                keep = False
            elif unit.whole:
                keep = unit.is_voted
            else:
                keep = (unit.is_voted and unit.size >= PROSE) or self._is_lead(unit, told)
            if keep:
                told = unit if unit.is_prose else told
                yield unit

    def _is_headline(self, unit: Unit) -> bool:
        return unit.is_heading and is_alike(unit.blocks[0], self._title)

    def _is_lead(self, unit: Unit, told: Unit | None) -> bool:
        if unit.linked > 0.3 or unit.size < (_LEAD if unit.anchor.tag == "p" else PROSE):
            return False
        if told is None:
            return True
        beside = unit.anchor.getparent() is told.anchor.getparent()
        return beside and unit.anchor.tag == told.anchor.tag

    def _middle(self) -> Iterator[Unit]:
        for unit in self._units[self._first : self._last + 1]:
            if self._is_out(unit):
                continue
            if unit.is_heading:
                keep = unit.is_voted or self._ground.is_home(unit.anchor.getparent())
            elif unit.is_voted or unit.whole or signs.is_link(unit):
                keep = self._ground.is_home_of(unit)
            else:
                keep = unit.is_prose and self._ground.is_place(unit.anchor)
            if keep:
                yield unit

    def _tail(self) -> Iterator[Unit]:
        """Short lines behind the prose, up to the first that is furniture: a text names its source
        there. A list or table is one of them where another follows it.
        """
        waiting: list[Unit] = []
        for unit in self._units[self._last + 1 :]:
            is_own = self._ground.is_home_of(unit) and self._ground.holds(unit.anchor)
            if is_own and signs.is_caption(unit.blocks[0]):
                continue
            if not is_own or self._is_out(unit):
                break
            if unit.is_voted and unit.size < PROSE:
                yield from (*waiting, unit)
                waiting = []
            elif unit.whole and unit.linked < _REFERS and not waiting:
                waiting = [unit]
            else:
                break
