from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.dating.address import read_address

TOLD = {
    "/2021/06/04/cim/": "2021-06-04 filed",
    "/hirek/2021/6/4/cim": "2021-06-04 filed",
    "/portal/2021/0604/cim": "2021-06-04 filed",
    "/2021-06-04-cim": "2021-06-04 filed",
    "/hir/20210604_cim": "2021-06-04 filed",
    "/hirek/2021/06/cim": "2021-06 filed",
    "/hirek/2021/06": "2021-06 filed",
    "/2021-06/cim": "2021-06 filed",
    "/olvas/cim-2012-01-19-061000": "2012-01-19 named",
    "/olvas/cim-2012-01-19.html": "2012-01-19 named",
    "/20-12-2022-cim/": "2022-12-20 named",
    "/2021-06/04/cim": "2021-06-04 filed",
    "/cim-20210604": "2021-06-04 named",
    "/cim-20210604.html": "2021-06-04 named",
    "/cnt/abc20210604_1234": "2021-06-04 named",
    "/cikk/AB202106041230001": "2021-06-04 named",
    "/cikk/AB202106049930001": "",
    "/cim-20211399": "",
    "/cim-1720210604": "",
    # one that the calendar does not have, and one that it has
    "/2021/02/31/2021/02/cim": "2021-02 filed",
    "/7-8-11-2022-cim/": "",
    "/2021/cim": "",
    "/hirek/2021/": "",
    "/hirek/1483/2023-cim": "",
    "/cikk/20211399": "",
    "/4066917": "",
    "/index.php/hu/home/296-cim-2": "",
    "/hirek/?datum=2021/06/04": "",
    "": "",
}


@pytest.mark.parametrize("path", TOLD)
def test_an_address_tells_a_day_a_month_or_nothing(path: str):
    told = read_address(f"https://www.pelda.hu{path}")
    day = told and told.first.isoformat()[: 10 if told.day else 7]
    assert (f"{day} {'filed' if told.filed else 'named'}" if told else "") == TOLD[path]


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_that_a_site_files_under_is_read(day: date):
    told = read_address(f"https://pelda.hu/hirek/{day:%Y/%m/%d}/cim")
    assert told is not None
    assert (told.first, told.day, told.filed) == (day, True, True)
    assert told.allows(day)
    assert not told.allows(day + timedelta(days=30))


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_month_allows_each_of_its_days(day: date):
    told = read_address(f"https://pelda.hu/{day:%Y/%m}/cim")
    assert told is not None
    assert told.allows(day)
    assert not told.allows(day + timedelta(days=40))


@given(st.text())
def test_no_address_breaks_the_reading(path: str):
    told = read_address(f"https://pelda.hu/{path}")
    assert told is None or 1900 <= told.first.year <= 2099


def test_a_hostile_address_does_no_harm():
    assert read_address("https://pelda.hu/" + "-2012-01-1/2021/" * 60_000) is None
    assert read_address("https://pelda.hu/" + "-2012-01-19.aa-" * 60_000) is None
