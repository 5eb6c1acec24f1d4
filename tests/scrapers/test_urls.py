from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from scrapers import urls
from tests.scrapers.nasty import ADDRESSES, HOSTS, OWN, PIECES, TRACKING
from tests.scrapers.tables import rows


@pytest.mark.parametrize("row", rows("urls.toml", "join"))
def test_a_reference_means_what_a_browser_would_take_it_for(row: dict[str, Any]):
    assert urls.join(row["base"], row["reference"]) == row.get("url")


@pytest.mark.parametrize("row", rows("urls.toml", "canonical"))
def test_an_address_has_one_form_without_tracking(row: dict[str, Any]):
    assert urls.canonical(row["address"]) == row.get("url")


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


@pytest.mark.parametrize(
    ("address", "section", "under"),
    [
        ("https://pelda.hu/hirek/egy", "https://pelda.hu/hirek/", True),
        ("http://www.pelda.hu/hirek/egy", "https://pelda.hu/hirek", True),
        ("https://pelda.hu/hirek/12-egy", "https://pelda.hu/hirek", True),
        ("https://pelda.hu/egy", "https://www.pelda.hu", True),
        ("https://pelda.hu/hirek", "https://pelda.hu/hirek/", False),
        ("https://pelda.hu/hirek?page=2", "https://pelda.hu/hirek/", False),
        ("https://pelda.hu/hirek-2020/egy", "https://pelda.hu/hirek", False),
        ("https://pelda.hu/egy", "https://pelda.hu/hirek", False),
        ("https://hirek.pelda.hu/hirek/egy", "https://pelda.hu/hirek", False),
        ("https://pelda.hu:8080/hirek/egy", "https://pelda.hu/hirek", False),
    ],
)
def test_a_section_holds_what_is_below_its_path(address: str, section: str, under: bool):
    assert urls.is_under(address, section) is under


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://pelda.hu/klub", True),
        ("http://pelda.hu/klub", True),
        (f"https://pelda.hu/{'a' * 1_983}", True),
        (f"https://pelda.hu/{'a' * 1_984}", False),
        ("javascript:alert(1)//https://", False),
        ("data:text/html,x", False),
        ("pelda.hu/klub", False),
        ("", False),
    ],
)
def test_a_link_is_on_the_web_or_is_none(link: str, kept: bool):
    assert urls.on_the_web(link) == (link if kept else "")
