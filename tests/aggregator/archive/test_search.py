from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from aggregator.archive.codec import fold
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.search import MOST_WORDS, search
from scrapers.article import BUDAPEST
from tests.aggregator.archive.findings import DAY, MONDAY, kept, published

TENDER = kept(
    path="hirek/palyazat",
    title="Megnyílt a Pályázat",
    text="Árvíztűrő TÜKÖRFÚRÓGÉP beszerzésére 50%-os támogatás kérhető.",
    published=published("2021-06-04"),
)
FAIR = kept(
    path="hirek/vasar",
    title="Őszi vásár",
    text="A tagok közös standon mutatkoznak be; a belépő_jegy ingyenes.",
    published=published("2021-06-01"),
)
GERMAN = kept(
    source="member",
    path="news/messe",
    title="Gemeinsame Messe",
    text="Die Mitglieder treten mit dem \\Straßenbau an.",
    published=published("2021-06-02"),
    language="de",
)
UNDATED = kept(
    source="member", path="hir/12", title="Tagtoborzás", text="A klaszter tagokat vár.",
    language=None,
)  # fmt: skip


@pytest.fixture
def found(archive):
    """The paths of the articles that a query finds, in their order."""
    ArchiveMemory(archive).keep([TENDER, FAIR, GERMAN, UNDATED], MONDAY)

    def ask(words="", **limits):
        with archive.read() as connection:
            return [row["url"].split("/", 3)[3] for row in search(connection, words, **limits)]

    return ask


@pytest.mark.parametrize(
    "words",
    [
        "pályázat",
        "palyazat",
        "PÁLYÁZAT",
        "PaLyÁzAt",
        "pa\u0301lya\u0301zat",
        "tükörfúrógép",
        "tukorfurogep ARVIZTURO",
        "  Pályázat\n\ttámogatás  ",
        "lyáz",
    ],
)
def test_case_and_accents_do_not_count(found, words):
    assert found(words) == ["hirek/palyazat"]


def test_a_sharp_s_is_two(found):
    assert found("STRASSENBAU") == found("straßenbau") == ["news/messe"]


def test_every_word_must_stand_in_title_or_text(found):
    assert found("vásár standon") == ["hirek/vasar"]
    assert found("vásár mérőlabor") == []


def test_without_words_everything_is_found_newest_first(found):
    # the undated one counts by the day it was first seen, 7 June
    assert found() == found("  ") == ["hir/12", "hirek/palyazat", "news/messe", "hirek/vasar"]


def test_a_word_found_in_many_gives_the_newest_first_and_no_more_than_asked(found):
    assert found("a", limit=3) == ["hir/12", "hirek/palyazat", "news/messe"]
    assert found("a", limit=1) == ["hir/12"]


def test_articles_of_one_moment_are_found_in_one_order(archive):
    same = [kept(path=f"hirek/{number}") for number in range(5)]
    ArchiveMemory(archive).keep(same, MONDAY)
    with archive.read() as connection:
        ids = [row["id"] for row in search(connection, "mérőlabor")]
    assert ids == sorted(ids, reverse=True)


def test_only_of_these_sources(found):
    assert found("a", sources=["member"]) == ["hir/12", "news/messe"]
    assert found("a", sources=["member", "portal"]) == found("a")
    assert found("a", sources=["nobody"]) == []


def test_only_in_this_language(found):
    assert found(language="de") == ["news/messe"]
    assert found(language="hu") == ["hirek/palyazat", "hirek/vasar"]


def test_since_is_inclusive_and_until_exclusive(found):
    day = published("2021-06-02").at
    assert found(since=day, until=day + DAY) == ["news/messe"]
    assert found(until=day) == ["hirek/vasar"]
    assert found(since=day + timedelta(microseconds=1)) == ["hir/12", "hirek/palyazat"]


def test_an_undated_article_counts_by_the_moment_it_was_first_seen(found):
    assert found(since=MONDAY) == ["hir/12"]
    assert found("tagokat", until=MONDAY) == []


def test_bounds_may_be_told_in_any_zone(found):
    midnight = datetime(2021, 6, 4, tzinfo=BUDAPEST)
    assert found(since=midnight, until=midnight + DAY) == ["hirek/palyazat"]


def test_a_row_tells_its_source_by_name(archive):
    ArchiveMemory(archive).keep([GERMAN], MONDAY)
    with archive.read() as connection:
        (row,) = search(connection, "messe")
    assert (row["source"], row["source_name"]) == ("member", "Tölgyliget Faipari Klaszter")


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ("50%", ["hirek/palyazat"]),
        ("%-os", ["hirek/palyazat"]),
        ("%", ["hirek/palyazat"]),
        ("belépő_jegy", ["hirek/vasar"]),
        ("_", ["hirek/vasar"]),
        ("belépő%jegy", []),
        ("belépő_jegX", []),
        ("belépő-jegy", []),
        ("\\Straßenbau", ["news/messe"]),
        ("\\", ["news/messe"]),
        ("\\%", []),
        ("be; a", ["hirek/vasar"]),
        ("' OR '1'='1", []),
        ('"; DROP TABLE article; --', []),
        ("NEAR(pályázat támogatás)", []),
        ("pályázat AND", []),
        ("*", []),
    ],
)
def test_letters_with_a_meaning_elsewhere_are_letters_here(found, words, urls):
    assert found(words) == urls


ODD = "%_'\"\\*()[]{}^~:;-+/&|!?<>=@#$\0\t\n\u00a0\u0301ßİıſǅ\u202e𝔎\ufffd áÁőŐaAeEtT5"
TOLD = [
    (one.article.url, fold(f"{one.article.title}\n{one.article.text}"))
    for one in (TENDER, FAIR, GERMAN, UNDATED)
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.sampled_from(ODD) | st.characters(codec="utf-8"), max_size=12))
@example("NEAR(pályázat támogatás, 5)")
@example("'; --")
@example("%")
@example("\0")
@example("\\")
def test_any_text_is_a_query_and_finds_what_holds_all_its_words(filled, words):
    assume(fold(fold(words)) == fold(words))  # see the test of fold
    wanted = fold(words.replace("\0", " ")).split()
    right = {url for url, told in TOLD if all(word in told for word in wanted)}
    with filled.read() as connection:
        assert {row["url"] for row in search(connection, words)} == right


@pytest.fixture
def filled(archive):
    ArchiveMemory(archive).keep([TENDER, FAIR, GERMAN, UNDATED], MONDAY)
    return archive


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("tag" * 20_000, id="a long word"),
        pytest.param(" ".join(f"tag{n}" for n in range(1_200)), id="many words"),
        pytest.param("tagqqq\udcff", id="a byte that is no letter"),
    ],
)
def test_any_text_is_a_query_however_odd(filled, words):
    with filled.read() as connection:
        assert search(connection, words) == []


def test_bytes_that_are_no_letters_do_not_count(found):
    assert found("p\udcffályázat\udce1") == ["hirek/palyazat"]


def test_words_behind_the_first_few_do_not_count(found):
    assert found(f"{'közös ' * MOST_WORDS} mérőlabor") == ["hirek/vasar"]
    assert found(f"{'közös ' * (MOST_WORDS - 1)} mérőlabor") == []
