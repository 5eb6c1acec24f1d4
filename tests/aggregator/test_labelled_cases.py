"""Every labelled case of ``stories/data`` on its whole way: kept in an archive, then grouped.

Articles come in one batch, or each on a day of its own, first one first or last one first: what
they are to each other does not depend on it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article, membership
from aggregator.archive.sources import keep_sources
from aggregator.group import group
from aggregator.stories.relation import HOLDING
from scrapers.memory import Kept
from scrapers.source import Source
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, kept, published
from tests.aggregator.archive.findings import article as found
from tests.aggregator.stories.articles import DATA, KNOWN

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
"""After all that the files tell."""
PAIRS = sorted((DATA / "relations").glob("*.toml"))
STORIES = sorted((DATA / "stories").glob("*.toml"))
ORDERS = ["together", "first to last", "last to first"]
SOURCES = {
    one.name: Source(
        id=one.name, name=one.title, organisation=one.title, home=f"http://{one.hosts[0]}/"
    )
    for one in KNOWN
}

Story = tuple[int, frozenset[int], frozenset[int]]
"""An original, its reprints and its quotations, by the places of the articles in their file."""


def stories(archive: Archive, tables: Sequence[Mapping[str, Any]], order: str) -> set[Story]:
    """The stories that an archive makes of the articles of a file."""
    findings = [finding(place, table) for place, table in enumerate(tables)]
    with archive.write() as connection:
        keep_sources(connection, [source(name) for name in {one.source for one in findings}])
        keep_sources(connection, SOURCES.values())
    batches = [findings] if order == "together" else [[one] for one in findings]
    for day, batch in enumerate(reversed(batches) if order == "last to first" else batches):
        ArchiveMemory(archive).keep(batch, SEEN + day * DAY)
        group(archive, None, SEEN + day * DAY)
    return arranged(archive, {one.url: place for place, one in enumerate(findings)})


def source(name: str) -> Source:
    """A source of a file, known by its title or not."""
    home = f"https://{name}.example.hu/"
    return SOURCES.get(name) or Source(id=name, name=name, organisation=name, home=home)


def finding(place: int, table: Mapping[str, Any]) -> Kept:
    """An article as a file tells it, as a crawl would find it."""
    home = table.get("source", "portal")
    values = {"title": table.get("title", "Cím"), "text": table["text"].strip()}
    values["url"] = table.get("url", f"https://{home}.example.hu/{place}")
    if day := table.get("published"):
        values["published"] = published(f"{day:%Y-%m-%d}")
    return kept(found(home, **values))


def arranged(archive: Archive, places: Mapping[str, int]) -> set[Story]:
    query = (
        select(membership.c.story, membership.c.role, article.c.url)
        .join(article, article.c.id == membership.c.article)
        .where(membership.c.until.is_(None))
    )
    with archive.read() as connection:
        rows = connection.execute(query).all()
    roles: dict[int, dict[str, set[int]]] = {}
    for row in rows:
        roles.setdefault(row.story, {}).setdefault(row.role, set()).add(places[row.url])
    return {
        (min(one["original"]), *(frozenset(one.get(role, ())) for role in ("reprint", "quotation")))
        for one in roles.values()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("labelled")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        yield archive


@pytest.fixture
def empty(made: Archive) -> Archive:
    """An archive of which nothing depends on the database: made once, emptied for each case."""
    with made.write() as connection:
        make_empty(connection)
    return made


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_two_articles_are_one_story_where_their_file_says_so(
    empty: Archive, path: Path, order: str
) -> None:
    told = tomllib.loads(path.read_text("utf-8"))
    made = stories(empty, (told["a"], told["b"]), order)
    kinds = {told["kind"], *told.get("also", ())}
    merging = {kind in HOLDING and not told.get("apart", False) for kind in kinds}
    assert (len(made) == 1) in merging, made
    host = {"a": 0, "b": 1}.get(told.get("host", ""))
    if len(made) == 1 and "copy" not in kinds and host is not None:
        assert made == {(1 - host, frozenset(), frozenset({host}))}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_articles_are_arranged_as_their_file_accepts(
    empty: Archive, path: Path, order: str
) -> None:
    told = tomllib.loads(path.read_text("utf-8"))
    accepted = [
        {
            (original, frozenset(reprints), frozenset(quotations))
            for original, reprints, quotations in one
        }
        for one in told["accepted"]
    ]
    assert stories(empty, told["article"], order) in accepted
