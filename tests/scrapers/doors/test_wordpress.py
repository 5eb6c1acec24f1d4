import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.doors.teaser import Reading
from scrapers.doors.wordpress import PER_PAGE, address, read

URL = "https://www.pelda.hu/wp-json/wp/v2/posts?per_page=20"
POST = {
    "id": 7,
    "date": "2026-11-20T09:30:00",
    "date_gmt": "2026-11-20T08:30:00",
    "modified_gmt": "2026-11-21T08:30:00",
    "link": "https://www.pelda.hu/2026/11/kozos-geppark/?utm_source=api",
    "title": {"rendered": "Közös g&#233;ppark &#8211; <b>épül</b>\u202e"},
    "excerpt": {"rendered": "<p>A tagok három gépet vesznek.&hellip;</p>\n"},
}


def posts(*changes: dict[str, Any]) -> bytes:
    return json.dumps([POST | one for one in changes]).encode()


@pytest.mark.parametrize(
    ("door", "asked"),
    [
        (
            "https://pelda.hu/wp-json/wp/v2/posts",
            "https://pelda.hu/wp-json/wp/v2/posts?per_page=20&_fields=",
        ),
        (
            "https://pelda.hu/?rest_route=/wp/v2/posts",
            "https://pelda.hu/?rest_route=/wp/v2/posts&per_page=20&_fields=",
        ),
    ],
)
def test_the_newest_posts_are_asked_for_with_only_what_is_needed(door: str, asked: str):
    assert address(door).startswith(asked)


def test_a_post_is_a_teaser():
    (teaser,) = read(posts({}), URL).teasers
    assert teaser.url == "https://www.pelda.hu/2026/11/kozos-geppark/"
    assert teaser.title == "Közös géppark – épül"
    assert teaser.summary == "A tagok három gépet vesznek.…"
    assert teaser.updated == "2026-11-21T08:30:00"
    assert teaser.published is not None
    assert teaser.published.iso() == "2026-11-20T08:30:00+00:00"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"date_gmt": "2026-11-20T08:30:00Z"}, "2026-11-20T08:30:00+00:00"),
        # a draft once, or an old importer: only the site's own clock is told
        ({"date_gmt": "0000-00-00T00:00:00"}, "2026-11-20T09:30:00+01:00"),
        ({"date_gmt": None}, "2026-11-20T09:30:00+01:00"),
        ({"date_gmt": None, "date": None}, None),
        ({"date_gmt": 5, "date": ["x"]}, None),
        ({"date_gmt": "tegnap"}, "2026-11-20T09:30:00+01:00"),
        ({"date_gmt": "0001-01-01T00:00:00", "date": ""}, None),
    ],
)
def test_a_date_is_the_site_s_or_none(dates: dict[str, Any], expected: str | None):
    (teaser,) = read(posts(dates), URL).teasers
    assert (teaser.published and teaser.published.iso()) == expected


@pytest.mark.parametrize("value", [None, 5, [], {}, {"rendered": None}, {"rendered": {"x": 1}}])
def test_what_is_no_text_is_no_text(value: Any):
    (teaser,) = read(posts({"title": value, "excerpt": value, "modified_gmt": value}), URL).teasers
    assert (teaser.title, teaser.summary) == ("", "")


def test_a_full_page_has_an_older_one():
    full = posts(*({"link": f"/{n}"} for n in range(PER_PAGE)))
    assert read(full, URL).older == (f"{URL}&page=2",)
    assert read(full, f"{URL}&page=2").older == (f"{URL}&page=3",)
    assert read(posts({}), URL).older == ()


@pytest.mark.parametrize("page", ["x", "-3", "", "1e9", "²", "9" * 5_000])
def test_a_page_whose_number_is_none_is_the_first(page: str):
    full = posts(*({"link": f"/{n}"} for n in range(PER_PAGE)))
    assert read(full, f"{URL}&page={page}").older == (f"{URL}&page=2",)


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:x()", "http://[", "ftp://x/"])
def test_a_link_that_leads_nowhere_is_counted(link: str):
    assert read(posts({"link": link}), URL) == Reading(nameless=1)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html></html>", b"{}", b"null", b"[1]", b"[[]]", b'[{"id": 7}]', b'[{"link": 7}]',
        b'{"code":"rest_no_route","message":"x","data":{"status":404}}',
        b"[" * 100_000, b'{"a":' * 100_000, b"[" + b"9" * 10_000 + b"]", b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_what_is_no_list_of_posts_is_refused_by_name(body: bytes):
    assert read(body, URL) == Reading(trouble="not-wordpress")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_another_encoding_is_read(encoding: str):
    assert read(posts({}).decode().encode(encoding), URL) == read(posts({}), URL)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(POST)), values))
def test_any_post_is_read_or_refused_by_name(changes: dict[str, Any]):
    assert read(posts(changes), URL).trouble in (None, "not-wordpress")


@given(st.binary())
def test_any_bytes_are_read_or_refused_by_name(body: bytes):
    assert read(body, URL).trouble in (None, "not-wordpress")
