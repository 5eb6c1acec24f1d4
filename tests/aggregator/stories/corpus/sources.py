"""The sources of the corpus, each with the habits of its pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

from tests.aggregator.stories.corpus import names

Kind = Literal["portal", "ministry", "chamber", "network", "press"]
About = Literal["", "first", "middle", "last"]
Furniture = Literal["", "path", "share", "foot", "related"]
Dates = Literal["minute", "day", ""]

_OFFICIAL: tuple[tuple[str, str, Kind], ...] = (
    ("portal", "Hálózati Portál", "portal"),
    ("hirkozpont", "Klaszter Hírközpont", "portal"),
    ("miniszterium", "Térségi Gazdaságért Felelős Minisztérium", "ministry"),
    ("hivatal", "Beruházási és Hálózatfejlesztési Hivatal", "ministry"),
    ("somlokamara", "Somlóháti Kereskedelmi és Iparkamara", "chamber"),
    ("tiszamellek", "Tiszamelléki Iparkamara", "chamber"),
    ("halomkamara", "Halomvidéki Kereskedelmi Kamara", "chamber"),
    ("tormasvolgy", "Tormásvölgyi Napló", "press"),
    ("rezmaly", "Rézmályi Gazdasági Tükör", "press"),
    ("delhalom", "Délhalmi Hírlap", "press"),
    ("kekmezo", "Kékmezei Krónika", "press"),
    ("hatholdas", "Hatholdas Hírek", "press"),
    ("berekszel", "Berekszéli Hetilap", "press"),
)
NETWORKS = 23


@dataclass(frozen=True, slots=True)
class Site:
    """A source: ``about`` is where on every page it presents itself, ``furniture`` what of its
    pages is left in the text, ``dates`` how exactly it tells when an article appeared.
    """

    id: str
    name: str
    host: str
    kind: Kind
    about: About
    furniture: Furniture
    dates: Dates


@cache
def sites() -> tuple[Site, ...]:
    """All three dozen of them; the same in every corpus."""
    random = Random("sites")
    networks = [names.new_network(random) for _ in range(NETWORKS)]
    told = [*_OFFICIAL, *((_id(name), name, "network") for name in networks)]
    return tuple(
        Site(
            id,
            name,
            f"{id}.example.hu",
            kind,
            random.choice(("", "", "", "first", "middle", "last", "last")),
            random.choice(("", "", "", "path", "share", "foot", "related")),
            random.choice(("minute", "minute", "day", "day", "")),
        )
        for id, name, kind in told
    )


def site(
    random: Random, but: Collection[str] = (), *, dated: bool = False, kinds: Collection[Kind] = ()
) -> Site:
    """One of the sources, none of those in ``but``."""
    fit = [
        one
        for one in sites()
        if one.id not in but and (one.dates or not dated) and (not kinds or one.kind in kinds)
    ]
    return random.choice(fit)


def _id(name: str) -> str:
    return name.split(maxsplit=1)[0].lower().translate(str.maketrans("áéíóöőúüű", "aeiooouuu"))
