from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.agency import agency_in, agency_of, read_agency
from scrapers.authors import Credit, read_authors
from scrapers.names import is_name, names_in
from tests.scrapers.example import TITLE, page
from tests.scrapers.tables import rows

LONG = 300_000


@pytest.mark.parametrize("row", rows("authors.toml", "names"))
def test_names_are_told_without_labels_roles_and_addresses(row: dict[str, Any]):
    assert names_in(row["told"]) == tuple(row["names"])


@pytest.mark.parametrize("row", rows("authors.toml", "agency"))
def test_an_agency_is_known_by_its_names_and_by_what_stands_beside_them(row: dict[str, Any]):
    assert agency_of(row["told"]) == row.get("agency")


@pytest.mark.parametrize("row", rows("authors.toml", "signed"))
def test_a_text_names_its_agency_in_the_dateline_or_at_its_end(row: dict[str, Any]):
    assert read_agency(row["text"]) == row.get("agency")


@pytest.mark.parametrize("row", rows("authors.toml", "page"))
def test_a_page_tells_its_authors_once_and_the_agency_apart(row: dict[str, Any]):
    read = page(row.get("body", "<h1>{title}</h1>{prose}"), row.get("head", ""))
    credit = read_authors(read, TITLE, row.get("text", ""))
    assert credit == Credit(tuple(row["authors"]), row.get("agency"))


@pytest.mark.parametrize("shown", [("Kis Anna", "Kis Anna"), ("Szerző: Kis Anna",)])
def test_a_door_s_authors_count_where_the_page_tells_none(shown: tuple[str, ...]):
    assert read_authors(page("<h1>{title}</h1>{prose}"), TITLE, "", (), shown) == Credit(
        ("Kis Anna",)
    )


def test_a_door_s_account_name_does_not_replace_the_site_that_the_page_tells():
    told = page("<h1>{title}</h1>{prose}", '<meta name="author" content="Mintaklaszter">')
    credit = read_authors(told, TITLE, "", ("Mintaklaszter",), ("szerkesztoseg",))
    assert credit == Credit(("Mintaklaszter",))


def test_a_thousand_commentators_are_no_authors():
    comments = "<p class=author>Kis Anna hozzászólása a cikkhez</p>" * 1_000
    assert read_authors(page(f"<h1>{{title}}</h1>{{prose}}{comments}"), TITLE, "") == Credit()


@given(st.text())
def test_any_text_tells_names_of_a_name_s_length_each_once(text: str):
    names = names_in(text)
    assert len(set(names)) == len(names)
    assert all(1 < len(name) <= 80 for name in names)


@pytest.mark.parametrize("piece", ["a", " ", "A ", "(", "Kis Anna, ", "MTI/", "1 2021 ", "- ", "@"])
def test_a_long_line_is_read_at_once(piece: str):
    line = piece * (LONG // len(piece))
    names_in(line)
    assert not is_name(line)
    agency_of(line)
    agency_in(line)
    read_agency(line)
    body = f"<h1>{{title}}</h1><p>{line}</p>{{prose}}"
    assert isinstance(read_authors(page(body), TITLE, line), Credit)
