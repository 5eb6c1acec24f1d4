from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.net.indexing import NOFOLLOW, NOINDEX, of_header, of_page
from tests.scrapers.example import NOW, page
from tests.scrapers.tables import rows

WORDS = ("noindex", "nofollow", "none", "unavailable_after", ":", ",", " ", "klaszterhirek", "2010")


@pytest.mark.parametrize("row", rows("indexing.toml", "header"))
def test_headers_forbid_what_they_say_to_us(row: dict[str, Any]):
    assert of_header(row["values"], NOW) == set(row["forbids"])


@pytest.mark.parametrize("row", rows("indexing.toml", "page"))
def test_elements_forbid_what_they_say_to_us(row: dict[str, Any]):
    assert of_page(page("<p>x</p>", head=row["head"]).tree, NOW) == set(row["forbids"])


@given(st.lists(st.text() | st.lists(st.sampled_from(WORDS)).map("".join)))
def test_any_header_forbids_nothing_else(values: list[str]):
    assert of_header(values, NOW) <= {NOINDEX, NOFOLLOW}


@given(st.lists(st.text()))
def test_whatever_else_is_said_noindex_for_all_counts(values: list[str]):
    assert NOINDEX in of_header([*values, "noindex"], NOW)
