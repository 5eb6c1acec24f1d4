from typing import Any

import pytest

from scrapers.title import LONGEST, read_title
from tests.scrapers.example import TITLE, page
from tests.scrapers.tables import rows


@pytest.mark.parametrize("row", rows("titles.toml"))
def test_a_title_is_the_headline_without_the_site_s_name(row: dict[str, Any]):
    assert read_title(page(row["body"], row.get("head", ""))) == row["title"].format(title=TITLE)


def test_a_title_is_cut_at_the_longest():
    assert read_title(page(f"<h1>{'szó ' * 1_000}</h1>{{prose}}")) == ("szó " * 1_000)[:LONGEST]
