"""Each page of ``data/listings`` against the expectation beside it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scrapers import wrapper
from scrapers.doors.listing import Shown, look
from scrapers.page import Page
from tests.scrapers.example import NOW, source
from tests.scrapers.tables import DATA

PAGES = sorted((DATA / "listings").glob("*.html"))


def shown(path: Path, url: str) -> Shown:
    page = Page.parse(path.read_bytes(), url, "text/html; charset=utf-8")
    return look(page, source(home=url, languages=wrapper.LANGUAGES), NOW)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_lists_what_stands_beside_it(path: Path):
    told: dict[str, Any] = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    found = shown(path, told["url"])
    links = told.get("links", [])
    assert [(one.url, one.title) for one in found.links] == [
        (one["url"], one["title"]) for one in links
    ]
    wanted = {one["url"]: one for one in links}
    for one in found.links:
        expected = wanted[one.url]
        if "date" in expected:
            assert one.published and one.published.iso()[:10] == expected["date"]
        if "summary" in expected:
            assert one.summary == expected["summary"]
    assert [
        (one.url.partition("#")[2], one.title, one.published and one.published.iso()[:10])
        for one in found.articles
    ] == [(one["fragment"], one["title"], one.get("date")) for one in told.get("articles", [])]
    assert list(found.older) == told["older"]
    low, high = told["score"]
    assert low <= found.score <= high
    if "dated" in told:
        assert found.trusted is told["dated"]
