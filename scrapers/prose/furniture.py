"""What repeats on a site's other pages, and which of it may be left out of a text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b

from scrapers.prose.block import PROSE, Block
from scrapers.prose.unit import Unit


def mark_of(block: Block) -> int:
    """A number of 63 bits for what a block says, the same at any time and on any machine."""
    digest = blake2b(block.letters.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def without_furniture(units: Sequence[Unit], furniture: Collection[int]) -> Sequence[Unit]:
    """The units that are an article's own, without those that only repeat what other pages say.

    A list or a table goes as a whole or not at all. A sub-heading between paragraphs of the
    article's own stays, however many pages have the same one. Where hardly anything would be left,
    the page is a twin of another one, and all stays.
    """
    if not furniture:
        return units
    common = [all(mark_of(block) in furniture for block in unit.blocks) for unit in units]
    own = [not one for one in common]
    goes = [
        common[at] and not (_heads(unit) and any(own[:at]) and any(own[at + 1 : at + 2]))
        for at, unit in enumerate(units)
    ]
    kept = [unit for unit, gone in zip(units, goes, strict=True) if not gone]
    return units if sum(unit.size for unit in kept) < PROSE else kept


def _heads(unit: Unit) -> bool:
    """Whether a unit is a heading, or a line that stands for one."""
    if unit.is_heading:
        return True
    marked = unit.blocks[0].is_bold or unit.text.endswith(":")
    return not unit.whole and unit.size < PROSE and marked
