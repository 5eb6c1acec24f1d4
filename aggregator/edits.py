"""Edits: what became of what an article said before. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from aggregator.difference import Difference, difference


@dataclass(frozen=True, slots=True)
class Edit:
    """A version of an article that was replaced: until when it stood, why it does no longer.

    ``because`` is *edited* where its publisher changed it, *read again* where a better reader read
    the same. ``title`` is the headline that it had, where that is another now; ``became`` is that
    which took its place.
    """

    until: datetime
    because: Literal["edited", "read again"]
    title: str | None
    became: str
    changed: Difference


def edits(row: Mapping[Any, Any], former: Sequence[Mapping[Any, Any]]) -> Iterator[Edit]:
    """What became of the ``former`` versions of an article, which are in their order; newest first.

    What changed neither headline nor text is left out. Each is found when it is asked for.
    """
    for old, new in reversed([*pairwise([*former, row])]):
        changed = difference(old["text"], new["text"])
        title = old["title"] if old["title"] != new["title"] else None
        if title is not None or changed.taken_out or changed.put_in:
            yield Edit(old["until"], old["kind"], title, new["title"], changed)
