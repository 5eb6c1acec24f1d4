"""Words of four languages, used as languages use them: a few often, most of them hardly ever.

The words are invented, by Hungarian rules and with Hungarian endings, and drawn by Zipf's law; the
commonest of each language, and what news of clusters is about, are real ones. Names are an open
class: the larger an archive, the more of them stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from heapq import nlargest
from itertools import accumulate
from random import Random
from typing import NamedTuple

from tests.aggregator.stories.corpus.inflection import Case, capital, inflected
from tests.aggregator.stories.corpus.vocabulary import FLATTER, stem

LANGUAGES = {"hu": 0.80, "en": 0.12, "de": 0.05, "sk": 0.03}
FORMS = {"hu": 60_000, "en": 12_000, "de": 16_000, "sk": 16_000}
"""Different forms of words in each language."""
LEMMAS = 40_000
"""Words of which the forms are, so many that most of the forms are of rare words."""
NAMES = 400_000
FUNCTION_SHARE = 0.3
"""Of all words of a text: those without which there is no sentence."""

_FUNCTION_WORDS = {
    "hu": "a az és hogy is nem egy meg de ez azt el már csak vagy mint ki ha kell még volt be lesz "
    "amely több akkor így pedig szerint után között által illetve valamint",
    "en": "the of and to in a is that for on with as by at from this which are was be has have it",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch",
    "sk": "a v na sa je že z do s o k pre ako aj po za od by ktoré ktorý tak bol sú už alebo",
}
_CASES: dict[Case, float] = {
    "": 0.34, "acc": 0.13, "of": 0.17, "in": 0.10, "on": 0.05, "for": 0.05, "with": 0.05,
    "to": 0.03, "from": 0.03, "about": 0.03, "by": 0.01, "until": 0.01,
}  # fmt: skip
_PLURALS = 0.25
_SUFFIXES = {
    "en": ("", "", "s", "ing", "ed"),
    "de": ("", "en", "e", "er", "ung"),
    "sk": ("", "a", "y", "om", "ov"),
}

DOMAIN = {
    "klaszter": 0.60, "vállalkozás": 0.30, "fejlesztés": 0.30, "pályázat": 0.25,
    "támogatás": 0.25, "együttműködés": 0.25, "projekt": 0.25, "innováció": 0.20, "program": 0.20,
    "partner": 0.20, "hálózat": 0.15, "rendezvény": 0.12, "beruházás": 0.12, "kutatás": 0.12,
    "verseny": 0.10, "konferencia": 0.08, "képzés": 0.08, "egyetem": 0.08, "export": 0.06,
    "technológia": 0.10, "energia": 0.06, "környezet": 0.06, "digitalizáció": 0.05,
    "munkahely": 0.05, "régió": 0.08, "kiállítás": 0.04, "turizmus": 0.04, "vásár": 0.03,
    "logisztika": 0.02, "faipar": 0.015, "mérőlabor": 0.003, "hidrogén": 0.002,
}  # fmt: skip
"""In what share of the Hungarian articles a word stands."""
PHRASES = {
    "a klaszter tagjai": 0.15, "kis- és középvállalkozások": 0.12, "az Európai Unió": 0.12,
    "vissza nem térítendő támogatás": 0.04, "nyílt innováció": 0.01, "ipari park": 0.03,
}  # fmt: skip
"""In what share of the Hungarian articles words stand in a row."""


class Lexicon(NamedTuple):
    """The forms of a language and the sums of their shares; its words, the commonest first."""

    forms: Sequence[str]
    sums: Sequence[float]
    lemmas: Sequence[str]

    def draw(self, random: Random, count: int) -> list[str]:
        """So many forms."""
        return random.choices(self.forms, cum_weights=self.sums, k=count)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language: the same in every archive."""
    random = Random(f"lexicon {language}")
    lemmas: dict[str, None] = {}
    while len(lemmas) < LEMMAS:
        lemmas[stem(random, random.choice((1, 2, 2, 2, 3, 3, 4)))] = None
    function = _FUNCTION_WORDS[language].split()
    shares = [1 / (rank + 2) for rank in range(len(function))]
    weighed = dict(_weighed(language, tuple(lemmas)))
    scale = (1 - FUNCTION_SHARE) / sum(weighed.values())
    forms = [*function, *weighed]
    weights = [share / sum(shares) * FUNCTION_SHARE for share in shares]
    weights += [weight * scale for weight in weighed.values()]
    return Lexicon(forms, list(accumulate(weights)), tuple(lemmas))


def name(number: int) -> str:
    """A proper name; the same for the same number."""
    random = Random(number)
    return capital(stem(random, random.choice((2, 2, 3))))


def any_name(random: Random) -> str:
    """A name of many, the first ones most often."""
    return name(int(NAMES ** random.random()))


def a_form(random: Random, word: str) -> str:
    """A noun in some case."""
    (case,) = random.choices(list(_CASES), list(_CASES.values()))
    return inflected(word, case, plural=random.random() < _PLURALS)


def _weighed(language: str, lemmas: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The commonest forms of these words, each with how common it is."""
    forms = (
        (share / (rank + FLATTER), rank, ending)
        for rank in range(len(lemmas))
        for ending, share in enumerate(_shares(language))
    )
    for share, rank, ending in nlargest(FORMS[language], forms):
        yield _form(language, lemmas[rank], ending), share


def _shares(language: str) -> list[float]:
    if language != "hu":
        return [1 / (ending + 1) for ending in range(len(_SUFFIXES[language]))]
    return [
        share * (_PLURALS if plural else 1 - _PLURALS)
        for plural in (False, True)
        for share in _CASES.values()
    ]


def _form(language: str, lemma: str, ending: int) -> str:
    if language != "hu":
        return lemma + _SUFFIXES[language][ending]
    plural, case = divmod(ending, len(_CASES))
    return inflected(lemma, list(_CASES)[case], plural=bool(plural))
