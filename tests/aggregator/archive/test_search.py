"""What search finds, on both databases, against an oracle (see ``library``)."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aggregator.archive.search import Limits, search
from aggregator.query.parse import IN_A_ROW, MOST_TERMS, parse
from scrapers.article import BUDAPEST
from scrapers.folding import fold
from tests.aggregator.archive.findings import DAY, MONDAY, published
from tests.aggregator.archive.library import SHELVES, TODAY, WORDS, Shelf, fill, moment

DATA = Path(__file__).parent / "data" / "asked.toml"
QUERIES = tomllib.loads(DATA.read_text(encoding="utf-8"))
ASKED = QUERIES["properties"] + QUERIES["words"]
ODD = [*QUERIES["odd"], "\ud800", "kla\udce1szter"]


@pytest.fixture(scope="module")
def library(_made):
    """The library (see there), made once for this module; nothing here may write."""
    fill(_made)
    return _made


@pytest.fixture(scope="module")
def shelf(library):
    return Shelf(library)


@pytest.fixture(scope="module")
def ask(library):
    """Search in the library: what was found."""

    def search_in(text, **more):
        with library.read() as connection:
            return search(connection, text, TODAY, **{"limit": 1_000, **more})

    return search_in


def ids(found):
    return [row["id"] for row in found.rows]


def test_the_library_has_something_of_everything(shelf):
    assert len(shelf.articles) == 59
    assert {row["kind"] for row in shelf.articles} == {None, "news", "call", "event"}
    assert {row["source"] for row in shelf.articles} == {one.id for one in SHELVES}
    assert {row["role"] for row in shelf.members} == {"original", "reprint", "quotation"}
    assert {row["source"] for row in shelf.credits} == {None, "portal"}
    assert len([row for row in shelf.articles if row["published_at"] is None]) > 5
    assert len({moment(row) for row in shelf.articles}) < len(shelf.articles) - 5
    assert "klaszter expo" in {fold(row["name"] or "") for row in shelf.events}


@pytest.mark.parametrize("text", ASKED)
def test_a_query_finds_what_it_means_newest_first(ask, shelf, text):
    found = ask(text)
    assert ids(found) == shelf.found(text)
    assert bool(found.rows) != bool(found.instead) or not found.rows


@pytest.mark.parametrize("text", ASKED)
def test_a_query_and_its_contrary_find_each_article_once(ask, shelf, text):
    if len(parse(text, TODAY).terms) == 1:
        found, others = ids(ask(text)), ids(ask(f"-{text}"))
        assert sorted(found + others) == sorted(row["id"] for row in shelf.articles)
    assert ids(ask(f"-{text}")) == shelf.found(f"-{text}")


def test_most_of_the_queries_find_some_articles_and_not_all(shelf):
    counts = [len(shelf.found(text)) for text in ASKED]
    assert sum(0 < count < len(shelf.articles) for count in counts) > 0.6 * len(counts)


def test_nothing_asked_finds_everything(ask, shelf):
    everything = ids(ask(""))
    assert everything == ids(ask(" \n\t\u00a0")) == shelf.found("")
    assert len(everything) == len(shelf.articles)


@pytest.mark.parametrize("text", ODD)
def test_any_string_is_a_query_and_finds_what_its_words_mean(ask, shelf, text):
    assert ids(ask(text)) == shelf.found(text)
    assert sorted(ids(ask(text, ranked=True))) == sorted(shelf.found(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tag" * 34_000, id="a long word"),
        pytest.param("tag" * 34_000 + "*", id="a long beginning"),
        pytest.param("klaszter " * 12_000, id="many words"),
        pytest.param(" ".join(f"w{n}" for n in range(18_000)), id="many other words"),
        pytest.param('"' + "klaszter " * 12_000 + '"', id="a long phrase"),
        pytest.param("source:portal " * 7_200, id="many names"),
        pytest.param("event:expó " * 9_100, id="many events"),
        pytest.param("credit:portal " * 7_200, id="many credits"),
        pytest.param(f'event:"{"expó " * 20_000}"', id="a long event"),
        pytest.param(f'credit:"{"mti " * 25_000}"', id="a long credit"),
        pytest.param(f"-credit:{'a-' * 50_000}", id="a long credit excluded"),
        pytest.param(f'source:"{"portál " * 14_000}"', id="a long name"),
        pytest.param(f"sector:{'a' * 100_000}", id="a long sector"),
        pytest.param(f"language:{'a' * 100_000}", id="a long language"),
        pytest.param("-klaszter " * 10_000, id="many exclusions"),
        pytest.param("kl* " * 25_000, id="many beginnings"),
        pytest.param("(" * 100_000, id="brackets"),
        pytest.param('"' * 100_000, id="quotes"),
        pytest.param("\0" * 100_000, id="nothing"),
        pytest.param("字" * 100_000, id="no spaces"),
        pytest.param("字" * 99_999 + "*", id="a beginning without spaces"),
        pytest.param("😀" * 100_000, id="emoji"),
    ],
)
def test_a_hundred_thousand_characters_are_a_query(ask, shelf, text):
    assert ids(ask(text)) == shelf.found(text)
    assert ask(text, ranked=True).remarks == ask(text).remarks


LONG = " ".join(f"w{n}" for n in range(IN_A_ROW))


@pytest.mark.parametrize("name", ["", "event:", "credit:", "source:"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_many_long_values_are_a_query(ask, shelf, name, sign):
    text = " ".join(f'{sign}{name}"{n} {LONG}"' for n in range(MOST_TERMS))
    assert ids(ask(text)) == shelf.found(text)


PIECES = st.sampled_from(ASKED) | st.sampled_from(WORDS) | st.sampled_from(ODD)
SIGNED = st.tuples(st.sampled_from(["", "", "", "-"]), PIECES).map("".join)
MIXED = st.lists(SIGNED, min_size=1, max_size=4).map(" ".join)
PHRASES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
    lambda some: f'"{" ".join(some)}"'
)
ANY = st.text(st.sampled_from("aklé'\"*-:%_\\()\0\ud800 \n😀½İß§·") | st.characters(), max_size=20)
LASTING = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=120, **LASTING)
@given(MIXED, st.booleans())
@example("source:portal source:press klaszter -kind:event", False)
@example("event:2021-06 event:expó -event:szeged", False)
@example("from:2021-06 to:2021-06-08 -from:2021-06-05", False)
@example("language:hu language:de -sector:wood country:hu", True)
def test_mixed_queries_find_what_they_mean(ask, shelf, text, ranked):
    found = ask(text, ranked=ranked)
    if ranked:
        assert sorted(ids(found)) == sorted(shelf.found(text))
    else:
        assert ids(found) == shelf.found(text)


@settings(max_examples=100, **LASTING)
@given(PHRASES, st.booleans())
def test_phrases_find_words_in_a_row_within_title_or_text(ask, shelf, phrase, excluded):
    text = f"-{phrase}" if excluded else phrase
    assert ids(ask(text)) == shelf.found(text)


@settings(max_examples=120, **LASTING)
@given(ANY)
def test_any_text_is_a_query(ask, shelf, text):
    assert ids(ask(text)) == shelf.found(text)


@settings(max_examples=60, **LASTING)
@given(
    MIXED,
    st.lists(st.sampled_from([one.id for one in SHELVES] + ["nobody"]), max_size=2),
    st.sampled_from([None, None, "hu", "de", "xx"]),
    st.integers(-5_000, 100),
    st.integers(0, 10_000),
    st.integers(1, 30),
)
def test_limits_leave_out_what_is_not_within_them(
    ask, shelf, text, sources, language, first, length, limit
):
    since = MONDAY + timedelta(hours=first)
    until = since + timedelta(hours=length)
    found = ask(text, limits=Limits(sources, language, since, until), limit=limit)
    rows = {row["id"]: row for row in shelf.articles}
    right = [
        number
        for number in shelf.found(text)
        if (not sources or rows[number]["source"] in sources)
        and (not language or rows[number]["language"] == language)
        and since <= moment(rows[number]) < until
    ]
    assert ids(found) == right[:limit]


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_a_page_is_the_beginning_of_all(ask, shelf, limit):
    for text in ("", "klaszter", "source:portal", "-klaszter", "kind:news", "event:2021"):
        assert ids(ask(text, limit=limit)) == shelf.found(text)[:limit]


def test_bounds_may_be_told_in_any_zone_and_are_days_in_budapest(ask, shelf):
    midnight = datetime(2021, 6, 9, tzinfo=BUDAPEST)
    limits = Limits(since=midnight, until=midnight + DAY)
    assert ids(ask("", limits=limits)) == shelf.found("from:2021-06-09 to:2021-06-09")
    assert ids(ask("", limits=limits))
    assert published("2021-06-09").at == midnight


def test_a_row_is_the_article_with_the_name_of_its_source(ask, shelf):
    rows = {row["id"]: {k: v for k, v in row.items() if k != "stems"} for row in shelf.articles}
    names = {one.id: one.name for one in SHELVES}
    for row in ask("").rows:
        assert row["source_name"] == names[row["source"]]
        assert {name: row[name] for name in rows[row["id"]]} == rows[row["id"]]


def test_who_is_no_source_is_told(ask):
    told = ask("source:nobody sector:none country:xx klaszter source:nobody").remarks
    assert [remark.split()[0] for remark in told] == ["source:nobody", "sector:none", "country:xx"]
    assert ask("source:portal country:HU klaszter").remarks == ()


def test_without_its_limit_a_query_is_twenty_articles(library):
    with library.read() as connection:
        assert len(search(connection, "", TODAY).rows) == 20


def test_a_day_is_counted_from_the_one_that_is_told(library, shelf):
    with library.read() as connection:
        later = search(connection, "from:3d", TODAY + timedelta(days=2), limit=1_000)
    assert ids(later) == shelf.found("from:2021-06-09")
