from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.query.days import EARLIEST, LATEST, Days, days

TODAY = date(2021, 6, 10)
MONTHS = st.dates(EARLIEST, date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021.", "2021-01-01", "2021-12-31"),
        ("2021-06", "2021-06-01", "2021-06-30"),
        ("2021-6", "2021-06-01", "2021-06-30"),
        ("2021. 06.", "2021-06-01", "2021-06-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-06-04", "2021-06-04", "2021-06-04"),
        ("2021-6-4", "2021-06-04", "2021-06-04"),
        ("2021.06.04.", "2021-06-04", "2021-06-04"),
        ("2021.06.04", "2021-06-04", "2021-06-04"),
        ("2021. 06. 04.", "2021-06-04", "2021-06-04"),
        ("2021.  6.  4", "2021-06-04", "2021-06-04"),
        ("0d", "2021-06-10", "2021-06-10"),
        ("7d", "2021-06-03", "2021-06-03"),
        ("30D", "2021-05-11", "2021-05-11"),
        ("365d", "2020-06-10", "2020-06-10"),
        ("99999d", "1900-01-01", "1900-01-01"),
        ("1000", "1900-01-01", "1900-01-01"),
        ("1899-12-31", "1900-01-01", "1900-01-01"),
        ("2200-06", "2200-01-01", "2200-01-01"),
        ("2999", "2200-01-01", "2200-01-01"),
    ],
)
def test_a_year_a_month_a_day_or_days_ago(text, first, last):
    assert days(text, TODAY) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", " ", "d", "-7d", "7 d", "7dd", "100000d", "7", "21", "202", "20211", "0000", "3021",
     "2021-",
     "2021--06", "2021-13", "2021-00", "2021-06-00", "2021-00-04", "2021-02-30", "2021-06-31",
     "2021-6-4-1",
     "2021/06/04", "20210604", "2021-06-04T10:30", "2021-06-04 ", " 2021", "június", "tegnap",
     "x2021", "2021\0"],
)  # fmt: skip
def test_anything_else_is_no_day(text):
    assert days(text, TODAY) is None


@settings(max_examples=200, deadline=None)
@given(MONTHS)
def test_each_day_is_itself_in_every_spelling(day):
    for said in ("{0:%Y-%m-%d}", "{0:%Y.%m.%d.}", "{0:%Y. %m. %d.}", "{0.year}-{0.month}-{0.day}"):
        assert days(said.format(day), TODAY) == Days(day, day)


@settings(max_examples=200, deadline=None)
@given(MONTHS)
def test_a_month_has_all_its_days(day):
    last = monthrange(day.year, day.month)[1]
    assert days(f"{day:%Y-%m}", TODAY) == Days(day.replace(day=1), day.replace(day=last))


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("0123456789-. dD٢") | st.characters(), max_size=14), MONTHS)
@example("2021-06", date(1900, 1, 1))
@example("99999d", date(1900, 1, 1))
@example("9999-12-31", date(9999, 12, 31))
@example("99999d", date(1, 1, 1))
def test_any_text_is_days_in_order_and_within_the_calendar_or_none(text, today):
    told = days(text, today)
    if told:
        assert EARLIEST <= told.first <= told.last <= LATEST or text.lower().endswith("d")
        # a day can be added on either side
        assert told.first - timedelta(days=1) < told.last + timedelta(days=1)
