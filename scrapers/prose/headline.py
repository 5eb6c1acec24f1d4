"""Where an article's headline stands among the blocks of its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.folding import letters_of
from scrapers.prose.block import Block

_BEHIND = 0.5  # the share of a page's prose that stands behind its headline at least
_ALIKE = 0.5  # the share of its words that a headline in other words has in common


def headline_at(blocks: Sequence[Block], title: str, weights: Sequence[float]) -> int | None:
    """The place of the block that is the headline, where there is one.

    It stands before most of the prose. A heading that says it in other words will do, and so will
    the page's main heading.
    """
    before = _before_most(weights)
    told = letters_of(title)
    same = [at for at in before if told and blocks[at].letters == told]
    headings = [at for at in before if blocks[at].is_heading]
    main = [at for at in headings if blocks[at].node.tag == "h1"]
    for found in (
        [at for at in main if blocks[at].letters == told],
        [at for at in main if is_alike(blocks[at], title)],
        [at for at in same if blocks[at].is_heading][:1],
        same,
        [at for at in headings if is_alike(blocks[at], title)][:1],
        main,
    ):
        if found:
            return found[-1]
    return None


def is_alike(heading: Block, title: str) -> bool:
    """Whether a heading says what the title says."""
    told, said = letters_of(title), heading.letters
    if told and (told in said or (said in told and len(said) * 2 > len(told))):
        return heading.size < 3 * len(title) + 40
    ours, theirs = _words(title), _words(heading.text)
    return len(ours & theirs) > _ALIKE * max(len(ours), len(theirs), 4)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))


def _before_most(weights: Sequence[float]) -> range:
    left = total = sum(weights)
    for at, weight in enumerate(weights):
        left -= weight
        if left < total * _BEHIND:
            return range(at)
    return range(len(weights))
