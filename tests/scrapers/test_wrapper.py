"""Each page of ``data/listings`` against the expectation beside it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import urls, wrapper
from scrapers.doors.listing import Shown, look
from scrapers.page import Page
from tests.scrapers.example import NOW, page, source
from tests.scrapers.tables import DATA

URL = "https://www.pelda.hu/hirek"
PAGES = sorted((DATA / "listings").glob("*.html"))


def shown(path: Path, url: str) -> Shown:
    parsed = Page.parse(path.read_bytes(), url, "text/html; charset=utf-8")
    return look(parsed, source(home=url, languages=wrapper.LANGUAGES), NOW)


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


def listing(body: str, other: str | None = None, url: str = URL) -> wrapper.Listing:
    beside = page(other, url=f"{url}?page=2") if other is not None else None
    return wrapper.infer(page(body, url=url), beside)


def test_what_a_second_page_links_to_as_well_is_furniture():
    offers = "".join(
        f"<li><h3><a href='/ajanlat/{n}'>Közös beszerzési ajánlat {n}. sorozata</a></h3></li>"
        for n in ("gep", "szerszam", "energia")
    )

    def list_of(*numbers: int) -> str:
        return "".join(
            f"<div><h3><a href='/hirek/{n}-uj-csarnok'>Új csarnok épül a {n}. telken</a></h3></div>"
            for n in numbers
        )

    one, two = (f"<ul>{offers}</ul><section>{list_of(*r)}</section>" for r in ((1, 2), (3, 4)))
    alone = [record.url for record in listing(one).records]
    assert "https://www.pelda.hu/ajanlat/gep" in alone
    assert [record.url for record in listing(one, two).records] == [
        "https://www.pelda.hu/hirek/1-uj-csarnok",
        "https://www.pelda.hu/hirek/2-uj-csarnok",
    ]


def test_a_page_that_is_compared_with_itself_keeps_its_records():
    body = "".join(
        f"<h3><a href='/hirek/{n}-uj-csarnok'>Új csarnok épül a {n}. telken</a></h3>"
        for n in range(4)
    )
    same = page(body)
    assert wrapper.infer(same, same) == wrapper.infer(same)
    assert len(wrapper.infer(same).records) == 4


def test_more_links_than_any_list_has_are_cut_off_and_said_to_be():
    body = "".join(
        f"<li><a href='/hirek/{n}-nagy-hir'>Nagy hír érkezett a {n}. napon</a></li>"
        for n in range(40_000)
    )
    found = listing(f"<ul>{body}</ul>")
    assert found.cut
    assert len(found.records) == wrapper.MOST_RECORDS
    assert [record.url for record in found.records[:2]] == [
        "https://www.pelda.hu/hirek/0-nagy-hir",
        "https://www.pelda.hu/hirek/1-nagy-hir",
    ]


def test_a_list_in_which_every_link_looks_different_is_looked_at_for_so_long_and_no_longer():
    body = "".join(
        f"<div class='{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}x'>"
        f"<a href='/hirek/{n}'>Nagy hír érkezett a napon</a></div>"
        for n in range(20_000)
    )
    assert listing(body).cut


def test_a_record_longer_than_any_is_none():
    long = "<li><a href='/a-hir'>Egy nagy hír érkezett ma</a>" + "szó " * 30_000 + "</li>"
    short = "<li><a href='/b-hir'>Egy kis hír érkezett ma</a></li>"
    found = listing(f"<ul>{long}{short}{short.replace('b-', 'c-')}</ul>")
    assert [record.url for record in found.records] == [
        "https://www.pelda.hu/b-hir",
        "https://www.pelda.hu/c-hir",
    ]


PIECES = (
    *("<ul>", "</ul>", "<li>", "<h3>", "</h3>", "<p>", "</p>", "<div>", "</div>", "<br>", "<td>"),
    *("<table>", "<tr>", "<dl>", "<dt>", "<dd>", "<article>", "<b>", "</b>", "<time datetime=x>"),
    *(
        "<a href='/hirek/uj-csarnok'>",
        "<a href='/hirek/regi-csarnok'>",
        "<a href='?page=2'>",
        "</a>",
    ),
    *("<a href='http://['>", "<a>", "<a name=x>", "<a href='/d.pdf'>", "<img alt='Kép'>"),
    *("Új csarnok épül a gépgyártóknak", "Tovább", "2024. május 4.", "Következő", "2", "\u200b"),
    "A tagok közösen vesznek gépet, és a gép órabérét évente egyszer állapítják meg az üléseken. ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_page_gives_addresses_once_each_and_a_score_between_nothing_and_one(body: str):
    parsed = Page.parse(f"<p>x{body}".encode(), URL, "text/html; charset=utf-8")
    found = wrapper.infer(parsed)
    assert 0 <= found.score <= 1
    addresses = [one.url or f"{URL}#{one.fragment}" for one in found.records]
    assert len(set(addresses)) == len(addresses)
    assert all(one.url is None or urls.canonical(one.url) == one.url for one in found.records)
    assert all((one.url is None) is bool(one.fragment) for one in found.records)
    assert all(urls.canonical(one) == one for one in found.older)
    assert URL not in (*addresses, *found.older)
    assert wrapper.infer(parsed) == found  # reading leaves the page as it was
