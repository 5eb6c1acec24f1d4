"""Search while articles change, and search as of a day, on both databases."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from aggregator.archive.answers import Stored
from aggregator.archive.archive import Archive
from aggregator.archive.index.documents import documents_of, index, index_of, make_index
from aggregator.archive.index.place import VERSIONS
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.readings import replace_reading
from aggregator.archive.schema import article as article_table
from aggregator.archive.schema import reading, revision
from aggregator.archive.search import search
from aggregator.archive.sources import keep_sources
from aggregator.archive.versions import SAID
from aggregator.group import group
from scrapers.memory import Kept, Missing, Unchanged
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, kept, published, source
from tests.aggregator.archive.library import CALL, EXPO, TODAY, Shelf
from tests.aggregator.archive.releases import ADDRESS, LABORATORY, QUOTATION, RELEASE, REPRINT

FIRST = kept(path="hir/a", title="Mérőlabor nyílik", text="A klaszter laborja Somlóváron épül.",
             published=published("2021-06-04"))  # fmt: skip
HOUR = timedelta(hours=1)
HEADS = ("id", "title", "text", "published_at", "published_precision", "gone")


def edited(finding: Kept, **more: Any) -> Kept:
    """The same page, telling something else."""
    return replace(finding, article=replace(finding.article, **more))


@pytest.fixture
def keep(archive) -> Callable[..., None]:
    def keep_on(day: float, *findings, grouped=False):
        now = MONDAY + timedelta(days=day)
        ArchiveMemory(archive).keep(list(findings), now)
        if grouped:
            group(archive, ADDRESS, now)

    return keep_on


def read_again(archive: Archive, finding: Kept, day: float, **more: Any) -> None:
    """Let a better reader read a page again."""
    with archive.write() as connection:
        found = select(article_table.c.id).where(article_table.c.url == finding.url)
        number = connection.scalar(found)
        stored = Stored(1, number, finding.source, finding.url, "text/html", b"", None, MONDAY)
        new = replace(finding.article, **more)
        replace_reading(connection, stored, new, MONDAY + timedelta(days=day))


@pytest.fixture
def ask(archive):
    """Search, now or as things were known on a day after Monday: rows."""

    def search_on(text: str, day: float | None = None, **more: Any):
        as_of = None if day is None else MONDAY + timedelta(days=day)
        with archive.read() as connection:
            return search(connection, text, TODAY, as_of=as_of, limit=1_000, **more).rows

    return search_on


@pytest.fixture
def paths(ask):
    """The same: the paths of what is found, in its order."""

    def found(text: str = "", day: float | None = None, **more: Any):
        return [row["url"].split("/", 3)[3] for row in ask(text, day, **more)]

    return found


# The index follows


def test_an_edited_article_is_found_by_what_it_says_now_alone(keep, paths):
    keep(0, FIRST)
    keep(1, edited(FIRST, text="A klaszter uszodája Tihanyban épül."))
    assert paths("uszoda") == paths("tihany klaszter") == ["hir/a"]
    assert paths("labor") == paths("somlóvár") == paths('"klaszter laborja"') == []
    assert paths("-somlóvár") == ["hir/a"]
    assert paths("mérőlabor") == ["hir/a"]


def test_an_article_with_another_title_is_found_by_that(keep, paths):
    keep(0, FIRST)
    keep(1, edited(FIRST, title="Uszoda nyílik"))
    assert (paths("uszoda"), paths("mérőlabor")) == (["hir/a"], [])


def test_an_article_that_is_dated_later_comes_first_and_leaves_its_old_day(keep, paths):
    other = kept(path="hir/b", published=published("2021-06-05"))
    keep(0, FIRST, other)
    assert paths() == ["hir/b", "hir/a"]
    keep(1, edited(FIRST, published=published("2021-06-06")))
    assert paths() == paths("klaszter") == ["hir/a", "hir/b"]
    assert paths("from:2021-06-06") == ["hir/a"]
    assert paths("to:2021-06-04") == []


def test_an_undated_article_that_gets_a_date_is_found_by_that(keep, paths):
    undated = edited(FIRST, published=None)
    keep(0, undated)
    assert paths("from:2021-06-07 to:2021-06-07") == ["hir/a"]
    keep(1, FIRST)
    assert paths("from:2021-06-07") == []
    assert paths("from:2021-06-04 to:2021-06-04 labor") == ["hir/a"]


def test_an_article_in_another_language_is_found_in_that(keep, paths):
    keep(0, FIRST)
    keep(1, edited(FIRST, language="de"))
    assert (paths("language:de"), paths("language:hu")) == (["hir/a"], [])
    keep(2, edited(FIRST, language=None))
    assert (paths("language:de"), paths("-language:de -language:hu")) == ([], ["hir/a"])


def test_an_article_that_is_kept_again_as_it_was_is_found_once(keep, paths):
    for day in range(3):
        keep(day, FIRST, Unchanged(FIRST.source, FIRST.key))
    assert paths() == paths("labor") == ["hir/a"]
    assert paths("labor", 1) == ["hir/a"]


def test_an_article_read_by_a_better_reader_is_found_by_what_that_read(archive, keep, paths):
    keep(0, FIRST)
    read_again(archive, FIRST, 1, text="Mérőórák kellenek.", published=published("2021-06-02"))
    assert (paths("mérőórák to:2021-06-02"), paths("somlóvár"), paths("from:2021-06-03")) == (
        ["hir/a"], [], [],
    )  # fmt: skip
    assert paths("somlóvár from:2021-06-03", 0.5) == ["hir/a"]
    assert paths("mérőórák", 0.5) == []
    assert paths("mérőórák", 1) == ["hir/a"]


def test_an_article_that_is_gone_is_still_found_and_says_so(keep, ask):
    keep(0, FIRST)
    for day in (1, 2):
        keep(day, Missing(FIRST.source, FIRST.key))
    (row,) = ask("labor")
    assert row["gone"] == MONDAY + 2 * DAY
    assert [row["gone"] for day in (0, 1, 1.9) for row in ask("labor", day)] == [None] * 3
    keep(4, FIRST)
    assert [row["gone"] for row in ask("labor")] == [None]
    told = {day: ask("labor", day)[0]["gone"] for day in (1.9, 2, 3.9, 4)}
    assert told == {1.9: None, 2: MONDAY + 2 * DAY, 3.9: MONDAY + 2 * DAY, 4: None}


def test_a_page_that_moves_takes_its_article_with_it(keep, paths):
    keep(0, FIRST)
    moved = replace(
        FIRST, url="https://portal.example.hu/uj/a", article_key="portal.example.hu/uj/a"
    )
    keep(1, replace(moved, article=replace(FIRST.article, url=moved.url)))
    assert paths("labor") == ["uj/a"]


def test_many_versions_are_each_found_on_their_day(keep, ask):
    days = range(7)
    for day in days:
        keep(day, edited(FIRST, text=f"A klaszter {day}. szava: szó{day}x. Állandó."))
    for day in days:
        (row,) = ask("állandó", day)
        assert row["text"].startswith(f"A klaszter {day}. ")
        assert [len(ask(f"szó{other}x", day)) for other in days] == [int(d == day) for d in days]
    assert len(ask("állandó")) == 1


def test_the_index_made_anew_finds_the_same(archive, keep, paths):
    keep(0, FIRST, kept(path="hir/b"))
    keep(1, edited(FIRST, text="Uszoda."))
    queries = [
        ("uszoda", None),
        ("labor", 0),
        ("labor", None),
        ("", None),
        ("klaszter", 0),
        ("-x", 1),
    ]
    before = [paths(*one) for one in queries]
    with archive.write() as connection:
        make_index(connection)
    assert [paths(*one) for one in queries] == before


def test_what_the_index_holds_is_what_was_put_into_it(archive, keep):
    often = "alma " * 254 + "körte alma barack " + "szilva " * 300
    keep(0, FIRST, kept(path="b", title="alma alma", text=often), kept(path="c", title="", text=""))
    keep(
        1,
        edited(FIRST, text="½ Łódź 字 tag-tag C++ pá\u00adlyázat"),
        kept(path="d", text="x" * 9_000),
    )
    with archive.read() as connection:
        numbers = connection.scalars(select(article_table.c.id)).all()
        wanted = {one.place: one.terms for one in documents_of(connection, numbers)}
        assert dict(index_of(connection).held(connection)) == wanted
        assert index_of(connection).fault(connection) is None


def test_a_phrase_is_found_where_its_words_stand_often(keep, paths):
    often = "alma " * 252 + "körte alma barack " + "alma " * 100 + "szilva dió"
    keep(0, kept(path="b", title="alma alma", text=often))
    found = ['"körte alma"', '"alma barack"', '"szilva dió"', "dió", '"alma alma"']
    assert [paths(text) for text in found] == [["b"]] * len(found)


def test_no_phrase_goes_from_the_title_into_the_text(keep, paths):
    keep(
        0,
        kept(path="b", title="Ipari", text="Park épül"),
        kept(path="c", title="Új", text="ipari park"),
    )
    keep(0, kept(path="d", title=" ".join(["szó"] * 999 + ["ipari"]), text="Park " * 3))
    assert paths('"ipari park"') == ["c"]
    assert sorted(paths("ipari park")) == ["b", "c", "d"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(f"{n:064x}" for n in range(16_000)), id="digests"),
        pytest.param(" ".join(f"{chr(0x4E00 + n) * 60}{n}" for n in range(16_000)), id="no spaces"),
        pytest.param(" ".join(f"{'𝔎' * 60}{n}" for n in range(2_000)), id="letters of four bytes"),
        pytest.param("字" * 300_000, id="one word"),
        pytest.param("a " * 300_000, id="one letter"),
        pytest.param("ﷺ " * 20_000, id="ligatures"),
        pytest.param("\u0301" * 100_000, id="accents"),
        pytest.param("", id="nothing"),
    ],
)
def test_any_text_can_be_kept_and_is_found_by_its_title_and_beginning(keep, paths, text):
    keep(0, kept(path="b", title="Furcsa hír", text=f"Kezdet. {text}"))
    assert paths("furcsa hír") == paths("kezdet") == ["b"]


# As of a day


def test_before_it_was_first_seen_nothing_is_found(keep, paths):
    keep(0, FIRST)
    keep(2, kept(path="hir/b", published=published("2021-06-01")))
    assert [paths("klaszter", day) for day in (-1, -0.01, 0, 1.9)] == [[], [], ["hir/a"], ["hir/a"]]
    assert [paths("", day) for day in (-1, 0, 1.9)] == [[], ["hir/a"], ["hir/a"]]
    assert paths("klaszter", 2) == paths("", 2) == paths() == ["hir/a", "hir/b"]


def test_an_article_edited_twice_is_found_and_shown_as_it_was(keep, ask):
    texts = ["Somlóvár laborja nyílt.", "Tihany uszodája nyílt.", "Dombalja hídja nyílt."]
    for day, text in enumerate(texts):
        keep(day, edited(FIRST, text=text, title=f"Cím {day}"))
    for day, text in enumerate(texts):
        for moment_of_day in (day, day + 0.5, day + 0.99):
            found = {word: ask(word, moment_of_day) for word in ("labor", "uszoda", "híd")}
            right = ("labor", "uszoda", "híd")[day]
            assert [word for word, rows in found.items() if rows] == [right]
            (row,) = found[right]
            assert (row["text"], row["title"]) == (text, f"Cím {day}")
            assert row["changed"] == (MONDAY + day * DAY if day else None)
    assert [row["text"] for row in ask("nyílt")] == texts[-1:]


def test_an_article_edited_back_is_found_by_its_words_on_the_days_on_which_it_had_them(keep, paths):
    other = edited(FIRST, text="Uszoda.")
    for day, one in enumerate([FIRST, other, FIRST, other]):
        keep(day, one)
    assert [paths("somlóvár", day) for day in range(4)] == [["hir/a"], [], ["hir/a"], []]
    assert [paths("uszoda", day) for day in range(4)] == [[], ["hir/a"], [], ["hir/a"]]
    assert paths("somlóvár") == []


def test_two_edits_at_one_moment_are_one(keep, paths):
    keep(0, FIRST)
    keep(1, edited(FIRST, text="Uszoda."))
    keep(1, edited(FIRST, text="Vízmű."))
    assert [paths(word, 1) for word in ("uszoda", "vízmű", "somlóvár")] == [[], ["hir/a"], []]
    assert paths("somlóvár", 0.9) == ["hir/a"]


def test_a_date_counts_as_it_was_known(keep, paths, ask):
    keep(0, edited(FIRST, published=None), kept(path="hir/b", published=published("2021-06-05")))
    keep(1, FIRST)
    keep(2, edited(FIRST, published=published("2021-06-06")))
    assert [paths("", day) for day in range(3)] == [
        ["hir/a", "hir/b"], ["hir/b", "hir/a"], ["hir/a", "hir/b"],
    ]  # fmt: skip
    days = ["2021-06-07", "2021-06-04", "2021-06-06"]
    for day in range(3):
        assert [paths(f"from:{one} to:{one} somlóvár", day) for one in days] == [
            ["hir/a"] if one == days[day] else [] for one in days
        ]
    at = [ask("somlóvár", day)[0]["published_at"] for day in range(3)]
    assert at == [None, published("2021-06-04").at, published("2021-06-06").at]


def test_the_kind_counts_as_it_was_known(keep, paths):
    page = kept(
        path="hir/a",
        title="Klaszter Expó",
        text=EXPO.format(day=9, town="Győrben", by="július 1-ig"),
    )
    keep(0, page, grouped=True)
    kinds = ("news", "call", "event")
    before = [paths(f"kind:{kind}", 1) for kind in kinds]
    assert sorted(before) == [[], [], ["hir/a"]]
    keep(3, edited(page, title="Pályázati felhívás", text=CALL.format(day=1)), grouped=True)
    assert [paths(f"kind:{kind}") for kind in kinds] != before
    assert [paths(f"kind:{kind}", 1) for kind in kinds] == before


def test_the_language_counts_as_it_was_known(keep, paths):
    keep(0, FIRST)
    keep(2, edited(FIRST, language="de", text="Das Labor."))
    assert (paths("language:hu", 1), paths("language:de", 1)) == (["hir/a"], [])
    assert (paths("language:hu", 2), paths("language:de", 2)) == ([], ["hir/a"])


def test_that_no_language_was_known_counts_as_it_was_known(archive, keep, paths, ask):
    unknown = edited(FIRST, language=None)
    keep(0, unknown)
    keep(2, edited(FIRST, language="de"))
    read_again(archive, unknown, 4, language=None)
    keep(6, FIRST)
    for day, language in ((0, None), (1, None), (2, "de"), (4, None), (5, None), (6, "hu")):
        found = {code: paths(f"language:{code}", day) for code in ("de", "hu")}
        assert [code for code in found if found[code]] == [language] * bool(language)
        assert paths("-language:de -language:hu", day) == ([] if language else ["hir/a"])
        assert [row["language"] for row in ask("", day)] == [language]


@pytest.mark.parametrize("table", [revision, reading])
def test_a_language_that_was_not_noted_is_that_of_now(archive, keep, paths, ask, table):
    keep(0, edited(FIRST, language="de"))
    if table is revision:
        keep(2, FIRST)
    else:
        read_again(archive, FIRST, 2)
    with archive.write() as connection:
        assert connection.execute(update(table).values(language=None)).rowcount == 1
        make_index(connection)
    assert (paths("language:hu", 1), paths("language:de", 1)) == (["hir/a"], [])
    assert [row["language"] for row in ask("", 1)] == ["hu"]


def test_before_an_article_is_grouped_it_is_of_no_kind(archive, keep, paths, ask):
    page = kept(path="hir/a", title="Pályázati felhívás", text=CALL.format(day=1))
    keep(0, page)
    group(archive, ADDRESS, MONDAY + 2 * DAY)
    assert [paths("kind:call", day) for day in (0, 1, 2)] == [[], [], ["hir/a"]]
    assert [paths("-kind:call", day) for day in (0, 1, 2)] == [["hir/a"], ["hir/a"], []]
    assert [ask("", day)[0]["kind"] for day in (0, 1, 2)] == [None, None, "call"]
    assert paths("kind:call") == ["hir/a"]


def test_of_a_page_edited_again_and_again_the_last_versions_are_found_each_on_its_day(
    archive, keep, paths, ask
):
    count, oldest = VERSIONS + 4, 4  # edits, the last of which drops a version
    keep((count - 1) / 24, edited(FIRST, text=f"v{count - 1}v nyílt"))
    with archive.write() as connection:
        number = connection.scalar(select(article_table.c.id))
        told = {**dict.fromkeys(SAID, ""), "title": "", "published_at": None, "article": number}
        ends = {n: MONDAY + (n + 1) * HOUR for n in range(count - 1)}
        connection.execute(
            insert(revision),
            [
                {**told, "text": f"v{n}v nyílt", "since": end - HOUR, "until": end}
                for n, end in ends.items()
            ],
        )
        connection.execute(update(article_table).values(first_seen=MONDAY))
        index(connection, [number])
    keep(count / 24, edited(FIRST, text=f"v{count}v nyílt"))
    for n in (oldest, oldest + 1, VERSIONS - 1, VERSIONS, count - 1, count):
        day = (n + 0.5) / 24
        assert [row["text"] for row in ask("nyílt", day)] == [f"v{n}v nyílt"]
        others = {n - 1, n + 1, count} - {n}
        assert not any(paths(f"v{other}v", day) for other in others)
    assert paths("nyílt", (oldest - 0.5) / 24) == []
    assert paths(f"v{count}v") == ["hir/a"]


def test_an_event_counts_as_it_was_told(keep, paths):
    page = kept(path="hir/a", title="Klaszter Expó Győrben", published=published("2021-06-04"),
                text=EXPO.format(day=9, town="Győrben", by="július 1-ig"))  # fmt: skip
    keep(0, page, grouped=True)
    keep(
        2, edited(page, text=EXPO.format(day=23, town="Győrben", by="augusztus 1-ig")), grouped=True
    )
    ninth, other = "event:2021-09-09", "event:2021-09-23"
    assert [(paths(ninth, day), paths(other, day)) for day in (1, 2)] == [
        (["hir/a"], []),
        ([], ["hir/a"]),
    ]
    assert (paths(ninth), paths(other), paths(f"-{ninth}")) == ([], ["hir/a"], ["hir/a"])
    assert paths(f"-{ninth}", 1) == []
    assert paths("event:expo", -1) == []
    assert paths("event:expo", 0) == paths("event:expo", 2) == ["hir/a"]


def test_of_events_of_one_name_only_those_of_the_town_count(keep, paths):
    for town, where in (("gyor", "Győrben"), ("szeged", "Szegeden")):
        text = EXPO.format(day=9 if town == "gyor" else 16, town=where, by="július 1-ig")
        keep(0, kept(path=town, title=f"Klaszter Expó {where}", text=text), grouped=True)
    assert sorted(paths("event:expo")) == ["gyor", "szeged"]
    assert paths("event:szeged") == paths('event:"expo szeged"') == ["szeged"]
    assert paths("-event:szeged") == ["gyor"]


def test_a_story_and_its_credits_count_as_they_were_known(keep, paths):
    keep(0, RELEASE, grouped=True)
    keep(2, REPRINT, grouped=True)
    keep(4, QUOTATION, grouped=True)
    keep(6, edited(REPRINT, text=LABORATORY.replace("Somlóváron", "Somlóváralján")), grouped=True)
    told = {
        day: sorted(row.split("/")[-1] for row in paths("credit:portal", day))
        for day in range(-1, 7)
    }
    counts = {day: len(found) for day, found in told.items()}
    assert counts == {-1: 0, 0: 0, 1: 0, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}
    assert [len(paths("-credit:portal", day)) for day in (0, 2, 4)] == [1, 1, 1]


def test_whom_a_text_names_counts_as_it_named_him(keep, paths):
    page = kept(path="hir/a", text="Megállapodást írt alá a két megye vezetése.\n\nForrás: MTI")
    keep(0, page, grouped=True)
    keep(
        2,
        edited(page, text="Megállapodást írt alá a két megye vezetése.\n\nForrás: Hírügynökség"),
        grouped=True,
    )
    assert [paths("credit:mti", day) for day in (0, 1, 2)] == [["hir/a"], ["hir/a"], []]
    assert paths("credit:mti") == []
    assert paths("-credit:mti", 1) == []


def test_a_source_that_is_added_later_changes_nothing_of_a_day_before(archive, keep, paths):
    wire = "Megállapodást írt alá a két megye vezetése.\n\nForrás: {}"
    keep(0, kept(path="hir/a", text=wire.format("MTI")), grouped=True)
    keep(0, kept(path="hir/b", text=wire.format("Faipari Lap")), grouped=True)
    asked = ("credit:mti", "-credit:mti", "credit:lap", "source:lap", "source:portál", "source:mti")
    before = [paths(text, 1) for text in asked]
    assert before[0] == ["hir/a"]
    later = [source("mti", "MTI"), source("lap", "Portál Lap")]
    with archive.write() as connection:
        keep_sources(connection, later, MONDAY + 2 * DAY)
    group(archive, ADDRESS, MONDAY + 2 * DAY, everything=True)
    keep(3, kept(source="mti", path="hir/c"), grouped=True)
    assert [paths(text, 1) for text in asked] == before
    assert paths("credit:mti") == ["hir/a"]
    assert paths("credit:lap") == ["hir/b"]


def test_whom_a_text_names_is_found_by_name_though_a_source_has_that_in_its_name(keep, paths):
    wire = "Megállapodást írt alá a két megye vezetése.\n\nForrás: Klaszter Magazin"
    keep(0, kept(source="press", path="hir/a", text=wire), grouped=True)
    assert paths("credit:magazin") == paths("credit:klaszter") == ["hir/a"]
    assert paths("-credit:klaszter") == []


DATA = Path(__file__).parent / "data" / "asked.toml"
QUERIES = tomllib.loads(DATA.read_text(encoding="utf-8"))["repeated"]


def story_of_a_week(archive: Archive) -> dict[float, Shelf]:
    """A week of changes; what stood in the archive after each."""
    memory, shelves = ArchiveMemory(archive), {}
    expo = kept(path="hir/expo", title="Klaszter Expó", published=published("2021-06-03"),
                text=EXPO.format(day=9, town="Győrben", by="július 1-ig"))  # fmt: skip
    wire = kept(source="press", path="hir/mti", title="Két megye",
                text="Megállapodást írt alá két megye.\n\nForrás: MTI",
                published=published("2021-06-05"))  # fmt: skip
    undated = kept(source="member", path="hir/u", title="Új uszoda", text="A klaszter uszodája.")
    same = [kept(path=f"hir/{n}", title=f"Azonos {n}", text=f"Azonos perc, a {n}. új hír.",
                 published=published("2021-06-04")) for n in range(3)]  # fmt: skip
    missing = Missing("portal", same[0].key)
    days = [
        [FIRST, expo, *same],
        [undated, RELEASE],
        [edited(FIRST, text="A klaszter hídja Dombalján épül."), REPRINT, wire],
        [edited(undated, published=published("2021-06-01")), edited(same[1], title="Más uszoda")],
        [edited(expo, text=EXPO.format(day=23, town="Győrben", by="július 1-ig")), missing],
        [edited(FIRST, title="Klaszter laborja", published=published("2021-06-06")), QUOTATION],
        [missing, edited(wire, text="Megállapodást írt alá két megye.")],
        [FIRST, same[0], edited(expo, title="Felhívás", text=CALL.format(day=1))],
        [edited(REPRINT, text="Más lett: uszodáról és hidakról."), Unchanged("portal", FIRST.key)],
    ]
    for day, found in enumerate(days):
        now = MONDAY + day * DAY
        memory.keep(found, now)
        group(archive, ADDRESS, now)
        shelves[float(day)] = Shelf(archive)
        if day in (2, 5):
            read_again(
                archive, same[2], day + 0.5, text=f"A jobb olvasó a {day}. napon: labor és híd."
            )
            group(archive, ADDRESS, now + DAY / 2)
            shelves[day + 0.5] = Shelf(archive)
    return shelves


def test_what_was_found_on_a_day_is_found_as_of_that_day_ever_after(archive, ask):
    shelves = story_of_a_week(archive)
    for day, shelf in shelves.items():
        then = {row["id"]: row for row in shelf.articles}
        for number, text in enumerate(QUERIES):
            rows = ask(text, day + (0, 0.49)[number % 2])  # at once, and before the next change
            assert [row["id"] for row in rows] == shelf.found(text), (day, text)
            for row in rows:
                assert {k: row[k] for k in HEADS} == {k: then[row["id"]][k] for k in HEADS}
    # and now is as of now
    for text in QUERIES:
        assert [dict(row) for row in ask(text)] == [dict(row) for row in ask(text, 99)]


def test_the_same_query_as_of_a_day_gives_the_same_after_later_edits(archive, ask):
    before: dict[tuple[float, str, bool], list[tuple[Any, ...]]] = {}
    story_of_a_week(archive)
    asked = [
        (day, text, ranked) for day in (1, 5.5) for text in QUERIES for ranked in (False, True)
    ]
    for day, text, ranked in asked:
        before[day, text, ranked] = [
            tuple(row[k] for k in HEADS) for row in ask(text, day, ranked=ranked)
        ]
    memory = ArchiveMemory(archive)
    all_words = "Labor, híd, uszoda és klaszter. "
    later = [kept(path=f"uj/{n}", title=f"Új klaszter {n}", text=all_words * (n + 1),
                  published=published("2021-06-04")) for n in range(20)]  # fmt: skip
    memory.keep(later, MONDAY + 30 * DAY)
    memory.keep([edited(FIRST, text="Már semmi sem igaz.")], MONDAY + 31 * DAY)
    group(archive, ADDRESS, MONDAY + 31 * DAY)
    for day, text, ranked in asked:
        after = [tuple(row[k] for k in HEADS) for row in ask(text, day, ranked=ranked)]
        if ranked:  # statistics of all words may order them otherwise
            assert sorted(after) == sorted(before[day, text, ranked])
        else:
            assert after == before[day, text, ranked]


TEXTS = [
    "labor somlóvár",
    "uszoda tihany",
    "híd dombalja labor",
    "",
    "klaszter labor híd",
    "uszoda",
]
DATES = [None, "2021-06-01", "2021-06-07", "2021-06-05T10:30"]
WHAT = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from(TEXTS), st.sampled_from(DATES)),
    st.tuples(st.just("read"), st.integers(0, 2), st.sampled_from(TEXTS), st.sampled_from(DATES)),
    st.tuples(st.just("miss"), st.integers(0, 2), st.just(""), st.none()),
)


@settings(
    max_examples=15,
    deadline=None,
    phases=set(Phase) - {Phase.shrink},  # it would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from([0.0, 0.3, 1.0]), WHAT), min_size=1, max_size=10))
def test_whatever_becomes_of_articles_every_moment_is_found_again(archive, ask, steps):
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)
    day, shelves = 0.0, {}
    pages = [kept(path=f"hir/{n}", title=f"Hír {n}", text="") for n in range(3)]
    known: set[int] = set()
    for wait, (what, number, text, when) in steps:
        day += wait
        page = edited(pages[number], text=text, published=published(when) if when else None)
        if what == "edit":
            ArchiveMemory(archive).keep([page], MONDAY + timedelta(days=day))
            known.add(number)
        elif what == "read" and number in known:
            day += 0.1  # never at the very moment of an edit
            read_again(archive, page, day, text=text)
            day += 0.1
        elif what == "miss":
            ArchiveMemory(archive).keep([Missing("portal", page.key)], MONDAY + timedelta(days=day))
        shelves[day] = Shelf(archive)
    for then, shelf in shelves.items():
        rows = {row["id"]: row for row in shelf.articles}
        for query in (
            "",
            "labor",
            "uszoda",
            "-labor",
            "híd labor",
            "from:2021-06-05",
            "to:2021-06-04",
            "hír",
        ):
            found = ask(query, then)
            assert [row["id"] for row in found] == shelf.found(query)
            for row in found:
                assert {k: row[k] for k in HEADS} == {k: rows[row["id"]][k] for k in HEADS}
    for query in ("", "labor", "-uszoda", "from:2021-06-05"):
        assert [row["id"] for row in ask(query)] == Shelf(archive).found(query)
