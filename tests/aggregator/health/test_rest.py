from datetime import date

import pytest

from aggregator.health.rest import is_rest, working_days


@pytest.mark.parametrize(
    ("day", "country"),
    [
        ("2026-11-21", "hu"),  # a Saturday
        ("2026-10-23", "hu"),  # a holiday, a Friday
        ("2026-04-03", "hu"),  # Good Friday
        ("2026-05-25", "hu"),  # Whit Monday
        ("2025-05-09", "cz"),  # a Friday after a holiday
        ("2026-12-22", "hu"),
        ("2026-01-05", "ro"),
        ("2026-07-15", "hu"),
        ("2026-08-20", "hu"),
        ("2026-07-01", "sk"),
        ("2026-08-31", "eu"),
        ("2026-07-21", "eu"),
        ("2026-01-07", "rs"),
        ("2026-11-21", "zz"),
    ],
)
def test_nobody_works_on_these_days(day, country):
    assert is_rest(date.fromisoformat(day), country)


@pytest.mark.parametrize(
    ("day", "country"),
    [
        ("2026-11-20", "hu"),
        ("2026-10-23", "cz"),
        ("2026-10-22", "hu"),  # the day before a long weekend
        ("2026-07-14", "hu"),
        ("2026-08-31", "hu"),
        ("2026-06-30", "sk"),
        ("2026-01-07", "hu"),
        ("2026-12-18", "hu"),
        ("2026-10-23", "zz"),
    ],
)
def test_on_these_days_people_work(day, country):
    assert not is_rest(date.fromisoformat(day), country)


def test_the_last_day_counts_and_the_first_does_not():
    monday, friday = date(2026, 11, 16), date(2026, 11, 20)
    assert working_days(monday, friday, "hu") == 4
    assert working_days(friday, date(2026, 11, 23), "hu") == 1
    assert working_days(friday, friday, "hu") == working_days(friday, monday, "hu") == 0
    assert working_days(date(2026, 12, 18), date(2027, 1, 7), "hu") == 1
