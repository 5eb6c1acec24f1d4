"""Many articles in batches: made up of syllables, each text for itself, some carried by another."""

from __future__ import annotations

from functools import cache
from random import Random

from scrapers.memory import Kept
from tests.aggregator.archive.findings import published
from tests.aggregator.archive.releases import release

BATCHES = 14
SIZE = 6
_SYLLABLES = (
    "ba",
    "ke",
    "li",
    "mo",
    "nu",
    "szá",
    "té",
    "vi",
    "rö",
    "dű",
    "gya",
    "hol",
    "jár",
    "pen",
)


@cache
def batch(number: int) -> tuple[Kept, ...]:
    """Two releases of the portal, the press that carries them, and two articles for themselves."""
    carried = [told for one in (0, 1) for told in _carried(f"{number}-{one}")]
    alone = [
        release("member", text(f"{number}-{one} alone"), f"{number}/{one}", f"Hír {number}-{one}",
                published=published("2021-06-06"))
        for one in (0, 1)
    ]  # fmt: skip
    return (*carried, *alone)


def text(seed: str, words: int = 90) -> str:
    """A text that has nothing in common with those of other seeds."""
    random = Random(seed)
    told = ("".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(words))
    return " ".join(told) + "."


def _carried(seed: str) -> tuple[Kept, Kept]:
    told, path, title = text(seed), f"kozos/{seed}", f"Közlemény {seed}"
    credit = "\n\nForrás: www.portal.example.hu"
    return (
        release("portal", told, path, title, published=published("2021-06-04")),
        release("press", told + credit, path, title, published=published("2021-06-05")),
    )
