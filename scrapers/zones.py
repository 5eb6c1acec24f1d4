"""Which clock a country goes by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from scrapers.article import BUDAPEST

_NO_COUNTRY = {"eu": "Europe/Brussels", "uk": "Europe/London", "xk": "Europe/Belgrade"}


@cache
def zone_of(country: str) -> ZoneInfo:
    """The time zone of most people of a country, by its two letters; Budapest's, if unknown."""
    name = _NO_COUNTRY.get(country)
    # the table begins with a country's largest zone, or says "most of" where it does not
    zones = sorted(_zones(country.upper()), key=lambda zone: not zone[1].startswith("most of"))
    return ZoneInfo(name or zones[0][0]) if name or zones else BUDAPEST


def _zones(country: str) -> Iterator[tuple[str, str]]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in table.splitlines():
        code, *rest = f"{line}\t\t\t".split("\t")
        if code == country:
            yield rest[1], rest[2]
