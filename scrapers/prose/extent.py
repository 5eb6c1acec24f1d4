"""From where to where the prose of an article goes."""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.prose import signs
from scrapers.prose.block import PROSE
from scrapers.prose.ground import Ground
from scrapers.prose.unit import Unit

_POOR = 0.2  # of the likely prose: when trafilatura takes less, all of it counts
_HARDLY = 0.05
_NEAR = 3  # a teaser stands so near below its headline at least: a date may be between


def extent_of(units: Sequence[Unit], ground: Ground) -> tuple[int, int] | None:
    """The first and the last of ``units`` that is the article's prose, if any is."""
    likely = [at for at, unit in enumerate(units) if _is_likely(unit, ground)]
    if not likely:
        return None
    voted = [at for at in likely if units[at].is_voted]
    placed = [at for at in likely if ground.is_home_of(units[at])]
    if _size(units, voted) < _size(units, placed) * _POOR:
        voted = sorted({*voted, *placed})
    voted = voted or likely
    first = min(set(voted) & set(placed), default=voted[0])
    last = _going_on(units, voted[-1], ground)
    return first, _without_teasers(units, first, last)


def _size(units: Sequence[Unit], places: Sequence[int]) -> int:
    return sum(units[at].size for at in places)


def _is_likely(unit: Unit, ground: Ground) -> bool:
    if not unit.is_prose or not ground.holds(unit.anchor) or ground.is_beside(unit.anchor):
        return False
    return not signs.is_caption(unit.blocks[0])


def _going_on(units: Sequence[Unit], last: int, ground: Ground) -> int:
    """The last unit of the prose that goes on without a break behind ``last``."""
    for at in range(last + 1, len(units)):
        unit = units[at]
        if unit.is_prose and unit.linked < _HARDLY and ground.is_place(unit.anchor):
            last = at
        elif unit.is_heading or unit.size >= PROSE or signs.is_link(unit):
            break
    return last


def _without_teasers(units: Sequence[Unit], first: int, last: int) -> int:
    """The last unit of the prose before headlines of other articles, each with its teaser.

    There are several, or a label announces them.
    """
    at, teasers = last, 0
    while (head := _head_of_teaser(units, at)) is not None and head > first + 1:
        teasers += 1
        if teasers > 1 or _announces(units[head - 1], units[at]):
            last = head - 1
        at = head - 1
        while at > first and units[at].size < PROSE:
            at -= 1
    return last


def _head_of_teaser(units: Sequence[Unit], at: int) -> int | None:
    """The link that stands right above a unit, as its headline."""
    for above in range(at - 1, max(at - _NEAR, 0), -1):
        unit = units[above]
        if signs.is_link(unit):
            return above if unit.anchor.getparent() is units[at].anchor.getparent() else None
        if unit.size >= PROSE or unit.is_heading:
            break
    return None


def _announces(label: Unit, teaser: Unit) -> bool:
    """Whether a label is that of a teaser, and not of a box above it."""
    around = label.anchor.getparent()
    return signs.is_label(label) and around in teaser.anchor.iterancestors()
