"""The sheet of a month: every event on each of its days, and the way to other months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.pages.month import EARLIEST, LATEST, after, before, last_day, weeks
from aggregator.web.events import _month
from aggregator.web.parameters import BadParameter, Parameters
from scrapers.article import Announced
from tests.aggregator.archive.findings import kept, published
from tests.aggregator.pages.reading import body, texts
from tests.aggregator.pages.sample import happening
from tests.aggregator.publishing.test_calendars import told
from tests.aggregator.web.conftest import newsroom, served
from tests.aggregator.web.paging import read

CLUB = Announced("7. Klasztermenedzser Klub", "2021-07-08", "2021-07-10", town="Tata")
CAMP = Announced("Nyári Egyetem", "2021-06-29", "2021-07-02", town="Eger")
TENDER = kept(
    source="press",
    path="p/1",
    title="Jelentkezés",
    published=published("2021-06-04"),
    text="A Nemzeti Klaszter Konferenciára 2021. július 15-ig lehet jelentkezni.",
)
VAGUE = kept(
    source="member",
    path="p/2",
    title="Talán találkozunk",
    published=published("2021-06-04"),
    text="Várhatóan 2021. július 20-án tartjuk a következő konferenciát.",
)
MONTHS = st.dates(EARLIEST, LATEST).map(lambda one: one.replace(day=1))


@pytest.fixture(scope="module")
def filled(blank, tmp_path_factory):
    with newsroom(blank, tmp_path_factory.mktemp("filled")) as room:
        room.run(
            told(CLUB),
            told(CAMP, source="member", path="hirek/egyetem", text="Egyetem lesz Egerben."),
            TENDER,
            VAGUE,
        )
        yield room


@pytest.fixture(scope="module")
def reader(filled):
    return served(filled)


def days_of(page, name):
    """The days of the sheet on which something is."""
    found = page.xpath(f"//table[@class='sheet']//td[.//a[.//bdi[contains(., '{name}')]]]/time")
    return [int(one.text) for one in found]


def test_an_event_is_on_each_of_its_days_in_each_of_its_months(reader):
    july, june = read(reader, "/events?month=2021-07"), read(reader, "/events?month=2021-06")
    assert days_of(july, "Klub") == [8, 9, 10]
    assert (days_of(june, "Egyetem"), days_of(july, "Egyetem")) == ([29, 30], [1, 2])
    assert days_of(june, "Klub") == []
    assert "nem tudunk eseményről" in body(read(reader, "/events?month=2020-07"))


def test_the_sheet_leads_to_the_list(reader):
    page = read(reader, "/events?month=2021-07")
    for link in page.xpath("//table[@class='sheet']//a/@href"):
        assert len(page.xpath(f"//*[@id='{str(link)[1:]}']")) == 1


def test_deadlines_and_what_is_not_certain_stand_apart(reader):
    page = read(reader, "/events?month=2021-07")
    sections = {
        texts(one, "h2")[0]: texts(one, ".//h3") for one in page.xpath("//section[@class='month']")
    }
    assert list(sections) == ["Események", "Határidők", "Nem biztos"]
    assert len(sections["Események"]) == 2
    assert len(sections["Határidők"]) == 1
    assert sections["Nem biztos"] == ["konferencia nem biztos, hogy megtartják"]


def test_without_a_month_it_is_this_one(reader):
    assert texts(read(reader, "/events"), "//caption") == ["2021. június"]
    assert texts(read(reader, "/en/events"), "//caption") == ["June 2021"]
    today = texts(read(reader, "/events"), "//td[@aria-current='date']/time")
    assert today == ["17"]


@pytest.mark.parametrize(
    ("month", "earlier", "later"),
    [
        ("2021-01", "2020-12", "2021-02"),
        ("2021-12", "2021-11", "2022-01"),
        ("0045-03", "0045-02", "0045-04"),
        (EARLIEST.isoformat()[:7], None, "0002-02"),
        (LATEST.isoformat()[:7], "9998-11", None),
    ],
)
def test_a_month_leads_to_the_one_before_and_the_one_after(reader, month, earlier, later):
    page = read(reader, f"/en/events?month={month}")
    for relation, other in (("prev", earlier), ("next", later)):
        found = [str(one) for one in page.xpath(f"//a[contains(@rel, '{relation}')]/@href")]
        assert found == ([f"/en/events?month={other}"] if other else [])
        for one in found:
            read(reader, one)


@pytest.mark.parametrize(
    "month", ["2021", "2021-13", "2021-00", "2021-6", "2021-06-01", "0001-12", "9999-01", "x", "-"]
)
def test_what_is_no_month_is_told(reader, month):
    assert reader.get(f"/events?month={month}").status_code == 400


def test_calendar_programs_are_called_where_there_is_an_address(filled):
    page = read(served(filled, address="https://example.org/hirek/"), "/events")
    found = [str(one) for one in page.xpath("//ul[@class='calendars']//a/@href")]
    assert "webcal://example.org/hirek/events.ics" in found
    assert "/hirek/events.ics" in found
    page = read(served(filled), "/events")
    found = [str(one) for one in page.xpath("//ul[@class='calendars']//a/@href")]
    assert "/events.ics" in found
    assert not [one for one in found if one.startswith("webcal")]


@given(st.one_of(st.text(max_size=8), st.from_regex(r"[0-9]{4}-[0-9]{2}", fullmatch=True)))
def test_any_text_is_the_first_of_a_month_or_refused(text):
    try:
        first = _month(Parameters({"month": text}))
    except BadParameter:
        return
    assert first is None or (first.day == 1 and first.isoformat()[:7] == text.strip())


@given(MONTHS)
def test_months_follow_each_other(first):
    assert before(after(first)) == after(before(first)) == first
    assert last_day(first) + timedelta(days=1) == after(first)


@given(MONTHS, st.integers(-40, 40), st.integers(0, 70))
def test_the_sheet_has_every_day_once_and_what_is_on_it(first, start, length):
    try:
        begins = first + timedelta(days=start)
        ends = begins + timedelta(days=length)
    except OverflowError:
        return
    made = weeks(first, [happening(start=begins, end=ends)])
    assert {len(week) for week in made} == {7}
    days = [day for week in made for day in week]
    assert [day.date for day in days] == [
        days[0].date + timedelta(days=n) for n in range(len(days))
    ]
    assert days[0].date.weekday() == 0
    own = [day.date for day in days if day.is_of_month]
    assert (own[0], own[-1]) == (first, last_day(first))
    shown = {day.date for day in days if day.happenings}
    assert shown == {one for one in own if begins <= one <= ends}


def test_the_bounds_are_the_calendar_s():
    assert date.min < before(EARLIEST) < EARLIEST < LATEST < after(LATEST) < date.max
