"""What holds for the sources that come with the program, and the page that shows them."""

from __future__ import annotations

import runpy
from itertools import permutations
from pathlib import Path

import pytest
from babel import Locale

from scrapers import urls
from scrapers.folders import BUNDLED
from scrapers.folding import fold
from scrapers.source import Source, load_sources

DOCS = Path(__file__).parents[2] / "docs"
SOURCES = load_sources([BUNDLED])
OVERLAPS = {("kormany", "kormany-2010-2014")}
"""A source whose home is on a sub-domain of another's, which is therefore said to own it too."""
ENGLISH = Locale("en")
COUNTRIES = {"hu", "ro", "rs", "sk", "cz"}
"""Those whose top-level domain tells where a site is at home."""


def hosts(source: Source) -> tuple[str, ...]:
    return (source.host, *source.aliases)


def test_there_are_at_least_sixty_organisations_besides_the_press() -> None:
    assert [one.id for one in SOURCES] == sorted(path.stem for path in BUNDLED.glob("*.toml"))
    assert sum(one.sector != "press" for one in SOURCES) >= 60


def test_no_host_has_two_sources() -> None:
    told = [host for one in SOURCES for host in hosts(one)]
    assert sorted(told) == sorted(set(told))


def test_no_source_owns_a_host_of_another_but_those_that_are_known_to() -> None:
    found = {
        (one.id, other.id)
        for one, other in permutations(SOURCES, 2)
        if any(one.owns(f"http://{host}/") for host in hosts(other))
    }
    assert found == OVERLAPS


def test_no_source_has_the_name_of_another() -> None:
    names = [fold(one.name) for one in SOURCES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.id)
def test_a_bundled_source_is_plausible(source: Source) -> None:
    assert source.owns(source.home)
    assert urls.canonical(source.home) == source.home
    assert all(source.owns(door.url) for door in source.doors)
    assert source.country.upper() in ENGLISH.territories
    assert set(source.languages) <= set(ENGLISH.languages)
    assert source.sector
    domain = source.host.rpartition(".")[2]
    assert domain not in COUNTRIES - {source.country}
    assert len(set(source.languages)) == len(source.languages)


def test_every_newspaper_has_topics() -> None:
    press = [one for one in SOURCES if one.sector == "press"]
    assert len(press) >= 20
    assert [one.id for one in press if not one.topics] == []


def test_the_page_of_the_sources_is_what_their_files_say() -> None:
    page = runpy.run_path(str(DOCS / "sources.py"))["page"]
    written = (DOCS / "sources.md").read_text(encoding="utf-8")
    assert written == page(SOURCES), "run: uv run python docs/sources.py"


def test_the_page_of_the_sources_has_each_of_them_once() -> None:
    lines = (DOCS / "sources.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("`")[1] for line in lines if line.startswith("| `")]
    assert sorted(rows) == [one.id for one in SOURCES]
