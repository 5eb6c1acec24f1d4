from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.dates import rfc822, rfc3339, whole

MOMENTS = st.datetimes(
    min_value=datetime(1000, 1, 1),
    max_value=datetime(9998, 1, 1),
    timezones=st.timezones() | st.sampled_from([UTC, timezone(timedelta(hours=-5, seconds=7))]),
)


def test_a_moment_is_written_with_the_offset_it_carries():
    moment = datetime(2026, 7, 3, 9, 5, 1, 999_999, tzinfo=ZoneInfo("Europe/Budapest"))
    assert rfc822(moment) == "Fri, 03 Jul 2026 09:05:01 +0200"
    assert rfc3339(moment) == "2026-07-03T09:05:01+02:00"


def test_a_moment_in_local_mean_time_is_written_in_utc():
    moment = datetime(1880, 1, 1, 12, 0, tzinfo=ZoneInfo("Europe/Budapest"))
    assert rfc822(moment) == "Thu, 01 Jan 1880 10:43:40 +0000"
    assert rfc3339(moment) == "1880-01-01T10:43:40+00:00"


@given(MOMENTS)
def test_both_forms_read_back_as_the_same_moment_to_the_second(moment):
    to_second = moment.astimezone(UTC).replace(microsecond=0)
    assert datetime.fromisoformat(rfc3339(moment)) == to_second
    assert parsedate_to_datetime(rfc822(moment)) == to_second


@pytest.mark.parametrize("write", [whole, rfc822, rfc3339])
def test_a_moment_without_an_offset_is_refused(write):
    with pytest.raises(ValueError, match="without an offset"):
        write(datetime(2026, 11, 3))
