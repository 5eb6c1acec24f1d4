import pytest

from scrapers.records.paging import MOST, older_pages
from tests.scrapers.example import page
from tests.scrapers.tables import rows

URL = "https://www.pelda.hu/hirek"


def older(body: str, url: str = URL, head: str = "") -> tuple[str, ...]:
    return older_pages(page(body, head, url))


@pytest.mark.parametrize("case", rows("paging.toml"))
def test_the_older_pages_of_a_list_are_found(case: dict[str, str]):
    assert list(older(case["html"], case.get("url", URL))) == case["older"]


def test_a_declared_next_page_comes_first():
    body = "<div class=pager><a href='?page=2'>2</a> <a href='?page=3'>3</a></div>"
    head = "<link rel=next href='/hirek?page=2&amp;utm_source=x'>"
    assert older(body, head=head) == (f"{URL}?page=2", f"{URL}?page=3")


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/kovetkezo-konferencia'>Következő</a>",
        "<a href='https://idegen.hu/hirek?page=2'>Következő</a>",
        "<a href='?page=1'>Előző</a><a href='?page=9'>Utolsó</a>",
        "<a href='#'>Következő</a><a href='javascript:next()'>»</a>",
        "<table class=naptar><td><a href='/nap-1'>1</a><td><a href='/nap-2'>2</a></table>",
    ],
)
def test_what_is_no_pager_leads_to_no_older_page(body: str):
    assert older(body) == ()


def test_so_many_pages_are_told_and_no_more():
    links = "".join(f"<a href='?page={number}'>{number}</a> " for number in range(2, 90))
    assert older(f"<span>1</span> {links}") == tuple(
        f"{URL}?page={number}" for number in range(2, MOST + 2)
    )
