import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from scrapers import urls
from scrapers.bounded import LONGEST
from scrapers.identity.key import key
from scrapers.identity.language import without_language
from scrapers.source import Source
from tests.scrapers.nasty import ADDRESSES, OWN, PIECES, TRACKING
from tests.scrapers.tables import DATA, rows

ALIASES, HOME = ("regi-pelda.hu",), "pelda.hu"


def pairs(file: str, kind: str) -> Iterator[tuple[Source, str, str]]:
    """The labelled pairs of a file, each with its source, as canonical addresses."""
    for site in tomllib.loads((DATA / file).read_text(encoding="utf-8"))["site"]:
        source = Source(
            id="pelda",
            name=site["form"],
            organisation="Példa",
            home=site["home"],
            aliases=site.get("aliases", ()),
        )
        for pair in site[kind]:
            one, other = (urls.canonical(urls.join(source.home, a) or "") or "" for a in pair)
            assert one, pair
            assert other, pair
            yield source, one, other


FILES = ("twins.toml", "twins_later.toml")
DIFFERENT = [pair for file in FILES for pair in pairs(file, "different")]


@pytest.mark.parametrize("file", FILES)
def test_nineteen_of_twenty_twins_are_recognised(file: str):
    twins = list(pairs(file, "same"))
    missed = [(one, other) for source, one, other in twins if source.key(one) != source.key(other)]
    assert len(missed) <= len(twins) / 20, missed


@pytest.mark.parametrize(("source", "one", "other"), DIFFERENT)
def test_no_two_articles_are_taken_for_one(source: Source, one: str, other: str):
    assert source.key(one) != source.key(other)


@pytest.mark.parametrize("row", rows("identity.toml", "same"))
def test_two_addresses_of_one_article_have_one_key(row: dict[str, Any]):
    assert key(row["one"], ALIASES, HOME) == key(row["other"], ALIASES, HOME)


@pytest.mark.parametrize("row", rows("identity.toml", "different"))
def test_two_articles_have_two_keys(row: dict[str, Any]):
    assert key(row["one"], ALIASES, HOME) != key(row["other"], ALIASES, HOME)


@pytest.mark.parametrize("row", rows("identity.toml", "spoken"))
def test_a_key_is_parted_from_its_language(row: dict[str, Any]):
    assert without_language(key(row["one"])) == (row["rest"], row["language"])


@given(ADDRESSES)
def test_what_tells_no_language_stays_as_it_is(address: str):
    assume(urls.canonical(address))
    told = key(address).partition("#")[0]
    rest, language = without_language(told)
    assert rest == told if not language else len(rest) < len(told)


def test_a_key_can_be_read():
    assert (
        key("http://www.pelda.hu/hirek/Uj%20tag/?b=2&a=á&c=#x")
        == "pelda.hu/hirek/Uj%20tag?a=%C3%A1&b=2&c#x"
    )


@given(st.text() | st.lists(PIECES, max_size=8).map("".join) | ADDRESSES)
@example("")
@example("https://pelda.hu/?\ud800")
def test_no_text_makes_the_key_fail_and_what_is_no_address_is_its_own(text: str):
    told = key(text, ALIASES, HOME)
    assert urls.canonical(text) is not None or told == text


@given(ADDRESSES)
@example("http://pelda.hu/..;jsessionid=1/a")
@example("http://pelda.hu/egy-cikk/amp/print/index.php/amp")
@example("http://pelda.hu/?q=a/../b")
@example("http://pelda.hu/..amp")
def test_the_key_of_a_key_is_itself(address: str):
    assume(urls.canonical(address))
    told = key(address, ALIASES, HOME)
    assert key(f"https://{told}", ALIASES, HOME) == told


@given(ADDRESSES)
def test_an_address_and_its_canonical_form_have_one_key(address: str):
    canonical = urls.canonical(address)
    assume(canonical)
    assert key(canonical, ALIASES, HOME) == key(address, ALIASES, HOME).partition("#")[0]


@given(ADDRESSES)
def test_scheme_www_alias_and_a_trailing_slash_do_not_change_the_key(address: str):
    canonical = urls.canonical(address)
    assume(canonical)
    assume(urls.host(canonical) == HOME)
    assume(":" not in canonical.split("/")[2])
    path, mark, query = canonical.partition("://")[2].partition("?")
    path = path.partition("/")[2]
    twins = [
        f"http://pelda.hu/{path}{mark}{query}",
        f"https://pelda.hu:443/{path}/{mark}{query}",
        f"https://www.pelda.hu//{path}{mark}{query}",
        f"http://www.regi-pelda.hu/{path}{mark}{query}",
        f"https://amp.pelda.hu/{path}{mark}{query}",
    ]
    assert {key(twin, ALIASES, HOME) for twin in twins} == {key(canonical, ALIASES, HOME)}


@given(st.lists(OWN, max_size=4), st.lists(TRACKING, max_size=3), st.randoms())
def test_neither_tracking_nor_the_order_of_parameters_changes_the_key(
    own: list[str], tracking: list[str], random: Any
):
    own = list({part.partition("=")[0]: part for part in own}.values())
    mixed = [*own, *tracking]
    random.shuffle(mixed)
    bare = key(f"https://pelda.hu/a?{'&'.join(own)}")
    assert key(f"https://pelda.hu/a?{'&'.join(mixed)}") == bare


@given(ADDRESSES, st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True))
def test_a_fragment_stays_in_the_key(address: str, name: str):
    canonical = urls.canonical(address)
    assume(canonical)
    assert key(f"{canonical}#{name}") == f"{key(canonical)}#{name}"


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_another_number_is_another_article(one: int, other: int):
    assume(one != other)
    for form in (
        *("?id={}", "?p={}", "hir.php?cid={}&lang=hu", "hirek/{}", "hirek/{}-egy-cikk", "node/{}"),
        *("index.php?option=com_content&view=article&id={}:a", "hirek?page={}", "cikk-{}.html"),
    ):
        address = f"https://pelda.hu/{form}"
        assert key(address.format(one)) != key(address.format(other))


@pytest.mark.parametrize(("where", "sign"), [("", "'"), ("x?a=", "^"), ("x#", "'")])
def test_a_key_is_no_longer_than_an_index_takes_and_stays_one(where, sign):
    address = f"https://pelda.hu/{where}{sign * 1_900}"
    told = key(address)
    assert len(told) <= LONGEST < len(address) * 2
    assert told != key(f"{address}1")
    assert key(f"https://{told}") == told
