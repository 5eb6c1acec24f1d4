from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from scrapers import urls
from tests.scrapers.tables import rows

TRACKING = st.builds(
    "{}={}".format,
    st.sampled_from(
        ["utm_source", "utm_medium", "UTM_CAMPAIGN", "fbclid", "gclid", "mc_cid", "_ga", "sigplus"]
    ),
    st.text("abcXYZ019_-.", max_size=8),
)
OWN = st.builds(
    "{}={}".format,
    st.sampled_from(["id", "cid", "p", "lang", "page", "Itemid", "option", "start", "source"]),
    st.text("abcXYZ019_-.:;,/?%", max_size=8),
)
HOSTS = st.sampled_from(["pelda.hu", "www.pelda.hu", "HIREK.pelda.hu", "őrség.hu", "127.0.0.1"])
PATHS = st.text("abcŐű/.%20_-~:@!$'()*+,;= \\|^{}\"<>\t", max_size=20)
PIECES = st.sampled_from(
    [
        *("http:", "https:", "HTTP:", "ftp:", "javascript:", "//", "/", "\\", "?", "#", "&", "="),
        *("@", ":", ":80", ":443", "www.", "pelda.hu", "[::1]", "%", "%41", "..", "utm_source=1"),
        *(" ", "\t", "\n", "\x00", "ő", "\ud800", "xn--", "0x7f.1", "a", "Z", ";"),
    ]
)
ADDRESSES = (
    st.builds(
        lambda host, path, query, tail: f"https://{host}/{path}?{'&'.join(query)}#{tail}",
        *(HOSTS, PATHS, st.lists(OWN | TRACKING, max_size=5), PATHS),
    )
    | st.lists(PIECES, max_size=12).map("".join)
    | st.text(max_size=30).map("https://pelda.hu/{}".format)
)


@pytest.mark.parametrize("row", rows("urls.toml", "join"))
def test_a_reference_means_what_a_browser_would_take_it_for(row: dict[str, Any]):
    assert urls.join(row["base"], row["reference"]) == row.get("url")


@pytest.mark.parametrize("row", rows("urls.toml", "canonical"))
def test_an_address_has_one_form_without_tracking(row: dict[str, Any]):
    assert urls.canonical(row["address"]) == row.get("url")


@pytest.mark.parametrize("row", rows("urls.toml", "same"))
def test_two_addresses_of_one_page_have_one_key(row: dict[str, Any]):
    assert key(row["one"]) == key(row["other"])


@pytest.mark.parametrize("row", rows("urls.toml", "different"))
def test_two_pages_have_two_keys(row: dict[str, Any]):
    assert key(row["one"]) != key(row["other"])


def key(address: str) -> str:
    canonical = urls.canonical(address)
    assert canonical
    return identity.key(canonical, ("regi-pelda.hu",), "pelda.hu")


@given(ADDRESSES)
@example("https://pelda.hu/?utm_source=1&&")
@example("https://pelda.hu/?&utm_source=1")
@example("https://pelda.hu/a ?#")
@example("https://pelda.hu/?\ud800")
def test_the_canonical_form_of_a_canonical_form_is_itself(address: str):
    canonical = urls.canonical(address)
    assume(canonical)
    assert urls.canonical(canonical) == canonical
    assert urls.join("https://masik.hu/", canonical) == canonical


@given(ADDRESSES)
def test_a_canonical_address_is_http_without_fragment_or_user(address: str):
    canonical = urls.canonical(address)
    assume(canonical)
    assert canonical.startswith(("http://", "https://"))
    assert "#" not in canonical
    assert canonical.isascii()
    assert "@" not in canonical.split("/")[2]
    assert urls.host(canonical)


@given(HOSTS, st.lists(OWN, max_size=4), st.lists(TRACKING, max_size=4), st.randoms())
def test_tracking_changes_no_address_wherever_it_stands(
    host: str, own: list[str], tracking: list[str], random: Any
):
    mixed = [(n, part) for n, part in enumerate(own)]
    mixed += [(random.randrange(-1, len(own) + 1), part) for part in tracking]
    query = [part for _, part in sorted(mixed, key=lambda pair: pair[0])]
    bare = urls.canonical(f"https://{host}/a?{'&'.join(own)}")
    assert urls.canonical(f"https://{host}/a?{'&'.join(query)}") == bare


@given(HOSTS, st.lists(OWN, min_size=1, max_size=5))
def test_every_parameter_of_a_site_s_own_stays_in_its_place(host: str, own: list[str]):
    canonical = urls.canonical(f"https://{host}/content.php?{'&'.join(own)}")
    assert canonical
    assert canonical.partition("?")[2].split("&") == own


@given(ADDRESSES)
def test_scheme_www_and_a_trailing_slash_do_not_change_the_key(address: str):
    canonical = urls.canonical(address)
    assume(canonical)
    rest = canonical.partition("://")[2]
    assume(not rest.startswith("www.") and "[" not in rest and not rest[0].isdigit())
    assume(":" not in rest.split("/")[0])
    path, mark, query = rest.partition("?")
    twins = [
        f"http://{rest}",
        f"https://{rest}",
        f"https://www.{rest}",
        f"https://{path}/{mark}{query}",
    ]
    keys = {urls.key(twin) for twin in twins if urls.canonical(twin) == twin}
    assert keys == {urls.key(canonical)}


def test_an_address_may_be_as_long_as_the_longest_and_no_longer():
    base = "https://pelda.hu/"
    longest = "a" * (urls.LONGEST - len(base))
    assert urls.join(base, longest) == base + longest
    assert urls.join(base, longest + "a") is None
    assert urls.canonical(base + longest + "a") is None
    # what counts is the form that would be asked for
    assert urls.join(base, "ő" * (len(longest) // 2)) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Pelda.HU/a", "pelda.hu"),
        ("http://pelda.hu:8080", "pelda.hu"),
        ("https://www2.pelda.hu/", "www2.pelda.hu"),
        ("https://őrség.hu/", "xn--rsg-cma13c.hu"),
        ("http://[::1]/", "[::1]"),
        ("pelda.hu", ""),
        ("mailto:a@pelda.hu", ""),
        ("http://[::1/", ""),
        ("http://\ud800/", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_lower_case_and_without_www(address: str, host: str):
    assert urls.host(address) == host


@given(st.text() | st.lists(PIECES, max_size=8).map("".join))
def test_no_text_makes_the_readers_of_addresses_fail(text: str):
    joined = urls.join("https://pelda.hu/", text)
    assert joined is None or joined.startswith(("http://", "https://"))
    assert urls.host(text) == urls.host(text).lower()
