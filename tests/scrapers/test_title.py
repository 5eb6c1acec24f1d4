from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.title import LONGEST, read_title
from tests.scrapers.example import TITLE, page
from tests.scrapers.tables import rows


@pytest.mark.parametrize("row", rows("titles.toml"))
def test_a_title_is_the_headline_without_site_kicker_and_counter(row: dict[str, Any]):
    read = page(row["body"], row.get("head", "").replace("{title}", TITLE))
    assert read_title(read) == row["title"].format(title=TITLE)


def test_a_title_is_cut_at_the_longest():
    assert read_title(page(f"<h1>{'szó ' * 1_000}</h1>{{prose}}")) == ("szó " * 1_000)[:LONGEST]


@pytest.mark.parametrize("heading", ["<h1>Mintaklaszter</h1>", "", "<h2>Minta Kft.</h2>"])
def test_the_source_s_names_are_no_title_where_the_page_has_a_heading(heading: str):
    read = page(f"{heading}<h3>{{title}}</h3>{{prose}}", "<title>Mintaklaszter</title>")
    assert read_title(read, "", ("Mintaklaszter", "Minta Kft.")) == TITLE


def test_the_source_s_name_is_the_title_where_the_page_has_nothing_else():
    read = page("{prose}", "<title>Mintaklaszter</title>")
    assert read_title(read, "", ("Mintaklaszter",)) == "Mintaklaszter"


WORDS = st.text(st.characters(exclude_categories=["C"], exclude_characters='&<"'))


@given(WORDS, WORDS, WORDS)
def test_any_page_has_a_title_on_one_line_or_none(window: str, heading: str, told: str):
    read = page(
        f"<h1>{heading}</h1>{{prose}}",
        f'<title>{window}</title><meta property="og:title" content="{told}">',
    )
    title = read_title(read)
    assert title == " ".join(title.split())
    assert len(title) <= LONGEST


@pytest.mark.parametrize("piece", ["a", "a - ", "(1) ", "1 komment ", ": ", "|"])
def test_a_heading_of_a_megabyte_is_read_at_once(piece: str):
    long = piece * (1_000_000 // len(piece))
    assert len(read_title(page(f"<h1>{long}</h1>{{prose}}", f"<title>{long}</title>"))) <= LONGEST
