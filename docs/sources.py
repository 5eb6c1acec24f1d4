"""Writes docs/sources.md: the bundled sources in tables that people can read.

uv run python docs/sources.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapers.folders import BUNDLED
from scrapers.source import Source, load_sources

PAGE = Path(__file__).with_name("sources.md")
HEAD = """\
# The bundled sources

{count} sources come with the program, one file each in
[scrapers/sources](../scrapers/sources); this page is written from them by `docs/sources.py`.
Facts are those that could be read on public pages; what is unknown is left out. *Alive* only says
that nothing else is known. A *frozen* site is not added to any more; a *lapsed* or *hacked* one is
no longer its organisation's and is crawled only when it is named. Of a source with topics only
articles in which one of these words occurs are taken.
"""
COLUMNS = (
    *("source", "name", "organisation", "sector", "country", "languages", "home", "status"),
    *("topics", "former names and further hosts"),
)
CLUSTERS = "Hungarian cluster organisations"
NEIGHBOURS = "Neighbouring countries"
AGENCIES = "Policy and agencies in Hungary"
EUROPE = "European level"
PRESS = "Press"
GROUPS = (CLUSTERS, NEIGHBOURS, AGENCIES, EUROPE, PRESS)
AGENCY_SECTORS = {
    *("cluster policy", "government", "e-government", "regional development"),
    *("chamber of commerce", "investment promotion"),
}


def group_of(source: Source) -> str:
    """The heading under which a source stands."""
    if source.sector == "press":
        return PRESS
    if source.country == "eu":
        return EUROPE
    if source.country != "hu":
        return NEIGHBOURS
    return AGENCIES if source.sector in AGENCY_SECTORS else CLUSTERS


def page(sources: Iterable[Source]) -> str:
    """The whole page, in Markdown."""
    groups: dict[str, list[Source]] = {name: [] for name in GROUPS}
    for source in sources:
        groups[group_of(source)].append(source)
    count = sum(map(len, groups.values()))
    return "\n".join([HEAD.format(count=count), *(_section(*one) for one in groups.items())])


def _section(name: str, sources: list[Source]) -> str:
    rows = (COLUMNS, ("---",) * len(COLUMNS), *map(tuple, map(_cells, sources)))
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"## {name} ({len(sources)})\n\n{table}\n"


def _cells(source: Source) -> Iterator[str]:
    organisation = "" if source.organisation == source.name else source.organisation
    yield from (f"`{source.id}`", source.name, organisation, source.sector or "", source.country)
    yield from (", ".join(source.languages), f"<{source.home}>", source.status)
    yield from (", ".join(source.topics), ", ".join((*source.former_names, *source.aliases)))


if __name__ == "__main__":
    PAGE.write_text(page(load_sources([BUNDLED])), encoding="utf-8")
