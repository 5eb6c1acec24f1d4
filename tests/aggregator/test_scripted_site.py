"""The sample site whose pages scripts make, through the whole program and a real Chromium."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator.archive.archive import open_archive
from aggregator.demo.demo import write_sources
from aggregator.demo.server import SampleSites
from aggregator.exporting import records
from scrapers.net.browser import missing
from tests.aggregator.updating import updated

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))

SITE = "napfeny"
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
ARTICLES = {
    "Közösségi naperőmű épül három faluban": "2021-03-18",
    "Használt akkumulátorokat vizsgál az új labor": "2021-04-27",
    "Napelemszerelő tanfolyam indul pályakezdőknek": "2021-05-12",
    "Felmérés: mennyit spórol a hőszivattyú a gyakorlatban?": "2021-06-03",
    "Új elnököt választott a klaszter közgyűlése": "2021-06-21",
}
"""What the pages say, with the day in Budapest."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scripted")


@pytest.fixture(scope="module")
def runs(folder: Path) -> list[dict[str, Any]]:
    """What two runs told, an hour apart."""
    with SampleSites() as sites:
        for source in write_sources(folder / "sources", sites.port, scripted=True):
            if source.id != SITE:
                (folder / "sources" / f"{source.id}.toml").unlink()
        return [updated(folder, NOW), updated(folder, NOW + timedelta(hours=1))]


def test_every_article_is_read_with_the_day_that_its_page_shows(
    runs: list[dict[str, Any]], folder: Path
) -> None:
    assert runs[0]["problems"] == runs[0]["dropped"] == []
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        told = {row["title"]: row["published"] for row in records(archive, "articles")}
    assert told == ARTICLES


def test_a_site_that_has_not_changed_gives_nothing_new(runs: list[dict[str, Any]]) -> None:
    assert (runs[1]["articles"], runs[1]["changed"]) == (0, [])


def test_it_is_left_out_where_it_cannot_be_read(tmp_path: Path) -> None:
    assert SITE not in {source.id for source in write_sources(tmp_path, 8000)}
