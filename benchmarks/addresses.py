"""How many addresses of one article are known as such, and how many of two are taken for one.

    uv run python benchmarks/addresses.py
    uv run --with ural --with courlan --with url-normalize python benchmarks/addresses.py

The labelled pairs are those of ``tests/scrapers/data/twins.toml`` and ``twins_later.toml``. w3lib
is installed with the project; of the other libraries those are measured that are there, each with
its strictest documented setting and with the one that it does by default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from scrapers import urls
from scrapers.identity.key import key

DATA = Path(__file__).parents[1] / "tests" / "scrapers" / "data"
FILES = ("twins.toml", "twins_later.toml")

LIBRARIES: dict[str, tuple[str, dict[str, bool]]] = {
    "w3lib canonicalize_url": ("w3lib.url:canonicalize_url", {}),
    "url-normalize": ("url_normalize:url_normalize", {}),
    "url-normalize, filter": ("url_normalize:url_normalize", {"filter_params": True}),
    "courlan clean_url": ("courlan:clean_url", {}),
    "courlan normalize_url, strict": ("courlan:normalize_url", {"strict": True}),
    "ural normalize_url": ("ural:normalize_url", {}),
    "ural fingerprint_url": ("ural:fingerprint_url", {}),
}


class Pair(NamedTuple):
    """Two addresses on a site, and whether they lead to one article."""

    home: str
    aliases: tuple[str, ...]
    one: str
    other: str
    same: bool


def pairs(file: str) -> Iterator[Pair]:
    """The labelled pairs of one file, as absolute addresses."""
    for site in tomllib.loads((DATA / file).read_text(encoding="utf-8"))["site"]:
        for same in (True, False):
            for pair in site["same" if same else "different"]:
                one, other = (urls.join(site["home"], address) or "" for address in pair)
                yield Pair(site["home"], tuple(site.get("aliases", ())), one, other, same)


def ours(pair: Pair) -> bool:
    """Whether the keys of a pair are one, for a source with its home and aliases."""
    one, other = (
        key(urls.canonical(address) or address, pair.aliases, urls.host(pair.home))
        for address in (pair.one, pair.other)
    )
    return one == other


def library(place: str, options: dict[str, bool]) -> Callable[[Pair], bool] | None:
    """The same by a function of a library; ``None`` where it is not installed."""
    module, _, name = place.partition(":")
    try:
        function = getattr(import_module(module), name)
    except ImportError:
        return None
    return lambda pair: function(pair.one, **options) == function(pair.other, **options)


def report(name: str, told: Callable[[Pair], bool], known: list[Pair]) -> None:
    """Print how many of the same are recognised, and how many of the different are merged."""
    same = [told(pair) for pair in known if pair.same]
    merged = [told(pair) for pair in known if not pair.same]
    share = sum(same) / len(same)
    recognised = f"{share:.3f} ({sum(same)}/{len(same)})"
    print(f"{name:34}{recognised:20}{sum(merged)}/{len(merged)}")


def main() -> None:
    """Measure ours on each file, and everything on all of them."""
    print(f"{'':34}{'recognised':20}merged wrongly")
    for file in FILES:
        report(f"klaszterhirek, {file}", ours, list(pairs(file)))
    known = [pair for file in FILES for pair in pairs(file)]
    report("klaszterhirek", ours, known)
    for name, (place, options) in LIBRARIES.items():
        if told := library(place, options):
            report(name, told, known)


if __name__ == "__main__":
    main()
