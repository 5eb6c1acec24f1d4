"""What two articles have in common and whom they credit, in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from aggregator.explaining.pair import NamedArticle
from aggregator.stories.attribution import LABELS, names_other
from aggregator.stories.passages import Passage
from aggregator.stories.tokens import tokenize

PASSAGES = 5
"""Passages that are quoted at most: the longest."""
QUOTED = 160
"""Characters of a passage that are quoted at most, its beginning and its end."""


def quoted(a: NamedArticle, b: NamedArticle, passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """The longest passages in the order of A, as both texts have them and from where to where.

    ``equal`` tells whether they agree letter by letter, white space apart.
    """
    longest = sorted(passages, key=lambda one: one.a_start - one.a_end)[:PASSAGES]
    return [
        {
            "A": shortened(a.reading.text[one.a_start : one.a_end]),
            "B": shortened(b.reading.text[one.b_start : one.b_end]),
            "equal": a.reading.text[one.a_start : one.a_end].split()
            == b.reading.text[one.b_start : one.b_end].split(),
            "A from": one.a_start,
            "A to": one.a_end,
            "B from": one.b_start,
            "B to": one.b_end,
        }
        for one in sorted(longest, key=lambda one: one.a_start)
    ]


def quoted_credits(a: NamedArticle, b: NamedArticle, evidence: Iterable[str]) -> Iterator[str]:
    """The places at which A or B names its source, where that is part of the evidence."""
    spoke: Mapping[str, set[str]] = {"a": set(), "b": set()}
    for word in evidence:
        name, *rest = word.split(":")
        if name in ("credit", "attribution"):
            spoke[rest[0]].add(rest[-1] if name == "credit" else name)
    for letter, own, other in (("a", a, b), ("b", b, a)):
        for credit in own.credits:
            kind = credit.kind.replace(" ", "-")
            names = kind in spoke[letter] and names_other(credit, own.reading, other.reading)
            attributes = "attribution" in spoke[letter] and credit.who and kind not in LABELS
            if names or attributes:
                yield f"{letter.upper()}: {shortened(credit.passage)}"


def quoted_lines(a: NamedArticle, b: NamedArticle) -> Iterator[str]:
    """The lines of A and B that were left out of the comparison, for many stories have them."""
    for letter, one in (("A", a), ("B", b)):
        text = one.reading.text
        tokens = tokenize(text) if one.reading.left_out else tokenize("")
        for line in one.reading.left_out:
            said = text[tokens.starts[line.start] : tokens.ends[line.stop - 1]]
            yield f"{letter}: {shortened(said)}"


def shortened(text: str) -> str:
    """A text on one line, its middle left out where it is long."""
    flat = " ".join(text.split())
    if len(flat) <= QUOTED:
        return flat
    half = QUOTED // 2
    begin, end = flat[:half].rpartition(" ")[0], flat[-half:].partition(" ")[2]
    return f"{begin or flat[:half]} […] {end or flat[-half:]}"
