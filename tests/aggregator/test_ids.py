import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from aggregator.ids import mint

NOW = datetime(2021, 6, 7, tzinfo=UTC)
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
# RFC 4151, section 2.1: an authority, a date, anything that may stand in an address
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/", "example.org"),
        ("https://hirek.klaszter.example.org:8443/feeds/", "hirek.klaszter.example.org"),
        ("https://EXAMPLE.org/", "example.org"),
        ("http://xn--hrek-ypa.example/", "xn--hrek-ypa.example"),
    ],
)
def test_an_id_is_a_tag_under_the_host_of_the_address(address, host):
    uid = mint(address, NOW)
    assert re.fullmatch(f"tag:{re.escape(host)},2021:{UUID}", uid)
    assert TAG.fullmatch(uid)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "http://localhost/",
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "https://példa.example/",
    ],
)
def test_where_nobody_holds_a_name_an_id_is_a_uuid(address):
    assert re.fullmatch(f"urn:uuid:{UUID}", mint(address, NOW))


def test_no_two_ids_are_the_same():
    assert len({mint("https://example.org/", NOW) for _ in range(100)}) == 100


def test_an_id_has_the_year_it_was_minted_in_and_no_other_part_of_the_moment():
    late = datetime(2021, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    assert mint("https://example.org/", late).startswith("tag:example.org,2021:")
