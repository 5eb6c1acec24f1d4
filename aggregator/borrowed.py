"""Which words of an article are another's, and on what day that one said them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aggregator.events import Quoted
from aggregator.stories.credit import Credit
from aggregator.stories.marks import Span, quoted_passages

SPEECH = 200
"""Characters of a quotation below which somebody speaks; a longer one is another's text."""


def borrowed(
    text: str,
    quotations: Sequence[str],
    credits: Sequence[Credit],
    taken: Sequence[Span] = (),
    said: date | None = None,
) -> tuple[Quoted, ...]:
    """The ranges of ``text`` that were first said elsewhere.

    ``taken`` are those that stand in the story's original, which appeared on ``said``; a quotation
    around them is its too. Another long quotation, in a text that credits somebody, was said on a
    day that nobody knows. ``quotations`` are passages that markup sets off.
    """
    if not (taken or credits):  # as of most articles
        return ()
    marked = [span for span in quoted_passages(text, quotations) if span[1] - span[0] >= SPEECH]
    return tuple(_ranges(marked, taken, said, foreign=bool(credits)))


def _ranges(
    marked: Sequence[Span], taken: Sequence[Span], said: date | None, *, foreign: bool
) -> Iterator[Quoted]:
    yield from (Quoted(start, end, said) for start, end in taken)
    for start, end in marked:
        shared = any(begun < end and start < ended for begun, ended in taken)
        if shared or foreign:
            yield Quoted(start, end, said if shared else None)
