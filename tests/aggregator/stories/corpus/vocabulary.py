"""Invented words: tens of thousands of stems that sound Hungarian, a few of them used often."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Literal

from tests.aggregator.stories.corpus.inflection import harmony

Class = Literal["noun", "adjective", "verb"]

SIZES: dict[Class, int] = {"noun": 24_000, "adjective": 9_000, "verb": 9_000}
FLATTER = 4
"""Added to each rank (Mandelbrot): nobody says one noun in every sentence."""

_ONSETS = (
    *"bdfghjklmnprstvz", *"bdfhklmnprstv", "sz", "cs", "gy", "ny", "zs", "kr", "tr", "pl", "br", "",
)  # fmt: skip
_CODAS = (*("",) * 24, *"lrnmsdkg", *"lrn", "sz", "nt", "rt", "mb")
_VOWELS = (tuple("aaaaaaáááoooooóuuú"), tuple("eeeeeeeeéééiiiööőüü"))
_DERIVED: dict[Class, tuple[tuple[str, str], ...]] = {
    "noun": (
        ("", ""), ("", ""), ("ás", "és"), ("ság", "ség"), ("mány", "mény"), ("at", "et"),
        ("ó", "ő"), ("dalom", "delem"), ("vány", "vény"), ("ász", "ész"), ("ár", "ér"),
    ),
    "adjective": (
        ("i", "i"), ("os", "es"), ("ó", "ő"), ("tlan", "telen"), ("ú", "ű"), ("ális", "eles"),
        ("ott", "ett"), ("ható", "hető"), ("nyi", "nyi"),
    ),
    "verb": (
        ("ál", "él"), ("oz", "ez"), ("ít", "ít"), ("ul", "ül"), ("kod", "ked"), ("gat", "get"),
        ("at", "et"), ("ol", "el"), ("áz", "éz"),
    ),
}  # fmt: skip


class Words:
    """The stems of one class, drawn by Zipf's law: the first ones often, most of them hardly."""

    def __init__(self, stems: Sequence[str]) -> None:
        self._stems = stems
        self._weights = list(accumulate(1 / (rank + FLATTER) for rank in range(len(stems))))

    def draw(self, random: Random) -> str:
        return random.choices(self._stems, cum_weights=self._weights)[0]


@cache
def words(kind: Class) -> Words:
    """The stems of a class: the same in every corpus, as in a language."""
    random = Random(f"vocabulary {kind}")
    found: dict[str, None] = {}
    while len(found) < SIZES[kind]:
        found[_derived(random, kind)] = None
    return Words(tuple(found))


def stem(random: Random, syllables: int) -> str:
    """Syllables of one harmony, closed by a consonant at their end."""
    vowels = random.choice(_VOWELS)
    said = "".join(
        random.choice(_ONSETS) + random.choice(vowels) + random.choice(_CODAS)
        for _ in range(syllables)
    )
    return said + random.choice("lrnmskdgtz") if said[-1] in "aáoóuúeéiöőü" else said


def _derived(random: Random, kind: Class) -> str:
    root = stem(random, random.choice((1, 2, 2, 2, 3, 3)))
    back, front = random.choice(_DERIVED[kind])
    return root + (back if harmony(root) == 0 else front)
