"""Invented proper names: towns, people, organisations, calls. None of them exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from tests.aggregator.stories.corpus.inflection import capital
from tests.aggregator.stories.corpus.vocabulary import stem

GIVEN = (
    "Katalin", "Zsófia", "Ágnes", "Réka", "Ilona", "Judit", "Boglárka", "Eszter", "Márta",
    "Gergely", "Balázs", "Ádám", "Tibor", "Zoltán", "Örs", "Bence", "Levente", "Mihály", "Csaba",
)  # fmt: skip
_BEFORE = ("Kis", "Nagy", "Felső", "Alsó", "Ó", "Új", "Török", "Ér", "Sár", "Puszta", "Somló", "")
_AFTER = ("vár", "falva", "háza", "hegy", "mező", "kút", "tó", "szeg", "halom", "berek", "völgy")
_SECTORS = (
    "Faipari", "Élelmiszeripari", "Gépipari", "Informatikai", "Egészségipari", "Turisztikai",
    "Logisztikai", "Energetikai", "Csomagolástechnikai", "Kreatívipari", "Textilipari",
)  # fmt: skip
_FORMS = (
    "Kft.", "Zrt.", "Nonprofit Kft.", "Egyesület", "Egyetem", "Kutatóintézet", "Alapítvány",
    "Szakképzési Centrum", "Önkormányzata", "Iparkamara", "Tudományos Park",
)  # fmt: skip
OFFICES = ("elnöke", "ügyvezetője", "igazgatója", "menedzsere", "szakmai vezetője", "kutatója")
_PROGRAMMES = ("TFOP", "GEVOP", "KUFIP", "VINOP", "EHOP")


def town(random: Random) -> str:
    """A town: "Felsőbarkánvölgy"."""
    return _one_of(random, _town, 400)


def person(random: Random) -> str:
    """Family name first; the family names are no words of any language."""
    return _one_of(random, _person, 3000)


def network(random: Random) -> str:
    """A business cluster: "Kerbaltám Faipari Klaszter"."""
    return _one_of(random, new_network, 150)


def new_network(random: Random) -> str:
    """A business cluster that is none of those in the news."""
    return f"{_brand(random)} {random.choice(_SECTORS)} Klaszter"


def organisation(random: Random) -> str:
    """A company, a school, an office."""
    return _one_of(random, _organisation, 2000)


def call_code(random: Random) -> str:
    """The code of a call for proposals: "VINOP-2.1.4-21"."""
    part = ".".join(str(random.randint(1, 9)) for _ in range(3))
    code = f"{random.choice(_PROGRAMMES)}-{part}-{random.randint(14, 25)}"
    return code if random.random() < 0.7 else f"{code}-2021-{random.randint(1, 400):05}"


def _one_of(random: Random, make: Callable[[Random], str], size: int) -> str:
    """One of so many names, the first ones more often: those in the news are in it again."""
    return _names(make, size)[int(size * random.random() ** 2)]


@cache
def _names(make: Callable[[Random], str], size: int) -> tuple[str, ...]:
    random = Random(make.__name__)
    return tuple(make(random) for _ in range(size))


def _town(random: Random) -> str:
    before, after = random.choice(_BEFORE), random.choice(_AFTER)
    return capital(f"{before}{stem(random, random.choice((1, 2)))}{after}".lower())


def _person(random: Random) -> str:
    return f"{capital(stem(random, 2))}i {random.choice(GIVEN)}"


def _organisation(random: Random) -> str:
    return f"{_brand(random)} {random.choice(_FORMS)}"


def _brand(random: Random) -> str:
    return capital(stem(random, random.choice((2, 2, 3))))
