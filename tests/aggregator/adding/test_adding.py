"""``add`` on ten sites in clothes that discovery has not seen, and on three without news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.aggregator.adding.gold import NEWSLESS, SITES, Site, serve, verdict
from tests.aggregator.exploring import explored

RIGHT = 9
"""Of the ten sites so many must be found right."""


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, dict[str, Any]]]:
    with serve() as port:
        homes = {site.name: site.home(port) for site in (*SITES, *NEWSLESS)}
        found = explored(list(homes.values()))
        yield {name: found[home] for name, home in homes.items()}


def test_the_news_of_nine_sites_in_ten_are_found_right(told):
    verdicts = {site.name: verdict(site, told[site.name]["shown"]) for site in SITES}
    wrong = {name: why for name, (right, why) in verdicts.items() if not right}
    assert len(wrong) <= len(SITES) - RIGHT, wrong


@pytest.mark.parametrize("site", NEWSLESS, ids=lambda site: site.name)
def test_where_there_is_no_news_nothing_is_taken_without_a_doubt(site: Site, told):
    assert told[site.name]["doubt"]
