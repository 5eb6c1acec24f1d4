from typing import Any

import pytest

from scrapers.alternates import MOST, read_alternates
from scrapers.article import Alternate
from scrapers.extract import extract
from tests.scrapers.example import HOME, NOW, URL, page, source
from tests.scrapers.tables import rows


def link(code: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{code}" href="{address}">'


def alternates(body: str, head: str = "", **changes: Any) -> list[str]:
    found = read_alternates(page(body, head), source(**changes), URL, "hu")
    return [f"{one.language} {one.url}" for one in found]


@pytest.mark.parametrize("row", rows("alternates.toml"))
def test_a_page_names_the_same_in_other_languages(row: dict[str, Any]):
    assert alternates(row.get("body", ""), row.get("head", "")) == row["alternates"]


def test_an_article_has_what_its_page_names():
    head = link("hu", URL) + link("en-GB", "/en/news/shared-machines")
    article = extract(page("<h1>{title}</h1>{prose}", head), source(), NOW)
    assert article.alternates == (Alternate("en", f"{HOME}en/news/shared-machines"),)


def test_a_list_of_the_source_is_no_article_in_another_language():
    doors = [{"kind": "listing", "url": f"{HOME}en/news"}]
    assert alternates("", link("en", "/en/news/"), door=doors) == []


def test_a_page_that_names_ten_thousand_has_a_few():
    head = "".join(link("en", f"/en/news/trap-{n}") for n in range(10_000))
    found = alternates("", head)
    assert found == [f"en {HOME}en/news/trap-{n}" for n in range(MOST)]


def test_no_more_of_a_trap_is_looked_at_than_a_page_has():
    head = "".join(link("en", f"https://masik.hu/trap-{n}") for n in range(10_000))
    assert alternates("", head + link("en", "/en/news/behind-the-trap")) == []


def test_an_article_in_no_known_language_has_alternates_too():
    found = read_alternates(page("", link("en", "/en/a-1")), source(), URL, None)
    assert found == (Alternate("en", f"{HOME}en/a-1"),)
