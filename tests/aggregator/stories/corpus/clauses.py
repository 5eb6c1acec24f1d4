"""Clauses: invented words in the order of Hungarian phrases."""

from __future__ import annotations

from random import Random

from tests.aggregator.stories.corpus import phrases
from tests.aggregator.stories.corpus.inflection import Case, harmony, inflected, the
from tests.aggregator.stories.corpus.vocabulary import words

OBLIQUE: tuple[Case, ...] = ("in", "from", "about", "to", "for", "on", "with", "by", "until")
_UNITS = ("millió forint", "százalék", "vállalkozás", "munkahely", "négyzetméter", "fő")
_PRESENT = (("", "ja", "hat"), ("", "i", "het"), ("", "i", "het"))
_PAST = (("ott", "ottak"), ("ett", "ettek"), ("ött", "öttek"))


def clause(random: Random) -> str:
    """A verb among two to four of its complements, in no fixed order."""
    parts = [noun_phrase(random, ""), noun_phrase(random, random.choice(OBLIQUE))]
    if random.random() < 0.6:
        parts.append(noun_phrase(random, "acc"))
    if random.random() < 0.3:
        parts.append(random.choice(phrases.ADVERBS))
    random.shuffle(parts)
    told = past(random) if random.random() < 0.5 else present(random)
    parts.insert(random.randint(1, len(parts)), told)
    return " ".join(parts)


def noun_phrase(random: Random, case: Case, *, article: bool = True) -> str:
    """A noun in its case, perhaps with an adjective or what it belongs to, mostly an article."""
    said = inflected(words("noun").draw(random), case, plural=random.random() < 0.25)
    if random.random() < 0.5:
        said = f"{words('adjective').draw(random)} {said}"
    if random.random() < 0.15:
        said = f"{said} {inflected(words('noun').draw(random), 'of')}"
    return f"{the(said)} {said}" if article and random.random() < 0.8 else said


def present(random: Random) -> str:
    """A verb in the present."""
    root = words("verb").draw(random)
    return root + random.choice(_PRESENT[harmony(root)])


def past(random: Random) -> str:
    """A verb in the past."""
    root = words("verb").draw(random)
    return root + random.choice(_PAST[harmony(root)])


def amount(random: Random) -> str:
    """A figure with its unit."""
    number = random.choice((random.randint(2, 99), random.randint(100, 999)))
    return f"{number} {random.choice(_UNITS)}"
